// Brings the window and its engine together: an engine elsewhere over HTTPS, one that already runs on this computer
// through its socket, or one of its own.
#pragma once

#include "assembly/EngineConfig.h"
#include "base/Clock.h"
#include "contract/Transport.h"

#include <QObject>
#include <QPalette>
#include <QSettings>

#include <memory>

namespace unmta {

class Engine;
class UserService;

namespace ui {
class Engines;
class MainWindow;
class MessageDialog;
class Theme;
class TrayDesktop;
struct Message;
} // namespace ui

struct RemoteOptions
{
    QString url;       // or the name of a connection that is kept
    QString tokenFile; // empty: it is asked for, unless the connection is kept
    QString caFile;
};

class Console final : public QObject
{
    Q_OBJECT

public:
    Console();
    ~Console() override;

    // The window opens with this message on the Rewriting page; call it first.
    void setMessage(const QString &path);
    // Shows the window, or asks first for what is missing. Errors: transport.… of the address, console.token_file.
    [[nodiscard]] Result<void> connectTo(const RemoteOptions &remote);
    // Starts an engine and shows the window once it runs; when another program's engine holds the data directory, the
    // window talks to that one. A failure is told in a dialog that can try again; finished() follows otherwise.
    void embed(const EngineConfig &config);
    // Ends, without a question.
    void quit();

Q_SIGNALS:
    // The window is closed and the engine has ended.
    void finished();

private:
    void show(Transport &transport, const QString &engineName, bool isSandbox);
    void openWindow();
    // For a dialog that comes before the window; the window dresses itself.
    void dress();
    void undress();
    void engineFailed(const Error &error, const EngineConfig &config);
    void windowClosed();
    void installService();
    void serviceFailed(const Error &error);
    void complain(const Error &error);
    // Over the window, where there is one.
    ui::MessageDialog *tell(const ui::Message &message);
    void openHelp(const QString &topic);
    void restore(const QString &copy);
    void restoreNow();
    void restored(const Result<QString> &former);

    SystemClock m_clock;
    QSettings m_settings;
    QString m_message;                      // the file to look at; empty: none
    std::unique_ptr<Transport> m_transport; // of an engine of this computer that is not ours
    std::unique_ptr<ui::Engines> m_engines;
    bool m_isSandbox = false;
    EngineConfig m_config; // of the engine inside
    QString m_copy;        // that is to become its store, once it has stopped
    QPalette m_ownPalette; // the system's, before a dialog was dressed without a window
    std::unique_ptr<Engine> m_engine;
    bool m_engineHasEnded = false;
    std::unique_ptr<UserService> m_service;  // while the engine becomes one
    std::unique_ptr<ui::TrayDesktop> m_tray; // none where there is no tray
    std::unique_ptr<ui::Theme> m_theme;      // of a dialog without a window
    std::unique_ptr<ui::MainWindow> m_window;
};

} // namespace unmta
