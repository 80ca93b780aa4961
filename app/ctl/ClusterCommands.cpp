#include "ctl/Commands.h"
#include "ctl/Show.h"

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

struct ClusterInput
{
    QString cluster;
    QString name;
    QStringList addresses;
    bool yes = false;
};

void printCluster(const wire::Cluster &cluster)
{
    printFields({{u"Id"_s, cluster.id},
                 {u"Name"_s, cluster.name},
                 {u"Tracking host"_s, cluster.trackingHost},
                 {u"Default tracking domain"_s, shown(cluster.defaultTrackingDomain.value_or(QString()))},
                 {u"Fallback host"_s, cluster.fallbackHost},
                 {u"Mail goes to"_s, cluster.notifyTo.isEmpty() ? u"notify.to"_s : cluster.notifyTo.join(u", "_s)},
                 {u"Created"_s, shown(cluster.createdAt)}});
}

Outcome listClusters(Session &session)
{
    return presentList(
        session, session.list(api::listClusters), Table({u"ID"_s, u"NAME"_s, u"TRACKING HOST"_s, u"DEFAULT"_s}),
        [](const wire::Cluster &c) {
            return QStringList{c.id, c.name, c.trackingHost, shown(c.defaultTrackingDomain.value_or(QString()))};
        },
        u"There is no cluster."_s);
}

Outcome showCluster(Session &session, const ClusterInput &input)
{
    const auto cluster = input.cluster.isEmpty() ? session.cluster() : session.cluster(input.cluster);
    if (!cluster)
        return cluster.error();
    return present(session, session.call(api::getCluster, {cluster->id}), printCluster);
}

Outcome createCluster(Session &session, const ClusterInput &input)
{
    return present(session, session.call(api::createCluster, {}, {input.name}), printCluster);
}

Outcome rename(Session &session, const ClusterInput &input)
{
    const auto cluster = session.cluster(input.cluster);
    if (!cluster)
        return cluster.error();
    return present(session, session.call(api::updateCluster, {cluster->id}, {input.name, {}}), printCluster);
}

Outcome notify(Session &session, const ClusterInput &input)
{
    const auto cluster = session.cluster(input.cluster);
    if (!cluster)
        return cluster.error();
    return present(session, session.call(api::updateCluster, {cluster->id}, {{}, input.addresses}), printCluster);
}

Outcome removeCluster(Session &session, const ClusterInput &input)
{
    const auto cluster = session.cluster(input.cluster);
    if (!cluster)
        return cluster.error();
    const auto confirmed = confirm(u"The cluster %1, its tracking domains, keys and events will be deleted for ever. "
                                   "Links in delivered mail will stop working."_s.arg(cluster->name),
                                   cluster->name, input.yes);
    if (!confirmed)
        return confirmed.error();
    return presentDone(session, session.call(api::deleteCluster, {cluster->id}),
                       u"The cluster %1 is deleted."_s.arg(cluster->name));
}

} // namespace

void addClusterCommands(Command root)
{
    const auto input = std::make_shared<ClusterInput>();
    const Command group = root.group("cluster", "Clusters: the owners of tracking domains, keys and events");
    group.command("list", "List the clusters").does(listClusters);
    group.command("show", "Show one cluster")
        .argument("CLUSTER", &input->cluster, "Id or name", false)
        .does([input](Session &s) { return showCluster(s, *input); });
    group.command("create", "Create a cluster").argument("NAME", &input->name, "Its name").does([input](Session &s) {
        return createCluster(s, *input);
    });
    group.command("rename", "Give a cluster another name")
        .argument("CLUSTER", &input->cluster, "Id or name")
        .argument("NAME", &input->name, "The new name")
        .does([input](Session &s) { return rename(s, *input); });
    group.command("notify", "Say who gets mail about a cluster; nobody: those of notify.to")
        .argument("CLUSTER", &input->cluster, "Id or name")
        .options("--to", &input->addresses, "A mail address; may be given several times")
        .does([input](Session &s) { return notify(s, *input); });
    group.command("delete", "Delete a cluster with everything in it")
        .argument("CLUSTER", &input->cluster, "Id or name")
        .flag("--yes", &input->yes, "Do not ask")
        .does([input](Session &s) { return removeCluster(s, *input); });
}

} // namespace unmta::ctl
