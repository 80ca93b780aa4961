// The page of the engines that share a store: what it shows, and what its buttons do; there is none without such a
// store. At the end two real engines on a PostgreSQL, looked at in this process and from afar.
#include "api/NodeWorld.h"
#include "support/AuditWords.h"
#include "support/TestMain.h"
#include "support/Words.h"
#include "support/system/Host.h"
#include "ui/ConsoleFixture.h"
#include "ui/samples/NodeSamples.h"

#include <QMenu>

namespace unmta::tst_ui_nodes {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestUiNodes final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutASharedStoreThereIsNone();
    void howEachDoes();
    void takenOutOfServiceAndIntoItAgain();
    void removedWhenItIsGone();
    void byTheKeyboardAlone();
    void byTheMenuOfARow();
    void whatIsRefusedIsSaid();
    void theLastInServiceIsToldSo();
    void aSingleOneExplains();
    void nobodyDoesTheUpkeep();
    void readersMayOnlyLook();
    void newsComeByThemselves();
    void whatIsKnownStaysInSight();
    void theWordsOfTheHistory();
    void twoRealOnes_data();
    void twoRealOnes();
};

namespace {

const QString first = u"5f2a9c01d37be4aa"_s;
const QString second = u"77c0a9e1b2f45d10"_s;
const QString third = u"9b13e7720acd5561"_s;

struct Opened
{
    explicit Opened(const std::function<void(FakeEngine &)> &also = {})
        : console([&](FakeEngine &engine) {
            engine.addActive(u"a.example.com"_s, 10);
            nodes = Nodes::join(engine);
            if (also)
                also(engine);
        })
    {}
    [[nodiscard]] bool isThere() const
    {
        return console.clickSoon("nodesButton") && QTest::qWaitFor([this] { return console.shows("nodeCard"); });
    }
    [[nodiscard]] QString cell(int row, int column, int role = Qt::DisplayRole) const
    {
        return console.table("nodeTable")->model()->index(row, column).data(role).toString();
    }

    std::shared_ptr<Nodes> nodes;
    mutable ConsoleFixture console;
};

} // namespace

void TestUiNodes::withoutASharedStoreThereIsNone()
{
    const ConsoleFixture console([](FakeEngine &engine) { engine.addActive(u"a.example.com"_s, 10); });
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("sandboxButton")); // so the engine has told what it can
    QTRY_VERIFY(console.shows("domainTable"));
    QVERIFY(!console.shows("nodesButton"));
    console.press(QKeySequence(Qt::CTRL | Qt::Key_9));
    QVERIFY(console.shows("domainTable"));
    QVERIFY(!console.engine.asked.contains(u"/nodes"_s));
}

void TestUiNodes::howEachDoes()
{
    const Opened page;
    QVERIFY(page.isThere());
    QCOMPARE(page.console.rows("nodeTable"), 3);
    QCOMPARE(page.cell(0, 0), u"edge1.example.net"_s);
    QCOMPARE(page.cell(0, 0, Qt::AccessibleTextRole), u"edge1.example.net, does the upkeep"_s);
    QCOMPARE(page.cell(1, 0, Qt::AccessibleTextRole), u"edge2.example.net"_s);
    QStringList line;
    for (int column = 1; column < 8; ++column)
        line << page.cell(0, column);
    QCOMPARE(line.join(u" | "_s), u"In service | 0 s | 212 | 0 | 1,204 | 0.1.0 | just now"_s);
    QCOMPARE(page.cell(1, 1), u"Draining"_s);
    QCOMPARE(page.cell(2, 1), u"Silent"_s);
    QCOMPARE(page.cell(2, 2), u"26 min"_s);
    QCOMPARE(page.cell(2, 4), u"1,310"_s);
    // Figures have the room that they are drawn in, and what explains the page begins where its title does.
    auto *table = page.console.table("nodeTable");
    constexpr int besideFigure = 9 + 9 + 8;
    QVERIFY(table->columnWidth(2) >= table->fontMetrics().horizontalAdvance(u"26 min"_s) + besideFigure);
    const auto *subtitle = page.console.find<QLabel>("pageSubtitle");
    QCOMPARE(subtitle->mapTo(page.console.root(), subtitle->contentsRect().topLeft()).x(),
             table->parentWidget()->mapTo(page.console.root(), QPoint()).x());
    // The one that answers is in view at first.
    QCOMPARE(page.console.text("nodeName"), u"edge1.example.net"_s);
    QVERIFY(page.console.text("nodeAbout").contains(u"does the upkeep"_s));
    QVERIFY(page.console.text("nodeAbout").contains(u"answers this window"_s));
    QCOMPARE(page.console.text("nodeId"), first);
    QCOMPARE(page.console.text("nodeRequests"), u"3,110,400"_s);
    QVERIFY(!page.console.shows("nodesNote"));
    page.console.clickRow("nodeTable", 2);
    QCOMPARE(page.console.text("nodeName"), u"edge3.example.net"_s);
    QVERIFY(page.console.text("nodeAbout").contains(u"no sign of life since"_s));
}

void TestUiNodes::takenOutOfServiceAndIntoItAgain()
{
    const Opened page;
    QVERIFY(page.isThere());
    QCOMPARE(page.console.text("toggleNodeButton"), u"Take out of service…"_s);
    QVERIFY(page.console.click("toggleNodeButton"));
    QTRY_VERIFY(page.console.shows("nodeDialog"));
    QVERIFY(page.console.clickIn("nodeDialog", "cancelButton"));
    QTRY_VERIFY(!page.console.shows("nodeDialog"));
    QCOMPARE(page.nodes->find(first)->state, u"active"_s);
    QVERIFY(page.console.click("toggleNodeButton"));
    QTRY_VERIFY(page.console.shows("nodeDialog"));
    QVERIFY(page.console.clickIn("nodeDialog", "confirmNodeButton"));
    QTRY_COMPARE(page.cell(0, 1), u"Draining"_s);
    QCOMPARE(page.nodes->find(first)->state, u"draining"_s);
    QTRY_COMPARE(page.console.text("toggleNodeButton"), u"Take into service…"_s);
    QVERIFY(page.console.clickSoon("toggleNodeButton"));
    QTRY_VERIFY(page.console.shows("nodeDialog"));
    QVERIFY(page.console.clickIn("nodeDialog", "confirmNodeButton"));
    QTRY_COMPARE(page.cell(0, 1), u"In service"_s);
}

void TestUiNodes::removedWhenItIsGone()
{
    const Opened page;
    QVERIFY(page.isThere());
    QVERIFY(!page.console.click("removeNodeButton")); // it lives
    QVERIFY(page.console.shows("removeNodeHint"));
    page.console.clickRow("nodeTable", 2);
    QTRY_VERIFY(!page.console.shows("removeNodeHint"));
    QVERIFY(!page.console.click("toggleNodeButton")); // nobody is there who would hear of it
    QVERIFY(page.console.click("removeNodeButton"));
    QTRY_VERIFY(page.console.shows("nodeDialog"));
    QVERIFY2(page.console.text("nodeWarning").contains(u"1,310 opens and clicks"_s),
             qPrintable(page.console.text("nodeWarning")));
    QVERIFY(page.console.clickIn("nodeDialog", "confirmNodeButton"));
    QTRY_COMPARE(page.console.rows("nodeTable"), 2);
    QVERIFY(!page.nodes->find(third));
    QTRY_COMPARE(page.console.text("nodeName"), u"edge1.example.net"_s); // what is left is in view
}

void TestUiNodes::byTheKeyboardAlone()
{
    const Opened page;
    QVERIFY(page.console.isReady());
    QTRY_VERIFY(page.console.shows("nodesButton"));
    page.console.press(QKeySequence(Qt::CTRL | Qt::Key_9));
    QTRY_VERIFY(page.console.shows("nodeCard"));
    auto *table = page.console.table("nodeTable");
    for (int tabs = 0; tabs < 8 && !table->hasFocus(); ++tabs)
        page.console.press(QKeySequence(Qt::Key_Tab));
    QVERIFY(table->hasFocus());
    page.console.press(QKeySequence(Qt::Key_Down));
    page.console.press(QKeySequence(Qt::Key_Down));
    QCOMPARE(page.console.text("nodeName"), u"edge3.example.net"_s);
    page.console.press(QKeySequence::Delete);
    QTRY_VERIFY(page.console.shows("nodeDialog"));
    auto *dialog = page.console.find<QDialog>("nodeDialog");
    QTRY_VERIFY(dialog->focusWidget());
    QCOMPARE(dialog->focusWidget()->objectName(), u"cancelButton"_s); // Enter alone does no harm
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Space);
    QTRY_COMPARE(page.console.rows("nodeTable"), 2);
    QTRY_VERIFY(table->hasFocus()); // as before
}

void TestUiNodes::byTheMenuOfARow()
{
    const Opened page;
    QVERIFY(page.isThere());
    QVERIFY(page.console.clickRowMenu("nodeTable", 2, 0, "removeNodeButtonEntry"));
    QTRY_VERIFY(page.console.shows("nodeDialog"));
}

void TestUiNodes::whatIsRefusedIsSaid()
{
    const Opened page;
    QVERIFY(page.isThere());
    page.console.clickRow("nodeTable", 2);
    page.nodes->refusal = Error(u"node.alive"_s);
    QVERIFY(page.console.click("removeNodeButton"));
    QTRY_VERIFY(page.console.shows("nodeDialog"));
    QVERIFY(page.console.clickIn("nodeDialog", "confirmNodeButton"));
    QTRY_VERIFY(page.console.text("nodeAnswer").contains(u"sign of life"_s));
    QVERIFY(page.console.shows("nodeDialog"));
    page.nodes->refusal.reset();
    QVERIFY(page.console.clickIn("nodeDialog", "confirmNodeButton"));
    QTRY_COMPARE(page.console.rows("nodeTable"), 2);
}

void TestUiNodes::theLastInServiceIsToldSo()
{
    const Opened page;
    QVERIFY(page.isThere());
    QVERIFY(page.console.click("toggleNodeButton"));
    QTRY_VERIFY(page.console.shows("nodeDialog"));
    QVERIFY(page.console.text("nodeWarning").contains(u"No other node is in service"_s));
    QVERIFY(page.console.clickIn("nodeDialog", "cancelButton"));
    QTRY_VERIFY(!page.console.shows("nodeDialog"));
    page.nodes->find(second)->state = u"active"_s;
    page.console.engine.touch(u"node.resumed"_s, ChangeKind::Audit);
    QTRY_COMPARE(page.cell(1, 1), u"In service"_s);
    QVERIFY(page.console.click("toggleNodeButton"));
    QTRY_VERIFY(page.console.shows("nodeDialog"));
    QVERIFY(!page.console.shows("nodeWarning"));
}

void TestUiNodes::aSingleOneExplains()
{
    Opened page;
    page.nodes->all.resize(1);
    QVERIFY(page.isThere());
    QTRY_VERIFY2(page.console.text("nodesNote").contains(u"master.key"_s), qPrintable(page.console.text("nodesNote")));
    QVERIFY(page.console.shows("nodesNote"));
}

void TestUiNodes::nobodyDoesTheUpkeep()
{
    Opened page;
    page.nodes->all[0].hasUpkeep = false;
    QVERIFY(page.isThere());
    QTRY_VERIFY(page.console.text("nodesNote").contains(u"No node does the upkeep"_s));
}

void TestUiNodes::readersMayOnlyLook()
{
    const Opened page([](FakeEngine &engine) { engine.isReadOnly = true; });
    QVERIFY(page.isThere());
    QCOMPARE(page.console.rows("nodeTable"), 3);
    for (int row = 0; row < 3; ++row) {
        page.console.clickRow("nodeTable", row);
        for (const char *name : {"toggleNodeButton", "removeNodeButton"}) {
            QVERIFY2(!page.console.find(name)->isEnabled(), name);
            QVERIFY2(page.console.find(name)->toolTip().contains(u"scope admin"), name);
        }
    }
    page.console.press(QKeySequence::Delete);
    QVERIFY(!page.console.shows("nodeDialog"));
}

// Without losing what was chosen.
void TestUiNodes::newsComeByThemselves()
{
    const Opened page;
    QVERIFY(page.isThere());
    page.console.clickRow("nodeTable", 1);
    page.nodes->find(first)->hasUpkeep = false;
    page.nodes->find(second)->state = u"active"_s;
    page.nodes->find(second)->hasUpkeep = true;
    wire::Node joined = *page.nodes->find(second);
    joined.id = u"00aa"_s;
    joined.name = u"edge4.example.net"_s;
    joined.hasUpkeep = false;
    page.nodes->all.prepend(joined);
    page.console.engine.touch(u"node.took_over"_s, ChangeKind::Audit);
    QTRY_COMPARE(page.console.rows("nodeTable"), 4);
    QCOMPARE(page.cell(2, 0, Qt::AccessibleTextRole), u"edge2.example.net, does the upkeep"_s);
    QCOMPARE(page.console.text("nodeName"), u"edge2.example.net"_s);
    QCOMPARE(page.console.table("nodeTable")->currentIndex().row(), 2);
    // What no change tells of is asked for while the page is seen, and only then.
    page.nodes->find(second)->requestsPerSecond = 999;
    QTRY_COMPARE_WITH_TIMEOUT(page.cell(2, 3), u"999"_s, 15'000);
    QVERIFY(page.console.click("domainsButton"));
    const int asked = page.nodes->asked;
    page.console.engine.touch(u"node.drained"_s, ChangeKind::Audit);
    page.console.engine.touch(u"a.example.com"_s);
    QVERIFY(page.console.clickSoon("eventsButton"));
    QCOMPARE(page.nodes->asked, asked);
}

void TestUiNodes::whatIsKnownStaysInSight()
{
    Opened page;
    page.nodes->problem = Error(u"store.unreachable"_s);
    QVERIFY(page.console.clickSoon("nodesButton"));
    QTRY_VERIFY(page.console.shows("retryButton"));
    page.nodes->problem.reset();
    QVERIFY(page.console.click("retryButton"));
    QTRY_VERIFY(page.console.shows("nodeCard"));
    page.nodes->problem = Error(u"store.unreachable"_s);
    page.console.engine.touch(u"node.drained"_s, ChangeKind::Audit);
    QTRY_VERIFY(page.console.shows("nodesProblem"));
    QCOMPARE(page.console.rows("nodeTable"), 3);
    page.nodes->problem.reset();
    page.console.engine.touch(u"node.drained"_s, ChangeKind::Audit);
    QTRY_VERIFY(!page.console.shows("nodesProblem"));
}

void TestUiNodes::theWordsOfTheHistory()
{
    wire::AuditEntry entry;
    entry.actor = u"engine"_s;
    entry.action = u"node.took_over"_s;
    entry.subject = second;
    entry.detail = u"edge2"_s;
    entry.before = {{u"upkeep"_s, u"edge1"_s}};
    entry.after = {{u"upkeep"_s, u"edge2"_s}};
    QCOMPARE(ui::actionWord(entry.action), u"Upkeep taken over"_s);
    QCOMPARE(ui::subjectWords(entry), u"edge2"_s);
    QCOMPARE(ui::changeLines(entry), u"Upkeep: edge1 → edge2"_s);
    QVERIFY(ui::detailWords(entry).contains(second));
    for (const QString &action : {u"node.joined"_s, u"node.drained"_s, u"node.resumed"_s, u"node.removed"_s})
        QVERIFY2(ui::actionWord(action) != action, qPrintable(action));

    wire::TimelineEntry line;
    line.kind = u"node"_s;
    line.code = u"node.drained"_s;
    line.message = u"Node edge2 was taken out of service by token:ops."_s;
    QCOMPARE(ui::timelineBadge(line).text, u"Node"_s);
    QCOMPARE(ui::timelineLine(line, TimePoint{}), u"Node edge2 was taken out of service by the token “ops”."_s);
}

void TestUiNodes::twoRealOnes_data()
{
    QTest::addColumn<bool>("fromAfar");
    QTest::newRow("in this process") << false;
    QTest::newRow("over HTTP") << true;
}

void TestUiNodes::twoRealOnes()
{
    if (!isUnix())
        QSKIP("its Qt has no driver for a PostgreSQL");
    QFETCH(bool, fromAfar);
    NodeWorld world(u"1s"_s);
    QVERIFY(world.start());
    const SystemClock clock;
    class RealWindow final : public WindowHands
    {
    public:
        RealWindow(Transport &transport, const Clock &clock)
            : window(transport, ui::UiOptions{&clock, nullptr, u"here"_s, false})
        {
            window.show();
        }
        [[nodiscard]] QWidget *root() const override { return &window; }
        mutable ui::MainWindow window;
    };
    const RealWindow console(world.first.door(fromAfar ? Door::Http : Door::Local), clock);
    QVERIFY(console.clickSoon("nodesButton"));
    QTRY_VERIFY(console.shows("nodeCard") && console.rows("nodeTable") == 2);
    const auto state = [&console](int row) {
        return console.table("nodeTable")->model()->index(row, 1).data().toString();
    };
    console.clickRow("nodeTable", 1);
    QVERIFY(console.click("toggleNodeButton"));
    QTRY_VERIFY(console.shows("nodeDialog"));
    QVERIFY(console.clickIn("nodeDialog", "confirmNodeButton"));
    QTRY_COMPARE(state(1), u"Draining"_s);
    QTRY_COMPARE(world.second.get({u"nodes"_s}).data().toArray().at(1)[u"state"_s], u"draining"_s);
    world.second.stop();
    QTRY_COMPARE_WITH_TIMEOUT(state(1), u"Silent"_s, 15'000);
    QVERIFY(console.clickSoon("removeNodeButton"));
    QTRY_VERIFY(console.shows("nodeDialog"));
    QVERIFY(console.clickIn("nodeDialog", "confirmNodeButton"));
    QTRY_COMPARE(console.rows("nodeTable"), 1);
}

UNMTA_TEST(TestUiNodes)

} // namespace unmta::tst_ui_nodes

#include "tst_ui_nodes.moc"
