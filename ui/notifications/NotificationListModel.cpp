#include "notifications/NotificationListModel.h"

#include "language/EngineText.h"
#include "support/Formatting.h"
#include "support/Roles.h"

namespace unmta::ui {

NotificationListModel::NotificationListModel(std::function<TimePoint()> now, QObject *parent)
    : QAbstractTableModel(parent)
    , m_now(std::move(now))
{}

int NotificationListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_items.size());
}

int NotificationListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant NotificationListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const wire::Notification &item = m_items.at(index.row());
    if (role == BadgeRole && index.column() == Kind)
        return QVariant::fromValue(notificationBadge(item));
    if (role == BadgeRole && index.column() == Delivery && !deliveryBadge(item).text.isEmpty())
        return QVariant::fromValue(deliveryBadge(item));
    if (role == ToneRole && index.column() == Time)
        return QVariant::fromValue(Tone::Neutral);
    if (role == WrapRole)
        return index.column() == Message;
    if (role == StrongRole)
        return index.column() == Subject;
    if (role == Qt::ToolTipRole)
        return index.column() == Time       ? exactTime(item.at)
               : index.column() == Delivery ? plainTip(deliveryLine(item))
                                            : plainTip(withLocalTimes(engineText(item.message)));
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case Time:
        return dayAndTime(item.at, m_now());
    case Kind:
        return notificationBadge(item).text;
    case Subject:
        return m_clusters.contains(item.clusterId) && !item.domain.isEmpty()
                   ? tr("%1 (%2)").arg(item.domain, m_clusters.value(item.clusterId))
                   : item.domain;
    case Message:
        return withLocalTimes(engineText(item.message));
    case Delivery:
        return deliveryBadge(item).text;
    default:
        return {};
    }
}

QVariant NotificationListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Kind:
        return tr("Kind");
    case Subject:
        return tr("Domain");
    case Message:
        return tr("Message");
    case Delivery:
        return tr("Mail");
    default:
        return {};
    }
}

void NotificationListModel::setClusters(const QHash<QString, QString> &names)
{
    if (names == m_clusters)
        return;
    m_clusters = names;
    if (!m_items.isEmpty())
        Q_EMIT dataChanged(index(0, Subject), index(rowCount() - 1, Subject));
}

void NotificationListModel::replaceAll(const QList<wire::Notification> &notifications)
{
    // The usual case: a few new ones above those that are known.
    const auto sameId = [](const wire::Notification &a, const wire::Notification &b) { return a.id == b.id; };
    const auto known = m_items.isEmpty()
                           ? notifications.end()
                           : std::find_if(notifications.begin(), notifications.end(),
                                          [this](const auto &item) { return item.id == m_items.front().id; });
    const auto count = known - notifications.begin();
    const auto kept = std::min(notifications.size() - count, m_items.size());
    if (known == notifications.end() ||
        !std::equal(known, known + kept, m_items.begin(), m_items.begin() + kept, sameId)) {
        beginResetModel();
        m_items = notifications;
        endResetModel();
        return;
    }
    if (count > 0) {
        beginInsertRows({}, 0, int(count) - 1);
        m_items = notifications.mid(0, count) + m_items;
        endInsertRows();
    }
    // What became of a mail is told later.
    for (auto row = count; row < count + kept; ++row) {
        if (m_items.at(row) == notifications.at(row))
            continue;
        m_items[row] = notifications.at(row);
        Q_EMIT dataChanged(index(int(row), 0), index(int(row), ColumnCount - 1));
    }
}

} // namespace unmta::ui
