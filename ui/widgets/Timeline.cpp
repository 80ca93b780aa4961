#include "widgets/Timeline.h"

#include "support/Formatting.h"
#include "widgets/Badge.h"

#include <QGridLayout>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxRows = 30;

Tone toneOf(const wire::Check &check)
{
    return check.outcome == wire::CheckOutcome::Match     ? Tone::Good
           : check.outcome == wire::CheckOutcome::Changed ? Tone::Bad
                                                          : Tone::Warning;
}

QFrame *rule()
{
    auto *line = new QFrame;
    line->setProperty("role", u"rule"_s);
    line->setFixedHeight(1);
    return line;
}

} // namespace

Timeline::Timeline(QWidget *parent)
    : QFrame(parent)
    , m_rows(new QGridLayout)
{
    setObjectName(u"timeline"_s);
    setProperty("role", u"card"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(10);
    column->addWidget(label(tr("Timeline"), u"heading"_s));
    m_rows->setHorizontalSpacing(16);
    m_rows->setVerticalSpacing(8);
    m_rows->setColumnStretch(2, 1);
    column->addLayout(m_rows);
}

void Timeline::show(const wire::TrackingDomain &domain, const QList<wire::Check> &checks, TimePoint now)
{
    QList<Entry> entries;
    for (const wire::Check &check : checks)
        entries.append({check.at, {tr("Check"), toneOf(check)}, checkLine(check)});
    if (domain.verifiedAt)
        entries.append({*domain.verifiedAt, {tr("Verified"), Tone::Accent}, tr("the domain became active")});
    entries.append({domain.createdAt, {tr("Added"), Tone::Neutral}, tr("target %1 issued").arg(domain.record.value)});
    std::stable_sort(entries.begin(), entries.end(), [](const Entry &a, const Entry &b) { return a.at > b.at; });
    entries.resize(std::min(entries.size(), maxRows));
    fill(entries, now);
}

void Timeline::fill(const QList<Entry> &entries, TimePoint now)
{
    QStringList shown;
    for (const Entry &entry : entries)
        shown << dayAndTime(entry.at, now) + entry.badge.text + entry.text;
    if (shown == m_shown)
        return;
    m_shown = shown;
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int row = 0;
    for (const Entry &entry : entries) {
        if (row > 0)
            m_rows->addWidget(rule(), row++, 0, 1, 3);
        auto *when = label(dayAndTime(entry.at, now), u"dim"_s);
        when->setToolTip(exactTime(entry.at));
        when->setMinimumWidth(fontMetrics().horizontalAdvance(tr("yesterday 00:00")) + 8);
        auto *badge = new Badge;
        badge->show(entry.badge);
        m_rows->addWidget(when, row, 0);
        m_rows->addWidget(badge, row, 1);
        m_rows->addWidget(paragraph(entry.text), row, 2);
        ++row;
    }
}

} // namespace unmta::ui
