#include "contract/ApiClient.h"

#include "contract/json/JsonCodec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QPointer>
#include <QUrl>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

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

template <typename T>
Result<QList<T>> listOf(const QJsonValue &data)
{
    QList<T> items;
    const QJsonArray array = data.toArray();
    for (const QJsonValue &entry : array) {
        auto item = wire::fromJson<T>(entry, wire::UnknownFields::Ignore);
        if (!item)
            return item.error();
        items.append(*std::move(item));
    }
    return items;
}

// How a reply's JSON becomes T; one overload per shape.
template <typename T>
struct Decode
{
    static Result<T> from(const QJsonObject &body)
    {
        return wire::fromJson<T>(body.value(u"data"_s), wire::UnknownFields::Ignore);
    }
};
template <typename T>
struct Decode<QList<T>>
{
    static Result<QList<T>> from(const QJsonObject &body) { return listOf<T>(body.value(u"data"_s)); }
};
template <typename T>
struct Decode<wire::Page<T>>
{
    static Result<wire::Page<T>> from(const QJsonObject &body)
    {
        auto items = listOf<T>(body.value(u"data"_s));
        if (!items)
            return items.error();
        const QJsonValue next = body.value(u"meta"_s).toObject().value(u"next"_s);
        return wire::Page<T>{*std::move(items), next.isString() ? std::optional(next.toString()) : std::nullopt};
    }
};
template <>
struct Decode<wire::Settings>
{
    static Result<wire::Settings> from(const QJsonObject &body)
    {
        wire::Settings settings;
        const QJsonObject data = body.value(u"data"_s).toObject();
        for (auto it = data.begin(); it != data.end(); ++it)
            settings.insert(it.key(), it.value().toString());
        return settings;
    }
};
template <>
struct Decode<void>
{
    static Result<void> from(const QJsonObject &) { return {}; }
};

template <typename T>
Reply<QJsonObject> decoding(Reply<T> done)
{
    return [done = std::move(done)](Result<QJsonObject> body) {
        if (!body)
            done(body.error());
        else
            done(Decode<T>::from(*body));
    };
}

ApiRequest plain(Method method, const QStringList &segments, const QList<std::pair<QString, QString>> &query = {})
{
    ApiRequest request;
    request.method = method;
    request.path = apiPath(segments);
    for (const auto &[key, value] : query) {
        // QUrlQuery leaves "+" alone, and a server reads it as it stands; ours does not treat it as a space.
        if (!value.isEmpty())
            request.query.addQueryItem(key, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    }
    return request;
}

// A relay may think for a minute.
constexpr int mailTimeoutMs = 90'000;
const QString clustersPath = u"clusters"_s;
const QString domainsPath = u"tracking-domains"_s;

QString limitText(int limit)
{
    return limit > 0 ? QString::number(limit) : QString();
}

ApiRequest eventRequest(const QString &cluster, const QString &name, const QList<std::pair<QString, QString>> &query)
{
    QStringList segments{clustersPath, cluster};
    if (!name.isEmpty())
        segments << domainsPath << name;
    segments << u"events"_s;
    return plain(Method::Get, segments, query);
}

} // namespace

QString apiPath(const QStringList &segments)
{
    QString path = u"/api/v1"_s;
    for (const QString &segment : segments)
        path += u'/' + QString::fromLatin1(QUrl::toPercentEncoding(segment));
    return path;
}

ApiRequest jsonRequest(Method method, const QString &path, const QJsonObject &body)
{
    ApiRequest request;
    request.method = method;
    request.path = path;
    request.contentType = "application/json";
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return request;
}

void ApiClient::raw(ApiRequest request, const QObject *context, Reply<ApiResponse> done)
{
    m_transport.send(std::move(request),
                     [guard = QPointer<const QObject>(context), done = std::move(done)](Result<ApiResponse> response) {
                         if (!guard)
                             return;
                         if (response && response->status >= 400)
                             done(failureOf(*response));
                         else
                             done(std::move(response));
                     });
}

void ApiClient::call(ApiRequest request, const QObject *context, Reply<QJsonObject> done)
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
    call(plain(Method::Get, {u"server"_s}), context, decoding(std::move(done)));
}

void ApiClient::clusters(const QObject *context, Reply<QList<wire::Cluster>> done)
{
    call(plain(Method::Get, {clustersPath}), context, decoding(std::move(done)));
}

void ApiClient::cluster(const QString &id, const QObject *context, Reply<wire::Cluster> done)
{
    call(plain(Method::Get, {clustersPath, id}), context, decoding(std::move(done)));
}

void ApiClient::createCluster(const wire::ClusterInput &input, const QObject *context, Reply<wire::Cluster> done)
{
    call(jsonRequest(Method::Post, apiPath({clustersPath}), wire::toJson(input)), context, decoding(std::move(done)));
}

void ApiClient::renameCluster(const QString &id, const wire::ClusterInput &input, const QObject *context,
                              Reply<wire::Cluster> done)
{
    call(jsonRequest(Method::Patch, apiPath({clustersPath, id}), wire::toJson(input)), context,
         decoding(std::move(done)));
}

void ApiClient::changeCluster(const QString &id, const wire::ClusterChange &change, const QObject *context,
                              Reply<wire::Cluster> done)
{
    call(jsonRequest(Method::Patch, apiPath({clustersPath, id}), wire::toJson(change)), context,
         decoding(std::move(done)));
}

void ApiClient::deleteCluster(const QString &id, const QObject *context, Reply<void> done)
{
    call(plain(Method::Delete, {clustersPath, id}), context, decoding(std::move(done)));
}

void ApiClient::domains(const QString &cluster, const QString &after, const QObject *context,
                        Reply<wire::Page<wire::TrackingDomain>> done)
{
    call(plain(Method::Get, {clustersPath, cluster, domainsPath}, {{u"after"_s, after}}), context,
         decoding(std::move(done)));
}

void ApiClient::domain(const QString &cluster, const QString &name, const QObject *context,
                       Reply<wire::TrackingDomain> done)
{
    call(plain(Method::Get, {clustersPath, cluster, domainsPath, name}), context, decoding(std::move(done)));
}

void ApiClient::addDomain(const QString &cluster, const wire::TrackingDomainInput &input, const QObject *context,
                          Reply<wire::TrackingDomain> done)
{
    call(jsonRequest(Method::Post, apiPath({clustersPath, cluster, domainsPath}), wire::toJson(input)), context,
         decoding(std::move(done)));
}

void ApiClient::deleteDomain(const QString &cluster, const QString &name, const QObject *context, Reply<void> done)
{
    call(plain(Method::Delete, {clustersPath, cluster, domainsPath, name}), context, decoding(std::move(done)));
}

void ApiClient::verifyDomain(const QString &cluster, const QString &name, const QObject *context,
                             Reply<wire::VerifyReply> done)
{
    call(plain(Method::Post, {clustersPath, cluster, domainsPath, name, u"verify"_s}), context,
         decoding(std::move(done)));
}

void ApiClient::setDefault(const QString &cluster, const QString &name, bool isDefault, const QObject *context,
                           Reply<wire::TrackingDomain> done)
{
    const Method method = isDefault ? Method::Put : Method::Delete;
    call(plain(method, {clustersPath, cluster, domainsPath, name, u"default"_s}), context, decoding(std::move(done)));
}

void ApiClient::checks(const QString &cluster, const QString &name, const QObject *context,
                       Reply<wire::Page<wire::Check>> done)
{
    call(plain(Method::Get, {clustersPath, cluster, domainsPath, name, u"checks"_s}), context,
         decoding(std::move(done)));
}

void ApiClient::timeline(const QString &cluster, const QString &name, const QString &after, const QObject *context,
                         Reply<wire::Page<wire::TimelineEntry>> done)
{
    call(plain(Method::Get, {clustersPath, cluster, domainsPath, name, u"timeline"_s}, {{u"after"_s, after}}), context,
         decoding(std::move(done)));
}

void ApiClient::activity(const QString &cluster, const QString &name, TimePoint from, TimePoint to,
                         const QString &bucket, const QObject *context, Reply<QList<wire::ActivityBucket>> done)
{
    call(plain(Method::Get, {clustersPath, cluster, domainsPath, name, u"activity"_s},
               {{u"from"_s, toIso8601(from)}, {u"to"_s, toIso8601(to)}, {u"bucket"_s, bucket}}),
         context, decoding(std::move(done)));
}

void ApiClient::events(const QString &cluster, const QString &name, const QString &kind, const QString &after,
                       int limit, const QObject *context, Reply<wire::Page<wire::Event>> done)
{
    call(eventRequest(cluster, name, {{u"kind"_s, kind}, {u"after"_s, after}, {u"limit"_s, limitText(limit)}}), context,
         decoding(std::move(done)));
}

void ApiClient::recentEvents(const QString &cluster, const QString &name, const QString &kind, const QString &before,
                             int limit, const QObject *context, Reply<wire::Page<wire::Event>> done)
{
    call(eventRequest(
             cluster, name,
             {{u"kind"_s, kind}, {u"after"_s, before}, {u"limit"_s, limitText(limit)}, {u"order"_s, u"newest"_s}}),
         context, decoding(std::move(done)));
}

void ApiClient::mintLink(const QString &cluster, const wire::LinkInput &input, const QObject *context,
                         Reply<wire::Link> done)
{
    call(jsonRequest(Method::Post, apiPath({clustersPath, cluster, u"links"_s}), wire::toJson(input)), context,
         decoding(std::move(done)));
}

void ApiClient::settings(const QObject *context, Reply<wire::Settings> done)
{
    call(plain(Method::Get, {u"settings"_s}), context, decoding(std::move(done)));
}

void ApiClient::updateSettings(const wire::Settings &changes, const QObject *context, Reply<wire::Settings> done)
{
    QJsonObject body;
    for (auto it = changes.cbegin(); it != changes.cend(); ++it)
        body.insert(it.key(), it.value());
    call(jsonRequest(Method::Patch, apiPath({u"settings"_s}), body), context, decoding(std::move(done)));
}

void ApiClient::tokens(const QObject *context, Reply<QList<wire::Token>> done)
{
    call(plain(Method::Get, {u"tokens"_s}), context, decoding(std::move(done)));
}

void ApiClient::createToken(const wire::TokenInput &input, const QObject *context, Reply<wire::Token> done)
{
    call(jsonRequest(Method::Post, apiPath({u"tokens"_s}), wire::toJson(input)), context, decoding(std::move(done)));
}

void ApiClient::revokeToken(qint64 id, const QObject *context, Reply<void> done)
{
    call(plain(Method::Delete, {u"tokens"_s, QString::number(id)}), context, decoding(std::move(done)));
}

void ApiClient::notifications(const QString &after, const QObject *context, Reply<wire::Page<wire::Notification>> done)
{
    call(plain(Method::Get, {u"notifications"_s}, {{u"after"_s, after}}), context, decoding(std::move(done)));
}

void ApiClient::testNotifications(const QObject *context, Reply<wire::MailTest> done)
{
    ApiRequest request = plain(Method::Post, {u"notifications"_s, u"test"_s});
    request.timeoutMs = mailTimeoutMs;
    call(std::move(request), context, decoding(std::move(done)));
}

void ApiClient::changes(const QString &epoch, qint64 since, int waitMs, const QObject *context,
                        Reply<wire::ChangePage> done)
{
    ApiRequest request = plain(
        Method::Get, {u"changes"_s},
        {{u"epoch"_s, epoch}, {u"since"_s, QString::number(since)}, {u"wait"_s, QString::number(waitMs) + u"ms"_s}});
    request.timeoutMs += waitMs;
    call(std::move(request), context, decoding(std::move(done)));
}

void ApiClient::dangling(const QString &cluster, const QObject *context, Reply<QList<wire::DanglingRecord>> done)
{
    call(plain(Method::Get, {clustersPath, cluster, u"dangling"_s}), context, decoding(std::move(done)));
}

void ApiClient::monitor(const QObject *context, Reply<wire::Monitor> done)
{
    call(plain(Method::Get, {u"monitor"_s}), context, decoding(std::move(done)));
}

void ApiClient::releaseMonitor(const QObject *context, Reply<wire::Monitor> done)
{
    call(plain(Method::Post, {u"monitor"_s, u"release"_s}), context, decoding(std::move(done)));
}

void ApiClient::dnsRecords(const QObject *context, Reply<QList<wire::DnsRecord>> done)
{
    call(plain(Method::Get, {u"sandbox"_s, u"dns-records"_s}), context, decoding(std::move(done)));
}

void ApiClient::setDnsRecord(const wire::DnsRecord &record, const QObject *context, Reply<QList<wire::DnsRecord>> done)
{
    call(jsonRequest(Method::Put, apiPath({u"sandbox"_s, u"dns-records"_s}), wire::toJson(record)), context,
         decoding(std::move(done)));
}

void ApiClient::unsetDnsRecord(const QString &name, const QString &type, const QObject *context, Reply<void> done)
{
    call(plain(Method::Delete, {u"sandbox"_s, u"dns-records"_s}, {{u"name"_s, name}, {u"type"_s, type}}), context,
         decoding(std::move(done)));
}

void ApiClient::advanceClock(const QString &duration, const QObject *context, Reply<wire::ClockState> done)
{
    call(jsonRequest(Method::Post, apiPath({u"sandbox"_s, u"clock"_s}), {{u"advance"_s, duration}}), context,
         decoding(std::move(done)));
}

} // namespace unmta
