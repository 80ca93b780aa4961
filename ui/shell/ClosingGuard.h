// Closing the window is never an accident: while the engine of a real installation lives in this program, its links
// work only as long as the program runs. With a tray the program goes on there; without one, somebody is asked.
#pragma once

#include "shell/UiOptions.h"

#include <QObject>

class QWidget;

namespace unmta::ui {

class ClosingGuard final : public QObject
{
    Q_OBJECT

public:
    // `window` outlives the guard, and so does what `options` points to.
    ClosingGuard(QWidget &window, const UiOptions &options);

    // Whether a window that is being closed may go. If not, it was hidden, or a question is on the screen.
    [[nodiscard]] bool mayClose();
    // Nobody is to be asked any more.
    [[nodiscard]] bool isDecided() const { return m_isQuitting; }
    // Closes without a question: somebody has decided.
    void quit();
    // The user logs off, or the computer shuts down: for a minute every closing passes.
    void sessionEnds();

Q_SIGNALS:
    // The engine is to become a service of this computer, and the program to end.
    void serviceRequested();

private:
    void goToTray();
    void ask();

    QWidget &m_window;
    UiOptions m_options;
    bool m_isQuitting = false;
    bool m_isTold = false; // where the program goes on
};

} // namespace unmta::ui
