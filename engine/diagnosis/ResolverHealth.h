// Which resolvers have been silent lately, so that no check waits for a dead one again and again. A resolver that was
// silent twice in a row rests: it is asked last, once and shortly, until it answers or its rest is over. DNS thread
// only.
#pragma once

#include "dns/DnsClient.h"

#include <QHash>

#include <memory>

namespace unmta::diagnosis {

class ResolverHealth : public std::enable_shared_from_this<ResolverHealth>
{
public:
    static constexpr Millis restTime = std::chrono::seconds(60);

    // The client outlives whatever asks through it.
    explicit ResolverHealth(dns::DnsClient &client)
        : m_client(client)
    {}

    // What came of a question to a resolver.
    void report(const dns::Endpoint &resolver, const Result<dns::Message> &reply);
    [[nodiscard]] bool isResting(const dns::Endpoint &resolver) const { return m_states.value(key(resolver)).resting; }
    // The same, those that rest behind the others; otherwise in the order given.
    [[nodiscard]] QList<dns::Endpoint> sorted(QList<dns::Endpoint> resolvers) const;

private:
    struct State
    {
        int silences = 0; // in a row
        bool resting = false;
    };
    [[nodiscard]] static QString key(const dns::Endpoint &resolver);
    void wake(const QString &resolver);

    dns::DnsClient &m_client;
    QHash<QString, State> m_states;
};

} // namespace unmta::diagnosis
