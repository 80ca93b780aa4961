// Watches whether the store can be written. When the disk is full, the ballast is given up so that settings, domains
// and certificates still work, and events are kept from eating it; the operator is told what is lost since when, once,
// and of its end, also when the engine was restarted or killed in between. Everything goes on by itself once there is
// room. Engine thread.
#pragma once

#include "base/Clock.h"
#include "service/events/EventRecorder.h"
#include "store/Ballast.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace unmta {

class NotificationService;

class StoreGuard final : public QObject
{
    Q_OBJECT

public:
    static constexpr Millis lookEvery{2000};

    // All outlive the guard.
    struct Dependencies
    {
        store::Ballast &ballast;
        NotificationService &notifications;
        const Clock &clock;
        std::function<RecorderStatus()> events;
        std::function<void(bool)> pauseEvents;
        std::function<void()> lossesTold;                  // people know what was lost, and that it is over
        std::function<void()> tryStore;                    // sees whether a store that did not answer does by now
        std::function<std::shared_ptr<void>()> frame = {}; // around what is written
    };

    explicit StoreGuard(Dependencies d);

    void start();
    // Something may have changed.
    void look();
    // A write has found no room. True: some was made just now, and another try is worth it.
    [[nodiscard]] bool makeRoom();

    // Why the store cannot be written as usual; none: it can.
    [[nodiscard]] std::optional<Error> trouble() const
    {
        return m_trouble ? std::optional(m_trouble->why) : std::nullopt;
    }

Q_SIGNALS:
    // The store can be written again.
    void recovered();

private:
    struct Trouble
    {
        Error why;
        TimePoint since;
        quint64 droppedBefore = 0; // events, when all was well
        bool isTold = false;
    };

    [[nodiscard]] Trouble troubleOf(const Error &why, const RecorderStatus &events) const;
    void begin(const Error &why);
    void end();
    bool tell(const QString &kind);

    Dependencies d;
    QTimer m_timer;
    std::optional<Trouble> m_trouble;
    bool m_paused = false;
    quint64 m_droppedWhenWell = 0;
};

} // namespace unmta
