// The same clicks on a real engine in the sandbox: record, verification, certificate, default, deletion; once in the
// same process, once over the local socket.
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

UNMTA_TEST(TestUiEngine)

} // namespace unmta::tst_ui_engine

#include "tst_ui_engine.moc"
