#include "shell/MainWindow.h"

#include "access/FocusKeeper.h"
#include "audit/AuditPage.h"
#include "backup/BackupCard.h"
#include "cluster/ClusterPage.h"
#include "connecting/Engines.h"
#include "connecting/ForgetEngine.h"
#include "connecting/Mending.h"
#include "domain/DomainPage.h"
#include "domains/DomainListPage.h"
#include "events/EventsPage.h"
#include "kit/Banner.h"
#include "language/EngineText.h"
#include "language/Language.h"
#include "monitor/MonitorWatch.h"
#include "notifications/DesktopAlerts.h"
#include "notifications/NotificationsPage.h"
#include "overview/OverviewPage.h"
#include "readiness/ReadinessBanner.h"
#include "readiness/ReadinessWatch.h"
#include "readiness/SetupPage.h"
#include "rewriting/RewritingPage.h"
#include "sandbox/SandboxFrame.h"
#include "sandbox/SandboxPanel.h"
#include "sandbox/tour/SandboxTour.h"
#include "session/Session.h"
#include "settings/SettingsPage.h"
#include "settings/UnsavedDialog.h"
#include "shell/AboutDialog.h"
#include "shell/ClosingGuard.h"
#include "shell/ClusterDialogs.h"
#include "shell/DomainDialogs.h"
#include "shell/PageRights.h"
#include "shell/ShortcutsDialog.h"
#include "shell/Sidebar.h"
#include "shell/WheelGuard.h"
#include "support/Formatting.h"
#include "support/Icons.h"
#include "support/Scale.h"
#include "support/Words.h"
#include "webhooks/WebhooksPage.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDialog>
#include <QHBoxLayout>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int minuteMs = 30'000; // twice a minute, so that no minute is told late

constexpr int sidebarFits = 700; // beside a font of 13 px

const QString geometryKey = u"window/geometry"_s;
const QString columnsKey = u"list/hiddenColumns"_s;
const QString setUpKey = u"setup/done/"_s; // and the installation's name

} // namespace

MainWindow::MainWindow(Transport &transport, const UiOptions &options)
    : m_options(options)
    , m_closing(std::make_unique<ClosingGuard>(*this, options))
{
    new FocusKeeper(this);
    new WheelGuard(this);
    setWindowTitle(tr("unMTA Tracking"));
    setWindowIcon(QIcon(u":/unmta/icons/unmta.svg"_s));
    restore();
    connect(m_closing.get(), &ClosingGuard::serviceRequested, this, &MainWindow::serviceRequested);
    setMinimumSize(820, 520);
    m_minute.setInterval(minuteMs);
    m_minute.start();
    build(transport, options.engineName, options.ownsEngine);
    m_theme.finish();
    makeShortcuts();
    connectEngines();
    m_listPage->focusList();
    m_session->start();
}

MainWindow::~MainWindow()
{
    tearDown();
}

void MainWindow::build(Transport &transport, const QString &engineName, bool ownsEngine)
{
    m_session = std::make_unique<Session>(transport, *m_options.clock);
    m_dialogs = new DomainDialogs(*m_session, this);
    m_monitor = new MonitorWatch(*m_session, this);
    m_readiness = new ReadinessWatch(*m_session, this);
    m_sidebar = new Sidebar(*m_session, engineName, m_options.engines);
    m_bannerRow = new QWidget;
    m_banner = new Banner;
    m_readinessBanner = new ReadinessBanner(*m_session, *m_readiness);
    m_pages = new QStackedWidget;
    makePages(ownsEngine);
    connectPages();
    connectSetup();
    connectDesktop();
    m_banner->setObjectName(u"offlineBanner"_s);
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    auto *top = new QVBoxLayout(m_bannerRow);
    top->setContentsMargins(24, 12, 24, 0);
    top->addWidget(m_banner);
    m_bannerRow->hide();
    right->addWidget(m_bannerRow);
    right->addWidget(m_readinessBanner);
    right->addWidget(m_pages, 1);
    auto *central = new QWidget;
    auto *row = new QHBoxLayout(central);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_sidebar);
    row->addLayout(right, 1);
    connectSandbox(central);
    connect(&m_minute, &QTimer::timeout, m_listPage, &DomainListPage::timePassed);
    connect(&m_minute, &QTimer::timeout, m_domainPage, &DomainPage::timePassed);
    connect(&m_minute, &QTimer::timeout, m_monitor, &MonitorWatch::changed);
    connect(&m_minute, &QTimer::timeout, m_setupPage, &SetupPage::timePassed);
}

// The pages listen to the session, so they go first.
void MainWindow::tearDown()
{
    qDeleteAll(findChildren<QDialog *>(Qt::FindDirectChildrenOnly));
    delete takeCentralWidget();
    delete std::exchange(m_alerts, nullptr);
    delete m_readiness;
    delete m_monitor;
    delete m_dialogs;
    m_session.reset();
    m_firstPageChosen = false;
}

void MainWindow::connectEngines()
{
    if (!m_options.engines)
        return;
    // What is chosen is often chosen by a control of the page that goes.
    connect(m_options.engines, &Engines::chosen, this, &MainWindow::showEngine, Qt::QueuedConnection);
}

void MainWindow::showEngine()
{
    const Place place = Place(m_placePages.key(m_pages->currentWidget(), int(Place::Domains)));
    const Scheme scheme = m_theme.scheme();
    setUpdatesEnabled(false);
    tearDown();
    qApp->setStyleSheet({});
    m_theme.begin(scheme);
    build(m_options.engines->transport(), m_options.engines->name(),
          m_options.ownsEngine && m_options.engines->isHome());
    m_theme.finish();
    m_options.engines->settle();
    showCounts();
    if (place != Place::Domains && place != Place::Setup && place != Place::Sandbox)
        showPlace(place);
    setUpdatesEnabled(true);
    m_session->start();
}

void MainWindow::makePages(bool ownsEngine)
{
    m_listPage = new DomainListPage(*m_session, *m_monitor, *m_readiness, m_options.canStartSandbox);
    if (m_options.settings)
        m_listPage->hideColumns(m_options.settings->value(columnsKey).toStringList());
    m_domainPage = new DomainPage(*m_session, *m_readiness);
    m_notificationsPage = new NotificationsPage(*m_session, *m_monitor);
    m_rewritingPage = new RewritingPage(*m_session);
    m_setupPage = new SetupPage(*m_session, *m_readiness, ownsEngine);
    m_settingsPage = new SettingsPage(
        *m_session, m_theme.scheme(),
        m_options.settings ? m_options.settings->value(QLatin1StringView(languageKey)).toString() : QString());
    connect(m_settingsPage, &SettingsPage::languageChosen, this, [this](const QString &code) {
        if (m_options.settings)
            m_options.settings->setValue(QLatin1StringView(languageKey), code);
    });
    connect(m_settingsPage, &SettingsPage::schemeChosen, this, [this](Scheme scheme) {
        m_theme.apply(scheme);
        if (m_options.settings)
            keepScheme(*m_options.settings, scheme);
    });
    auto *backup = new BackupCard(*m_session, m_options.checkCopy, m_options.closingStopsTracking);
    connect(backup, &BackupCard::restoreRequested, this, &MainWindow::restoreRequested);
    m_settingsPage->addCard(backup);
    m_sandboxPanel = new SandboxPanel(*m_session);
    m_placePages = {{int(Place::Setup), m_setupPage},
                    {int(Place::Overview), makeOverview()},
                    {int(Place::Cluster), makeCluster()},
                    {int(Place::Audit), new AuditPage(*m_session)},
                    {int(Place::Domains), m_listPage},
                    {int(Place::Events), new EventsPage(*m_session)},
                    {int(Place::Rewriting), m_rewritingPage},
                    {int(Place::Notifications), m_notificationsPage},
                    {int(Place::Webhooks), new WebhooksPage(*m_session)},
                    {int(Place::Sandbox), m_sandboxPanel},
                    {int(Place::Settings), m_settingsPage}};
    for (QWidget *page : std::as_const(m_placePages))
        m_pages->addWidget(page);
    m_pages->addWidget(m_domainPage);
    permitControls(*m_session, *m_pages);
    m_pages->setCurrentWidget(m_listPage);
}

QWidget *MainWindow::makeOverview()
{
    auto *page = new OverviewPage(*m_session);
    connect(page, &OverviewPage::domainRequested, this, &MainWindow::showDomain);
    connect(page, &OverviewPage::listRequested, this, &MainWindow::showDomains);
    connect(&m_minute, &QTimer::timeout, page, &OverviewPage::timePassed);
    return page;
}

QWidget *MainWindow::makeCluster()
{
    auto *page = new ClusterPage(*m_session);
    connect(page, &ClusterPage::addRequested, m_sidebar, &Sidebar::addClusterRequested);
    connect(page, &ClusterPage::renameRequested, m_sidebar, &Sidebar::renameClusterRequested);
    connect(page, &ClusterPage::webhooksRequested, this, [this] { showPlace(Place::Webhooks); });
    return page;
}

void MainWindow::connectPages()
{
    connect(m_sidebar, &Sidebar::placeChosen, this, &MainWindow::showPlace);
    connect(m_sidebar, &Sidebar::addClusterRequested, this,
            [this] { openAddCluster(*m_session, this, [this] { showDomains(); }); });
    connect(m_sidebar, &Sidebar::engineChosen, this, [this](const QString &id) {
        if (!asksFirst([this, id] { m_options.engines->choose(id, this); }))
            m_options.engines->choose(id, this);
    });
    connect(m_sidebar, &Sidebar::addEngineRequested, this, [this] { m_options.engines->add(this); });
    connect(m_sidebar, &Sidebar::editEngineRequested, this, [this] { m_options.engines->edit(this); });
    connect(m_sidebar, &Sidebar::forgetEngineRequested, this, [this] { openForgetEngine(*m_options.engines, this); });
    connect(m_sidebar, &Sidebar::shortcutsRequested, this, &MainWindow::showShortcuts);
    connect(m_sidebar, &Sidebar::aboutRequested, this, [this] {
        auto *about = new AboutDialog(*m_session, this);
        about->setAttribute(Qt::WA_DeleteOnClose);
        about->open();
    });
    connect(m_sidebar, &Sidebar::renameClusterRequested, this, [this] { openRenameCluster(*m_session, this); });
    connect(m_sidebar, &Sidebar::helpRequested, this,
            [this](const QString &topic) { Q_EMIT helpRequested(topic.isEmpty() ? topicOfPage() : topic); });
    connect(m_dialogs, &DomainDialogs::adding, this, [this] { m_firstPageChosen = true; });
    connect(m_dialogs, &DomainDialogs::added, this, &MainWindow::showDomain);
    connect(m_dialogs, &DomainDialogs::zoneWanted, this, &MainWindow::showZone);
    connect(m_listPage, &DomainListPage::addRequested, m_dialogs, &DomainDialogs::add);
    connect(m_listPage, &DomainListPage::domainChosen, this, &MainWindow::showDomain);
    connect(m_listPage, &DomainListPage::sandboxRequested, this, &MainWindow::sandboxRequested);
    connect(m_domainPage, &DomainPage::backRequested, this, &MainWindow::showDomains);
    connect(m_domainPage, &DomainPage::helpRequested, this, &MainWindow::helpRequested);
    connect(m_rewritingPage, &RewritingPage::helpRequested, this, &MainWindow::helpRequested);
    connect(m_domainPage, &DomainPage::deleteRequested, m_dialogs,
            [this](const wire::TrackingDomain &domain) { m_dialogs->remove({domain}); });
    connect(m_domainPage, &DomainPage::appLinksRequested, m_dialogs, &DomainDialogs::openAppLinks);
    connect(m_domainPage, &DomainPage::handOverRequested, m_dialogs,
            [this](const wire::TrackingDomain &domain) { m_dialogs->handOver({domain}); });
    connect(m_listPage, &DomainListPage::handOverRequested, m_dialogs, &DomainDialogs::handOver);
    connect(m_listPage, &DomainListPage::deleteRequested, m_dialogs, &DomainDialogs::remove);
    connect(m_listPage, &DomainListPage::hiddenColumnsChanged, this, [this](const QStringList &ids) {
        if (m_options.settings)
            m_options.settings->setValue(columnsKey, ids);
    });
    connect(m_notificationsPage, &NotificationsPage::domainChosen, this, &MainWindow::showDomain);
    connect(m_notificationsPage, &NotificationsPage::unseenChanged, this,
            [this](int count, bool isBad) { m_sidebar->setNews(count, isBad ? Tone::Warning : Tone::Accent); });
    connect(m_banner, &Banner::actionRequested, this, &MainWindow::mendConnection);
    connect(m_session.get(), &Session::onlineChanged, this, &MainWindow::showOnline);
    connect(m_session.get(), &Session::clusterChosen, this, [this] {
        if (m_pages->currentWidget() == m_domainPage)
            showDomains();
    });
    connect(&m_session->domains(), &DomainCache::changed, this, &MainWindow::showCounts);
}

// Around everything else, and where its tour leads.
void MainWindow::connectSandbox(QWidget *content)
{
    m_frame = new SandboxFrame(*m_session, content);
    setCentralWidget(m_frame);
    connect(m_frame, &SandboxFrame::sandboxChanged, this, &MainWindow::showCounts);
    connect(m_sandboxPanel, &SandboxPanel::eventsRequested, this, [this] { showPlace(Place::Events); });
    const SandboxTour &tour = m_frame->tour();
    connect(&tour, &SandboxTour::addRequested, m_dialogs, &DomainDialogs::add);
    connect(&tour, &SandboxTour::domainRequested, this, &MainWindow::showDomain);
    connect(&tour, &SandboxTour::partRequested, this, [this](TourPlace place) {
        showPlace(Place::Sandbox);
        m_sandboxPanel->showPart(place == TourPlace::Recipients ? SandboxPanel::Part::Recipients
                                                                : SandboxPanel::Part::Records);
        if (place == TourPlace::Clock)
            m_sandboxPanel->focusClock();
    });
}

void MainWindow::connectSetup()
{
    connect(m_readiness, &ReadinessWatch::changed, this, &MainWindow::showReadiness);
    connect(m_readinessBanner, &ReadinessBanner::showRequested, this, [this] {
        showPlace(Place::Setup);
        m_setupPage->showWorst();
    });
    connect(m_domainPage, &DomainPage::setupRequested, this, [this] {
        showPlace(Place::Setup);
        m_setupPage->showWorst();
    });
    connect(m_setupPage, &SetupPage::addDomainRequested, m_dialogs, &DomainDialogs::add);
    connect(m_setupPage, &SetupPage::domainRequested, this, &MainWindow::showDomain);
    connect(m_setupPage, &SetupPage::settingRequested, this, [this](const QString &name) {
        showPlace(Place::Settings);
        m_settingsPage->reveal(name);
    });
    connect(m_pages, &QStackedWidget::currentChanged, this,
            [this] { m_readinessBanner->setOnSetupPage(m_pages->currentWidget() == m_setupPage); });
}

// It is the first page until everything has been ready once; after that it is there to be called.
void MainWindow::showReadiness()
{
    m_sidebar->setSetup(m_readiness->isWanted(), m_readiness->leftCount(), !m_readiness->failures().isEmpty());
    if (!m_readiness->isWanted())
        return;
    const QString key = setUpKey + m_session->server()->node;
    const bool isReady = m_readiness->readiness()->isReady;
    if (isReady && m_options.settings)
        m_options.settings->setValue(key, true);
    const bool wasReady = isReady || (m_options.settings && m_options.settings->value(key).toBool());
    if (!std::exchange(m_firstPageChosen, true) && !wasReady)
        showZone();
}

void MainWindow::connectDesktop()
{
    if (!m_options.desktop)
        return;
    auto *alerts = m_alerts = new DesktopAlerts(m_options.desktop, this);
    connect(m_notificationsPage, &NotificationsPage::arrived, alerts, &DesktopAlerts::arrived);
    connect(alerts, &DesktopAlerts::domainChosen, this, [this](const QString &cluster, const QString &name) {
        comeForward();
        m_session->chooseCluster(cluster);
        showDomain(name);
    });
    connect(alerts, &DesktopAlerts::listChosen, this, [this] {
        comeForward();
        showDomains();
    });
    connect(alerts, &DesktopAlerts::notificationsChosen, this, [this] {
        comeForward();
        showPlace(Place::Notifications);
    });
    connect(m_options.desktop, &Desktop::windowWanted, alerts, [this] { comeForward(); });
}

void MainWindow::makeShortcuts()
{
    const auto bind = [this](const QKeySequence &keys, auto action) {
        auto *shortcut = new QShortcut(keys, this);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    bind(QKeySequence::New, [this] { m_dialogs->add(); });
    bind(QKeySequence::Find, [this] {
        if (auto *page = qobject_cast<PageFrame *>(m_pages->currentWidget()))
            page->focusFilter();
    });
    bind(QKeySequence::Refresh, [this] {
        if (m_pages->currentWidget() == m_domainPage)
            m_domainPage->verify();
        else if (m_pages->currentWidget() == m_setupPage && m_session->isOnline())
            m_setupPage->checkAgain();
        else
            m_session->retryNow();
    });
    bind(QKeySequence::Delete, &MainWindow::deleteChosen);
    bind(QKeySequence(Qt::Key_Escape), &MainWindow::goBack);
    bind(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N), [this] { m_dialogs->addMany(); });
    bind(QKeySequence(Qt::Key_Question), &MainWindow::showShortcuts);
    const Place places[]{Place::Domains, Place::Events, Place::Rewriting, Place::Notifications, Place::Settings};
    int key = Qt::Key_1;
    for (const Place place : places)
        bind(QKeySequence(Qt::CTRL | Qt::Key(key++)), [this, place] { showPlace(place); });
    bind(QKeySequence(Qt::CTRL | Qt::Key_0), [this] { showPlace(Place::Overview); });
    bind(QKeySequence(Qt::CTRL | Qt::Key_7), [this] { showPlace(Place::Cluster); });
    bind(QKeySequence(Qt::CTRL | Qt::Key_8), [this] { showPlace(Place::Audit); });
    bind(QKeySequence(Qt::CTRL | Qt::Key_6), [this] {
        if (m_readiness->isWanted() || m_session->hasCapability(u"sandbox"_s))
            showPlace(m_readiness->isWanted() ? Place::Setup : Place::Sandbox);
    });
    bind(QKeySequence::HelpContents, [this] { Q_EMIT helpRequested(topicOfPage()); });
}

bool MainWindow::asksFirst(const std::function<void()> &go)
{
    if (m_pages->currentWidget() != m_settingsPage || m_settingsPage->unsaved() == 0)
        return false;
    m_sidebar->setPlace(Place::Settings);
    if (findChild<UnsavedDialog *>())
        return true;
    auto *dialog = new UnsavedDialog(m_settingsPage->unsaved(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &UnsavedDialog::saveChosen, this, [this, go] { m_settingsPage->save(go); });
    connect(dialog, &UnsavedDialog::discardChosen, this, [this, go] {
        m_settingsPage->discard();
        go();
    });
    dialog->open();
    return true;
}

void MainWindow::showDomains()
{
    if (asksFirst([this] { showDomains(); }))
        return;
    m_domainPage->leave();
    setPage(Place::Domains, m_listPage);
    m_listPage->focusList();
}

void MainWindow::showZone()
{
    showPlace(Place::Setup);
    m_setupPage->focusZone();
}

void MainWindow::setPage(Place place, QWidget *page)
{
    m_firstPageChosen = true;
    m_sidebar->setPlace(place);
    m_pages->setCurrentWidget(page);
}

void MainWindow::showDomain(const QString &name)
{
    if (asksFirst([this, name] { showDomain(name); }))
        return;
    m_listPage->choose(name);
    setPage(Place::Domains, m_domainPage);
    m_domainPage->setFocus();
    m_domainPage->open(name);
}

void MainWindow::showPlace(Place place)
{
    if (place == Place::Domains)
        return showDomains();
    if (place != Place::Settings && asksFirst([this, place] { showPlace(place); }))
        return;
    m_domainPage->leave();
    setPage(place, m_placePages.value(int(place)));
    m_pages->currentWidget()->setFocus();
}

void MainWindow::showMessage(const QString &path)
{
    showPlace(Place::Rewriting);
    m_rewritingPage->open(path);
}

void MainWindow::goBack()
{
    if (m_pages->currentWidget() != m_listPage)
        showDomains();
}

QString MainWindow::topicOfPage() const
{
    static const QHash<int, QString> topics{{int(Place::Events), u"events"_s},
                                            {int(Place::Rewriting), u"rewriting"_s},
                                            {int(Place::Notifications), u"notifications"_s},
                                            {int(Place::Webhooks), u"webhooks"_s},
                                            {int(Place::Sandbox), u"sandbox"_s},
                                            {int(Place::Settings), u"settings"_s},
                                            {int(Place::Overview), u"overview"_s},
                                            {int(Place::Cluster), u"clusters"_s},
                                            {int(Place::Audit), u"monitoring"_s}};
    return topics.value(m_placePages.key(m_pages->currentWidget(), -1), u"tracking-domains"_s);
}

void MainWindow::comeForward()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::showOnline()
{
    m_bannerRow->setVisible(!m_session->isOnline());
    if (m_session->isOnline())
        return;
    const Mending mending = mendingOf(m_session->problem(), m_options.engines);
    const auto contact = m_session->lastContact();
    m_banner->show(mending.tone,
                   contact ? tr("%1 What you see is from %2.").arg(mending.sentence, clockTime(*contact))
                           : mending.sentence,
                   mending.action);
}

void MainWindow::mendConnection()
{
    mend(m_session->problem(), m_options.engines, this, [this] { m_session->retryNow(); });
}

void MainWindow::showCounts()
{
    const auto &domains = m_session->domains().all();
    const int count = int(std::count_if(domains.begin(), domains.end(), &needsAttention));
    const int downgraded = int(std::count_if(domains.begin(), domains.end(), &isDowngraded));
    m_sidebar->setCount(Place::Domains, count, downgraded > 0 ? Tone::Bad : Tone::Warning);
    const bool isElsewhere = m_options.engines && m_options.engines->hasShown() && !m_options.engines->isHome();
    const QString program =
        isElsewhere ? tr("%1 – unMTA Tracking").arg(m_options.engines->name()) : tr("unMTA Tracking");
    const QString title = downgraded > 0 ? tr("%1 downgraded – %2").arg(number(downgraded), program) : program;
    setWindowTitle(m_frame->isSandbox() ? tr("%1 – Sandbox").arg(title) : title);
    if (m_options.desktop)
        m_options.desktop->setAttention(count, downgraded);
}

void MainWindow::showShortcuts()
{
    if (findChild<ShortcutsDialog *>())
        return;
    auto *dialog = new ShortcutsDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::deleteChosen()
{
    if (m_pages->currentWidget() == m_domainPage)
        return m_domainPage->requestDelete();
    if (auto *page = qobject_cast<PageFrame *>(m_pages->currentWidget()))
        page->requestDelete();
    if (m_pages->currentWidget() == m_listPage)
        m_dialogs->remove(m_listPage->chosenDomains());
}

void MainWindow::restore()
{
    resize(1180, 760);
    if (!m_options.settings) {
        m_theme.begin(Scheme::System);
        return;
    }
    restoreGeometry(m_options.settings->value(geometryKey).toByteArray());
    m_theme.begin(chosenScheme(*m_options.settings));
}

void MainWindow::quit()
{
    m_closing->quit();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    if (const bool compact = width() < scaled(sidebarFits, fontMetrics()); compact != m_sidebar->isCompact())
        m_sidebar->setCompact(compact);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_options.settings)
        m_options.settings->setValue(geometryKey, saveGeometry());
    // In the tray nothing is lost.
    const bool stays = m_options.closingStopsTracking && m_options.desktop;
    if (!stays && !m_closing->isDecided() && asksFirst([this] { close(); }))
        return event->ignore();
    if (!m_closing->mayClose())
        return event->ignore();
    QMainWindow::closeEvent(event);
    Q_EMIT closed();
}

} // namespace unmta::ui
