// Health and metrics of the milter, for the operator's monitoring: GET /healthz and GET /metrics, nothing secret.
#pragma once

#include "http/HttpHandler.h"
#include "milter/MilterMetrics.h"
#include "milter/SnapshotKeeper.h"

namespace unmta::milter {

class StatusHandler final : public http::HttpHandler
{
public:
    StatusHandler(const MilterMetrics &metrics, const SnapshotKeeper &keeper)
        : m_metrics(metrics)
        , m_keeper(keeper)
    {}
    void handle(http::HttpRequest request, http::Responder responder) override;

private:
    const MilterMetrics &m_metrics;
    const SnapshotKeeper &m_keeper;
};

} // namespace unmta::milter
