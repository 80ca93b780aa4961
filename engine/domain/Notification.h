// Something people are told, on the screen and by mail: one row of the outbox.
#pragma once

#include "base/Clock.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace unmta {

enum class DeliveryState : std::uint8_t
{
    ScreenOnly, // no mail wanted
    Queued,     // to be mailed at nextAttemptAt
    Sent,
    Failed, // given up
};

struct Notification
{
    std::int64_t id = 0;
    QString kind;                     // "domain.warning", "certificate.failed", "monitor.held", …
    std::optional<QString> clusterId; // none: for the operator of the installation
    std::int64_t domainId = 0;        // 0: not about one domain
    QString domainName;               // kept because the domain may be gone when somebody reads it
    TimePoint createdAt;
    QJsonObject args; // what the template names
    bool read = false;

    DeliveryState state = DeliveryState::ScreenOnly;
    int attempts = 0;
    std::optional<TimePoint> nextAttemptAt; // while queued
    std::optional<TimePoint> sentAt;
    QString messageId;       // stable across attempts; shared by everything that went into one digest
    QString lastError;       // a sentence about the last attempt that failed
    QStringList recipients;  // of the mail it went into
    QStringList deliveredTo; // those of them for whom the relay has taken it, while others still wait

    bool operator==(const Notification &) const = default;
};

} // namespace unmta
