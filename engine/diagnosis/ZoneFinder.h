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
    ZoneFinder(std::shared_ptr<const CheckTools> tools, std::shared_ptr<ResolverTrust> trust, LookUps lookUps)
        : m_tools(std::move(tools))
        , m_trust(std::move(trust))
        , m_lookUps(lookUps)
    {}

    // As CheckTools::askResolvers(), without those that make their answers up.
    void askResolvers(const dns::Question &question, CheckTools::HeardDone done) const;

    // The closest enclosing zone with name servers; never a top-level domain. Where resolvers name different servers,
    // all of them: whose word is older is not known. Asked twice for one name, the first answer serves both.
    void find(const QString &name, Found done);
    // Without addresses.
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
    struct LookedUp
    {
        QStringList data;      // sorted
        bool isKnown = false;  // somebody who is believed answered, be it that there is none
        bool isSilent = false; // nobody who is believed so much as replied
    };
    void lookUp(const dns::Question &question, std::function<void(const LookedUp &)> done);

    std::shared_ptr<const CheckTools> m_tools;
    std::shared_ptr<ResolverTrust> m_trust;
    const LookUps m_lookUps;
    QHash<QString, Entry> m_entries;
};

} // namespace unmta::diagnosis
