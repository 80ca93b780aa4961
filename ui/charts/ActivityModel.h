// The figures of a chart as a table: what is exported, and what those read who see no bars.
#pragma once

#include "charts/Activity.h"

#include <QAbstractTableModel>

namespace unmta::ui {

class ActivityModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Start,
        OpensByPeople,
        OpensByPrograms,
        ClicksByPeople,
        ClicksByPrograms,
        ColumnCount
    };

    explicit ActivityModel(QObject *parent = nullptr);
    void show(const QList<wire::ActivityBucket> &steps, bool isHourly);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<wire::ActivityBucket> m_steps;
    bool m_isHourly = false;
};

// "24 Nov", and with the hour, local, "24 Nov 14:00".
[[nodiscard]] QString stepName(TimePoint start, bool isHourly);
// "24 Nov: 12 opens (8 by people), 3 clicks (2 by people)"
[[nodiscard]] QString stepSentence(const wire::ActivityBucket &step, bool isHourly);
// With the names of the API, times in UTC.
[[nodiscard]] QByteArray activityAsCsv(const QList<wire::ActivityBucket> &steps);

} // namespace unmta::ui
