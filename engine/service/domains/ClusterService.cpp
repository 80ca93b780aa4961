#include "service/domains/ClusterService.h"

#include "domain/VerificationTarget.h"
#include "mail/MessageComposer.h"
#include "service/changes/ChangeFeed.h"
#include "service/routing/SnapshotPublisher.h"
#include "service/settings/SettingsService.h"
#include "store/EngineStore.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

Result<QString> checkedName(const QString &name)
{
    const QString clean = name.simplified();
    if (clean.isEmpty())
        return Error(u"cluster.name_required"_s, u"name"_s);
    if (clean.size() > 100)
        return Error(u"cluster.name_too_long"_s, u"name"_s);
    return clean;
}

Result<QStringList> checkedMailboxes(const QStringList &mailboxes)
{
    QStringList clean;
    for (const QString &mailbox : mailboxes) {
        const QString text = mailbox.simplified();
        if (mail::bareAddress(text).isEmpty())
            return Error(u"mail.bad_address"_s, u"notify_to"_s, {{u"address"_s, text}});
        clean << text;
    }
    return clean;
}

} // namespace

Result<void> ClusterService::ensureFirst()
{
    const auto present = list();
    if (!present)
        return present.error();
    if (!present->isEmpty())
        return {};
    const auto created = create(u"default"_s);
    return created ? Result<void>() : created.error();
}

Result<Cluster> ClusterService::create(const QString &name)
{
    auto checked = checkedName(name);
    if (!checked)
        return checked.error();
    const Cluster cluster{d.random.hex(4), *std::move(checked), d.clock.now()};
    const LinkKey key = makeLinkKey(d.random);
    auto transaction = store::Transaction::begin(d.store.database());
    if (!transaction)
        return transaction.error();
    if (auto done = d.store.clusters.insert(cluster); !done)
        return done.error();
    if (auto done = d.store.linkKeys.insert(cluster.id, key, cluster.createdAt); !done)
        return done.error();
    if (auto done = transaction->commit(); !done)
        return done.error();
    d.publisher.clusterAdded(cluster, {key}, d.settings.current().targetZone());
    Q_EMIT added(cluster.id);
    d.feed.add(ChangeKind::Cluster, cluster.id, cluster.id, ChangeAction::Added);
    return cluster;
}

Result<Page<Cluster>> ClusterService::list(const QString &after, int limit) const
{
    return d.store.clusters.list(after, limit);
}

Result<QList<Cluster>> ClusterService::list() const
{
    QList<Cluster> clusters;
    QString after;
    do {
        auto page = list(after, maxPageSize);
        if (!page)
            return page.error();
        clusters += page->items;
        after = page->next;
    } while (!after.isEmpty());
    return clusters;
}

Result<Cluster> ClusterService::byId(const QString &id) const
{
    auto found = d.store.clusters.byId(id);
    if (!found)
        return found.error();
    if (!*found)
        return notFound();
    return **found;
}

Result<Cluster> ClusterService::change(const QString &id, const ClusterEdit &edit)
{
    auto cluster = byId(id);
    if (!cluster)
        return cluster;
    if (edit.notifyTo) {
        auto mailboxes = checkedMailboxes(*edit.notifyTo);
        if (!mailboxes)
            return mailboxes.error();
        cluster->notifyTo = *std::move(mailboxes);
    }
    if (edit.name) {
        auto name = checkedName(*edit.name);
        if (!name)
            return name.error();
        cluster->name = *std::move(name);
    }
    auto transaction = store::Transaction::begin(d.store.database());
    if (!transaction)
        return transaction.error();
    if (edit.notifyTo) {
        if (auto done = d.store.clusters.setNotifyTo(id, cluster->notifyTo); !done)
            return done.error();
    }
    if (edit.name) {
        if (auto done = d.store.clusters.rename(id, cluster->name); !done)
            return done.error();
    }
    if (auto done = transaction->commit(); !done)
        return done.error();
    if (edit.name || edit.notifyTo)
        d.feed.add(ChangeKind::Cluster, id, id, ChangeAction::Changed);
    return cluster;
}

Result<void> ClusterService::remove(const QString &id)
{
    if (auto cluster = byId(id); !cluster)
        return cluster.error();
    const auto all = list();
    if (!all)
        return all.error();
    if (all->size() == 1)
        return Error(u"cluster.last"_s);

    QStringList hosts{hostsOf(id).fallback};
    d.publisher.current()->hosts().forEach([&](const QByteArray &host, const HostEntry &entry) {
        if (entry.clusterId == id.toLatin1())
            hosts << QString::fromLatin1(host);
    });
    if (auto done = d.store.clusters.remove(id, d.clock.now()); !done)
        return done;
    d.publisher.clusterRemoved(id);
    Q_EMIT removed(id);
    Q_EMIT hostsRemoved(hosts);
    d.feed.add(ChangeKind::Cluster, id, id, ChangeAction::Removed);
    return {};
}

ClusterService::Hosts ClusterService::hostsOf(const QString &id) const
{
    const auto snapshot = d.publisher.current();
    const ClusterEntry *entry = snapshot->cluster(id.toLatin1());
    if (!entry)
        return {};
    return {QString::fromLatin1(entry->fallbackHost), QString::fromLatin1(entry->defaultHost),
            QString::fromLatin1(snapshot->hostInForce(entry->id))};
}

} // namespace unmta
