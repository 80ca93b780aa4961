// Looks once a day, for ninety days, whether the record of a deleted domain still leads to its burnt target, and says
// so: such a record serves nobody and waits to be misused. Domains of a cluster that is gone are left alone, there is
// nobody to tell. One look at a time, slower than any round of the monitor. Engine thread.
#pragma once

#include "base/Clock.h"
#include "base/Page.h"
#include "base/Result.h"
#include "service/domains/RecordChecker.h"

#include <QObject>
#include <QTimer>

namespace unmta {

namespace store {
class EngineStore;
struct IssuedTarget;
} // namespace store
class ChangeFeed;
class NotificationService;
class SettingsService;

// The record of a deleted domain that is still there.
struct DanglingRecord
{
    QString host;
    QString target; // burnt
    TimePoint deletedAt;
    TimePoint seenAt; // at the last look
};

class DanglingWatch final : public QObject
{
    Q_OBJECT

public:
    struct Dependencies
    {
        store::EngineStore &store;
        RecordChecker &checker;
        SettingsService &settings;
        NotificationService &notifications;
        ChangeFeed &feed;
        const Clock &clock;
    };

    DanglingWatch(const Dependencies &d, Millis pause); // `pause` lies between two looks
    void start();
    void stop();
    // The clock was moved.
    void lookAgain();

    // Those of a cluster, in the order of their deletion.
    [[nodiscard]] Result<Page<DanglingRecord>> dangling(const QString &clusterId, const QString &after,
                                                        int limit) const;

    static constexpr Millis watchedFor = std::chrono::hours(24 * 90); // after the deletion

private:
    void step();
    void looked(const store::IssuedTarget &target, const Check &check);

    Dependencies d;
    Millis m_pause;
    QTimer m_timer;
    bool m_running = false;
    bool m_looking = false;
};

} // namespace unmta
