#include "support/Formatting.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>
#include <QTextDocument>

namespace unmta::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

QDateTime local(TimePoint time)
{
    return QDateTime::fromMSecsSinceEpoch(toUnixMs(time));
}

// The parts of a date in the order and with the signs of the locale, months short: "2 Dec 2026", "Dec 2, 2026",
// "2. Dez. 2026"; without the year where that goes without saying.
QString dateText(const QDate &date, bool withYear)
{
    static const QRegularExpression weekday(u"^dddd,?\\s*|,?\\s*dddd$"_s);
    static const QRegularExpression year(u"^y+[^dM]?|,?\\s*('[^']*')?\\s*y+.*$"_s);
    QString format = QLocale().dateFormat(QLocale::LongFormat).replace(u"MMMM"_s, u"MMM"_s).remove(weekday);
    if (!withYear)
        format.remove(year);
    return QLocale().toString(date, format);
}

// By 24 hours or by 12, as is usual there.
QString timeText(const QTime &time, bool withSeconds)
{
    static const QRegularExpression seconds(u"[:.]s+"_s);
    QString format = QLocale().timeFormat(QLocale::ShortFormat).remove(seconds);
    if (withSeconds)
        format.replace(u"mm"_s, u"mm:ss"_s);
    return QLocale().toString(time, format);
}

struct Formatting
{
    Q_DECLARE_TR_FUNCTIONS(Formatting)
};

} // namespace

QString distance(TimePoint from, TimePoint to)
{
    const auto span = to > from ? to - from : from - to;
    if (span < minutes(1))
        return Formatting::tr("%1 s").arg(duration_cast<seconds>(span).count());
    if (span < hours(1))
        return Formatting::tr("%1 min").arg(duration_cast<minutes>(span).count());
    if (span < hours(48))
        return Formatting::tr("%1 h").arg(duration_cast<hours>(span).count());
    return Formatting::tr("%1 d").arg(number(duration_cast<hours>(span).count() / 24));
}

QString relativeTime(TimePoint time, TimePoint now)
{
    if (time > now + seconds(30))
        return Formatting::tr("in %1").arg(distance(now, time));
    if (now - time < minutes(1))
        return Formatting::tr("just now");
    return Formatting::tr("%1 ago").arg(distance(time, now));
}

QString exactTime(TimePoint time)
{
    const QDateTime then = local(time);
    return u"%1 %2"_s.arg(QLocale().toString(then.date(), QLocale::LongFormat), timeText(then.time(), true));
}

QString dayAndTime(TimePoint time, TimePoint now)
{
    const QDateTime then = local(time);
    const qint64 days = local(now).date().daysTo(then.date());
    const QString at = timeText(then.time(), false);
    if (days == 0)
        return Formatting::tr("today %1").arg(at);
    if (days == -1)
        return Formatting::tr("yesterday %1").arg(at);
    if (days == 1)
        return Formatting::tr("tomorrow %1").arg(at);
    if (then.date().year() != local(now).date().year())
        return dateText(then.date(), true);
    return u"%1 %2"_s.arg(dateText(then.date(), false), at);
}

QString dayBriefly(TimePoint time, TimePoint now)
{
    const QDate day = local(time).date();
    return dateText(day, day.year() != local(now).date().year());
}

QString dayOnly(TimePoint time)
{
    return dateText(local(time).date(), true);
}

QString dayOfYear(const QDate &date)
{
    return dateText(date, false);
}

QString withLocalTimes(const QString &text)
{
    static const QRegularExpression iso(u"\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z"_s);
    QString said = text;
    for (auto found = iso.match(said); found.hasMatch(); found = iso.match(said)) {
        const QDateTime at = QDateTime::fromString(found.captured(), Qt::ISODate).toLocalTime();
        if (!at.isValid())
            return said;
        said.replace(found.capturedStart(), found.capturedLength(),
                     u"%1 %2"_s.arg(dateText(at.date(), true), timeText(at.time(), false)));
    }
    return said;
}

QString clockTime(TimePoint time)
{
    return timeText(local(time).time(), false);
}

QString plainTip(const QString &text)
{
    return Qt::mightBeRichText(text) ? u"<qt>"_s + text.toHtmlEscaped().replace(u'\n', u"<br>"_s) + u"</qt>"_s : text;
}

QString breakable(const QString &name)
{
    QString parts;
    for (const QChar each : name) {
        if (each == u'@')
            parts += u'\u200b';
        parts += each;
        if (u".=&_"_s.contains(each))
            parts += u'\u200b';
    }
    return parts;
}

QString number(qint64 value)
{
    QLocale locale;
    locale.setNumberOptions(locale.numberOptions() & ~QLocale::OmitGroupSeparator); // the C locale would leave it out
    return locale.toString(value);
}

} // namespace unmta::ui
