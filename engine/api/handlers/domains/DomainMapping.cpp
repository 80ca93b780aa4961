#include "api/handlers/domains/DomainMapping.h"

#include "contract/ErrorText.h"
#include "domain/Hostname.h"
#include "service/domains/DomainOverview.h"

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
    result.provider = check.provider();
    result.node = check.node;
    return result;
}

wire::TrackingDomain toWire(const DomainDetails &details)
{
    const TrackingDomain &domain = details.domain;
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
    if (fields.verifiedAt && !domain.isActive())
        result.downgradedAt = fields.pendingSince;
    if (details.lastCheck)
        result.lastCheck = toWire(*details.lastCheck);
    result.nextCheckAt = fields.nextCheckAt;
    result.checking = details.checking;
    // Material of a host that is not served protects nobody, or belongs to the cluster that serves it.
    if (domain.isActive())
        result.certificate = toWire(details.certificate);
    result.activity7d = {details.week.opens, details.week.clicks};
    result.provider = fields.provider;
    result.createdAt = fields.createdAt;
    return result;
}

} // namespace unmta
