// Where to and as what the events of a search are written; then how far that has come, and what came of it.
#pragma once

#include "base/Error.h"
#include "contract/Operations.h"
#include "kit/Sheet.h"

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QRadioButton;

namespace unmta::ui {

class EventExport;
class Session;

class ExportEventsDialog final : public Sheet
{
    Q_OBJECT

public:
    // `filters`: of listEvents. `isFiltering`: something was searched for, so it is not everything that is written.
    ExportEventsDialog(Session &session, const QueryItems &filters, bool isFiltering, QWidget *parent = nullptr);

private:
    void chooseFile();
    void followKind();
    void showFile();
    void start();
    void stop();
    void showProgress(qint64 written, qint64 total);
    void showOutcome(const QString &text, bool isGood);

    Session &m_session;
    const QueryItems m_filters;
    EventExport *m_export = nullptr; // while it runs
    qint64 m_written = 0;
    QRadioButton *m_csv;
    QRadioButton *m_lines;
    QLineEdit *m_file;
    QPushButton *m_choose;
    QLabel *m_replaces;
    QProgressBar *m_bar;
    QLabel *m_state;
    QPushButton *m_cancel;
    QPushButton *m_start;
};

} // namespace unmta::ui
