// A copy of the engine's store, and a copy that becomes the store.
#pragma once

#include "backup/BackupRun.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace unmta::ui {

class BusyBar;
class Card;
class Session;

class BackupCard final : public QWidget
{
    Q_OBJECT

public:
    // `canRestore`: the engine is this console's own and can be stopped for it.
    BackupCard(Session &session, CopyCheck check, bool canRestore);

    // Into a new folder of `place`.
    void backUpTo(const QString &place);
    void askToRestore(const QString &copy);

Q_SIGNALS:
    // The user has been told what happens and wants it.
    void restoreRequested(const QString &copy);

private:
    void openRestore(const QString &copy);
    void choose(const QString &title, void (BackupCard::*then)(const QString &));
    void showState(const QString &text, const QString &role);

    Session &m_session;
    CopyCheck m_check;
    Card *m_card;
    QPushButton *m_backUp;
    QPushButton *m_restore;
    BusyBar *m_busy;
    QLabel *m_state;
};

} // namespace unmta::ui
