// A whole engine in this process, on loopback ports of the system's choice, and the three doors to its management API.
#pragma once

#include "assembly/Engine.h"
#include "contract/HttpTransport.h"
#include "support/Patience.h"
#include "support/RawRequests.h"

#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <functional>
#include <memory>
#include <optional>

namespace unmta {
class LocalSocketTransport;
}

namespace unmta::test {

enum class Door : std::uint8_t
{
    Local,
    Socket,
    Http
};
inline constexpr std::array allDoors{Door::Local, Door::Socket, Door::Http};
[[nodiscard]] const char *nameOf(Door door);

struct ApiAnswered
{
    int status = 0; // 0: no answer
    QJsonObject body;
    ApiResponse raw;

    [[nodiscard]] QJsonValue data() const;
    [[nodiscard]] QJsonValue data(const char *field) const;
    [[nodiscard]] QJsonValue next() const;
    [[nodiscard]] QString code() const;
    [[nodiscard]] QString message() const;
    [[nodiscard]] QJsonObject errors() const;
};

class ApiWorld
{
public:
    ApiWorld();
    ~ApiWorld();

    // The sandbox unless `config` says otherwise; its data directory is this world's and survives stop().
    [[nodiscard]] bool start(EngineConfig config = sandboxConfig());
    void stop();

    static EngineConfig sandboxConfig();

    [[nodiscard]] QString dataDir() const { return m_directory.path(); }
    [[nodiscard]] Engine &engine() { return *m_engine; }
    [[nodiscard]] Transport &door(Door door);
    [[nodiscard]] std::unique_ptr<HttpTransport> httpDoor(const QString &token) const;
    // A new one with these scopes, for all clusters or for one.
    [[nodiscard]] QString token(const QStringList &scopes, const std::optional<QString> &clusterId = {});

    [[nodiscard]] static ApiAnswered send(Transport &transport, ApiRequest request);
    // By the in-process door, for what a test needs beside its subject.
    [[nodiscard]] ApiAnswered call(Method method, const QStringList &path, const QUrlQuery &query = {});
    [[nodiscard]] ApiAnswered get(const QStringList &path, const QUrlQuery &query = {});
    [[nodiscard]] ApiAnswered post(const QStringList &path, const QJsonObject &body);
    [[nodiscard]] ApiAnswered set(const QString &setting, const QString &value);

    [[nodiscard]] static ApiRequest request(Method method, const QStringList &path, const QUrlQuery &query = {});

    // A typed call's result.
    template <typename T>
    [[nodiscard]] static Result<T> await(const std::function<void(std::function<void(Result<T>)>)> &start,
                                         int ms = patienceMs)
    {
        const auto outcome = std::make_shared<std::optional<Result<T>>>();
        start([outcome](Result<T> result) { *outcome = std::move(result); });
        if (!QTest::qWaitFor([&] { return outcome->has_value(); }, ms))
            return Error(QStringLiteral("test.no_answer"));
        return **outcome;
    }

    // The story that most tests begin with.
    [[nodiscard]] QStringList domainPath(const QString &name) const;
    [[nodiscard]] ApiAnswered add(const QString &name, bool wantsDefault = false);
    [[nodiscard]] bool publish(const QString &name, const QString &value,
                               const QString &type = QStringLiteral("CNAME"));
    [[nodiscard]] ApiAnswered verify(const QString &name);
    [[nodiscard]] bool activate(const QString &name, bool wantsDefault = false);
    [[nodiscard]] bool hasCertificate(const QString &name);
    // The path and query of a minted link.
    [[nodiscard]] QByteArray mint(const QString &host, const QString &kind = QStringLiteral("click"));

    QString cluster;      // the first one's id
    quint16 httpPort = 0; // of the edge
    quint16 httpsPort = 0;
    quint16 apiPort = 0;
    Error failure;

private:
    [[nodiscard]] bool readServer();

    QTemporaryDir m_directory;
    const QString m_store; // on a server; empty: in the directory
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<LocalSocketTransport> m_socket;
    std::unique_ptr<HttpTransport> m_http;
    int m_count = 0;
};

} // namespace unmta::test
