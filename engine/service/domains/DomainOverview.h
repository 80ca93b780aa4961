// What is shown of tracking domains: each with its last check, its certificate and what its week was like. Engine
// thread.
#pragma once

#include "base/Clock.h"
#include "base/Page.h"
#include "base/Result.h"
#include "domain/Activity.h"
#include "domain/Certificate.h"
#include "domain/Check.h"
#include "domain/TrackingDomain.h"
#include "store/tables/DomainTable.h"

#include <optional>

namespace unmta {

namespace store {
class EngineStore;
}
class CertificateService;
class EventService;
class VerificationService;

using DomainFilter = store::DomainFilter;

struct DomainDetails
{
    TrackingDomain domain;
    std::optional<Check> lastCheck = {};
    Certificate certificate = {};
    ActivityCounts week = {};
    bool checking = false; // a check is under way
};

class DomainOverview
{
public:
    struct Dependencies
    {
        store::EngineStore &store;
        const VerificationService &verification;
        const CertificateService &certificates;
        const EventService &events;
        const Clock &clock;
    };

    explicit DomainOverview(const Dependencies &d)
        : d(d)
    {}

    [[nodiscard]] Result<DomainDetails> of(const TrackingDomain &domain) const;
    // One statement per kind of row, however long the page. Errors: store.bad_cursor.
    [[nodiscard]] Result<Page<DomainDetails>> list(const QString &clusterId, const DomainFilter &filter,
                                                   const QString &after, int limit) const;
    // Its checks, newest first. Errors: store.bad_cursor.
    [[nodiscard]] Result<Page<Check>> checks(const TrackingDomain &domain, const QString &after, int limit) const;

private:
    Dependencies d;
};

} // namespace unmta
