#include "api/handlers/Handlers.h"
#include "service/domains/ClusterService.h"
#include "service/rewriting/LinkService.h"
#include "store/EngineStore.h"

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
    return result;
}

Result<ApiResponse> listClusters(const ApiServices &s, const ApiCall &call)
{
    const auto limit = call.queryInt("limit", 0, 1, store::maxPageSize);
    if (!limit)
        return limit.error();
    store::Page<Cluster> page;
    if (call.token && call.token->clusterId) {
        const auto own = s.clusters.byId(*call.token->clusterId);
        if (!own)
            return own.error();
        page.items = {*own};
    } else if (*limit > 0 || !call.query("after").isEmpty()) {
        auto read = s.store.clusters.list(call.query("after"), *limit > 0 ? *limit : store::maxPageSize);
        if (!read)
            return read.error();
        page = *std::move(read);
    } else {
        auto all = s.clusters.list();
        if (!all)
            return all.error();
        page.items = *std::move(all);
    }
    QJsonArray array;
    for (const Cluster &cluster : std::as_const(page.items))
        array.append(wire::toJson(toWire(cluster, s.clusters)));
    return listResponse(array, page.next);
}

Result<ApiResponse> createCluster(const ApiServices &s, const ApiCall &call)
{
    const auto input = call.body<wire::ClusterInput>();
    if (!input)
        return input.error();
    const auto cluster = s.clusters.create(input->name);
    if (!cluster)
        return cluster.error();
    audit(s, call, u"cluster.created"_s, cluster->id, cluster->name);
    return dataResponse(wire::toJson(toWire(*cluster, s.clusters)), 201);
}

Result<ApiResponse> getCluster(const ApiServices &s, const ApiCall &call)
{
    const auto cluster = s.clusters.byId(call.parameter("cluster"));
    if (!cluster)
        return cluster.error();
    return dataResponse(wire::toJson(toWire(*cluster, s.clusters)));
}

Result<ApiResponse> updateCluster(const ApiServices &s, const ApiCall &call)
{
    const auto input = call.body<wire::ClusterChange>();
    if (!input)
        return input.error();
    const QString id = call.parameter("cluster");
    auto cluster = s.clusters.byId(id);
    if (!cluster)
        return cluster.error();
    // All or nothing: an address that is none must not leave the cluster renamed.
    auto transaction = store::Transaction::begin(s.store.database());
    if (!transaction)
        return transaction.error();
    if (input->notifyTo)
        cluster = s.clusters.setNotifyTo(id, *input->notifyTo);
    if (cluster && input->name)
        cluster = s.clusters.rename(id, *input->name);
    if (!cluster)
        return cluster.error();
    if (auto done = transaction->commit(); !done)
        return done.error();
    if (input->name)
        audit(s, call, u"cluster.renamed"_s, cluster->id, cluster->name);
    if (input->notifyTo)
        audit(s, call, u"cluster.notify_to"_s, cluster->id, cluster->notifyTo.join(u", "_s));
    return dataResponse(wire::toJson(toWire(*cluster, s.clusters)));
}

Result<ApiResponse> deleteCluster(const ApiServices &s, const ApiCall &call)
{
    const QString id = call.parameter("cluster");
    if (auto done = s.clusters.remove(id); !done)
        return done.error();
    audit(s, call, u"cluster.deleted"_s, id);
    return emptyResponse();
}

Result<ApiResponse> mintLink(const ApiServices &s, const ApiCall &call)
{
    const auto input = call.body<wire::LinkInput>();
    if (!input)
        return input.error();
    LinkOrder order;
    order.kind = input->kind == wire::EventType::Open ? LinkKind::Open : LinkKind::Click;
    order.payload.url = input->url;
    order.payload.messageId = input->messageId;
    order.payload.recipient = input->recipient;
    order.payload.linkName = input->linkName;
    order.payload.meta = input->meta;
    order.trackingHost = input->trackingHost.value_or(QString());
    const auto url = s.links.mint(call.parameter("cluster"), order);
    if (!url)
        return url.error();
    return dataResponse(wire::toJson(wire::Link{*url}));
}

} // namespace

void addClusterHandlers(ApiDispatcher &dispatcher, const ApiServices &services)
{
    const auto add = [&](const Route &operation, auto handler) {
        dispatcher.on(operation, [services, handler](const ApiCall &call) { return handler(services, call); });
    };
    add(api::listClusters, listClusters);
    add(api::createCluster, createCluster);
    add(api::getCluster, getCluster);
    add(api::updateCluster, updateCluster);
    add(api::deleteCluster, deleteCluster);
    add(api::mintLink, mintLink);
}

} // namespace unmta
