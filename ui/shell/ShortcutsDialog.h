// All keys of the window, on one page.
#pragma once

#include "kit/Sheet.h"

namespace unmta::ui {

class ShortcutsDialog final : public Sheet
{
    Q_OBJECT

public:
    // `hasNodes`: there is the page of nodes.
    explicit ShortcutsDialog(bool hasNodes, QWidget *parent = nullptr);
};

} // namespace unmta::ui
