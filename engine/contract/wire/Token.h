// API tokens.
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
    std::optional<TimePoint> expiresAt;   // none: never
    std::optional<TimePoint> formerUntil; // until when the text before the last rotation is good, too
    std::optional<QString> token;         // only in the reply that created it
    bool operator==(const Token &) const = default;
};

struct TokenInput
{
    QString name;
    QStringList scopes;
    std::optional<QString> clusterId;
    std::optional<TimePoint> expiresAt{}; // none: never
};

struct TokenRotation
{
    std::optional<QString> overlap; // a duration; none: 24h
};

} // namespace unmta::wire
