// The engine's counters in Prometheus' text format (version 0.0.4).
#pragma once

#include "edge/EdgeServer.h"
#include "service/events/EventRecorder.h"
#include "store/tables/DomainTable.h"

namespace unmta {

struct EngineReadings
{
    edge::EdgeStats edge;
    RecorderStatus recorder;
    quint64 dnsForged = 0;
    quint64 dnsQueries = 0;
    store::DomainTable::Counts domains;
};

[[nodiscard]] QByteArray engineMetrics(const EngineReadings &readings);

} // namespace unmta
