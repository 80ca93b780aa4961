#include "contract/ApiClient.h"

#include <QJsonDocument>
#include <QPointer>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

// Ten thousand are 25 questions, and the window is never busy with one page for longer than some 20 ms.
const QString domainsAtOnce = u"400"_s;

Error failureOf(const ApiResponse &response)
{
    const QMap<QString, QString> status{{u"status"_s, QString::number(response.status)}};
    const auto body = QJsonDocument::fromJson(response.body).object();
    const auto failure = wire::fromJson<wire::Failure>(body, wire::UnknownFields::Ignore);
    if (!failure || body.isEmpty())
        return Error(u"transport.malformed"_s, {}, status, u"status %1"_s.arg(response.status));
    auto context = status;
    context.insert(u"message"_s, failure->message);
    context.insert(u"errors"_s,
                   QString::fromUtf8(QJsonDocument(body.value(u"errors"_s).toObject()).toJson(QJsonDocument::Compact)));
    const QString field = failure->errors.isEmpty() ? QString() : failure->errors.firstKey();
    return Error(failure->code.isEmpty() ? u"request.failed"_s : failure->code, field, context);
}

Result<QJsonObject> bodyOf(const ApiResponse &response)
{
    if (response.status >= 400)
        return failureOf(response);
    if (response.status == 204)
        return QJsonObject();
    if (response.status != 200 && response.status != 201)
        return Error(u"transport.malformed"_s, {}, {}, u"status %1"_s.arg(response.status));
    const auto document = QJsonDocument::fromJson(response.body);
    if (!document.isObject())
        return Error(u"transport.malformed"_s, {}, {}, u"the body is not JSON"_s);
    return document.object();
}

} // namespace

Result<wire::Settings> ResponseCodec<wire::Settings>::decode(const QJsonObject &body)
{
    wire::Settings settings;
    const QJsonObject data = body.value(u"data"_s).toObject();
    for (auto it = data.begin(); it != data.end(); ++it)
        settings.insert(it.key(), it.value().toString());
    return settings;
}

void ApiClient::object(ApiRequest request, const QObject *context, Reply<QJsonObject> done)
{
    m_transport.send(std::move(request),
                     [guard = QPointer<const QObject>(context), done = std::move(done)](Result<ApiResponse> response) {
                         if (!guard)
                             return;
                         if (!response)
                             done(response.error());
                         else
                             done(bodyOf(*response));
                     });
}

void ApiClient::server(const QObject *context, Reply<wire::Server> done)
{
    call(api::getServer, {}, context, std::move(done));
}

void ApiClient::readiness(const QObject *context, Reply<wire::Readiness> done)
{
    call(api::getReadiness, {}, context, std::move(done));
}

void ApiClient::probeReadiness(const QObject *context, Reply<wire::Readiness> done)
{
    call(api::probeReadiness, {}, context, std::move(done));
}

void ApiClient::clusters(const QObject *context, Reply<QList<wire::Cluster>> done)
{
    call(api::listClusters, {}, context, std::move(done));
}

void ApiClient::createCluster(const wire::ClusterInput &input, const QObject *context, Reply<wire::Cluster> done)
{
    call(api::createCluster, {}, input, context, std::move(done));
}

void ApiClient::renameCluster(const QString &id, const wire::ClusterInput &input, const QObject *context,
                              Reply<wire::Cluster> done)
{
    call(api::updateCluster, {id}, {input.name, {}}, context, std::move(done));
}

void ApiClient::domains(const QString &cluster, const QString &after, const QObject *context,
                        Reply<wire::Page<wire::TrackingDomain>> done)
{
    call(api::listTrackingDomains, {cluster}, {{u"after"_s, after}, {u"limit"_s, domainsAtOnce}}, context,
         std::move(done));
}

void ApiClient::domain(const QString &cluster, const QString &name, const QObject *context,
                       Reply<wire::TrackingDomain> done)
{
    call(api::getTrackingDomain, {cluster, name}, context, std::move(done));
}

void ApiClient::addDomain(const QString &cluster, const wire::TrackingDomainInput &input, const QObject *context,
                          Reply<wire::TrackingDomain> done)
{
    call(api::addTrackingDomain, {cluster}, input, context, std::move(done));
}

void ApiClient::deleteDomain(const QString &cluster, const QString &name, const QObject *context, Reply<void> done)
{
    call(api::deleteTrackingDomain, {cluster, name}, context, std::move(done));
}

void ApiClient::verifyDomain(const QString &cluster, const QString &name, const QObject *context,
                             Reply<wire::VerifyReply> done)
{
    call(api::verifyTrackingDomain, {cluster, name}, context, std::move(done));
}

void ApiClient::setDefault(const QString &cluster, const QString &name, bool isDefault, const QObject *context,
                           Reply<wire::TrackingDomain> done)
{
    call(isDefault ? api::setDefault : api::unsetDefault, {cluster, name}, context, std::move(done));
}

void ApiClient::timeline(const QString &cluster, const QString &name, const QString &after, const QObject *context,
                         Reply<wire::Page<wire::TimelineEntry>> done)
{
    call(api::getTimeline, {cluster, name}, {{u"after"_s, after}}, context, std::move(done));
}

void ApiClient::activity(const QString &cluster, const QString &name, TimePoint from, TimePoint to,
                         const QString &bucket, const QObject *context, Reply<QList<wire::ActivityBucket>> done)
{
    call(api::getDomainActivity, {cluster, name},
         {{u"from"_s, toIso8601(from)}, {u"to"_s, toIso8601(to)}, {u"bucket"_s, bucket}}, context, std::move(done));
}

void ApiClient::countEvents(const QString &cluster, const QString &recipient, const QObject *context,
                            Reply<wire::EventCount> done)
{
    call(api::countEvents, {cluster}, {{u"recipient"_s, recipient}}, context, std::move(done));
}

void ApiClient::deleteEvents(const QString &cluster, const QString &recipient, const QObject *context,
                             Reply<wire::EventDeletion> done)
{
    call(api::deleteEvents, {cluster}, {{u"recipient"_s, recipient}}, context, std::move(done));
}

void ApiClient::testBots(const QString &cluster, const wire::BotTestInput &input, const QObject *context,
                         Reply<wire::BotTest> done)
{
    call(api::testBots, {cluster}, input, context, std::move(done));
}

void ApiClient::settings(const QObject *context, Reply<wire::Settings> done)
{
    call(api::getSettings, {}, context, std::move(done));
}

void ApiClient::updateSettings(const wire::Settings &changes, const QObject *context, Reply<wire::Settings> done)
{
    QJsonObject body;
    for (auto it = changes.cbegin(); it != changes.cend(); ++it)
        body.insert(it.key(), it.value());
    call(api::updateSettings, {}, body, context, std::move(done));
}

void ApiClient::tokens(const QObject *context, Reply<QList<wire::Token>> done)
{
    call(api::listTokens, {}, context, std::move(done));
}

void ApiClient::createToken(const wire::TokenInput &input, const QObject *context, Reply<wire::Token> done)
{
    call(api::createToken, {}, input, context, std::move(done));
}

void ApiClient::revokeToken(qint64 id, const QObject *context, Reply<void> done)
{
    call(api::revokeToken, {QString::number(id)}, context, std::move(done));
}

void ApiClient::notifications(const QString &after, const QObject *context, Reply<wire::Page<wire::Notification>> done)
{
    call(api::listNotifications, {}, {{u"after"_s, after}}, context, std::move(done));
}

void ApiClient::monitor(const QObject *context, Reply<wire::Monitor> done)
{
    call(api::getMonitor, {}, context, std::move(done));
}

void ApiClient::releaseMonitor(const QObject *context, Reply<wire::Monitor> done)
{
    call(api::releaseMonitor, {}, context, std::move(done));
}

void ApiClient::dnsRecords(const QObject *context, Reply<QList<wire::DnsRecord>> done)
{
    call(api::listDnsRecords, {}, context, std::move(done));
}

void ApiClient::setDnsRecord(const wire::DnsRecord &record, const QObject *context, Reply<QList<wire::DnsRecord>> done)
{
    call(api::setDnsRecord, {}, record, context, std::move(done));
}

void ApiClient::unsetDnsRecord(const QString &name, const QString &type, const QObject *context, Reply<void> done)
{
    call(api::unsetDnsRecord, {}, {{u"name"_s, name}, {u"type"_s, type}}, context, std::move(done));
}

void ApiClient::advanceClock(const QString &duration, const QObject *context, Reply<wire::ClockState> done)
{
    call(api::advanceClock, {}, {duration}, context, std::move(done));
}

void ApiClient::previewRewrite(const QString &cluster, const QByteArray &content, const QByteArray &contentType,
                               const QString &recipient, const QString &trackingHost, const QObject *context,
                               Reply<wire::RewritePreview> done)
{
    const MessageBody message{
        content,
        contentType,
        {{u"preview"_s, u"1"_s}, {u"recipient"_s, recipient}, {u"tracking_host"_s, trackingHost}}};
    call(api::rewriteMessage, {cluster}, message, context, std::move(done));
}

void ApiClient::rewriteRules(const QString &cluster, const QObject *context, Reply<wire::RewriteRules> done)
{
    call(api::getRewriteRules, {cluster}, context, std::move(done));
}

void ApiClient::updateRewriteRules(const QString &cluster, const wire::RewriteRules &rules, const QObject *context,
                                   Reply<wire::RewriteRules> done)
{
    call(api::updateRewriteRules, {cluster}, wire::toJson(rules), context, std::move(done));
}

void ApiClient::inspectLink(const QString &url, const QObject *context, Reply<wire::Inspection> done)
{
    call(api::inspectLink, {}, {url}, context, std::move(done));
}

} // namespace unmta
