// Where certificates come from: the facade that the certificate service uses. Two implementations: AcmeIssuer and
// InternalIssuer.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "domain/Certificate.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <optional>

namespace unmta::acme {

struct IssueRequest
{
    QString host;           // lower-case A-label form
    QByteArray resumeState; // what `progress` reported last for an attempt that did not end, or empty
    QByteArray replacesPem; // the chain that is being renewed, or empty; told to the CA where it offers RFC 9773
};

struct IssuedCertificate
{
    QByteArray chainPem; // leaf first
    QByteArray keyPem;   // PKCS#8, not encrypted: the store encrypts it
    TimePoint notBefore;
    TimePoint notAfter;
    QString issuerName; // for people, for example "CN=R11, O=Let's Encrypt"
};

// How an attempt ended. On failure: keep the state last reported by `progress` (possibly empty: start anew) and try
// again at retryMoment(failures, permanent, now, retryAfter).
// Error codes: "acme.unreachable", "acme.untrusted" (TLS of the CA itself), "acme.bad_answer", "acme.server_error",
// "acme.rate_limited", "acme.bad_nonce", "acme.timeout", "acme.not_found", "acme.account_unknown",
// "acme.order_not_ready", "acme.order_invalid", "acme.bad_certificate" (all temporary); "acme.bad_directory",
// "acme.account_rejected", "acme.eab_required", "acme.rejected_identifier", "acme.caa" (the CA says so),
// "acme.caa_forbids" (we have seen it, and ordered nothing; the detail has the record to add), "acme.dns",
// "acme.unknown_profile", "acme.connection", "acme.unauthorized", "acme.refused", "acme.bad_key" (permanent, except
// inside a 5xx answer), "acme.internal_ca" (the local CA failed). Error::detail has the CA's own words, for operators.
struct IssueOutcome
{
    Result<IssuedCertificate> certificate;
    bool permanent = false;           // trying again at once cannot help
    std::optional<Millis> retryAfter; // what the CA asked for
    bool isFree = false;              // the CA was not bothered: looking again costs nobody anything
};

class CertificateIssuer
{
public:
    // A JSON value to persist, encrypted (it holds the certificate's private key), before anything depends on it.
    // Empty: forget the state. Runs on the worker thread.
    using Progress = std::function<void(QByteArray state)>;
    // Runs on the worker thread, exactly once, or never when the issuer or the worker is destroyed first. Neither
    // callback may wait for the thread that destroys the issuer.
    using Done = std::function<void(IssueOutcome)>;

    virtual ~CertificateIssuer() = default;

    // Any thread; returns at once. The caller has at most one attempt per host under way.
    virtual void issue(IssueRequest request, Progress progress, Done done) = 0;

    // Any thread: asks when the CA wants this certificate renewed (RFC 9773). `done` runs on the worker thread.
    virtual void renewalWindow(QByteArray chainPem, std::function<void(RenewalAdvice)> done) = 0;

    // "acme" or "internal".
    [[nodiscard]] virtual QString kind() const = 0;
};

} // namespace unmta::acme
