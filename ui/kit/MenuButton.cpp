#include "kit/MenuButton.h"

#include <QKeyEvent>
#include <QMenu>
#include <QScreen>

namespace unmta::ui {

MenuButton::MenuButton(QWidget *parent)
    : QPushButton(parent)
    , m_choices(new QMenu(this))
{
    connect(this, &QPushButton::clicked, this, &MenuButton::openMenu);
}

void MenuButton::openMenu()
{
    QPoint corner = mapToGlobal(rect().bottomLeft() + QPoint(0, 4));
    const int right = screen()->availableGeometry().right();
    // Where there is no room to the right, the right edges meet.
    if (corner.x() + m_choices->sizeHint().width() > right || width() < m_choices->sizeHint().width() / 2)
        corner.setX(mapToGlobal(rect().bottomRight()).x() - m_choices->sizeHint().width() + 1);
    m_choices->popup(corner);
}

void MenuButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_F4)
        return openMenu();
    QPushButton::keyPressEvent(event);
}

} // namespace unmta::ui
