#include "ctl/Show.h"

namespace unmta::ctl {

using namespace Qt::StringLiterals;

QString wordFor(wire::DomainStatus status)
{
    return status == wire::DomainStatus::Active ? u"active"_s : u"pending"_s;
}

QString wordFor(wire::CheckOutcome outcome)
{
    switch (outcome) {
    case wire::CheckOutcome::Match:
        return u"match"_s;
    case wire::CheckOutcome::Changed:
        return u"changed"_s;
    case wire::CheckOutcome::Unknown:
        break;
    }
    return u"unknown"_s;
}

QString wordFor(wire::CertificateState state)
{
    switch (state) {
    case wire::CertificateState::None:
        return u"none"_s;
    case wire::CertificateState::Issuing:
        return u"issuing"_s;
    case wire::CertificateState::Valid:
        return u"valid"_s;
    case wire::CertificateState::Renewing:
        return u"renewing"_s;
    case wire::CertificateState::Failed:
        break;
    }
    return u"failed"_s;
}

QString wordFor(wire::ReadinessState state)
{
    switch (state) {
    case wire::ReadinessState::Ready:
        return u"ready"_s;
    case wire::ReadinessState::Todo:
        return u"to do"_s;
    case wire::ReadinessState::Failed:
        return u"FAILED"_s;
    case wire::ReadinessState::Unknown:
        break;
    }
    return u"unknown"_s;
}

} // namespace unmta::ctl
