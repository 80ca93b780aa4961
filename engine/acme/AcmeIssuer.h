// Certificates by ACME (RFC 8555) with HTTP-01.
#pragma once

#include "acme/CertificateIssuer.h"
#include "base/Clock.h"
#include "base/Random.h"
#include "outbound/Outbound.h"

#include <memory>

namespace unmta::acme {

// Where the answers to HTTP-01 challenges are put so that every edge worker serves them at
// http://<host>/.well-known/acme-challenge/<token>. Called on the worker thread.
class ChallengeBoard
{
public:
    virtual ~ChallengeBoard() = default;
    // Calls `published` (any thread) once every listener serves the answer; only then the CA is told.
    virtual void publish(const QString &token, const QString &host, const QByteArray &keyAuthorization,
                         std::function<void()> published) = 0;
    virtual void withdraw(const QString &token) = 0;
};

struct AcmeConfig
{
    QString directoryUrl;
    QString email;       // contact; may be empty
    QString eabKid;      // external account binding: both or none
    QString eabKey;      // base64url HMAC key
    QString caFile;      // trusted for the CA's own TLS; empty: the system's
    outbound::AddressPolicy addresses;
    int maxParallel = 8;                                     // attempts at once; the others wait
    Millis validationTimeout = std::chrono::minutes(5);      // for the CA to decide on a challenge or an order
};

// The account at one CA: a JSON value {"directory", "key", "url"} that the store keeps encrypted; empty: none yet.
// A value that belongs to another directory is ignored.
class AcmeIssuer final : public CertificateIssuer
{
public:
    using AccountChanged = std::function<void(QByteArray account)>;  // worker thread; persist it

    // `http`, `board`, `clock` and `random` outlive the issuer.
    AcmeIssuer(outbound::Outbound &http, ChallengeBoard &board, const Clock &clock, Random &random, AcmeConfig config,
               QByteArray account, AccountChanged accountChanged);
    // Any thread. Attempts under way are dropped; their last reported state resumes them.
    ~AcmeIssuer() override;

    void issue(IssueRequest request, Progress progress, Done done) override;
    void renewalWindow(QByteArray chainPem, std::function<void(std::optional<RenewalWindow>)> done) override;
    [[nodiscard]] QString kind() const override;

private:
    class Core;
    std::shared_ptr<Core> m_core;
};

} // namespace unmta::acme
