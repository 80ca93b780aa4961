// What a recipient did: the one thing in this product that is called an event.
#pragma once

#include "base/Clock.h"

#include <QByteArrayView>
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

// Two texts with the same key name the same recipient: blanks around it and the case of all letters make no difference,
// and a domain in letters of its own is the same as in its ASCII form. Mail systems may tell "Ann@" from "ann@"
// (RFC 5321, 2.4), people do not, and whoever asks for his data to be deleted means both. Empty for a text that names
// nobody.
[[nodiscard]] QString recipientKey(const QString &recipient);
// The same of UTF-8, in UTF-8.
[[nodiscard]] QByteArray recipientKey(QByteArrayView recipient);

} // namespace unmta
