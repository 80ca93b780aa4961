#include "domain/bots/BotMatcher.h"

#include "base/system/PlatformPerThread.h"
#include "domain/bots/TextHash.h"

#include <algorithm>
#include <array>
#include <atomic>

namespace unmta {

namespace {

std::string_view viewOf(QByteArrayView text)
{
    return {text.data(), static_cast<std::size_t>(text.size())};
}

BotRuleId ruleOf(const BotPattern &pattern)
{
    return static_cast<BotRuleId>(pattern.rule);
}

AgentAutomaton agentsOf(const BotTable &table)
{
    std::vector<AgentAutomaton::Pattern> patterns;
    for (const BotPattern &pattern : table.patterns) {
        if (pattern.field == BotField::Agent)
            patterns.push_back({viewOf(pattern.text), pattern.atStart, pattern.atEnd, ruleOf(pattern)});
    }
    return AgentAutomaton(patterns);
}

AddressIndex addressesOf(const BotTable &table, bool hosting)
{
    std::vector<std::pair<IpRange, std::uint16_t>> ranges;
    for (const BotPattern &pattern : table.patterns) {
        const bool isHosting = table.rules[pattern.rule].kind == BotKind::Hosting;
        if (pattern.field == BotField::Address && isHosting == hosting)
            ranges.emplace_back(*pattern.range, ruleOf(pattern));
    }
    return AddressIndex(ranges);
}

std::uint64_t nextId()
{
    static std::atomic<std::uint64_t> last = 0;
    return ++last;
}

bool sameIgnoringCase(QByteArrayView text, QByteArrayView lower)
{
    return std::equal(text.begin(), text.end(), lower.begin(), lower.end(),
                      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + ('a' - 'A') : a) == b; });
}

// Agents that were seen lately on this thread, whole, so that no two can be taken for each other. Most requests of a
// message come with a handful of agents.
class AgentMemory
{
public:
    struct Entry
    {
        std::uint64_t matcher = 0;
        std::uint16_t size = 0;
        BotRuleId rule = noBotRule;
        std::array<char, 244> text{};
    };

    static constexpr std::size_t longest = std::tuple_size_v<decltype(Entry::text)>;

    Entry &entryFor(QByteArrayView text) { return m_entries[textHash(text) % m_entries.size()]; }

private:
    std::array<Entry, 128> m_entries; // 32 KiB
};

AgentMemory &memoryOfThread()
{
    return perThread<AgentMemory>();
}

} // namespace

BotMatcher::BotMatcher(BotTable table)
    : m_table(std::move(table))
    , m_agents(agentsOf(m_table))
    , m_addresses(addressesOf(m_table, false))
    , m_hosting(addressesOf(m_table, true))
    , m_id(nextId())
{
    for (const BotPattern &pattern : m_table.patterns) {
        if (pattern.field == BotField::Method)
            m_methods.emplace_back(pattern.text.toUpper(), ruleOf(pattern));
        if (pattern.field == BotField::Header) {
            m_headers.push_back({pattern.header, pattern.text, pattern.atEnd, ruleOf(pattern)});
            m_headerSizes |= std::uint64_t{1} << (pattern.header.size() % 64);
        }
    }
}

BotRuleId BotMatcher::match(const Traits &traits) const
{
    BotRuleId rule = matchAgent(traits.userAgent);
    for (const auto &[method, speaks] : m_methods) {
        if (traits.method == QByteArrayView(method))
            rule = std::min(rule, speaks);
    }
    if (traits.address.isEmpty())
        return rule;
    const auto address = IpAddress::parsePeer(traits.address);
    return address ? std::min(rule, matchAddress(*address)) : rule;
}

BotRuleId BotMatcher::matchAgent(QByteArrayView agent) const
{
    const std::string_view text = viewOf(agent);
    if (text.empty() || text.size() > AgentMemory::longest)
        return m_agents.leastIn(text);
    AgentMemory::Entry &entry = memoryOfThread().entryFor(agent);
    if (entry.matcher != m_id || std::string_view(entry.text.data(), entry.size) != text) {
        entry.matcher = m_id;
        entry.size = static_cast<std::uint16_t>(text.size());
        entry.rule = m_agents.leastIn(text);
        std::copy(text.begin(), text.end(), entry.text.begin());
    }
    return entry.rule;
}

BotRuleId BotMatcher::searchHeaders(QByteArrayView name, QByteArrayView value) const
{
    BotRuleId rule = noBotRule;
    for (const HeaderPattern &pattern : m_headers) {
        const bool fits = pattern.whole ? value.size() == pattern.value.size() : value.size() >= pattern.value.size();
        if (fits && sameIgnoringCase(name, pattern.name) &&
            sameIgnoringCase(value.first(pattern.value.size()), pattern.value))
            rule = std::min(rule, pattern.rule);
    }
    return rule;
}

bool BotMatcher::isHosting(const IpAddress &address) const
{
    return m_hosting.leastAt(address) != AddressIndex::none;
}

QByteArrayView BotMatcher::verdict(BotRuleId rule) const
{
    return rule == noBotRule ? QByteArrayView("") : botVerdictName(m_table.rules[rule].kind);
}

const BotMatcher &shippedBotMatcher()
{
    static const BotMatcher matcher{BotTable(BotTable::shipped())};
    return matcher;
}

} // namespace unmta
