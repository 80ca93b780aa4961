// Asked before the last thing that answers recipients is closed.
#pragma once

#include "kit/Sheet.h"

namespace unmta::ui {

class CloseDialog final : public Sheet
{
    Q_OBJECT

public:
    CloseDialog(bool canInstallService, QWidget *parent);

Q_SIGNALS:
    void stopChosen();
    void serviceChosen();
};

} // namespace unmta::ui
