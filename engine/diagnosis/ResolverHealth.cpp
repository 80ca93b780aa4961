#include "diagnosis/ResolverHealth.h"

#include "base/Log.h"

#include <algorithm>

namespace unmta::diagnosis {

namespace {

constexpr int silencesBeforeRest = 2;

} // namespace

void ResolverHealth::report(const dns::Endpoint &resolver, const Result<dns::Message> &reply)
{
    const QString name = key(resolver);
    // Whatever it said, it is there. Without a network nobody is.
    if (reply.ok() || reply.error().code == QLatin1StringView("dns.network_down")) {
        m_states.remove(name);
        return;
    }
    // A name that cannot be asked for says nothing about it.
    if (reply.error().code == QLatin1StringView("dns.bad_name"))
        return;
    State &state = m_states[name];
    if (++state.silences < silencesBeforeRest || state.resting)
        return;
    state.resting = true;
    qCInfo(lcDns).noquote() << "resolver rests, it does not answer resolver=" << name;
    m_client.after(restTime, [weak = weak_from_this(), name] {
        if (const auto self = weak.lock())
            self->wake(name);
    });
}

// Tried like any other again; one more silence is enough for the next rest.
void ResolverHealth::wake(const QString &resolver)
{
    const auto state = m_states.find(resolver);
    if (state != m_states.end())
        *state = {silencesBeforeRest - 1, false};
}

QList<dns::Endpoint> ResolverHealth::sorted(QList<dns::Endpoint> resolvers) const
{
    std::stable_partition(resolvers.begin(), resolvers.end(),
                          [this](const dns::Endpoint &resolver) { return !isResting(resolver); });
    return resolvers;
}

QString ResolverHealth::key(const dns::Endpoint &resolver)
{
    return dns::endpointText(resolver);
}

} // namespace unmta::diagnosis
