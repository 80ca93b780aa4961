// One matcher over all rules of a table, for the path of each request: no allocation, a few hundred instructions. What
// is known of an agent is remembered per thread, in a bounded place.
#pragma once

#include "domain/bots/AddressIndex.h"
#include "domain/bots/AgentAutomaton.h"
#include "domain/bots/BotTable.h"

#include <QByteArrayView>

namespace unmta {

// The number of a rule, by precedence: of two, std::min() is the one that counts.
using BotRuleId = std::uint16_t;
constexpr BotRuleId noBotRule = 0xffff;

class BotMatcher
{
public:
    // What tells programs from people, as it was sent; views need to hold for the call only.
    struct Traits
    {
        QByteArrayView method;    // "GET"
        QByteArrayView userAgent; // empty: there was none
        QByteArrayView address;   // of the client, numeric; empty: not known
    };

    // Takes a copy of the rules.
    explicit BotMatcher(BotTable table);
    BotMatcher(const BotMatcher &) = delete;
    BotMatcher &operator=(const BotMatcher &) = delete;

    // The first rule that speaks, or noBotRule. Any thread.
    [[nodiscard]] BotRuleId match(const Traits &traits) const;
    // The same for one header field; the caller asks for all, in any order, and takes the least number.
    [[nodiscard]] BotRuleId matchHeader(QByteArrayView name, QByteArrayView value) const
    {
        return m_headerSizes >> (name.size() % 64) & 1 ? searchHeaders(name, value) : noBotRule;
    }
    // By one trait alone. An empty agent is none at all, which is a trait, too.
    [[nodiscard]] BotRuleId matchAgent(QByteArrayView agent) const;
    [[nodiscard]] BotRuleId matchAddress(const IpAddress &address) const { return m_addresses.leastAt(address); }
    // Whether the address is one of a data centre.
    [[nodiscard]] bool isHosting(const IpAddress &address) const;

    // "prefetch"; empty for a person, whether a rule says so or none speaks. Valid as long as the matcher.
    [[nodiscard]] QByteArrayView verdict(BotRuleId rule) const;
    [[nodiscard]] const BotTable &table() const { return m_table; }

private:
    struct HeaderPattern
    {
        QByteArray name;
        QByteArray value;
        bool whole;
        BotRuleId rule;
    };

    [[nodiscard]] BotRuleId searchHeaders(QByteArrayView name, QByteArrayView value) const;

    BotTable m_table;
    AgentAutomaton m_agents;
    AddressIndex m_addresses;
    AddressIndex m_hosting;
    std::vector<std::pair<QByteArray, BotRuleId>> m_methods; // upper case, as they are sent
    std::vector<HeaderPattern> m_headers;
    std::uint64_t m_headerSizes = 0; // bit n: a name that is asked for has n characters
    std::uint64_t m_id;              // tells the memory of one matcher from that of another
};

// Of the compiled-in table; made at the first call.
[[nodiscard]] const BotMatcher &shippedBotMatcher();

} // namespace unmta
