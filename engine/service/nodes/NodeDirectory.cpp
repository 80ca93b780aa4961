#include "service/nodes/NodeDirectory.h"

#include "service/nodes/NodeService.h"
#include "store/EngineStore.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace unmta {

using namespace Qt::StringLiterals;

QByteArray NodeFacts::toJson() const
{
    return QJsonDocument(QJsonObject{{u"requests"_s, qint64{requests}},
                                     {u"requests_per_second"_s, qint64{requestsPerSecond}},
                                     {u"events_waiting"_s, qint64{eventsWaiting}},
                                     {u"certificates"_s, qint64{certificates}},
                                     {u"behind_ms"_s, qint64{behind.count()}}})
        .toJson(QJsonDocument::Compact);
}

NodeFacts NodeFacts::fromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    return {object[u"requests"_s].toInteger(), object[u"requests_per_second"_s].toInteger(),
            object[u"events_waiting"_s].toInteger(), object[u"certificates"_s].toInteger(),
            Millis(object[u"behind_ms"_s].toInteger())};
}

Result<QString> NodeDirectory::holder() const
{
    const auto lease = d.store.leases.of(NodeService::leaseName);
    if (!lease)
        return lease.error();
    return *lease && (*lease)->left > Millis(0) ? (*lease)->node : QString();
}

NodeShown NodeDirectory::shown(const store::Node &node, const QString &holder) const
{
    // The database's clock is not this engine's: a rehearsal skips days. How long ago something was they agree on.
    const TimePoint seenAt = d.clock.now() - node.silentFor;
    NodeShown result{.id = node.id,
                     .name = node.name,
                     .version = node.version,
                     .hasUpkeep = node.id == holder,
                     .isThis = node.id == d.store.node(),
                     .startedAt = node.startedAt + (seenAt - node.seenAt),
                     .seenAt = seenAt,
                     .facts = NodeFacts::fromJson(node.facts)};
    result.behind = result.facts.behind;
    if (node.silentFor > d.takeover) {
        result.state = NodeShown::State::Silent;
        result.behind += node.silentFor;
    } else if (node.isDraining) {
        result.state = NodeShown::State::Draining;
    }
    return result;
}

Result<QList<NodeShown>> NodeDirectory::list() const
{
    if (d.store.node().isEmpty())
        return QList<NodeShown>{d.alone()};
    const auto nodes = d.store.nodes.all();
    const auto holds = holder();
    if (!nodes || !holds)
        return nodes ? holds.error() : nodes.error();
    QList<NodeShown> result;
    for (const store::Node &node : *nodes)
        result.append(shown(node, *holds));
    return result;
}

Result<NodeShown> NodeDirectory::find(const QString &id) const
{
    if (d.store.node().isEmpty())
        return id == d.alone().id ? Error(u"node.alone"_s) : notFound();
    const auto node = d.store.nodes.byId(id);
    if (!node)
        return node.error();
    if (!*node)
        return notFound();
    const auto holds = holder();
    if (!holds)
        return holds.error();
    return shown(**node, *holds);
}

Result<NodeShown> NodeDirectory::drain(const QString &id, bool isDraining)
{
    if (auto found = find(id); !found)
        return found;
    if (auto done = d.store.nodes.setDraining(id, isDraining); !done)
        return done.error();
    return find(id);
}

Result<NodeShown> NodeDirectory::remove(const QString &id)
{
    auto found = find(id);
    if (!found)
        return found;
    const auto removed = d.store.nodes.removeSilent(id, d.takeover);
    if (!removed)
        return removed.error();
    return *removed ? std::move(found) : Result<NodeShown>(Error(u"node.alive"_s));
}

} // namespace unmta
