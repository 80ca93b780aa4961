// Closing the window of a console that answers recipients: never an accident.
#include "shell/ClosingGuard.h"
#include "support/TestMain.h"
#include "ui/ConsoleFixture.h"

#include <QPushButton>

namespace unmta::tst_ui_closing {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

void withTray(ui::UiOptions &options)
{
    options.closingStopsTracking = true;
}

void withoutTray(ui::UiOptions &options)
{
    options.closingStopsTracking = true;
    options.desktop = nullptr;
}

} // namespace

class TestUiClosing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesOnInTheTray()
    {
        ConsoleFixture console({}, true, withTray);
        QVERIFY(console.isReady());
        QSignalSpy closed(console.window.get(), &ui::MainWindow::closed);
        QVERIFY(!console.window->close());
        QVERIFY(!console.window->isVisible());
        QCOMPARE(console.desktop.told.size(), 1);
        QCOMPARE(console.desktop.told.first().first, u"Tracking goes on"_s);
        QVERIFY(console.desktop.told.first().second.contains(u"Quit and stop tracking"_s));
        QVERIFY(!console.desktop.warned); // it is good news
        Q_EMIT console.desktop.windowWanted();
        QTRY_VERIFY(console.window->isVisible());
        QVERIFY(!console.window->close());
        QCOMPARE(console.desktop.told.size(), 1); // said once
        QVERIFY(closed.isEmpty());
        // From there it is a decision, and the window has not to be shown for it.
        Q_EMIT console.desktop.quitWanted();
        QTRY_COMPARE(closed.size(), 1);
    }

    void asksWithoutATray_data()
    {
        QTest::addColumn<QByteArray>("button");
        QTest::addColumn<bool>("closes");
        QTest::addColumn<bool>("wantsService");
        QTest::newRow("keep running") << "keepRunningButton"_ba << false << false;
        QTest::newRow("stop") << "stopTrackingButton"_ba << true << false;
        QTest::newRow("service") << "installServiceButton"_ba << false << true;
    }
    void asksWithoutATray()
    {
        QFETCH(const QByteArray, button);
        QFETCH(const bool, closes);
        QFETCH(const bool, wantsService);
        ConsoleFixture console({}, true, [](ui::UiOptions &options) {
            withoutTray(options);
            options.canInstallService = true;
        });
        QVERIFY(console.isReady());
        QSignalSpy closed(console.window.get(), &ui::MainWindow::closed);
        QSignalSpy service(console.window.get(), &ui::MainWindow::serviceRequested);
        QVERIFY(!console.window->close());
        QTRY_VERIFY(console.shows("closeDialog"));
        QVERIFY(!console.window->close()); // asks once
        QCOMPARE(console.window->findChildren<QDialog *>(u"closeDialog"_s).size(), 1);
        QTRY_VERIFY(console.shows(button.constData()));
        // Return keeps it running.
        QVERIFY(console.find<QPushButton>("keepRunningButton")->isDefault());
        QVERIFY(console.click(button.constData()));
        QTRY_VERIFY(!console.shows("closeDialog"));
        QCOMPARE(closed.size(), closes ? 1 : 0);
        QCOMPARE(console.window->isVisible(), !closes);
        QCOMPARE(service.size(), wantsService ? 1 : 0);
    }

    void offersAServiceOnlyWhereThereIsOne()
    {
        ConsoleFixture console({}, true, withoutTray);
        QVERIFY(console.isReady());
        QVERIFY(!console.window->close());
        QTRY_VERIFY(console.shows("closeDialog"));
        QVERIFY(!console.find("installServiceButton"));
        QTest::keyClick(console.find("closeDialog"), Qt::Key_Escape);
        QTRY_VERIFY(!console.shows("closeDialog"));
        QVERIFY(console.window->isVisible());
        console.window->quit();
        QVERIFY(!console.window->isVisible());
    }

    // A rehearsal, or an engine elsewhere: nobody's links are at stake.
    void closesWhereNothingEnds()
    {
        ConsoleFixture console;
        QVERIFY(console.isReady());
        QVERIFY(console.window->close());
        QVERIFY(console.desktop.told.isEmpty());
    }

    void theEndOfTheSessionIsNotHeldUp()
    {
        QWidget window;
        ui::UiOptions options;
        withoutTray(options);
        ui::ClosingGuard guard(window, options);
        guard.sessionEnds();
        QVERIFY(guard.mayClose());
    }
};

UNMTA_TEST(TestUiClosing)

} // namespace unmta::tst_ui_closing

#include "tst_ui_closing.moc"
