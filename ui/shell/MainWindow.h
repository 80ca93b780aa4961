// The console's window. It navigates, nothing more: pages show and dialogs ask.
#pragma once

#include "access/Access.h"
#include "contract/Transport.h"
#include "shell/Sidebar.h"
#include "shell/UiOptions.h"
#include "support/Theme.h"

#include <QMainWindow>
#include <QTimer>

#include <functional>
#include <memory>

class QStackedWidget;

namespace unmta::ui {

class Banner;
class ClosingGuard;
class DesktopAlerts;
class DomainDialogs;
class DomainListPage;
class DomainPage;
class MonitorWatch;
class NotificationsPage;
class ReadinessBanner;
class ReadinessWatch;
class RewritingPage;
class Session;
class SettingsPage;
class SandboxFrame;
class SandboxPanel;
class SetupPage;

class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    // `transport` and what `options` points to outlive the window.
    MainWindow(Transport &transport, const UiOptions &options);
    ~MainWindow() override;

    void showDomains();
    void showDomain(const QString &name);
    void showPlace(Place place);
    // On the Rewriting page.
    void showMessage(const QString &path);
    // Where the target zone is chosen.
    void showZone();
    // Closes without a question.
    void quit();

Q_SIGNALS:
    // "Try it in the sandbox": whoever started this window starts the rehearsal.
    void sandboxRequested();
    // A topic of the documentation is wanted: whoever started this window knows where it lies.
    void helpRequested(const QString &topic);
    // The engine inside is to become a service of this computer.
    void serviceRequested();
    // The copy in this directory is to become the store of the engine inside.
    void restoreRequested(const QString &copy);
    // For good, not to the tray.
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    // Everything that belongs to one engine, and its end.
    void build(Transport &transport, const QString &engineName, bool ownsEngine);
    void tearDown();
    void connectEngines();
    // The one that was chosen takes the place of the one that is shown.
    void showEngine();
    void makePages(bool ownsEngine);
    void makeShortcuts();
    void connectDesktop();
    [[nodiscard]] QWidget *makeOverview();
    [[nodiscard]] QWidget *makeCluster();
    void connectPages();
    void connectSetup();
    void showOnline();
    void mendConnection();
    void showCounts();
    void connectSandbox(QWidget *content);
    void showReadiness();
    void setPage(Place place, QWidget *page);
    // The settings have changes that were not saved, and somebody is asked about them; `go` follows when it may.
    [[nodiscard]] bool asksFirst(const std::function<void()> &go);
    void showShortcuts();
    void deleteChosen();
    void goBack();
    [[nodiscard]] QString topicOfPage() const;
    void comeForward();
    void restore();

    UiOptions m_options;
    Access m_access; // before all widgets
    std::unique_ptr<ClosingGuard> m_closing;
    Theme m_theme;
    std::unique_ptr<Session> m_session;
    DomainDialogs *m_dialogs = nullptr;
    MonitorWatch *m_monitor = nullptr;
    ReadinessWatch *m_readiness = nullptr;
    DesktopAlerts *m_alerts = nullptr;
    Sidebar *m_sidebar = nullptr;
    QWidget *m_bannerRow = nullptr; // gives the banner its margin, and takes it away
    Banner *m_banner = nullptr;
    ReadinessBanner *m_readinessBanner = nullptr;
    QStackedWidget *m_pages = nullptr;
    SetupPage *m_setupPage = nullptr;
    SettingsPage *m_settingsPage = nullptr;
    DomainListPage *m_listPage = nullptr;
    DomainPage *m_domainPage = nullptr;
    NotificationsPage *m_notificationsPage = nullptr;
    RewritingPage *m_rewritingPage = nullptr;
    SandboxPanel *m_sandboxPanel = nullptr;
    SandboxFrame *m_frame = nullptr;
    QHash<int, QWidget *> m_placePages;
    bool m_firstPageChosen = false; // by what is to be set up, or by the user
    QTimer m_minute;                // relative times grow old
};

} // namespace unmta::ui
