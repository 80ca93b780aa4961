// The conversation with one ACME CA: directory, nonces, the account, signed requests (RFC 8555 sections 6 and 7).
// Worker thread only.
#pragma once

#include "acme/AcmeAnswer.h"
#include "acme/AcmeDirectory.h"
#include "acme/AcmeIssuer.h"
#include "acme/EcKey.h"
#include "acme/Gate.h"
#include "outbound/Outbound.h"

#include <deque>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace unmta::acme {

using AcmeReply = std::variant<outbound::HttpReply, AcmeFailure>;

class AcmeClient
{
public:
    using ReplyDone = std::function<void(AcmeReply)>;
    // nullopt: all is well.
    using Ready = std::function<void(std::optional<AcmeFailure>)>;

    AcmeClient(outbound::Outbound &http, std::shared_ptr<Gate> gate, const Clock &clock, AcmeConfig config,
               const QByteArray &account, AcmeIssuer::AccountChanged accountChanged);

    // After success directory() is valid. Callers at the same time share one request.
    void needDirectory(Ready ready);
    // After success accountUrl() and accountKey() are valid; registers where needed.
    void needAccount(Ready ready);
    // Signed by the account, which must be there. An empty payload is POST-as-GET. A rejected nonce is replaced and the
    // request signed again, up to a bound.
    void post(const QString &url, const QByteArray &payload, ReplyDone done);
    void get(const QString &url, ReplyDone done);

    [[nodiscard]] const AcmeDirectory &directory() const { return *m_directory; }
    [[nodiscard]] const QString &profile() const { return m_config.profile; }
    [[nodiscard]] const QString &accountUrl() const { return m_accountUrl; }
    [[nodiscard]] const EcKey &accountKey() const { return *m_key; }
    // In all: each says that the CA itself is there and talks.
    [[nodiscard]] quint64 rejectedNonces() const { return m_rejectedNonces; }

private:
    struct Signed;
    void send(const std::shared_ptr<Signed> &request);
    void sendWithNonce(const std::shared_ptr<Signed> &request, const QByteArray &nonce);
    void replied(const std::shared_ptr<Signed> &request, const outbound::HttpReply &reply);
    void fetchNonce(const std::shared_ptr<Signed> &request);
    void call(outbound::HttpCall call, outbound::HttpDone done);
    void keepNonce(const outbound::HttpReply &reply);

    void directoryReplied(const AcmeReply &reply);
    void registerAccount();
    void registered(const AcmeReply &reply);
    void updateContact();
    [[nodiscard]] std::variant<QByteArray, AcmeFailure> accountPayload() const;
    void loadAccount(const QByteArray &account);
    void saveAccount();

    outbound::Outbound &m_http;
    std::shared_ptr<Gate> m_gate;
    const Clock &m_clock;
    AcmeConfig m_config;
    AcmeIssuer::AccountChanged m_accountChanged;

    std::optional<AcmeDirectory> m_directory;
    std::chrono::steady_clock::time_point m_directoryRead;
    std::vector<Ready> m_directoryWaiters;
    std::optional<EcKey> m_key;
    QString m_accountUrl;
    QString m_registeredEmail;
    std::vector<Ready> m_accountWaiters;
    std::deque<QByteArray> m_nonces;
    quint64 m_rejectedNonces = 0;
};

} // namespace unmta::acme
