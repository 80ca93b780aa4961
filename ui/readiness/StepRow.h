// One readiness check as a step: its state as a sign and a word, what was found, the one thing to do with what is to be
// copied, and what was seen behind a button. Changes in place: what has the focus keeps it.
#pragma once

#include "readiness/ReadinessWords.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace unmta::ui {

class Badge;

struct StepView
{
    wire::ReadinessCheck check;
    QString after;        // the title of the step that comes first; empty: this one's turn has come
    QString meaning;      // what the state means for recipients; empty: the sentence says it
    bool hasForm = false; // that does what is to be done
    QString action;       // the button's text; empty: it cannot be done in the console
    QString actionInFull; // for those who only hear it; empty: the text says it
    QString lockedWhy;    // the button is disabled, with this reason
    // The button does what the fix' commands do, so they are left out.
    bool needsNoCommands = false;
};

class StepRow final : public QFrame
{
    Q_OBJECT

public:
    explicit StepRow(const QString &id, QWidget *parent = nullptr);
    void show(const StepView &view);
    // Between the sentence and the button.
    void addForm(QWidget *form);

Q_SIGNALS:
    void actionRequested();

private:
    void showFix(const StepView &view);
    void showEvidence();

    QString m_id;
    QWidget *m_state;
    Badge *m_badge;
    QLabel *m_title;
    QLabel *m_sentence;
    QLabel *m_meaning;
    QLabel *m_fix;
    QWidget *m_blocks;
    QList<CopyBlock> m_shown;
    QPushButton *m_details;
    QPushButton *m_action;
    QLabel *m_evidence;
    QVBoxLayout *m_words;
};

} // namespace unmta::ui
