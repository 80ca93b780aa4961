// The setup: the first page of a real installation, its steps by mouse and by keyboard, the banner when something
// breaks later, and what a domain needs before it can be added.
#include "shell/Sidebar.h"
#include "support/TestMain.h"
#include "ui/ConsoleFixture.h"
#include "ui/ReadinessSamples.h"

#include <QProgressBar>
#include <QPushButton>
#include <QScopeGuard>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

namespace unmta::tst_ui_setup {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using wire::ReadinessState;

class TestUiSetup final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTheFirstPageOfAFreshInstallation();
    void isNotWhereTheUserWentElsewhereFirst();
    void staysAwayWhenAllIsReady();
    void staysAwayOnceAllWasReady();
    void sandboxHasNone();
    void stepsTellTheirStateInWords();
    void whatIsToBeCopiedIsCopiedAsItIs();
    void waysArePresentedOneByOne();
    void ownEngineSaysWhatItMayNot_data();
    void ownEngineSaysWhatItMayNot();
    void evidenceStandsBehindAButton();
    void zoneIsChosenByMouse();
    void zoneIsChosenByKeyboardAlone();
    void refusedZoneIsToldBesideTheField();
    void checkAgainAsksEverybody();
    void probingEndsByItself();
    void refusedProbeIsTold();
    void changesShowAtOnce();
    void untouchedStepsKeepTheirControls();
    void failureIsABannerUntilItIsMended();
    void bannerNamesTheWorst();
    void bannerLeadsToTheStep();
    void silentEngineLocksTheStepsWithoutAJump();
    void readOnlyTokenLocksTheStepsAndSaysWhy();
    void stepsLeadToTheirSettings();
    void noCommandsBesideTheirButton();
    void offersTheSandbox();
    void stepsLeadToTheirDomains();
    void domainsOfOthersShowWhileItIsSeen();
    void domainsWaitForTheZone();
    void zoneThatVanishedIsToldInTheDialog();
    void textFromTheEngineStaysText();
    void longTextsFitTheSmallestWindow();
    void sizesFollowTheFont();
};

namespace {

void real(FakeEngine &engine, const wire::Readiness &readiness)
{
    engine.capabilities.clear();
    engine.readiness = readiness;
}

void fresh(FakeEngine &engine)
{
    real(engine, readiness::fresh(engine.clock.now()));
    engine.settings.insert(u"edge.target_zone"_s, QString());
    engine.settings.insert(u"edge.public_addresses"_s, QString());
}

void ready(FakeEngine &engine)
{
    real(engine, readiness::allReady(engine.clock.now()));
}

void waiting(FakeEngine &engine)
{
    real(engine, readiness::waiting(engine.clock.now()));
    engine.settings.insert(u"edge.target_zone"_s, u"track.example.net"_s);
}

void unprivileged(FakeEngine &engine)
{
    real(engine, readiness::unprivileged(engine.clock.now()));
    engine.settings.insert(u"edge.public_addresses"_s, QString());
}

// The step as the engine would tell it once the zone is there.
void zoneIsReady(FakeEngine &engine)
{
    engine.readiness = readiness::waiting(engine.clock.now());
}

bool isOnSetup(const ConsoleFixture &console)
{
    return QTest::qWaitFor(
        [&console] { return console.shows("checkAgainButton") && console.shows("step_target_zone"); });
}

} // namespace

void TestUiSetup::isTheFirstPageOfAFreshInstallation()
{
    const ConsoleFixture console(fresh);
    QVERIFY(console.isReady());
    QVERIFY(isOnSetup(console));
    QVERIFY(console.find<QAbstractButton>("setupButton")->isChecked());
    QCOMPARE(console.find("setupButton")->accessibleDescription(), u"9 steps left"_s);
    QVERIFY2(console.text("setupProgress").startsWith(u"Ready: 1 of 15."), qPrintable(console.text("setupProgress")));
    QCOMPARE(console.find<QProgressBar>("setupProgressBar")->value(), 1);
    QCOMPARE(console.text("checkedLabel"), u"not checked yet"_s);
    QTRY_COMPARE(QApplication::focusWidget(), console.find("targetZoneEdit"));
}

void TestUiSetup::isNotWhereTheUserWentElsewhereFirst()
{
    const ConsoleFixture console(fresh);
    console.window->view().showPlace(ui::Place::Events);
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("setupButton"));
    QVERIFY(!console.shows("checkAgainButton"));
    QVERIFY(console.click("setupButton"));
    QVERIFY(isOnSetup(console));
}

void TestUiSetup::staysAwayWhenAllIsReady()
{
    const ConsoleFixture console(ready);
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("setupButton"));
    QVERIFY(!console.shows("checkAgainButton"));
    QVERIFY(console.shows("addDomainButton"));
    QCOMPARE(console.find("setupButton")->accessibleDescription(), QString());
    QVERIFY(console.click("setupButton"));
    QVERIFY(isOnSetup(console));
    QVERIFY2(console.text("setupProgress").startsWith(u"Ready: 15 of 15."), qPrintable(console.text("setupProgress")));
    QCOMPARE(console.text("stepBadge_disk"), u"Ready"_s);
    QCOMPARE(console.text("checkedLabel"), u"checked just now"_s);
    QVERIFY(!console.shows("targetZoneEdit"));
}

// It comes back as a banner, not as the first page.
void TestUiSetup::staysAwayOnceAllWasReady()
{
    const QTemporaryDir directory;
    QSettings settings(directory.filePath(u"console.ini"_s), QSettings::IniFormat);
    const auto open = [&settings](ConsoleFixture &console) {
        console.window = std::make_unique<ui::MainWindow>(
            console.transport, ui::UiOptions{&console.engine.clock, &settings, u"this computer"_s});
        console.window->show();
    };
    {
        ConsoleFixture console(ready);
        open(console);
        QVERIFY(console.isReady());
        QTRY_VERIFY(console.shows("setupButton"));
    }
    ConsoleFixture console([](FakeEngine &engine) {
        ready(engine);
        engine.readiness.checks[9] = readiness::diskFailed(engine.clock.now());
        engine.readiness.isReady = false;
    });
    open(console);
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("readinessBanner"));
    QVERIFY(!console.shows("checkAgainButton"));
}

void TestUiSetup::sandboxHasNone()
{
    const ConsoleFixture console([](FakeEngine &engine) {
        engine.readiness = readiness::fresh(engine.clock.now());
        engine.readiness.checks[9] = readiness::diskFailed(engine.clock.now());
    });
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("sandboxButton"));
    QTRY_VERIFY(console.engine.asked.contains(u"/readiness"_s));
    QTRY_VERIFY(console.shows("firstStepButton"));
    QVERIFY(!console.shows("setupButton"));
    QVERIFY(!console.shows("readinessBanner"));
    QVERIFY(!console.shows("checkAgainButton"));
}

void TestUiSetup::stepsTellTheirStateInWords()
{
    const ConsoleFixture console(waiting);
    QVERIFY(console.isReady());
    QVERIFY(isOnSetup(console));
    QCOMPARE(console.text("stepTitle_wildcard"), u"Wildcard record"_s);
    QCOMPARE(console.text("stepBadge_wildcard"), u"To do"_s);
    QCOMPARE(console.text("stepSentence_wildcard"),
             u"*.track.example.net does not exist yet, so no CNAME target leads anywhere."_s);
    QCOMPARE(console.text("stepFix_wildcard"), u"Publish at the DNS provider of example.net:"_s);
    QCOMPARE(console.text("stepBadge_target_zone"), u"Ready"_s);
    QCOMPARE(console.find("step_wildcard")->accessibleName(), u"Wildcard record: To do"_s);
    // Those whose turn has not come say so, and do not say again what is to be done before.
    QCOMPARE(console.text("stepBadge_http_reachable"), u"Later"_s);
    QCOMPARE(console.find("stepBadge_http_reachable")->accessibleDescription(), u"After: Wildcard record"_s);
    QVERIFY(!console.shows("stepFix_http_reachable"));
    QVERIFY(!console.shows("copyButton_http_reachable_0"));
}

void TestUiSetup::whatIsToBeCopiedIsCopiedAsItIs()
{
    const ConsoleFixture console(waiting);
    QVERIFY(console.isReady());
    QVERIFY(isOnSetup(console));
    const QString records = u"*.track.example.net. 3600 IN A 203.0.113.20\n"
                            "*.track.example.net. 3600 IN AAAA 2001:db8::20"_s;
    QCOMPARE(console.find<QTextEdit>("copyText_wildcard_0")->toPlainText(), records);
    QVERIFY(console.click("copyButton_wildcard_0"));
    QCOMPARE(QGuiApplication::clipboard()->text(), records);
    QCOMPARE(console.text("copyButton_wildcard_0"), u"Copied"_s);
    // By keyboard.
    QGuiApplication::clipboard()->clear();
    console.find("copyButton_wildcard_0")->setFocus();
    QTest::keyClick(console.find("copyButton_wildcard_0"), Qt::Key_Space);
    QCOMPARE(QGuiApplication::clipboard()->text(), records);
}

void TestUiSetup::waysArePresentedOneByOne()
{
    const ConsoleFixture console(unprivileged);
    QVERIFY(console.isReady());
    QVERIFY(isOnSetup(console));
    QVERIFY2(console.text("stepMeaning_http_reachable").contains(u"80 and 443 only"),
             qPrintable(console.text("stepMeaning_http_reachable")));
    const QStringList commands{u"systemctl enable --now unmta-engine"_s,
                               u"setcap cap_net_bind_service=+ep /usr/bin/unmta-engine"_s,
                               u"nft add rule ip nat prerouting tcp dport 80 redirect to :8080"_s};
    for (int i = 0; i < commands.size(); ++i) {
        QVERIFY(console.click(qPrintable(u"copyButton_http_reachable_%1"_s.arg(i))));
        QCOMPARE(QGuiApplication::clipboard()->text(), commands.at(i));
    }
    // What is no way to a port stays together.
    QVERIFY(!console.shows("stepMeaning_https_reachable"));
    QVERIFY(console.shows("copyButton_wildcard_0"));
}

void TestUiSetup::ownEngineSaysWhatItMayNot_data()
{
    QTest::addColumn<bool>("ownsEngine");
    QTest::addColumn<int>("httpsPort");
    QTest::addColumn<bool>("isTold");
    QTest::newRow("own engine, high ports") << true << 8443 << true;
    QTest::newRow("own engine, the usual ports") << true << 443 << false;
    QTest::newRow("an engine elsewhere") << false << 8443 << false;
}

void TestUiSetup::ownEngineSaysWhatItMayNot()
{
    QFETCH(bool, ownsEngine);
    QFETCH(int, httpsPort);
    QFETCH(bool, isTold);
    ConsoleFixture console([httpsPort](FakeEngine &engine) {
        fresh(engine);
        engine.httpsPort = httpsPort;
    });
    console.window = std::make_unique<ui::MainWindow>(
        console.transport,
        ui::UiOptions{&console.engine.clock, nullptr, u"this computer"_s, false, nullptr, ownsEngine});
    console.window->show();
    QVERIFY(console.isReady());
    QVERIFY(isOnSetup(console));
    QCOMPARE(console.shows("setupNote"), isTold);
}

void TestUiSetup::evidenceStandsBehindAButton()
{
    const ConsoleFixture console(waiting);
    QVERIFY(console.isReady());
    QVERIFY(isOnSetup(console));
    QVERIFY(!console.shows("stepEvidence_wildcard"));
    QVERIFY(console.click("stepDetailsButton_wildcard"));
    QVERIFY(console.shows("stepEvidence_wildcard"));
    QVERIFY(console.text("stepEvidence_wildcard").contains(u"hydrogen.ns.example.com"));
    QVERIFY(!console.shows("stepDetailsButton_active_domain")); // nothing was seen
    // It stays open when the list is told anew.
    console.window->findChild<QAbstractButton *>(u"stepDetailsButton_wildcard"_s)->setFocus();
    QVERIFY(console.click("checkAgainButton"));
    QTRY_COMPARE(console.engine.probes, 1);
    QTRY_COMPARE(console.text("checkAgainButton"), u"Check again"_s);
    QVERIFY(console.shows("stepEvidence_wildcard"));
}

void TestUiSetup::zoneIsChosenByMouse()
{
    ConsoleFixture console(fresh);
    QVERIFY(console.isReady());
    QVERIFY(isOnSetup(console));
    QVERIFY(!console.find("useZoneButton")->isEnabled());
    QVERIFY(console.type("targetZoneEdit", u" track.example.net "_s));
    zoneIsReady(console.engine);
    QVERIFY(console.click("useZoneButton"));
    QTRY_COMPARE(console.engine.settings.value(u"edge.target_zone"_s), u"track.example.net"_s);
    QTRY_COMPARE(console.text("stepBadge_target_zone"), u"Ready"_s);
    QVERIFY(!console.shows("targetZoneEdit"));
    QCOMPARE(console.text("stepBadge_wildcard"), u"To do"_s);
    QTRY_VERIFY(console.shows("copyButton_wildcard_0"));
}

void TestUiSetup::zoneIsChosenByKeyboardAlone()
{
    ConsoleFixture console(fresh);
    QVERIFY(console.isReady());
    QVERIFY(isOnSetup(console));
    QTRY_COMPARE(QApplication::focusWidget(), console.find("targetZoneEdit"));
    QTest::keyClicks(QApplication::focusWidget(), u"track.example.net"_s);
    zoneIsReady(console.engine);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_COMPARE(console.engine.settings.value(u"edge.target_zone"_s), u"track.example.net"_s);
    QTRY_COMPARE(console.text("stepBadge_target_zone"), u"Ready"_s);
    // F5 checks, Escape leads to the list, and the tabulator reaches every control of the page in reading order.
    console.press(QKeySequence::Refresh);
    QTRY_COMPARE(console.engine.probes, 1);
    QTRY_VERIFY(console.find("checkAgainButton")->isEnabled());
    QTRY_VERIFY(console.shows("copyButton_wildcard_0"));
    console.find("checkAgainButton")->setFocus();
    QStringList reached;
    for (int i = 0; i < 60 && !reached.contains(u"stepButton_active_domain"); ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        reached << QApplication::focusWidget()->objectName();
    }
    const QStringList wanted{u"stepDetailsButton_wildcard"_s,  u"copyButton_wildcard_0"_s,
                             u"stepDetailsButton_authority"_s, u"stepButton_notices"_s,
                             u"copyButton_mail_server_0"_s,    u"stepButton_active_domain"_s};
    qsizetype from = 0;
    for (const QString &name : wanted) {
        const qsizetype at = reached.indexOf(name, from);
        QVERIFY2(at >= 0, qPrintable(u"%1 is not reached in its turn: %2"_s.arg(name, reached.join(u' '))));
        from = at;
    }
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QTRY_VERIFY(console.shows("addDomainButton"));
}

void TestUiSetup::refusedZoneIsToldBesideTheField()
{
    ConsoleFixture console(fresh);
    QVERIFY(console.isReady());
    QVERIFY(isOnSetup(console));
    QVERIFY(console.type("targetZoneEdit", u"track"_s));
    QVERIFY(console.click("useZoneButton"));
    QTRY_VERIFY2(console.text("zoneProblem").contains(u"give a DNS zone"), qPrintable(console.text("zoneProblem")));
    QVERIFY(console.shows("zoneProblem"));
    QCOMPARE(console.find("targetZoneEdit")->accessibleDescription(), console.text("zoneProblem"));
    QCOMPARE(QApplication::focusWidget(), console.find("targetZoneEdit"));
    // Other steps that are shown anew take nothing of it back.
    const QString left = console.find("setupButton")->accessibleDescription();
    console.engine.setReadiness(readiness::diskFailed(console.engine.clock.now()));
    QTRY_VERIFY(console.find("setupButton")->accessibleDescription() != left);
    QCOMPARE(console.find("targetZoneEdit")->accessibleDescription(), console.text("zoneProblem"));
    QTest::keyClicks(console.find("targetZoneEdit"), u"x.example.net"_s);
    QVERIFY(!console.shows("zoneProblem"));
}

void TestUiSetup::checkAgainAsksEverybody()
{
    ConsoleFixture console(waiting);
    QVERIFY(console.isReady());
    QVERIFY(isOnSetup(console));
    console.engine.holdProbe(true);
    QVERIFY(console.click("checkAgainButton"));
    QTRY_COMPARE(console.engine.probes, 1);
    QCOMPARE(console.text("checkAgainButton"), u"Checking…"_s);
    QVERIFY(!console.find("checkAgainButton")->isEnabled());
    QVERIFY(console.shows("setupBusy"));
    console.press(QKeySequence::Refresh); // one at a time
    console.engine.probedReadiness = readiness::allReady(console.engine.clock.now());
    console.engine.holdProbe(false);
    QTRY_COMPARE(console.text("stepBadge_wildcard"), u"Ready"_s);
    QCOMPARE(console.engine.probes, 1);
    QCOMPARE(console.text("checkAgainButton"), u"Check again"_s);
    QVERIFY(console.find("checkAgainButton")->isEnabled());
    QVERIFY(!console.shows("setupBusy"));
    QVERIFY(!console.shows("copyButton_wildcard_0"));
    QVERIFY(console.find("checkAgainButton")->accessibleDescription().contains(u"just now"));
}

// An engine in the same process has nobody between who would give up.
void TestUiSetup::probingEndsByItself()
{
    ConsoleFixture console(waiting);
    QVERIFY(console.isReady());
    QVERIFY(isOnSetup(console));
    console.engine.holdProbe(true);
    QVERIFY(console.click("checkAgainButton"));
    QTRY_COMPARE(console.engine.probes, 1);
    auto *bound = console.window->findChild<QTimer *>(u"probeBound"_s);
    QVERIFY(bound->isActive());
    QVERIFY(bound->interval() <= 60'000);
    const int interval = bound->interval();
    bound->start(1);
    QTRY_VERIFY(console.find("checkAgainButton")->isEnabled());
    bound->setInterval(interval);
    QVERIFY(console.shows("setupProblem"));
    // The late answer is not that of the next question.
    QVERIFY(console.click("checkAgainButton"));
    QTRY_COMPARE(console.engine.probes, 2);
    QCOMPARE(console.text("checkAgainButton"), u"Checking…"_s);
    console.engine.holdProbe(false);
    QTRY_COMPARE(console.text("checkAgainButton"), u"Check again"_s);
    QVERIFY(!console.shows("setupProblem"));
}

void TestUiSetup::refusedProbeIsTold()
{
    ConsoleFixture console(waiting);
    QVERIFY(console.isReady());
    QVERIFY(isOnSetup(console));
    console.engine.isReadOnly = true; // the token was changed meanwhile
    QVERIFY(console.click("checkAgainButton"));
    QTRY_VERIFY(console.shows("setupProblem"));
    QVERIFY(console.find("setupProblem")->findChild<QLabel *>(u"bannerText"_s)->text().contains(u"admin"));
    QVERIFY(console.shows("step_wildcard"));
}

void TestUiSetup::changesShowAtOnce()
{
    ConsoleFixture console(waiting);
    QVERIFY(console.isReady());
    QVERIFY(isOnSetup(console));
    const auto all = readiness::allReady(console.engine.clock.now());
    console.engine.setReadiness(all.checks[1]);
    QTRY_COMPARE(console.text("stepBadge_wildcard"), u"Ready"_s);
    QVERIFY(console.text("setupProgress").startsWith(u"Ready: 8 of 15."));
    // The ports were waiting for it.
    QCOMPARE(console.text("stepBadge_http_reachable"), u"To do"_s);
    // What is done elsewhere in the console is seen without waiting for the engine's own look.
    console.engine.readiness.checks[12] = all.checks[12];
    console.engine.addActive(u"track.example.com"_s, 1);
    console.engine.touch(u"track.example.com"_s);
    QTRY_COMPARE(console.text("stepBadge_active_domain"), u"Ready"_s);
}

void TestUiSetup::untouchedStepsKeepTheirControls()
{
    ConsoleFixture console(waiting);
    QVERIFY(console.isReady());
    QVERIFY(isOnSetup(console));
    auto *copy = console.find("copyButton_wildcard_0");
    QTRY_COMPARE(QApplication::focusWidget(), console.find("checkAgainButton"));
    copy->setFocus();
    const auto all = readiness::allReady(console.engine.clock.now());
    console.engine.setReadiness(all.checks[7]);
    QTRY_COMPARE(console.text("stepBadge_notices"), u"Ready"_s);
    QCOMPARE(console.find("copyButton_wildcard_0"), copy);
    QCOMPARE(QApplication::focusWidget(), copy);
}

void TestUiSetup::failureIsABannerUntilItIsMended()
{
    ConsoleFixture console(ready);
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("setupButton"));
    QVERIFY(!console.shows("readinessBanner"));
    console.engine.setReadiness(readiness::diskFailed(console.engine.clock.now()));
    QTRY_VERIFY(console.shows("readinessBanner"));
    QCOMPARE(console.find("readinessBanner")->findChild<QLabel *>(u"bannerText"_s)->text(),
             u"Room on the disk: The disk of the data directory is nearly full: 812.0 MiB are left."_s);
    QCOMPARE(console.find("setupButton")->accessibleDescription(), u"1 step left"_s);
    QVERIFY(console.shows("addDomainButton")); // nobody is sent away from where they are
    QVERIFY(console.click("eventsButton"));
    QVERIFY(console.shows("readinessBanner"));
    QVERIFY(console.click("setupButton"));
    QVERIFY(!console.shows("readinessBanner"));
    QVERIFY(console.click("eventsButton"));
    QVERIFY(console.shows("readinessBanner"));
    console.engine.setReadiness(readiness::allReady(console.engine.clock.now()).checks[9]);
    QTRY_VERIFY(!console.shows("readinessBanner"));
    QCOMPARE(console.find("setupButton")->accessibleDescription(), QString());
}

void TestUiSetup::bannerNamesTheWorst()
{
    ConsoleFixture console(ready);
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("setupButton"));
    const auto text = [&console] {
        return console.find("readinessBanner")->findChild<QLabel *>(u"bannerText"_s)->text();
    };
    console.engine.setReadiness(readiness::authorityFailed(console.engine.clock.now()));
    QTRY_VERIFY(text().startsWith(u"Certificate authority: "));
    console.engine.setReadiness(readiness::diskFailed(console.engine.clock.now()));
    QTRY_VERIFY(text().startsWith(u"Room on the disk: "));
    QVERIFY2(text().endsWith(u"One more check has failed."), qPrintable(text()));
    console.transport.cut(); // what was said is old; that the engine is silent is told instead
    QTRY_VERIFY(console.shows("offlineBanner"));
    QVERIFY(!console.shows("readinessBanner"));
}

void TestUiSetup::bannerLeadsToTheStep()
{
    ConsoleFixture console(ready);
    console.window->resize(900, 600);
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("setupButton"));
    console.engine.setReadiness(readiness::diskFailed(console.engine.clock.now()));
    QTRY_VERIFY(console.shows("readinessBanner"));
    auto *show = console.find("readinessBanner")->findChild<QPushButton *>(u"bannerActionButton"_s);
    QCOMPARE(show->text(), u"Show"_s);
    show->setFocus();
    QTest::keyClick(show, Qt::Key_Space);
    QVERIFY(isOnSetup(console));
    auto *button = console.find("stepButton_disk");
    QTRY_VERIFY(!button->visibleRegion().isEmpty()); // scrolled to
}

void TestUiSetup::silentEngineLocksTheStepsWithoutAJump()
{
    ConsoleFixture console(fresh);
    console.window->resize(900, 600);
    QVERIFY(console.isReady());
    QVERIFY(isOnSetup(console));
    QTRY_COMPARE(QApplication::focusWidget(), console.find("targetZoneEdit"));
    auto *bar = console.find("setupPage")->findChild<QScrollArea *>(u"pageArea"_s)->verticalScrollBar();
    const int place = bar->value();
    console.transport.cut();
    QTRY_VERIFY(console.shows("offlineBanner"));
    QVERIFY(console.shows("step_target_zone"));
    QVERIFY(!console.find("targetZoneEdit")->isEnabled());
    QVERIFY(!console.find("checkAgainButton")->isEnabled());
    QCOMPARE(console.find("checkAgainButton")->accessibleDescription(), u"The engine does not answer."_s);
    QCOMPARE(bar->value(), place);
    console.transport.mend();
    QVERIFY(console.click("bannerActionButton"));
    QTRY_VERIFY(console.find("targetZoneEdit")->isEnabled());
}

void TestUiSetup::readOnlyTokenLocksTheStepsAndSaysWhy()
{
    const ConsoleFixture console([](FakeEngine &engine) {
        fresh(engine);
        engine.isReadOnly = true;
    });
    QVERIFY(console.isReady());
    QVERIFY(isOnSetup(console));
    QTRY_VERIFY(console.shows("setupNote"));
    QVERIFY(console.find("setupNote")->findChild<QLabel *>(u"bannerText"_s)->text().contains(u"scope admin"));
    const auto why = u"This console's token (watch) has the scope read. This needs the scope admin."_s;
    for (const char *name :
         {"targetZoneEdit", "useZoneButton", "checkAgainButton", "stepButton_notices", "stepButton_active_domain"}) {
        QVERIFY2(!console.find(name)->isEnabled(), name);
        QCOMPARE(console.find(name)->accessibleDescription(), why);
        QCOMPARE(console.find(name)->toolTip(), why);
    }
    // The command for somebody who may.
    QVERIFY(console.click("copyButton_target_zone_0"));
    QCOMPARE(QGuiApplication::clipboard()->text(), u"unmta-ctl setup --zone track.your-zone.net"_s);
    console.press(QKeySequence::Refresh);
    QCOMPARE(console.engine.probes, 0);
}

void TestUiSetup::stepsLeadToTheirSettings()
{
    const ConsoleFixture console(unprivileged);
    console.window->resize(900, 600);
    QVERIFY(console.isReady());
    QVERIFY(isOnSetup(console));
    QCOMPARE(console.find("stepButton_notices")->accessibleName(), u"Open the setting “Mail server”"_s);
    QVERIFY(console.click("stepButton_notices"));
    QTRY_VERIFY(console.shows("smtp.url"));
    QTRY_COMPARE(QApplication::focusWidget(), console.find("smtp.url"));
    QTRY_VERIFY(!console.find("smtp.url")->visibleRegion().isEmpty());
    QVERIFY(console.click("setupButton"));
    QVERIFY(console.click("stepButton_wildcard"));
    QTRY_COMPARE(QApplication::focusWidget(), console.find("edge.public_addresses"));
    // What the engine has seen is typed already, and saved by nobody but the user.
    QTRY_VERIFY(!console.text("edge.public_addresses").isEmpty());
    QVERIFY(console.find("saveSettingsButton")->isEnabled());
    QCOMPARE(console.engine.settings.value(u"edge.public_addresses"_s), QString());
}

// Where a button does the step, no command stands beside it; whose token may not press it can copy that.
void TestUiSetup::noCommandsBesideTheirButton()
{
    const auto stepsOf = [](ConsoleFixture &console) {
        QStringList texts;
        for (const QTextEdit *text : console.window->findChildren<QTextEdit *>()) {
            if (text->isVisible() && text->objectName().startsWith(u"copyText_"_s))
                texts << text->toPlainText();
        }
        return texts;
    };
    ConsoleFixture console(unprivileged);
    QVERIFY(console.isReady());
    QVERIFY(isOnSetup(console));
    QCOMPARE(stepsOf(console).filter(u"unmta-ctl settings"_s), QStringList());
    QCOMPARE(stepsOf(console).filter(u"unmta-ctl domain"_s), QStringList());
    QVERIFY(!stepsOf(console).filter(u" IN A "_s).isEmpty()); // what the provider wants is no command
    QVERIFY2(!console.text("stepFix_notices").endsWith(u':'), qPrintable(console.text("stepFix_notices")));
    ConsoleFixture readOnly([](FakeEngine &engine) {
        unprivileged(engine);
        engine.isReadOnly = true;
    });
    QVERIFY(readOnly.isReady());
    QVERIFY(isOnSetup(readOnly));
    QTRY_VERIFY(!stepsOf(readOnly).filter(u"unmta-ctl settings"_s).isEmpty());
}

// Until something works, and only where the console can start one.
void TestUiSetup::offersTheSandbox()
{
    ConsoleFixture console(fresh);
    QVERIFY(console.isReady());
    QVERIFY(isOnSetup(console));
    QVERIFY(console.shows("setupSandbox"));
    QSignalSpy wanted(console.window.get(), &ui::MainWindow::sandboxRequested);
    auto *button = console.find("setupSandbox")->findChild<QPushButton *>(u"bannerActionButton"_s);
    QCOMPARE(button->text(), u"Try it in the sandbox"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    console.engine.setReadiness(
        readinessCheck("active_domain", ReadinessState::Ready, "One tracking domain is active."));
    QTRY_VERIFY(!console.shows("setupSandbox"));
    const ConsoleFixture without(fresh, true, [](ui::UiOptions &options) { options.canStartSandbox = false; });
    QVERIFY(isOnSetup(without));
    QVERIFY(!without.shows("setupSandbox"));
}

void TestUiSetup::stepsLeadToTheirDomains()
{
    ConsoleFixture console(waiting);
    QVERIFY(console.isReady());
    QVERIFY(isOnSetup(console));
    QCOMPARE(console.text("stepButton_active_domain"), u"Add tracking domain"_s);
    QVERIFY(console.click("stepButton_active_domain"));
    QTRY_VERIFY(console.shows("nameEdit"));
    QVERIFY(console.type("nameEdit", u"track.example.com"_s));
    QVERIFY(console.click("confirmAddButton"));
    QTRY_COMPARE(console.text("domainTitle"), u"track.example.com"_s);
    QVERIFY(console.click("setupButton"));
    QTRY_COMPARE(console.text("stepButton_active_domain"), u"Show the domain"_s);
    QVERIFY(console.click("stepButton_active_domain"));
    QTRY_COMPARE(console.text("domainTitle"), u"track.example.com"_s);
}

void TestUiSetup::domainsOfOthersShowWhileItIsSeen()
{
    // The readiness waits for the first event alone, so it is not asked for again because of a domain.
    ConsoleFixture console([](FakeEngine &engine) {
        ready(engine);
        for (wire::ReadinessCheck &check : engine.readiness.checks) {
            if (check.id == u"first_event")
                check.state = ReadinessState::Todo;
        }
        engine.readiness.isReady = false;
    });
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("setupButton"));
    QVERIFY(console.click("setupButton"));
    QVERIFY(isOnSetup(console));
    QTRY_VERIFY(console.text("domainSummary").startsWith(u"0 domains"_s));
    const char *step = "stepButton_first_event";
    QVERIFY(!console.shows(step));
    console.engine.addActive(u"track.example.com"_s, 1);
    console.engine.touch(u"track.example.com"_s);
    QTRY_VERIFY(console.shows(step));
    QCOMPARE(console.text(step), u"Show the domain"_s);
    // While it is not seen it stays as it was; once it is seen it tells what there is.
    QVERIFY(console.click("domainsButton"));
    QTRY_VERIFY(console.shows("domainTable"));
    console.engine.remove(u"track.example.com"_s);
    QTRY_VERIFY(console.text("domainSummary").startsWith(u"0 domains"_s)); // told at the same moment
    QCOMPARE(console.text(step), u"Show the domain"_s);
    QVERIFY(console.click("setupButton"));
    QTRY_VERIFY(console.shows("step_first_event"));
    QVERIFY(!console.shows(step));
}

void TestUiSetup::domainsWaitForTheZone()
{
    ConsoleFixture console(fresh);
    QVERIFY(console.isReady());
    QVERIFY(isOnSetup(console));
    console.press(QKeySequence::New);
    QTRY_VERIFY(console.shows("chooseZoneButton"));
    QVERIFY(console.text("zoneFirstText").contains(u"no target zone yet"));
    QVERIFY(!console.shows("nameEdit")); // nobody types in vain
    QVERIFY(!console.shows("confirmAddButton"));
    QVERIFY(console.click("chooseZoneButton"));
    QTRY_VERIFY(!console.shows("addDomainDialog"));
    QVERIFY(isOnSetup(console));
    QTRY_COMPARE(console.window->focusWidget(), console.find("targetZoneEdit"));
    // The zone comes from elsewhere while the dialog stands: it becomes the form.
    console.press(QKeySequence::New);
    QTRY_VERIFY(console.shows("chooseZoneButton"));
    console.engine.settings.insert(u"edge.target_zone"_s, u"track.example.net"_s);
    console.engine.touch({}, ChangeKind::Settings);
    QTRY_VERIFY(console.shows("nameEdit"));
    QVERIFY(console.shows("confirmAddButton"));
    QVERIFY(!console.shows("chooseZoneButton"));
}

void TestUiSetup::zoneThatVanishedIsToldInTheDialog()
{
    ConsoleFixture console(waiting);
    QVERIFY(console.isReady());
    QVERIFY(isOnSetup(console));
    console.press(QKeySequence::New);
    QTRY_VERIFY(console.shows("nameEdit"));
    console.engine.settings.insert(u"edge.target_zone"_s, QString());
    QVERIFY(console.type("nameEdit", u"track.example.com"_s));
    QVERIFY(console.click("confirmAddButton"));
    QTRY_VERIFY(console.shows("chooseZoneButton"));
}

void TestUiSetup::textFromTheEngineStaysText()
{
    const QString markup = u"<b>bold</b> & <img src=x>"_s;
    ConsoleFixture console([&markup](FakeEngine &engine) {
        ready(engine);
        engine.readiness.checks[9] = {u"disk"_s, ReadinessState::Failed, markup, markup + u"\n"_s + markup,
                                      markup,    engine.clock.now()};
        engine.readiness.checks.append({u"of_a_newer_engine"_s, ReadinessState::Todo, markup, {}, {}, {}});
        engine.readiness.isReady = false;
    });
    QVERIFY(console.isReady());
    QVERIFY(isOnSetup(console));
    QCOMPARE(console.text("stepSentence_disk"), markup);
    QCOMPARE(console.find<QTextEdit>("copyText_disk_0")->toPlainText(), markup);
    QVERIFY(console.click("copyButton_disk_0"));
    QCOMPARE(QGuiApplication::clipboard()->text(), markup);
    // A check that this console has no name for is shown all the same.
    QCOMPARE(console.text("stepTitle_of_a_newer_engine"), u"of_a_newer_engine"_s);
    QCOMPARE(console.text("stepBadge_of_a_newer_engine"), u"To do"_s);
    QVERIFY(console.click("eventsButton"));
    for (const char *name : {"stepSentence_disk", "stepFix_disk", "stepEvidence_disk", "bannerText"})
        QCOMPARE(console.find<QLabel>(name)->textFormat(), Qt::PlainText);
}

void TestUiSetup::longTextsFitTheSmallestWindow()
{
    const ConsoleFixture console(unprivileged);
    console.window->resize(console.window->minimumSize());
    QVERIFY(console.isReady());
    QVERIFY(isOnSetup(console));
    const auto *area = console.find("setupPage")->findChild<QScrollArea *>(u"pageArea"_s);
    QTRY_COMPARE(area->widget()->width(), area->viewport()->width());
    const auto *lines = console.find<QTextEdit>("copyText_http_reachable_2");
    QTRY_VERIFY(lines->document()->size().height() <= lines->viewport()->height());
    QVERIFY(lines->document()->size().width() <= lines->viewport()->width());
}

void TestUiSetup::sizesFollowTheFont()
{
    const QFont before = QApplication::font();
    const auto restore = qScopeGuard([&before] { QApplication::setFont(before); });
    QFont large = before;
    large.setPixelSize(26); // twice what the sizes were drawn beside
    QApplication::setFont(large);
    const ConsoleFixture console(unprivileged);
    console.window->resize(900, 600);
    QVERIFY(console.isReady());
    QVERIFY(isOnSetup(console));
    const auto labels = console.find("setupPage")->findChildren<QLabel *>();
    const auto title = std::find_if(labels.begin(), labels.end(),
                                    [](const QLabel *each) { return each->property("role") == u"title"_s; });
    QVERIFY(title != labels.end());
    QCOMPARE((*title)->font().pixelSize(), 40);
    QCOMPARE(console.find<QLabel>("checkedLabel")->font().pixelSize(), 24);
    const auto *area = console.find("setupPage")->findChild<QScrollArea *>(u"pageArea"_s);
    QTRY_COMPARE(area->widget()->width(), area->viewport()->width());
    // For good, not only until the next layout.
    QVERIFY2(area->widget()->minimumSizeHint().width() <= area->viewport()->width(),
             QByteArray::number(area->widget()->minimumSizeHint().width()).constData());
    for (const char *name : {"domainsButton", "setupButton", "checkAgainButton", "stepButton_notices"}) {
        const auto *button = console.find<QAbstractButton>(name);
        QVERIFY2(button->width() >= button->fontMetrics().horizontalAdvance(button->text()), name);
    }
    console.press(QKeySequence::New);
    QTRY_VERIFY(console.shows("addDomainDialog"));
    const auto *dialog = console.find("addDomainDialog");
    // As wide as the letters want, or as the screen of this machine has room for.
    QVERIFY(dialog->width() > std::min(800, dialog->screen()->availableSize().width() - 60));
}

UNMTA_TEST(TestUiSetup)

} // namespace unmta::tst_ui_setup

#include "tst_ui_setup.moc"
