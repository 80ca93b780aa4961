#include "base/Duration.h"

#include <QRegularExpression>

#include <array>

namespace unmta {

namespace {

struct Unit
{
    QLatin1StringView suffix;
    std::int64_t ms;
};

// Longest unit first, which is what formatting wants; days are written only from two days on ("24h", "90d").
constexpr std::array units{
    Unit{QLatin1StringView("d"), 86'400'000}, Unit{QLatin1StringView("h"), 3'600'000},
    Unit{QLatin1StringView("m"), 60'000},     Unit{QLatin1StringView("s"), 1'000},
    Unit{QLatin1StringView("ms"), 1},
};

} // namespace

Result<Millis> parseDuration(const QString &text)
{
    const Error malformed(QStringLiteral("duration.malformed"), {}, {{QStringLiteral("value"), text}});
    static const QRegularExpression form(QStringLiteral(R"(\A(\d{1,9})(ms|s|m|h|d)\z)"));
    const auto match = form.match(text);
    if (!match.hasMatch())
        return malformed;
    for (const Unit &unit : units) {
        if (match.captured(2) == unit.suffix)
            return Millis(match.captured(1).toLongLong() * unit.ms);
    }
    return malformed;
}

QString formatDuration(Millis duration)
{
    const std::int64_t ms = duration.count();
    for (const Unit &unit : units) {
        const bool oneDay = unit.ms == 86'400'000 && ms == unit.ms;
        if (ms >= unit.ms && ms % unit.ms == 0 && !oneDay)
            return QString::number(ms / unit.ms) + unit.suffix;
    }
    return QStringLiteral("0s");
}

} // namespace unmta
