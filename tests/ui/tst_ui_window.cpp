// What holds for the whole window: live updates in place, the wire cut and mended, the keyboard, plain text, and
// the pages beside the main job.
#include "kit/MenuButton.h"
#include "support/TestMain.h"
#include "ui/ConsoleFixture.h"

#include <QLayout>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSignalSpy>

namespace unmta::tst_ui_window {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestUiWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void liveUpdatesKeepSelectionScrollAndFocus();
    void rowsChangeInPlace();
    void oneChangeIsOneQuestion();
    void offlineKeepsTheDataAndTellsSo();
    void neverReachedShowsTheErrorAndAWayOut();
    void aListThatIsBrokenOffSaysSo();
    void whatIsStillToComeIsNotMissing();
    void refusedTokenIsNoSilentEngine();
    void scrolledPagesEndWithTheirContent_data();
    void scrolledPagesEndWithTheirContent();
    void keyboardDoesEverything();
    void helpOpensAtThePage();
    void filesForAppsAreSavedAndRemoved();
    void ctrlCCopiesTheRecord();
    void filterFindsByNameAndStatus();
    void clustersAreSwitchedAndAdded();
    void eventsComeInByThemselves();
    void notificationsAreCounted();
    void sandboxRecordsAreEdited();
    void aDayIsSkipped();
    void settingsAreSavedAndRefused();
    void textFromOutsideStaysText();
    void withoutSandboxThereIsNoSandbox();
};

namespace {

void many(FakeEngine &engine)
{
    for (int i = 0; i < 80; ++i)
        engine.addActive(u"t%1.example.org"_s.arg(i, 2, 10, QLatin1Char('0')), 100 + i);
}

void some(FakeEngine &engine)
{
    engine.addActive(u"a.example.com"_s, 10);
    engine.addDomain(u"b.example.com"_s);
}

} // namespace

void TestUiWindow::liveUpdatesKeepSelectionScrollAndFocus()
{
    ConsoleFixture console(many);
    QVERIFY(console.isReady());
    QTRY_COMPARE(console.rows("domainTable"), 80);
    QTableView *table = console.table("domainTable");
    table->setFocus();
    for (int i = 0; i < 41; ++i)
        QTest::keyClick(table, Qt::Key_Down);
    const QString chosen = table->currentIndex().siblingAtColumn(0).data().toString();
    QVERIFY(table->verticalScrollBar()->value() > 0);
    const QRect place = table->visualRect(table->currentIndex());
    // One row changes, one is added at the top, two disappear above.
    console.engine.find(u"t03.example.org"_s)->strikes = 1;
    console.engine.touch(u"t03.example.org"_s);
    QTRY_COMPARE(table->model()->index(3, 1).data().toString(), u"Active · 1 strike"_s);
    QCOMPARE(table->visualRect(table->currentIndex()), place);
    console.engine.addActive(u"a00.example.org"_s, 1);
    console.engine.touch(u"a00.example.org"_s);
    QTRY_COMPARE(console.rows("domainTable"), 81);
    QCOMPARE(table->currentIndex().siblingAtColumn(0).data().toString(), chosen);
    QCOMPARE(table->selectionModel()->selectedRows().value(0).data().toString(), chosen);
    QCOMPARE(table->visualRect(table->currentIndex()), place);
    console.engine.remove(u"t01.example.org"_s);
    console.engine.remove(u"t05.example.org"_s);
    QTRY_COMPARE(console.rows("domainTable"), 79);
    QCOMPARE(table->currentIndex().siblingAtColumn(0).data().toString(), chosen);
    QCOMPARE(table->visualRect(table->currentIndex()), place);
    QCOMPARE(QApplication::focusWidget(), table);
}

void TestUiWindow::rowsChangeInPlace()
{
    ConsoleFixture console(some);
    QVERIFY(console.isReady());
    QTRY_COMPARE(console.rows("domainTable"), 2);
    QSignalSpy reset(console.table("domainTable")->model(), &QAbstractItemModel::modelReset);
    QSignalSpy moved(console.table("domainTable")->model(), &QAbstractItemModel::rowsRemoved);
    console.engine.find(u"b.example.com"_s)->status = wire::DomainStatus::Active;
    console.engine.touch(u"b.example.com"_s);
    QTRY_COMPARE(console.table("domainTable")->model()->index(1, 1).data().toString(), u"Active"_s);
    QCOMPARE(reset.size(), 0);
    QCOMPARE(moved.size(), 0);
}

void TestUiWindow::oneChangeIsOneQuestion()
{
    ConsoleFixture console(some);
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    console.clickRow("domainTable", 0);
    QTRY_COMPARE(console.text("domainTitle"), u"a.example.com"_s);
    QTRY_VERIFY(console.shows("timelineLine0"));
    const QString path = u"/clusters/%1/tracking-domains/a.example.com"_s.arg(console.engine.clusterId);
    QTRY_COMPARE(console.engine.asked.count(path), 1); // when it was opened
    console.engine.asked.clear();
    const QAbstractItemModel *list = console.table("domainTable")->model();
    for (const QString &status : {u"Active · 1 strike"_s, u"Active"_s}) {
        console.engine.find(u"a.example.com"_s)->strikes = status == u"Active" ? 0 : 1;
        console.engine.touch(u"a.example.com"_s);
        QTRY_COMPARE(console.text("statusBadge"), status);
        QTRY_COMPARE(list->index(0, 1).data().toString(), status);
    }
    // What the second change asked for came after all that the first one did.
    QTRY_COMPARE(console.engine.asked.count(path + u"/timeline"_s), 2);
    QCOMPARE(console.engine.asked.count(path), 2);
    // A mail that was sent is no news about the domain.
    console.engine.notify(u"domain.recovered"_s, u"a.example.com"_s, u"It is fine again."_s);
    QTRY_COMPARE(console.engine.asked.count(path + u"/timeline"_s), 3);
    QCOMPARE(console.engine.asked.count(path), 2);
}

void TestUiWindow::offlineKeepsTheDataAndTellsSo()
{
    ConsoleFixture console(some);
    QVERIFY(console.isReady());
    QTRY_COMPARE(console.rows("domainTable"), 2);
    QVERIFY(!console.shows("offlineBanner"));
    QTRY_VERIFY(console.text("engineState").contains(u"running"));
    console.transport.cut();
    QTRY_VERIFY(console.shows("offlineBanner"));
    QVERIFY(console.text("engineState").contains(u"does not answer"));
    QVERIFY(console.shows("domainTable"));
    QCOMPARE(console.rows("domainTable"), 2);
    console.engine.addDomain(u"c.example.com"_s);
    console.transport.mend();
    QTRY_VERIFY(!console.shows("offlineBanner"));
    QTRY_VERIFY(console.text("engineState").contains(u"running"));
}

void TestUiWindow::neverReachedShowsTheErrorAndAWayOut()
{
    ConsoleFixture console(some, false);
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("retryButton"));
    QVERIFY(console.text("stateText").contains(u"No engine answers at"));
    QVERIFY(console.text("engineState").contains(u"does not answer"));
    console.transport.mend();
    QVERIFY(console.click("retryButton"));
    QTRY_VERIFY(console.shows("domainTable"));
    QCOMPARE(console.rows("domainTable"), 2);
}

void TestUiWindow::aListThatIsBrokenOffSaysSo()
{
    const ConsoleFixture console([](FakeEngine &engine) {
        some(engine);
        engine.domainsPage = 1;
        engine.also = [](const ApiRequest &request) -> std::optional<ApiResponse> {
            if (!request.query.hasQueryItem(u"after"_s) || !request.path.endsWith(u"/tracking-domains"))
                return std::nullopt;
            ApiResponse broken;
            broken.status = 500;
            return broken;
        };
    });
    QVERIFY(console.isReady());
    QTRY_COMPARE(console.rows("domainTable"), 1);
    QTRY_VERIFY2(console.text("domainSummary").contains(u"the others could not be loaded"),
                 qPrintable(console.text("domainSummary")));
    QVERIFY(console.type("domainFilterEdit", u"b.example"_s));
    QTRY_VERIFY2(console.text("stateText").startsWith(u"None of the tracking domains that could be loaded"),
                 qPrintable(console.text("stateText"))); // nobody knows of the others
}

void TestUiWindow::whatIsStillToComeIsNotMissing()
{
    QList<std::pair<bool, bool>> seen; // while a page is waited for: that nothing matches, and the list
    ConsoleFixture *window = nullptr;
    ConsoleFixture console([&seen, &window](FakeEngine &engine) {
        some(engine);
        engine.domainsPage = 1;
        engine.also = [&seen, &window](const ApiRequest &request) -> std::optional<ApiResponse> {
            if (request.query.hasQueryItem(u"after"_s) && request.path.endsWith(u"/tracking-domains")) {
                window->find<QLineEdit>("domainFilterEdit")->setText(u"b.example"_s);
                seen << std::pair(window->shows("stateTitle"), window->shows("domainTable"));
            }
            return std::nullopt;
        };
    });
    window = &console;
    QVERIFY(console.isReady());
    QTRY_COMPARE(seen.size(), 1);
    QCOMPARE(seen.at(0), std::pair(false, false));
    QTRY_VERIFY(console.shows("domainTable"));
    QCOMPARE(console.rows("domainTable"), 1);
}

void TestUiWindow::refusedTokenIsNoSilentEngine()
{
    ConsoleFixture console([](FakeEngine &engine) { engine.tokenRefusal = Error(u"auth.unauthenticated"_s); });
    QVERIFY(console.isReady());
    QTRY_COMPARE(console.text("engineState"), u"Token refused"_s);
    QVERIFY(console.text("engineListeners").contains(u"--token-file"));
    QVERIFY(console.text("bannerText").contains(u"--token-file"));
    QVERIFY(!console.find("addDomainButton")->isEnabled());
    console.engine.tokenRefusal.reset();
    QTRY_VERIFY(console.text("engineState").contains(u"running"));
    QVERIFY(console.find("addDomainButton")->isEnabled());
}

void TestUiWindow::scrolledPagesEndWithTheirContent_data()
{
    QTest::addColumn<QString>("button"); // empty: a domain's page
    QTest::newRow("settings") << u"settingsButton"_s;
    QTest::newRow("rewriting") << u"rewritingButton"_s;
    QTest::newRow("domain") << QString();
}

void TestUiWindow::scrolledPagesEndWithTheirContent()
{
    QFETCH(QString, button);
    ConsoleFixture console(some);
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    if (button.isEmpty())
        console.clickRow("domainTable", 1);
    else
        QVERIFY(console.click(qPrintable(button)));
    QTRY_VERIFY(console.shows("pageBody"));
    const QWidget *body = console.find("pageBody");
    const auto needed = [body] {
        return std::max(body->parentWidget()->height(), body->layout()->totalHeightForWidth(body->width()));
    };
    QTRY_VERIFY2(body->height() <= needed(),
                 qPrintable(u"%1 of %2"_s.arg(body->height()).arg(body->layout()->totalHeightForWidth(body->width()))));
    // Nor is a text cut.
    for (const QLabel *each : body->findChildren<QLabel *>()) {
        if (each->isVisible() && each->wordWrap())
            QVERIFY2(each->height() >= each->heightForWidth(each->width()), qPrintable(each->text()));
    }
}

void TestUiWindow::keyboardDoesEverything()
{
    ConsoleFixture console(some);
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    console.press(QKeySequence::New);
    QTRY_VERIFY(console.shows("addDomainDialog"));
    QTest::keyClick(console.find("nameEdit"), Qt::Key_Escape);
    QTRY_VERIFY(!console.shows("addDomainDialog"));
    console.press(QKeySequence::Find);
    QTRY_VERIFY(console.find("domainFilterEdit")->hasFocus());
    QTableView *table = console.table("domainTable");
    table->setFocus(Qt::TabFocusReason);
    QTest::keyClick(table, Qt::Key_Down);
    QCOMPARE(table->currentIndex().siblingAtColumn(0).data().toString(), u"b.example.com"_s);
    QTest::keyClick(table, Qt::Key_Return);
    QTRY_COMPARE(console.text("domainTitle"), u"b.example.com"_s);
    console.press(QKeySequence::Refresh);
    QTRY_VERIFY(console.shows("diagnosisMessage"));
    console.press(QKeySequence::Delete);
    QTRY_VERIFY(console.shows("deleteDomainDialog"));
    QTest::keyClick(console.find("confirmNameEdit"), Qt::Key_Escape);
    QTRY_VERIFY(!console.shows("deleteDomainDialog"));
    console.press(QKeySequence(Qt::Key_Escape));
    QTRY_VERIFY(console.shows("domainTable"));
    QVERIFY(table->hasFocus());
    QCOMPARE(table->currentIndex().siblingAtColumn(0).data().toString(), u"b.example.com"_s);
    console.press(QKeySequence::Delete);
    QTRY_VERIFY(console.shows("deleteDomainDialog"));
    QCOMPARE(console.engine.domains.size(), 2);
}

void TestUiWindow::helpOpensAtThePage()
{
    ConsoleFixture console(some);
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    QSignalSpy wanted(console.window.get(), &ui::MainWindow::helpRequested);
    const auto last = [&wanted] { return wanted.isEmpty() ? QString() : wanted.takeLast().constFirst().toString(); };
    console.press(QKeySequence::HelpContents);
    QCOMPARE(last(), u"tracking-domains"_s);
    for (const auto &[button, topic] : {std::pair("eventsButton", u"events"_s),
                                        {"rewritingButton", u"rewriting"_s},
                                        {"notificationsButton", u"notifications"_s},
                                        {"settingsButton", u"settings"_s}}) {
        QVERIFY(console.click(button));
        console.press(QKeySequence::HelpContents);
        QCOMPARE(last(), topic);
    }
    const auto *menu = console.find<ui::MenuButton>("helpButton")->choices();
    for (const auto &[action, topic] : {std::pair("documentationAction", u"index"_s),
                                        {"pageHelpAction", u"settings"_s},
                                        {"troubleshootingAction", u"troubleshooting"_s}}) {
        menu->findChild<QAction *>(QLatin1StringView(action))->trigger();
        QCOMPARE(last(), topic);
    }
}

void TestUiWindow::filesForAppsAreSavedAndRemoved()
{
    ConsoleFixture console(some);
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    console.clickRow("domainTable", 0);
    QTRY_VERIFY(console.shows("menuButton"));
    QVERIFY(console.clickMenu("menuButton", "appLinksAction"));
    QTRY_VERIFY(console.shows("appleFileEdit"));
    auto *edit = qobject_cast<QPlainTextEdit *>(console.find("appleFileEdit"));
    QVERIFY(edit);
    QTRY_VERIFY(edit->isEnabled());
    QVERIFY(!console.find("saveFileButton")->isEnabled() && !console.find("removeFileButton")->isEnabled());
    // What the engine refuses stays as it was typed, with the reason.
    edit->setPlainText(u"[1]"_s);
    QVERIFY(console.click("saveFileButton"));
    QTRY_VERIFY(console.text("appLinksAnswer").contains(u"not what the platform reads"_s));
    QCOMPARE(edit->toPlainText(), u"[1]"_s);
    QVERIFY(console.engine.appLinks.isEmpty());
    edit->setPlainText(u"{\"applinks\": {}}"_s);
    QVERIFY(console.click("saveFileButton"));
    QTRY_VERIFY(console.engine.appLinks.contains(u"apple"_s));
    QTRY_VERIFY(console.text("appLinksAnswer").startsWith(u"Saved."_s));
    QVERIFY(!console.find("saveFileButton")->isEnabled());
    // The other platform has a file of its own.
    qobject_cast<QTabWidget *>(console.find("platformTabs"))->setCurrentIndex(1);
    QVERIFY(!console.find("removeFileButton")->isEnabled());
    qobject_cast<QTabWidget *>(console.find("platformTabs"))->setCurrentIndex(0);
    QVERIFY(console.click("removeFileButton"));
    QTRY_VERIFY(console.engine.appLinks.isEmpty());
    QTRY_VERIFY(edit->toPlainText().isEmpty());
}

void TestUiWindow::ctrlCCopiesTheRecord()
{
    ConsoleFixture console(some);
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    console.clickRow("domainTable", 1);
    QTRY_COMPARE(console.text("domainTitle"), u"b.example.com"_s);
    QGuiApplication::clipboard()->clear();
    console.press(QKeySequence::Copy);
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), console.engine.find(u"b.example.com"_s)->record.value);
    // In the name's field, the name.
    console.find("recordNameField")->setFocus();
    console.press(QKeySequence::Copy);
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), u"b"_s);
}

void TestUiWindow::filterFindsByNameAndStatus()
{
    ConsoleFixture console(some);
    QVERIFY(console.isReady());
    QTRY_COMPARE(console.rows("domainTable"), 2);
    QVERIFY(console.type("domainFilterEdit", u"pend"_s));
    QTRY_COMPARE(console.rows("domainTable"), 1);
    QCOMPARE(console.rowOf("domainTable", u"b.example.com"_s), 0);
    QVERIFY(console.type("domainFilterEdit", u"a. act"_s));
    QTRY_COMPARE(console.rowOf("domainTable", u"a.example.com"_s), 0);
    QVERIFY(console.type("domainFilterEdit", u"zzz"_s));
    QTRY_VERIFY(console.text("stateText").contains(u"zzz"));
    QVERIFY(console.click("firstStepButton"));
    QTRY_COMPARE(console.rows("domainTable"), 2);
}

void TestUiWindow::clustersAreSwitchedAndAdded()
{
    ConsoleFixture console(some);
    QVERIFY(console.isReady());
    QTRY_COMPARE(console.rows("domainTable"), 2);
    QVERIFY(console.clickMenu("clusterButton", "addClusterAction"));
    QTRY_VERIFY(console.shows("promptEdit"));
    QVERIFY(console.type("promptEdit", u"newsletter"_s));
    QVERIFY(console.clickIn("addClusterDialog", "confirmButton"));
    QTRY_VERIFY(console.text("promptAnswer").contains(u"already a cluster named newsletter"));
    QVERIFY(console.type("promptEdit", u"transactional"_s));
    QVERIFY(console.clickIn("addClusterDialog", "confirmButton"));
    QTRY_VERIFY(!console.shows("addClusterDialog"));
    QTRY_VERIFY(console.shows("firstStepButton"));
    QCOMPARE(console.find("clusterButton")->accessibleDescription(), u"transactional"_s);
}

void TestUiWindow::eventsComeInByThemselves()
{
    ConsoleFixture console([](FakeEngine &engine) {
        engine.addActive(u"a.example.com"_s, 10);
        for (int i = 0; i < 450; ++i)
            engine.addEvent(wire::EventType::Open, u"a.example.com"_s, u"reader%1@customer.example"_s.arg(i));
    });
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    QVERIFY(console.click("eventsButton"));
    QTRY_COMPARE(console.rows("eventTable"), 200);
    QTableView *table = console.table("eventTable");
    QCOMPARE(table->model()->index(0, 3).data().toString(), u"reader449@customer.example"_s);
    console.engine.addEvent(wire::EventType::Click, u"a.example.com"_s, u"last@customer.example"_s,
                            u"https://shop.example.com/"_s);
    QTRY_COMPARE(table->model()->index(0, 3).data().toString(), u"last@customer.example"_s);
    QCOMPARE(console.rows("eventTable"), 201);
    // Older ones come when one scrolls to them.
    table->verticalScrollBar()->setValue(table->verticalScrollBar()->maximum());
    QTRY_COMPARE(console.rows("eventTable"), 401);
    QVERIFY(console.click("clicksButton"));
    QTRY_COMPARE(console.rows("eventTable"), 1);
}

void TestUiWindow::notificationsAreCounted()
{
    ConsoleFixture console([](FakeEngine &engine) {
        some(engine);
        engine.notify(u"domain.verified"_s, u"a.example.com"_s, u"verified"_s);
    });
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    QTRY_COMPARE(console.rows("notificationTable"), 1);
    QCOMPARE(console.find("notificationsButton")->accessibleDescription(), QString());
    console.engine.notify(u"domain.warning"_s, u"a.example.com"_s, u"The record is gone."_s);
    QTRY_COMPARE(console.find("notificationsButton")->accessibleDescription(), u"1 new"_s);
    QVERIFY(console.click("notificationsButton"));
    QTRY_VERIFY(console.shows("notificationTable"));
    QCOMPARE(console.table("notificationTable")->model()->index(0, 3).data().toString(), u"The record is gone."_s);
    QCOMPARE(console.find("notificationsButton")->accessibleDescription(), QString());
    console.clickRow("notificationTable", 0);
    QTRY_COMPARE(console.text("domainTitle"), u"a.example.com"_s);
}

void TestUiWindow::sandboxRecordsAreEdited()
{
    ConsoleFixture console(some);
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("sandboxButton"));
    QVERIFY(console.click("sandboxButton"));
    QTRY_VERIFY(console.shows("addRecordButton"));
    QVERIFY(console.click("addRecordButton"));
    QTRY_VERIFY(console.shows("recordNameEdit"));
    QVERIFY(console.type("recordNameEdit", u"b.example.com"_s));
    QVERIFY(console.type("recordValueEdit", u"elsewhere.example.net"_s));
    QVERIFY(console.click("saveRecordButton"));
    QTRY_COMPARE(console.rows("recordTable"), 1);
    QTRY_VERIFY(!console.shows("recordDialog"));
    QVERIFY(!console.click("editRecordButton"));
    console.clickRow("recordTable", 0);
    QVERIFY(console.click("editRecordButton"));
    QTRY_VERIFY(console.shows("recordValueEdit"));
    QVERIFY(console.type("recordValueEdit", u"other.example.net"_s));
    QVERIFY(console.click("saveRecordButton"));
    QTRY_COMPARE(console.table("recordTable")->model()->index(0, 2).data().toString(), u"other.example.net"_s);
    QTRY_VERIFY(!console.shows("recordDialog"));
    console.clickRow("recordTable", 0);
    QVERIFY(console.click("removeRecordButton"));
    QTRY_VERIFY(console.engine.records.isEmpty());
    QTRY_VERIFY(!console.shows("recordTable"));
}

void TestUiWindow::aDayIsSkipped()
{
    ConsoleFixture console(some);
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("sandboxButton"));
    QVERIFY(console.click("sandboxButton"));
    const TimePoint before = console.engine.clock.now();
    QVERIFY(console.click("skipDayButton"));
    QTRY_COMPARE(console.engine.clock.now(), before + 24h);
    QTRY_VERIFY(console.shows("sandboxBanner"));
}

void TestUiWindow::settingsAreSavedAndRefused()
{
    ConsoleFixture console(some);
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    QVERIFY(console.click("settingsButton"));
    QTRY_VERIFY(console.shows("monitor.interval"));
    QVERIFY(!console.find("saveSettingsButton")->isEnabled());
    QVERIFY(!console.shows("acme.eab_kid")); // this engine does not know it
    QVERIFY(console.type("monitor.interval", u"soon"_s));
    QVERIFY(console.click("saveSettingsButton"));
    QTRY_VERIFY(console.find("saveSettingsButton")->isEnabled());
    QCOMPARE(console.engine.settings.value(u"monitor.interval"_s), u"24h"_s);
    QVERIFY(console.type("monitor.interval", u"12h"_s));
    QVERIFY(console.click("saveSettingsButton"));
    QTRY_COMPARE(console.engine.settings.value(u"monitor.interval"_s), u"12h"_s);
    QTRY_VERIFY(!console.find("saveSettingsButton")->isEnabled());
}

void TestUiWindow::textFromOutsideStaysText()
{
    const QString evil = u"<img src=x><b>bold</b> & co"_s;
    ConsoleFixture console([&evil](FakeEngine &engine) {
        auto &domain = engine.addDomain(u"b.example.com"_s);
        domain.unicodeName = evil;
        domain.lastCheck =
            makeCheck(domain, engine.clock.now(), wire::CheckOutcome::Changed, u"wrong_target"_s, evil, evil, evil);
        engine.clusters.front().name = evil;
        engine.notify(u"domain.warning"_s, evil, evil);
    });
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    console.clickRow("domainTable", 0);
    QTRY_COMPARE(console.text("domainTitle"), evil);
    QTRY_COMPARE(console.text("diagnosisMessage"), evil);
    const auto labels = console.window->findChildren<QLabel *>();
    QVERIFY(labels.size() > 50);
    for (const QLabel *each : labels)
        QVERIFY2(each->textFormat() == Qt::PlainText, qPrintable(each->objectName() + u' ' + each->text()));
}

void TestUiWindow::withoutSandboxThereIsNoSandbox()
{
    ConsoleFixture console([](FakeEngine &engine) {
        some(engine);
        engine.capabilities.clear();
    });
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    QTRY_VERIFY(console.text("engineListeners").contains(u":443"));
    QVERIFY(!console.shows("sandboxButton"));
    console.clickRow("domainTable", 1);
    QTRY_COMPARE(console.text("domainTitle"), u"b.example.com"_s);
    QVERIFY(console.shows("copyValueButton"));
    QVERIFY(!console.shows("publishRecordButton"));
}

UNMTA_TEST(TestUiWindow)

} // namespace unmta::tst_ui_window

#include "tst_ui_window.moc"
