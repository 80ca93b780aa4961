#include "session/Permit.h"

#include "session/Session.h"

#include <QAction>
#include <QEvent>
#include <QWidget>

namespace unmta::ui {

namespace {

// Holds one widget back. Whoever enables it meanwhile is remembered, and gets his will when the right comes.
class WidgetPermit final : public QObject
{
public:
    WidgetPermit(Session &session, Right right, QWidget *control)
        : QObject(control)
        , m_session(session)
        , m_right(right)
        , m_control(control)
    {
        control->installEventFilter(this);
        connect(&session, &Session::rightsChanged, this, &WidgetPermit::apply);
        apply();
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::EnabledChange && !m_session.rights().may(m_right))
            hold();
        return QObject::eventFilter(watched, event);
    }

private:
    [[nodiscard]] bool isOn() const { return !m_control->testAttribute(Qt::WA_ForceDisabled); }
    void hold()
    {
        if (!isOn())
            return;
        m_isHeld = true;
        m_control->setEnabled(false);
    }
    void apply()
    {
        const QString why = m_session.rights().whyNot(m_right);
        if (why.isEmpty()) {
            if (std::exchange(m_isTold, false)) {
                m_control->setToolTip(m_tip);
                m_control->setAccessibleDescription(m_description);
            }
            if (std::exchange(m_isHeld, false))
                m_control->setEnabled(true);
            return;
        }
        if (!std::exchange(m_isTold, true)) {
            m_tip = m_control->toolTip();
            m_description = m_control->accessibleDescription();
        }
        m_control->setToolTip(why);
        m_control->setAccessibleDescription(why);
        hold();
    }

    Session &m_session;
    Right m_right;
    QWidget *m_control;
    QString m_tip;
    QString m_description;
    bool m_isTold = false;
    bool m_isHeld = false;
};

} // namespace

void permit(Session &session, Right right, const QList<QWidget *> &controls)
{
    for (QWidget *control : controls)
        new WidgetPermit(session, right, control);
}

void permit(Session &session, Right right, QAction *action)
{
    const auto apply = [&session, right, action, held = std::make_shared<bool>(false)] {
        const QString why = session.rights().whyNot(right);
        action->setToolTip(why.isEmpty() ? action->text() : why);
        if (why.isEmpty() ? *held : action->isEnabled()) {
            *held = !why.isEmpty();
            action->setEnabled(why.isEmpty());
        }
    };
    QObject::connect(&session, &Session::rightsChanged, action, apply);
    QObject::connect(action, &QAction::enabledChanged, action, [&session, right, action](bool enabled) {
        if (enabled && !session.rights().may(right))
            action->setEnabled(false);
    });
    apply();
}

} // namespace unmta::ui
