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
    using namespace std::chrono;
    const auto days = floor<std::chrono::days>(time);
    const year_month_day date(days);
    const hh_mm_ss<Millis> clock(time - days);
    const int year = static_cast<int>(date.year());
    // Lists are full of times, and Qt takes several microseconds for each. What RFC 3339 has no form for is Qt's.
    if (year >= 1 && year <= 9999) {
        QString text = QStringLiteral("0000-00-00T00:00:00");
        const auto put = [&text](qsizetype last, int digits, auto number) {
            for (int i = 0; i < digits; ++i, number /= 10)
                text[last - i] = QChar(static_cast<char16_t>(u'0' + static_cast<int>(number % 10)));
        };
        put(3, 4, year);
        put(6, 2, static_cast<unsigned>(date.month()));
        put(9, 2, static_cast<unsigned>(date.day()));
        put(12, 2, clock.hours().count());
        put(15, 2, clock.minutes().count());
        put(18, 2, clock.seconds().count());
        if (const auto ms = clock.subseconds().count(); ms != 0) {
            text += QStringLiteral(".000");
            put(22, 3, ms);
        }
        return text + u'Z';
    }
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
