// Engines elsewhere: met, trusted, kept, chosen in the window, and refused when they are not who they were.
#include "EnginesFixture.h"
#include "contract/Fingerprint.h"
#include "support/TestMain.h"
#include "support/system/Host.h"

#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTextBlock>
#include <QTextEdit>
#include <QTextLayout>

namespace unmta::tst_ui_connecting {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestUiConnecting final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void byMouse();
    void byKeyboard();
    void faultsStandAtTheirFields();
    void aChosenEngineNeedsNoRestart();
    void keptFromStartToStart();
    void withoutKeychainAFileOfOnesOwn_data();
    void withoutKeychainAFileOfOnesOwn();
    void anotherCertificateIsRefusedLoudly();
    void anotherTokenInTheBanner();
    void anotherTokenFromTheSetup();
    void editedAndForgotten();
    void addressesAsTheyAreTyped_data();
    void addressesAsTheyAreTyped();

private:
    QString url() const { return u"https://127.0.0.1:%1"_s.arg(m_world.apiPort); }

    ApiWorld m_world;
    QString m_token;
    QString m_fingerprint;
};

namespace {

// Every line of it ends at the same byte, whatever the bytes are and however narrow the dialog is; empty if not.
QString shownFingerprint(const WindowHands &console, const char *name)
{
    const QTextDocument *lines = console.find<QTextEdit>(name)->document();
    QString whole;
    for (QTextBlock line = lines->begin(); line.isValid(); line = line.next()) {
        if (line.layout()->lineCount() != 1 || line.text().count(u':') != (line.next().isValid() ? 8 : 7))
            return {};
        whole += line.text();
    }
    return whole;
}

} // namespace

void TestUiConnecting::initTestCase()
{
    QVERIFY2(m_world.start(beyondThisComputer()), qPrintable(m_world.failure.code));
    QCOMPARE(m_world.set(u"edge.target_zone"_s, u"track.example.net"_s).status, 200);
    QCOMPARE(m_world.add(u"track.away.example.com"_s).status, 201);
    m_token = m_world.token({u"admin"_s});
    m_fingerprint = certificateFingerprint(m_world.get({u"server"_s}).data("internal_root").toString().toLatin1());
}

void TestUiConnecting::byMouse()
{
    const EnginesFixture console;
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.lists("track.home.example.com"));
    QVERIFY(console.startConnecting(url(), m_token, u"office"_s));
    QTRY_VERIFY(console.shows("trustCard"));
    QCOMPARE(shownFingerprint(console, "copyText_fingerprint"), m_fingerprint);
    QVERIFY(console.click("copyButton_fingerprint"));
    QCOMPARE(QApplication::clipboard()->text(), m_fingerprint); // in one line
    QCOMPARE(console.text("connectButton"), u"Trust and connect"_s);
    QVERIFY(console.trustAndConnect());
    QTRY_VERIFY(console.lists("track.away.example.com"));
    QVERIFY(!console.lists("track.home.example.com"));
    QTRY_COMPARE(console.text("engineState"), u"Engine running on office"_s);
    QVERIFY(console.root()->windowTitle().contains(u"office"_s));
    QCOMPARE(console.keychain.secrets.size(), 1);
    QCOMPARE(console.keychain.secrets.begin().value(), m_token);
}

void TestUiConnecting::byKeyboard()
{
    const EnginesFixture console;
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.lists("track.home.example.com"));
    console.find("engineButton")->setFocus();
    console.press(QKeySequence(Qt::Key_Down));
    auto *menu = console.find<QAction>("addEngineAction")->parent();
    QTRY_VERIFY(qobject_cast<QWidget *>(menu)->isVisible());
    QTest::keyClick(qobject_cast<QWidget *>(menu), Qt::Key_Down); // this computer
    QTest::keyClick(qobject_cast<QWidget *>(menu), Qt::Key_Down);
    QTest::keyClick(qobject_cast<QWidget *>(menu), Qt::Key_Return);
    QTRY_VERIFY(console.shows("connectionUrlEdit"));
    auto *dialog = console.find("connectionDialog");
    QTRY_COMPARE(dialog->focusWidget(), console.find("connectionUrlEdit"));
    QTest::keyClicks(dialog->focusWidget(), url());
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    QCOMPARE(dialog->focusWidget(), console.find("connectionTokenEdit"));
    QTest::keyClicks(dialog->focusWidget(), m_token);
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(console.shows("trustCard"));
    // Trust is given on purpose: the key that has just been pressed would not do it.
    QTRY_COMPARE(dialog->focusWidget(), console.find("cancelButton"));
    QVERIFY(console.find<QPushButton>("cancelButton")->isDefault());
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    QCOMPARE(dialog->focusWidget(), console.find("connectButton"));
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Space);
    QTRY_VERIFY(console.lists("track.away.example.com"));
    // Without a name it is called by its address.
    QCOMPARE(console.engines->name(), u"127.0.0.1:%1"_s.arg(m_world.apiPort));
}

void TestUiConnecting::faultsStandAtTheirFields()
{
    const EnginesFixture console;
    QVERIFY(console.isReady());
    QVERIFY(console.startConnecting(u"http://engine.example.com"_s, u"utk_x"_s, u"x"_s));
    QTRY_VERIFY(console.shows("connectionUrlAnswer"));
    QVERIFY(console.text("connectionUrlAnswer").contains(u"https://"));
    QVERIFY(console.type("connectionUrlEdit", u"https://127.0.0.1:1"_s));
    QVERIFY(!console.shows("connectionUrlAnswer"));
    QVERIFY(console.click("connectButton"));
    QTRY_VERIFY(console.text("connectionUrlAnswer").contains(u"No engine answers"));
    // A wrong token is told only after the engine was trusted, for it was not sent before.
    QVERIFY(console.type("connectionUrlEdit", url()));
    QVERIFY(console.click("connectButton"));
    QTRY_VERIFY(console.shows("trustCard"));
    QVERIFY(!console.shows("connectionTokenAnswer"));
    QVERIFY(console.click("connectButton"));
    QTRY_COMPARE(console.text("connectionTokenAnswer"), u"The engine does not take this token."_s);
    QVERIFY(console.type("connectionTokenEdit", m_world.token({u"rewrite"_s})));
    QVERIFY(console.click("connectButton"));
    QTRY_VERIFY(console.text("connectionTokenAnswer").contains(u"scope read"));
    QVERIFY(console.type("connectionTokenEdit", m_token));
    QVERIFY(console.click("connectButton"));
    QTRY_VERIFY(console.lists("track.away.example.com"));
}

void TestUiConnecting::aChosenEngineNeedsNoRestart()
{
    const EnginesFixture console;
    QVERIFY(console.isReady());
    QVERIFY(console.startConnecting(url(), m_token, u"office"_s));
    QVERIFY(console.trustAndConnect());
    QTRY_VERIFY(console.lists("track.away.example.com"));
    QVERIFY(console.click("eventsButton"));
    QVERIFY(console.clickMenu("engineButton", "engineAction_home"));
    // The page stays, the engine is another.
    QTRY_COMPARE(console.text("engineState"), u"Engine running on this computer"_s);
    QTRY_VERIFY(console.shows("eventTable") || console.shows("stateTitle"));
    QVERIFY(console.click("domainsButton"));
    QTRY_VERIFY(console.lists("track.home.example.com"));
    const auto id = console.engines->all().last().id;
    QVERIFY(console.clickMenu("engineButton", (u"engineAction_"_s + id).toLatin1().constData()));
    QTRY_VERIFY(console.lists("track.away.example.com"));
}

void TestUiConnecting::keptFromStartToStart()
{
    EnginesFixture console;
    QVERIFY(console.isReady());
    QVERIFY(console.startConnecting(url(), m_token, u"office"_s));
    QVERIFY(console.trustAndConnect());
    QTRY_VERIFY(console.lists("track.away.example.com"));
    console.reopen();
    QVERIFY(console.isReady());
    QCOMPARE(console.engines->all().size(), 2);
    const auto kept = console.engines->all().last();
    QCOMPARE(kept.name, u"office"_s);
    // Neither the token nor the question about the certificate comes again.
    QVERIFY(console.clickMenu("engineButton", (u"engineAction_"_s + kept.id).toLatin1().constData()));
    QTRY_VERIFY(console.lists("track.away.example.com"));
    QVERIFY(!console.shows("connectionDialog"));
    QFile settings(console.settingsFile());
    QVERIFY(settings.open(QIODevice::ReadOnly));
    const QByteArray written = settings.readAll();
    QVERIFY(written.contains("office") && !written.contains(m_token.toLatin1()));
}

void TestUiConnecting::withoutKeychainAFileOfOnesOwn_data()
{
    QTest::addColumn<int>("keys");
    QTest::newRow("none was built in") << int(EnginesFixture::Keys::None);
    QTest::newRow("no service runs") << int(EnginesFixture::Keys::Declined);
}

void TestUiConnecting::withoutKeychainAFileOfOnesOwn()
{
    QFETCH(const int, keys);
    EnginesFixture console{EnginesFixture::Keys(keys)};
    QVERIFY(console.isReady());
    QVERIFY(console.startConnecting(url(), m_token, u"office"_s));
    QTRY_VERIFY(console.shows("trustCard"));
    QVERIFY(console.click("connectButton"));
    QTRY_VERIFY(console.shows("tokenKeptText"));
    const QFileInfoList files = QDir(console.tokenDirectory()).entryInfoList(QDir::Files);
    QCOMPARE(files.size(), 1);
    QVERIFY(console.text("tokenKeptText").contains(files.first().filePath()));
    QFile file(files.first().filePath());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().trimmed(), m_token.toLatin1());
    if (isUnix()) {
        const auto others =
            QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
        QVERIFY(!(files.first().permissions() & others));
        QVERIFY(!(QFileInfo(console.tokenDirectory()).permissions() & others));
    }
    QCOMPARE(console.text("connectButton"), u"Done"_s);
    QVERIFY(console.click("connectButton"));
    QTRY_VERIFY(console.lists("track.away.example.com"));
    // It is read from there again.
    console.reopen();
    QVERIFY(console.isReady());
    const auto id = console.engines->all().last().id;
    QVERIFY(console.clickMenu("engineButton", (u"engineAction_"_s + id).toLatin1().constData()));
    QTRY_VERIFY(console.lists("track.away.example.com"));
}

void TestUiConnecting::anotherCertificateIsRefusedLoudly()
{
    const EnginesFixture console;
    QVERIFY(console.isReady());
    ApiWorld other;
    QVERIFY2(other.start(beyondThisComputer()), qPrintable(other.failure.code));
    QVERIFY(console.startConnecting(url(), m_token, u"office"_s));
    QVERIFY(console.trustAndConnect());
    QTRY_VERIFY(console.lists("track.away.example.com"));
    // Somebody else answers where the engine was; he would take any token.
    ui::Connection moved = *console.engines->named(u"office"_s);
    moved.url.setPort(other.apiPort);
    QVERIFY(console.engines->showOnce(moved, m_token).ok());
    QTRY_VERIFY(console.shows("offlineBanner"));
    QTRY_COMPARE(console.text("bannerActionButton"), u"Look at the certificate…"_s);
    QCOMPARE(console.find("offlineBanner")->property("tone").toString(), u"bad"_s);
    QVERIFY(console.click("bannerActionButton"));
    QTRY_VERIFY(console.shows("trustCard"));
    QCOMPARE(console.text("trustHeading"), u"This is not the engine that you trusted"_s);
    QCOMPARE(shownFingerprint(console, "copyText_expectedFingerprint"), m_fingerprint);
    const QString shown = shownFingerprint(console, "copyText_fingerprint");
    QVERIFY(!shown.isEmpty() && shown != m_fingerprint);
    // Not by one click, nor by Return, which leads away.
    QVERIFY(!console.find("connectButton")->isEnabled());
    QTest::keyClick(console.find("connectionDialog"), Qt::Key_Return);
    QTRY_VERIFY(!console.shows("connectionDialog"));
    QVERIFY(console.click("bannerActionButton"));
    QTRY_VERIFY(console.shows("trustCard"));
    QTest::mouseClick(console.find("fingerprintComparedBox"), Qt::LeftButton, {},
                      QPoint(8, console.find("fingerprintComparedBox")->height() / 2));
    QCOMPARE(console.text("connectButton"), u"Trust the new certificate"_s);
    QVERIFY(console.click("connectButton"));
    // An engine that was set up anew does not know the token either.
    QTRY_COMPARE(console.text("connectionTokenAnswer"), u"The engine does not take this token."_s);
    QVERIFY(console.type("connectionTokenEdit", other.token({u"admin"_s})));
    QVERIFY(console.click("connectButton"));
    QTRY_VERIFY(!console.shows("connectionDialog"));
    QTRY_VERIFY(console.text("engineState").startsWith(u"Engine running"));
}

void TestUiConnecting::anotherTokenInTheBanner()
{
    const EnginesFixture console;
    QVERIFY(console.isReady());
    const auto made =
        m_world.post({u"tokens"_s}, {{u"name"_s, u"to be revoked"_s}, {u"scopes"_s, QJsonArray{u"read"_s}}});
    QVERIFY(console.startConnecting(url(), made.data("token").toString(), u"office"_s));
    QVERIFY(console.trustAndConnect());
    QTRY_VERIFY(console.lists("track.away.example.com"));
    QTRY_VERIFY(console.text("engineRights").contains(u"to be revoked: read"));
    QCOMPARE(m_world.call(Method::Delete, {u"tokens"_s, QString::number(made.data("id").toInt())}).status, 204);
    console.engines->choose(console.engines->all().last().id, nullptr); // its next question
    QTRY_VERIFY(console.shows("offlineBanner"));
    auto *enter = console.find("offlineBanner")->findChild<QPushButton *>(u"bannerActionButton"_s);
    QTRY_COMPARE(enter->text(), u"Enter another token…"_s);
    QVERIFY(!console.shows("setupNote")); // one way is enough
    QTest::mouseClick(enter, Qt::LeftButton);
    QTRY_VERIFY(console.shows("connectionTokenEdit"));
    QVERIFY(!console.shows("connectionUrlEdit"));
    QVERIFY(console.type("connectionTokenEdit", u"utk_wrong"_s));
    QVERIFY(console.click("connectButton"));
    QTRY_VERIFY(console.shows("connectionTokenAnswer"));
    QVERIFY(console.type("connectionTokenEdit", m_token));
    QVERIFY(console.click("connectButton"));
    QTRY_VERIFY(!console.shows("connectionDialog"));
    QTRY_VERIFY(console.lists("track.away.example.com"));
    QVERIFY(!console.shows("offlineBanner"));
    QCOMPARE(console.keychain.secrets.begin().value(), m_token);
    QVERIFY(!console.shows("engineRights"));
}

void TestUiConnecting::anotherTokenFromTheSetup()
{
    const EnginesFixture console;
    QVERIFY(console.isReady());
    QVERIFY(console.startConnecting(url(), m_world.token({u"read"_s}), u"office"_s));
    QVERIFY(console.trustAndConnect());
    QTRY_VERIFY(console.lists("track.away.example.com"));
    QTRY_VERIFY(console.shows("setupButton"));
    QVERIFY(console.click("setupButton"));
    QTRY_VERIFY(console.shows("setupNote"));
    auto *enter = console.find("setupNote")->findChild<QPushButton *>(u"bannerActionButton"_s);
    QCOMPARE(enter->text(), u"Enter another token…"_s); // nobody has to start the program anew
    QTest::mouseClick(enter, Qt::LeftButton);
    QTRY_VERIFY(console.shows("connectionTokenEdit"));
    QTRY_COMPARE(console.find("connectionDialog")->focusWidget(), console.find("connectionTokenEdit"));
    QTest::keyClicks(console.find("connectionTokenEdit"), m_token);
    QTest::keyClick(console.find("connectionTokenEdit"), Qt::Key_Return);
    QTRY_VERIFY(!console.shows("connectionDialog"));
    QTRY_VERIFY(console.click("setupButton"));
    QTRY_VERIFY(console.shows("checkAgainButton") && console.find("checkAgainButton")->isEnabled());
    QVERIFY(!console.shows("setupNote"));
}

void TestUiConnecting::editedAndForgotten()
{
    const EnginesFixture console;
    QVERIFY(console.isReady());
    QVERIFY(!console.find<QAction>("editEngineAction")->isEnabled());
    QVERIFY(console.startConnecting(url(), m_token, u"office"_s));
    QVERIFY(console.trustAndConnect());
    QTRY_VERIFY(console.lists("track.away.example.com"));
    QVERIFY(console.clickMenu("engineButton", "editEngineAction"));
    QTRY_VERIFY(console.shows("connectionNameEdit"));
    QCOMPARE(console.text("connectionUrlEdit"), url());
    QCOMPARE(console.text("connectionTokenEdit"), QString()); // never shown
    QVERIFY(console.type("connectionNameEdit", u"head office"_s));
    QVERIFY(console.click("connectButton"));
    QTRY_COMPARE(console.text("engineState"), u"Engine running on head office"_s);
    QCOMPARE(console.engines->all().size(), 2);
    QVERIFY(console.clickMenu("engineButton", "forgetEngineAction"));
    QTRY_VERIFY(console.shows("confirmForgetButton"));
    QVERIFY(console.click("confirmForgetButton"));
    QTRY_VERIFY(console.lists("track.home.example.com"));
    QCOMPARE(console.engines->all().size(), 1);
    QTRY_VERIFY(console.keychain.secrets.isEmpty());
}

void TestUiConnecting::addressesAsTheyAreTyped_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("url");
    const auto row = [](const char *typed, const char *url) {
        QTest::newRow(typed) << QString::fromLatin1(typed) << QString::fromLatin1(url);
    };
    row("https://engine.example.com:8089", "https://engine.example.com:8089");
    row("https://engine.example.com/console", "https://engine.example.com");
    row(" engine.example.com ", "https://engine.example.com:8089");
    row("engine.example.com:9000", "https://engine.example.com:9000");
    row("127.0.0.1:8089", "http://127.0.0.1:8089");
    row("localhost", "http://localhost:8089");
    row("", "");
}

void TestUiConnecting::addressesAsTheyAreTyped()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, url);
    QCOMPARE(ui::engineUrl(typed).toString(), url);
}

UNMTA_TEST(TestUiConnecting)

} // namespace unmta::tst_ui_connecting

#include "tst_ui_connecting.moc"
