// The same clicks on a real engine in the sandbox: record, verification, certificate, default, deletion; once in the
// same process, once over the local socket.
#include "assembly/Engine.h"
#include "contract/LocalSocketTransport.h"
#include "contract/Transport.h"
#include "shell/MainWindow.h"
#include "support/TestMain.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace unmta::tst_ui_engine {

using namespace Qt::StringLiterals;

class TestUiEngine final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void storyOnARealEngine_data();
    void storyOnARealEngine();

private:
    template <typename T = QWidget>
    T *find(const char *name) const
    {
        for (T *each : m_window->findChildren<T *>(QString::fromLatin1(name))) {
            if (each->isVisible())
                return each;
        }
        return nullptr;
    }
    [[nodiscard]] QString text(const char *name) const
    {
        const auto *label = find<QLabel>(name);
        return label ? label->text() : QString();
    }
    [[nodiscard]] bool click(const char *name) const
    {
        auto *button = find<QAbstractButton>(name);
        if (!button || !button->isEnabled())
            return false;
        QTest::mouseClick(button, Qt::LeftButton);
        return true;
    }

    // One click, as soon as there is something to click. (QTRY_VERIFY would evaluate it twice.)
    [[nodiscard]] bool clickSoon(const char *name) const
    {
        return QTest::qWaitFor([this, name] { return click(name); }, 5000);
    }

    ui::MainWindow *m_window = nullptr;
};

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
    const auto window = std::make_unique<ui::MainWindow>(transport, ui::UiOptions{&clock, nullptr, u"here"_s, false});
    m_window = window.get();
    window->show();

    QVERIFY(clickSoon("firstStepButton"));
    QTRY_VERIFY(find<QLineEdit>("nameEdit"));
    QTest::keyClicks(find("nameEdit"), u"example.com"_s);
    QVERIFY(click("confirmAddButton"));
    QTRY_VERIFY2(text("nameAnswer").contains(u"Use"), qPrintable(text("nameAnswer")));
    find<QLineEdit>("nameEdit")->clear();
    QTest::keyClicks(find("nameEdit"), u"track.brand.example.org"_s);
    QVERIFY(clickSoon("confirmAddButton"));
    QTRY_COMPARE(text("domainTitle"), u"track.brand.example.org"_s);
    QCOMPARE(text("statusBadge"), u"Pending"_s);

    QVERIFY(clickSoon("verifyNowButton"));
    QTRY_VERIFY_WITH_TIMEOUT(text("diagnosisBadge") == u"Not found"_s, 15'000);
    QVERIFY(clickSoon("publishRecordButton"));
    QTRY_VERIFY(find("domainBanner"));
    QVERIFY(clickSoon("verifyNowButton"));
    QTRY_COMPARE_WITH_TIMEOUT(text("statusBadge"), u"Active"_s, 15'000);
    QTRY_VERIFY2_WITH_TIMEOUT(text("certificateLine").contains(u"valid until"), qPrintable(text("certificateLine")),
                              15'000);
    QVERIFY(click("setDefaultButton"));
    QTRY_COMPARE(text("defaultBadge"), u"Default"_s);

    window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window.get()));
    QTest::keySequence(window.get(), QKeySequence::Delete);
    QTRY_VERIFY(find<QLineEdit>("confirmNameEdit"));
    QTest::keyClicks(find("confirmNameEdit"), u"track.brand.example.org"_s);
    QVERIFY(clickSoon("confirmDeleteButton"));
    QTRY_VERIFY(find("firstStepButton"));

    QSignalSpy stopped(&engine, &Engine::stopped);
    engine.stop();
    QTRY_COMPARE_WITH_TIMEOUT(stopped.size(), 1, 15'000);
}

UNMTA_TEST(TestUiEngine)

} // namespace unmta::tst_ui_engine

#include "tst_ui_engine.moc"
