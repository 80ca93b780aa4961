#include "events/export/ExportEventsDialog.h"

#include "events/export/EventExport.h"
#include "kit/Labels.h"
#include "language/EngineText.h"
#include "session/Session.h"
#include "support/Formatting.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int progressSteps = 1000;

// The commonest reason in words of its own.
QString reasonOf(const Error &error, const QString &path)
{
    const QFileInfo folder(QFileInfo(path).path());
    return error.code == u"output.failed" && !folder.isDir()
               ? ExportEventsDialog::tr("There is no folder %1.").arg(QDir::toNativeSeparators(folder.filePath()))
               : errorText(error);
}

} // namespace

ExportEventsDialog::ExportEventsDialog(Session &session, const QueryItems &filters, bool isFiltering, QWidget *parent)
    : Sheet(u"exportEventsDialog"_s, tr("Export events"), 540, parent)
    , m_session(session)
    , m_filters(filters)
    , m_csv(new QRadioButton(tr("CSV, for spreadsheets")))
    , m_lines(new QRadioButton(tr("NDJSON, one JSON object per line, for programs")))
    , m_file(new QLineEdit)
    , m_choose(new QPushButton(tr("Choose…")))
    , m_replaces(paragraph(tr("There is a file of this name already. It will be replaced."), u"dim"_s))
    , m_bar(new QProgressBar)
    , m_state(paragraph({}))
    , m_cancel(new QPushButton(tr("Cancel")))
    , m_start(new QPushButton(tr("Export")))
{
    m_csv->setObjectName(u"exportCsvButton"_s);
    m_csv->setChecked(true);
    m_lines->setObjectName(u"exportLinesButton"_s);
    m_file->setObjectName(u"exportFileEdit"_s);
    m_file->setAccessibleName(tr("File"));
    m_choose->setObjectName(u"chooseExportFileButton"_s);
    m_choose->setAccessibleName(tr("Choose the file"));
    m_choose->setAutoDefault(false);
    m_replaces->setObjectName(u"exportReplaces"_s);
    m_bar->setObjectName(u"exportProgress"_s);
    m_bar->setAccessibleName(tr("Events written"));
    m_bar->setTextVisible(false);
    m_bar->hide();
    m_state->setObjectName(u"exportState"_s);
    m_state->hide();
    m_cancel->setObjectName(u"cancelButton"_s);
    m_cancel->setAutoDefault(false);
    m_start->setObjectName(u"startExportButton"_s);
    m_start->setProperty("look", u"primary"_s);
    m_start->setDefault(true);

    auto *place = new QHBoxLayout;
    place->setSpacing(8);
    place->addWidget(m_file, 1);
    place->addWidget(m_choose);
    column()->setSpacing(10);
    column()->addWidget(paragraph(isFiltering
                                      ? tr("All events that the search finds are written, oldest first, not only those "
                                           "that are shown.")
                                      : tr("All events of this cluster are written, oldest first, not only those that "
                                           "are shown. Search first to write fewer."),
                                  u"dim"_s));
    column()->addWidget(m_csv);
    column()->addWidget(m_lines);
    column()->addLayout(place);
    column()->addWidget(m_replaces);
    column()->addWidget(m_bar);
    column()->addWidget(m_state);
    addButtons({m_cancel, m_start});

    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    m_file->setText(
        QDir::toNativeSeparators(QDir(folder).filePath(u"events-%1.csv"_s.arg(toIso8601(session.now()).left(10)))));
    connect(m_csv, &QRadioButton::toggled, this, &ExportEventsDialog::followKind);
    connect(m_file, &QLineEdit::textChanged, this, &ExportEventsDialog::showFile);
    connect(m_choose, &QPushButton::clicked, this, &ExportEventsDialog::chooseFile);
    connect(m_start, &QPushButton::clicked, this, &ExportEventsDialog::start);
    connect(m_cancel, &QPushButton::clicked, this, &ExportEventsDialog::stop);
    connect(this, &QDialog::rejected, this, [this] { delete std::exchange(m_export, nullptr); });
    showFile();
    m_file->setFocus();
}

void ExportEventsDialog::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Export events"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(m_csv->isChecked() ? u"csv"_s : u"ndjson"_s);
    dialog->selectFile(m_file->text());
    connect(dialog, &QFileDialog::fileSelected, m_file, &QLineEdit::setText);
    dialog->open();
}

// The file's name ends as its kind does, unless somebody gave it an end of his own.
void ExportEventsDialog::followKind()
{
    const QString from = m_csv->isChecked() ? u".ndjson"_s : u".csv"_s;
    const QString to = m_csv->isChecked() ? u".csv"_s : u".ndjson"_s;
    const QString text = m_file->text();
    if (text.endsWith(from))
        m_file->setText(text.chopped(from.size()) + to);
}

void ExportEventsDialog::showFile()
{
    const QFileInfo file(m_file->text().trimmed());
    m_replaces->setVisible(file.isFile());
    m_start->setEnabled(!m_file->text().trimmed().isEmpty());
}

void ExportEventsDialog::start()
{
    m_written = 0;
    m_bar->setRange(0, 0);
    m_bar->show();
    setRole(m_state, u"dim"_s);
    m_state->setText(tr("Nothing is written yet."));
    m_state->show();
    m_replaces->hide();
    for (QWidget *input : {static_cast<QWidget *>(m_csv), static_cast<QWidget *>(m_lines),
                           static_cast<QWidget *>(m_file), static_cast<QWidget *>(m_choose)})
        input->setEnabled(false);
    m_start->setEnabled(false);
    m_cancel->setText(tr("Cancel"));
    m_cancel->setDefault(true);
    m_cancel->setFocus();
    m_export = new EventExport(m_session, m_filters, m_csv->isChecked() ? EventFileKind::Csv : EventFileKind::Lines,
                               QDir::fromNativeSeparators(m_file->text().trimmed()), this);
    connect(m_export, &EventExport::progressed, this, &ExportEventsDialog::showProgress);
    connect(m_export, &EventExport::finishing, this, [this] { m_cancel->setEnabled(false); });
    connect(m_export, &EventExport::failed, this, [this](const Error &error) {
        showOutcome(
            tr("The export has failed, and no file was written. %1").arg(reasonOf(error, m_file->text().trimmed())),
            false);
    });
    connect(m_export, &EventExport::finished, this, [this](qint64 written) {
        showOutcome(written == 1 ? tr("1 event is in %1.").arg(m_file->text())
                                 : tr("%1 events are in %2.").arg(number(written), m_file->text()),
                    true);
    });
    m_export->start();
}

// While it runs: the export; else the dialog.
void ExportEventsDialog::stop()
{
    if (!m_export)
        return reject();
    showOutcome(tr("The export was cancelled after %1 events, and no file was written.").arg(number(m_written)), false);
    setRole(m_state, u"dim"_s); // as it was wished
}

void ExportEventsDialog::showProgress(qint64 written, qint64 total)
{
    m_written = written;
    if (total < 0) {
        m_state->setText(tr("%1 events are written.").arg(number(written)));
        return;
    }
    const qint64 end = std::max(written, total);
    m_bar->setRange(0, progressSteps);
    m_bar->setValue(end == 0 ? progressSteps : int(written * progressSteps / end));
    m_state->setText(tr("%1 of %2 events are written.").arg(number(written), number(end)));
}

void ExportEventsDialog::showOutcome(const QString &text, bool isGood)
{
    EventExport *done = std::exchange(m_export, nullptr);
    done->disconnect(this);
    done->deleteLater();
    m_bar->hide();
    setRole(m_state, isGood ? u"strong"_s : u"errorSmall"_s);
    m_state->setText(text);
    m_cancel->setText(tr("Close"));
    m_cancel->setEnabled(true);
    m_start->setVisible(!isGood);
    m_start->setText(tr("Try again"));
    for (QWidget *input : {static_cast<QWidget *>(m_csv), static_cast<QWidget *>(m_lines),
                           static_cast<QWidget *>(m_file), static_cast<QWidget *>(m_choose)})
        input->setEnabled(!isGood);
    // What went wrong is mostly the place: another one, and Return tries again.
    if (!isGood) {
        showFile();
        m_start->setDefault(true);
        m_file->setFocus();
        return;
    }
    m_cancel->setFocus();
}

} // namespace unmta::ui
