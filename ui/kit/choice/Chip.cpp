#include "kit/choice/Chip.h"

namespace unmta::ui {

using namespace Qt::StringLiterals;

QPushButton *chip(const QString &objectName, const QString &text, const QString &heard)
{
    auto *button = new QPushButton(text);
    button->setObjectName(objectName);
    button->setAccessibleName(heard);
    button->setProperty("look", u"chip"_s);
    button->setCheckable(true);
    return button;
}

} // namespace unmta::ui
