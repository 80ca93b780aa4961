// Green means that it works: an active domain that recipients do not get to says so, in the list and on its page.
#include "domains/DomainListModel.h"
#include "readiness/Reach.h"
#include "support/Roles.h"
#include "support/TestMain.h"
#include "ui/ConsoleFixture.h"
#include "ui/ReadinessSamples.h"

namespace unmta::tst_ui_reach {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using wire::ReadinessState;

namespace {

const QString name = u"track.example.com"_s;

void realInstallation(FakeEngine &engine)
{
    engine.capabilities.clear();
    engine.addActive(name, 10);
    engine.addDomain(u"new.example.com"_s);
}

wire::ReadinessCheck checkOf(const FakeEngine &engine, const char *id, ReadinessState state)
{
    return readinessCheck(id, state, "This is how it is.", "", "", engine.clock.now());
}

ui::BadgeText badgeInList(const ConsoleFixture &console, const QString &domain)
{
    return console.table("domainTable")
        ->model()
        ->index(console.rowOf("domainTable", domain), ui::DomainListModel::Status)
        .data(ui::BadgeRole)
        .value<ui::BadgeText>();
}

} // namespace

class TestUiReach final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatBlocksWhichLinks_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<ReadinessState>("state");
        QTest::addColumn<bool>("http");
        QTest::addColumn<bool>("https");
        QTest::newRow("no zone") << u"target_zone"_s << ReadinessState::Todo << true << true;
        QTest::newRow("wildcard elsewhere") << u"wildcard"_s << ReadinessState::Failed << true << true;
        QTest::newRow("port 80") << u"http_reachable"_s << ReadinessState::Failed << true << false;
        QTest::newRow("port 443") << u"https_reachable"_s << ReadinessState::Failed << false << true;
        QTest::newRow("nobody could say") << u"wildcard"_s << ReadinessState::Unknown << false << false;
        QTest::newRow("well") << u"wildcard"_s << ReadinessState::Ready << false << false;
        QTest::newRow("mail to people") << u"notices"_s << ReadinessState::Failed << false << false;
    }
    void whatBlocksWhichLinks()
    {
        QFETCH(const QString, id);
        QFETCH(const ReadinessState, state);
        QFETCH(const bool, http);
        QFETCH(const bool, https);
        const ui::Obstacles obstacles = ui::obstaclesOf({false, {{id, state, {}, {}, {}, {}}}});
        QCOMPARE(obstacles.http, http);
        QCOMPARE(obstacles.https, https);
    }

    void activeIsGreenOnlyWhenReached()
    {
        ConsoleFixture console(realInstallation);
        QVERIFY(console.isReady());
        QTRY_COMPARE(console.rows("domainTable"), 2);
        QTRY_COMPARE(badgeInList(console, name).tone, ui::Tone::Good);
        console.engine.setReadiness(checkOf(console.engine, "wildcard", ReadinessState::Failed));
        QTRY_COMPARE(badgeInList(console, name).text, u"Active · out of reach"_s);
        QCOMPARE(badgeInList(console, name).tone, ui::Tone::Warning);
        QCOMPARE(badgeInList(console, u"new.example.com"_s).text, u"Pending"_s);

        console.clickRow("domainTable", console.rowOf("domainTable", name));
        QTRY_VERIFY(console.shows("reachCard"));
        QCOMPARE(console.text("statusBadge"), u"Active · out of reach"_s);
        QVERIFY(console.text("reachTitle").contains(u"recipients do not get here yet"_s));
        QCOMPARE(console.text("reachLine_wildcard"), u"Wildcard record: This is how it is."_s);
        QVERIFY(!console.find("reachLine_https_reachable"));

        console.engine.setReadiness(checkOf(console.engine, "wildcard", ReadinessState::Ready));
        QTRY_VERIFY(!console.shows("reachCard"));
        QCOMPARE(console.text("statusBadge"), u"Active"_s);
    }

    // Links are https here, so they work; what is not in order is told all the same.
    void theOtherPortIsToldQuietly()
    {
        ConsoleFixture console([](FakeEngine &engine) {
            realInstallation(engine);
            engine.setReadiness(checkOf(engine, "http_reachable", ReadinessState::Failed));
        });
        QVERIFY(console.isReady());
        QTRY_COMPARE(console.rows("domainTable"), 2);
        console.clickRow("domainTable", console.rowOf("domainTable", name));
        QTRY_VERIFY(console.shows("reachCard"));
        QCOMPARE(console.text("statusBadge"), u"Active"_s);
        QVERIFY(console.text("reachTitle").contains(u"work as far as it is known"_s));
    }

    void leadsToTheSetup()
    {
        ConsoleFixture console([](FakeEngine &engine) {
            realInstallation(engine);
            engine.setReadiness(checkOf(engine, "https_reachable", ReadinessState::Todo));
        });
        QVERIFY(console.isReady());
        QTRY_COMPARE(console.rows("domainTable"), 2);
        console.window->view().showDomain(name);
        QTRY_VERIFY(console.shows("reachSetupButton"));
        console.find("reachSetupButton")->setFocus();
        console.press(QKeySequence(Qt::Key_Space));
        QTRY_VERIFY(console.shows("setupPage"));
    }

    // In the sandbox there is nothing to reach, and a pending domain has its record to publish first.
    void saysNothingWhereItIsNotAsked()
    {
        ConsoleFixture console([](FakeEngine &engine) {
            realInstallation(engine);
            engine.setReadiness(checkOf(engine, "wildcard", ReadinessState::Failed));
        });
        QVERIFY(console.isReady());
        QTRY_COMPARE(badgeInList(console, name).text, u"Active · out of reach"_s);
        console.window->view().showDomain(u"new.example.com"_s);
        QTRY_COMPARE(console.text("statusBadge"), u"Pending"_s);
        QVERIFY(!console.shows("reachCard"));

        ConsoleFixture sandbox([](FakeEngine &engine) {
            engine.addActive(name, 10);
            engine.setReadiness(checkOf(engine, "wildcard", ReadinessState::Failed));
        });
        QVERIFY(sandbox.isReady());
        QTRY_COMPARE(sandbox.rows("domainTable"), 1);
        sandbox.window->view().showDomain(name);
        QTRY_COMPARE(sandbox.text("statusBadge"), u"Active"_s);
        QVERIFY(!sandbox.shows("reachCard"));
    }
};

UNMTA_TEST(TestUiReach)

} // namespace unmta::tst_ui_reach

#include "tst_ui_reach.moc"
