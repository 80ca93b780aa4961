// The cluster's webhooks as rows.
#pragma once

#include "contract/wire/Wire.h"

#include <QAbstractTableModel>

#include <functional>

namespace unmta::ui {

class WebhookListModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Receiver,
        State,
        Waiting,
        LastSuccess,
        ColumnCount
    };

    WebhookListModel(std::function<TimePoint()> now, QObject *parent);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] const wire::Webhook &at(int row) const { return m_items.at(row); }
    // -1: it is not there.
    [[nodiscard]] int rowOf(qint64 id) const;
    // Rows that stay keep their place and are told of alone.
    void replaceAll(const QList<wire::Webhook> &webhooks);

private:
    std::function<TimePoint()> m_now;
    QList<wire::Webhook> m_items;
};

} // namespace unmta::ui
