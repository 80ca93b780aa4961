#include "contract/Route.h"

namespace unmta {

namespace {

constexpr Route table[]{
    {Method::Get, "/server", "getServer", Scope::Read},
    {Method::Get, "/clusters", "listClusters", Scope::Read},
    {Method::Post, "/clusters", "createCluster", Scope::Admin},
    {Method::Get, "/clusters/{cluster}", "getCluster", Scope::Read},
    {Method::Patch, "/clusters/{cluster}", "updateCluster", Scope::Admin},
    {Method::Delete, "/clusters/{cluster}", "deleteCluster", Scope::Admin, false, Payload::None},
    {Method::Get, "/clusters/{cluster}/tracking-domains", "listTrackingDomains", Scope::Read},
    {Method::Post, "/clusters/{cluster}/tracking-domains", "addTrackingDomain", Scope::Admin},
    {Method::Get, "/clusters/{cluster}/tracking-domains/{name}", "getTrackingDomain", Scope::Read},
    {Method::Delete, "/clusters/{cluster}/tracking-domains/{name}", "deleteTrackingDomain", Scope::Admin, false,
     Payload::None},
    {Method::Post, "/clusters/{cluster}/tracking-domains/{name}/verify", "verifyTrackingDomain", Scope::Admin, false,
     Payload::None},
    {Method::Put, "/clusters/{cluster}/tracking-domains/{name}/default", "setDefault", Scope::Admin, false,
     Payload::None},
    {Method::Delete, "/clusters/{cluster}/tracking-domains/{name}/default", "unsetDefault", Scope::Admin, false,
     Payload::None},
    {Method::Get, "/clusters/{cluster}/tracking-domains/{name}/checks", "listChecks", Scope::Read},
    {Method::Get, "/clusters/{cluster}/tracking-domains/{name}/timeline", "getTimeline", Scope::Read},
    {Method::Get, "/clusters/{cluster}/tracking-domains/{name}/events", "listDomainEvents", Scope::Read},
    {Method::Get, "/clusters/{cluster}/tracking-domains/{name}/activity", "getDomainActivity", Scope::Read},
    {Method::Get, "/clusters/{cluster}/dangling", "listDangling", Scope::Read},
    {Method::Get, "/clusters/{cluster}/events", "listEvents", Scope::Read},
    {Method::Post, "/clusters/{cluster}/links", "mintLink", Scope::Rewrite},
    {Method::Post, "/clusters/{cluster}/rewrite", "rewriteMessage", Scope::Rewrite, false, Payload::Message},
    {Method::Get, "/clusters/{cluster}/rewrite-rules", "getRewriteRules", Scope::Read},
    {Method::Patch, "/clusters/{cluster}/rewrite-rules", "updateRewriteRules", Scope::Admin},
    {Method::Get, "/clusters/{cluster}/rewrite-snapshot", "getRewriteSnapshot", Scope::Rewrite},
    {Method::Post, "/links/inspect", "inspectLink", Scope::Read},
    {Method::Get, "/settings", "getSettings", Scope::Read},
    {Method::Patch, "/settings", "updateSettings", Scope::Admin},
    {Method::Get, "/tokens", "listTokens", Scope::Admin},
    {Method::Post, "/tokens", "createToken", Scope::Admin},
    {Method::Delete, "/tokens/{id}", "revokeToken", Scope::Admin, false, Payload::None},
    {Method::Get, "/notifications", "listNotifications", Scope::Read},
    {Method::Post, "/notifications/test", "testNotifications", Scope::Admin, false, Payload::None},
    {Method::Get, "/audit", "listAudit", Scope::Admin},
    {Method::Post, "/backup", "createBackup", Scope::Admin},
    {Method::Get, "/monitor", "getMonitor", Scope::Read},
    {Method::Post, "/monitor/release", "releaseMonitor", Scope::Admin, false, Payload::None},
    {Method::Get, "/changes", "getChanges", Scope::Read},
    {Method::Get, "/openapi.yaml", "getOpenApi", Scope::None},
    {Method::Get, "/sandbox/dns-records", "listDnsRecords", Scope::Read, true},
    {Method::Put, "/sandbox/dns-records", "setDnsRecord", Scope::Admin, true},
    {Method::Delete, "/sandbox/dns-records", "unsetDnsRecord", Scope::Admin, true},
    {Method::Post, "/sandbox/clock", "advanceClock", Scope::Admin, true},
    {Method::Get, "//healthz", "getHealth", Scope::None},
    {Method::Get, "//metrics", "getMetrics", Scope::Read},
};

constexpr const char *names[]{"GET", "POST", "PUT", "PATCH", "DELETE"};

} // namespace

std::span<const Route> routes()
{
    return table;
}

QByteArray methodName(Method method)
{
    return names[static_cast<std::size_t>(method)];
}

std::optional<Method> methodFromName(QByteArrayView name)
{
    for (std::size_t i = 0; i < std::size(names); ++i) {
        if (name == names[i])
            return static_cast<Method>(i);
    }
    return std::nullopt;
}

} // namespace unmta
