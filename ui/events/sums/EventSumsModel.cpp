#include "events/sums/EventSumsModel.h"

#include "support/Formatting.h"
#include "support/Roles.h"

namespace unmta::ui {

using namespace Qt::StringLiterals;

EventSumsModel::EventSumsModel(std::function<TimePoint()> now, QObject *parent)
    : QAbstractTableModel(parent)
    , m_now(std::move(now))
{}

int EventSumsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_groups.size());
}

int EventSumsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString EventSumsModel::display(const wire::EventGroup &group, int column) const
{
    switch (column) {
    case Key:
        return group.key.isEmpty() ? tr("not known") : group.key;
    case Clicks:
        return number(group.clicks);
    case Opens:
        return number(group.opens);
    case First:
        return dayAndTime(group.firstAt, m_now());
    case Last:
        return dayAndTime(group.lastAt, m_now());
    default:
        return {};
    }
}

QVariant EventSumsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const wire::EventGroup &group = m_groups.at(index.row());
    const int column = index.column();
    const bool isCount = column == Clicks || column == Opens;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return display(group, column);
    case Qt::TextAlignmentRole:
        return isCount ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::ToolTipRole:
        return column == Key     ? plainTip(display(group, column))
               : column == First ? exactTime(group.firstAt)
               : column == Last  ? exactTime(group.lastAt)
                                 : QVariant();
    case SubTextRole: {
        if (column == Key)
            return group.linkName;
        const qint64 all = column == Clicks ? group.clicks : group.opens;
        const qint64 byPeople = column == Clicks ? group.clicksByPeople : group.opensByPeople;
        return isCount && all != byPeople ? tr("%1 by people").arg(number(byPeople)) : QVariant();
    }
    case ToneRole:
        return column == First || column == Last || (column == Key && group.key.isEmpty())
                   ? QVariant::fromValue(Tone::Neutral)
                   : QVariant();
    case GroupRole:
        return QVariant::fromValue(group);
    case SortRole:
        return column == Clicks  ? QVariant(group.clicks)
               : column == Opens ? QVariant(group.opens)
               : column == First ? QVariant(qint64(toUnixMs(group.firstAt)))
               : column == Last  ? QVariant(qint64(toUnixMs(group.lastAt)))
                                 : QVariant(group.key.toLower());
    default:
        return {};
    }
}

QVariant EventSumsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == Clicks || section == Opens ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Key:
        return m_keyName;
    case Clicks:
        return tr("Clicks");
    case Opens:
        return tr("Opens");
    case First:
        return tr("First");
    case Last:
        return tr("Last");
    default:
        return {};
    }
}

void EventSumsModel::replaceAll(const QString &keyName, const QList<wire::EventGroup> &groups)
{
    beginResetModel();
    m_keyName = keyName;
    m_groups = groups;
    endResetModel();
}

} // namespace unmta::ui
