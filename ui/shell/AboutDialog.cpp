#include "shell/AboutDialog.h"

#include "base/WholeFile.h"
#include "kit/Labels.h"
#include "kit/text/CopyText.h"
#include "session/Session.h"
#include "shell/Diagnostics.h"

#include <QFileDialog>
#include <QPushButton>
#include <QSaveFile>
#include <QSysInfo>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

// Names and licences are the same in every language.
QString libraries()
{
    return u"Qt %1 – LGPL-3.0\nOpenSSL 3 – Apache-2.0\nSQLite – public domain\nlibcurl – curl (MIT)\nldns – "
           u"BSD-3-Clause\n"
           "libpsl – MIT\nAsio – BSL-1.0\nCLI11 – BSD-3-Clause\nZstandard – BSD-3-Clause\nzlib – Zlib"_s.arg(
               QString::fromLatin1(qVersion()));
}

} // namespace

AboutDialog::AboutDialog(Session &session, QWidget *parent)
    : Sheet(u"aboutDialog"_s, tr("About unMTA Tracking"), 520, parent)
    , m_session(session)
    , m_state(paragraph({}, u"dim"_s))
{
    column()->setSpacing(10);
    QStringList facts{tr("Console %1, Qt %2").arg(QStringLiteral(UNMTA_VERSION), QString::fromLatin1(qVersion()))};
    facts << (session.server() ? tr("Engine %1, installation %2").arg(session.server()->version, session.server()->node)
                               : tr("Engine: no answer yet"));
    facts << QSysInfo::prettyProductName();
    auto *versions = new CopyText(u"versions"_s, tr("the versions"), facts.join(u'\n'));
    column()->addWidget(versions);
    column()->addWidget(paragraph(
        tr("unMTA Tracking is free software under the Apache License 2.0. It comes without any warranty."), u"dim"_s));
    column()->addWidget(label(tr("It stands on the work of others"), u"strong"_s));
    auto *others = paragraph(libraries(), u"small"_s);
    others->setObjectName(u"libraryList"_s);
    column()->addWidget(others);
    column()->addWidget(paragraph(tr("The diagnostics are a text file for somebody who helps you: versions, settings, "
                                     "readiness, and the state of each tracking domain. Secrets, mail addresses, "
                                     "recipients and tokens are left out. Read it before you pass it on."),
                                  u"small"_s));
    m_state->setObjectName(u"diagnosticsState"_s);
    m_state->hide();
    column()->addWidget(m_state);
    auto *save = new QPushButton(tr("Save diagnostics…"));
    save->setObjectName(u"saveDiagnosticsButton"_s);
    save->setAutoDefault(false);
    auto *close = new QPushButton(tr("Close"));
    close->setObjectName(u"closeButton"_s);
    close->setDefault(true);
    addButtons({save, close});
    connect(save, &QPushButton::clicked, this, &AboutDialog::chooseFile);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
}

void AboutDialog::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Save diagnostics"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(u"unmta-diagnostics.json"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &AboutDialog::saveTo);
    dialog->open();
}

void AboutDialog::saveTo(const QString &path)
{
    showState(tr("The engine is being asked…"), u"dim"_s);
    collectDiagnostics(m_session, this, [this, path](const QByteArray &json) {
        QSaveFile file(path);
        if (!file.open(QIODevice::WriteOnly) || !commitWith(file, json))
            return showState(tr("The file could not be written: %1").arg(file.errorString()), u"error"_s);
        showState(tr("Saved as %1.").arg(path), u"dim"_s);
    });
}

void AboutDialog::showState(const QString &text, const QString &role)
{
    setRole(m_state, role);
    m_state->setText(text);
    m_state->show();
}

} // namespace unmta::ui
