#include "shell/WheelGuard.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QWheelEvent>

namespace unmta::ui {

namespace {

// The box that the widget is, or is the editor of; or none.
QWidget *boxOf(QObject *object)
{
    const auto isBox = [](QObject *each) {
        return qobject_cast<QComboBox *>(each) || qobject_cast<QAbstractSpinBox *>(each);
    };
    if (isBox(object))
        return static_cast<QWidget *>(object);
    return object && isBox(object->parent()) ? static_cast<QWidget *>(object->parent()) : nullptr;
}

// The page beneath scrolls.
void passOn(const QWheelEvent &event, QWidget *above)
{
    for (; above; above = above->isWindow() ? nullptr : above->parentWidget()) {
        QWheelEvent passed(above->mapFromGlobal(event.globalPosition()), event.globalPosition(), event.pixelDelta(),
                           event.angleDelta(), event.buttons(), event.modifiers(), event.phase(), event.inverted(),
                           event.source());
        passed.ignore();
        QCoreApplication::sendEvent(above, &passed);
        if (passed.isAccepted())
            return;
    }
}

} // namespace

WheelGuard::WheelGuard(QObject *parent)
    : QObject(parent)
{
    qApp->installEventFilter(this);
}

bool WheelGuard::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Polish) {
        if (QWidget *box = boxOf(watched); box && box->focusPolicy() == Qt::WheelFocus)
            box->setFocusPolicy(Qt::StrongFocus);
    } else if (event->type() == QEvent::Wheel) {
        const QWidget *box = boxOf(watched);
        // An open list of choices is a window of its own, below the box.
        const bool isInside = box && static_cast<QWidget *>(watched)->window() == box->window();
        if (isInside && !box->hasFocus()) {
            passOn(*static_cast<QWheelEvent *>(event), box->parentWidget());
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace unmta::ui
