// Domains in states that take several steps to get into.
#pragma once

#include "ui/FakeEngine.h"

#include <chrono>

namespace unmta::test {

// Twice in a row the record was gone; the second time was `ago`.
inline wire::TrackingDomain &downgrade(FakeEngine &engine, wire::TrackingDomain &domain, Millis ago)
{
    using namespace Qt::StringLiterals;
    const TimePoint second = engine.clock.now() - ago;
    QList<wire::Check> &history = engine.history[domain.name];
    history.clear();
    for (const auto back : {std::chrono::hours(0), std::chrono::hours(24)}) {
        history.append(makeCheck(domain, second - back, wire::CheckOutcome::Changed, u"not_created"_s, {},
                                 u"The record %1 is gone."_s.arg(domain.name),
                                 u"Add the CNAME record below again at the provider of %1."_s.arg(domain.record.zone)));
    }
    history.append(makeCheck(domain, second - std::chrono::hours(48), wire::CheckOutcome::Match, u"ok"_s,
                             domain.record.value, u"The record is correct."_s, {}));
    domain.status = wire::DomainStatus::Pending;
    domain.downgradedAt = second;
    domain.lastCheck = history.front();
    domain.nextCheckAt = engine.clock.now() + std::chrono::minutes(4);
    domain.defaultOnVerify = std::exchange(domain.isDefault, false);
    domain.certificate = {};
    return domain;
}

} // namespace unmta::test
