// One order at an ACME CA (RFC 8555 section 7.1.6) as a persisted state machine: a value. Its transitions take what
// the CA answered and give the next state; no I/O happens here.
#pragma once

#include "acme/AcmeAnswer.h"
#include "base/Result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <variant>

namespace unmta::acme {

class AcmeOrder;

// The next state, or why the answer cannot be accepted (the state is kept then).
using OrderStep = std::variant<AcmeOrder, AcmeFailure>;

class AcmeOrder
{
public:
    enum class State
    {
        New,            // nothing at the CA yet
        Authorising,    // an authorization is to be looked at
        ChallengeReady, // the answer is to be published, then the CA told
        Validating,     // the CA has been told and decides
        Finalising,     // every authorization is valid: the order is to become ready, the CSR to be sent
        Downloading,    // the certificate is waiting
        Done,
        Failed, // failure() says why; the order is useless
    };

    AcmeOrder() = default;
    // `keyPem` is the certificate's private key.
    AcmeOrder(QString host, QString accountUrl, QByteArray keyPem);

    // What JSON gave back for another host, or not at all, is nullopt. The JSON holds the private key.
    [[nodiscard]] static std::optional<AcmeOrder> fromJson(const QByteArray &json, const QString &host);
    [[nodiscard]] QByteArray toJson() const;

    // newOrder's answer (with its Location) or a later look at the order.
    [[nodiscard]] OrderStep withOrder(const QJsonObject &order, const QString &location = {}) const;
    // The authorization at authorizationUrl().
    [[nodiscard]] OrderStep withAuthorization(const QJsonObject &authorization) const;
    // The CA has accepted that it shall look at the challenge.
    [[nodiscard]] AcmeOrder told() const;
    // A request of this state got no useful answer and may or may not have been heard: before it is repeated, the CA's
    // view must be looked at again.
    [[nodiscard]] AcmeOrder unsure() const;
    [[nodiscard]] AcmeOrder downloaded(const QByteArray &chainPem) const;
    [[nodiscard]] AcmeOrder failed(AcmeFailure failure) const;

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const QString &host() const { return m_host; }
    [[nodiscard]] const QString &accountUrl() const { return m_accountUrl; }
    [[nodiscard]] const QByteArray &keyPem() const { return m_keyPem; }
    [[nodiscard]] const QString &orderUrl() const { return m_orderUrl; }
    [[nodiscard]] const QString &finalizeUrl() const { return m_finalizeUrl; }
    [[nodiscard]] const QString &certificateUrl() const { return m_certificateUrl; }
    [[nodiscard]] QString authorizationUrl() const { return m_authorizationUrls.value(m_authorizationIndex); }
    [[nodiscard]] const QString &challengeUrl() const { return m_challengeUrl; }
    [[nodiscard]] const QString &token() const { return m_token; }
    // The CA is already looking at the challenge: it need not be told.
    [[nodiscard]] bool isChallengeUnderWay() const { return m_isChallengeUnderWay; }
    [[nodiscard]] bool isReadyForCsr() const { return m_isReadyForCsr; }
    [[nodiscard]] const QByteArray &chainPem() const { return m_chainPem; }
    [[nodiscard]] const AcmeFailure &failure() const { return m_failure; }

private:
    [[nodiscard]] AcmeOrder authorized() const;

    State m_state = State::New;
    QString m_host;
    QString m_accountUrl;
    QByteArray m_keyPem;
    QString m_orderUrl;
    QString m_finalizeUrl;
    QStringList m_authorizationUrls;
    qsizetype m_authorizationIndex = 0;
    QString m_challengeUrl;
    QString m_token;
    QString m_certificateUrl;
    // Not persisted, because the CA is asked again after a restart:
    bool m_isChallengeUnderWay = false;
    bool m_isReadyForCsr = false;
    QByteArray m_chainPem;
    AcmeFailure m_failure;
};

} // namespace unmta::acme
