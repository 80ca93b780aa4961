// What is done with all events that a search finds: written to a file, sorted, added up by recipient and by link.
#include "support/TestMain.h"
#include "support/system/Host.h"
#include "ui/ConsoleFixture.h"

#include <QComboBox>
#include <QFile>
#include <QHeaderView>
#include <QJsonDocument>
#include <QProgressBar>
#include <QPushButton>
#include <QTemporaryDir>

namespace unmta::tst_ui_event_tools {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using wire::EventType;

namespace {

const QString host = u"a.example.com"_s;
const QString ann = u"ann@customer.example"_s;
const QString bob = u"bob@customer.example"_s;
const QString mail = u"spring@mail.example.com"_s;
const QString shop = u"https://shop.example.com/"_s;
const QString help = u"https://help.example.com/"_s;

void add(FakeEngine &engine, EventType type, const QString &recipient, const QString &url = {})
{
    engine.clock.advance(std::chrono::seconds(1));
    engine.addEvent(type, host, recipient, url);
    engine.events.last().messageId = mail;
}

// One mail: Ann opens and clicks twice, Bob opens; and something else.
void story(FakeEngine &engine)
{
    engine.addActive(host, 10);
    add(engine, EventType::Open, ann);
    add(engine, EventType::Open, bob);
    add(engine, EventType::Click, ann, shop);
    add(engine, EventType::Click, ann, help);
    add(engine, EventType::Click, ann, shop);
    engine.addEvent(EventType::Open, u"b.example.com"_s, u"else@customer.example"_s);
}

void many(FakeEngine &engine)
{
    engine.addActive(host, 10);
    for (int i = 0; i < 1200; ++i)
        add(engine, i % 3 == 0 ? EventType::Click : EventType::Open,
            u"r%1@customer.example"_s.arg(i, 4, 10, QChar(u'0')), i % 3 == 0 ? shop : QString());
}

bool showsEvents(const ConsoleFixture &console)
{
    return console.clickSoon("eventsButton") &&
           QTest::qWaitFor([&] { return console.shows("eventTable") && console.rows("eventTable") > 0; });
}

QString cell(const ConsoleFixture &console, const char *table, int row, int column)
{
    return console.table(table)->model()->index(row, column).data().toString();
}

void clickHeader(const ConsoleFixture &console, const char *table, int column)
{
    auto *header = console.table(table)->horizontalHeader();
    const QPoint place(header->sectionViewportPosition(column) + header->sectionSize(column) / 2, header->height() / 2);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, place);
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestUiEventTools final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsChosenIsTakenApartInView();
    void exportsAllThatIsFound_data();
    void exportsAllThatIsFound();
    void exportByKeyboard();
    void aCancelledExportLeavesNothing();
    void anExportThatFailsIsTold();
    void byTimeTheEngineSorts();
    void byAnythingElseOnlyWhatIsAllHere();
    void whoOpenedAndClicked();
    void topLinksOfAHost();
    void sumsByKeyboard();

private:
    QTemporaryDir m_dir;
};

// However long the list is: what lies behind the chosen row is seen without scrolling.
void TestUiEventTools::whatIsChosenIsTakenApartInView()
{
    ConsoleFixture console(many);
    QVERIFY(console.isReady());
    QVERIFY(showsEvents(console));
    const auto isSeen = [&console](const char *name) {
        const auto *part = console.find(name);
        return part && part->isVisible() && part->visibleRegion().boundingRect().height() == part->height();
    };
    console.clickRow("eventTable", 1);
    QTRY_VERIFY(isSeen("eventDetail"));
    QVERIFY(console.table("eventTable")->visibleRegion().boundingRect().height() > 0);
    console.find<QComboBox>("eventViewBox")->setCurrentIndex(1);
    QTRY_VERIFY(console.rows("sumsTable") > 0);
    console.clickRow("sumsTable", 0);
    QTRY_VERIFY(isSeen("chosenSumTitle") && isSeen("sumEventTable"));
}

void TestUiEventTools::exportsAllThatIsFound_data()
{
    QTest::addColumn<bool>("isCsv");
    QTest::newRow("csv") << true;
    QTest::newRow("lines of JSON") << false;
}

void TestUiEventTools::exportsAllThatIsFound()
{
    QFETCH(bool, isCsv);
    ConsoleFixture console(many);
    QVERIFY(console.isReady());
    QVERIFY(showsEvents(console));
    QVERIFY(console.click("clicksButton"));
    QVERIFY(console.clickMenu("eventsMenuButton", "exportEventsAction"));
    QTRY_VERIFY(console.shows("exportEventsDialog"));
    const QString path = m_dir.filePath(isCsv ? u"clicks.csv"_s : u"clicks.ndjson"_s);
    QVERIFY(console.type("exportFileEdit", m_dir.filePath(u"clicks.csv"_s)));
    if (!isCsv)
        QVERIFY(console.clickIn("exportEventsDialog", "exportLinesButton"));
    QCOMPARE(console.text("exportFileEdit"), path); // its end follows its kind
    QVERIFY(console.clickIn("exportEventsDialog", "startExportButton"));
    QTRY_COMPARE(console.text("exportState"), u"400 events are in %1."_s.arg(path));
    QList<QByteArray> lines = contentOf(path).trimmed().split('\n');
    QCOMPARE(lines.size(), isCsv ? 401 : 400);
    if (isCsv)
        QVERIFY(lines.takeFirst().startsWith("event_id,type,timestamp"));
    QVERIFY(lines.first().contains("r0000@"));
    QVERIFY(lines.last().contains("r1197@")); // oldest first, and the last one is there
    if (!isCsv)
        QCOMPARE(QJsonDocument::fromJson(lines.first()).object().value(u"type"_s).toString(), u"Click"_s);
    if (isUnix()) // elsewhere the folder says who may
        QVERIFY(!isOpenToOthers(path));
    QVERIFY(console.clickIn("exportEventsDialog", "cancelButton"));
    QTRY_VERIFY(!console.shows("exportEventsDialog"));
}

void TestUiEventTools::exportByKeyboard()
{
    ConsoleFixture console(story);
    QVERIFY(console.isReady());
    QVERIFY(showsEvents(console));
    auto *menu = console.find<QPushButton>("eventsMenuButton");
    menu->setFocus(Qt::TabFocusReason);
    QTest::keyClick(menu, Qt::Key_Space);
    auto *action = console.find<QAction>("exportEventsAction");
    auto *choices = qobject_cast<QMenu *>(action->parent());
    QTRY_VERIFY(choices->isVisible());
    QTest::keyClick(choices, Qt::Key_Down);
    QTest::keyClick(choices, Qt::Key_Return);
    QTRY_VERIFY(console.shows("exportEventsDialog"));
    const QString path = m_dir.filePath(u"all.csv"_s);
    QVERIFY(console.type("exportFileEdit", path));
    QTest::keyClick(console.find("exportFileEdit"), Qt::Key_Return);
    QTRY_COMPARE(console.text("exportState"), u"6 events are in %1."_s.arg(path));
    QCOMPARE(contentOf(path).count("\r\n"), 7);
    QTRY_VERIFY(console.find("cancelButton")->hasFocus());
    QTest::keyClick(console.find("cancelButton"), Qt::Key_Return);
    QTRY_VERIFY(!console.shows("exportEventsDialog"));
}

void TestUiEventTools::aCancelledExportLeavesNothing()
{
    ConsoleFixture console(many);
    QVERIFY(console.isReady());
    QVERIFY(showsEvents(console));
    QVERIFY(console.clickMenu("eventsMenuButton", "exportEventsAction"));
    QTRY_VERIFY(console.shows("exportEventsDialog"));
    const QString path = m_dir.filePath(u"cancelled.csv"_s);
    QVERIFY(console.type("exportFileEdit", path));
    console.transport.cut(); // so that it cannot be over before it is cancelled
    QVERIFY(console.clickIn("exportEventsDialog", "startExportButton"));
    QVERIFY(console.shows("exportProgress"));
    QVERIFY(console.clickIn("exportEventsDialog", "cancelButton"));
    QTRY_VERIFY(console.text("exportState").contains(u"cancelled"_s));
    QCOMPARE(console.find("exportState")->property("role").toString(), u"dim"_s); // as it was wished
    QVERIFY(!QFile::exists(path));
    QVERIFY(console.shows("exportEventsDialog"));
}

void TestUiEventTools::anExportThatFailsIsTold()
{
    ConsoleFixture console(story);
    QVERIFY(console.isReady());
    QVERIFY(showsEvents(console));
    QVERIFY(console.clickMenu("eventsMenuButton", "exportEventsAction"));
    QTRY_VERIFY(console.shows("exportEventsDialog"));
    QVERIFY(console.type("exportFileEdit", m_dir.filePath(u"no/such/folder/events.csv"_s)));
    QVERIFY(console.clickIn("exportEventsDialog", "startExportButton"));
    QTRY_VERIFY(console.text("exportState").contains(u"no file was written"_s));
    QVERIFY(console.text("exportState")
                .contains(u"There is no folder "_s + QDir::toNativeSeparators(m_dir.filePath(u"no/such/folder"_s))));
    QTRY_VERIFY(console.find("exportFileEdit")->hasFocus()); // to be mended, and Return tries again
    QVERIFY(console.find<QPushButton>("startExportButton")->isDefault());
    // Another place is good.
    const QString path = m_dir.filePath(u"again.csv"_s);
    QVERIFY(console.type("exportFileEdit", path));
    QVERIFY(console.clickIn("exportEventsDialog", "startExportButton"));
    QTRY_VERIFY(console.text("exportState").endsWith(u"are in %1."_s.arg(path)));
}

void TestUiEventTools::byTimeTheEngineSorts()
{
    ConsoleFixture console(many);
    QVERIFY(console.isReady());
    QVERIFY(showsEvents(console));
    QCOMPARE(cell(console, "eventTable", 0, 3), u"r1199@customer.example"_s);
    clickHeader(console, "eventTable", 0);
    QTRY_COMPARE(cell(console, "eventTable", 0, 3), u"r0000@customer.example"_s);
    QCOMPARE(console.table("eventTable")->horizontalHeader()->sortIndicatorOrder(), Qt::AscendingOrder);
    clickHeader(console, "eventTable", 0);
    QTRY_COMPARE(cell(console, "eventTable", 0, 3), u"r1199@customer.example"_s);
    // Oldest first, what is new comes at the end.
    QVERIFY(console.type("eventFilterEdit", u"r0007@customer.example"_s));
    QTRY_COMPARE(console.rows("eventTable"), 1);
    clickHeader(console, "eventTable", 0);
    QTRY_COMPARE(console.rows("eventTable"), 1);
    add(console.engine, EventType::Click, u"r0007@customer.example"_s, help);
    QTRY_COMPARE_WITH_TIMEOUT(console.rows("eventTable"), 2, 10'000);
    QCOMPARE(cell(console, "eventTable", 1, 4), help);
}

void TestUiEventTools::byAnythingElseOnlyWhatIsAllHere()
{
    ConsoleFixture console([](FakeEngine &engine) {
        many(engine);
        for (const QString &recipient : {ann, bob, ann})
            add(engine, EventType::Open, recipient);
        engine.events.last().messageId = u"other@mail.example.com"_s;
    });
    QVERIFY(console.isReady());
    QVERIFY(showsEvents(console));
    clickHeader(console, "eventTable", 3);
    QTRY_VERIFY(console.shows("eventSortHint"));
    QCOMPARE(console.table("eventTable")->horizontalHeader()->sortIndicatorSection(), 0);
    QCOMPARE(cell(console, "eventTable", 0, 3), ann);
    // All of Ann's are here.
    QVERIFY(console.type("eventFilterEdit", ann));
    QTRY_COMPARE(console.rows("eventTable"), 2);
    clickHeader(console, "eventTable", 3);
    QTRY_COMPARE(console.table("eventTable")->horizontalHeader()->sortIndicatorSection(), 3);
    QVERIFY(!console.shows("eventSortHint"));
    // Another search begins by time again.
    QVERIFY(console.type("eventFilterEdit", bob));
    QTRY_COMPARE(console.rows("eventTable"), 1);
    QCOMPARE(console.table("eventTable")->horizontalHeader()->sortIndicatorSection(), 0);
}

void TestUiEventTools::whoOpenedAndClicked()
{
    ConsoleFixture console(story);
    QVERIFY(console.isReady());
    QVERIFY(showsEvents(console));
    console.clickRow("eventTable", 1); // a click of the mail
    QTRY_VERIFY(console.shows("messageSumsButton"));
    QVERIFY(console.click("messageSumsButton"));
    QTRY_VERIFY(console.shows("sumsTable") && console.rows("sumsTable") == 2);
    QCOMPARE(cell(console, "sumsTable", 0, 0), ann);
    QCOMPARE(cell(console, "sumsTable", 0, 1), u"3"_s);
    QCOMPARE(cell(console, "sumsTable", 0, 2), u"1"_s);
    QCOMPARE(cell(console, "sumsTable", 1, 0), bob);
    QVERIFY(console.text("sumsSummary").startsWith(u"2 opens (2 by people) and 3 clicks (3 by people)"_s));
    // What, and when: the events themselves.
    console.clickRow("sumsTable", 0);
    QTRY_VERIFY(console.shows("sumEventTable") && console.rows("sumEventTable") == 4);
    QCOMPARE(console.text("chosenSumTitle"), ann);
    QCOMPARE(cell(console, "sumEventTable", 0, 4), shop);
    QCOMPARE(cell(console, "sumEventTable", 1, 4), help);
    // On to the list, with both conditions; the first can be taken back.
    QVERIFY(console.click("sumInListButton"));
    QTRY_VERIFY(console.shows("eventTable") && console.rows("eventTable") == 4);
    QCOMPARE(console.text("eventFilterEdit"), ann);
    QVERIFY(console.text("alsoButton").contains(mail));
    QVERIFY(console.type("eventFilterEdit", u"nobody@customer.example"_s));
    QTRY_VERIFY(console.shows("stateTitle"));
    QVERIFY(console.type("eventFilterEdit", u"else@customer.example"_s));
    QTRY_VERIFY(console.shows("alsoButton") && console.shows("stateTitle"));
    QVERIFY(console.click("alsoButton"));
    QTRY_VERIFY(console.shows("eventTable") && console.rows("eventTable") == 1);
    QVERIFY(!console.shows("alsoButton"));
}

void TestUiEventTools::topLinksOfAHost()
{
    ConsoleFixture console(story);
    QVERIFY(console.isReady());
    QVERIFY(showsEvents(console));
    console.clickRow("eventTable", 1);
    QTRY_VERIFY(console.shows("hostLinksButton"));
    QVERIFY(console.click("hostLinksButton"));
    QTRY_VERIFY(console.shows("sumsTable") && console.rows("sumsTable") == 2);
    QCOMPARE(cell(console, "sumsTable", 0, 0), shop);
    QCOMPARE(cell(console, "sumsTable", 0, 1), u"2"_s);
    console.clickRow("sumsTable", 0);
    QTRY_VERIFY(console.shows("sumEventTable") && console.rows("sumEventTable") == 2);
    // By name instead.
    clickHeader(console, "sumsTable", 0);
    QTRY_COMPARE(cell(console, "sumsTable", 0, 0), help);
    // What comes meanwhile is counted when it is asked for.
    add(console.engine, EventType::Click, bob, help);
    add(console.engine, EventType::Click, bob, help);
    QVERIFY(console.click("countAgainButton"));
    QTRY_COMPARE(cell(console, "sumsTable", 0, 1), u"3"_s);
}

void TestUiEventTools::sumsByKeyboard()
{
    ConsoleFixture console(story);
    QVERIFY(console.isReady());
    QVERIFY(showsEvents(console));
    auto *box = console.find<QComboBox>("eventViewBox");
    box->setFocus(Qt::TabFocusReason);
    QTest::keyClick(box, Qt::Key_Down);
    QTRY_VERIFY(console.shows("sumsTable") && console.rows("sumsTable") == 3);
    console.table("sumsTable")->setFocus(Qt::TabFocusReason);
    QTRY_COMPARE(console.text("chosenSumTitle"), ann);
    QTest::keyClick(console.table("sumsTable"), Qt::Key_Down);
    QTRY_VERIFY(console.text("chosenSumTitle") != ann);
    QTest::keyClick(box, Qt::Key_Down);
    QTRY_COMPARE(console.rows("sumsTable"), 2); // links
    QTest::keyClick(box, Qt::Key_Down);
    QTRY_COMPARE(cell(console, "sumsTable", 0, 0), mail);
    QTest::keyClick(box, Qt::Key_Home);
    QTRY_VERIFY(console.shows("eventTable"));
}

UNMTA_TEST(TestUiEventTools)

} // namespace unmta::tst_ui_event_tools

#include "tst_ui_event_tools.moc"
