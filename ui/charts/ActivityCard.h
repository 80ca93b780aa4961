// The chart with its period, its sums, the same as a table, and a way out as a picture or as figures.
#pragma once

#include "charts/Activity.h"
#include "kit/Labels.h"

class QButtonGroup;
class QPushButton;

namespace unmta::ui {

class ActivityChart;
class ActivityModel;
class FitTable;

class ActivityCard final : public QFrame
{
    Q_OBJECT

public:
    explicit ActivityCard(QWidget *parent = nullptr);
    void show(const QList<wire::ActivityBucket> &steps);
    [[nodiscard]] Period period() const { return m_period; }
    // Without a signal.
    void setPeriod(const Period &period);
    // What the files are named after: a domain, a cluster.
    void setSubject(const QString &subject) { m_subject = subject; }

Q_SIGNALS:
    void periodChosen(const unmta::ui::Period &period);

private:
    void makeTop(class QVBoxLayout *column);
    void choose(const Period &period);
    void showTable(bool asTable);
    void save(const QString &title, const QString &suffix, const QByteArray &content);
    [[nodiscard]] QByteArray picture() const;

    Period m_period;
    QString m_subject;
    QList<wire::ActivityBucket> m_steps;
    QButtonGroup *m_periods;
    QPushButton *m_hours;
    QPushButton *m_asTable;
    ActivityChart *m_chart;
    ActivityModel *m_model;
    FitTable *m_table;
    QLabel *m_opens;
    QLabel *m_clicks;
    QLabel *m_problem;
};

} // namespace unmta::ui
