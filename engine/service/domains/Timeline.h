// What happened to a tracking domain, from everything that is stored about it: the record's changes, checks, strikes,
// certificates, mails and what operators did; and which of several nodes came, went, or checks from now on. Engine
// thread.
#pragma once

#include "base/Clock.h"
#include "base/Page.h"
#include "base/Result.h"
#include "domain/Certificate.h"
#include "domain/Check.h"
#include "domain/Notification.h"
#include "domain/TrackingDomain.h"
#include "domain/access/AuditEntry.h"

namespace unmta {

namespace store {
class EngineStore;
}

struct TimelineEntry
{
    enum class Kind : std::uint8_t
    {
        Check,
        Record,
        Status,
        Certificate,
        Mail,
        Operator,
        Node
    };

    TimePoint at;
    Kind kind = Kind::Check;
    QString code;
    QString message;                // a sentence
    int count = 1;                  // of equal ones in a row
    std::optional<TimePoint> until; // the last of them, when there are several
    QString node = {};              // which of several nodes did it

    [[nodiscard]] TimePoint newest() const { return until.value_or(at); }
    bool operator==(const TimelineEntry &) const = default;
};

// All lists newest first.
struct TimelineSources
{
    QList<Check> checks;
    bool allChecks = true; // none older was dropped
    QList<Notification> notifications;
    QList<CertificateAttempt> attempts;
    QList<AuditEntry> audit;
    QList<AuditEntry> nodes; // also of the audit log
};

// Newest first. Pure.
[[nodiscard]] QList<TimelineEntry> timelineOf(const TimelineSources &sources);

class Timeline
{
public:
    explicit Timeline(store::EngineStore &store)
        : m_store(store)
    {}

    // A page of a domain's; what joins a run of equal entries meanwhile is not seen twice. Errors: store.bad_cursor.
    [[nodiscard]] Result<Page<TimelineEntry>> page(const TrackingDomain &domain, const QString &after, int limit) const;

private:
    [[nodiscard]] Result<TimelineSources> sourcesOf(const TrackingDomain &domain) const;

    store::EngineStore &m_store;
};

} // namespace unmta
