// The same clicks on a real engine in the sandbox: record, verification, certificate, default, deletion; once in the
// same process, once over the local socket. And the setup on one that is no sandbox.
#include "assembly/Engine.h"
#include "contract/LocalSocketTransport.h"
#include "contract/Transport.h"
#include "shell/MainWindow.h"
#include "support/TestMain.h"
#include "ui/WindowHands.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace unmta::tst_ui_engine {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestUiEngine final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void storyOnARealEngine_data();
    void storyOnARealEngine();
    void setupOnARealEngine();
};

namespace {

class RealWindow final : public WindowHands
{
public:
    RealWindow(Transport &transport, const ui::UiOptions &options)
        : m_window(transport, options)
    {
        m_window.show();
    }
    [[nodiscard]] QWidget *root() const override { return &m_window; }

private:
    mutable ui::MainWindow m_window;
};

} // namespace

void TestUiEngine::storyOnARealEngine_data()
{
    QTest::addColumn<bool>("overSocket");
    QTest::newRow("in this process") << false;
    QTest::newRow("over the local socket") << true;
}

void TestUiEngine::storyOnARealEngine()
{
    QFETCH(bool, overSocket);
    const QTemporaryDir directory;
    EngineConfig config;
    config.dataDir = directory.path();
    config.sandbox = true;
    config.api = {u"127.0.0.1"_s, 0};
    Engine engine(withDefaultListeners(config));
    QSignalSpy started(&engine, &Engine::started);
    QSignalSpy failed(&engine, &Engine::failed);
    engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, 10'000);
    QCOMPARE(failed.size(), 0);
    const SystemClock clock;
    LocalSocketTransport socket(config.dataDir);
    Transport &transport = overSocket ? static_cast<Transport &>(socket) : engine.transport();
    const RealWindow console(transport, ui::UiOptions{&clock, nullptr, u"here"_s, false});

    QVERIFY(console.clickSoon("firstStepButton"));
    QTRY_VERIFY(console.shows("nameEdit"));
    QTest::keyClicks(console.find("nameEdit"), u"example.com"_s);
    QVERIFY(console.click("confirmAddButton"));
    QTRY_VERIFY2(console.text("nameAnswer").contains(u"Use"), qPrintable(console.text("nameAnswer")));
    console.find<QLineEdit>("nameEdit")->clear();
    QTest::keyClicks(console.find("nameEdit"), u"track.brand.example.org"_s);
    QVERIFY(console.clickSoon("confirmAddButton"));
    QTRY_COMPARE(console.text("domainTitle"), u"track.brand.example.org"_s);
    QCOMPARE(console.text("statusBadge"), u"Pending"_s);

    QVERIFY(console.clickSoon("verifyNowButton"));
    QTRY_VERIFY_WITH_TIMEOUT(console.text("diagnosisBadge") == u"Not found"_s, 15'000);
    QVERIFY(console.clickSoon("publishRecordButton"));
    QTRY_VERIFY(console.shows("domainBanner"));
    QVERIFY(console.clickSoon("verifyNowButton"));
    QTRY_COMPARE_WITH_TIMEOUT(console.text("statusBadge"), u"Active"_s, 15'000);
    QTRY_VERIFY2_WITH_TIMEOUT(console.text("certificateLine").contains(u"valid until"),
                              qPrintable(console.text("certificateLine")), 15'000);
    QVERIFY(console.click("setDefaultButton"));
    QTRY_COMPARE(console.text("defaultBadge"), u"Default"_s);

    console.press(QKeySequence::Delete);
    QTRY_VERIFY(console.shows("confirmNameEdit"));
    QTest::keyClicks(console.find("confirmNameEdit"), u"track.brand.example.org"_s);
    QVERIFY(console.clickSoon("confirmDeleteButton"));
    QTRY_VERIFY(console.shows("firstStepButton"));

    QSignalSpy stopped(&engine, &Engine::stopped);
    engine.stop();
    QTRY_COMPARE_WITH_TIMEOUT(stopped.size(), 1, 15'000);
}

void TestUiEngine::setupOnARealEngine()
{
    const QTemporaryDir directory;
    EngineConfig config;
    config.dataDir = directory.path();
    config.http = {{u"127.0.0.1"_s, 0}};
    config.https = {{u"127.0.0.1"_s, 0}};
    config.api = {u"127.0.0.1"_s, 0};
    // Nobody outside this computer is asked for anything.
    config.settings = {{u"dns.resolvers"_s, u"127.0.0.1:1"_s}, {u"certificates.issuer"_s, u"internal"_s}};
    Engine engine(config);
    QSignalSpy started(&engine, &Engine::started);
    QSignalSpy failed(&engine, &Engine::failed);
    engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, 10'000);
    QCOMPARE(failed.size(), 0);
    const SystemClock clock;
    const RealWindow console(engine.transport(), ui::UiOptions{&clock, nullptr, u"here"_s, false, nullptr, true});

    QTRY_VERIFY(console.shows("targetZoneEdit"));
    QCOMPARE(console.text("stepBadge_target_zone"), u"To do"_s);
    QCOMPARE(console.text("stepBadge_wildcard"), u"Later"_s);
    QCOMPARE(console.text("stepBadge_data_dir"), u"Not yet"_s);
    QVERIFY(console.shows("setupNote")); // none of the usual ports
    QVERIFY(console.type("targetZoneEdit", u"no zone"_s));
    QVERIFY(console.click("useZoneButton"));
    QTRY_VERIFY2(console.text("zoneProblem").contains(u"give a DNS zone"), qPrintable(console.text("zoneProblem")));
    QVERIFY(console.type("targetZoneEdit", u"track.example.net"_s));
    QVERIFY(console.click("useZoneButton"));
    QTRY_COMPARE(console.text("stepBadge_target_zone"), u"Ready"_s);
    QVERIFY(console.clickSoon("checkAgainButton"));
    QTRY_COMPARE_WITH_TIMEOUT(console.text("stepBadge_data_dir"), u"Ready"_s, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(console.text("checkAgainButton"), u"Check again"_s, 60'000);
    QVERIFY(console.click("stepButton_active_domain"));
    QTRY_VERIFY(console.shows("nameEdit"));
    QVERIFY(console.type("nameEdit", u"track.brand.example.org"_s));
    QVERIFY(console.clickSoon("confirmAddButton"));
    QTRY_COMPARE(console.text("domainTitle"), u"track.brand.example.org"_s);

    QSignalSpy stopped(&engine, &Engine::stopped);
    engine.stop();
    QTRY_COMPARE_WITH_TIMEOUT(stopped.size(), 1, 15'000);
}

UNMTA_TEST(TestUiEngine)

} // namespace unmta::tst_ui_engine

#include "tst_ui_engine.moc"
