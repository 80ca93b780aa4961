#include "support/ApiWorld.h"

#include "contract/ApiClient.h"
#include "contract/LocalSocketTransport.h"
#include "support/stores/PostgresServer.h"

#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QPointer>
#include <QTimer>

namespace unmta::test {

using namespace Qt::StringLiterals;

const char *nameOf(Door door)
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

// What came back ------------------------------------------------------------------------------------------------------

QJsonValue ApiAnswered::data() const
{
    return body.value(u"data"_s);
}

QJsonValue ApiAnswered::data(const char *field) const
{
    return data().toObject().value(QLatin1StringView(field));
}

QJsonValue ApiAnswered::next() const
{
    return body.value(u"meta"_s).toObject().value(u"next"_s);
}

QString ApiAnswered::code() const
{
    return body.value(u"code"_s).toString();
}

QString ApiAnswered::message() const
{
    return body.value(u"message"_s).toString();
}

QJsonObject ApiAnswered::errors() const
{
    return body.value(u"errors"_s).toObject();
}

// The engine and its doors --------------------------------------------------------------------------------------------

ApiWorld::ApiWorld()
    : m_store(isOnPostgres() ? PostgresServer::shared().freshUrl() : QString())
{}

ApiWorld::~ApiWorld()
{
    stop();
}

bool ApiWorld::start(EngineConfig config)
{
    config.dataDir = dataDir();
    if (config.store.isEmpty())
        config.store = m_store;
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

void ApiWorld::stop()
{
    m_http.reset();
    m_socket.reset();
    m_engine.reset();
}

EngineConfig ApiWorld::sandboxConfig()
{
    EngineConfig config;
    config.sandbox = true;
    config.api.port = 0;
    return config;
}

bool ApiWorld::readServer()
{
    const QJsonArray listeners = get({u"server"_s}).data("listeners").toArray();
    for (const QJsonValue &entry : listeners) {
        const QString kind = entry.toObject().value(u"kind"_s).toString();
        const auto port = static_cast<quint16>(entry.toObject().value(u"port"_s).toInt());
        if (kind == u"http"_s)
            httpPort = port;
        else if (kind == u"https"_s)
            httpsPort = port;
        else if (kind == u"api"_s)
            apiPort = port;
    }
    const QJsonArray clusters = get({u"clusters"_s}).data().toArray();
    cluster = clusters.at(0).toObject().value(u"id"_s).toString();
    return apiPort != 0 && !cluster.isEmpty();
}

Transport &ApiWorld::door(Door door)
{
    if (door == Door::Local)
        return m_engine->transport();
    if (door == Door::Socket)
        return *m_socket;
    if (!m_http)
        m_http = httpDoor(token({u"admin"_s}));
    return *m_http;
}

std::unique_ptr<HttpTransport> ApiWorld::httpDoor(const QString &token) const
{
    return HttpTransport::create({QUrl(u"http://127.0.0.1:%1"_s.arg(apiPort)), token, {}}).value();
}

QString ApiWorld::token(const QStringList &scopes, const std::optional<QString> &clusterId)
{
    QJsonObject body{{u"name"_s, u"token %1"_s.arg(++m_count)}, {u"scopes"_s, QJsonArray::fromStringList(scopes)}};
    if (clusterId)
        body.insert(u"cluster_id"_s, *clusterId);
    return post({u"tokens"_s}, body).data("token").toString();
}

// Calls --------------------------------------------------------------------------------------------------------------

ApiAnswered ApiWorld::send(Transport &transport, ApiRequest request)
{
    const auto outcome = std::make_shared<std::optional<Result<ApiResponse>>>();
    // A loop of its own wakes with the answer; qWaitFor() looks every ten milliseconds.
    QEventLoop loop;
    transport.send(std::move(request), [outcome, waiting = QPointer<QEventLoop>(&loop)](Result<ApiResponse> response) {
        *outcome = std::move(response);
        if (waiting)
            waiting->quit();
    });
    QTimer::singleShot(patienceMs, &loop, &QEventLoop::quit);
    if (!outcome->has_value())
        loop.exec();
    ApiAnswered answered;
    if (!outcome->has_value())
        return answered;
    if (!(*outcome)->ok()) {
        answered.body.insert(u"code"_s, (*outcome)->error().code);
        qWarning().noquote() << "no answer:" << describe((*outcome)->error());
        return answered;
    }
    answered.raw = ***outcome;
    answered.status = answered.raw.status;
    answered.body = QJsonDocument::fromJson(answered.raw.body).object();
    return answered;
}

ApiAnswered ApiWorld::call(Method method, const QStringList &path, const QUrlQuery &query)
{
    return send(m_engine->transport(), request(method, path, query));
}

ApiAnswered ApiWorld::get(const QStringList &path, const QUrlQuery &query)
{
    return call(Method::Get, path, query);
}

ApiAnswered ApiWorld::post(const QStringList &path, const QJsonObject &body)
{
    return send(m_engine->transport(), jsonRequest(Method::Post, apiPath(path), body));
}

ApiAnswered ApiWorld::set(const QString &setting, const QString &value)
{
    return send(m_engine->transport(), jsonRequest(Method::Patch, apiPath({u"settings"_s}), {{setting, value}}));
}

ApiRequest ApiWorld::request(Method method, const QStringList &path, const QUrlQuery &query)
{
    ApiRequest result;
    result.method = method;
    result.path = apiPath(path);
    result.query = query;
    return result;
}

// The story that most tests begin with -------------------------------------------------------------------------------

QStringList ApiWorld::domainPath(const QString &name) const
{
    return {u"clusters"_s, cluster, u"tracking-domains"_s, name};
}

ApiAnswered ApiWorld::add(const QString &name, bool wantsDefault)
{
    return post({u"clusters"_s, cluster, u"tracking-domains"_s}, {{u"name"_s, name}, {u"default"_s, wantsDefault}});
}

bool ApiWorld::publish(const QString &name, const QString &value, const QString &type)
{
    return send(m_engine->transport(), jsonRequest(Method::Put, apiPath({u"sandbox"_s, u"dns-records"_s}),
                                                   {{u"name"_s, name}, {u"type"_s, type}, {u"value"_s, value}}))
               .status == 200;
}

ApiAnswered ApiWorld::verify(const QString &name)
{
    return call(Method::Post, domainPath(name) + QStringList{u"verify"_s});
}

bool ApiWorld::activate(const QString &name, bool wantsDefault)
{
    const auto added = add(name, wantsDefault);
    return added.status == 201 && publish(name, added.data("record").toObject().value(u"value"_s).toString()) &&
           verify(name).data("check").toObject().value(u"code"_s) == u"ok"_s;
}

bool ApiWorld::hasCertificate(const QString &name)
{
    const auto certificate = get(domainPath(name)).data("certificate").toObject();
    return certificate.value(u"state"_s) == u"valid"_s;
}

QByteArray ApiWorld::mint(const QString &host, const QString &kind)
{
    const auto minted = post({u"clusters"_s, cluster, u"links"_s}, {{u"kind"_s, kind},
                                                                    {u"url"_s, u"https://shop.example.org/"_s},
                                                                    {u"message_id"_s, u"m1@example.com"_s},
                                                                    {u"recipient"_s, u"ann@example.net"_s},
                                                                    {u"tracking_host"_s, host},
                                                                    {u"allow_http"_s, true}});
    return QUrl(minted.data("url").toString()).path(QUrl::FullyEncoded).toLatin1();
}

} // namespace unmta::test
