// One change of segments at a time on the SegmentWorker, for somebody on the recorder's thread.
#pragma once

#include "service/events/SegmentWorker.h"

#include <memory>

namespace unmta {

class SegmentJob
{
public:
    using Plan = std::function<Result<store::SegmentChange>(const store::SegmentPlanner &planner)>;

    explicit SegmentJob(SegmentWorker &worker)
        : m_worker(worker)
    {}

    // Begun and not taken yet.
    [[nodiscard]] bool isUnderWay() const { return m_result != nullptr; }
    // Nobody wants to know any more.
    void abandon() { m_result.reset(); }
    // Not while the worker is busy.
    void begin(Plan plan)
    {
        m_result = std::make_shared<std::optional<Result<store::SegmentChange>>>();
        m_worker.begin([plan = std::move(plan), result = m_result](const Result<store::SegmentPlanner> &planner) {
            *result = planner ? plan(*planner) : planner.error();
        });
    }
    // What it came to, once; none while it is under way, and when there is none.
    [[nodiscard]] std::optional<Result<store::SegmentChange>> take()
    {
        if (!m_result || m_worker.isBusy())
            return std::nullopt;
        return std::exchange(m_result, nullptr)->value_or(Error(QStringLiteral("request.stopping")));
    }

private:
    SegmentWorker &m_worker;
    std::shared_ptr<std::optional<Result<store::SegmentChange>>> m_result; // the worker's until it is not busy
};

} // namespace unmta
