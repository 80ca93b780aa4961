// A DNS server on loopback that plays the administrator's DNS provider: authoritative for everything it holds, by UDP
// and TCP. Used by the sandbox and by tests. Its own thread; all calls from any thread.
#pragma once

#include "base/Result.h"
#include "dns/Message.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <functional>
#include <memory>

namespace unmta {

// One record as people write it: type "CNAME", "A", "AAAA", "NS", "TXT", "MX" or "DNAME"; the value in zone-file text.
struct SandboxDnsRecord
{
    QString name;
    QString type;
    QString value;
    std::uint32_t ttl = 300;

    bool operator==(const SandboxDnsRecord &) const = default;
};

class SandboxDnsServer
{
public:
    SandboxDnsServer();
    ~SandboxDnsServer();
    SandboxDnsServer(const SandboxDnsServer &) = delete;
    SandboxDnsServer &operator=(const SandboxDnsServer &) = delete;

    // Port 0 lets the system choose. Error: "sandbox.dns_listen".
    [[nodiscard]] Result<void> start(const QString &address = QStringLiteral("127.0.0.1"), std::uint16_t port = 0);
    void stop();
    [[nodiscard]] dns::Endpoint endpoint() const;

    // Names below a zone that do not exist get NXDOMAIN with the zone's SOA; names in no zone at all get REFUSED.
    // Without any zone the server answers for the whole tree. NS and SOA of a zone are made up unless records say
    // otherwise.
    void addZone(const QString &zone, const QString &nameServer = {});
    // Names in no zone belong to those that `zoneOf` names (any thread; empty: none), all of which have these name
    // servers, as at a provider. Not together with zones.
    void setProvider(const QStringList &nameServers, std::function<QString(const QString &name)> zoneOf);
    // Replaces what the name has of that type; a CNAME replaces everything and everything replaces a CNAME, as a
    // provider's panel does. "*.example.com" is a wildcard. Errors: "sandbox.dns_name", "sandbox.dns_type",
    // "sandbox.dns_value".
    [[nodiscard]] Result<void> setRecord(const QString &name, const QString &type, const QString &value,
                                         std::uint32_t ttl = 300);
    // Adds beside what is there, whatever the rules of DNS say; for tests.
    [[nodiscard]] Result<void> addRecord(const QString &name, const QString &type, const QString &value,
                                         std::uint32_t ttl = 300);
    // An empty type removes all of the name. True if there was something to remove.
    bool removeRecord(const QString &name, const QString &type = {});
    // Sorted by name, then type.
    [[nodiscard]] QList<SandboxDnsRecord> records() const;

    [[nodiscard]] std::uint64_t queriesAnswered() const;

private:
    class Server;
    std::unique_ptr<Server> m_server;
};

} // namespace unmta
