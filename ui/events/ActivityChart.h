// Opens and clicks per day as two lines. The mouse, or the arrow keys, show a day's figures.
#pragma once

#include "contract/wire/Wire.h"

#include <QWidget>

namespace unmta::ui {

class ActivityChart final : public QWidget
{
    Q_OBJECT

public:
    explicit ActivityChart(QWidget *parent = nullptr);
    void show(const QList<wire::ActivityBucket> &days);
    [[nodiscard]] QSize sizeHint() const override { return {420, 190}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {220, 170}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] double xOf(qsizetype day) const;
    [[nodiscard]] double yOf(qint64 value) const;
    void paintAxes(QPainter &painter) const;
    void paintLine(QPainter &painter, qint64 wire::ActivityBucket::*value, const QColor &colour) const;
    void paintDay(QPainter &painter) const;
    void choose(qsizetype day);

    QList<wire::ActivityBucket> m_days;
    qint64 m_top = 4; // the highest grid line
    qsizetype m_chosen = -1;
};

// The distance of the grid lines, a round number, so that three of them reach `highest`.
[[nodiscard]] qint64 gridStep(qint64 highest);

} // namespace unmta::ui
