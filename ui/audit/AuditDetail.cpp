#include "audit/AuditDetail.h"

#include "support/AuditWords.h"
#include "support/Formatting.h"
#include "support/WrapRow.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

AuditDetail::AuditDetail(QWidget *parent)
    : QFrame(parent)
    , m_title(paragraph({}, u"heading"_s))
    , m_facts(paragraph({}, u"dim"_s))
    , m_changes(paragraph({}))
{
    setObjectName(u"auditDetail"_s);
    setAccessibleName(tr("The chosen entry"));
    setProperty("role", u"card"_s);
    m_title->setObjectName(u"auditDetailTitle"_s);
    m_facts->setObjectName(u"auditDetailFacts"_s);
    m_changes->setObjectName(u"auditDetailChanges"_s);
    auto *close = new QPushButton(tr("Close"));
    close->setObjectName(u"closeAuditDetailButton"_s);
    close->setAccessibleName(tr("Close the entry's details"));
    close->setProperty("look", u"small"_s);
    auto *subject = new QPushButton(tr("All about this subject"));
    subject->setObjectName(u"auditSubjectButton"_s);
    subject->setProperty("look", u"small"_s);
    auto *actor = new QPushButton(tr("All by this one"));
    actor->setObjectName(u"auditActorButton"_s);
    actor->setProperty("look", u"small"_s);
    m_ways = {subject, actor};
    auto *top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(close);
    auto *ways = new WrapRow;
    ways->setSpacing(8);
    ways->add(subject);
    ways->add(actor);
    ways->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 10, 14, 12);
    column->setSpacing(8);
    column->addLayout(top);
    column->addWidget(m_facts);
    column->addWidget(m_changes);
    column->addLayout(ways);
    connect(close, &QPushButton::clicked, this, &AuditDetail::closeRequested);
    connect(subject, &QPushButton::clicked, this, [this] { Q_EMIT subjectWanted(m_entry.subject); });
    connect(actor, &QPushButton::clicked, this, [this] { Q_EMIT actorWanted(m_entry.actor); });
}

void AuditDetail::show(const wire::AuditEntry &entry)
{
    m_entry = entry;
    const QString subject = subjectWords(entry);
    m_title->setText(subject.isEmpty() ? actionWord(entry.action)
                                       : tr("%1: %2").arg(actionWord(entry.action), subject));
    const QString from = entry.node.isEmpty() ? (entry.peer ? tr("from %1").arg(*entry.peer) : tr("on this computer"))
                         : entry.peer         ? tr("from %1 at node %2").arg(*entry.peer, entry.node)
                                              : tr("at node %1").arg(entry.node);
    m_facts->setText(tr("%1, %2, %3").arg(actorWord(entry.actor), from, exactTime(entry.at)));
    QStringList lines;
    if (const QString detail = detailWords(entry); !detail.isEmpty())
        lines << detail;
    if (const QString changes = changeLines(entry); !changes.isEmpty())
        lines << changes;
    m_changes->setText(lines.isEmpty() ? tr("Nothing more is known.") : lines.join(u'\n'));
    setVisible(true);
}

} // namespace unmta::ui
