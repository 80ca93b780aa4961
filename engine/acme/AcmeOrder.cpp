#include "acme/AcmeOrder.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace unmta::acme {

namespace {

struct StateName
{
    AcmeOrder::State state;
    QLatin1StringView name;
};

constexpr std::array<StateName, 6> stateNames = {{
    {AcmeOrder::State::New, "new"_L1},
    {AcmeOrder::State::Authorising, "authorising"_L1},
    {AcmeOrder::State::ChallengeReady, "challenge_ready"_L1},
    {AcmeOrder::State::Validating, "validating"_L1},
    {AcmeOrder::State::Finalising, "finalising"_L1},
    {AcmeOrder::State::Downloading, "downloading"_L1},
}};

constexpr qsizetype maxAuthorizations = 10;

// RFC 8555 section 8.3: base64url, at least 128 bits; anything else could be a path.
bool isToken(const QString &text)
{
    const auto isAllowed = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-' ||
               c == u'_';
    };
    return text.size() >= 22 && text.size() <= 256 && std::all_of(text.begin(), text.end(), isAllowed);
}

QStringList strings(const QJsonValue &value)
{
    QStringList result;
    for (const auto &entry : value.toArray()) {
        if (entry.isString() && !entry.toString().isEmpty())
            result.append(entry.toString());
    }
    return result;
}

AcmeFailure orderInvalid(const QJsonObject &problem)
{
    if (!problem.isEmpty())
        return failureOfProblem(problem);
    // A CA that refuses the name for good says why.
    return {systemError(u"acme.order_invalid"_s, u"the CA gave no reason"_s), false, std::nullopt};
}

} // namespace

AcmeOrder::AcmeOrder(QString host, QString accountUrl, QByteArray keyPem)
    : m_host(std::move(host))
    , m_accountUrl(std::move(accountUrl))
    , m_keyPem(std::move(keyPem))
{}

std::optional<AcmeOrder> AcmeOrder::fromJson(const QByteArray &json, const QString &host)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const QString name = object.value(u"state"_s).toString();
    const auto known =
        std::find_if(stateNames.begin(), stateNames.end(), [&name](const StateName &s) { return s.name == name; });
    AcmeOrder order(object.value(u"host"_s).toString(), object.value(u"account"_s).toString(),
                    object.value(u"key"_s).toString().toLatin1());
    if (known == stateNames.end() || order.m_host != host || order.m_accountUrl.isEmpty() || order.m_keyPem.isEmpty())
        return std::nullopt;
    order.m_state = known->state;
    order.m_orderUrl = object.value(u"order"_s).toString();
    order.m_finalizeUrl = object.value(u"finalize"_s).toString();
    order.m_authorizationUrls = strings(object.value(u"authorizations"_s));
    order.m_authorizationIndex = object.value(u"authorization_index"_s).toInt();
    order.m_challengeUrl = object.value(u"challenge"_s).toString();
    order.m_token = object.value(u"token"_s).toString();
    order.m_certificateUrl = object.value(u"certificate"_s).toString();
    // What the CA knows by now is asked, not remembered: a challenge is judged by its authorization.
    if (order.m_state == State::ChallengeReady || order.m_state == State::Validating)
        order.m_state = State::Authorising;
    const bool hasOrder = !order.m_orderUrl.isEmpty() && !order.m_finalizeUrl.isEmpty();
    const bool isComplete = order.m_state == State::New ||
                            (hasOrder && (order.m_state != State::Authorising || !order.authorizationUrl().isEmpty()) &&
                             (order.m_state != State::Downloading || !order.m_certificateUrl.isEmpty()));
    return isComplete ? std::optional(order) : std::nullopt;
}

QByteArray AcmeOrder::toJson() const
{
    const auto known =
        std::find_if(stateNames.begin(), stateNames.end(), [this](const StateName &s) { return s.state == m_state; });
    if (known == stateNames.end())
        return {};
    return QJsonDocument(QJsonObject{{u"state"_s, QString(known->name)},
                                     {u"host"_s, m_host},
                                     {u"account"_s, m_accountUrl},
                                     {u"key"_s, QString::fromLatin1(m_keyPem)},
                                     {u"order"_s, m_orderUrl},
                                     {u"finalize"_s, m_finalizeUrl},
                                     {u"authorizations"_s, QJsonArray::fromStringList(m_authorizationUrls)},
                                     {u"authorization_index"_s, m_authorizationIndex},
                                     {u"challenge"_s, m_challengeUrl},
                                     {u"token"_s, m_token},
                                     {u"certificate"_s, m_certificateUrl}})
        .toJson(QJsonDocument::Compact);
}

OrderStep AcmeOrder::withOrder(const QJsonObject &order, const QString &location) const
{
    const QString status = order.value(u"status"_s).toString();
    AcmeOrder next = *this;
    if (m_state == State::New) {
        next.m_orderUrl = location;
        next.m_authorizationUrls = strings(order.value(u"authorizations"_s));
        next.m_authorizationIndex = 0;
        next.m_finalizeUrl = order.value(u"finalize"_s).toString();
        if (location.isEmpty())
            return badAnswer(u"newOrder without Location"_s);
        if (next.m_finalizeUrl.isEmpty() || next.m_authorizationUrls.isEmpty() ||
            next.m_authorizationUrls.size() > maxAuthorizations)
            return badAnswer(u"order without authorizations or finalize"_s);
    }
    if (status == u"invalid")
        return failed(orderInvalid(order.value(u"error"_s).toObject()));
    if (status == u"pending") {
        if (m_state == State::New)
            next.m_state = State::Authorising;
        next.m_isReadyForCsr = false;
        return next;
    }
    if (status == u"ready" || status == u"processing") {
        next.m_state = State::Finalising;
        next.m_isReadyForCsr = status == u"ready";
        return next;
    }
    if (status != u"valid")
        return badAnswer(u"order status %1"_s.arg(status));
    if (m_state == State::New) {
        // The CA reuses a finished order whose certificate belongs to a key that we no longer have.
        return failed({systemError(u"acme.order_invalid"_s, u"the order was finished before it began"_s), false, {}});
    }
    next.m_certificateUrl = order.value(u"certificate"_s).toString();
    if (next.m_certificateUrl.isEmpty())
        return badAnswer(u"valid order without certificate"_s);
    next.m_state = State::Downloading;
    return next;
}

AcmeOrder AcmeOrder::authorized() const
{
    AcmeOrder next = *this;
    next.m_token.clear();
    next.m_challengeUrl.clear();
    ++next.m_authorizationIndex;
    next.m_state = next.m_authorizationIndex < m_authorizationUrls.size() ? State::Authorising : State::Finalising;
    next.m_isReadyForCsr = false;
    return next;
}

OrderStep AcmeOrder::withAuthorization(const QJsonObject &authorization) const
{
    const QString status = authorization.value(u"status"_s).toString();
    const QJsonObject identifier = authorization.value(u"identifier"_s).toObject();
    if (identifier.value(u"value"_s).toString().toLower() != m_host)
        return badAnswer(u"authorization for another name"_s);
    if (status == u"valid")
        return authorized();

    QJsonObject challenge;
    for (const auto &entry : authorization.value(u"challenges"_s).toArray()) {
        if (entry.toObject().value(u"type"_s).toString() == u"http-01")
            challenge = entry.toObject();
    }
    if (status == u"invalid" || status == u"deactivated" || status == u"expired" || status == u"revoked")
        return failed(orderInvalid(challenge.value(u"error"_s).toObject()));
    if (status != u"pending")
        return badAnswer(u"authorization status %1"_s.arg(status));

    AcmeOrder next = *this;
    next.m_challengeUrl = challenge.value(u"url"_s).toString();
    next.m_token = challenge.value(u"token"_s).toString();
    if (challenge.isEmpty())
        return failed({systemError(u"acme.refused"_s, u"the CA offers no HTTP-01 challenge"_s), true, {}});
    if (next.m_challengeUrl.isEmpty() || !isToken(next.m_token))
        return badAnswer(u"unusable challenge"_s);
    next.m_isChallengeUnderWay = challenge.value(u"status"_s).toString() == u"processing";
    if (m_state == State::Authorising)
        next.m_state = State::ChallengeReady;
    return next;
}

AcmeOrder AcmeOrder::told() const
{
    AcmeOrder next = *this;
    next.m_state = State::Validating;
    return next;
}

AcmeOrder AcmeOrder::unsure() const
{
    AcmeOrder next = *this;
    if (m_state == State::ChallengeReady)
        next.m_state = State::Authorising;
    next.m_isReadyForCsr = false;
    return next;
}

AcmeOrder AcmeOrder::downloaded(const QByteArray &chainPem) const
{
    AcmeOrder next = *this;
    next.m_chainPem = chainPem;
    next.m_state = State::Done;
    return next;
}

AcmeOrder AcmeOrder::failed(AcmeFailure failure) const
{
    AcmeOrder next = *this;
    next.m_failure = std::move(failure);
    next.m_state = State::Failed;
    return next;
}

} // namespace unmta::acme
