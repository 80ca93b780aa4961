#include "console/Console.h"

#include "assembly/Engine.h"
#include "assembly/OwnStore.h"
#include "common/Documentation.h"
#include "common/UserService.h"
#include "connecting/Engines.h"
#include "contract/LocalSocketTransport.h"
#include "messages/EngineMessages.h"
#include "notifications/TrayDesktop.h"
#include "shell/EngineView.h"
#include "shell/MainWindow.h"
#include "support/Theme.h"

#include <QApplication>
#include <QDesktopServices>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QThread>
#include <QUrl>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

Result<QString> readToken(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error(u"console.token_file"_s, {}, {{u"path"_s, path}}, file.errorString());
    return QString::fromUtf8(file.read(4096)).trimmed();
}

QString engineProgram()
{
    return QCoreApplication::applicationDirPath() + u"/unmta-engine"_s;
}

} // namespace

Console::Console()
    : m_engines(std::make_unique<ui::Engines>(&m_settings, ui::systemKeychain(),
                                              QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) +
                                                  u"/tokens"_s))
{
    QApplication::setQuitOnLastWindowClosed(false);
    connect(m_engines.get(), &ui::Engines::chosen, this, [this] {
        if (!m_window)
            openWindow();
    });
    connect(m_engines.get(), &ui::Engines::givenUp, this, &Console::finished);
}

Console::~Console() = default;

void Console::setMessage(const QString &path)
{
    m_message = path;
}

Result<void> Console::connectTo(const RemoteOptions &remote)
{
    if (remote.tokenFile.isEmpty()) {
        dress();
        if (const auto kept = m_engines->named(remote.url))
            m_engines->choose(kept->id, nullptr);
        else
            m_engines->add(nullptr, ui::engineUrl(remote.url));
        return {};
    }
    const auto token = readToken(remote.tokenFile);
    if (!token)
        return token.error();
    const QUrl url(remote.url);
    return m_engines->showOnce({{}, url.host(), url, {}, remote.caFile}, *token);
}

void Console::embed(const EngineConfig &config)
{
    m_config = config;
    m_engineHasEnded = false;
    m_engine = std::make_unique<Engine>(config);
    connect(m_engine.get(), &Engine::started, this,
            [this, isSandbox = config.sandbox] { show(m_engine->transport(), tr("this computer"), isSandbox); });
    connect(m_engine.get(), &Engine::failed, this, [this, config](const Error &error) { engineFailed(error, config); });
    connect(m_engine.get(), &Engine::stopped, this, [this] {
        m_engineHasEnded = true;
        if (!m_copy.isEmpty())
            restoreNow();
        else if (m_service)
            m_service->start();
        else
            Q_EMIT finished();
    });
    m_engine->start();
}

void Console::engineFailed(const Error &error, const EngineConfig &config)
{
    // Told from within the engine's own signal, so it is let go afterwards.
    m_engine.release()->deleteLater();
    if (error.code != u"store.in_use")
        return complain(error);
    m_transport = std::make_unique<LocalSocketTransport>(config.dataDir);
    show(*m_transport, tr("this computer"), config.sandbox);
}

void Console::show(Transport &transport, const QString &engineName, bool isSandbox)
{
    m_isSandbox = isSandbox;
    m_engines->setHome(transport, engineName);
    if (!m_window) // the new engine lies where another one has lain
        openWindow();
}

void Console::dress()
{
    m_ownPalette = QApplication::palette();
    m_theme = std::make_unique<ui::Theme>();
    m_theme->apply(ui::chosenScheme(m_settings));
}

// As the program started: the window looks at the system's colours.
void Console::undress()
{
    if (!std::exchange(m_theme, nullptr))
        return;
    qApp->setStyleSheet({});
    QApplication::setPalette(m_ownPalette);
}

void Console::openWindow()
{
    undress();
    const bool closingStopsTracking = m_engine && !m_isSandbox;
    m_tray = ui::TrayDesktop::create(closingStopsTracking);
    ui::UiOptions options{
        &m_clock,         &m_settings,         m_engines->name(),    !m_isSandbox,
        m_tray.get(),     m_engine != nullptr, closingStopsTracking, UserService::isPossible(engineProgram()),
        &checkCopyOfStore};
    // A rehearsal is no place to go elsewhere from.
    options.engines = m_isSandbox ? nullptr : m_engines.get();
    m_window = std::make_unique<ui::MainWindow>(m_engines->transport(), options);
    connect(m_window.get(), &ui::MainWindow::closed, this, &Console::windowClosed);
    connect(m_window.get(), &ui::MainWindow::serviceRequested, this, &Console::installService);
    connect(m_window.get(), &ui::MainWindow::sandboxRequested, this, [] {
        // A rehearsal is a console of its own, with a store of its own.
        QProcess::startDetached(QCoreApplication::applicationFilePath(), {u"--sandbox"_s});
    });
    connect(m_window.get(), &ui::MainWindow::helpRequested, this, &Console::openHelp);
    connect(m_window.get(), &ui::MainWindow::restoreRequested, this, &Console::restore, Qt::QueuedConnection);
    m_window->show();
    if (!m_message.isEmpty())
        m_window->view().showMessage(m_message);
}

void Console::openHelp(const QString &topic)
{
    const QString page = documentationPage(QCoreApplication::applicationDirPath(), topic);
    if (!page.isEmpty() && QDesktopServices::openUrl(QUrl::fromLocalFile(page)))
        return;
    tell(ui::helpMissing(page, topic));
}

// The window goes with its engine and comes back with the restored one; whatever fails, the former store is there.
void Console::restore(const QString &copy)
{
    m_copy = copy;
    m_window.reset();
    m_tray.reset();
    m_engine->stop();
}

void Console::restoreNow()
{
    const auto former = std::make_shared<Result<QString>>(QString());
    QThread *thread = QThread::create([former, copy = m_copy, dataDir = m_config.dataDir] {
        *former = restoreStore(copy, dataDir, {}); // reads and copies all of it
    });
    connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    connect(thread, &QThread::finished, this, [this, former] { restored(*former); });
    m_engine.release()->deleteLater(); // told from within its own signal
    thread->start();
}

void Console::restored(const Result<QString> &former)
{
    const QString copy = std::exchange(m_copy, {});
    embed(m_config);
    connect(m_engine.get(), &Engine::started, this, [this, former, copy] { tell(ui::restored(former, copy)); });
}

void Console::quit()
{
    if (m_window)
        m_window->quit();
    else
        windowClosed();
}

void Console::installService()
{
    if (m_service)
        return;
    m_service = std::make_unique<UserService>(engineProgram(), m_config);
    connect(m_service.get(), &UserService::installed, m_engine.get(), &Engine::stop);
    connect(m_service.get(), &UserService::failed, this, &Console::serviceFailed);
    connect(m_service.get(), &UserService::started, this, [this](bool endsWithLogin) {
        const QString user = qEnvironmentVariable("USER");
        connect(tell(ui::serviceStarted(endsWithLogin, user)), &QDialog::finished, this, &Console::finished);
    });
    m_service->install();
}

// Nobody is worse off than before: the engine is inside again.
void Console::serviceFailed(const Error &error)
{
    m_service.release()->deleteLater(); // told from within its own signal
    ui::MessageDialog *dialog = tell(ui::serviceFailed(error));
    if (m_engineHasEnded) {
        connect(dialog, &QDialog::finished, this, [this] {
            m_window.reset();
            embed(m_config);
        });
    }
}

void Console::windowClosed()
{
    if (m_tray)
        m_tray->hide();
    if (m_engine)
        m_engine->stop();
    else
        Q_EMIT finished();
}

// There is no window, so the dialog brings its look along, and takes it away for the window that may follow.
void Console::complain(const Error &error)
{
    undress(); // from the try before
    dress();
    ui::MessageDialog *dialog = tell(ui::startFailed(error, m_config.dataDir, m_config.sandbox));
    connect(dialog, &QDialog::rejected, this, &Console::finished);
    connect(dialog, &ui::MessageDialog::actionRequested, this, [this] { embed(m_config); });
}

ui::MessageDialog *Console::tell(const ui::Message &message)
{
    auto *dialog = new ui::MessageDialog(message, m_window.get());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
    return dialog;
}

} // namespace unmta
