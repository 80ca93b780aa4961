#include "events/DeleteEventsDialog.h"

#include "kit/Labels.h"
#include "language/EngineText.h"
#include "session/Session.h"
#include "support/Formatting.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int typingPauseMs = 300;

} // namespace

DeleteEventsDialog::DeleteEventsDialog(Session &session, const QString &recipient, QWidget *parent)
    : Sheet(u"deleteEventsDialog"_s, tr("Delete a recipient's events"), 500, parent)
    , m_session(session)
    , m_clusterId(session.clusterId())
    , m_recipient(new QLineEdit(recipient))
    , m_notice(new QFrame)
    , m_count(paragraph({}, u"strong"_s))
    , m_consequence(paragraph(tr("What is deleted is gone for ever: its place on the disk is overwritten.")))
    , m_stays(
          paragraph(tr("The sums of opens and clicks stay; they name nobody. Links in mail that was delivered go on "
                       "working and record new events. Backups keep what was in them."),
                    u"dim"_s))
    , m_answer(paragraph({}, u"errorSmall"_s))
    , m_cancel(new QPushButton(tr("Keep them")))
    , m_delete(new QPushButton(tr("Delete events")))
{
    m_recipient->setObjectName(u"doomedRecipientEdit"_s);
    m_recipient->setAccessibleName(tr("Recipient"));
    m_recipient->setPlaceholderText(tr("name@example.com"));
    m_count->setObjectName(u"eventsAtStake"_s);
    m_answer->setObjectName(u"deleteEventsAnswer"_s);
    m_answer->hide();
    m_cancel->setObjectName(u"cancelButton"_s);
    m_cancel->setAutoDefault(false);
    m_delete->setObjectName(u"confirmDeleteButton"_s);
    m_delete->setProperty("look", u"danger"_s);
    // Enter in the line asks how many there are; it never deletes.
    m_delete->setAutoDefault(false);

    m_notice->setProperty("role", u"notice"_s);
    m_notice->setProperty("tone", u"bad"_s);
    auto *stake = new QVBoxLayout(m_notice);
    stake->setContentsMargins(12, 10, 12, 10);
    stake->setSpacing(4);
    stake->addWidget(m_count);
    stake->addWidget(m_consequence);

    column()->setSpacing(10);
    column()->addWidget(paragraph(tr("Whose events? The case of letters makes no difference."), u"dim"_s));
    column()->addWidget(m_recipient);
    column()->addWidget(m_notice);
    column()->addWidget(m_stays);
    column()->addWidget(m_answer);
    addButtons({m_cancel, m_delete});

    m_typing.setSingleShot(true);
    connect(&m_typing, &QTimer::timeout, this, &DeleteEventsDialog::count);
    connect(m_recipient, &QLineEdit::textChanged, this, &DeleteEventsDialog::askSoon);
    connect(m_recipient, &QLineEdit::returnPressed, this, [this] {
        if (m_events.value_or(0) > 0)
            return m_delete->setFocus(Qt::TabFocusReason);
        m_wantsOn = true;
        m_typing.start(0);
    });
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_delete, &QPushButton::clicked, this, &DeleteEventsDialog::submit);
    m_recipient->selectAll();
    m_recipient->setFocus();
    askSoon();
    m_typing.start(0);
}

QString DeleteEventsDialog::recipient() const
{
    return m_recipient->text().trimmed();
}

void DeleteEventsDialog::askSoon()
{
    ++m_asked;
    m_events.reset();
    m_wantsOn = false;
    m_answer->hide();
    m_delete->setEnabled(false);
    m_delete->setText(tr("Delete events"));
    m_notice->setVisible(!recipient().isEmpty());
    m_consequence->hide();
    m_count->setText(tr("Counting the events of %1…").arg(recipient()));
    m_typing.start(typingPauseMs);
}

void DeleteEventsDialog::count()
{
    if (recipient().isEmpty())
        return;
    m_session.client().countEvents(m_clusterId, recipient(), this,
                                   [this, asked = m_asked](const Result<wire::EventCount> &counted) {
                                       if (asked == m_asked)
                                           showCount(counted);
                                   });
}

void DeleteEventsDialog::showCount(const Result<wire::EventCount> &counted)
{
    if (!counted) {
        m_notice->hide();
        m_answer->setText(errorText(counted.error()));
        m_answer->show();
        return;
    }
    m_events = counted->events;
    const bool any = counted->events > 0;
    m_count->setText(any ? tr("%1 in this cluster.").arg(inWords(counted->events, recipient()))
                         : tr("There is no event of %1 in this cluster.").arg(recipient()));
    m_consequence->setVisible(any);
    m_delete->setEnabled(any);
    if (any)
        m_delete->setText(counted->events == 1 ? tr("Delete 1 event")
                                               : tr("Delete %1 events").arg(number(counted->events)));
    if (any && m_wantsOn)
        m_delete->setFocus(Qt::TabFocusReason);
}

QString DeleteEventsDialog::inWords(qint64 events, const QString &whose) const
{
    return events == 1 ? tr("1 event of %1").arg(whose) : tr("%1 events of %2").arg(number(events), whose);
}

void DeleteEventsDialog::submit()
{
    const QString whose = recipient();
    m_typing.stop();
    ++m_asked;
    m_recipient->setEnabled(false);
    m_delete->setEnabled(false);
    m_delete->setText(tr("Deleting…"));
    // It has the focus now, and keeps nothing any more.
    m_cancel->setText(tr("Close"));
    m_answer->hide();
    m_session.client().deleteEvents(m_clusterId, whose, this, [this, whose](const Result<wire::EventDeletion> &done) {
        if (done)
            return showDone(whose, done->deleted);
        m_recipient->setEnabled(true);
        m_cancel->setText(tr("Keep them"));
        askSoon();
        m_answer->setText(errorText(done.error()));
        m_answer->show();
    });
}

void DeleteEventsDialog::showDone(const QString &whose, qint64 deleted)
{
    m_recipient->hide();
    m_stays->hide();
    m_consequence->hide();
    m_delete->hide();
    setLook(m_notice, "tone", u"good"_s);
    setLook(m_count, "tone", u"good"_s);
    m_count->setText(deleted == 1 ? tr("1 event of %1 is deleted.").arg(whose)
                                  : tr("%1 events of %2 are deleted.").arg(number(deleted), whose));
    m_cancel->setDefault(true);
    m_cancel->setFocus();
}

} // namespace unmta::ui
