#include "backup/BackupCard.h"

#include "backup/RestoreDialog.h"
#include "kit/BusyBar.h"
#include "kit/Labels.h"
#include "language/EngineText.h"
#include "session/Session.h"

#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

BackupCard::BackupCard(Session &session, CopyCheck check, bool canRestore)
    : m_session(session)
    , m_check(std::move(check))
    , m_card(new Card(tr("Backup")))
    , m_backUp(new QPushButton(tr("Back up now…")))
    , m_restore(new QPushButton(tr("Restore a copy…")))
    , m_busy(new BusyBar)
    , m_state(paragraph({}, u"dim"_s))
{
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_card);
    m_card->body()->setSpacing(10);
    m_card->body()->addWidget(paragraph(
        tr("A copy has everything: domains, link keys, certificates, settings, events. Whoever has it can read all of "
           "it, so keep it where you keep keys. The engine goes on while it is made."),
        u"dim"_s));
    m_backUp->setObjectName(u"backUpButton"_s);
    m_backUp->setProperty("look", u"small"_s);
    m_restore->setObjectName(u"restoreButton"_s);
    m_restore->setProperty("look", u"small"_s);
    m_restore->setEnabled(canRestore);
    auto *row = new QHBoxLayout;
    row->addWidget(m_backUp);
    row->addWidget(m_restore);
    row->addStretch();
    m_card->body()->addLayout(row);
    if (!canRestore) {
        const QString why = tr("A copy is restored on the engine's computer while the engine is stopped: unmta-engine "
                               "--restore DIRECTORY.");
        m_restore->setToolTip(why);
        m_restore->setAccessibleDescription(why);
        m_card->body()->addWidget(paragraph(why, u"small"_s));
    }
    m_busy->hide();
    m_card->body()->addWidget(m_busy);
    m_state->setObjectName(u"backupState"_s);
    m_state->hide();
    m_card->body()->addWidget(m_state);
    connect(m_backUp, &QPushButton::clicked, this,
            [this] { choose(tr("Folder in which the copy gets one of its own"), &BackupCard::backUpTo); });
    connect(m_restore, &QPushButton::clicked, this,
            [this] { choose(tr("Folder of the copy"), &BackupCard::askToRestore); });
}

void BackupCard::choose(const QString &title, void (BackupCard::*then)(const QString &))
{
    auto *dialog = new QFileDialog(this, title);
    dialog->setObjectName(u"backupFolderDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, then);
    dialog->open();
}

void BackupCard::showState(const QString &text, const QString &role)
{
    setRole(m_state, role);
    m_state->setText(text);
    m_state->show();
}

void BackupCard::backUpTo(const QString &place)
{
    const QString time = QDateTime::fromMSecsSinceEpoch(toUnixMs(m_session.now())).toString(u"yyyyMMdd-HHmmss"_s);
    auto *run = new BackupRun(m_session.client(), m_check, this);
    // Its neighbour, which replaces the store, must not get the keyboard meanwhile.
    const bool hadFocus = m_backUp->hasFocus();
    const bool couldRestore = m_restore->isEnabled();
    m_restore->setEnabled(false);
    m_backUp->setEnabled(false);
    m_busy->show();
    connect(run, &BackupRun::copying, this, [this] { showState(tr("The store is being copied…"), u"dim"_s); });
    connect(run, &BackupRun::checking, this, [this] { showState(tr("The copy is opened and checked…"), u"dim"_s); });
    connect(run, &BackupRun::finished, this, [this, run, hadFocus, couldRestore](const Result<QString> &directory) {
        run->deleteLater();
        m_busy->hide();
        m_backUp->setEnabled(true);
        m_restore->setEnabled(couldRestore);
        if (hadFocus)
            m_backUp->setFocus();
        if (!directory)
            return showState(errorText(directory.error()), u"error"_s);
        showState(m_check ? tr("The store is copied to %1, and the copy was opened and checked.").arg(*directory)
                          : tr("The store is copied to %1.").arg(*directory),
                  u"dim"_s);
    });
    run->start(QDir(place).filePath(u"unmta-"_s + time));
}

// A folder that is no copy is refused while the engine still runs.
void BackupCard::askToRestore(const QString &copy)
{
    if (!m_check)
        return openRestore(copy);
    m_restore->setEnabled(false);
    m_busy->show();
    showState(tr("The copy is opened and checked…"), u"dim"_s);
    checkCopy(m_check, copy, this, [this, copy](const Result<QStringList> &files) {
        m_restore->setEnabled(true);
        m_busy->hide();
        if (!files)
            return showState(errorText(files.error()), u"error"_s);
        m_state->hide();
        openRestore(copy);
    });
}

void BackupCard::openRestore(const QString &copy)
{
    auto *dialog = new RestoreDialog(copy, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &RestoreDialog::restoreChosen, this, [this, copy] { Q_EMIT restoreRequested(copy); });
    dialog->open();
}

} // namespace unmta::ui
