#include "api/handlers/WireMapping.h"

#include "contract/ErrorText.h"
#include "diagnosis/Provider.h"
#include "domain/Hostname.h"
#include "service/access/TokenService.h"
#include "service/notices/NotificationService.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

wire::CheckOutcome outcomeOf(CheckOutcome outcome)
{
    switch (outcome) {
    case CheckOutcome::Match:
        return wire::CheckOutcome::Match;
    case CheckOutcome::Changed:
        return wire::CheckOutcome::Changed;
    case CheckOutcome::Unknown:
        return wire::CheckOutcome::Unknown;
    }
    return wire::CheckOutcome::Unknown;
}

wire::CertificateState stateOf(CertificateState state)
{
    switch (state) {
    case CertificateState::None:
        return wire::CertificateState::None;
    case CertificateState::Issuing:
        return wire::CertificateState::Issuing;
    case CertificateState::Valid:
        return wire::CertificateState::Valid;
    case CertificateState::Renewing:
        return wire::CertificateState::Renewing;
    case CertificateState::Failed:
        return wire::CertificateState::Failed;
    }
    return wire::CertificateState::None;
}

QString deliveryName(DeliveryState state)
{
    switch (state) {
    case DeliveryState::ScreenOnly:
        return u"screen"_s;
    case DeliveryState::Queued:
        return u"queued"_s;
    case DeliveryState::Sent:
        return u"sent"_s;
    case DeliveryState::Failed:
        return u"failed"_s;
    }
    return {};
}

QString timelineName(TimelineEntry::Kind kind)
{
    switch (kind) {
    case TimelineEntry::Kind::Check:
        return u"check"_s;
    case TimelineEntry::Kind::Record:
        return u"record"_s;
    case TimelineEntry::Kind::Status:
        return u"status"_s;
    case TimelineEntry::Kind::Certificate:
        return u"certificate"_s;
    case TimelineEntry::Kind::Mail:
        return u"mail"_s;
    case TimelineEntry::Kind::Operator:
        return u"operator"_s;
    }
    return {};
}

wire::ChangeAction actionOf(ChangeAction action)
{
    switch (action) {
    case ChangeAction::Added:
        return wire::ChangeAction::Added;
    case ChangeAction::Changed:
        return wire::ChangeAction::Changed;
    case ChangeAction::Removed:
        return wire::ChangeAction::Removed;
    }
    return wire::ChangeAction::Changed;
}

} // namespace

wire::Check toWire(const Check &check)
{
    wire::Check result;
    result.at = check.at;
    result.outcome = outcomeOf(check.outcome);
    result.code = check.code;
    result.confirmed = check.confirmed;
    result.expected = check.expected;
    result.found = check.found;
    result.chain = check.chain;
    result.message = check.message;
    result.hint = check.hint;
    for (const ServerAnswer &answer : check.servers) {
        result.servers.append({answer.server, answer.address, answer.role, answer.code, answer.answer,
                               answer.ttl ? std::optional<qint64>(*answer.ttl) : std::nullopt});
    }
    result.provider = dns::detectProvider(check.nameServers);
    return result;
}

wire::Certificate toWire(const Certificate &certificate)
{
    const auto &fields = certificate.fields();
    wire::Certificate result;
    result.state = stateOf(fields.state);
    if (!fields.chainPem.isEmpty()) {
        result.issuer = fields.issuer;
        result.issuerName = fields.issuerName;
        result.notAfter = fields.notAfter;
        result.renewAt = fields.renewAt;
    }
    if (!fields.errorCode.isEmpty()) {
        const QString reason = fields.errorMessage.isEmpty() ? u"no reason was given"_s : fields.errorMessage;
        const Error error(fields.errorCode, {}, {{u"reason"_s, reason}}, fields.errorMessage);
        result.error = wire::Problem{fields.errorCode, errorSentence(error)};
    }
    return result;
}

wire::Event toWire(const TrackingEvent &event)
{
    wire::Event result;
    result.eventId = event.eventId;
    result.type = event.kind == LinkKind::Open ? wire::EventType::Open : wire::EventType::Click;
    result.timestamp = event.timestamp;
    result.clusterId = event.clusterId;
    result.trackingHost = event.trackingHost;
    result.messageId = event.messageId;
    result.recipient = event.recipient;
    result.url = event.url;
    result.linkIndex = event.linkIndex;
    result.linkName = event.linkName;
    result.ip = event.ip;
    result.userAgent = event.userAgent;
    result.bot = event.bot;
    result.meta = event.meta;
    return result;
}

wire::ActivityBucket toWire(const ActivityPoint &point)
{
    return {point.start, point.counts.opens, point.counts.clicks, point.counts.opensByPeople,
            point.counts.clicksByPeople};
}

wire::Token toWire(const Token &token)
{
    wire::Token result;
    result.id = token.id;
    result.name = token.name;
    for (const TokenScope scope : token.scopes)
        result.scopes << scopeName(scope);
    result.clusterId = token.clusterId;
    result.createdAt = token.createdAt;
    result.lastUsedAt = token.lastUsedAt;
    result.expiresAt = token.expiresAt;
    return result;
}

wire::Notification toWire(const Notification &notification)
{
    return {notification.id,
            notification.createdAt,
            notification.kind,
            notification.clusterId.value_or(QString()),
            notification.domainName,
            notificationSentence(notification),
            deliveryName(notification.delivery.state()),
            notification.delivery.fields().sentAt,
            notification.delivery.fields().lastError};
}

wire::TimelineEntry toWire(const TimelineEntry &entry)
{
    return {entry.at, timelineName(entry.kind), entry.code, entry.message, entry.count, entry.until};
}

wire::AuditEntry toWire(const AuditEntry &entry)
{
    return {entry.id, entry.at, entry.actor, entry.action, entry.subject, entry.detail};
}

wire::Change toWire(const Change &change)
{
    return {change.sequence, change.kind, change.clusterId, change.subject, actionOf(change.action)};
}

wire::TrackingDomain toWire(const TrackingDomain &domain, const DomainExtras &extras)
{
    const auto &fields = domain.fields();
    const auto host = Hostname::parse(fields.name);
    wire::TrackingDomain result;
    result.id = fields.id;
    result.clusterId = fields.clusterId;
    result.name = fields.name;
    result.unicodeName = host ? host->unicode() : fields.name;
    result.status = domain.isActive() ? wire::DomainStatus::Active : wire::DomainStatus::Pending;
    result.isDefault = fields.isDefault;
    result.defaultOnVerify = fields.defaultOnVerify;
    result.record = {u"CNAME"_s, fields.name, fields.target, host ? host->labelsBelowRegistrableDomain() : fields.name,
                     host ? host->registrableDomain() : QString()};
    result.strikes = fields.strikes;
    result.verifiedAt = fields.verifiedAt;
    if (extras.lastCheck)
        result.lastCheck = toWire(*extras.lastCheck);
    result.nextCheckAt = fields.nextCheckAt;
    result.checking = extras.checking;
    // Material of a host that is not served protects nobody, or belongs to the cluster that serves it.
    if (domain.isActive())
        result.certificate = toWire(extras.certificate);
    result.activity7d = {extras.week.opens, extras.week.clicks};
    result.provider = fields.provider;
    result.createdAt = fields.createdAt;
    return result;
}

} // namespace unmta
