#include "shell/MainWindow.h"

#include "access/FocusKeeper.h"
#include "connecting/Engines.h"
#include "shell/ClosingGuard.h"
#include "shell/EngineView.h"
#include "shell/WheelGuard.h"

#include <QApplication>
#include <QCloseEvent>
#include <QSettings>
#include <QShortcut>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

const QString geometryKey = u"window/geometry"_s;

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
    makeView(transport, options.engineName, options.ownsEngine);
    m_theme.finish();
    makeShortcuts();
    // What is chosen is often chosen by a control of the page that goes.
    if (m_options.engines)
        connect(m_options.engines, &Engines::chosen, this, &MainWindow::showEngine, Qt::QueuedConnection);
    m_view->focusList();
    m_view->start();
}

MainWindow::~MainWindow()
{
    delete m_view; // which needs the rest of the window
}

void MainWindow::makeView(Transport &transport, const QString &engineName, bool ownsEngine)
{
    m_view = new EngineView({transport, engineName, ownsEngine}, m_options, m_theme, *this);
    setCentralWidget(m_view);
    connect(m_view, &EngineView::sandboxRequested, this, &MainWindow::sandboxRequested);
    connect(m_view, &EngineView::helpRequested, this, &MainWindow::helpRequested);
    connect(m_view, &EngineView::restoreRequested, this, &MainWindow::restoreRequested);
    connect(m_view, &EngineView::forwardWanted, this, &MainWindow::comeForward);
    connect(m_view, &EngineView::titleChanged, this, &QWidget::setWindowTitle);
}

void MainWindow::showEngine()
{
    const Place place = m_view->place();
    const Scheme scheme = m_theme.scheme();
    setUpdatesEnabled(false);
    delete m_view;
    qApp->setStyleSheet({});
    m_theme.begin(scheme);
    makeView(m_options.engines->transport(), m_options.engines->name(),
             m_options.ownsEngine && m_options.engines->isHome());
    m_theme.finish();
    m_options.engines->settle();
    m_view->showCounts();
    // What not every engine has is left.
    if (place != Place::Domains && place != Place::Setup && place != Place::Sandbox && place != Place::Nodes)
        m_view->showPlace(place);
    setUpdatesEnabled(true);
    m_view->start();
}

void MainWindow::makeShortcuts()
{
    const auto bind = [this](const QKeySequence &keys, auto action) {
        auto *shortcut = new QShortcut(keys, this);
        connect(shortcut, &QShortcut::activated, this, [this, action] { (m_view->*action)(); });
    };
    bind(QKeySequence::New, &EngineView::addDomain);
    bind(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N), &EngineView::addMany);
    bind(QKeySequence::Find, &EngineView::find);
    bind(QKeySequence::Refresh, &EngineView::refresh);
    bind(QKeySequence::Delete, &EngineView::deleteChosen);
    bind(QKeySequence(Qt::Key_Escape), &EngineView::goBack);
    bind(QKeySequence(Qt::Key_Question), &EngineView::showShortcuts);
    bind(QKeySequence::HelpContents, &EngineView::help);
    bind(QKeySequence(Qt::CTRL | Qt::Key_6), &EngineView::showSetupOrSandbox);
    bind(QKeySequence(Qt::CTRL | Qt::Key_9), &EngineView::showNodes);
    const std::pair<Qt::Key, Place> places[]{{Qt::Key_0, Place::Overview},      {Qt::Key_1, Place::Domains},
                                             {Qt::Key_2, Place::Events},        {Qt::Key_3, Place::Rewriting},
                                             {Qt::Key_4, Place::Notifications}, {Qt::Key_5, Place::Settings},
                                             {Qt::Key_7, Place::Cluster},       {Qt::Key_8, Place::Audit}};
    for (const auto &[key, place] : places) {
        auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | key), this);
        connect(shortcut, &QShortcut::activated, this, [this, place = place] { m_view->showPlace(place); });
    }
}

void MainWindow::comeForward()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
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

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_options.settings)
        m_options.settings->setValue(geometryKey, saveGeometry());
    // In the tray nothing is lost.
    const bool stays = m_options.closingStopsTracking && m_options.desktop;
    if (!stays && !m_closing->isDecided() && m_view->asksFirst([this] { close(); }))
        return event->ignore();
    if (!m_closing->mayClose())
        return event->ignore();
    QMainWindow::closeEvent(event);
    Q_EMIT closed();
}

} // namespace unmta::ui
