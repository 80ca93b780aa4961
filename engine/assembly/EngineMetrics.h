// The engine's figures in Prometheus' text format (version 0.0.4). All of them are kept where they come about, so that
// whoever asks every few seconds costs nothing that grows with the number of domains or events.
#pragma once

#include "dns/DnsOutcome.h"
#include "edge/EdgeServer.h"
#include "service/certificates/CertificateService.h"
#include "service/domains/DomainService.h"
#include "service/events/EventRecorder.h"
#include "service/shipping/ShippingService.h"
#include "service/webhooks/WebhookCouriers.h"
#include "store/tables/CertificateTable.h"
#include "store/tables/DomainTable.h"

#include <QByteArray>
#include <QList>

#include <utility>

namespace unmta {

struct EngineReadings
{
    TimePoint now;
    TimePoint startedAt;
    edge::EdgeStats edge;
    RecorderStatus recorder;
    quint64 dnsForged = 0;
    quint64 dnsQueries = 0;
    dns::DnsOutcomeCounts dnsOutcomes{};
    store::DomainTable::Counts domains;
    DomainService::CheckCounts checks;
    qsizetype checksRunning = 0;
    bool isMonitorHeld = false;
    QList<store::CertificateTable::Count> certificates;
    CertificateService::OrderCounts orders;
    qsizetype ordersUnderWay = 0;
    QList<ShippingState> shipping;
    QList<std::pair<QByteArray, qint64>> files; // of the data directory, with their sizes in bytes
    std::int64_t mailsQueued = 0;
    int apiJobsRunning = 0;
    qint64 freeBytes = 0; // on its disk
    quint64 apiDone = 0;
    quint64 apiRefused = 0;
    quint64 apiFailed = 0;
    QList<WebhookReading> webhooks = {};
    quint64 webhookCallsTaken = 0;
    quint64 webhookCallsFailed = 0;
    bool hasUpkeep = true;         // of several nodes it is the one that does it
    std::int64_t eventsBehind = 0; // recorded here, and not in the store yet that nodes share
};

[[nodiscard]] QByteArray engineMetrics(const EngineReadings &readings);

} // namespace unmta
