// What calls for attention: a monitor that holds its checks back.
#include "ui/ConsoleFixture.h"

#include <QPlainTextEdit>

using namespace unmta;
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

QTEST_MAIN(TestUiAlerts)
#include "tst_ui_alerts.moc"
