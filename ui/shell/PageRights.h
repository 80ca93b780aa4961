// What each control of the pages needs, in one table: those that the console's token does not allow are switched off
// and say why.
#pragma once

#include "session/Rights.h"

#include <QList>

class QWidget;

namespace unmta::ui {

class Session;

struct ControlRight
{
    const char *name; // its objectName; of an action or of a widget
    Right right;
};

[[nodiscard]] const QList<ControlRight> &controlRights();
// Those of the table that are in the pages.
void permitControls(Session &session, QWidget &pages);

} // namespace unmta::ui
