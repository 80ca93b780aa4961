#include "api/Operations.h"
#include "contract/ApiClient.h"

#include <QJsonArray>
#include <QTest>

namespace unmta::test {

using namespace Qt::StringLiterals;

namespace {

const QStringList clusterFields{
    u"id"_s,         u"name"_s,      u"fallback_host"_s, u"default_tracking_domain"_s, u"tracking_host"_s,
    u"created_at"_s, u"notify_to"_s, u"downgraded"_s};
const QStringList domainFields{u"id"_s,          u"cluster_id"_s,        u"name"_s,          u"status"_s,
                               u"default"_s,     u"default_on_verify"_s, u"record"_s,        u"strikes"_s,
                               u"verified_at"_s, u"last_check"_s,        u"next_check_at"_s, u"certificate"_s,
                               u"created_at"_s};
const QStringList checkFields{u"at"_s,    u"outcome"_s, u"code"_s, u"expected"_s, u"found"_s,
                              u"chain"_s, u"message"_s, u"hint"_s, u"servers"_s};
const QStringList eventFields{u"event_id"_s,   u"type"_s,       u"timestamp"_s, u"cluster_id"_s, u"tracking_host"_s,
                              u"message_id"_s, u"recipient"_s,  u"url"_s,       u"link_index"_s, u"link_name"_s,
                              u"ip"_s,         u"user_agent"_s, u"bot"_s,       u"meta"_s};
const QStringList tokenFields{u"id"_s,         u"name"_s,         u"scopes"_s,    u"cluster_id"_s,
                              u"created_at"_s, u"last_used_at"_s, u"expires_at"_s};

const QStringList webhookFields{
    u"id"_s,         u"cluster_id"_s,          u"url"_s,           u"types"_s,           u"hosts"_s,
    u"batch"_s,      u"people_only"_s,         u"enabled"_s,       u"state"_s,           u"failures"_s,
    u"replaying"_s,  u"next_attempt_at"_s,     u"last_error"_s,    u"last_success_at"_s, u"backlog"_s,
    u"created_at"_s, u"former_secret_until"_s, u"behind_seconds"_s};
const QStringList webhookDeliveryFields{u"id"_s,      u"kind"_s,    u"message_id"_s,     u"at"_s,      u"calls"_s,
                                        u"events"_s,  u"attempt"_s, u"status"_s,         u"took_ms"_s, u"error"_s,
                                        u"problem"_s, u"answer"_s,  u"next_attempt_at"_s};
const QStringList shippingFields{u"kind"_s,        u"path"_s,       u"endpoint"_s,   u"region"_s,
                                 u"bucket"_s,      u"access_key"_s, u"secret_key"_s, u"prefix"_s,
                                 u"compression"_s, u"interval"_s,   u"max_bytes"_s,  u"state"_s};

// Requests without a body: of the engine, of the cluster, of the active domain.
ApiRequest bare(const Route &operation, ApiWorld &, int)
{
    return plainRequest(operation, {});
}

ApiRequest ofCluster(const Route &operation, ApiWorld &world, int)
{
    return plainRequest(operation, {world.cluster});
}

ApiRequest ofDomain(const Route &operation, ApiWorld &world, int)
{
    return plainRequest(operation, {world.cluster, activeName});
}

ApiRequest ofThisNode(const Route &operation, ApiWorld &world, int)
{
    return plainRequest(operation, {world.get({u"server"_s}).data("node").toString()});
}

// A webhook that is off, of the cluster or of the installation.
QStringList madeWebhook(const Route &operation, ApiWorld &world)
{
    const bool isOfCluster = QByteArray(operation.pattern).startsWith("/clusters/");
    const QStringList owner = isOfCluster ? QStringList{u"clusters"_s, world.cluster} : QStringList();
    const auto made = world.post(
        owner + QStringList{u"webhooks"_s},
        {{u"url"_s, u"https://127.0.0.1:1/hook"_s}, {u"types"_s, QJsonArray{u"event.open"_s}}, {u"enabled"_s, false}});
    const QString id = QString::number(made.data("id").toInt());
    return isOfCluster ? QStringList{world.cluster, id} : QStringList{id};
}

ApiRequest ofWebhook(const Route &operation, ApiWorld &world, int)
{
    return plainRequest(operation, madeWebhook(operation, world));
}

// A test that must fail puts a row into the log.
ApiRequest ofTriedWebhook(const Route &operation, ApiWorld &world, int)
{
    const QStringList path = madeWebhook(operation, world);
    const bool isOfCluster = path.size() == 2;
    (void)ApiWorld::send(world.door(Door::Local),
                         plainRequest(isOfCluster ? api::testWebhook : api::testInstallationWebhook, path));
    return plainRequest(operation, path);
}

// The event of these tests is somebody's; this leaves it alone.
ApiRequest ofNobody(const Route &operation, ApiWorld &world, int)
{
    return plainRequest(operation, {world.cluster}, {{u"recipient"_s, u"nobody@example.net"_s}});
}

const QByteArray appleFile =
    R"({"applinks":{"details":[{"appIDs":["ABCDE12345.com.example.shop"],"components":[{"/":"/c/a/*"}]}]}})";

void setAppleFile(ApiWorld &world)
{
    // What is missing is told by the answer to the request itself.
    (void)ApiWorld::send(
        world.door(Door::Local),
        messageRequest(api::setAppLinks, {world.cluster, activeName, u"apple"_s}, {appleFile, "application/json"}));
}

void shipToDirectory(ApiWorld &world)
{
    // What is missing is told by the answer to the request itself.
    (void)ApiWorld::send(
        world.door(Door::Local),
        jsonRequest(api::setShipping, {world.cluster}, {{u"kind"_s, u"directory"_s}, {u"path"_s, world.dataDir()}}));
}

QString fresh(const QString &stem, int row)
{
    return u"%1%2.example.com"_s.arg(stem).arg(row);
}

QList<OperationCase> clusterOperations()
{
    return {
        {&api::listClusters, bare, 200, Shape::List, clusterFields},
        {&api::createCluster,
         [](const Route &o, ApiWorld &, int row) {
             return jsonRequest(o, {}, {{u"name"_s, u"created %1"_s.arg(row)}});
         },
         201, Shape::Object, clusterFields},
        {&api::getCluster, ofCluster, 200, Shape::Object, clusterFields},
        {&api::updateCluster,
         [](const Route &o, ApiWorld &w, int row) {
             return jsonRequest(o, {w.cluster}, {{u"name"_s, u"named %1"_s.arg(row)}});
         },
         200, Shape::Object, clusterFields},
        {&api::deleteCluster,
         [](const Route &o, ApiWorld &w, int row) {
             const auto made = w.post({u"clusters"_s}, {{u"name"_s, u"gone %1"_s.arg(row)}});
             return plainRequest(o, {made.data("id").toString()});
         },
         204, Shape::Empty},
        {&api::mintLink,
         [](const Route &o, ApiWorld &w, int) {
             return jsonRequest(o, {w.cluster},
                                {{u"kind"_s, u"click"_s},
                                 {u"url"_s, u"https://example.org/?a=b&c=%3D"_s},
                                 {u"allow_http"_s, true},
                                 {u"message_id"_s, u"m@example.com"_s},
                                 {u"recipient"_s, u"ann@example.net"_s}});
         },
         200,
         Shape::Object,
         {u"url"_s}},
        {&api::listEvents, ofCluster, 200, Shape::List, eventFields},
        {&api::summarizeEvents,
         ofCluster,
         200,
         Shape::Object,
         {u"opens"_s, u"clicks"_s, u"opens_by_people"_s, u"clicks_by_people"_s, u"groups"_s, u"complete"_s, u"top"_s}},
        {&api::getClusterActivity,
         ofCluster,
         200,
         Shape::List,
         {u"start"_s, u"opens"_s, u"clicks"_s, u"opens_by_people"_s, u"clicks_by_people"_s}},
        {&api::listTopHosts,
         ofCluster,
         200,
         Shape::List,
         {u"host"_s, u"opens"_s, u"clicks"_s, u"opens_by_people"_s, u"clicks_by_people"_s}},
        {&api::getTopLinks,
         ofCluster,
         200,
         Shape::Object,
         {u"links"_s, u"clicks"_s, u"missed_at_most"_s, u"counted_since"_s}},
        {&api::countEvents, ofNobody, 200, Shape::Object, {u"events"_s}},
        {&api::setShipping,
         [](const Route &o, ApiWorld &w, int) {
             return jsonRequest(o, {w.cluster}, {{u"kind"_s, u"directory"_s}, {u"path"_s, w.dataDir()}});
         },
         200, Shape::Object, shippingFields},
        {&api::getShipping,
         [](const Route &o, ApiWorld &w, int) {
             shipToDirectory(w);
             return plainRequest(o, {w.cluster});
         },
         200, Shape::Object, shippingFields},
        {&api::deleteShipping,
         [](const Route &o, ApiWorld &w, int) {
             shipToDirectory(w);
             return plainRequest(o, {w.cluster});
         },
         204, Shape::Empty},
        {&api::testBots,
         [](const Route &o, ApiWorld &w, int) { return jsonRequest(o, {w.cluster}, {}); },
         200,
         Shape::Object,
         {u"opens"_s, u"clicks"_s, u"opens_by_people"_s, u"clicks_by_people"_s, u"opens_by_people_then"_s,
          u"clicks_by_people_then"_s, u"rules"_s}},
        {&api::judgeBots, ofCluster, 200, Shape::Object, {u"changed"_s}},
        {&api::deleteEvents, ofNobody, 200, Shape::Object, {u"deleted"_s}},
    };
}

QList<OperationCase> rewriteOperations()
{
    const QStringList rules{u"opens"_s, u"clicks"_s, u"plain_text"_s, u"pixel_position"_s};
    return {
        {&api::rewriteMessage,
         [](const Route &o, ApiWorld &w, int) {
             ApiRequest request = plainRequest(o, {w.cluster});
             request.contentType = "message/rfc822";
             request.body = "Message-ID: <a@example.com>\r\nContent-Type: text/html\r\n\r\n"
                            "<a href=\"https://example.org/\">offer</a>\r\n";
             return request;
         },
         200, Shape::Text},
        {&api::getRewriteRules, ofCluster, 200, Shape::Object, rules},
        {&api::updateRewriteRules,
         [](const Route &o, ApiWorld &w, int) {
             return jsonRequest(o, {w.cluster}, {{u"opens"_s, true}});
         },
         200, Shape::Object, rules},
        {&api::getRewriteSnapshot, ofCluster, 200, Shape::Object},
        {&api::inspectLink,
         [](const Route &o, ApiWorld &w, int) {
             const QString url = u"http://%1%2"_s.arg(activeName, QString::fromLatin1(w.mint(activeName)));
             return jsonRequest(o, {}, {{u"url"_s, url}});
         },
         200,
         Shape::Object,
         {u"genuine"_s, u"kind"_s, u"message_id"_s, u"recipient"_s, u"url"_s}},
    };
}

QList<OperationCase> domainOperations()
{
    return {
        {&api::listTrackingDomains, ofCluster, 200, Shape::List, domainFields},
        {&api::addTrackingDomain,
         [](const Route &o, ApiWorld &w, int row) {
             return jsonRequest(o, {w.cluster}, {{u"name"_s, fresh(u"added"_s, row)}, {u"default"_s, true}});
         },
         201, Shape::Object, domainFields},
        {&api::changeTrackingDomains,
         [](const Route &o, ApiWorld &w, int row) {
             return jsonRequest(o, {w.cluster},
                                {{u"action"_s, u"add"_s}, {u"names"_s, QJsonArray{fresh(u"bulk"_s, row)}}});
         },
         200,
         Shape::List,
         {u"name"_s, u"status"_s, u"domain"_s}},
        {&api::getTrackingDomain, ofDomain, 200, Shape::Object, domainFields},
        {&api::deleteTrackingDomain,
         [](const Route &o, ApiWorld &w, int row) {
             const QString name = fresh(u"gone"_s, row);
             // What is missing is told by the answer to the request itself.
             (void)w.add(name);
             return plainRequest(o, {w.cluster, name});
         },
         204, Shape::Empty},
        {&api::verifyTrackingDomain, ofDomain, 200, Shape::Object, {u"domain"_s, u"check"_s}},
        {&api::setDefault, ofDomain, 200, Shape::Object, domainFields},
        {&api::unsetDefault, ofDomain, 200, Shape::Object, domainFields},
        {&api::setAppLinks,
         [](const Route &o, ApiWorld &w, int) {
             return messageRequest(o, {w.cluster, activeName, u"apple"_s}, {appleFile, "application/json"});
         },
         200,
         Shape::Object,
         {u"applinks"_s}},
        {&api::getAppLinks,
         [](const Route &o, ApiWorld &w, int) {
             setAppleFile(w);
             return plainRequest(o, {w.cluster, activeName, u"apple"_s});
         },
         200,
         Shape::Object,
         {u"applinks"_s}},
        {&api::deleteAppLinks,
         [](const Route &o, ApiWorld &w, int) {
             setAppleFile(w);
             return plainRequest(o, {w.cluster, activeName, u"apple"_s});
         },
         204, Shape::Empty},
        {&api::listChecks, ofDomain, 200, Shape::List, checkFields},
        {&api::listDomainEvents, ofDomain, 200, Shape::List, eventFields},
        {&api::getDomainActivity,
         ofDomain,
         200,
         Shape::List,
         {u"start"_s, u"opens"_s, u"clicks"_s, u"opens_by_people"_s, u"clicks_by_people"_s}},
    };
}

QList<OperationCase> engineOperations()
{
    return {
        {&api::getServer,
         bare,
         200,
         Shape::Object,
         {u"version"_s, u"node"_s, u"listeners"_s, u"capabilities"_s, u"epoch"_s, u"time"_s, u"target_zone"_s,
          u"internal_root"_s, u"access"_s}},
        {&api::getServerLoad,
         bare,
         200,
         Shape::Object,
         {u"started_at"_s, u"requests"_s, u"recent_requests"_s, u"recent_seconds"_s, u"median_us"_s, u"p99_us"_s,
          u"connections"_s, u"recording"_s, u"events_waiting"_s, u"events_dropped"_s, u"webhooks_waiting"_s,
          u"webhooks_behind_seconds"_s, u"mails_waiting"_s, u"store_bytes"_s, u"free_bytes"_s}},
        {&api::getSettings,
         bare,
         200,
         Shape::Object,
         {u"edge.target_zone"_s, u"monitor.interval"_s, u"privacy.ip"_s, u"smtp.password"_s}},
        {&api::updateSettings,
         [](const Route &o, ApiWorld &, int) {
             return jsonRequest(o, {}, {{u"monitor.interval"_s, u"12h"_s}});
         },
         200,
         Shape::Object,
         {u"monitor.interval"_s}},
        {&api::listTokens, bare, 200, Shape::List, tokenFields},
        {&api::createToken,
         [](const Route &o, ApiWorld &, int row) {
             return jsonRequest(o, {}, {{u"name"_s, u"made %1"_s.arg(row)}, {u"scopes"_s, QJsonArray{u"read"_s}}});
         },
         201, Shape::Object, tokenFields + QStringList{u"token"_s}},
        {&api::rotateToken,
         [](const Route &o, ApiWorld &w, int row) {
             const auto made =
                 w.post({u"tokens"_s}, {{u"name"_s, u"rotated %1"_s.arg(row)}, {u"scopes"_s, QJsonArray{u"read"_s}}});
             return jsonRequest(o, {QString::number(made.data("id").toInt())}, {{u"overlap"_s, u"1h"_s}});
         },
         200, Shape::Object, tokenFields + QStringList{u"token"_s}},
        {&api::revokeToken,
         [](const Route &o, ApiWorld &w, int row) {
             const auto made =
                 w.post({u"tokens"_s}, {{u"name"_s, u"revoked %1"_s.arg(row)}, {u"scopes"_s, QJsonArray{u"read"_s}}});
             return plainRequest(o, {QString::number(made.data("id").toInt())});
         },
         204, Shape::Empty},
        {&api::listNotifications,
         bare,
         200,
         Shape::List,
         {u"id"_s, u"at"_s, u"kind"_s, u"cluster_id"_s, u"domain"_s, u"message"_s, u"state"_s, u"sent_at"_s,
          u"error"_s}},
        {&api::testSettings,
         [](const Route &o, ApiWorld &, int) {
             return jsonRequest(o, {}, {{u"what"_s, u"authority"_s}, {u"settings"_s, QJsonObject()}});
         },
         200,
         Shape::Object,
         {u"id"_s, u"state"_s, u"sentence"_s, u"fix"_s, u"evidence"_s, u"checked_at"_s}},
        // No relay is set here.
        {&api::testNotifications, bare, 422, Shape::Refusal},
        {&api::getTimeline,
         ofDomain,
         200,
         Shape::List,
         {u"at"_s, u"kind"_s, u"code"_s, u"message"_s, u"count"_s, u"until"_s}},
        {&api::listAudit,
         bare,
         200,
         Shape::List,
         {u"id"_s, u"at"_s, u"actor"_s, u"action"_s, u"subject"_s, u"detail"_s}},
        {&api::listDangling, ofCluster, 200, Shape::Text}, // nothing dangles yet
        {&api::getReadiness, bare, 200, Shape::Object, {u"ready"_s, u"checks"_s}},
        {&api::probeReadiness, bare, 200, Shape::Object, {u"ready"_s, u"checks"_s}},
        {&api::listNodes,
         bare,
         200,
         Shape::List,
         {u"id"_s, u"name"_s, u"version"_s, u"state"_s, u"upkeep"_s, u"this"_s, u"started_at"_s, u"seen_at"_s,
          u"requests"_s, u"requests_per_second"_s, u"events_waiting"_s, u"certificates"_s}},
        {&api::drainNode, ofThisNode, 409, Shape::Refusal}, // there is no other
        {&api::resumeNode, ofThisNode, 409, Shape::Refusal},
        {&api::removeNode, ofThisNode, 409, Shape::Refusal},
        {&api::getMonitor,
         bare,
         200,
         Shape::Object,
         {u"state"_s, u"reason"_s, u"explanation"_s, u"held_since"_s, u"next_try_at"_s, u"would_strike"_s,
          u"would_strike_count"_s, u"checked_in_round"_s, u"running"_s}},
        {&api::releaseMonitor, bare, 409, Shape::Refusal},
        {&api::createBackup,
         [](const Route &o, ApiWorld &w, int row) {
             return jsonRequest(o, {}, {{u"directory"_s, u"%1/backup%2"_s.arg(w.dataDir()).arg(row)}});
         },
         201,
         Shape::Object,
         {u"directory"_s, u"files"_s},
         403},
        {&api::fetchBackup,
         [](const Route &o, ApiWorld &w, int) {
             const auto made = w.post({u"backup"_s}, {});
             const QString name = made.data("directory").toString().section(u'/', -1);
             return plainRequest(o, {}, {{u"name"_s, name}, {u"file"_s, u"master.key"_s}});
         },
         200,
         Shape::Object,
         {u"content"_s, u"is_last"_s},
         403},
        {&api::forgetBackup,
         [](const Route &o, ApiWorld &w, int) {
             const auto made = w.post({u"backup"_s}, {});
             return plainRequest(o, {}, {{u"name"_s, made.data("directory").toString().section(u'/', -1)}});
         },
         204,
         Shape::Empty,
         {},
         403},
        {&api::holdStore,
         [](const Route &o, ApiWorld &, int) { return jsonRequest(o, {}, {}); },
         200,
         Shape::Object,
         {u"since"_s, u"is_still"_s},
         403},
        {&api::releaseStore, bare, 204, Shape::Empty, {}, 403},
        {&api::getChanges, bare, 200, Shape::Object, {u"epoch"_s, u"next"_s, u"reset"_s, u"changes"_s}},
        {&api::getOpenApi, bare, 200, Shape::Text},
        {&api::getHealth, bare, 200, Shape::Text},
        {&api::getMetrics, bare, 200, Shape::Text},
    };
}

QList<OperationCase> webhookOperations()
{
    return {
        {&api::listWebhooks,
         [](const Route &o, ApiWorld &w, int) {
             (void)madeWebhook(o, w);
             return plainRequest(o, {w.cluster});
         },
         200, Shape::List, webhookFields},
        {&api::createWebhook,
         [](const Route &o, ApiWorld &w, int) {
             (void)w;
             return jsonRequest(o, {w.cluster},
                                {{u"url"_s, u"https://example.com/hook"_s},
                                 {u"types"_s, QJsonArray{u"event.open"_s, u"event.click"_s}},
                                 {u"enabled"_s, false}});
         },
         201, Shape::Object, webhookFields + QStringList{u"secret"_s}},
        {&api::getWebhook, ofWebhook, 200, Shape::Object, webhookFields},
        {&api::updateWebhook,
         [](const Route &o, ApiWorld &w, int) {
             return jsonRequest(o, madeWebhook(o, w), {{u"people_only"_s, true}});
         },
         200, Shape::Object, webhookFields},
        {&api::deleteWebhook, ofWebhook, 204, Shape::Empty},
        {&api::testWebhook, ofWebhook, 200, Shape::Object, webhookDeliveryFields},
        {&api::replayWebhook,
         [](const Route &o, ApiWorld &w, int) {
             const QStringList path = madeWebhook(o, w);
             (void)ApiWorld::send(w.door(Door::Local), jsonRequest(api::updateWebhook, path, {{u"enabled"_s, true}}));
             return jsonRequest(o, path, {{u"since"_s, u"2026-11-24T22:07:10Z"_s}});
         },
         202, Shape::Object, webhookFields},
        {&api::rotateWebhookSecret, ofWebhook, 200, Shape::Object, webhookFields + QStringList{u"secret"_s}},
        {&api::listWebhookDeliveries, ofTriedWebhook, 200, Shape::List, webhookDeliveryFields},
        {&api::listInstallationWebhooks,
         [](const Route &o, ApiWorld &w, int) {
             (void)madeWebhook(o, w);
             return plainRequest(o, {});
         },
         200, Shape::List, webhookFields},
        {&api::createInstallationWebhook,
         [](const Route &o, ApiWorld &w, int) {
             (void)w;
             return jsonRequest(o, {},
                                {{u"url"_s, u"https://example.com/hook"_s},
                                 {u"types"_s, QJsonArray{u"event.open"_s, u"event.click"_s}},
                                 {u"enabled"_s, false}});
         },
         201, Shape::Object, webhookFields + QStringList{u"secret"_s}},
        {&api::getInstallationWebhook, ofWebhook, 200, Shape::Object, webhookFields},
        {&api::updateInstallationWebhook,
         [](const Route &o, ApiWorld &w, int) {
             return jsonRequest(o, madeWebhook(o, w), {{u"people_only"_s, true}});
         },
         200, Shape::Object, webhookFields},
        {&api::deleteInstallationWebhook, ofWebhook, 204, Shape::Empty},
        {&api::testInstallationWebhook, ofWebhook, 200, Shape::Object, webhookDeliveryFields},
        {&api::replayInstallationWebhook,
         [](const Route &o, ApiWorld &w, int) {
             const QStringList path = madeWebhook(o, w);
             (void)ApiWorld::send(w.door(Door::Local),
                                  jsonRequest(api::updateInstallationWebhook, path, {{u"enabled"_s, true}}));
             return jsonRequest(o, path, {{u"since"_s, u"2026-11-24T22:07:10Z"_s}});
         },
         202, Shape::Object, webhookFields},
        {&api::rotateInstallationWebhookSecret, ofWebhook, 200, Shape::Object,
         webhookFields + QStringList{u"secret"_s}},
        {&api::listInstallationWebhookDeliveries, ofTriedWebhook, 200, Shape::List, webhookDeliveryFields},
    };
}

QList<OperationCase> sandboxOperations()
{
    const QStringList recordFields{u"name"_s, u"type"_s, u"value"_s, u"ttl"_s};
    return {
        {&api::listDnsRecords, bare, 200, Shape::List, recordFields},
        {&api::setDnsRecord,
         [](const Route &o, ApiWorld &, int row) {
             return jsonRequest(o, {},
                                {{u"name"_s, fresh(u"set"_s, row)}, {u"type"_s, u"A"_s}, {u"value"_s, u"192.0.2.1"_s}});
         },
         200, Shape::List, recordFields},
        {&api::unsetDnsRecord,
         [](const Route &o, ApiWorld &w, int row) {
             const QString name = fresh(u"unset"_s, row);
             (void)w.publish(name, u"192.0.2.1"_s, u"A"_s);
             return plainRequest(o, {}, {{u"name"_s, name}, {u"type"_s, u"A"_s}});
         },
         204, Shape::Empty},
        {&api::listSandboxMail,
         [](const Route &o, ApiWorld &w, int row) {
             (void)w.activate(fresh(u"told"_s, row));
             return plainRequest(o, {});
         },
         200,
         Shape::List,
         {u"id"_s, u"at"_s, u"to"_s, u"subject"_s, u"text"_s, u"domain"_s}},
        {&api::playRecipients,
         [](const Route &o, ApiWorld &w, int) {
             return jsonRequest(o, {}, {{u"cluster"_s, w.cluster}, {u"recipients"_s, 1}});
         },
         200,
         Shape::Object,
         {u"recipients"_s, u"opens"_s, u"clicks"_s}},
        {&api::advanceClock,
         [](const Route &o, ApiWorld &, int) {
             return jsonRequest(o, {}, {{u"advance"_s, u"1s"_s}});
         },
         200,
         Shape::Object,
         {u"time"_s}},
    };
}

} // namespace

QList<OperationCase> operationCases()
{
    return clusterOperations() + rewriteOperations() + domainOperations() + engineOperations() + webhookOperations() +
           sandboxOperations();
}

void addOperationsByDoor()
{
    QTest::addColumn<int>("operation");
    QTest::addColumn<int>("door");
    const auto all = operationCases();
    for (qsizetype i = 0; i < all.size(); ++i) {
        for (const Door door : allDoors)
            QTest::addRow("%s, %s", all[i].operation->name, nameOf(door))
                << static_cast<int>(i) << static_cast<int>(door);
    }
}

} // namespace unmta::test
