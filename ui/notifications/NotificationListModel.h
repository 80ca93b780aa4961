// What the engine told people, newest first.
#pragma once

#include "contract/wire/Wire.h"

#include <QAbstractTableModel>
#include <QHash>

#include <functional>

namespace unmta::ui {

class NotificationListModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Time,
        Kind,
        Subject,
        Message,
        Delivery,
        ColumnCount
    };

    explicit NotificationListModel(std::function<TimePoint()> now, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    // Names by id, told beside a domain; none: there is one cluster only.
    void setClusters(const QHash<QString, QString> &names);
    // Newest first. Rows that are already here stay where they are.
    void replaceAll(const QList<wire::Notification> &notifications);
    [[nodiscard]] const wire::Notification &at(int row) const { return m_items.at(row); }

private:
    std::function<TimePoint()> m_now;
    QHash<QString, QString> m_clusters;
    QList<wire::Notification> m_items;
};

} // namespace unmta::ui
