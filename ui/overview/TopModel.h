// What is opened and clicked most: hosts, or links, as rows.
#pragma once

#include "contract/wire/Wire.h"

#include <QAbstractTableModel>

namespace unmta::ui {

struct TopRow
{
    QString text;
    qint64 opens = 0;
    qint64 clicks = 0;
    qint64 clicksByPeople = 0;
    bool operator==(const TopRow &) const = default;
};

class TopModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Of : std::uint8_t
    {
        Hosts,
        Links // without opens: nobody opens a link
    };
    enum Column
    {
        Text,
        Clicks,
        People,
        Opens,
        ColumnCount
    };

    explicit TopModel(Of of, QObject *parent = nullptr);
    void show(const QList<TopRow> &rows);
    [[nodiscard]] const TopRow &at(int row) const { return m_rows.at(row); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    Of m_of;
    QList<TopRow> m_rows;
};

} // namespace unmta::ui
