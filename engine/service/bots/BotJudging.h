// Judges a cluster's stored events again, by the compiled-in rules and by their behaviour. Engine thread.
#pragma once

#include "base/Result.h"

#include <QObject>
#include <QString>

#include <functional>

namespace unmta {

class ChangeFeed;
class EventRecorder;

class BotJudging final : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const Result<std::int64_t> &changed)>;

    // The recorder may be made later, and outlives what is asked of it; the feed outlives it.
    BotJudging(EventRecorder &recorder, ChangeFeed &feed);

    // Every event that was recorded before the call; the sums follow. `done` gets how many have another verdict now; it
    // runs later, on this thread. Errors: those of EventRecorder::judge().
    void run(const QString &clusterId, const Done &done);

private:
    EventRecorder &m_recorder;
    ChangeFeed &m_feed;
};

} // namespace unmta
