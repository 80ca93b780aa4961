// What calls for attention: a monitor that holds its checks back, and what the desktop is told.
#include "ui/ConsoleFixture.h"

#include "notifications/TrayDesktop.h"
#include "support/TestMain.h"

#include <QPlainTextEdit>

namespace unmta::tst_ui_alerts {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestUiAlerts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void heldMonitorIsExplainedAndReleased();
    void heldMonitorIsShownLive();
    void releaseThatComesTooLateSaysSo();
    void distrustedTestNamesAreToldOf();
    void desktopIsToldOfWhatCallsForSomebody_data();
    void desktopIsToldOfWhatCallsForSomebody();
    void clickOnTheMessageOpensTheDomain();
    void manyAtOnceAreOneMessage();
    void leftOverRecordsLeadNowhere();
    void trayShowsHowManyNeedAttention();
    void trayIconHasADot();
};

namespace {

void some(FakeEngine &engine)
{
    engine.addActive(u"a.example.com"_s, 10);
    engine.addActive(u"b.example.com"_s, 10);
}

wire::Monitor held(const FakeEngine &engine)
{
    wire::Monitor monitor;
    monitor.state = u"held"_s;
    monitor.reason = u"breaker"_s;
    monitor.explanation = u"112 of 400 checked domains changed at once."_s;
    monitor.heldSince = engine.clock.now() - 3min;
    monitor.nextTryAt = engine.clock.now() + 4min;
    for (int i = 0; i < 100; ++i)
        monitor.wouldStrike << u"t%1.example.com"_s.arg(i);
    monitor.wouldStrikeCount = 112;
    monitor.checkedInRound = 400;
    return monitor;
}

} // namespace

void TestUiAlerts::heldMonitorIsExplainedAndReleased()
{
    ConsoleFixture console([](FakeEngine &engine) {
        some(engine);
        engine.monitor = held(engine);
    });
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("monitorBanner"));
    QTRY_VERIFY(console.shows("domainTable"));
    QVERIFY(console.text("monitorExplanation").contains(u"112 of 400"));
    QVERIFY(console.text("monitorMeaning").contains(u"no check counts as a strike"));
    QVERIFY(console.text("monitorMeaning").contains(u"in 4 min"));
    QVERIFY(!console.shows("heldDomainsList"));
    QCOMPARE(console.text("heldDomainsButton"), u"Show the 112 domains"_s);
    QVERIFY(console.click("heldDomainsButton"));
    QVERIFY(console.shows("heldDomainsList"));
    QVERIFY(console.find<QPlainTextEdit>("heldDomainsList")->toPlainText().contains(u"t99.example.com"));
    QCOMPARE(console.text("heldDomainsMore"), u"and 12 more"_s);
    QVERIFY(console.click("heldDomainsButton"));
    QVERIFY(!console.shows("heldDomainsList"));

    QVERIFY(console.click("releaseMonitorButton"));
    QTRY_VERIFY(console.shows("releaseMonitorDialog"));
    QCOMPARE(console.text("releaseEffect"), u"The failed checks of 112 domains are counted as strikes."_s);
    QVERIFY(console.clickIn("releaseMonitorDialog", "cancelButton"));
    QTRY_VERIFY(!console.shows("releaseMonitorDialog"));
    QCOMPARE(console.engine.released, 0);
    QVERIFY(console.click("releaseMonitorButton"));
    QTRY_VERIFY(console.shows("confirmReleaseButton"));
    // Enter does not release: that is for a hand that means it.
    QTRY_VERIFY(console.find<QAbstractButton>("cancelButton")->hasFocus());
    QVERIFY(console.clickIn("releaseMonitorDialog", "confirmReleaseButton"));
    QTRY_COMPARE(console.engine.released, 1);
    QTRY_VERIFY(!console.shows("monitorBanner"));
    QTRY_VERIFY(!console.shows("releaseMonitorDialog"));
}

void TestUiAlerts::heldMonitorIsShownLive()
{
    ConsoleFixture console(some);
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    QVERIFY(!console.shows("monitorBanner"));
    wire::Monitor monitor = held(console.engine);
    console.engine.setMonitor(monitor);
    QTRY_VERIFY(console.shows("monitorBanner"));
    QVERIFY(console.click("notificationsButton"));
    QVERIFY(console.shows("monitorBanner"));
    QVERIFY(console.click("eventsButton"));
    QVERIFY(!console.shows("monitorBanner"));
    QVERIFY(console.click("domainsButton"));
    // The next round finds one domain only.
    monitor.wouldStrike = {u"a.example.com"_s};
    monitor.wouldStrikeCount = 1;
    monitor.nextTryAt.reset();
    console.engine.setMonitor(monitor);
    QTRY_COMPARE(console.text("heldDomainsButton"), u"Show the domain"_s);
    QVERIFY(console.text("monitorMeaning").contains(u"being tried again"));
    console.engine.setMonitor({u"running"_s, {}, {}, {}, {}, {}});
    QTRY_VERIFY(!console.shows("monitorBanner"));
}

void TestUiAlerts::releaseThatComesTooLateSaysSo()
{
    ConsoleFixture console([](FakeEngine &engine) { engine.monitor = held(engine); });
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("monitorBanner"));
    QVERIFY(console.click("releaseMonitorButton"));
    QTRY_VERIFY(console.shows("confirmReleaseButton"));
    // It ended by itself, and the notice of that is still on its way.
    console.engine.monitor = {u"running"_s, {}, {}, {}, {}, {}};
    QVERIFY(console.clickIn("releaseMonitorDialog", "confirmReleaseButton"));
    QTRY_VERIFY(console.text("releaseAnswer").contains(u"No round of checks is held"));
    QTRY_VERIFY(!console.shows("monitorBanner"));
    QTRY_COMPARE(console.text("releaseEffect"), u"Nothing is held back any more."_s);
    QVERIFY(!console.find("confirmReleaseButton")->isEnabled());
}

void TestUiAlerts::distrustedTestNamesAreToldOf()
{
    ConsoleFixture console([](FakeEngine &engine) {
        engine.monitor = held(engine);
        engine.monitor.reason = u"canaries"_s;
        engine.monitor.wouldStrike.clear();
        engine.monitor.wouldStrikeCount = 0;
    });
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("monitorBanner"));
    QVERIFY(!console.shows("heldDomainsButton"));
    QVERIFY(console.click("releaseMonitorButton"));
    QTRY_VERIFY(console.shows("releaseEffect"));
    QVERIFY(console.text("releaseEffect").contains(u"no failed check is held"));
    QVERIFY(console.text("releaseAfterwards").contains(u"a new round begins"));
}

void TestUiAlerts::desktopIsToldOfWhatCallsForSomebody_data()
{
    QTest::addColumn<QString>("title"); // empty: nobody is told
    QTest::newRow("domain.warning") << u"a.example.com failed a check"_s;
    QTest::newRow("domain.downgraded") << u"Links of a.example.com are dead"_s;
    QTest::newRow("domain.claimed_elsewhere") << u"a.example.com was verified by another cluster"_s;
    QTest::newRow("monitor.held") << u"The monitor holds its checks back"_s;
    QTest::newRow("domain.verified") << QString();
    QTest::newRow("domain.recovered") << QString();
    QTest::newRow("certificate.recovered") << QString();
    QTest::newRow("monitor.resumed") << QString();
}

void TestUiAlerts::desktopIsToldOfWhatCallsForSomebody()
{
    QFETCH(QString, title);
    const QString kind = QString::fromLatin1(QTest::currentDataTag());
    ConsoleFixture console([](FakeEngine &engine) {
        some(engine);
        engine.notify(u"domain.warning"_s, u"b.example.com"_s, u"This was there before."_s);
    });
    QVERIFY(console.isReady());
    QTRY_COMPARE(console.rows("notificationTable"), 1);
    console.engine.notify(kind, u"a.example.com"_s, u"What happened."_s);
    QTRY_COMPARE(console.rows("notificationTable"), 2);
    QCOMPARE(console.desktop.told.size(), title.isEmpty() ? 0 : 1);
    if (!title.isEmpty()) {
        QVERIFY(console.desktop.warned);
        QCOMPARE(console.desktop.told.front(), std::pair(title, u"What happened."_s));
    }
}

void TestUiAlerts::clickOnTheMessageOpensTheDomain()
{
    ConsoleFixture console(some);
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    Q_EMIT console.desktop.messageClicked(); // of another program's making
    console.engine.notify(u"domain.downgraded"_s, u"b.example.com"_s, u"It failed twice."_s);
    QTRY_COMPARE(console.desktop.told.size(), 1);
    QVERIFY(console.click("eventsButton"));
    console.window->showMinimized();
    Q_EMIT console.desktop.messageClicked();
    QTRY_VERIFY(!console.window->isMinimized());
    QTRY_VERIFY(console.shows("domainTitle"));
    QCOMPARE(console.text("domainTitle"), u"b.example.com"_s);
    console.engine.notify(u"monitor.held"_s, {}, u"The monitor is held."_s);
    QTRY_COMPARE(console.desktop.told.size(), 2);
    Q_EMIT console.desktop.messageClicked();
    QTRY_VERIFY(console.shows("domainTable"));
    Q_EMIT console.desktop.quitWanted();
    QTRY_VERIFY(!console.window->isVisible());
}

void TestUiAlerts::manyAtOnceAreOneMessage()
{
    ConsoleFixture console(some);
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    QTRY_VERIFY(console.find("notificationTable"));
    console.transport.cut();
    QTRY_VERIFY(console.shows("offlineBanner"));
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s})
        console.engine.notify(u"domain.warning"_s, name + u".example.com"_s, u"It failed."_s);
    console.engine.notify(u"domain.verified"_s, u"f.example.com"_s, u"It is fine."_s);
    console.transport.mend();
    QVERIFY(console.click("bannerActionButton"));
    QTRY_COMPARE(console.desktop.told.size(), 1);
    QCOMPARE(console.desktop.told.front(), std::pair(u"5 notifications call for attention"_s,
                                                     u"a.example.com, b.example.com, c.example.com and 2 more"_s));
    Q_EMIT console.desktop.messageClicked();
    QTRY_VERIFY(console.shows("notificationTable"));
}

void TestUiAlerts::leftOverRecordsLeadNowhere()
{
    ConsoleFixture console([](FakeEngine &engine) {
        some(engine);
        engine.notify(u"domain.warning"_s, u"a.example.com"_s, u"It failed."_s);
        engine.notify(u"domain.dangling"_s, u"gone.example.com"_s, u"It was deleted; remove the record."_s);
    });
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    QVERIFY(console.click("notificationsButton"));
    QTRY_VERIFY(console.shows("notificationTable"));
    console.clickRow("notificationTable", 0);
    QVERIFY(console.shows("notificationTable"));
    QVERIFY(!console.shows("domainTitle"));
    console.clickRow("notificationTable", 1);
    QTRY_COMPARE(console.text("domainTitle"), u"a.example.com"_s);
}

void TestUiAlerts::trayShowsHowManyNeedAttention()
{
    ConsoleFixture console(some);
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    QCOMPARE(console.desktop.attention, 0);
    console.engine.find(u"a.example.com"_s)->strikes = 1;
    console.engine.touch(u"a.example.com"_s);
    QTRY_COMPARE(console.desktop.attention, 1);
}

void TestUiAlerts::trayIconHasADot()
{
    const QImage plain = ui::trayIcon(false).pixmap(32, 32).toImage();
    const QImage dotted = ui::trayIcon(true).pixmap(32, 32).toImage();
    QVERIFY(!plain.isNull());
    QCOMPARE(dotted.size(), plain.size());
    QVERIFY(dotted != plain);
}

UNMTA_TEST(TestUiAlerts)

} // namespace unmta::tst_ui_alerts

#include "tst_ui_alerts.moc"
