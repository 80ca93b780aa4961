// The settings page is about to be left, or the window to be closed, with changes that were not saved.
#pragma once

#include "kit/Sheet.h"

namespace unmta::ui {

class UnsavedDialog final : public Sheet
{
    Q_OBJECT

public:
    explicit UnsavedDialog(qsizetype changes, QWidget *parent = nullptr);

Q_SIGNALS:
    void saveChosen();
    void discardChosen();
};

} // namespace unmta::ui
