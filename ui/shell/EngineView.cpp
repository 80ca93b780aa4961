#include "shell/EngineView.h"

#include "cluster/ClusterPage.h"
#include "connecting/Engines.h"
#include "connecting/ForgetEngine.h"
#include "connecting/Mending.h"
#include "domain/DomainPage.h"
#include "domains/DomainListPage.h"
#include "events/EventsPage.h"
#include "kit/Banner.h"
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
#include "shell/AboutDialog.h"
#include "shell/ClusterDialogs.h"
#include "shell/DomainDialogs.h"
#include "shell/Pages.h"
#include "shell/ShortcutsDialog.h"
#include "shell/Sidebar.h"
#include "shell/view/Headline.h"
#include "shell/view/PageRouter.h"
#include "support/Formatting.h"

#include <QDialog>
#include <QHBoxLayout>
#include <QSettings>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int minuteMs = 30'000; // twice a minute, so that no minute is told late

const QString setUpKey = u"setup/done/"_s; // and the installation's name

} // namespace

EngineView::EngineView(const Engine &engine, const UiOptions &options, Theme &theme, QWidget &window)
    : m_options(options)
    , m_theme(theme)
    , m_window(window)
    , m_session(std::make_unique<Session>(engine.transport, *options.clock))
    , m_dialogs(new DomainDialogs(*m_session, &window))
    , m_monitor(new MonitorWatch(*m_session, this))
    , m_readiness(new ReadinessWatch(*m_session, this))
    , m_sidebar(new Sidebar(*m_session, engine.name, options.engines))
    , m_bannerRow(new QWidget)
    , m_banner(new Banner)
    , m_readinessBanner(new ReadinessBanner(*m_session, *m_readiness))
    , m_pages(new Pages(*m_session, *m_monitor, *m_readiness, options, theme.scheme(), engine.isOwn))
    , m_router(new PageRouter(*m_session, *m_pages, *m_sidebar, window, this))
    , m_headline(new Headline(*m_session, m_options, *m_sidebar, this))
{
    layOut();
    connectSidebar();
    connectPages();
    connectDomains();
    connectSetup();
    connectDesktop();
    connectSandbox();
    m_minute.setInterval(minuteMs);
    connect(&m_minute, &QTimer::timeout, m_pages->list, &DomainListPage::timePassed);
    connect(&m_minute, &QTimer::timeout, m_pages->domain, &DomainPage::timePassed);
    connect(&m_minute, &QTimer::timeout, m_pages->setup, &SetupPage::timePassed);
    connect(&m_minute, &QTimer::timeout, m_pages->overview, &OverviewPage::timePassed);
    connect(&m_minute, &QTimer::timeout, m_monitor, &MonitorWatch::changed);
    m_minute.start();
}

// Dialogs and pages listen to the session, so they go first.
EngineView::~EngineView()
{
    qDeleteAll(m_window.findChildren<QDialog *>(Qt::FindDirectChildrenOnly));
    delete m_frame;
    delete m_alerts;
    delete m_readiness;
    delete m_monitor;
    delete m_dialogs;
}

void EngineView::layOut()
{
    m_banner->setObjectName(u"offlineBanner"_s);
    auto *top = new QVBoxLayout(m_bannerRow);
    top->setContentsMargins(24, 12, 24, 0);
    top->addWidget(m_banner);
    m_bannerRow->hide();
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_bannerRow);
    right->addWidget(m_readinessBanner);
    right->addWidget(m_pages, 1);
    auto *content = new QWidget;
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_sidebar);
    row->addLayout(right, 1);
    m_frame = new SandboxFrame(*m_session, content);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_frame);
}

void EngineView::connectSidebar()
{
    connect(m_sidebar, &Sidebar::placeChosen, m_router, &PageRouter::showPlace);
    connect(m_sidebar, &Sidebar::addClusterRequested, this,
            [this] { openAddCluster(*m_session, &m_window, [this] { showDomains(); }); });
    connect(m_sidebar, &Sidebar::engineChosen, this, [this](const QString &id) {
        if (!asksFirst([this, id] { m_options.engines->choose(id, &m_window); }))
            m_options.engines->choose(id, &m_window);
    });
    connect(m_sidebar, &Sidebar::addEngineRequested, this, [this] { m_options.engines->add(&m_window); });
    connect(m_sidebar, &Sidebar::editEngineRequested, this, [this] { m_options.engines->edit(&m_window); });
    connect(m_sidebar, &Sidebar::forgetEngineRequested, this,
            [this] { openForgetEngine(*m_options.engines, &m_window); });
    connect(m_sidebar, &Sidebar::shortcutsRequested, this, &EngineView::showShortcuts);
    connect(m_sidebar, &Sidebar::aboutRequested, this, [this] {
        auto *about = new AboutDialog(*m_session, &m_window);
        about->setAttribute(Qt::WA_DeleteOnClose);
        about->open();
    });
    connect(m_sidebar, &Sidebar::renameClusterRequested, this, [this] { openRenameCluster(*m_session, &m_window); });
    connect(m_sidebar, &Sidebar::helpRequested, this,
            [this](const QString &topic) { Q_EMIT helpRequested(topic.isEmpty() ? m_pages->topic() : topic); });
}

void EngineView::connectDomains()
{
    connect(m_dialogs, &DomainDialogs::adding, this, [this] { m_router->setChosen(); });
    connect(m_dialogs, &DomainDialogs::added, m_router, &PageRouter::showDomain);
    connect(m_dialogs, &DomainDialogs::zoneWanted, m_router, &PageRouter::showZone);
    connect(m_pages->list, &DomainListPage::addRequested, m_dialogs, &DomainDialogs::add);
    connect(m_pages->list, &DomainListPage::domainChosen, m_router, &PageRouter::showDomain);
    connect(m_pages->list, &DomainListPage::sandboxRequested, this, &EngineView::sandboxRequested);
    connect(m_pages->domain, &DomainPage::backRequested, m_router, &PageRouter::showDomains);
    connect(m_pages->domain, &DomainPage::helpRequested, this, &EngineView::helpRequested);
    connect(m_pages->domain, &DomainPage::deleteRequested, m_dialogs,
            [this](const wire::TrackingDomain &domain) { m_dialogs->remove({domain}); });
    connect(m_pages->domain, &DomainPage::appLinksRequested, m_dialogs, &DomainDialogs::openAppLinks);
    connect(m_pages->domain, &DomainPage::handOverRequested, m_dialogs,
            [this](const wire::TrackingDomain &domain) { m_dialogs->handOver({domain}); });
    connect(m_pages->list, &DomainListPage::handOverRequested, m_dialogs, &DomainDialogs::handOver);
    connect(m_pages->list, &DomainListPage::deleteRequested, m_dialogs, &DomainDialogs::remove);
}

void EngineView::connectPages()
{
    connect(m_pages->rewriting, &RewritingPage::helpRequested, this, &EngineView::helpRequested);
    connect(m_pages->notifications, &NotificationsPage::domainChosen, m_router, &PageRouter::showDomainOf);
    connect(m_pages->notifications, &NotificationsPage::unseenChanged, this,
            [this](int count, bool isBad, bool isMore) {
                m_sidebar->setNews(count, isBad ? Tone::Warning : Tone::Accent, isMore);
            });
    connect(m_banner, &Banner::actionRequested, this,
            [this] { mend(m_session->problem(), m_options.engines, &m_window, [this] { m_session->retryNow(); }); });
    connect(m_session.get(), &Session::onlineChanged, this, &EngineView::showOnline);
    connect(m_session.get(), &Session::clusterChosen, this, [this] {
        if (m_pages->isInFront(m_pages->domain))
            showDomains();
    });
    connect(m_headline, &Headline::titleChanged, this, &EngineView::titleChanged);
    connect(m_pages, &Pages::restoreRequested, this, &EngineView::restoreRequested);
    connect(m_pages->settings, &SettingsPage::schemeChosen, this, [this](Scheme scheme) { m_theme.apply(scheme); });
    connect(m_pages->overview, &OverviewPage::domainRequested, m_router, &PageRouter::showDomain);
    connect(m_pages->overview, &OverviewPage::listRequested, m_router, &PageRouter::showDomains);
    connect(m_pages->overview, &OverviewPage::eventsRequested, this, [this](const EventQuery &query) {
        showPlace(Place::Events);
        m_pages->events->showList(query);
    });
    connect(m_pages->cluster, &ClusterPage::addRequested, m_sidebar, &Sidebar::addClusterRequested);
    connect(m_pages->cluster, &ClusterPage::renameRequested, m_sidebar, &Sidebar::renameClusterRequested);
    connect(m_pages->cluster, &ClusterPage::webhooksRequested, this, [this] { showPlace(Place::Webhooks); });
}

// Around everything else, and where its tour leads.
void EngineView::connectSandbox()
{
    connect(m_frame, &SandboxFrame::sandboxChanged, m_headline,
            [this] { m_headline->setSandbox(m_frame->isSandbox()); });
    connect(m_pages->sandbox, &SandboxPanel::eventsRequested, this, [this] { showPlace(Place::Events); });
    const SandboxTour &tour = m_frame->tour();
    connect(&tour, &SandboxTour::addRequested, m_dialogs, &DomainDialogs::add);
    connect(&tour, &SandboxTour::domainRequested, m_router, &PageRouter::showDomain);
    connect(&tour, &SandboxTour::partRequested, this, [this](TourPlace place) {
        showPlace(Place::Sandbox);
        m_pages->sandbox->showPart(place == TourPlace::Recipients ? SandboxPanel::Part::Recipients
                                                                  : SandboxPanel::Part::Records);
        if (place == TourPlace::Clock)
            m_pages->sandbox->focusClock();
    });
}

void EngineView::connectSetup()
{
    connect(m_readiness, &ReadinessWatch::changed, this, &EngineView::showReadiness);
    connect(m_readinessBanner, &ReadinessBanner::showRequested, m_router, &PageRouter::showWorst);
    connect(m_pages->domain, &DomainPage::setupRequested, m_router, &PageRouter::showWorst);
    connect(m_pages->setup, &SetupPage::addDomainRequested, m_dialogs, &DomainDialogs::add);
    connect(m_pages->setup, &SetupPage::domainRequested, m_router, &PageRouter::showDomain);
    connect(m_pages->setup, &SetupPage::settingRequested, m_router, &PageRouter::showSetting);
    connect(m_pages->setup, &SetupPage::sandboxRequested, this, &EngineView::sandboxRequested);
    connect(m_pages->setup, &SetupPage::tokenRequested, this, [this] { m_options.engines->edit(&m_window); });
    if (m_options.engines && m_options.engines->isKept())
        m_pages->setup->offerToken();
    connect(m_pages, &QStackedWidget::currentChanged, this,
            [this] { m_readinessBanner->setOnSetupPage(m_pages->isInFront(m_pages->setup)); });
}

// It is the first page until everything has been ready once; after that it is there to be called.
void EngineView::showReadiness()
{
    m_sidebar->setSetup(m_readiness->isWanted(), m_readiness->leftCount(), !m_readiness->failures().isEmpty());
    if (!m_readiness->isWanted())
        return;
    const QString key = setUpKey + m_session->server()->node;
    const bool isReady = m_readiness->readiness()->isReady;
    if (isReady && m_options.settings)
        m_options.settings->setValue(key, true);
    const bool wasReady = isReady || (m_options.settings && m_options.settings->value(key).toBool());
    const bool wasChosen = m_router->wasChosen();
    m_router->setChosen();
    if (!wasChosen && !wasReady)
        m_router->showZone();
}

void EngineView::connectDesktop()
{
    if (!m_options.desktop)
        return;
    auto *alerts = m_alerts = new DesktopAlerts(m_options.desktop, this);
    connect(m_pages->notifications, &NotificationsPage::arrived, alerts, &DesktopAlerts::arrived);
    connect(alerts, &DesktopAlerts::domainChosen, this, [this](const QString &cluster, const QString &name) {
        Q_EMIT forwardWanted();
        m_router->showDomainOf(cluster, name);
    });
    connect(alerts, &DesktopAlerts::listChosen, this, [this] {
        Q_EMIT forwardWanted();
        showDomains();
    });
    connect(alerts, &DesktopAlerts::notificationsChosen, this, [this] {
        Q_EMIT forwardWanted();
        showPlace(Place::Notifications);
    });
    connect(m_options.desktop, &Desktop::windowWanted, this, &EngineView::forwardWanted);
}

void EngineView::start()
{
    m_session->start();
}

void EngineView::focusList()
{
    m_pages->list->focusList();
}

Place EngineView::place() const
{
    return m_pages->place();
}

void EngineView::showDomains()
{
    m_router->showDomains();
}

void EngineView::showDomain(const QString &name)
{
    m_router->showDomain(name);
}

void EngineView::showPlace(Place place)
{
    m_router->showPlace(place);
}

void EngineView::showZone()
{
    m_router->showZone();
}

bool EngineView::asksFirst(const std::function<void()> &go)
{
    return m_router->asksFirst(go);
}

void EngineView::showCounts()
{
    m_headline->refresh();
}

void EngineView::find()
{
    m_router->find();
}

void EngineView::goBack()
{
    m_router->goBack();
}

void EngineView::showMessage(const QString &path)
{
    showPlace(Place::Rewriting);
    m_pages->rewriting->open(path);
}

void EngineView::showOnline()
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

void EngineView::addDomain()
{
    m_dialogs->add();
}

void EngineView::addMany()
{
    m_dialogs->addMany();
}

void EngineView::refresh()
{
    if (!m_router->refresh())
        m_session->retryNow();
}

void EngineView::deleteChosen()
{
    if (!m_router->deleteChosen())
        m_dialogs->remove(m_pages->list->chosenDomains());
}

void EngineView::showSetupOrSandbox()
{
    if (m_readiness->isWanted() || m_session->hasCapability(u"sandbox"_s))
        showPlace(m_readiness->isWanted() ? Place::Setup : Place::Sandbox);
}

void EngineView::showNodes()
{
    if (m_session->hasCapability(u"nodes"_s))
        showPlace(Place::Nodes);
}

void EngineView::showShortcuts()
{
    if (m_window.findChild<ShortcutsDialog *>())
        return;
    auto *dialog = new ShortcutsDialog(m_session->hasCapability(u"nodes"_s), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void EngineView::help()
{
    Q_EMIT helpRequested(m_pages->topic());
}

void EngineView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_sidebar->fitInto(width());
}

} // namespace unmta::ui
