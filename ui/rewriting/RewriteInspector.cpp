#include "rewriting/RewriteInspector.h"

#include "kit/Badge.h"
#include "kit/BusyBar.h"
#include "kit/text/CopyButton.h"
#include "kit/text/ValueField.h"
#include "language/EngineText.h"
#include "session/Session.h"
#include "support/Scale.h"
#include "support/WrapRow.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

RewriteInspector::RewriteInspector(Session &session, QWidget *parent)
    : QFrame(parent)
    , m_session(session)
    , m_url(new QLineEdit)
    , m_inspect(new QPushButton(tr("&Inspect")))
    , m_busy(new BusyBar)
    , m_badge(new Badge)
    , m_message(paragraph({}))
    , m_facts(new QGridLayout)
{
    setObjectName(u"inspectorCard"_s);
    setProperty("role", u"card"_s);
    m_url->setObjectName(u"trackedUrlEdit"_s);
    m_url->setAccessibleName(tr("Tracked link"));
    m_url->setPlaceholderText(tr("https://links.example.com/c/…"));
    m_url->setMaxLength(20'000);
    m_url->setClearButtonEnabled(true);
    m_inspect->setObjectName(u"inspectButton"_s);
    m_inspect->setEnabled(false);
    m_badge->setObjectName(u"inspectionBadge"_s);
    m_message->setObjectName(u"inspectionMessage"_s);
    m_busy->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 16);
    column->setSpacing(8);
    column->addWidget(label(tr("Inspect a link"), u"heading"_s));
    column->addWidget(
        paragraph(tr("Paste the address of a tracked link or pixel to see what it stands for."), u"small"_s));
    auto *row = new WrapRow;
    row->add(m_url, scaled(160, fontMetrics()));
    row->add(m_inspect);
    column->addLayout(row);
    column->addWidget(m_busy);
    auto *verdict = new WrapRow;
    verdict->setSpacing(10);
    verdict->add(m_badge, 0, Qt::AlignTop);
    verdict->add(m_message, scaled(200, fontMetrics()));
    column->addLayout(verdict);
    m_facts->setHorizontalSpacing(16);
    m_facts->setVerticalSpacing(6);
    m_facts->setColumnStretch(1, 1);
    column->addLayout(m_facts);
    column->addStretch();
    clear();
    connect(m_url, &QLineEdit::textChanged, this, [this](const QString &text) {
        ++m_asked;
        clear();
        m_inspect->setEnabled(!text.trimmed().isEmpty());
    });
    connect(m_url, &QLineEdit::returnPressed, this, &RewriteInspector::inspect);
    connect(m_inspect, &QPushButton::clicked, this, &RewriteInspector::inspect);
}

void RewriteInspector::inspect()
{
    const QString url = m_url->text().trimmed();
    if (url.isEmpty())
        return;
    clear();
    m_busy->show();
    m_session.client().inspectLink(url, this, [this, asked = ++m_asked](const Result<wire::Inspection> &inspection) {
        if (asked != m_asked)
            return;
        clear();
        if (inspection)
            return show(*inspection);
        setRole(m_message, u"error"_s);
        m_message->setText(errorText(inspection.error()));
        m_message->show();
    });
}

void RewriteInspector::clear()
{
    m_busy->hide();
    m_badge->show({});
    m_message->hide();
    setRole(m_message, {});
    while (QLayoutItem *item = m_facts->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void RewriteInspector::show(const wire::Inspection &inspection)
{
    const bool isOpen = inspection.kind == u"open";
    m_message->setText(inspection.genuine
                           ? (isOpen ? tr("The pixel of a message: it is loaded when the message is opened.")
                                     : tr("A link in a message: a click is counted, then leads there."))
                           : engineText(inspection.message));
    m_message->show();
    if (!inspection.genuine)
        return m_badge->show({tr("Not genuine"), Tone::Bad, Mark::Triangle});
    m_badge->show({isOpen ? tr("Open") : tr("Click"), isOpen ? Tone::Accent : Tone::Good, Mark::Dot});
    addFact(tr("Destination"), inspection.url, u"inspectedUrl"_s, true);
    addFact(tr("Message-ID"), inspection.messageId, u"inspectedMessageId"_s, true);
    addFact(tr("Recipient"), inspection.recipient, u"inspectedRecipient"_s, true);
    addFact(tr("Link name"), inspection.linkName, u"inspectedLinkName"_s, false);
    if (inspection.linkIndex > 0)
        addFact(tr("Position"), tr("link %1 of the message").arg(inspection.linkIndex), u"inspectedIndex"_s, false);
    addFact(tr("Tracking host"), inspection.trackingHost, u"inspectedHost"_s, false);
    addFact(tr("Cluster"), inspection.clusterId, u"inspectedCluster"_s, false);
    int number = 0;
    for (auto it = inspection.meta.cbegin(); it != inspection.meta.cend(); ++it)
        addFact(tr("Data %1").arg(it.key()), it.value(), u"inspectedMeta%1"_s.arg(++number), false);
}

void RewriteInspector::addFact(const QString &name, const QString &value, const QString &objectName, bool fixed)
{
    if (value.isEmpty())
        return;
    const int row = m_facts->rowCount();
    m_facts->addWidget(label(name, u"dim"_s), row, 0, fixed ? Qt::AlignVCenter : Qt::AlignTop);
    if (!fixed) {
        auto *text = paragraph(value);
        text->setObjectName(objectName);
        m_facts->addWidget(text, row, 1);
        return;
    }
    auto *field = new ValueField;
    field->setObjectName(objectName);
    field->setAccessibleName(name);
    field->setValue(value);
    auto *copy = new CopyButton(name);
    copy->setObjectName(objectName + u"CopyButton"_s);
    copy->setValue(value);
    auto *both = new QWidget;
    auto *line = new QHBoxLayout(both);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addWidget(field);
    line->addWidget(copy);
    line->addStretch();
    m_facts->addWidget(both, row, 1);
}

} // namespace unmta::ui
