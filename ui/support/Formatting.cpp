#include "support/Formatting.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QTextDocument>

namespace unmta::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

QDateTime local(TimePoint time)
{
    return QDateTime::fromMSecsSinceEpoch(toUnixMs(time));
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
    return Formatting::tr("%1 d").arg(duration_cast<hours>(span).count() / 24);
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
    //: The format of a moment, as in QLocale::toString(); keep the letters, change order and marks.
    return QLocale().toString(local(time), Formatting::tr("dddd, d MMMM yyyy HH:mm:ss"));
}

QString dayAndTime(TimePoint time, TimePoint now)
{
    const QDateTime then = local(time);
    const qint64 days = local(now).date().daysTo(then.date());
    const QString at = then.toString(u"HH:mm"_s);
    if (days == 0)
        return Formatting::tr("today %1").arg(at);
    if (days == -1)
        return Formatting::tr("yesterday %1").arg(at);
    if (days == 1)
        return Formatting::tr("tomorrow %1").arg(at);
    if (then.date().year() != local(now).date().year())
        return dayOnly(time);
    //: The format of a moment of this year.
    return QLocale().toString(then, Formatting::tr("d MMM HH:mm"));
}

QString dayOnly(TimePoint time)
{
    //: The format of a day.
    return QLocale().toString(local(time).date(), Formatting::tr("d MMM yyyy"));
}

QString clockTime(TimePoint time)
{
    return local(time).toString(u"HH:mm"_s);
}

QString plainTip(const QString &text)
{
    return Qt::mightBeRichText(text) ? u"<qt>"_s + text.toHtmlEscaped().replace(u'\n', u"<br>"_s) + u"</qt>"_s : text;
}

QString number(qint64 value)
{
    return QLocale().toString(value);
}

} // namespace unmta::ui
