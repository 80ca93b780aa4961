// Readiness probes over real sockets on loopback: an edge of our own, and whoever else may stand at its address.
#pragma once

#include "assembly/ports/NetworkProbes.h"
#include "assembly/ports/SmtpMailSender.h"
#include "diagnosis/DomainChecker.h"
#include "edge/EdgeServer.h"
#include "outbound/OutboundHttp.h"
#include "support/Patience.h"
#include "support/Ports.h"
#include "support/ServiceHarness.h"

#include <QTcpServer>
#include <QTcpSocket>

namespace unmta::test {

using namespace std::chrono_literals;

// Says the same to everybody once something has come, and hangs up.
class Stranger final : public QTcpServer
{
public:
    enum class Manner
    {
        Answers,
        HangsUp,
        KeepsSilent
    };
    explicit Stranger(Manner manner, const QByteArray &answer = {}, bool speaksFirst = false)
    {
        connect(this, &QTcpServer::newConnection, this, [this, manner, answer, speaksFirst] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            if (manner == Manner::KeepsSilent)
                return;
            const auto speak = [socket, answer] {
                socket->readAll();
                socket->write(answer);
                socket->disconnectFromHost();
            };
            if (speaksFirst)
                speak();
            else
                connect(socket, &QTcpSocket::readyRead, this, speak);
        });
        listen(QHostAddress::LocalHost);
    }
};

// Nothing is to be recorded.
class NoEvents final : public edge::EventSink
{
public:
    void record(EventBatch batch) override
    {
        ++recorded;
        batch.done(false);
    }
    void keep(std::size_t) override {}

    std::atomic<int> recorded = 0;
};

// A worker that never calls back.
class SilentWorker final : public outbound::Outbound
{
public:
    void send(outbound::HttpCall, outbound::HttpDone) override { ++calls; }
    void post(std::function<void()>) override {}
    void after(Millis, std::function<void()>) override {}

    int calls = 0;
};

class ProbeWorld
{
public:
    explicit ProbeWorld(const diagnosis::CheckerConfig &dns = {})
        : checker(dns, random)
        , edge(edgeConfig(), services.snapshots, events, clock, random)
    {
        if (!edge.start())
            qFatal("the edge does not start");
    }

    [[nodiscard]] quint16 port(bool tls) const
    {
        const auto listeners = edge.listeners();
        return listeners.at(tls ? 1 : 0).port;
    }
    // The probes' random bytes are known, and so are their tokens.
    [[nodiscard]] std::unique_ptr<NetworkProbes> probes(quint16 port, Millis limit = patience,
                                                        outbound::Outbound *worker = nullptr,
                                                        const Clock *otherClock = nullptr)
    {
        return std::make_unique<NetworkProbes>(
            NetworkProbes::Dependencies{*services.store, services.settings, services.publisher, checker,
                                        worker ? *worker : http, mail, otherClock ? *otherClock : clock, tokens},
            NetworkProbes::Terms{port, port, limit});
    }
    // Whether the edge has something for the first light of these probes.
    [[nodiscard]] bool shines(const QByteArray &host) const
    {
        FakeRandom same(tokenSeed);
        const auto snapshot = services.snapshots.current();
        return !snapshot->challenge(host, same.hex(16).toLatin1()).isEmpty() || snapshot->probe(host);
    }

    // Waits for what a probe brings.
    template <typename T>
    [[nodiscard]] static std::optional<T> await(const std::function<void(std::function<void(T)>)> &ask)
    {
        const auto brought = std::make_shared<QList<T>>();
        ask([brought](T value) { brought->append(std::move(value)); });
        if (!brought->isEmpty() || !QTest::qWaitFor([&] { return !brought->isEmpty(); }, patienceMs))
            return std::nullopt;
        return brought->first();
    }
    [[nodiscard]] static std::optional<QList<ReachSeen>> reach(NetworkProbes &probes, const QStringList &addresses,
                                                               bool tls)
    {
        return await<QList<ReachSeen>>([&](auto done) { probes.reach(host(), addresses, tls, std::move(done)); });
    }

    static QString host() { return QStringLiteral("probe-1.track.example.com"); }

    ServiceHarness services;
    SystemClock clock;
    SystemRandom random;
    static constexpr quint64 tokenSeed = 99;
    FakeRandom tokens{tokenSeed};
    diagnosis::DomainChecker checker;
    outbound::OutboundHttp http;
    SmtpMailSender mail;
    NoEvents events;
    edge::EdgeServer edge;

private:
    static edge::EdgeConfig edgeConfig()
    {
        edge::EdgeConfig config;
        config.listeners = {{QStringLiteral("127.0.0.1"), 0, false}, {QStringLiteral("127.0.0.1"), 0, true}};
        config.workers = 1;
        return config;
    }
};

} // namespace unmta::test
