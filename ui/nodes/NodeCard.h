// One node: what it is doing, and what can be done with it.
#pragma once

#include "contract/wire/Wire.h"
#include "kit/Labels.h"
#include "nodes/NodeDialog.h"

class QAbstractButton;
class QPushButton;

namespace unmta::ui {

class Badge;
class Session;

class NodeCard final : public QFrame
{
    Q_OBJECT

public:
    explicit NodeCard(Session &session, QWidget *parent = nullptr);

    // `isLast`: no other one is in service.
    void show(const wire::Node &node, bool isLast);
    // Each asks first. What the node's state does not allow does nothing.
    void toggle();
    void remove();
    // For the menu of the node's row.
    [[nodiscard]] QList<QAbstractButton *> buttons() const;
    [[nodiscard]] bool canBeRemoved() const { return m_node.state == u"silent"; }

Q_SIGNALS:
    // Something was done to it: the list is to be read again.
    void changed();

private:
    void ask(NodeDialog::Act act);

    Session &m_session;
    wire::Node m_node;
    bool m_isLast = false;
    QLabel *m_name;
    Badge *m_state;
    QLabel *m_about;
    QLabel *m_id;
    QLabel *m_started;
    QLabel *m_requests;
    QPushButton *m_toggle;
    QPushButton *m_remove;
    QLabel *m_whyNot; // it cannot be removed
};

} // namespace unmta::ui
