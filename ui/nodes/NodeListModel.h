// The engines that share the store, as rows.
#pragma once

#include "contract/wire/Wire.h"
#include "support/Words.h"

#include <QAbstractTableModel>

#include <functional>

namespace unmta::ui {

class NodeListModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Name,
        State,
        Behind,
        Requests,
        Waiting,
        Certificates,
        Version,
        Seen,
        ColumnCount
    };

    NodeListModel(std::function<TimePoint()> now, QObject *parent);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] const wire::Node &at(int row) const { return m_items.at(row); }
    [[nodiscard]] const QList<wire::Node> &all() const { return m_items; }
    // -1: it is not there.
    [[nodiscard]] int rowOf(const QString &id) const;
    // Rows that stay keep their place and are told of alone.
    void replaceAll(const QList<wire::Node> &nodes);

private:
    [[nodiscard]] QString besideName(const wire::Node &node) const;
    [[nodiscard]] QString cell(const wire::Node &node, int column) const;

    std::function<TimePoint()> m_now;
    QList<wire::Node> m_items;
};

// "In service", "Draining", "Silent"
[[nodiscard]] BadgeText nodeBadge(const wire::Node &node);

} // namespace unmta::ui
