#include "shell/ClosingGuard.h"

#include "notifications/DesktopAlerts.h"
#include "shell/CloseDialog.h"

#include <QGuiApplication>
#include <QSessionManager>
#include <QSettings>
#include <QTimer>
#include <QWidget>

#include <chrono>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::minutes logOffTime(1);
const QString toldKey = u"window/toldOfTray"_s;

} // namespace

ClosingGuard::ClosingGuard(QWidget &window, const UiOptions &options)
    : m_window(window)
    , m_options(options)
{
    connect(qGuiApp, &QGuiApplication::commitDataRequest, this, &ClosingGuard::sessionEnds, Qt::DirectConnection);
    if (m_options.desktop)
        connect(m_options.desktop, &Desktop::quitWanted, this, &ClosingGuard::quit);
}

bool ClosingGuard::mayClose()
{
    if (m_isQuitting || !m_options.closingStopsTracking)
        return true;
    if (m_options.desktop)
        goToTray();
    else
        ask();
    return false;
}

void ClosingGuard::quit()
{
    m_isQuitting = true;
    m_window.close();
}

// All windows are closed then, and one that asks or hides would hold the session up. That the user has called the end
// off nobody tells.
void ClosingGuard::sessionEnds()
{
    m_isQuitting = true;
    QTimer::singleShot(logOffTime, this, [this] { m_isQuitting = false; });
}

void ClosingGuard::goToTray()
{
    m_window.hide();
    if (std::exchange(m_isTold, true) || (m_options.settings && m_options.settings->value(toldKey).toBool()))
        return;
    m_options.desktop->tell(tr("Tracking goes on"),
                            tr("unMTA Tracking stays in the tray, so that links in delivered mail keep working. To end "
                               "it, choose “Quit and stop tracking” from the menu there."),
                            false);
    if (m_options.settings)
        m_options.settings->setValue(toldKey, true);
}

void ClosingGuard::ask()
{
    if (m_window.findChild<CloseDialog *>())
        return;
    auto *dialog = new CloseDialog(m_options.canInstallService, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &CloseDialog::stopChosen, this, &ClosingGuard::quit);
    connect(dialog, &CloseDialog::serviceChosen, this, &ClosingGuard::serviceRequested);
    dialog->open();
}

} // namespace unmta::ui
