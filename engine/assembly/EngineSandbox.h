// The sandbox's world: a DNS server on loopback that plays the provider, whose records survive restarts, and a clock
// that can be moved. Everything else is the real engine.
#pragma once

#include "api/handlers/SandboxControls.h"
#include "base/Clock.h"
#include "base/Random.h"
#include "sandbox/SandboxDnsServer.h"

#include <functional>

namespace unmta {

class SettingsService;

// Draws come out in the middle of their range, so that a day skipped is a day for every domain: due times do not
// spread. Keys and names are as random as ever.
class EvenRandom final : public Random
{
public:
    [[nodiscard]] QByteArray bytes(qsizetype count) override;

private:
    SystemRandom m_system;
};

class EngineSandbox final : public SandboxControls
{
public:
    // `clockMoved` runs after each move, on the engine thread.
    EngineSandbox(const QString &dataDir, std::function<void()> clockMoved);

    [[nodiscard]] const Clock &clock() const { return m_clock; }
    [[nodiscard]] Millis clockOffset() const { return m_clock.offset(); }
    [[nodiscard]] Random &evenRandom() { return m_random; }

    // An installation has to choose its zone; the sandbox has one to play with. Errors: store.*.
    [[nodiscard]] static Result<void> chooseZone(SettingsService &settings);
    // Moves the clock to where it was, and the records back. Errors: sandbox.dns_listen.
    [[nodiscard]] Result<void> start(const QString &targetZone);
    // The operator's own part of DNS: every name of the zone leads to the edge.
    void setTargetZone(const QString &zone);
    [[nodiscard]] dns::Endpoint dnsServer() const { return m_server.endpoint(); }

    [[nodiscard]] QList<wire::DnsRecord> records() const override;
    [[nodiscard]] Result<void> setRecord(const wire::DnsRecord &record) override;
    [[nodiscard]] bool removeRecord(const QString &name, const QString &type) override;
    void advanceClock(Millis by) override;

private:
    void load();
    void save() const;
    [[nodiscard]] bool isOperators(const QString &name) const;

    QString m_file;
    QString m_targetZone;
    MovableClock m_clock;
    EvenRandom m_random;
    std::function<void()> m_clockMoved;
    SandboxDnsServer m_server;
};

} // namespace unmta
