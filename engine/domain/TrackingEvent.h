// What a recipient did: the one thing in this product that is called an event.
#pragma once

#include "base/Clock.h"

#include <QMap>
#include <QString>

namespace unmta {

class Random;

enum class LinkKind : std::uint8_t
{
    Open,
    Click,
};

struct TrackingEvent
{
    QString eventId; // UUID version 7 (RFC 9562): sorts by time
    LinkKind kind = LinkKind::Open;
    TimePoint timestamp;
    QString clusterId;
    std::int64_t domainId = 0; // 0: the cluster's fallback host
    QString trackingHost;
    QString messageId;
    QString recipient;
    QString url;       // clicks only
    int linkIndex = 0; // position in the message, from 1; 0 for opens and links minted alone
    QString linkName;
    QString ip;        // as the privacy settings allow
    QString userAgent; // as the privacy settings allow
    QString bot;       // empty for a person, else the rule's name
    QMap<QString, QString> meta;

    bool operator==(const TrackingEvent &) const = default;
};

[[nodiscard]] QString makeEventId(TimePoint now, Random &random);

} // namespace unmta
