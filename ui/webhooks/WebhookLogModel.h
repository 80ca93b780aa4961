// The calls of a webhook as rows, the newest first.
#pragma once

#include "contract/wire/Wire.h"

#include <QAbstractTableModel>

#include <functional>

namespace unmta::ui {

class WebhookLogModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Time,
        Outcome,
        Events,
        Took,
        Answer,
        ColumnCount
    };

    WebhookLogModel(std::function<TimePoint()> now, QObject *parent);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] const wire::WebhookDelivery &at(int row) const { return m_items.at(row); }
    // What is new comes on top; the rest keeps its place.
    void replaceAll(const QList<wire::WebhookDelivery> &deliveries);

private:
    std::function<TimePoint()> m_now;
    QList<wire::WebhookDelivery> m_items;
};

} // namespace unmta::ui
