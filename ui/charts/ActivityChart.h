// Opens and clicks per hour or day as two bars beside each other, each with people below and programs above. The mouse,
// or the arrow keys, show a step's figures; those who hear the window are told them. Qt has no such control: Qt Charts
// is under another licence (architecture.md, decision 18).
#pragma once

#include "charts/Activity.h"

#include <QWidget>

namespace unmta::ui {

class ActivityChart final : public QWidget
{
    Q_OBJECT

public:
    explicit ActivityChart(QWidget *parent = nullptr);
    void show(const QList<wire::ActivityBucket> &steps, bool isHourly = false);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] double stepWidth() const;
    [[nodiscard]] double xOf(qsizetype step) const;
    [[nodiscard]] double yOf(qint64 value) const;
    void paintAxes(QPainter &painter) const;
    void paintBars(QPainter &painter) const;
    void paintFigures(QPainter &painter) const;
    void choose(qsizetype step);
    void tell();

    QList<wire::ActivityBucket> m_steps;
    bool m_isHourly = false;
    qint64 m_top = 4; // the highest grid line
    qsizetype m_chosen = -1;
};

// The distance of the grid lines, a round number, so that three of them reach `highest`.
[[nodiscard]] qint64 gridStep(qint64 highest);

} // namespace unmta::ui
