#include "nodes/NodeDialog.h"

#include "kit/Labels.h"
#include "language/EngineText.h"
#include "session/Session.h"
#include "support/Formatting.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

using Act = NodeDialog::Act;

QString titleOf(Act act, const QString &name)
{
    switch (act) {
    case Act::Drain:
        return NodeDialog::tr("Take %1 out of service?").arg(name);
    case Act::Resume:
        return NodeDialog::tr("Take %1 into service again?").arg(name);
    case Act::Remove:
        return NodeDialog::tr("Remove the node %1?").arg(name);
    }
    return {};
}

// What comes of it.
QString effectOf(Act act, const wire::Node &node)
{
    switch (act) {
    case Act::Drain:
        return node.hasUpkeep
                   ? NodeDialog::tr("Its health check fails from now on, so that a balancer leads nobody to it, and "
                                    "another node takes the upkeep over. Whoever comes all the same is served.")
                   : NodeDialog::tr(
                         "Its health check fails from now on, so that a balancer leads nobody to it. Whoever "
                         "comes all the same is served.");
    case Act::Resume:
        return NodeDialog::tr("Its health check is good again, and it may take the upkeep over.");
    case Act::Remove:
        return NodeDialog::tr("It is forgotten. If its engine is started again, it joins as a new one.");
    }
    return {};
}

// What may be lost by it; or nothing.
QString warningOf(Act act, const wire::Node &node, bool isLast)
{
    if (act == Act::Drain && isLast)
        return NodeDialog::tr(
            "No other node is in service: a balancer that asks for their health leads nobody anywhere, "
            "and nobody does the upkeep.");
    if (act == Act::Remove && node.eventsWaiting > 0)
        return NodeDialog::tr("%1 opens and clicks were still waiting there. They lie in its data directory only: keep "
                              "that, or start its engine once more.")
            .arg(number(node.eventsWaiting));
    if (act == Act::Remove)
        return NodeDialog::tr("Opens and clicks that it has not handed over lie in its data directory only: keep that "
                              "until they have been.");
    return {};
}

} // namespace

NodeDialog::NodeDialog(Session &session, const wire::Node &node, Act act, bool isLast, QWidget *parent)
    : Sheet(u"nodeDialog"_s, titleOf(act, node.name), 500, parent)
    , m_session(session)
    , m_id(node.id)
    , m_act(act)
    , m_answer(paragraph({}, u"errorSmall"_s))
{
    auto *cancel = new QPushButton(tr("Leave it as it is"));
    cancel->setObjectName(u"cancelButton"_s);
    cancel->setDefault(true);
    const QString action = act == Act::Drain    ? tr("Take out of service")
                           : act == Act::Resume ? tr("Take into service")
                                                : tr("Remove node");
    auto *confirm = new QPushButton(action);
    confirm->setObjectName(u"confirmNodeButton"_s);
    confirm->setProperty("look", act == Act::Resume ? u"primary"_s : u"danger"_s);
    confirm->setAutoDefault(false);
    m_answer->setObjectName(u"nodeAnswer"_s);
    m_answer->hide();
    column()->setSpacing(10);
    column()->addWidget(paragraph(effectOf(act, node)));
    if (const QString warning = warningOf(act, node, isLast); !warning.isEmpty()) {
        auto *notice = new QFrame;
        notice->setProperty("role", u"notice"_s);
        notice->setProperty("tone", u"warning"_s);
        auto *inside = new QVBoxLayout(notice);
        inside->setContentsMargins(12, 10, 12, 10);
        auto *text = paragraph(warning);
        text->setObjectName(u"nodeWarning"_s);
        inside->addWidget(text);
        column()->addWidget(notice);
    }
    column()->addWidget(paragraph(tr("Node %1").arg(node.id), u"dim"_s));
    column()->addWidget(m_answer);
    addButtons({cancel, confirm});
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(confirm, &QPushButton::clicked, this, [this, confirm] { submit(*confirm); });
}

void NodeDialog::submit(QWidget &confirm)
{
    confirm.setEnabled(false);
    const auto take = [this, &confirm](const auto &result) {
        if (result) {
            Q_EMIT done();
            return accept();
        }
        m_answer->setText(errorText(result.error()));
        m_answer->show();
        confirm.setEnabled(true);
    };
    switch (m_act) {
    case Act::Drain:
        return m_session.client().call(api::drainNode, {m_id}, this, take);
    case Act::Resume:
        return m_session.client().call(api::resumeNode, {m_id}, this, take);
    case Act::Remove:
        return m_session.client().call(api::removeNode, {m_id}, this, take);
    }
}

} // namespace unmta::ui
