// The chart with its period and its sums.
#pragma once

#include "contract/wire/Wire.h"
#include "kit/Labels.h"

class QButtonGroup;

namespace unmta::ui {

class ActivityChart;

class ActivityCard final : public QFrame
{
    Q_OBJECT

public:
    explicit ActivityCard(QWidget *parent = nullptr);
    void show(const QList<wire::ActivityBucket> &days);
    void chooseDays(int days);

Q_SIGNALS:
    void daysChosen(int days);

private:
    QButtonGroup *m_periods;
    ActivityChart *m_chart;
    QLabel *m_opens;
    QLabel *m_clicks;
};

} // namespace unmta::ui
