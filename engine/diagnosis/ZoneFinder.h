// Finds the zone that holds a name, its name servers and their addresses, by walking the delegation through the
// resolvers. Internal to the checker; DNS thread.
#pragma once

#include "diagnosis/ResolverTrust.h"

#include <QHash>

namespace unmta::diagnosis {

struct Authority
{
    QString name;
    dns::Endpoint endpoint;
};

struct ZoneServers
{
    QString zone;      // empty when it could not be found
    QStringList names; // sorted
    QList<Authority> servers;
    bool isUnsure = false; // some of the questions for it were not answered
};

class ZoneFinder : public std::enable_shared_from_this<ZoneFinder>
{
public:
    using Found = std::function<void(const ZoneServers &)>;

    // Without `trust` every resolver is believed.
    ZoneFinder(std::shared_ptr<const CheckTools> tools, std::shared_ptr<ResolverTrust> trust)
        : m_tools(std::move(tools))
        , m_trust(std::move(trust))
    {}

    // As CheckTools::askResolvers(), without those that make their answers up.
    void askResolvers(const dns::Question &question, dns::QueryDone done) const;

    // The closest enclosing zone with name servers; never a top-level domain. Asked twice for one name, the first
    // answer serves both.
    void find(const QString &name, Found done);
    // Without addresses, and not remembered.
    void findNames(const QString &name, Found done);
    // Nobody waits any more.
    void drop() { m_entries.clear(); }

private:
    struct Entry
    {
        bool known = false;
        ZoneServers value;
        QList<Found> waiting;
    };

    void addAddresses(ZoneServers zone, Found done);

    std::shared_ptr<const CheckTools> m_tools;
    std::shared_ptr<ResolverTrust> m_trust;
    QHash<QString, Entry> m_entries;
};

} // namespace unmta::diagnosis
