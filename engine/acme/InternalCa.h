// The local certificate authority behind the `internal` issuer: for the sandbox and for closed networks whose clients
// trust its root.
#pragma once

#include "acme/CertificateIssuer.h"
#include "outbound/Outbound.h"

#include <memory>

namespace unmta::acme {

class Gate;

// A value: root certificate and key (P-256). All functions may be called on any thread.
class InternalCa
{
public:
    // A new root, valid for ten years from `now`, backdated by `backdate`. Error codes: "acme.internal_ca".
    static Result<InternalCa> create(TimePoint now, Millis backdate = std::chrono::hours(1));
    // What rootPem() and keyPem() gave. Error codes: "acme.internal_ca" when they do not parse or do not match.
    static Result<InternalCa> fromPem(const QByteArray &rootPem, const QByteArray &keyPem);

    [[nodiscard]] const QByteArray &rootPem() const { return m_rootPem; } // for export
    [[nodiscard]] const QByteArray &keyPem() const { return m_keyPem; }   // secret: the store encrypts it

    // A leaf for one host with a fresh P-256 key, valid for 90 days from `now`, backdated. The chain includes the root.
    [[nodiscard]] Result<IssuedCertificate> issue(const QString &host, TimePoint now,
                                                  Millis backdate = std::chrono::hours(1)) const;
    // The same for several; each is a host name or a numeric address.
    [[nodiscard]] Result<IssuedCertificate> issue(const QStringList &subjects, TimePoint now,
                                                  Millis backdate = std::chrono::hours(1)) const;

private:
    struct Parsed; // reading a key takes longer than signing with it
    QByteArray m_rootPem;
    QByteArray m_keyPem;
    std::shared_ptr<const Parsed> m_parsed;
};

class InternalIssuer final : public CertificateIssuer
{
public:
    // `worker` and `clock` outlive the issuer. A movable clock wants a longer `backdate`, so that the clients of the
    // real time accept what is issued after it was moved.
    InternalIssuer(outbound::Outbound &worker, const Clock &clock, InternalCa ca,
                   Millis backdate = std::chrono::hours(1));
    ~InternalIssuer() override;
    InternalIssuer(const InternalIssuer &) = delete;
    InternalIssuer &operator=(const InternalIssuer &) = delete;

    void issue(IssueRequest request, Progress progress, Done done) override;
    void renewalWindow(QByteArray chainPem, std::function<void(RenewalAdvice)> done) override;
    [[nodiscard]] QString kind() const override;

private:
    outbound::Outbound &m_worker;
    const Clock &m_clock;
    InternalCa m_ca;
    Millis m_backdate;
    std::shared_ptr<Gate> m_gate;
};

} // namespace unmta::acme
