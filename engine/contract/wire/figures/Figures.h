// Figures of a whole cluster, and of the engine: what an overview shows.
#pragma once

#include "base/Clock.h"

#include <QList>
#include <QString>

#include <optional>

namespace unmta::wire {

struct TopHost
{
    QString host; // a tracking domain, or the cluster's fallback host
    qint64 opens = 0;
    qint64 clicks = 0;
    qint64 opensByPeople = 0;
    qint64 clicksByPeople = 0;
    bool operator==(const TopHost &) const = default;
};

struct TopLink
{
    QString url;
    qint64 clicks = 0;
    qint64 clicksByPeople = 0;
    bool operator==(const TopLink &) const = default;
};

struct TopLinks
{
    QList<TopLink> links; // those with the most clicks, the highest first
    qint64 clicks = 0;    // of all links that were counted
    // Clicks that a link may have beyond its figure, where there were more different links than can be kept; else 0.
    qint64 missedAtMost = 0;
    // The counting goes from the newest click back and ends after some seconds: then it got only as far as this.
    std::optional<TimePoint> countedSince;
    bool operator==(const TopLinks &) const = default;
};

// How much the engine has to do, and what waits.
struct ServerLoad
{
    TimePoint startedAt;
    qint64 requests = 0;                // of recipients, since the start
    qint64 recentRequests = 0;          // of them, in the last `recentSeconds`
    qint64 recentSeconds = 0;           // about a minute, less just after the start
    std::optional<qint64> medianMicros; // half of the recent answers took at most so long; none: no request
    std::optional<qint64> p99Micros;    // and 99 of 100
    qint64 connections = 0;             // of recipients, open now
    bool recording = true;              // opens and clicks are being recorded
    qint64 eventsWaiting = 0;           // for their commit
    qint64 eventsDropped = 0;           // ever, since they could not be recorded
    qint64 webhooksWaiting = 0;         // at most so many calls or events
    qint64 webhooksBehindSeconds = 0;   // age of the oldest of them
    qint64 mailsWaiting = 0;
    qint64 storeBytes = 0;
    qint64 freeBytes = 0; // on the store's disk
    bool operator==(const ServerLoad &) const = default;
};

} // namespace unmta::wire
