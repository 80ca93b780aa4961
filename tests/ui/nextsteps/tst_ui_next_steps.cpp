// What follows an active domain: the guide for the mail server, a token made on the spot, and a test whose events light
// up as they arrive; on a real engine, in this process and over HTTP.
#include "http/RawClient.h"
#include "nextsteps/MailServers.h"
#include "shell/EngineView.h"
#include "shell/MainWindow.h"
#include "support/ApiWorld.h"
#include "support/TestMain.h"
#include "ui/ConsoleFixture.h"
#include "ui/ReadinessSamples.h"

#include <QComboBox>
#include <QDir>
#include <QJsonArray>
#include <QTextEdit>

namespace unmta::tst_ui_next_steps {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

const QString name = u"track.example.com"_s;

class RealWindow final : public WindowHands
{
public:
    explicit RealWindow(Transport &transport)
        : window(transport, ui::UiOptions{&m_clock, nullptr, u"here"_s})
    {
        window.show();
    }
    ~RealWindow() override { qApp->setStyleSheet({}); }
    [[nodiscard]] QWidget *root() const override { return &window; }

private:
    SystemClock m_clock;

public:
    mutable ui::MainWindow window;
};

} // namespace

class TestUiNextSteps final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void eventsLightUpAsTheyArrive_data();
    void eventsLightUpAsTheyArrive();
    void aTokenForTheMailHost_data() { ways(); }
    void aTokenForTheMailHost();
    void theGuideOfTheServer();
    void openUntilMailIsConnected();
    void whatTheTokenForbids();
    void serversThatAreFound();

private:
    static void ways()
    {
        QTest::addColumn<bool>("overHttp");
        QTest::newRow("in this process") << false;
        QTest::newRow("over HTTP") << true;
    }
    Transport &way(bool overHttp)
    {
        if (!overHttp)
            return m_world.door(Door::Local);
        m_http = m_world.httpDoor(m_world.token({u"admin"_s}));
        return *m_http;
    }
    // As whoever opens the link, or reads the message.
    int follow(const QString &url)
    {
        return RawClient(m_world.httpPort).get(name.toLatin1(), QUrl(url).path(QUrl::FullyEncoded).toLatin1()).status;
    }

    ApiWorld m_world;
    std::unique_ptr<HttpTransport> m_http;
};

void TestUiNextSteps::initTestCase()
{
    QVERIFY2(m_world.start(), qPrintable(m_world.failure.code));
    QVERIFY(m_world.activate(name));
}

void TestUiNextSteps::eventsLightUpAsTheyArrive_data()
{
    QTest::addColumn<bool>("overHttp");
    QTest::addColumn<bool>("byKeyboard");
    QTest::newRow("in this process, by mouse") << false << false;
    QTest::newRow("in this process, by keyboard") << false << true;
    QTest::newRow("over HTTP, by mouse") << true << false;
    QTest::newRow("over HTTP, by keyboard") << true << true;
}

void TestUiNextSteps::eventsLightUpAsTheyArrive()
{
    QFETCH(const bool, overHttp);
    QFETCH(const bool, byKeyboard);
    const RealWindow console(way(overHttp));
    QVERIFY(QTest::qWaitForWindowActive(&console.window));
    QTRY_VERIFY(console.shows("domainTable"));
    console.window.view().showDomain(name);
    QTRY_VERIFY(console.shows("nextStepsButton"));
    if (byKeyboard) {
        console.find("nextStepsButton")->setFocus();
        QTest::keyClick(console.find("nextStepsButton"), Qt::Key_Space);
        QTRY_VERIFY(console.shows("testRecipientEdit"));
        console.find("testRecipientEdit")->setFocus();
        QTest::keyClicks(console.find("testRecipientEdit"), u"ann@example.net"_s);
        QTest::keyClick(console.find("testRecipientEdit"), Qt::Key_Return);
    } else {
        QVERIFY(console.click("nextStepsButton"));
        QVERIFY(console.type("testRecipientEdit", u"ann@example.net"_s));
        QVERIFY(console.click("makeTestButton"));
    }
    QTRY_VERIFY(console.shows("copyText_testHtml"));
    const QString link = console.find<QTextEdit>("copyText_testLink")->toPlainText();
    const QString pixel = console.find<QTextEdit>("copyText_testPixel")->toPlainText();
    QVERIFY(console.find<QTextEdit>("copyText_testHtml")->toPlainText().contains(pixel));
    QVERIFY(console.click("copyButton_testLink"));
    QCOMPARE(QGuiApplication::clipboard()->text(), link);
    QCOMPARE(console.text("testBadge_click"), u"Waiting"_s);
    QCOMPARE(console.text("testBadge_open"), u"Waiting"_s);

    QCOMPARE(follow(link), 302);
    QTRY_COMPARE(console.text("testBadge_click"), u"Clicked"_s);
    QCOMPARE(console.text("testBadge_open"), u"Waiting"_s);
    QCOMPARE(follow(pixel), 200);
    QTRY_COMPARE(console.text("testBadge_open"), u"Opened"_s);
    QVERIFY(!console.text("testWords_open").isEmpty());
    QCOMPARE(follow(link), 302);
    QTRY_VERIFY(console.text("testWords_click").startsWith(u"2 times"));

    // Another test begins from the start.
    QVERIFY(console.click("makeTestButton"));
    QTRY_VERIFY(console.find<QTextEdit>("copyText_testHtml") &&
                console.find<QTextEdit>("copyText_testLink")->toPlainText() != link);
    QTRY_COMPARE(console.text("testBadge_click"), u"Waiting"_s);
}

void TestUiNextSteps::aTokenForTheMailHost()
{
    QFETCH(const bool, overHttp);
    const RealWindow console(way(overHttp));
    QVERIFY(QTest::qWaitForWindowActive(&console.window));
    QTRY_VERIFY(console.shows("domainTable"));
    console.window.view().showDomain(name);
    QVERIFY(console.clickSoon("nextStepsButton"));
    console.find<QComboBox>("mailServerBox")->setCurrentIndex(1);
    QStringList made;
    // The second one has the first one's name already.
    for (int i = 0; i < 2; ++i) {
        QVERIFY(console.clickSoon("makeMailTokenButton"));
        QTRY_VERIFY(console.shows("mailTokenField") && !made.contains(console.text("mailTokenField")));
        made << console.text("mailTokenField");
        QVERIFY(made.last().startsWith(u"utk_"));
        QVERIFY(console.click("copyMailTokenButton"));
        QCOMPARE(QGuiApplication::clipboard()->text(), made.last());
    }
    const auto transport = m_world.httpDoor(made.last());
    const QStringList snapshot{u"clusters"_s, m_world.cluster, u"rewrite-snapshot"_s};
    QCOMPARE(ApiWorld::send(*transport, ApiWorld::request(Method::Get, snapshot)).status, 200);
    QCOMPARE(ApiWorld::send(*transport, ApiWorld::request(Method::Get, {u"clusters"_s})).status, 403);
    QStringList names;
    for (const QJsonValue &token : m_world.get({u"tokens"_s}).data().toArray())
        names << token[u"name"_s].toString();
    QVERIFY(names.contains(u"exim"_s) && names.contains(u"exim-2"_s));
}

void TestUiNextSteps::theGuideOfTheServer()
{
    ConsoleFixture console([](FakeEngine &engine) { engine.addActive(name, 10); });
    QVERIFY(console.isReady());
    QSignalSpy help(console.window.get(), &ui::MainWindow::helpRequested);
    QTRY_VERIFY(console.shows("domainTable"));
    console.window->view().showDomain(name);
    QVERIFY(console.clickSoon("nextStepsButton"));
    auto *box = console.find<QComboBox>("mailServerBox");
    box->setCurrentIndex(box->findData(u"kumomta"_s));
    QVERIFY(console.text("mailServerWay").contains(u"HTTP"));
    QVERIFY(console.click("openGuideButton"));
    QCOMPARE(help.size(), 1);
    QCOMPARE(help.first().first().toString(), u"kumomta"_s);
    // And of all of them from where messages are looked at.
    QVERIFY(console.click("rewritingButton"));
    QVERIFY(console.clickSoon("mailGuidesButton"));
    QCOMPARE(help.last().first().toString(), u"mail-servers"_s);
}

void TestUiNextSteps::openUntilMailIsConnected()
{
    ConsoleFixture console([](FakeEngine &engine) {
        engine.capabilities.clear();
        engine.addActive(name, 10);
        engine.addDomain(u"new.example.com"_s);
        engine.readiness = readiness::allReady(engine.clock.now());
        for (auto &check : engine.readiness.checks) {
            if (check.id == u"mail_server")
                check.state = wire::ReadinessState::Todo;
        }
    });
    QVERIFY(console.isReady());
    QTRY_COMPARE(console.rows("domainTable"), 2);
    console.window->view().showDomain(name);
    QTRY_VERIFY(console.shows("makeTestButton"));
    for (const auto &check : readiness::allReady(console.engine.clock.now()).checks) {
        if (check.id == u"mail_server")
            console.engine.setReadiness(check);
    }
    QTRY_VERIFY(!console.shows("makeTestButton"));
    QVERIFY(console.shows("nextStepsButton"));
    // Whoever has opened it keeps it open.
    QVERIFY(console.click("nextStepsButton"));
    console.engine.touch(name);
    QTRY_VERIFY(console.shows("makeTestButton"));
    // Nothing of it where the record comes first.
    console.window->view().showDomain(u"new.example.com"_s);
    QTRY_COMPARE(console.text("domainTitle"), u"new.example.com"_s);
    QVERIFY(!console.shows("nextStepsButton"));
}

void TestUiNextSteps::whatTheTokenForbids()
{
    ConsoleFixture console([](FakeEngine &engine) {
        engine.addActive(name, 10);
        engine.isReadOnly = true;
    });
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    console.window->view().showDomain(name);
    QVERIFY(console.clickSoon("nextStepsButton"));
    QTRY_VERIFY(!console.find("makeTestButton")->isEnabled());
    QVERIFY(console.find("makeTestButton")->toolTip().contains(u"scope rewrite"));
    QVERIFY(!console.find("makeMailTokenButton")->isEnabled());
    QVERIFY(console.find("makeMailTokenButton")->toolTip().contains(u"scope admin"));
}

void TestUiNextSteps::serversThatAreFound()
{
    const auto guides = ui::mailServerGuides();
    const QTemporaryDir root;
    QCOMPARE(ui::mailServerFound(guides, root.path()), -1);
    for (int i = int(guides.size()) - 1; i >= 0; --i) {
        const QString path = root.path() + guides.at(i).files.first();
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(ui::mailServerFound(guides, root.path()), i);
    }
}

UNMTA_TEST(TestUiNextSteps)

} // namespace unmta::tst_ui_next_steps

#include "tst_ui_next_steps.moc"
