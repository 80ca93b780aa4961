// Sizes that are drawn beside a font of 13 px, whose lines are 16 px high, follow the font that is in use.
#pragma once

#include <QFontMetrics>
#include <QSize>

#include <algorithm>

namespace unmta::ui {

[[nodiscard]] inline int scaled(int pixels, const QFontMetrics &metrics)
{
    constexpr int drawnAtHeight = 16;
    return pixels * std::max(metrics.height(), drawnAtHeight) / drawnAtHeight;
}

[[nodiscard]] inline QSize scaled(QSize size, const QFontMetrics &metrics)
{
    return {scaled(size.width(), metrics), scaled(size.height(), metrics)};
}

} // namespace unmta::ui
