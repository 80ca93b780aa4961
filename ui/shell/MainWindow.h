// The console's window: its place on the screen, its look, its keys and its end. What it shows of an engine is an
// EngineView, one at a time.
#pragma once

#include "access/Access.h"
#include "contract/Transport.h"
#include "shell/UiOptions.h"
#include "support/Theme.h"

#include <QMainWindow>

#include <memory>

namespace unmta::ui {

class ClosingGuard;
class EngineView;

class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    // `transport` and what `options` points to outlive the window.
    MainWindow(Transport &transport, const UiOptions &options);
    ~MainWindow() override;

    // Another one after another engine was chosen.
    [[nodiscard]] EngineView &view() const { return *m_view; }
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

private:
    void makeView(Transport &transport, const QString &engineName, bool ownsEngine);
    // The one that was chosen takes the place of the one that is shown.
    void showEngine();
    void makeShortcuts();
    void comeForward();
    void restore();

    UiOptions m_options;
    Access m_access; // before all widgets
    std::unique_ptr<ClosingGuard> m_closing;
    Theme m_theme;
    EngineView *m_view = nullptr;
};

} // namespace unmta::ui
