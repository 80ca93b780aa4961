// A domain whose links have died is louder than anything else; what the engine reports is there to be read whole.
#include "domains/DomainListModel.h"
#include "kit/Badge.h"
#include "kit/RowDelegate.h"
#include "notifications/NotificationListModel.h"
#include "notifications/TrayDesktop.h"
#include "support/Roles.h"
#include "support/TestMain.h"
#include "ui/ConsoleFixture.h"

#include <QHeaderView>
#include <QScrollBar>

namespace unmta::tst_ui_downgraded {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString deadName = u"z.example.com"_s;

void populate(FakeEngine &engine)
{
    engine.addActive(u"a.example.com"_s, 10);
    engine.addActive(u"m.example.com"_s, 700).strikes = 1;
    engine.addDomain(u"new.example.com"_s);
    downgrade(engine, engine.addActive(deadName, 100), 3h);
}

QString nameAt(const ConsoleFixture &console, int row)
{
    return console.table("domainTable")->model()->index(row, 0).data().toString();
}

} // namespace

class TestUiDowngraded final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isSeenFromEverywhere()
    {
        ConsoleFixture console(populate);
        QVERIFY(console.isReady());
        QTRY_COMPARE(console.rows("domainTable"), 4);
        QCOMPARE(nameAt(console, 0), deadName);
        const auto *model = console.table("domainTable")->model();
        const auto badge = model->index(0, ui::DomainListModel::Status).data(ui::BadgeRole).value<ui::BadgeText>();
        QCOMPARE(badge.text, u"Downgraded"_s);
        QCOMPARE(badge.tone, ui::Tone::Bad);
        QCOMPARE(badge.mark, ui::Mark::DownTriangle);
        QVERIFY(model->index(0, 0).data(ui::SubTextRole).toString().startsWith(u"Links dead since "_s));
        QCOMPARE(model->index(0, 0).data(ui::SubToneRole).value<ui::Tone>(), ui::Tone::Bad);
        // Since which day, where the hour has no room.
        const QString whole = model->index(0, 0).data(ui::SubTextRole).toString();
        const QFont font = console.table("domainTable")->font();
        const int needed = QFontMetrics(ui::RowDelegate::fontBelow(font)).horizontalAdvance(whole);
        QCOMPARE(ui::RowDelegate::textBelow(model->index(0, 0), font, needed + 30), whole);
        const QString briefly = ui::RowDelegate::textBelow(model->index(0, 0), font, needed);
        QVERIFY2(briefly.startsWith(u"Links dead since "_s) && briefly.size() < whole.size(), qPrintable(briefly));
        QVERIFY(model->index(0, 0).data(Qt::ToolTipRole).toString().contains(whole));
        QTRY_COMPARE(console.window->windowTitle(), u"1 downgraded – unMTA Tracking – Sandbox"_s);
        QCOMPARE(console.find("domainsButton")->accessibleDescription(), u"2 need attention"_s);
        QCOMPARE(console.desktop.attention, 2);
        QCOMPARE(console.desktop.downgraded, 1);
        QVERIFY(console.text("domainSummary").contains(u"1 downgraded"_s));
        // One that never worked is none.
        QCOMPARE(model->index(console.rowOf("domainTable", u"new.example.com"_s), ui::DomainListModel::Status)
                     .data()
                     .toString(),
                 u"Pending"_s);
    }

    void isSeenFromAnotherCluster()
    {
        const QString other = u"b2c3d4e5"_s;
        ConsoleFixture console([&other](FakeEngine &engine) {
            engine.addActive(u"a.example.com"_s, 10);
            engine.clusters.append({other, u"shop"_s, u"c-b2.track.unmta.net"_s, std::nullopt, {}, engine.clock.now()});
            engine.addActive(deadName, 100).clusterId = other;
        });
        QVERIFY(console.isReady());
        QTRY_COMPARE(console.rows("domainTable"), 1);
        QVERIFY(!console.shows("elsewhereBadge"));

        downgrade(console.engine, *console.engine.find(deadName), 1min);
        console.engine.notify(u"domain.downgraded"_s, deadName, u"Its links are dead."_s);
        console.engine.touch(deadName);
        QTRY_VERIFY(console.shows("elsewhereBadge"));
        QTRY_COMPARE(console.window->windowTitle(), u"1 downgraded – unMTA Tracking – Sandbox"_s);
        QCOMPARE(console.desktop.downgraded, 1);
        QVERIFY(console.find("clusterButton")->accessibleDescription().contains(u"other clusters: 1"_s));
        QCOMPARE(console.find("domainsButton")->accessibleDescription(), QString()); // none of this cluster's

        // And from the notification one gets there.
        QVERIFY(console.click("notificationsButton"));
        QTRY_COMPARE(console.rows("notificationTable"), 1);
        const auto *told = console.table("notificationTable")->model();
        QCOMPARE(told->index(0, ui::NotificationListModel::Subject).data().toString(), deadName + u" (shop)"_s);
        console.clickRow("notificationTable", 0);
        QTRY_COMPARE(console.text("domainTitle"), deadName);
        QTRY_VERIFY(console.shows("downgradedCard"));
        QTRY_VERIFY(!console.shows("elsewhereBadge"));
        QTRY_COMPARE(console.window->windowTitle(), u"1 downgraded – unMTA Tracking – Sandbox"_s);
    }

    void standsFirstWhateverTheOrder_data()
    {
        QTest::addColumn<int>("column");
        for (const int column : {ui::DomainListModel::Name, ui::DomainListModel::Status, ui::DomainListModel::LastCheck,
                                 ui::DomainListModel::Clicks})
            QTest::addRow("column %d", column) << column;
    }
    void standsFirstWhateverTheOrder()
    {
        QFETCH(const int, column);
        ConsoleFixture console(populate);
        QVERIFY(console.isReady());
        QTRY_COMPARE(console.rows("domainTable"), 4);
        auto *table = console.table("domainTable");
        QStringList seconds;
        for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            table->sortByColumn(column, order);
            QCOMPARE(nameAt(console, 0), deadName);
            seconds << nameAt(console, 1);
        }
        QVERIFY(seconds.first() != seconds.last()); // the others are sorted
    }

    void pageTellsWhatChangedAndKeepsWhatWas()
    {
        ConsoleFixture console(populate);
        QVERIFY(console.isReady());
        QTRY_COMPARE(console.rows("domainTable"), 4);
        console.clickRow("domainTable", 0);
        QTRY_VERIFY(console.shows("downgradedCard"));
        QVERIFY(console.text("downgradedTitle").startsWith(u"Links dead since "_s));
        QCOMPARE(console.text("thenField"), console.engine.find(deadName)->record.value);
        QTRY_VERIFY(console.text("thenWhen").startsWith(u"until "_s)); // with the timeline
        QVERIFY(console.shows("nowNothing"));
        QVERIFY(!console.shows("expectedField")); // that is said already
        QVERIFY(console.shows("activityChart"));
        QVERIFY(console.shows("timeline"));
        QCOMPARE(console.text("statusBadge"), u"Downgraded"_s);
        QVERIFY(console.shows("verifyNowButton"));

        // Another record stands there now.
        console.engine.records = {{deadName, u"CNAME"_s, u"elsewhere.example.net"_s, 300}};
        QVERIFY(console.click("verifyNowButton"));
        QTRY_COMPARE(console.text("nowField"), u"elsewhere.example.net"_s);
        QVERIFY(!console.shows("nowNothing"));

        // The right one: all of it is over. This time by the keyboard.
        console.engine.records = {{deadName, u"CNAME"_s, console.engine.find(deadName)->record.value, 300}};
        console.press(QKeySequence::Refresh);
        QTRY_VERIFY(!console.shows("downgradedCard"));
        QCOMPARE(console.text("statusBadge"), u"Active"_s);
        QTRY_COMPARE(console.window->windowTitle(), u"unMTA Tracking – Sandbox"_s);
        QCOMPARE(console.desktop.downgraded, 0);
    }

    void becomesLoudWhileTheWindowIsOpen()
    {
        ConsoleFixture console([](FakeEngine &engine) { engine.addActive(deadName, 100); });
        QVERIFY(console.isReady());
        QTRY_COMPARE(console.rows("domainTable"), 1);
        console.clickRow("domainTable", 0);
        QTRY_VERIFY(console.shows("activityChart"));
        QVERIFY(!console.shows("downgradedCard"));
        downgrade(console.engine, *console.engine.find(deadName), 1min);
        console.engine.touch(deadName);
        QTRY_VERIFY(console.shows("downgradedCard"));
        QVERIFY(console.shows("activityChart"));
        QTRY_COMPARE(console.desktop.downgraded, 1);
    }

    void trayNamesTheWorst_data()
    {
        QTest::addColumn<int>("domains");
        QTest::addColumn<int>("downgraded");
        QTest::addColumn<QString>("tip");
        QTest::newRow("nothing") << 0 << 0 << u"unMTA Tracking"_s;
        QTest::newRow("a strike") << 1 << 0 << u"unMTA Tracking: a domain needs attention"_s;
        QTest::newRow("one dead") << 3 << 1 << u"unMTA Tracking: a domain is downgraded, its links are dead"_s;
        QTest::newRow("two dead") << 2 << 2 << u"unMTA Tracking: 2 domains are downgraded, their links are dead"_s;
    }
    void trayNamesTheWorst()
    {
        QFETCH(const int, domains);
        QFETCH(const int, downgraded);
        QTEST(ui::trayTip(domains, downgraded), "tip");
    }

    void notificationsAreShownWhole()
    {
        const QString text = u"The CNAME of links.shop.example.org is missing. The domain stays active; after a second "
                             "failed check it goes back to Pending. Then links in mail that was sent are dead until "
                             "the record is published again, and the default is another host."_s.repeated(2);
        ConsoleFixture console([&text](FakeEngine &engine) {
            engine.addActive(u"a.example.com"_s, 10);
            engine.notify(u"domain.warning"_s, u"a.example.com"_s, text);
            engine.notify(u"domain.verified"_s, u"a.example.com"_s, u"Short."_s);
        });
        QVERIFY(console.isReady());
        QVERIFY(console.click("notificationsButton"));
        QTRY_COMPARE(console.rows("notificationTable"), 2);
        auto *table = console.table("notificationTable");
        const auto isWhole = [table, &text] {
            const int width = table->columnWidth(3) - 18;
            const int needed =
                table->fontMetrics().boundingRect(QRect(0, 0, width, 100000), Qt::TextWordWrap, text).height();
            return table->rowHeight(1) > needed;
        };
        QTRY_VERIFY(isWhole());
        const int wide = table->rowHeight(1);
        QVERIFY(table->rowHeight(0) < wide);
        console.window->resize(830, 600);
        QTRY_VERIFY(table->rowHeight(1) > wide);
        QTRY_VERIFY(isWhole());
        QTRY_COMPARE(table->verticalScrollBar()->maximum(), 0); // the table is as tall as its rows
    }
};

UNMTA_TEST(TestUiDowngraded)

} // namespace unmta::tst_ui_downgraded

#include "tst_ui_downgraded.moc"
