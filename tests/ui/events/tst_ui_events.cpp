// Deleting a recipient's events, by mouse and by keyboard.
#include "support/TestMain.h"
#include "ui/ConsoleFixture.h"

#include <QPushButton>

namespace unmta::tst_ui_events {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

const QString ann = u"ann@customer.example"_s;
const QString bob = u"bob@customer.example"_s;

void threeEvents(FakeEngine &engine)
{
    engine.addActive(u"a.example.com"_s, 10);
    engine.addEvent(wire::EventType::Open, u"a.example.com"_s, ann);
    engine.addEvent(wire::EventType::Click, u"a.example.com"_s, ann, u"https://shop.example.com/"_s);
    engine.addEvent(wire::EventType::Open, u"a.example.com"_s, bob); // the newest: the first row
}

bool showsEvents(const ConsoleFixture &console, int rows)
{
    return console.clickSoon("eventsButton") &&
           QTest::qWaitFor([&] { return console.shows("eventTable") && console.rows("eventTable") == rows; });
}

} // namespace

class TestUiEvents final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void byMouse();
    void byKeyboard();
    void enterInTheLineDeletesNothing();
    void someoneWithoutEvents();
    void aRefusalIsTold();
    void keepingThem();
    void delInTheFilterIsForTheText();
    void deletedElsewhereGoesFromTheList();
    void howTheFiguresWouldMove();
    void nothingWouldMove();
};

void TestUiEvents::byMouse()
{
    ConsoleFixture console(threeEvents);
    QVERIFY(console.isReady());
    QVERIFY(showsEvents(console, 3));
    console.clickRow("eventTable", 1);
    QVERIFY(console.clickMenu("eventsMenuButton", "deleteEventsAction"));
    QTRY_VERIFY(console.shows("deleteEventsDialog"));
    QCOMPARE(console.text("doomedRecipientEdit"), ann);
    QTRY_COMPARE(console.text("eventsAtStake"), u"2 events of %1 in this cluster."_s.arg(ann));
    const auto *button = console.find<QPushButton>("confirmDeleteButton");
    QCOMPARE(button->text(), u"Delete 2 events"_s);
    QCOMPARE(button->property("look").toString(), u"danger"_s);
    QVERIFY(console.clickIn("deleteEventsDialog", "confirmDeleteButton"));
    QTRY_COMPARE(console.text("eventsAtStake"), u"2 events of %1 are deleted."_s.arg(ann));
    QCOMPARE(console.engine.deletedRecipients, QStringList{ann});
    QVERIFY(!console.shows("confirmDeleteButton"));
    QVERIFY(console.clickIn("deleteEventsDialog", "cancelButton"));
    QTRY_VERIFY(!console.shows("deleteEventsDialog"));
    QTRY_COMPARE(console.rows("eventTable"), 1);
}

void TestUiEvents::byKeyboard()
{
    ConsoleFixture console(threeEvents);
    QVERIFY(console.isReady());
    QVERIFY(showsEvents(console, 3));
    console.table("eventTable")->setFocus(Qt::TabFocusReason);
    console.press(QKeySequence(Qt::Key_Down));
    console.press(QKeySequence::Delete);
    QTRY_VERIFY(console.shows("deleteEventsDialog"));
    QVERIFY(console.type("doomedRecipientEdit", ann.toUpper()));
    QTest::keyClick(console.find("doomedRecipientEdit"), Qt::Key_Return);
    auto *button = console.find<QPushButton>("confirmDeleteButton");
    QTRY_VERIFY(button->hasFocus());
    QCOMPARE(console.text("eventsAtStake"), u"2 events of %1 in this cluster."_s.arg(ann.toUpper()));
    QTest::keyClick(button, Qt::Key_Space);
    QTRY_COMPARE(console.engine.deletedRecipients, QStringList{ann.toUpper()});
    QTRY_COMPARE(console.text("eventsAtStake"), u"2 events of %1 are deleted."_s.arg(ann.toUpper()));
    auto *close = console.find<QPushButton>("cancelButton");
    QCOMPARE(close->text(), u"Close"_s);
    QTRY_VERIFY(close->hasFocus());
    QTest::keyClick(close, Qt::Key_Return);
    QTRY_VERIFY(!console.shows("deleteEventsDialog"));
    QTRY_COMPARE(console.rows("eventTable"), 1);
}

void TestUiEvents::enterInTheLineDeletesNothing()
{
    ConsoleFixture console(threeEvents);
    QVERIFY(console.isReady());
    QVERIFY(showsEvents(console, 3));
    console.clickRow("eventTable", 0);
    console.press(QKeySequence::Delete);
    QTRY_COMPARE(console.text("eventsAtStake"), u"1 event of %1 in this cluster."_s.arg(bob));
    QTest::keyClick(console.find("doomedRecipientEdit"), Qt::Key_Return);
    QVERIFY(console.find("confirmDeleteButton")->hasFocus());
    QVERIFY(console.shows("deleteEventsDialog"));
    QVERIFY(console.engine.deletedRecipients.isEmpty());
}

void TestUiEvents::someoneWithoutEvents()
{
    ConsoleFixture console(threeEvents);
    QVERIFY(console.isReady());
    QVERIFY(showsEvents(console, 3));
    QVERIFY(console.clickMenu("eventsMenuButton", "deleteEventsAction"));
    QTRY_VERIFY(console.shows("deleteEventsDialog"));
    // No row is chosen: nobody is named, nothing is counted and nothing can be deleted.
    QCOMPARE(console.text("doomedRecipientEdit"), QString());
    QVERIFY(!console.shows("eventsAtStake"));
    QVERIFY(!console.find("confirmDeleteButton")->isEnabled());
    QVERIFY(console.type("doomedRecipientEdit", ann));
    QTRY_VERIFY(console.find("confirmDeleteButton")->isEnabled());
    // Another address: at once what was counted is nobody's.
    QTest::keyClick(console.find("doomedRecipientEdit"), Qt::Key_Backspace);
    QVERIFY(!console.find("confirmDeleteButton")->isEnabled());
    QTRY_COMPARE(console.text("eventsAtStake"), u"There is no event of %1 in this cluster."_s.arg(ann.chopped(1)));
    QVERIFY(!console.find("confirmDeleteButton")->isEnabled());
}

void TestUiEvents::aRefusalIsTold()
{
    ConsoleFixture console(threeEvents);
    console.engine.deletionRefusal = Error(u"request.stopping"_s);
    QVERIFY(console.isReady());
    QVERIFY(showsEvents(console, 3));
    console.clickRow("eventTable", 0);
    console.press(QKeySequence::Delete);
    QTRY_VERIFY(console.find("confirmDeleteButton")->isEnabled());
    QVERIFY(console.clickIn("deleteEventsDialog", "confirmDeleteButton"));
    QTRY_VERIFY(console.shows("deleteEventsAnswer"));
    QVERIFY(console.text("deleteEventsAnswer").contains(u"stopping"_s));
    QVERIFY(console.find("doomedRecipientEdit")->isEnabled());
    QCOMPARE(console.text("cancelButton"), u"Keep them"_s);
    console.engine.deletionRefusal.reset();
    QTRY_VERIFY(console.find("confirmDeleteButton")->isEnabled());
    QVERIFY(console.clickIn("deleteEventsDialog", "confirmDeleteButton"));
    QTRY_COMPARE(console.text("eventsAtStake"), u"1 event of %1 is deleted."_s.arg(bob));
    QVERIFY(!console.shows("deleteEventsAnswer"));
}

void TestUiEvents::keepingThem()
{
    ConsoleFixture console(threeEvents);
    QVERIFY(console.isReady());
    QVERIFY(showsEvents(console, 3));
    console.clickRow("eventTable", 0);
    console.press(QKeySequence::Delete);
    QTRY_VERIFY(console.find("confirmDeleteButton")->isEnabled());
    QTest::keyClick(console.find("doomedRecipientEdit"), Qt::Key_Escape);
    QTRY_VERIFY(!console.shows("deleteEventsDialog"));
    QVERIFY(console.engine.deletedRecipients.isEmpty());
    QCOMPARE(console.rows("eventTable"), 3);
}

void TestUiEvents::delInTheFilterIsForTheText()
{
    ConsoleFixture console(threeEvents);
    QVERIFY(console.isReady());
    QVERIFY(showsEvents(console, 3));
    QVERIFY(console.type("eventFilterEdit", u"bob"_s));
    QTest::keyClick(console.find("eventFilterEdit"), Qt::Key_Home);
    QTest::keyClick(console.find("eventFilterEdit"), Qt::Key_Delete);
    QCOMPARE(console.text("eventFilterEdit"), u"ob"_s);
    QVERIFY(!console.shows("deleteEventsDialog"));
}

void TestUiEvents::deletedElsewhereGoesFromTheList()
{
    ConsoleFixture console(threeEvents);
    QVERIFY(console.isReady());
    QVERIFY(showsEvents(console, 3));
    console.engine.deleteOldestEvent();
    QTRY_COMPARE(console.rows("eventTable"), 2);
}

void TestUiEvents::howTheFiguresWouldMove()
{
    ConsoleFixture console(threeEvents);
    QVERIFY(console.isReady());
    QVERIFY(showsEvents(console, 3));
    console.engine.botTestRefusal = Error(u"request.stopping"_s);
    QVERIFY(console.clickMenu("eventsMenuButton", "botTestAction"));
    QTRY_VERIFY(console.shows("judgeAgainButton"));
    QVERIFY(console.text("botTestState").contains(u"stopping"_s));
    console.engine.botTestRefusal.reset();
    console.engine.botTest = {900,
                              200,
                              500,
                              120,
                              497,
                              120,
                              {{u"link_burst"_s, u"link_burst"_s, 4, 3, 1, 0, 0},
                               {u"crawler"_s, QString(), 0, 0, 0, 0, 1},
                               {u"curl"_s, u"http_library"_s, 2, 0, 0, 0, 0}}};
    QVERIFY(console.clickIn("botTestDialog", "judgeAgainButton"));
    QTRY_COMPARE(console.text("opensByPeople"), u"Opens by people: 500 now, 497 then."_s);
    QVERIFY(!console.shows("botTestState"));
    QVERIFY(!console.shows("judgeAgainButton"));
    QCOMPARE(console.text("clicksByPeople"), u"Clicks by people: 120, and it stays so."_s);
    QCOMPARE(console.rows("botEffectTable"), 2);
    const auto *model = console.table("botEffectTable")->model();
    QCOMPARE(model->index(0, 2).data().toString(), u"3 opens, 1 click"_s);
    QCOMPARE(model->index(0, 3).data().toString(), u"–"_s);
    QCOMPARE(model->index(1, 3).data().toString(), u"1 click"_s);
    QCOMPARE(console.text("quietRules"), u"1 other rule speaks for events and changes nothing."_s);
    QVERIFY(console.clickIn("botTestDialog", "cancelButton"));
    QTRY_VERIFY(!console.shows("botTestDialog"));
}

void TestUiEvents::nothingWouldMove()
{
    ConsoleFixture console(threeEvents);
    QVERIFY(console.isReady());
    QVERIFY(showsEvents(console, 3));
    QVERIFY(console.clickMenu("eventsMenuButton", "botTestAction"));
    QTRY_COMPARE(console.text("opensByPeople"), u"Opens by people: 0, and it stays so."_s);
    QVERIFY(!console.shows("botEffectTable"));
    QVERIFY(!console.shows("quietRules"));
}

UNMTA_TEST(TestUiEvents)

} // namespace unmta::tst_ui_events

#include "tst_ui_events.moc"
