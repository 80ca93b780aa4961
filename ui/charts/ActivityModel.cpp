#include "charts/ActivityModel.h"

#include "support/Formatting.h"

#include <QDateTime>

namespace unmta::ui {

using namespace Qt::StringLiterals;

QString stepName(TimePoint start, bool isHourly)
{
    // Days are those of UTC, hours are told in local time.
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(toUnixMs(start), isHourly ? Qt::LocalTime : Qt::UTC);
    return isHourly ? u"%1 %2"_s.arg(dayOfYear(at.date()), clockTime(start)) : dayOfYear(at.date());
}

QString stepSentence(const wire::ActivityBucket &step, bool isHourly)
{
    return ActivityModel::tr("%1: %2 opens (%3 by people), %4 clicks (%5 by people)")
        .arg(stepName(step.start, isHourly), number(step.opens), number(step.opensByPeople), number(step.clicks),
             number(step.clicksByPeople));
}

QByteArray activityAsCsv(const QList<wire::ActivityBucket> &steps)
{
    QByteArray csv = "start,opens,opens_by_people,clicks,clicks_by_people\r\n";
    for (const wire::ActivityBucket &step : steps) {
        csv += toIso8601(step.start).toLatin1();
        for (const qint64 figure : {step.opens, step.opensByPeople, step.clicks, step.clicksByPeople})
            csv += ',' + QByteArray::number(figure);
        csv += "\r\n";
    }
    return csv;
}

ActivityModel::ActivityModel(QObject *parent)
    : QAbstractTableModel(parent)
{}

void ActivityModel::show(const QList<wire::ActivityBucket> &steps, bool isHourly)
{
    const auto sameStart = [](const auto &a, const auto &b) { return a.start == b.start; };
    if (isHourly != m_isHourly || !std::equal(steps.begin(), steps.end(), m_steps.begin(), m_steps.end(), sameStart)) {
        beginResetModel();
        m_steps = steps;
        m_isHourly = isHourly;
        endResetModel();
        return;
    }
    if (steps.isEmpty())
        return;
    m_steps = steps;
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int ActivityModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_steps.size());
}

int ActivityModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant ActivityModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    // The newest first, as in every other table.
    const wire::ActivityBucket &step = m_steps.at(m_steps.size() - 1 - index.row());
    if (role == Qt::TextAlignmentRole && index.column() != Start)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case Start:
        return stepName(step.start, m_isHourly);
    case OpensByPeople:
        return number(step.opensByPeople);
    case OpensByPrograms:
        return number(step.opens - step.opensByPeople);
    case ClicksByPeople:
        return number(step.clicksByPeople);
    case ClicksByPrograms:
        return number(step.clicks - step.clicksByPeople);
    default:
        return {};
    }
}

// Over two lines, so that five columns have room beside each other.
static QString twoLines(QString name)
{
    return name.replace(u", "_s, u",\n"_s);
}

QVariant ActivityModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section != Start)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Start:
        return m_isHourly ? tr("Hour") : tr("Day");
    case OpensByPeople:
        return twoLines(tr("Opens, people"));
    case OpensByPrograms:
        return twoLines(tr("Opens, programs"));
    case ClicksByPeople:
        return twoLines(tr("Clicks, people"));
    case ClicksByPrograms:
        return twoLines(tr("Clicks, programs"));
    default:
        return {};
    }
}

} // namespace unmta::ui
