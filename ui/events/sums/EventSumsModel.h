// Recipients, links or messages with their opens and clicks.
#pragma once

#include "contract/wire/Wire.h"

#include <QAbstractTableModel>

#include <functional>

namespace unmta::ui {

class EventSumsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Key,
        Clicks,
        Opens,
        First,
        Last,
        ColumnCount
    };
    enum Role
    {
        GroupRole = Qt::UserRole + 1,
        SortRole
    };

    explicit EventSumsModel(std::function<TimePoint()> now, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    // `keyName`: what the first column is.
    void replaceAll(const QString &keyName, const QList<wire::EventGroup> &groups);

private:
    [[nodiscard]] QString display(const wire::EventGroup &group, int column) const;

    std::function<TimePoint()> m_now;
    QString m_keyName;
    QList<wire::EventGroup> m_groups;
};

} // namespace unmta::ui
