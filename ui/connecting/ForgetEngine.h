// Asks before a kept connection is forgotten, with its token.
#pragma once

class QWidget;

namespace unmta::ui {

class Engines;

void openForgetEngine(Engines &engines, QWidget *parent);

} // namespace unmta::ui
