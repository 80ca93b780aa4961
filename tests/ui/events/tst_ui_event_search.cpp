// The events as a tool: the engine is searched, not the rows that happen to be here; one event in full; the list held.
#include "support/TestMain.h"
#include "ui/ConsoleFixture.h"

#include <QComboBox>
#include <QDateEdit>
#include <QPushButton>

namespace unmta::tst_ui_event_search {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using wire::EventType;

namespace {

const QString needle = u"needle@customer.example"_s;
const QString host = u"a.example.com"_s;

// The one that is looked for is older than anything that is shown.
void haystack(FakeEngine &engine)
{
    engine.addActive(host, 10);
    engine.addEvent(EventType::Click, host, needle, u"https://shop.example.com/needle"_s);
    for (int i = 0; i < 500; ++i)
        engine.addEvent(i % 2 ? EventType::Open : EventType::Click, host, u"r%1@customer.example"_s.arg(i),
                        i % 2 ? QString() : u"https://shop.example.com/"_s);
    engine.eventsReadAtOnce = 60; // less than a page of the console's
}

bool showsEvents(const ConsoleFixture &console)
{
    return console.clickSoon("eventsButton") &&
           QTest::qWaitFor([&] { return console.shows("eventTable") && console.rows("eventTable") > 0; });
}

void choose(const ConsoleFixture &console, const char *box, int index)
{
    auto *combo = console.find<QComboBox>(box);
    combo->setFocus(Qt::TabFocusReason);
    while (combo->currentIndex() != index)
        QTest::keyClick(combo, combo->currentIndex() < index ? Qt::Key_Down : Qt::Key_Up);
}

QString cell(const ConsoleFixture &console, int row, int column)
{
    return console.table("eventTable")->model()->index(row, column).data().toString();
}

} // namespace

class TestUiEventSearch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatIsNotShown()
    {
        ConsoleFixture console(haystack);
        QVERIFY(console.isReady());
        QVERIFY(showsEvents(console));
        QVERIFY(console.rows("eventTable") < 500);
        QVERIFY(console.type("eventFilterEdit", needle));
        QTRY_COMPARE(console.rows("eventTable"), 1);
        QCOMPARE(cell(console, 0, 3), needle);
        // By another field the same text is nothing.
        choose(console, "eventFieldBox", 1);
        QTRY_VERIFY(console.shows("stateTitle") && console.text("stateTitle") == u"Nothing matches"_s);
        choose(console, "eventFieldBox", 0);
        QTRY_COMPARE(console.rows("eventTable"), 1);
    }

    void showAllTakesTheSearchBack()
    {
        ConsoleFixture console(haystack);
        QVERIFY(console.isReady());
        QVERIFY(showsEvents(console));
        QVERIFY(console.type("eventFilterEdit", u"nobody@customer.example"_s));
        QTRY_VERIFY(console.shows("firstStepButton"));
        QVERIFY(console.click("firstStepButton"));
        QTRY_VERIFY(console.shows("eventTable") && console.rows("eventTable") > 1);
        QVERIFY(console.text("eventFilterEdit").isEmpty());
    }

    void byWhomAndWhen()
    {
        ConsoleFixture console([](FakeEngine &engine) {
            engine.addActive(host, 10);
            engine.addEvent(EventType::Open, host, u"old@customer.example"_s);
            engine.events.last().timestamp -= std::chrono::hours(3);
            engine.addEvent(EventType::Open, host, u"program@customer.example"_s);
            engine.events.last().bot = u"crawler"_s;
            engine.addEvent(EventType::Open, host, u"person@customer.example"_s);
        });
        QVERIFY(console.isReady());
        QVERIFY(showsEvents(console));
        QTRY_COMPARE(console.rows("eventTable"), 3);
        choose(console, "eventWhoBox", 2);
        QTRY_COMPARE(console.rows("eventTable"), 1);
        QCOMPARE(cell(console, 0, 3), u"program@customer.example"_s);
        choose(console, "eventWhoBox", 1);
        QTRY_COMPARE(console.rows("eventTable"), 2);
        choose(console, "eventWithinBox", 1);
        QTRY_COMPARE(console.rows("eventTable"), 1);
        QCOMPARE(cell(console, 0, 3), u"person@customer.example"_s);
    }

    void fromDayToDay()
    {
        ConsoleFixture console([](FakeEngine &engine) {
            engine.addActive(host, 10);
            for (const int days : {40, 10, 3, 0}) {
                engine.addEvent(EventType::Open, host, u"r%1@customer.example"_s.arg(days));
                engine.events.last().timestamp -= std::chrono::hours(24 * days);
            }
        });
        QVERIFY(console.isReady());
        QVERIFY(showsEvents(console));
        QTRY_COMPARE(console.rows("eventTable"), 4);
        QVERIFY(!console.shows("eventDays"));
        choose(console, "eventWithinBox", 6); // at first this week
        QTRY_VERIFY(console.shows("eventDays"));
        QTRY_COMPARE(console.rows("eventTable"), 2);
        auto *from = console.find<QDateEdit>("fromDayEdit");
        from->setFocus(Qt::TabFocusReason);
        from->setSelectedSection(QDateEdit::DaySection);
        for (int day = 0; day < 4; ++day)
            QTest::keyClick(from, Qt::Key_Down);
        QCOMPARE(console.rows("eventTable"), 2); // it is not said yet
        QTest::keyClick(from, Qt::Key_Return);
        QTRY_COMPARE(console.rows("eventTable"), 3);
        // The other way round it is the same.
        auto *to = console.find<QDateEdit>("toDayEdit");
        to->setDate(from->date().addDays(-5));
        QTRY_COMPARE(console.rows("eventTable"), 1);
        QCOMPARE(cell(console, 0, 3), u"r10@customer.example"_s);
        // It stays when the result is looked at in another way, and goes with the rest.
        choose(console, "eventViewBox", 1);
        QTRY_VERIFY(console.shows("sumsTable") && console.rows("sumsTable") == 1);
        choose(console, "eventViewBox", 0);
        QVERIFY(console.type("eventFilterEdit", u"nobody@customer.example"_s));
        QTRY_VERIFY(console.shows("firstStepButton"));
        QVERIFY(console.click("firstStepButton"));
        QTRY_COMPARE(console.rows("eventTable"), 4);
        QVERIFY(!console.shows("eventDays"));
    }

    void oneEventInFull()
    {
        ConsoleFixture console([](FakeEngine &engine) {
            haystack(engine);
            engine.addEvent(EventType::Open, host, needle);
            engine.events.last().messageId = engine.events.first().messageId; // of the same mail
            engine.events.last().meta = {{u"campaign"_s, u"spring"_s}};
        });
        QVERIFY(console.isReady());
        QVERIFY(showsEvents(console));
        QVERIFY(!console.shows("eventDetail"));
        console.clickRow("eventTable", 0);
        QTRY_VERIFY(console.shows("eventDetail"));
        QCOMPARE(console.text("eventDetailTitle"), u"Open"_s);
        QCOMPARE(console.text("detailRecipient"), needle);
        QCOMPARE(console.text("detailAgent"), u"Mozilla/5.0"_s);
        QVERIFY(!console.shows("linkClicksButton")); // of an open
        QVERIFY(console.click("messageEventsButton"));
        QTRY_COMPARE(console.rows("eventTable"), 2);
        QVERIFY(!console.shows("eventDetail"));
        QCOMPARE(console.find<QComboBox>("eventFieldBox")->currentText(), u"Message-ID"_s);
        console.clickRow("eventTable", 1);
        QTRY_VERIFY(console.shows("linkClicksButton"));
        QCOMPARE(console.text("detailUrl"), u"https://shop.example.com/needle"_s);
        QVERIFY(console.click("linkClicksButton"));
        QTRY_COMPARE(console.rows("eventTable"), 1);
        console.clickRow("eventTable", 0);
        QTRY_VERIFY(console.shows("closeDetailButton"));
        QVERIFY(console.click("closeDetailButton"));
        QTRY_VERIFY(!console.shows("eventDetail"));
        QVERIFY(console.table("eventTable")->hasFocus());
    }

    void heldListsStandStill()
    {
        ConsoleFixture console(haystack);
        QVERIFY(console.isReady());
        QVERIFY(showsEvents(console));
        const QString newest = cell(console, 0, 3);
        QVERIFY(!console.shows("eventsHeldHint"));
        QVERIFY(console.click("holdEventsButton"));
        QVERIFY(console.shows("eventsHeldHint"));
        QVERIFY(console.text("eventsHeldHint").contains(u"no new events"));
        const int sent = console.transport.sent();
        console.engine.addEvent(EventType::Open, host, u"late@customer.example"_s);
        QTRY_VERIFY(console.transport.sent() > sent); // the change has come
        QCOMPARE(cell(console, 0, 3), newest);
        // Whoever holds it is told what goes on behind it.
        QTRY_VERIFY(console.text("eventsHeldHint").contains(u"There have been new events"));
        QVERIFY(console.click("holdEventsButton"));
        QVERIFY(!console.shows("eventsHeldHint"));
        QTRY_COMPARE(cell(console, 0, 3), u"late@customer.example"_s);
    }
};

UNMTA_TEST(TestUiEventSearch)

} // namespace unmta::tst_ui_event_search

#include "tst_ui_event_search.moc"
