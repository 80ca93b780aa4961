// Asked before a copy becomes the store.
#pragma once

#include "kit/Sheet.h"

namespace unmta::ui {

class RestoreDialog final : public Sheet
{
    Q_OBJECT

public:
    RestoreDialog(const QString &copy, QWidget *parent);

Q_SIGNALS:
    void restoreChosen();
};

} // namespace unmta::ui
