// Runs checks of tracking domains: one at a time for each, and whoever asks meanwhile gets the same answer. Engine thread.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "domain/TrackingDomain.h"
#include "service/RecordChecker.h"

#include <QHash>
#include <QObject>

namespace unmta {

namespace store {
class EngineStore;
}
class ChangeFeed;
class DomainService;
class SettingsService;

class VerificationService final : public QObject
{
    Q_OBJECT

public:
    struct Verification
    {
        TrackingDomain domain; // after the check
        Check check;
    };
    using Done = std::function<void(const Result<Verification> &)>;

    struct Dependencies
    {
        RecordChecker &checker;
        DomainService &domains;
        store::EngineStore &store;
        ChangeFeed &feed;
        SettingsService &settings;
        const Clock &clock;
    };

    explicit VerificationService(const Dependencies &d) : d(d) {}

    // `done` runs later, never before verify() returns. Errors: request.not_found when the domain is deleted meanwhile.
    void verify(const TrackingDomain &domain, bool thorough, Done done);
    [[nodiscard]] bool isChecking(std::int64_t domainId) const { return m_running.contains(domainId); }
    [[nodiscard]] qsizetype running() const { return m_running.size(); }

private:
    void finish(const TrackingDomain &asked, Check check);
    [[nodiscard]] QString ownerOf(const QString &target, const QString &clusterId) const;

    Dependencies d;
    QHash<std::int64_t, QList<Done>> m_running;
};

} // namespace unmta
