// Certificates by ACME (RFC 8555) with HTTP-01.
#pragma once

#include "acme/CertificateIssuer.h"
#include "base/Clock.h"
#include "domain/authority/Caa.h"
#include "outbound/Outbound.h"

#include <functional>
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

// What DNS says about who may issue for a host (RFC 8659).
class CaaSource
{
public:
    virtual ~CaaSource() = default;
    // Called on the worker thread. `found` (any thread, exactly once): none when it cannot be found out.
    virtual void lookUp(const QString &host, std::function<void(std::optional<CaaSet>)> found) = 0;
};

// A change of any of it means a new issuer.
struct AcmeConfig
{
    QString directoryUrl;
    QString email;                     // contact; may be empty
    QString eabKid;                    // external account binding: both or none
    QString eabKey;                    // base64url HMAC key
    QString profile;                   // one of the directory's; empty: the CA's choice
    QString caFile;                    // trusted for the CA's own TLS; empty: the system's
    outbound::AddressPolicy addresses; // of every host but the directory's own, which is always permitted
    int maxParallel = 20;              // attempts at once; the others wait
    Millis validationTimeout = std::chrono::minutes(5); // for the CA to decide on a challenge or an order
};

// The account at the CA is a JSON value {"directory", "key", "url", "email", "eab_kid"} that the store keeps encrypted;
// empty: none yet. One that belongs to another directory or binding is ignored and replaced.
class AcmeIssuer final : public CertificateIssuer
{
public:
    using AccountChanged = std::function<void(QByteArray account)>; // worker thread; persist it

    // `http`, `board`, `clock` and `caa` outlive the issuer. Without `caa` nothing is looked up before an order.
    AcmeIssuer(outbound::Outbound &http, ChallengeBoard &board, const Clock &clock, AcmeConfig config,
               const QByteArray &account, AccountChanged accountChanged, CaaSource *caa = nullptr);
    // Any thread, but not inside a callback of this issuer; waits for one that is running. Attempts under way are
    // dropped; their last reported state resumes them.
    ~AcmeIssuer() override;
    AcmeIssuer(const AcmeIssuer &) = delete;
    AcmeIssuer &operator=(const AcmeIssuer &) = delete;

    void issue(IssueRequest request, Progress progress, Done done) override;
    void renewalWindow(QByteArray chainPem, std::function<void(RenewalAdvice)> done) override;
    [[nodiscard]] QString kind() const override;

private:
    class Core;
    std::unique_ptr<Core> m_core;
};

} // namespace unmta::acme
