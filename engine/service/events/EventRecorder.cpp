#include "service/events/EventRecorder.h"

#include "service/events/recorder/EventRecorderCore.h"

namespace unmta {

EventRecorder::EventRecorder(RecorderConfig config, const Clock &clock, Recorded recorded, StatusChanged statusChanged)
    : m_core(std::make_unique<Core>(std::move(config), clock, std::move(recorded), std::move(statusChanged)))
{}

EventRecorder::~EventRecorder()
{
    stop();
}

Result<void> EventRecorder::start()
{
    return m_core->start();
}

void EventRecorder::stop()
{
    m_core->stop();
}

void EventRecorder::record(EventBatch batch)
{
    m_core->record(std::move(batch));
}

void EventRecorder::keep(std::size_t answers)
{
    m_core->keep(answers);
}

void EventRecorder::erase(ErasureRequest request)
{
    m_core->erase(std::move(request));
}

void EventRecorder::judge(JudgingRequest request)
{
    m_core->judge(std::move(request));
}

RecorderStatus EventRecorder::status() const
{
    return m_core->status();
}

void EventRecorder::setRetention(std::optional<Millis> retention)
{
    m_core->setRetention(retention);
}

void EventRecorder::lossesTold()
{
    m_core->lossesTold();
}

void EventRecorder::letGo(std::int64_t upTo)
{
    m_core->letGo(upTo);
}

void EventRecorder::setHeld(const std::optional<Error> &why)
{
    m_core->setHeld(why);
}

bool EventRecorder::isStill() const
{
    return m_core->isStill();
}

void EventRecorder::setPaused(bool paused)
{
    m_core->setPaused(paused);
}

} // namespace unmta
