// Hands for a window: they find what is on screen by its name, click it and type into it.
#pragma once

#include <QAbstractButton>
#include <QAction>
#include <QContextMenuEvent>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTableView>
#include <QTest>
#include <QTextEdit>

namespace unmta::test {

class WindowHands
{
public:
    virtual ~WindowHands() = default;

    // The window, and everything that belongs to it.
    [[nodiscard]] virtual QWidget *root() const = 0;

    template <typename T = QWidget>
    [[nodiscard]] T *find(const char *name) const
    {
        // Pages use the same names for the same purposes: the one on screen is meant.
        const auto all = root()->findChildren<T *>(QString::fromLatin1(name));
        if constexpr (std::is_base_of_v<QWidget, T>) {
            for (T *each : all) {
                if (each->isVisible())
                    return each;
            }
        }
        return all.value(0);
    }
    // On screen, so that a user could see it and click it.
    [[nodiscard]] bool shows(const char *name) const
    {
        const auto *widget = find(name);
        return widget && widget->isVisible();
    }
    [[nodiscard]] QString text(const char *name) const
    {
        if (const auto *label = find<QLabel>(name))
            return label->text();
        if (const auto *edit = find<QLineEdit>(name))
            return edit->text();
        if (const auto *text = find<QTextEdit>(name))
            return text->toPlainText();
        const auto *button = find<QAbstractButton>(name);
        return button ? button->text() : QString();
    }
    // False when there is nothing of that name to click.
    [[nodiscard]] bool click(const char *name) const
    {
        auto *widget = find(name);
        if (!widget || !widget->isVisible() || !widget->isEnabled())
            return false;
        QTest::mouseClick(widget, Qt::LeftButton);
        return true;
    }
    // The same, as soon as it can be clicked. (QTRY_VERIFY would click twice.)
    [[nodiscard]] bool clickSoon(const char *name) const
    {
        return QTest::qWaitFor([this, name] { return click(name); });
    }
    [[nodiscard]] bool clickIn(const char *dialog, const char *name) const
    {
        auto *box = find<QDialog>(dialog);
        auto *button = box ? box->findChild<QAbstractButton *>(QString::fromLatin1(name)) : nullptr;
        if (!button || !button->isVisible() || !button->isEnabled())
            return false;
        QTest::mouseClick(button, Qt::LeftButton);
        return true;
    }
    // Opens the button's menu with the mouse and clicks the entry.
    [[nodiscard]] bool clickMenu(const char *button, const char *action) const
    {
        if (!click(button))
            return false;
        auto *entry = find<QAction>(action);
        auto *menu = entry ? qobject_cast<QMenu *>(entry->parent()) : nullptr;
        if (!menu || !QTest::qWaitFor([menu] { return menu->isVisible(); }, 2000))
            return false;
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(entry).center());
        return true;
    }
    [[nodiscard]] bool type(const char *name, const QString &text) const
    {
        auto *edit = find<QLineEdit>(name);
        if (!edit || !edit->isVisible())
            return false;
        edit->setFocus();
        edit->selectAll();
        QTest::keyClick(edit, Qt::Key_Delete);
        QTest::keyClicks(edit, text);
        return edit->text() == text;
    }
    [[nodiscard]] QTableView *table(const char *name) const { return find<QTableView>(name); }
    [[nodiscard]] int rows(const char *name) const { return table(name)->model()->rowCount(); }
    // The row whose first column reads `text`, or −1.
    [[nodiscard]] int rowOf(const char *name, const QString &text, int column = 0) const
    {
        const auto *model = table(name)->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row, column).data().toString() == text)
                return row;
        }
        return -1;
    }
    void clickRow(const char *name, int row) const
    {
        auto *view = table(name);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                          view->visualRect(view->model()->index(row, 0)).center());
    }
    // Opens the menu of a cell with the right button; null where there is none.
    [[nodiscard]] QMenu *rowMenu(const char *name, int row, int column = 0) const
    {
        auto *view = table(name);
        const QPoint at = view->visualRect(view->model()->index(row, column)).center();
        QTest::mouseClick(view->viewport(), Qt::RightButton, {}, at);
        QContextMenuEvent asked(QContextMenuEvent::Mouse, at, view->viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(view->viewport(), &asked);
        // One that was closed a moment ago is still about to go.
        for (QMenu *menu : view->findChildren<QMenu *>(QStringLiteral("rowMenu"))) {
            if (menu->isVisible())
                return menu;
        }
        return nullptr;
    }
    // False when the menu has no such entry.
    [[nodiscard]] bool clickRowMenu(const char *name, int row, int column, const char *entry) const
    {
        QMenu *menu = rowMenu(name, row, column);
        if (!menu)
            return false;
        for (QAction *action : menu->actions()) {
            if (action->objectName() == QLatin1StringView(entry)) {
                QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
                return true;
            }
        }
        menu->close();
        return false;
    }
    void press(const QKeySequence &keys) const
    {
        // Without a window manager nobody hands the activity back when a dialog closes.
        root()->activateWindow();
        (void)QTest::qWaitForWindowActive(root());
        QTest::keySequence(root()->focusWidget() ? root()->focusWidget() : root(), keys);
    }
};

} // namespace unmta::test
