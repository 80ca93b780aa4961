// A button that opens a menu. QPushButton::setMenu() would run a loop of its own until the menu is closed.
#pragma once

#include <QPushButton>

class QMenu;

namespace unmta::ui {

class MenuButton : public QPushButton
{
    Q_OBJECT

public:
    explicit MenuButton(QWidget *parent = nullptr);
    [[nodiscard]] QMenu *choices() const { return m_choices; }

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void openMenu();

    QMenu *m_choices;
};

} // namespace unmta::ui
