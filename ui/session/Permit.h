// Switches controls off that the console's token does not allow, and says why where one looks for it: in the tool tip,
// and to those who hear the control. Pages go on switching their controls by their own reasons and need not know.
#pragma once

#include "session/Rights.h"

#include <QList>

class QAction;
class QWidget;

namespace unmta::ui {

class Session;

// For as long as the controls live. `session` outlives them.
void permit(Session &session, Right right, const QList<QWidget *> &controls);
void permit(Session &session, Right right, QAction *action);

} // namespace unmta::ui
