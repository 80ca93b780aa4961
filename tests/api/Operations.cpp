#include "api/Operations.h"
#include "contract/ApiClient.h"

#include <QJsonArray>
#include <QTest>

namespace unmta::test {

using namespace Qt::StringLiterals;

namespace {

const QStringList clusterFields{
    u"id"_s,         u"name"_s,     u"fallback_host"_s, u"default_tracking_domain"_s, u"tracking_host"_s,
    u"created_at"_s, u"notify_to"_s};
const QStringList domainFields{u"id"_s,          u"cluster_id"_s,        u"name"_s,          u"status"_s,
                               u"default"_s,     u"default_on_verify"_s, u"record"_s,        u"strikes"_s,
                               u"verified_at"_s, u"last_check"_s,        u"next_check_at"_s, u"certificate"_s,
                               u"created_at"_s};
const QStringList checkFields{u"at"_s,    u"outcome"_s, u"code"_s, u"expected"_s, u"found"_s,
                              u"chain"_s, u"message"_s, u"hint"_s, u"servers"_s};
const QStringList eventFields{u"event_id"_s,   u"type"_s,       u"timestamp"_s, u"cluster_id"_s, u"tracking_host"_s,
                              u"message_id"_s, u"recipient"_s,  u"url"_s,       u"link_index"_s, u"link_name"_s,
                              u"ip"_s,         u"user_agent"_s, u"bot"_s,       u"meta"_s};
const QStringList tokenFields{u"id"_s, u"name"_s, u"scopes"_s, u"cluster_id"_s, u"created_at"_s, u"last_used_at"_s};

ApiRequest plain(Method method, const QStringList &path, const QUrlQuery &query = {})
{
    return ApiWorld::request(method, path, query);
}

ApiRequest get(const QStringList &path)
{
    return plain(Method::Get, path);
}

ApiRequest rooted(const QString &path)
{
    ApiRequest request;
    request.path = path;
    return request;
}

QString fresh(const QString &stem, int row)
{
    return u"%1%2.example.com"_s.arg(stem).arg(row);
}

QList<Operation> clusterOperations()
{
    return {
        {"listClusters", [](ApiWorld &, int) { return get({u"clusters"_s}); }, 200, Shape::List, clusterFields},
        {"createCluster",
         [](ApiWorld &, int row) {
             return jsonRequest(Method::Post, apiPath({u"clusters"_s}), {{u"name"_s, u"created %1"_s.arg(row)}});
         },
         201, Shape::Object, clusterFields},
        {"getCluster",
         [](ApiWorld &w, int) {
             return get({u"clusters"_s, w.cluster});
         },
         200, Shape::Object, clusterFields},
        {"updateCluster",
         [](ApiWorld &w, int row) {
             return jsonRequest(Method::Patch, apiPath({u"clusters"_s, w.cluster}),
                                {{u"name"_s, u"named %1"_s.arg(row)}});
         },
         200, Shape::Object, clusterFields},
        {"deleteCluster",
         [](ApiWorld &w, int row) {
             const auto made = w.post({u"clusters"_s}, {{u"name"_s, u"gone %1"_s.arg(row)}});
             return plain(Method::Delete, {u"clusters"_s, made.data("id").toString()});
         },
         204, Shape::Empty},
        {"mintLink",
         [](ApiWorld &w, int) {
             return jsonRequest(Method::Post, apiPath({u"clusters"_s, w.cluster, u"links"_s}),
                                {{u"kind"_s, u"click"_s},
                                 {u"url"_s, u"https://example.org/?a=b&c=%3D"_s},
                                 {u"message_id"_s, u"m@example.com"_s},
                                 {u"recipient"_s, u"ann@example.net"_s}});
         },
         200,
         Shape::Object,
         {u"url"_s}},
        {"listEvents",
         [](ApiWorld &w, int) {
             return get({u"clusters"_s, w.cluster, u"events"_s});
         },
         200, Shape::List, eventFields},
    };
}

QList<Operation> rewriteOperations()
{
    const QStringList rules{u"opens"_s, u"clicks"_s, u"plain_text"_s};
    return {
        {"rewriteMessage",
         [](ApiWorld &w, int) {
             ApiRequest request = plain(Method::Post, {u"clusters"_s, w.cluster, u"rewrite"_s});
             request.contentType = "message/rfc822";
             request.body = "Message-ID: <a@example.com>\r\nContent-Type: text/html\r\n\r\n"
                            "<a href=\"https://example.org/\">offer</a>\r\n";
             return request;
         },
         200, Shape::Text},
        {"getRewriteRules",
         [](ApiWorld &w, int) {
             return get({u"clusters"_s, w.cluster, u"rewrite-rules"_s});
         },
         200, Shape::Object, rules},
        {"updateRewriteRules",
         [](ApiWorld &w, int) {
             return jsonRequest(Method::Patch, apiPath({u"clusters"_s, w.cluster, u"rewrite-rules"_s}),
                                {{u"opens"_s, true}});
         },
         200, Shape::Object, rules},
        {"getRewriteSnapshot",
         [](ApiWorld &w, int) {
             return get({u"clusters"_s, w.cluster, u"rewrite-snapshot"_s});
         },
         200, Shape::Object},
        {"inspectLink",
         [](ApiWorld &w, int) {
             const QString url = u"http://%1%2"_s.arg(activeName, QString::fromLatin1(w.mint(activeName)));
             return jsonRequest(Method::Post, apiPath({u"links"_s, u"inspect"_s}), {{u"url"_s, url}});
         },
         200,
         Shape::Object,
         {u"genuine"_s, u"kind"_s, u"message_id"_s, u"recipient"_s, u"url"_s}},
    };
}

QList<Operation> domainOperations()
{
    const auto of = [](const ApiWorld &w, const QString &name, const QStringList &more) {
        return w.domainPath(name) + more;
    };
    return {
        {"listTrackingDomains",
         [](ApiWorld &w, int) {
             return get({u"clusters"_s, w.cluster, u"tracking-domains"_s});
         },
         200, Shape::List, domainFields},
        {"addTrackingDomain",
         [](ApiWorld &w, int row) {
             return jsonRequest(Method::Post, apiPath({u"clusters"_s, w.cluster, u"tracking-domains"_s}),
                                {{u"name"_s, fresh(u"added"_s, row)}, {u"default"_s, true}});
         },
         201, Shape::Object, domainFields},
        {"getTrackingDomain", [](ApiWorld &w, int) { return get(w.domainPath(activeName)); }, 200, Shape::Object,
         domainFields},
        {"deleteTrackingDomain",
         [](ApiWorld &w, int row) {
             const QString name = fresh(u"gone"_s, row);
             [&] { QCOMPARE(w.add(name).status, 201); }();
             return plain(Method::Delete, w.domainPath(name));
         },
         204, Shape::Empty},
        {"verifyTrackingDomain",
         [of](ApiWorld &w, int) { return plain(Method::Post, of(w, activeName, {u"verify"_s})); },
         200,
         Shape::Object,
         {u"domain"_s, u"check"_s}},
        {"setDefault", [of](ApiWorld &w, int) { return plain(Method::Put, of(w, activeName, {u"default"_s})); }, 200,
         Shape::Object, domainFields},
        {"unsetDefault", [of](ApiWorld &w, int) { return plain(Method::Delete, of(w, activeName, {u"default"_s})); },
         200, Shape::Object, domainFields},
        {"listChecks", [of](ApiWorld &w, int) { return get(of(w, activeName, {u"checks"_s})); }, 200, Shape::List,
         checkFields},
        {"listDomainEvents", [of](ApiWorld &w, int) { return get(of(w, activeName, {u"events"_s})); }, 200, Shape::List,
         eventFields},
        {"getDomainActivity",
         [of](ApiWorld &w, int) { return get(of(w, activeName, {u"activity"_s})); },
         200,
         Shape::List,
         {u"start"_s, u"opens"_s, u"clicks"_s, u"opens_by_people"_s, u"clicks_by_people"_s}},
    };
}

QList<Operation> engineOperations()
{
    return {
        {"getServer",
         [](ApiWorld &, int) { return get({u"server"_s}); },
         200,
         Shape::Object,
         {u"version"_s, u"node"_s, u"listeners"_s, u"capabilities"_s, u"epoch"_s, u"time"_s, u"target_zone"_s,
          u"internal_root"_s}},
        {"getSettings",
         [](ApiWorld &, int) { return get({u"settings"_s}); },
         200,
         Shape::Object,
         {u"edge.target_zone"_s, u"monitor.interval"_s, u"privacy.ip"_s, u"smtp.password"_s}},
        {"updateSettings",
         [](ApiWorld &, int) {
             return jsonRequest(Method::Patch, apiPath({u"settings"_s}), {{u"monitor.interval"_s, u"12h"_s}});
         },
         200,
         Shape::Object,
         {u"monitor.interval"_s}},
        {"listTokens", [](ApiWorld &, int) { return get({u"tokens"_s}); }, 200, Shape::List, tokenFields},
        {"createToken",
         [](ApiWorld &, int row) {
             return jsonRequest(Method::Post, apiPath({u"tokens"_s}),
                                {{u"name"_s, u"made %1"_s.arg(row)}, {u"scopes"_s, QJsonArray{u"read"_s}}});
         },
         201, Shape::Object, tokenFields + QStringList{u"token"_s}},
        {"revokeToken",
         [](ApiWorld &w, int row) {
             const auto made =
                 w.post({u"tokens"_s}, {{u"name"_s, u"revoked %1"_s.arg(row)}, {u"scopes"_s, QJsonArray{u"read"_s}}});
             return plain(Method::Delete, {u"tokens"_s, QString::number(made.data("id").toInt())});
         },
         204, Shape::Empty},
        {"listNotifications",
         [](ApiWorld &, int) { return get({u"notifications"_s}); },
         200,
         Shape::List,
         {u"id"_s, u"at"_s, u"kind"_s, u"cluster_id"_s, u"domain"_s, u"message"_s, u"state"_s, u"sent_at"_s,
          u"error"_s}},
        // No relay is set here.
        {"testNotifications",
         [](ApiWorld &, int) {
             return plain(Method::Post, {u"notifications"_s, u"test"_s});
         },
         422, Shape::Refusal},
        {"getTimeline",
         [](ApiWorld &w, int) { return get(w.domainPath(activeName) + QStringList{u"timeline"_s}); },
         200,
         Shape::List,
         {u"at"_s, u"kind"_s, u"code"_s, u"message"_s, u"count"_s, u"until"_s}},
        {"listAudit",
         [](ApiWorld &, int) { return get({u"audit"_s}); },
         200,
         Shape::List,
         {u"id"_s, u"at"_s, u"actor"_s, u"action"_s, u"subject"_s, u"detail"_s}},
        {"listDangling",
         [](ApiWorld &w, int) {
             return get({u"clusters"_s, w.cluster, u"dangling"_s});
         },
         200, Shape::Text}, // nothing dangles yet
        {"getMonitor",
         [](ApiWorld &, int) { return get({u"monitor"_s}); },
         200,
         Shape::Object,
         {u"state"_s, u"reason"_s, u"explanation"_s, u"held_since"_s, u"next_try_at"_s, u"would_strike"_s,
          u"would_strike_count"_s, u"checked_in_round"_s, u"running"_s}},
        {"releaseMonitor",
         [](ApiWorld &, int) {
             return plain(Method::Post, {u"monitor"_s, u"release"_s});
         },
         409, Shape::Refusal},
        {"createBackup",
         [](ApiWorld &w, int row) {
             return jsonRequest(Method::Post, apiPath({u"backup"_s}),
                                {{u"directory"_s, u"%1/backup%2"_s.arg(w.dataDir()).arg(row)}});
         },
         201,
         Shape::Object,
         {u"directory"_s, u"files"_s},
         403},
        {"getChanges",
         [](ApiWorld &, int) { return get({u"changes"_s}); },
         200,
         Shape::Object,
         {u"epoch"_s, u"next"_s, u"reset"_s, u"changes"_s}},
        {"getOpenApi", [](ApiWorld &, int) { return get({u"openapi.yaml"_s}); }, 200, Shape::Text},
        {"getHealth", [](ApiWorld &, int) { return rooted(u"/healthz"_s); }, 200, Shape::Text},
        {"getMetrics", [](ApiWorld &, int) { return rooted(u"/metrics"_s); }, 200, Shape::Text},
    };
}

QList<Operation> sandboxOperations()
{
    const QStringList records{u"sandbox"_s, u"dns-records"_s};
    const QStringList recordFields{u"name"_s, u"type"_s, u"value"_s, u"ttl"_s};
    return {
        {"listDnsRecords", [records](ApiWorld &, int) { return get(records); }, 200, Shape::List, recordFields},
        {"setDnsRecord",
         [records](ApiWorld &, int row) {
             return jsonRequest(Method::Put, apiPath(records),
                                {{u"name"_s, fresh(u"set"_s, row)}, {u"type"_s, u"A"_s}, {u"value"_s, u"192.0.2.1"_s}});
         },
         200, Shape::List, recordFields},
        {"unsetDnsRecord",
         [records](ApiWorld &w, int row) {
             const QString name = fresh(u"unset"_s, row);
             [&] { QVERIFY(w.publish(name, u"192.0.2.1"_s, u"A"_s)); }();
             return plain(Method::Delete, records, QUrlQuery{{u"name"_s, name}, {u"type"_s, u"A"_s}});
         },
         204, Shape::Empty},
        {"advanceClock",
         [](ApiWorld &, int) {
             return jsonRequest(Method::Post, apiPath({u"sandbox"_s, u"clock"_s}), {{u"advance"_s, u"1s"_s}});
         },
         200,
         Shape::Object,
         {u"time"_s}},
    };
}

} // namespace

QList<Operation> operations()
{
    return clusterOperations() + rewriteOperations() + domainOperations() + engineOperations() + sandboxOperations();
}

} // namespace unmta::test
