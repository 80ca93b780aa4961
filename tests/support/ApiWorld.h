// A whole engine in this process, on loopback ports of the system's choice, and the three doors to its management API.
#pragma once

#include "assembly/Engine.h"
#include "contract/ApiClient.h"
#include "contract/HttpTransport.h"
#include "contract/LocalSocketTransport.h"
#include "contract/json/JsonCodec.h"
#include "http/RawClient.h"
#include "support/Patience.h"
#include "support/RawRequests.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

namespace unmta::test {

enum class Door : std::uint8_t
{
    Local,
    Socket,
    Http
};
inline constexpr std::array allDoors{Door::Local, Door::Socket, Door::Http};

inline const char *nameOf(Door door)
{
    switch (door) {
    case Door::Local:
        return "in process";
    case Door::Socket:
        return "local socket";
    case Door::Http:
        break;
    }
    return "http";
}

struct ApiAnswered
{
    int status = 0; // 0: no answer
    QJsonObject body;
    ApiResponse raw;

    [[nodiscard]] QJsonValue data() const { return body.value(QStringLiteral("data")); }
    [[nodiscard]] QJsonValue data(const char *field) const { return data().toObject().value(QLatin1StringView(field)); }
    [[nodiscard]] QJsonValue next() const
    {
        return body.value(QStringLiteral("meta")).toObject().value(QStringLiteral("next"));
    }
    [[nodiscard]] QString code() const { return body.value(QStringLiteral("code")).toString(); }
    [[nodiscard]] QString message() const { return body.value(QStringLiteral("message")).toString(); }
    [[nodiscard]] QJsonObject errors() const { return body.value(QStringLiteral("errors")).toObject(); }
};

class ApiWorld
{
public:
    ApiWorld() = default;
    ~ApiWorld() { stop(); }

    // The sandbox unless `config` says otherwise; its data directory is this world's and survives stop().
    [[nodiscard]] bool start(EngineConfig config = sandboxConfig())
    {
        config.dataDir = dataDir();
        m_engine = std::make_unique<Engine>(config);
        bool started = false;
        QObject::connect(m_engine.get(), &Engine::started, m_engine.get(), [&started] { started = true; });
        QObject::connect(m_engine.get(), &Engine::failed, m_engine.get(), [this](const Error &e) { failure = e; });
        m_engine->start();
        if (!QTest::qWaitFor([&] { return started || !failure.code.isEmpty(); }, patienceMs) || !started)
            return false;
        m_socket = std::make_unique<LocalSocketTransport>(config.dataDir);
        return readServer();
    }
    void stop()
    {
        m_http.reset();
        m_socket.reset();
        m_engine.reset();
    }

    static EngineConfig sandboxConfig()
    {
        EngineConfig config;
        config.sandbox = true;
        config.api.port = 0;
        return config;
    }

    [[nodiscard]] QString dataDir() const { return m_directory.path(); }
    [[nodiscard]] Engine &engine() { return *m_engine; }
    [[nodiscard]] Transport &door(Door door)
    {
        if (door == Door::Local)
            return m_engine->transport();
        if (door == Door::Socket)
            return *m_socket;
        if (!m_http)
            m_http = httpDoor(token({QStringLiteral("admin")}));
        return *m_http;
    }
    [[nodiscard]] std::unique_ptr<HttpTransport> httpDoor(const QString &token) const
    {
        return HttpTransport::create({QUrl(QStringLiteral("http://127.0.0.1:%1").arg(apiPort)), token, {}}).value();
    }
    // A new one with these scopes, for all clusters or for one.
    [[nodiscard]] QString token(const QStringList &scopes, const std::optional<QString> &clusterId = {})
    {
        QJsonObject body{{QStringLiteral("name"), QStringLiteral("token %1").arg(++m_count)},
                         {QStringLiteral("scopes"), QJsonArray::fromStringList(scopes)}};
        if (clusterId)
            body.insert(QStringLiteral("cluster_id"), *clusterId);
        return post({QStringLiteral("tokens")}, body).data("token").toString();
    }

    [[nodiscard]] static ApiAnswered send(Transport &transport, ApiRequest request)
    {
        const auto outcome = std::make_shared<std::optional<Result<ApiResponse>>>();
        transport.send(std::move(request), [outcome](Result<ApiResponse> response) { *outcome = std::move(response); });
        ApiAnswered answered;
        if (!QTest::qWaitFor([&] { return outcome->has_value(); }, patienceMs))
            return answered;
        if (!(*outcome)->ok()) {
            answered.body.insert(QStringLiteral("code"), (*outcome)->error().code);
            qWarning().noquote() << "no answer:" << describe((*outcome)->error());
            return answered;
        }
        answered.raw = ***outcome;
        answered.status = answered.raw.status;
        answered.body = QJsonDocument::fromJson(answered.raw.body).object();
        return answered;
    }
    // By the in-process door, for what a test needs beside its subject.
    [[nodiscard]] ApiAnswered call(Method method, const QStringList &path, const QUrlQuery &query = {})
    {
        return send(m_engine->transport(), request(method, path, query));
    }
    [[nodiscard]] ApiAnswered get(const QStringList &path, const QUrlQuery &query = {})
    {
        return call(Method::Get, path, query);
    }
    [[nodiscard]] ApiAnswered post(const QStringList &path, const QJsonObject &body)
    {
        return send(m_engine->transport(), jsonRequest(Method::Post, apiPath(path), body));
    }
    [[nodiscard]] ApiAnswered set(const QString &setting, const QString &value)
    {
        return send(m_engine->transport(),
                    jsonRequest(Method::Patch, apiPath({QStringLiteral("settings")}), {{setting, value}}));
    }

    [[nodiscard]] static ApiRequest request(Method method, const QStringList &path, const QUrlQuery &query = {})
    {
        ApiRequest result;
        result.method = method;
        result.path = apiPath(path);
        result.query = query;
        return result;
    }

    // A typed call's result.
    template <typename T>
    [[nodiscard]] static Result<T> await(const std::function<void(Reply<T>)> &start, int ms = patienceMs)
    {
        const auto outcome = std::make_shared<std::optional<Result<T>>>();
        start([outcome](Result<T> result) { *outcome = std::move(result); });
        if (!QTest::qWaitFor([&] { return outcome->has_value(); }, ms))
            return Error(QStringLiteral("test.no_answer"));
        return **outcome;
    }

    // The story that most tests begin with.
    [[nodiscard]] QStringList domainPath(const QString &name) const
    {
        return {QStringLiteral("clusters"), cluster, QStringLiteral("tracking-domains"), name};
    }
    [[nodiscard]] ApiAnswered add(const QString &name, bool wantsDefault = false)
    {
        return post({QStringLiteral("clusters"), cluster, QStringLiteral("tracking-domains")},
                    {{QStringLiteral("name"), name}, {QStringLiteral("default"), wantsDefault}});
    }
    [[nodiscard]] bool publish(const QString &name, const QString &value, const QString &type = QStringLiteral("CNAME"))
    {
        return send(m_engine->transport(),
                    jsonRequest(Method::Put, apiPath({QStringLiteral("sandbox"), QStringLiteral("dns-records")}),
                                {{QStringLiteral("name"), name},
                                 {QStringLiteral("type"), type},
                                 {QStringLiteral("value"), value}}))
                   .status == 200;
    }
    [[nodiscard]] ApiAnswered verify(const QString &name)
    {
        return call(Method::Post, domainPath(name) + QStringList{QStringLiteral("verify")});
    }
    [[nodiscard]] bool activate(const QString &name, bool wantsDefault = false)
    {
        const auto added = add(name, wantsDefault);
        return added.status == 201 &&
               publish(name, added.data("record").toObject().value(QStringLiteral("value")).toString()) &&
               verify(name).data("check").toObject().value(QStringLiteral("code")) == QStringLiteral("ok");
    }
    [[nodiscard]] bool hasCertificate(const QString &name)
    {
        const auto certificate = get(domainPath(name)).data("certificate").toObject();
        return certificate.value(QStringLiteral("state")) == QStringLiteral("valid");
    }
    // The path and query of a minted link.
    [[nodiscard]] QByteArray mint(const QString &host, const QString &kind = QStringLiteral("click"))
    {
        const auto minted = post({QStringLiteral("clusters"), cluster, QStringLiteral("links")},
                                 {{QStringLiteral("kind"), kind},
                                  {QStringLiteral("url"), QStringLiteral("https://shop.example.org/")},
                                  {QStringLiteral("message_id"), QStringLiteral("m1@example.com")},
                                  {QStringLiteral("recipient"), QStringLiteral("ann@example.net")},
                                  {QStringLiteral("tracking_host"), host}});
        return QUrl(minted.data("url").toString()).path(QUrl::FullyEncoded).toLatin1();
    }

    QString cluster;      // the first one's id
    quint16 httpPort = 0; // of the edge
    quint16 httpsPort = 0;
    quint16 apiPort = 0;
    Error failure;

private:
    [[nodiscard]] bool readServer()
    {
        const QJsonArray listeners = get({QStringLiteral("server")}).data("listeners").toArray();
        for (const QJsonValue &entry : listeners) {
            const QString kind = entry.toObject().value(QStringLiteral("kind")).toString();
            const auto port = static_cast<quint16>(entry.toObject().value(QStringLiteral("port")).toInt());
            if (kind == QStringLiteral("http"))
                httpPort = port;
            else if (kind == QStringLiteral("https"))
                httpsPort = port;
            else if (kind == QStringLiteral("api"))
                apiPort = port;
        }
        const QJsonArray clusters = get({QStringLiteral("clusters")}).data().toArray();
        cluster = clusters.at(0).toObject().value(QStringLiteral("id")).toString();
        return apiPort != 0 && !cluster.isEmpty();
    }

    QTemporaryDir m_directory;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<LocalSocketTransport> m_socket;
    std::unique_ptr<HttpTransport> m_http;
    int m_count = 0;
};

} // namespace unmta::test
