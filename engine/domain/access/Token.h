// An API token as the store keeps it: never the token itself, only its SHA-256.
#pragma once

#include "base/Clock.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace unmta {

enum class TokenScope : std::uint8_t
{
    Admin,
    Read,
    Rewrite,
    Events,
};

struct Token
{
    std::int64_t id = 0;
    QString name;
    QByteArray sha256; // 32 bytes, of the whole "utk_…" text
    // Of the text that rotating has replaced, and until when that is good. Both or neither.
    std::optional<QByteArray> formerSha256 = {};
    std::optional<TimePoint> formerUntil = {};
    QList<TokenScope> scopes;
    std::optional<QString> clusterId; // valid for this cluster only; none: for all
    TimePoint createdAt;
    std::optional<TimePoint> lastUsedAt;
    std::optional<TimePoint> expiresAt;

    bool operator==(const Token &) const = default;
};

} // namespace unmta
