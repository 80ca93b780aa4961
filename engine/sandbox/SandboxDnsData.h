// What the sandbox's DNS server holds and how it answers. Pure; not thread-safe.
#pragma once

#include "base/Result.h"
#include "sandbox/SandboxDnsServer.h"

#include <QHash>
#include <QMap>
#include <QStringList>

#include <functional>

namespace unmta {

class SandboxDnsData
{
public:
    // Where made-up name servers of zones live.
    void setOwnAddress(const QString &address) { m_ownAddress = address; }
    void addZone(const QString &zone, const QString &nameServer);
    // Names in none of the zones belong to those that `zoneOf` names, all of which have these name servers; empty: to
    // the root.
    void setProvider(QStringList nameServers, std::function<QString(const QString &name)> zoneOf);
    [[nodiscard]] Result<void> set(const SandboxDnsRecord &record);
    [[nodiscard]] Result<void> add(const SandboxDnsRecord &record);
    bool remove(const QString &name, const QString &type);
    [[nodiscard]] QList<SandboxDnsRecord> records() const;

    [[nodiscard]] dns::Message answer(const dns::Message &query) const;

private:
    using Node = QList<dns::Record>;

    [[nodiscard]] QString zoneOf(const QString &name) const;
    [[nodiscard]] QString providersZone(const QString &name) const;
    [[nodiscard]] Node nodeAt(const QString &name) const;
    [[nodiscard]] bool exists(const QString &name) const;
    Node &nodeFor(const QString &name);
    void countBelow(const QString &name, int change);
    // The records for a name: its own, a wildcard's, or made from an ancestor's DNAME (then `above` gets the DNAME).
    [[nodiscard]] Node lookUp(const QString &name, QList<dns::Record> *above) const;

    QMap<QString, Node> m_nodes;    // never an empty node
    QHash<QString, int> m_below;    // how many nodes lie below a name
    QMap<QString, QString> m_zones; // zone → name server
    QHash<QString, int> m_servers;  // how many zones a name server has
    QStringList m_provider;
    std::function<QString(const QString &name)> m_providersZones;
    QString m_ownAddress;
};

} // namespace unmta
