#include "support/FixedFont.h"

#include <QFontDatabase>

namespace unmta::ui {

QFont fixedFont(const QFont &around)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (around.pixelSize() > 0)
        font.setPixelSize(around.pixelSize());
    else
        font.setPointSizeF(around.pointSizeF());
    return font;
}

} // namespace unmta::ui
