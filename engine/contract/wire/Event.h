// Opens and clicks, one by one and as sums.
#pragma once

#include "base/Clock.h"

#include <QList>
#include <QMap>
#include <QString>

#include <optional>

namespace unmta::wire {

enum class EventType : std::uint8_t
{
    Open,
    Click
};

// The names of an event type in paths and forms: "open", "click".
[[nodiscard]] std::optional<EventType> eventTypeFromKind(const QString &kind);
[[nodiscard]] QString kindOf(EventType type);

struct Event
{
    QString eventId;
    EventType type = EventType::Open;
    TimePoint timestamp;
    QString clusterId;
    QString trackingHost;
    QString messageId;
    QString recipient;
    QString url;
    int linkIndex = 0;
    QString linkName;
    QString ip;
    QString userAgent;
    QString bot;
    QMap<QString, QString> meta;
    QString cursor; // a list that is asked for after it goes on behind this event
    bool operator==(const Event &) const = default;
};

// Of one recipient.
struct EventCount
{
    qint64 events = 0;
    bool operator==(const EventCount &) const = default;
};

struct EventDeletion
{
    qint64 deleted = 0;
    bool operator==(const EventDeletion &) const = default;
};

// Who or what a sum of events is about, among those of a cluster that were asked for.
struct EventGroup
{
    QString key;           // the recipient, the link's destination, or the message's id; empty: it is not known
    QString linkName = {}; // of links
    qint64 opens = 0;
    qint64 clicks = 0;
    qint64 opensByPeople = 0;
    qint64 clicksByPeople = 0;
    TimePoint firstAt = {};
    TimePoint lastAt = {};
    bool operator==(const EventGroup &) const = default;
};

struct EventSummary
{
    qint64 opens = 0;
    qint64 clicks = 0;
    qint64 opensByPeople = 0;
    qint64 clicksByPeople = 0;
    qint64 groups = 0;      // also those that are not among `top`
    bool isComplete = true; // false: there are more groups than the engine tells apart
    QList<EventGroup> top;  // most clicks first, then most opens
    bool operator==(const EventSummary &) const = default;
};

struct BotTestInput
{
    QString rules; // a table of the form of resources/bots/rules.tsv; empty: the engine's own
};

// What one rule about programs, or a behaviour, would bring about.
struct BotEffect
{
    QString rule;
    QString verdict; // empty: its events would be a person's
    qint64 events = 0;
    qint64 opensToPrograms = 0;
    qint64 clicksToPrograms = 0;
    qint64 opensToPeople = 0;
    qint64 clicksToPeople = 0;
    bool operator==(const BotEffect &) const = default;
};

// How the sums of a cluster's stored events would move.
struct BotTest
{
    qint64 opens = 0;
    qint64 clicks = 0;
    qint64 opensByPeople = 0;
    qint64 clicksByPeople = 0;
    qint64 opensByPeopleThen = 0;
    qint64 clicksByPeopleThen = 0;
    QList<BotEffect> rules; // those that change most come first
    bool operator==(const BotTest &) const = default;
};

// After all events of a cluster were judged again.
struct BotJudging
{
    qint64 changed = 0; // events that have another verdict now
    bool operator==(const BotJudging &) const = default;
};

struct ActivityBucket
{
    TimePoint start;
    qint64 opens = 0;
    qint64 clicks = 0;
    qint64 opensByPeople = 0;
    qint64 clicksByPeople = 0;
    bool operator==(const ActivityBucket &) const = default;
};

} // namespace unmta::wire
