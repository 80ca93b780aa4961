#include "service/bots/BotJudging.h"

#include "service/changes/ChangeFeed.h"
#include "service/events/EventMerger.h"
#include "service/events/EventRecorder.h"

namespace unmta {

BotJudging::BotJudging(EventRecorder &recorder, ChangeFeed &feed)
    : m_recorder(recorder)
    , m_feed(feed)
{}

void BotJudging::run(const QString &clusterId, const Done &done)
{
    const auto finish = [this, clusterId, done](const Result<std::int64_t> &changed) {
        m_feed.add(ChangeKind::Events, clusterId, clusterId, ChangeAction::Changed);
        done(changed);
    };
    m_recorder.judge({clusterId, [this, finish](const Result<std::int64_t> &changed) {
                          QMetaObject::invokeMethod(
                              this, [finish, changed] { finish(changed); }, Qt::QueuedConnection);
                      }});
}

} // namespace unmta
