// All that the window shows of one engine: the session with it, its pages, and the way between them. The window makes
// another one when another engine is chosen.
#pragma once

#include "contract/Transport.h"
#include "shell/Place.h"
#include "shell/UiOptions.h"
#include "support/Theme.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>

namespace unmta::ui {

class Banner;
class DesktopAlerts;
class DomainDialogs;
class Headline;
class MonitorWatch;
class PageRouter;
class Pages;
class ReadinessBanner;
class ReadinessWatch;
class SandboxFrame;
class Session;
class Sidebar;

class EngineView final : public QWidget
{
    Q_OBJECT

public:
    struct Engine
    {
        Transport &transport; // outlives the view
        QString name;
        bool isOwn = false; // this console has started it
    };
    // Dialogs lie over `window`, which outlives the view, as `theme` does and what `options` points to.
    EngineView(const Engine &engine, const UiOptions &options, Theme &theme, QWidget &window);
    ~EngineView() override;

    // From here on it asks the engine.
    void start();
    void focusList();

    void showDomains();
    void showDomain(const QString &name);
    void showPlace(Place place);
    // Where the target zone is chosen.
    void showZone();
    // On the Rewriting page.
    void showMessage(const QString &path);
    // That of the page in front.
    [[nodiscard]] Place place() const;
    // The settings have changes that were not saved, and somebody is asked about them; `go` follows when it may.
    [[nodiscard]] bool asksFirst(const std::function<void()> &go);
    // In the sidebar, in the window's title, and where the desktop shows them.
    void showCounts();

    // What keys mean, whatever page is in front.
    void addDomain();
    void addMany();
    void find();
    void refresh();
    void deleteChosen();
    void goBack();
    void showSetupOrSandbox();
    void showNodes();
    void showShortcuts();
    void help();

Q_SIGNALS:
    void sandboxRequested();
    void helpRequested(const QString &topic);
    void restoreRequested(const QString &copy);
    // Somebody wants to see the window.
    void forwardWanted();
    void titleChanged(const QString &title);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void layOut();
    void connectSidebar();
    void connectPages();
    void connectDomains();
    void connectSandbox();
    void connectSetup();
    void connectDesktop();
    void showOnline();
    void showReadiness();

    const UiOptions m_options;
    Theme &m_theme;
    QWidget &m_window;
    std::unique_ptr<Session> m_session;
    DomainDialogs *m_dialogs;
    MonitorWatch *m_monitor;
    ReadinessWatch *m_readiness;
    Sidebar *m_sidebar;
    QWidget *m_bannerRow; // gives the banner its margin, and takes it away
    Banner *m_banner;
    ReadinessBanner *m_readinessBanner;
    Pages *m_pages;
    PageRouter *m_router;
    Headline *m_headline;
    SandboxFrame *m_frame;
    DesktopAlerts *m_alerts = nullptr;
    QTimer m_minute; // relative times grow old
};

} // namespace unmta::ui
