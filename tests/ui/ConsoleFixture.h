// A window on an engine in memory, and hands to click it with.
#pragma once

#include "notifications/DesktopAlerts.h"
#include "shell/EngineView.h"
#include "shell/MainWindow.h"
#include "ui/FakeEngine.h"
#include "ui/WindowHands.h"

#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QTextEdit>

#include <memory>

namespace unmta::test {

// Remembers what it was told.
class FakeDesktop final : public ui::Desktop
{
public:
    void tell(const QString &title, const QString &text, bool isWarning) override
    {
        told.append({title, text});
        warned = isWarning;
    }
    void setAttention(int domains, int dead) override
    {
        attention = domains;
        downgraded = dead;
    }

    QList<std::pair<QString, QString>> told; // title, text
    bool warned = false;                     // by the last of them
    int attention = 0;
    int downgraded = 0;
};

class ConsoleFixture final : public WindowHands
{
public:
    explicit ConsoleFixture(const std::function<void(FakeEngine &)> &populate = {}, bool isReachable = true,
                            const std::function<void(ui::UiOptions &)> &surroundings = {})
        : transport(engine.handler())
    {
        if (!isReachable)
            transport.cut();
        if (populate)
            populate(engine);
        ui::UiOptions options{&engine.clock, nullptr, QStringLiteral("this computer"), true, &desktop};
        if (surroundings)
            surroundings(options);
        window = std::make_unique<ui::MainWindow>(transport, options);
        window->show();
    }

    ~ConsoleFixture() override
    {
        window.reset();
        // As the program starts; building a window under a sheet takes long.
        qApp->setStyleSheet({});
    }

    [[nodiscard]] QWidget *root() const override { return window.get(); }
    [[nodiscard]] bool isReady() const { return QTest::qWaitForWindowActive(window.get()); }

    FakeEngine engine;
    FakeTransport transport;
    FakeDesktop desktop;
    std::unique_ptr<ui::MainWindow> window;
};

} // namespace unmta::test
