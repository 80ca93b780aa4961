// From the domain's values to what travels.
#pragma once

#include "contract/wire/Change.h"
#include "contract/wire/Event.h"
#include "contract/wire/History.h"
#include "contract/wire/Notification.h"
#include "contract/wire/Token.h"
#include "contract/wire/TrackingDomain.h"
#include "domain/Activity.h"
#include "domain/AuditEntry.h"
#include "domain/Certificate.h"
#include "domain/Check.h"
#include "domain/Notification.h"
#include "domain/Token.h"
#include "domain/TrackingDomain.h"
#include "domain/TrackingEvent.h"
#include "service/changes/ChangeFeed.h"
#include "service/domains/Timeline.h"

namespace unmta {

[[nodiscard]] wire::Check toWire(const Check &check);
[[nodiscard]] wire::Certificate toWire(const Certificate &certificate);
[[nodiscard]] wire::Event toWire(const TrackingEvent &event);
[[nodiscard]] wire::ActivityBucket toWire(const ActivityPoint &point);
[[nodiscard]] wire::Token toWire(const Token &token);
[[nodiscard]] wire::Notification toWire(const Notification &notification);
[[nodiscard]] wire::AuditEntry toWire(const AuditEntry &entry);
[[nodiscard]] wire::TimelineEntry toWire(const TimelineEntry &entry);
[[nodiscard]] wire::Change toWire(const Change &change);

// What belongs to a tracking domain beyond its own row.
struct DomainExtras
{
    std::optional<Check> lastCheck;
    Certificate certificate;
    ActivityCounts week;
    bool checking = false;
};
[[nodiscard]] wire::TrackingDomain toWire(const TrackingDomain &domain, const DomainExtras &extras);

} // namespace unmta
