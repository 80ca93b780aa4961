// What was recorded lately, told in one go: at once after a pause, and then not more often than every so often.
// Lives on the recorder thread.
#pragma once

#include "base/Clock.h"
#include "domain/Activity.h"

#include <QList>

#include <chrono>
#include <functional>
#include <optional>

namespace unmta {

class ActivityNews
{
public:
    using Instant = std::chrono::steady_clock::time_point;
    using Tell = std::function<void(const QList<ActivityIncrease> &)>;

    ActivityNews(Millis pause, Tell tell)
        : m_pause(pause)
        , m_tell(std::move(tell))
    {}

    void add(const QList<ActivityIncrease> &increases);
    [[nodiscard]] std::optional<Instant> dueAt() const;
    void step(Instant now);

private:
    const Millis m_pause;
    const Tell m_tell;
    QList<ActivityIncrease> m_increases; // one per cluster, domain and host
    Instant m_notBefore;
};

} // namespace unmta
