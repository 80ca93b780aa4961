// A cluster's figures, the engine's load, the audit log and shipping, as an engine in memory tells them.
#pragma once

#include "contract/json/JsonCodec.h"
#include "ui/FakeEngine.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace unmta::test {

class Figures
{
public:
    explicit Figures(FakeEngine &engine)
        : m_engine(engine)
    {
        load.startedAt = engine.clock.now() - std::chrono::hours(24 * 3);
        load.requests = 3'110'400;
        load.recentRequests = 720;
        load.recentSeconds = 60;
        load.medianMicros = 500;
        load.p99Micros = 2'500;
        load.storeBytes = 214'000'000;
        load.freeBytes = 81'000'000'000;
        hosts = {{QStringLiteral("track.example.com"), 48'210, 6'887, 31'904, 4'120},
                 {QStringLiteral("links.shop.example.org"), 9'100, 1'300, 6'300, 900},
                 {QStringLiteral("c-a1b2c3d4.track.unmta.net"), 12, 2, 12, 2}};
        links.links = {
            {QStringLiteral("https://shop.example.com/offers/spring?ref=newsletter&item=4711"), 3'104, 2'760},
            {QStringLiteral("https://shop.example.com/account"), 1'212, 1'190},
            {QStringLiteral("https://blog.example.com/2026/11/new"), 640, 601}};
        links.clicks = 4'956;
        engine.also = [this](const ApiRequest &request) { return answer(request); };
    }

    void addAudit(const QString &action, const QString &subject, const QString &actor = QStringLiteral("console"))
    {
        wire::AuditEntry entry;
        entry.id = ++m_lastId;
        entry.at = m_engine.clock.now() - std::chrono::minutes(20 * (40 - m_lastId));
        entry.actor = actor;
        entry.action = action;
        entry.subject = subject;
        if (actor.startsWith(u"token:"))
            entry.peer = QStringLiteral("192.0.2.7");
        audit.prepend(entry);
    }
    // As somebody else does it while the window is open.
    void happen(const QString &action, const QString &subject)
    {
        addAudit(action, subject);
        m_engine.touch(action, ChangeKind::Audit);
    }

    [[nodiscard]] QStringList asked(const QString &path) const { return m_asked.value(path); }

    wire::ServerLoad load;
    QList<wire::TopHost> hosts;
    wire::TopLinks links;
    QList<wire::AuditEntry> audit;
    int auditPage = 1'000;
    std::optional<wire::Shipping> shipping;
    std::optional<Error> shippingRefusal;
    QList<QJsonObject> shippingSet;
    QStringList deletedClusters;
    QList<wire::ActivityBucket> activity; // empty: so many a day as the domains have

private:
    static ApiResponse json(const QJsonValue &data, const QJsonObject &meta = {}, int status = 200)
    {
        ApiResponse response;
        response.status = status;
        response.contentType = "application/json";
        QJsonObject body{{QStringLiteral("data"), data}};
        if (!meta.isEmpty())
            body.insert(QStringLiteral("meta"), meta);
        response.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
        return response;
    }
    static ApiResponse refused(int status, const QString &code, const QString &message)
    {
        ApiResponse response;
        response.status = status;
        response.contentType = "application/json";
        response.body = QJsonDocument(QJsonObject{{QStringLiteral("message"), message}, {QStringLiteral("code"), code}})
                            .toJson(QJsonDocument::Compact);
        return response;
    }
    template <typename T>
    static QJsonArray arrayOf(const QList<T> &items)
    {
        QJsonArray array;
        for (const T &item : items)
            array.append(wire::toJson(item));
        return array;
    }
    static QString of(const ApiRequest &request, const char *name)
    {
        return request.query.queryItemValue(QString::fromLatin1(name), QUrl::FullyDecoded);
    }

    std::optional<ApiResponse> answer(const ApiRequest &request)
    {
        const QString path = request.path.mid(8);
        m_asked[path.section(u'/', -1)] << request.query.toString(QUrl::FullyDecoded);
        if (path == u"server/load")
            return json(wire::toJson(load));
        if (path == u"audit")
            return auditOf(request);
        if (path.count(u'/') == 2 && path.endsWith(u"/activity"))
            return json(arrayOf(activityOf(request)), {{QStringLiteral("next"), QJsonValue()}});
        if (path.endsWith(u"/top-hosts"))
            return json(arrayOf(hosts), {{QStringLiteral("next"), QJsonValue()}});
        if (path.endsWith(u"/top-links"))
            return json(wire::toJson(links));
        if (path.endsWith(u"/shipping"))
            return shippingOf(request);
        if (path.endsWith(u"/links") && request.method == Method::Post) {
            const bool isClick = request.body.contains("\"click\"");
            return json(wire::toJson(wire::Link{
                QStringLiteral("https://track.example.com/%1/%2").arg(isClick ? u"c" : u"o", QString(120, u'k'))}));
        }
        if (path.count(u'/') == 1 && path.startsWith(u"clusters/") && request.method != Method::Get)
            return clusterOf(path.section(u'/', 1), request);
        return std::nullopt;
    }

    std::optional<ApiResponse> clusterOf(const QString &id, const ApiRequest &request)
    {
        for (qsizetype i = 0; i < m_engine.clusters.size(); ++i) {
            wire::Cluster &cluster = m_engine.clusters[i];
            if (cluster.id != id)
                continue;
            if (request.method == Method::Delete) {
                deletedClusters << id;
                m_engine.clusters.removeAt(i);
                ApiResponse done;
                done.status = 204;
                return done;
            }
            const QJsonObject body = QJsonDocument::fromJson(request.body).object();
            if (body.contains(u"name"))
                cluster.name = body.value(u"name").toString();
            if (body.contains(u"notify_to")) {
                QStringList addresses;
                for (const auto &address : body.value(u"notify_to").toArray())
                    addresses << address.toString();
                if (addresses.contains(QStringLiteral("nobody")))
                    return refused(422, QStringLiteral("mail.bad_address"),
                                   QStringLiteral("nobody is no mail address."));
                cluster.notifyTo = addresses;
            }
            return json(wire::toJson(cluster));
        }
        return std::nullopt;
    }

    ApiResponse shippingOf(const ApiRequest &request)
    {
        if (request.method == Method::Put) {
            const QJsonObject body = QJsonDocument::fromJson(request.body).object();
            if (shippingRefusal)
                return refused(422, shippingRefusal->code, QStringLiteral("The directory cannot be written."));
            shippingSet << body;
            wire::Shipping set;
            set.path = body.value(u"path").toString();
            set.interval = QStringLiteral("5m");
            shipping = set;
        } else if (request.method == Method::Delete) {
            shipping.reset();
            ApiResponse done;
            done.status = 204;
            return done;
        }
        return shipping ? json(wire::toJson(*shipping))
                        : refused(404, QStringLiteral("request.not_found"), QStringLiteral("Not Found"));
    }

    QList<wire::ActivityBucket> activityOf(const ApiRequest &request)
    {
        if (!activity.isEmpty())
            return activity;
        const auto from = fromIso8601(of(request, "from")).value_or(m_engine.clock.now());
        const auto to = fromIso8601(of(request, "to")).value_or(m_engine.clock.now());
        const auto step = of(request, "bucket") == u"hour" ? std::chrono::hours(1) : std::chrono::hours(24);
        QList<wire::ActivityBucket> made;
        int i = 0;
        for (TimePoint start = from; start < to; start += step, ++i) {
            const qint64 base = 5'000 + 2'400 * ((i * 7) % 5) - 900 * (i % 3);
            made.append({start, base, base / 6, base * 2 / 3, base / 8});
        }
        return made;
    }

    ApiResponse auditOf(const ApiRequest &request)
    {
        QList<wire::AuditEntry> found;
        const qint64 before = of(request, "after").isEmpty() ? m_lastId + 1 : of(request, "after").toLongLong();
        const int limit = std::min(auditPage, of(request, "limit").toInt());
        const QString action = of(request, "action");
        for (const wire::AuditEntry &entry : audit) {
            const bool isAction = action.endsWith(u'.') ? entry.action.startsWith(action) : entry.action == action;
            if (entry.id < before && (action.isEmpty() || isAction) &&
                (of(request, "actor").isEmpty() || entry.actor == of(request, "actor")) &&
                (of(request, "subject").isEmpty() || entry.subject == of(request, "subject")))
                found.append(entry);
        }
        const bool more = found.size() > limit;
        found = found.first(std::min<qsizetype>(found.size(), limit));
        return json(arrayOf(found),
                    {{QStringLiteral("next"), more ? QJsonValue(QString::number(found.last().id)) : QJsonValue()}});
    }

    FakeEngine &m_engine;
    QHash<QString, QStringList> m_asked;
    qint64 m_lastId = 0;
};

} // namespace unmta::test
