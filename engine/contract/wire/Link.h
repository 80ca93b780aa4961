// Tracked links: minting one, and what one stands for.
#pragma once

#include "contract/wire/Event.h"

namespace unmta::wire {

struct LinkInput
{
    EventType kind = EventType::Click;
    bool isForApps = false; // a link that apps may open
    QString url;
    QString messageId;
    QString recipient;
    std::optional<QString> trackingHost;
    QString linkName;
    QMap<QString, QString> meta;
    bool allowHttp = false; // to an https address, while the host has no certificate
};

struct Link
{
    QString url;
    bool operator==(const Link &) const = default;
};

struct InspectInput
{
    QString url;
};

// What a tracked URL stands for.
struct Inspection
{
    bool genuine = false;
    QString message; // why it is not genuine, or what it is, in a sentence
    QString kind;    // "open", "click"; empty when not genuine
    QString clusterId;
    QString trackingHost;
    QString url;
    QString messageId;
    QString recipient;
    int linkIndex = 0;
    QString linkName;
    QMap<QString, QString> meta;
    bool operator==(const Inspection &) const = default;
};

} // namespace unmta::wire
