// Adds many tracking domains at once: a list is pasted, each name gets its verdict, and only then anything is added.
// Afterwards each row says what became of it.
#pragma once

#include "domains/BulkRun.h"
#include "domains/NameList.h"
#include "kit/Sheet.h"
#include "support/Palette.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTreeWidget;

namespace unmta::ui {

class AddManyDialog final : public Sheet
{
    Q_OBJECT

public:
    explicit AddManyDialog(Session &session, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showVerdicts();
    void showRow(int row, Tone tone, const QString &word, const QString &sentence);
    void submit();
    void showOutcomes(const QList<BulkOutcome> &outcomes);

    Session &m_session;
    QList<NameVerdict> m_verdicts;
    QPlainTextEdit *m_names;
    QTreeWidget *m_list;
    QLabel *m_summary;
    QPushButton *m_cancel;
    QPushButton *m_add;
    bool m_isDone = false;
};

} // namespace unmta::ui
