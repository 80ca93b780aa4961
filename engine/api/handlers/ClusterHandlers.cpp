#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "service/domains/ClusterService.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

wire::Cluster toWire(const Cluster &cluster, const ClusterService &clusters)
{
    const auto hosts = clusters.hostsOf(cluster.id);
    wire::Cluster result;
    result.id = cluster.id;
    result.name = cluster.name;
    result.fallbackHost = hosts.fallback;
    if (!hosts.defaultDomain.isEmpty())
        result.defaultTrackingDomain = hosts.defaultDomain;
    result.trackingHost = hosts.inForce;
    result.createdAt = cluster.createdAt;
    result.notifyTo = cluster.notifyTo;
    result.downgraded = cluster.downgraded;
    return result;
}

Result<ApiResponse> listClusters(const ClusterService &clusters, const ApiCall &call)
{
    Page<Cluster> page;
    if (call.token && call.token->clusterId) {
        const auto own = clusters.byId(*call.token->clusterId);
        if (!own)
            return own.error();
        page.items = {*own};
    } else {
        auto read = wholeOrPage(call, [&](const QString &after, int limit) { return clusters.list(after, limit); });
        if (!read)
            return read.error();
        page = *std::move(read);
    }
    QJsonArray array;
    for (const Cluster &cluster : std::as_const(page.items))
        array.append(wire::toJson(toWire(cluster, clusters)));
    return listResponse(array, page.next);
}

Result<ApiResponse> createCluster(ClusterService &clusters, AuditLog &log, const ApiCall &call)
{
    const auto input = call.body<wire::ClusterInput>();
    if (!input)
        return input.error();
    const auto cluster = clusters.create(input->name);
    if (!cluster)
        return cluster.error();
    audit(log, call, u"cluster.created"_s, cluster->id, cluster->name, {{}, {{u"name"_s, cluster->name}}});
    return dataResponse(wire::toJson(toWire(*cluster, clusters)), 201);
}

Result<ApiResponse> getCluster(const ClusterService &clusters, const ApiCall &call)
{
    const auto cluster = clusters.byId(call.parameter("cluster"));
    if (!cluster)
        return cluster.error();
    return dataResponse(wire::toJson(toWire(*cluster, clusters)));
}

Result<ApiResponse> updateCluster(ClusterService &clusters, AuditLog &log, const ApiCall &call)
{
    const auto input = call.body<wire::ClusterChange>();
    if (!input)
        return input.error();
    const auto before = clusters.byId(call.parameter("cluster"));
    if (!before)
        return before.error();
    const auto cluster = clusters.change(call.parameter("cluster"), {input->name, input->notifyTo});
    if (!cluster)
        return cluster.error();
    if (input->name) {
        audit(log, call, u"cluster.renamed"_s, cluster->id, cluster->name,
              Values::difference({{u"name"_s, before->name}}, {{u"name"_s, cluster->name}}));
    }
    if (input->notifyTo) {
        const auto addresses = [](const Cluster &of) {
            return QJsonObject{{u"notify_to"_s, QJsonArray::fromStringList(of.notifyTo)}};
        };
        audit(log, call, u"cluster.notify_to"_s, cluster->id, cluster->notifyTo.join(u", "_s),
              Values::difference(addresses(*before), addresses(*cluster)));
    }
    return dataResponse(wire::toJson(toWire(*cluster, clusters)));
}

Result<ApiResponse> deleteCluster(ClusterService &clusters, AuditLog &log, const ApiCall &call)
{
    const auto cluster = clusters.byId(call.parameter("cluster"));
    if (!cluster)
        return cluster.error();
    if (auto done = clusters.remove(cluster->id); !done)
        return done.error();
    audit(log, call, u"cluster.deleted"_s, cluster->id, {}, {{{u"name"_s, cluster->name}}, {}});
    return emptyResponse();
}

} // namespace

void addClusterHandlers(ApiDispatcher &dispatcher, ClusterService &clusters, AuditLog &audit)
{
    dispatcher.on(api::listClusters, [&](const ApiCall &call) { return listClusters(clusters, call); });
    dispatcher.on(api::createCluster, [&](const ApiCall &call) { return createCluster(clusters, audit, call); });
    dispatcher.on(api::getCluster, [&](const ApiCall &call) { return getCluster(clusters, call); });
    dispatcher.on(api::updateCluster, [&](const ApiCall &call) { return updateCluster(clusters, audit, call); });
    dispatcher.on(api::deleteCluster, [&](const ApiCall &call) { return deleteCluster(clusters, audit, call); });
}

} // namespace unmta
