#include "domain/Timeline.h"

#include "kit/Badge.h"
#include "support/Formatting.h"

#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype rowsAtOnce = 30;

TimePoint newest(const wire::TimelineEntry &entry)
{
    return entry.until.value_or(entry.at);
}

} // namespace

Timeline::Timeline(QWidget *parent)
    : QFrame(parent)
    , m_rows(new QGridLayout)
    , m_earlier(new QPushButton(tr("Show earlier")))
    , m_most(rowsAtOnce)
{
    setObjectName(u"timeline"_s);
    setProperty("role", u"card"_s);
    m_earlier->setObjectName(u"earlierButton"_s);
    m_earlier->setAccessibleName(tr("Show what happened earlier"));
    m_earlier->setProperty("look", u"small"_s);
    m_earlier->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(10);
    column->addWidget(label(tr("Timeline"), u"heading"_s));
    m_rows->setHorizontalSpacing(16);
    m_rows->setVerticalSpacing(8);
    m_rows->setColumnStretch(2, 1);
    column->addLayout(m_rows);
    column->addWidget(m_earlier, 0, Qt::AlignLeft);
    connect(m_earlier, &QPushButton::clicked, this, &Timeline::showEarlier);
}

void Timeline::show(const QList<wire::TimelineEntry> &entries, bool hasMore, TimePoint now)
{
    m_entries = entries;
    m_hasMore = hasMore;
    m_now = now;
    fill(now);
}

void Timeline::reset()
{
    m_most = rowsAtOnce;
}

void Timeline::showEarlier()
{
    m_most += rowsAtOnce;
    if (m_most > m_entries.size() && m_hasMore)
        Q_EMIT earlierWanted();
    fill(m_now);
}

void Timeline::fill(TimePoint now)
{
    const auto entries = m_entries.mid(0, m_most);
    m_earlier->setVisible(m_hasMore || entries.size() < m_entries.size());
    QStringList shown;
    for (const wire::TimelineEntry &entry : entries)
        shown << dayAndTime(newest(entry), now) + timelineBadge(entry).text + timelineLine(entry, now);
    if (shown == m_shown)
        return;
    m_shown = shown;
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int row = 0;
    for (const wire::TimelineEntry &entry : entries) {
        if (row > 0)
            m_rows->addWidget(rule(), row++, 0, 1, 3);
        auto *when = label(dayAndTime(newest(entry), now), u"dim"_s);
        when->setToolTip(exactTime(newest(entry)));
        when->setMinimumWidth(fontMetrics().horizontalAdvance(tr("yesterday 00:00")) + 8);
        auto *badge = new Badge;
        badge->show(timelineBadge(entry));
        when->setMinimumHeight(badge->sizeHint().height()); // on one line with it
        auto *line = paragraph(timelineLine(entry, now));
        line->setObjectName(u"timelineLine%1"_s.arg(row / 2));
        m_rows->addWidget(when, row, 0, Qt::AlignTop);
        m_rows->addWidget(badge, row, 1, Qt::AlignTop);
        m_rows->addWidget(line, row, 2);
        ++row;
    }
}

} // namespace unmta::ui
