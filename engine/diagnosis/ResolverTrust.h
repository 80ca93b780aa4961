// Whether a resolver makes its answers up: one address for every name (a portal, a provider's search page), or NXDOMAIN
// for every name (a filter). Its negative answers and addresses say nothing about a record then. Internal to the
// checker, for one check; DNS thread.
#pragma once

#include "diagnosis/CheckTools.h"

#include <QHash>

namespace unmta::diagnosis {

class ResolverTrust : public std::enable_shared_from_this<ResolverTrust>
{
public:
    // What it answers every name with: "192.0.2.66", "NXDOMAIN"; empty: nothing is known against it.
    using Told = std::function<void(const QString &says)>;

    // `existing`: names that cannot all be missing.
    ResolverTrust(std::shared_ptr<const CheckTools> tools, QStringList existing, LookUps lookUps)
        : m_tools(std::move(tools))
        , m_existing(std::move(existing))
        , m_lookUps(lookUps)
    {}

    // A resolver is asked for once, however many want to know. One that stays silent is not known to lie.
    void ask(const dns::Endpoint &resolver, Told told);
    // The same for CheckTools::askResolvers().
    [[nodiscard]] CheckTools::Believes believes();
    // Nobody waits any more.
    void drop() { m_entries.clear(); }

private:
    struct Entry
    {
        bool known = false;
        QString says;
        QList<Told> waiting;
    };

    void settle(const QString &key, const QString &says);

    std::shared_ptr<const CheckTools> m_tools;
    const QStringList m_existing;
    const LookUps m_lookUps;
    QHash<QString, Entry> m_entries; // by endpoint
};

} // namespace unmta::diagnosis
