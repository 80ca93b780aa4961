#include "access/FocusKeeper.h"

#include <QApplication>
#include <QEvent>

namespace unmta::ui {

namespace {

bool canHaveFocus(const QWidget &widget)
{
    return widget.isEnabled() && widget.isVisible();
}

} // namespace

FocusKeeper::FocusKeeper(QObject *parent)
    : QObject(parent)
{
    connect(qApp, &QApplication::focusChanged, this, &FocusKeeper::focusMoved);
}

void FocusKeeper::focusMoved(QWidget *from, QWidget *to)
{
    // Nobody has it while another program is in front.
    if (!from || from == m_lost)
        return;
    if (from->window()->isVisible() && !canHaveFocus(*from)) {
        m_lost = from;
        m_standIn = to;
        from->installEventFilter(this);
    } else if (from == m_standIn && to) {
        m_lost = nullptr; // the user goes on from there
    }
}

bool FocusKeeper::eventFilter(QObject *watched, QEvent *event)
{
    const bool isBack = event->type() == QEvent::EnabledChange || event->type() == QEvent::Show;
    if (isBack && watched == m_lost && canHaveFocus(*m_lost))
        giveBack();
    return QObject::eventFilter(watched, event);
}

void FocusKeeper::giveBack()
{
    QWidget *back = m_lost;
    m_lost = nullptr;
    back->removeEventFilter(this);
    if (back->window()->focusWidget() == m_standIn)
        back->setFocus(Qt::OtherFocusReason);
}

} // namespace unmta::ui
