// What those who hear the window are told where Qt would tell something else: a button that stays down is no check box,
// an entry of the navigation is a tab, a card and a page are groups with a name, what is painted is a chart.
//
// Nothing needs to be asked for: what a widget is follows from its class and from the style sheet's properties. Where
// it does not, setRole() says it.
#pragma once

#include <QAccessible>

class QWidget;

namespace unmta::ui {

class Access final
{
public:
    // Made before the first widget; more of them change nothing.
    Access();
    // For a widget of ours that paints itself, or for a container.
    static void setRole(QWidget &widget, QAccessible::Role role);
};

} // namespace unmta::ui
