// A short word on a pale ground, with a sign before it where it tells a status.
#pragma once

#include "support/Words.h"

#include <QLabel>

class QPainter;

namespace unmta::ui {

// The same drawing for widgets and table cells. `rect` is where the badge may be; it is drawn at its left, centred.
[[nodiscard]] QSize badgeSize(const BadgeText &badge, const QFont &font);
void paintBadge(QPainter &painter, const QRect &rect, const BadgeText &badge, const QFont &font,
                const Palette &palette);

class Badge final : public QLabel
{
    Q_OBJECT

public:
    explicit Badge(QWidget *parent = nullptr);
    void show(const BadgeText &badge);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    BadgeText m_badge;
};

} // namespace unmta::ui
