#include "access/Access.h"

#include "kit/BusyBar.h"
#include "kit/MenuButton.h"
#include "kit/PageFrame.h"

#include <QAccessibleWidget>
#include <QButtonGroup>
#include <QCoreApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVariant>

#include <optional>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr auto roleProperty = "accessibleRole";

std::optional<QAccessible::Role> buttonRole(const QPushButton &button)
{
    if (qobject_cast<const MenuButton *>(&button))
        return QAccessible::ButtonMenu;
    if (!button.isCheckable())
        return QAccessible::Button;
    if (button.property("look") == u"nav"_s)
        return QAccessible::PageTab;
    const bool isOneOfMany = button.autoExclusive() || (button.group() && button.group()->exclusive());
    return isOneOfMany ? QAccessible::RadioButton : QAccessible::Button;
}

std::optional<QAccessible::Role> roleOf(const QWidget &widget)
{
    if (const QVariant said = widget.property(roleProperty); said.isValid())
        return QAccessible::Role(said.toInt());
    if (const auto *button = qobject_cast<const QPushButton *>(&widget))
        return buttonRole(*button);
    if (qobject_cast<const QAbstractButton *>(&widget))
        return QAccessible::Button;
    if (qobject_cast<const BusyBar *>(&widget))
        return QAccessible::Indicator;
    if (qobject_cast<const PageFrame *>(&widget))
        return QAccessible::Pane;
    const QString role = widget.property("role").toString();
    if (role == u"card")
        return QAccessible::Grouping;
    if (role == u"notice")
        return QAccessible::Note;
    if (role == u"rule")
        return QAccessible::Separator;
    return std::nullopt;
}

// What a widget is, is asked each time: Qt asks for this while the widget is still being made, and keeps it.
class WidgetAccess : public QAccessibleWidget
{
public:
    using QAccessibleWidget::QAccessibleWidget;

    [[nodiscard]] QAccessible::Role role() const override
    {
        return roleOf(*widget()).value_or(QAccessibleWidget::role());
    }
    // A group's name is the heading that stands in it, unless it was given one.
    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        const QString given = QAccessibleWidget::text(kind);
        const bool isGroup = role() == QAccessible::Grouping || role() == QAccessible::Note;
        if (kind != QAccessible::Name || !given.isEmpty() || !isGroup)
            return given;
        for (const QLabel *label : widget()->findChildren<QLabel *>()) {
            if (label->property("role") == u"heading"_s || label->property("role") == u"strong"_s)
                return label->text();
        }
        return {};
    }
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.busy = role() == QAccessible::Indicator;
        return state;
    }
};

class ButtonAccess final : public WidgetAccess
{
public:
    explicit ButtonAccess(QAbstractButton *button)
        : WidgetAccess(button, QAccessible::Button)
    {
        addControllingSignal(u"clicked(bool)"_s);
        addControllingSignal(u"toggled(bool)"_s);
    }

    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        const QString given = QAccessibleWidget::text(kind);
        if (kind != QAccessible::Name || !given.isEmpty())
            return given;
        if (const QString shown = button().text(); !shown.isEmpty())
            return QString(shown).remove(u'&');
        // The sign in a field that empties it has no text.
        return qobject_cast<QLineEdit *>(button().parent()) ? QCoreApplication::translate("Access", "Clear the field")
                                                            : QString();
    }
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state = WidgetAccess::state();
        state.pressed = button().isDown();
        state.hasPopup = role() == QAccessible::ButtonMenu;
        const auto *push = qobject_cast<QPushButton *>(widget());
        state.defaultButton = push && push->isDefault();
        if (!button().isCheckable())
            return state;
        if (role() == QAccessible::PageTab) {
            state.selectable = true;
            state.selected = button().isChecked();
        }
        state.checkable = true;
        state.checked = button().isChecked();
        return state;
    }
    [[nodiscard]] QStringList actionNames() const override
    {
        if (!button().isEnabled())
            return {};
        return QStringList{role() == QAccessible::ButtonMenu ? showMenuAction() : pressAction()} +
               QAccessibleWidget::actionNames();
    }
    void doAction(const QString &name) override
    {
        if (name == pressAction() || name == showMenuAction())
            button().click();
        else
            QAccessibleWidget::doAction(name);
    }
    [[nodiscard]] QStringList keyBindingsForAction(const QString &name) const override
    {
        const QString keys = button().shortcut().toString();
        return name == pressAction() && !keys.isEmpty() ? QStringList{keys} : QStringList{};
    }

private:
    [[nodiscard]] QAbstractButton &button() const { return *static_cast<QAbstractButton *>(widget()); }
};

// Asked class by class from the object's own upwards; what Qt knows better (labels, fields, tables) never comes here.
QAccessibleInterface *told(const QString &className, QObject *object)
{
    if (className == u"QPushButton" || className == u"QLineEditIconButton")
        return new ButtonAccess(static_cast<QAbstractButton *>(object));
    if (className == u"QFrame" || className == u"QWidget")
        return new WidgetAccess(static_cast<QWidget *>(object));
    return nullptr;
}

} // namespace

Access::Access()
{
    QAccessible::installFactory(&told);
}

void Access::setRole(QWidget &widget, QAccessible::Role role)
{
    widget.setProperty(roleProperty, int(role));
}

} // namespace unmta::ui
