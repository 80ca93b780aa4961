#include "kit/choice/DayRange.h"

#include "kit/Labels.h"

#include <QDateEdit>
#include <QHBoxLayout>
#include <QLocale>

#include <algorithm>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int dayRestMs = 600;

QDateEdit *dayEdit(const QString &name, const QString &heard)
{
    auto *edit = new QDateEdit;
    edit->setObjectName(name);
    edit->setAccessibleName(heard);
    edit->setCalendarPopup(true);
    edit->setDisplayFormat(
        QLocale().dateFormat(QLocale::ShortFormat).replace(u"yyyy"_s, u"yy"_s).replace(u"yy"_s, u"yyyy"_s));
    return edit;
}

TimePoint beginOf(const QDate &day)
{
    return fromUnixMs(day.startOfDay().toMSecsSinceEpoch());
}

} // namespace

DayRange::DayRange(QWidget *parent)
    : QWidget(parent)
    , m_from(dayEdit(u"fromDayEdit"_s, tr("From day")))
    , m_to(dayEdit(u"toDayEdit"_s, tr("To day")))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_from);
    row->addWidget(label(tr("to"), u"dim"_s));
    row->addWidget(m_to);
    m_rest.setSingleShot(true);
    m_rest.setInterval(dayRestMs);
    connect(&m_rest, &QTimer::timeout, this, &DayRange::tell);
    for (QDateEdit *edit : {m_from, m_to}) {
        // While a day is typed, what stands there is often another one for a moment.
        connect(edit, &QDateEdit::dateChanged, &m_rest, qOverload<>(&QTimer::start));
        connect(edit, &QDateEdit::editingFinished, this, &DayRange::tell);
    }
}

void DayRange::set(const QDate &from, const QDate &to)
{
    const QSignalBlocker noFrom(m_from);
    const QSignalBlocker noTo(m_to);
    m_rest.stop();
    m_from->setDate(from);
    m_to->setDate(to);
    m_told = {from, to};
}

std::pair<TimePoint, TimePoint> DayRange::span() const
{
    const QDate one = m_from->date();
    const QDate other = m_to->date();
    const auto [first, last] = std::minmax(one, other); // by reference
    return {beginOf(first), beginOf(last.addDays(1))};
}

void DayRange::tell()
{
    m_rest.stop();
    if (std::exchange(m_told, {m_from->date(), m_to->date()}) != std::pair(m_from->date(), m_to->date()))
        Q_EMIT changed();
}

} // namespace unmta::ui
