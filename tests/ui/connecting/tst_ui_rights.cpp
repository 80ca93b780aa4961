// Controls that the console's token does not allow are switched off and say why; the others are not.
#include "session/Permit.h"
#include "session/Session.h"
#include "shell/PageRights.h"
#include "support/TestMain.h"
#include "ui/ConsoleFixture.h"

#include <QPushButton>

namespace unmta::tst_ui_rights {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using ui::Right;

class TestUiRights final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatEachScopeMay_data();
    void whatEachScopeMay();
    void readersMeetNoOpenControl();
    void whatIsLeftOnOnlyShows();
    void administratorsMeetNone();
    void theWishOfThePageIsKept();
};

void TestUiRights::whatEachScopeMay_data()
{
    QTest::addColumn<QStringList>("scopes");
    QTest::addColumn<bool>("ofCluster");
    QTest::addColumn<QString>("allowed"); // a letter for each right, in their order
    QTest::newRow("admin") << QStringList{u"admin"_s} << false << u"cerew"_s;
    QTest::newRow("admin of one cluster") << QStringList{u"admin"_s} << true << u"c--ew"_s;
    QTest::newRow("read") << QStringList{u"read"_s} << false << u"--re-"_s;
    QTest::newRow("read and rewrite") << QStringList{u"read"_s, u"rewrite"_s} << false << u"--rew"_s;
    QTest::newRow("events") << QStringList{u"events"_s} << false << u"---e-"_s;
}

void TestUiRights::whatEachScopeMay()
{
    QFETCH(const QStringList, scopes);
    QFETCH(const bool, ofCluster);
    QFETCH(const QString, allowed);
    const ui::Rights rights({u"watch"_s, scopes, ofCluster ? std::optional(u"0a1b2c3d"_s) : std::nullopt, {}});
    const Right all[]{Right::ChangeCluster, Right::ChangeEngine, Right::ReadEngine, Right::ReadEvents, Right::Rewrite};
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(rights.may(all[i]), allowed.at(i) != u'-');
        QCOMPARE(rights.whyNot(all[i]).isEmpty(), allowed.at(i) != u'-');
        QVERIFY(rights.whyNot(all[i]).isEmpty() || rights.whyNot(all[i]).contains(u"watch"));
    }
}

void TestUiRights::readersMeetNoOpenControl()
{
    const ConsoleFixture console([](FakeEngine &engine) {
        engine.addActive(u"track.example.com"_s, 10);
        engine.addDomain(u"new.example.com"_s);
        engine.isReadOnly = true;
    });
    QVERIFY(console.isReady());
    QTRY_VERIFY(!console.find("addDomainButton")->isEnabled());
    QCOMPARE(console.text("engineRights"), u"Token watch: read"_s);
    for (const ui::ControlRight &each : ui::controlRights()) {
        if (auto *action = console.find<QAction>(each.name)) {
            QVERIFY2(!action->isEnabled(), each.name);
            continue;
        }
        auto *control = console.root()->findChild<QWidget *>(QString::fromLatin1(each.name));
        QVERIFY2(control, each.name);
        QVERIFY2(!control->isEnabled(), each.name);
        QVERIFY2(control->toolTip().contains(u"scope admin"), each.name);
        QVERIFY2(control->accessibleDescription().contains(u"scope admin"), each.name);
    }
}

// Whoever adds a button decides: it is in the table, or it is here because it changes nothing at the engine.
void TestUiRights::whatIsLeftOnOnlyShows()
{
    const ConsoleFixture console([](FakeEngine &engine) {
        engine.addActive(u"track.example.com"_s, 10);
        engine.addDomain(u"new.example.com"_s);
        engine.isReadOnly = true;
    });
    QVERIFY(console.isReady());
    QTRY_VERIFY(!console.find("addDomainButton")->isEnabled());
    // The steps of the setup ("stepButton_clock") lead to where something can be done.
    const QStringList shows =
        QStringLiteral("beginTourButton clusterButton setupButton overviewButton domainsButton "
                       "eventsButton rewritingButton notificationsButton webhooksButton clusterPageButton "
                       "auditButton nodesButton sandboxButton settingsButton helpButton bannerActionButton "
                       "bannerCloseButton backButton menuButton retryButton otherWayButton "
                       "reachSetupButton detailsButton nextStepsButton openGuideButton copyMailTokenButton "
                       "activityMenuButton days1Button days7Button days30Button days90Button "
                       "hoursButton activityTableButton copyNameButton copyValueButton moreProvidersButton "
                       "handOverButton earlierButton recordsPartButton recipientsPartButton mailPartButton "
                       "showPlayedEventsButton heldDomainsButton mailGuidesButton openAnotherButton pasteOtherButton "
                       "cancelPasteButton openMessageButton pasteHtmlButton saveResultButton copyResultButton "
                       "exportRootButton copyTokenButton copySecretButton auditOfClusterButton holdAuditButton "
                       "auditMenuButton closeAuditDetailButton auditSubjectButton auditActorButton allEventsButton "
                       "opensButton clicksButton holdEventsButton eventsMenuButton countAgainButton "
                       "sumInListButton copyEventButton closeDetailButton messageEventsButton recipientEventsButton "
                       "linkClicksButton messageSumsButton hostLinksButton showWebhooksButton exportSelectedButton "
                       "handOverSelectedButton tourThereButton leaveTourButton ")
            .split(u' ', Qt::SkipEmptyParts);
    QStringList open;
    for (const QPushButton *button : console.root()->findChildren<QPushButton *>()) {
        const QString name = button->objectName();
        if (button->isEnabled() && !shows.contains(name) && !name.startsWith(u"step") && !open.contains(name))
            open << name;
    }
    for (const QString &name : std::as_const(open))
        qWarning().noquote() << "can be pressed:" << name;
    QVERIFY(open.isEmpty());
}

void TestUiRights::administratorsMeetNone()
{
    const ConsoleFixture console([](FakeEngine &engine) { engine.addDomain(u"new.example.com"_s); });
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("domainTable"));
    QVERIFY(console.find("addDomainButton")->isEnabled());
    QVERIFY(!console.shows("engineRights"));
    for (const ui::ControlRight &each : ui::controlRights()) {
        auto *control = console.root()->findChild<QWidget *>(QString::fromLatin1(each.name));
        QVERIFY2(!control || !control->toolTip().contains(u"scope"), each.name);
    }
}

// A page that switches its control on meanwhile gets its will when another token comes, and not before.
void TestUiRights::theWishOfThePageIsKept()
{
    FakeEngine engine;
    engine.isReadOnly = true;
    FakeTransport transport(engine.handler());
    ui::Session session(transport, engine.clock);
    QPushButton button;
    button.setToolTip(u"Deletes it"_s);
    button.setEnabled(false);
    ui::permit(session, Right::ChangeCluster, {&button});
    session.start();
    QTRY_VERIFY(!session.rights().may(Right::ChangeCluster));
    button.setEnabled(true);
    QVERIFY(!button.isEnabled());
    QVERIFY(button.toolTip().contains(u"scope admin"));
    engine.isReadOnly = false;
    session.refreshServer();
    QTRY_VERIFY(button.isEnabled());
    QCOMPARE(button.toolTip(), u"Deletes it"_s);
}

UNMTA_TEST(TestUiRights)

} // namespace unmta::tst_ui_rights

#include "tst_ui_rights.moc"
