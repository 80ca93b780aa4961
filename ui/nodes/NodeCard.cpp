#include "nodes/NodeCard.h"

#include "kit/Badge.h"
#include "nodes/NodeListModel.h"
#include "overview/FigureRows.h"
#include "session/Session.h"
#include "support/Formatting.h"
#include "support/WrapRow.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

QString aboutText(const wire::Node &node, TimePoint now)
{
    if (node.state == u"silent")
        return NodeCard::tr("It has given no sign of life since %1. What it was asked to do the others do; opens and "
                            "clicks that wait there come when its engine runs again.")
            .arg(dayAndTime(node.seenAt, now));
    if (node.state == u"draining")
        return NodeCard::tr("Its health check fails, so that nobody is led to it, and it does no upkeep. Whoever comes "
                            "is served.");
    if (node.hasUpkeep)
        return NodeCard::tr("It serves links and does the upkeep: it checks domains, orders certificates, sends mail, "
                            "calls webhooks and ships events.");
    return NodeCard::tr("It serves links, and takes the upkeep over when the node that does it is gone.");
}

} // namespace

NodeCard::NodeCard(Session &session, QWidget *parent)
    : QFrame(parent)
    , m_session(session)
    , m_name(paragraph({}, u"heading"_s))
    , m_state(new Badge)
    , m_about(paragraph({}, u"dim"_s))
    , m_toggle(new QPushButton)
    , m_remove(new QPushButton(tr("Remove…")))
    , m_whyNot(paragraph(tr("It can be removed once its engine is stopped and it counts as silent."), u"small"_s))
{
    setObjectName(u"nodeCard"_s);
    setAccessibleName(tr("The chosen node"));
    setProperty("role", u"card"_s);
    m_name->setObjectName(u"nodeName"_s);
    m_about->setObjectName(u"nodeAbout"_s);
    auto *rows = new FigureRows(8);
    m_id = rows->add(u"nodeId"_s, tr("Id"), {});
    m_started = rows->add(u"nodeStarted"_s, tr("Started"), {});
    m_requests = rows->add(u"nodeRequests"_s, tr("Requests since then"), {});
    m_whyNot->setObjectName(u"removeNodeHint"_s);
    m_toggle->setObjectName(u"toggleNodeButton"_s);
    m_remove->setObjectName(u"removeNodeButton"_s);
    for (QPushButton *each : {m_toggle, m_remove})
        each->setProperty("look", u"small"_s);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 16);
    column->setSpacing(10);
    auto *top = new QHBoxLayout;
    top->addWidget(m_name, 1);
    top->addWidget(m_state, 0, Qt::AlignTop);
    column->addLayout(top);
    column->addWidget(m_about);
    column->addLayout(rows);
    auto *acts = new WrapRow;
    acts->addWidget(m_toggle);
    acts->addWidget(m_remove);
    column->addLayout(acts);
    column->addWidget(m_whyNot);
    connect(m_toggle, &QPushButton::clicked, this, &NodeCard::toggle);
    connect(m_remove, &QPushButton::clicked, this, &NodeCard::remove);
}

QList<QAbstractButton *> NodeCard::buttons() const
{
    return {m_toggle, m_remove};
}

void NodeCard::show(const wire::Node &node, bool isLast)
{
    m_node = node;
    m_isLast = isLast;
    m_name->setText(node.name);
    m_state->show(nodeBadge(node));
    m_about->setText(node.isThis
                         ? tr("%1 It is the one that answers this window.").arg(aboutText(node, m_session.now()))
                         : aboutText(node, m_session.now()));
    m_id->setText(node.id);
    m_started->setText(dayAndTime(node.startedAt, m_session.now()));
    m_started->setToolTip(exactTime(node.startedAt));
    m_requests->setText(number(node.requests));
    m_toggle->setText(node.state == u"draining" ? tr("Take into service…") : tr("Take out of service…"));
    m_toggle->setEnabled(!canBeRemoved());
    m_remove->setEnabled(canBeRemoved());
    m_whyNot->setVisible(!canBeRemoved());
    setVisible(true);
}

void NodeCard::toggle()
{
    if (!canBeRemoved() && m_session.rights().may(Right::ChangeEngine))
        ask(m_node.state == u"draining" ? NodeDialog::Act::Resume : NodeDialog::Act::Drain);
}

void NodeCard::remove()
{
    if (canBeRemoved() && m_session.rights().may(Right::ChangeEngine))
        ask(NodeDialog::Act::Remove);
}

void NodeCard::ask(NodeDialog::Act act)
{
    auto *dialog = new NodeDialog(m_session, m_node, act, m_isLast, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &NodeDialog::done, this, &NodeCard::changed);
    dialog->open();
}

} // namespace unmta::ui
