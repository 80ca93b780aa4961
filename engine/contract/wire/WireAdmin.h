// Shapes of the management API that belong to the operator: tokens, history, the sandbox. Included by Wire.h.
#pragma once

#include "base/Clock.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace unmta::wire {

struct Token
{
    qint64 id = 0;
    QString name;
    QStringList scopes;
    std::optional<QString> clusterId; // none: every cluster
    TimePoint createdAt;
    std::optional<TimePoint> lastUsedAt;
    std::optional<TimePoint> expiresAt; // none: never
    std::optional<QString> token;       // only in the reply that created it
    bool operator==(const Token &) const = default;
};

struct TokenInput
{
    QString name;
    QStringList scopes;
    std::optional<QString> clusterId;
    std::optional<TimePoint> expiresAt{}; // none: never
};

struct Notification
{
    qint64 id = 0;
    TimePoint at;
    QString kind; // "domain.verified", "domain.warning", …
    QString clusterId;
    QString domain;
    QString message;
    QString state = {}; // of the mail: "screen" (none wanted), "queued", "sent", "failed"
    std::optional<TimePoint> sentAt = {};
    QString error = {}; // a sentence about the last attempt that failed
    bool operator==(const Notification &) const = default;
};

struct AuditEntry
{
    qint64 id = 0;
    TimePoint at;
    QString actor;  // "local", "console", or the token's name
    QString action; // "domain.add", …
    QString subject;
    QString detail;
    bool operator==(const AuditEntry &) const = default;
};

// A record of the sandbox's simulated provider.
struct DnsRecord
{
    QString name;
    QString type;
    QString value;
    int ttl = 60;
    bool operator==(const DnsRecord &) const = default;
};

struct ClockInput
{
    QString advance; // a duration, for example "24h"
};

struct ClockState
{
    TimePoint time;
    bool operator==(const ClockState &) const = default;
};

struct BackupInput
{
    QString directory; // absolute, on the engine's computer
};

struct Backup
{
    QString directory;
    QStringList files;
    bool operator==(const Backup &) const = default;
};

} // namespace unmta::wire
