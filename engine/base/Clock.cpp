#include "base/Clock.h"

#include <QDateTime>
#include <QRegularExpression>

namespace unmta {

TimePoint SystemClock::now() const
{
    return std::chrono::floor<Millis>(std::chrono::system_clock::now());
}

std::chrono::steady_clock::time_point SystemClock::steady() const
{
    return std::chrono::steady_clock::now();
}

TimePoint MovableClock::now() const
{
    return m_system.now() + offset();
}

std::chrono::steady_clock::time_point MovableClock::steady() const
{
    return m_system.steady() + offset();
}

QString toIso8601(TimePoint time)
{
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(toUnixMs(time), Qt::UTC);
    return utc.toString(utc.time().msec() == 0 ? Qt::ISODate : Qt::ISODateWithMs);
}

std::optional<TimePoint> fromIso8601(const QString &text)
{
    // Qt also takes local times and bare dates; RFC 3339 wants date, time and offset.
    static const QRegularExpression form(
        QStringLiteral(R"(\A\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)\z)"));
    if (!form.match(text).hasMatch())
        return std::nullopt;
    const QDateTime parsed = QDateTime::fromString(text.toUpper(), Qt::ISODateWithMs);
    if (!parsed.isValid())
        return std::nullopt;
    return fromUnixMs(parsed.toMSecsSinceEpoch());
}

} // namespace unmta
