// The page of a cluster: renamed, its mail addresses, its tokens, shipping, and deleted with what goes with it.
#include "support/TestMain.h"
#include "ui/ConsoleFixture.h"
#include "ui/samples/FigureSamples.h"
#include "ui/samples/WebhookSamples.h"

#include <QComboBox>
#include <QPushButton>

#include <memory>

namespace unmta::tst_ui_cluster {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString second = u"b2c3d4e5"_s;

struct ClusterWindow
{
    explicit ClusterWindow(bool hasTwo = true, const std::function<void(FakeEngine &, Figures &)> &more = {})
        : console([this, hasTwo, &more](FakeEngine &engine) {
            figures = std::make_unique<Figures>(engine);
            engine.addActive(u"track.example.com"_s, 600);
            engine.addDomain(u"new.example.com"_s);
            if (hasTwo)
                engine.clusters.append(
                    {second, u"shop"_s, u"c-b2.track.unmta.net"_s, std::nullopt, {}, engine.clock.now()});
            engine.tokens = {{1, u"deploy"_s, {u"admin"_s}, {}, engine.clock.now(), {}, {}, {}, {}},
                             {2, u"mail1"_s, {u"rewrite"_s}, engine.clusterId, engine.clock.now(), {}, {}, {}, {}}};
            webhooks::add(engine);
            if (more)
                more(engine, *figures);
        })
    {}
    [[nodiscard]] bool open() const
    {
        return console.isReady() && console.clickSoon("clusterPageButton") &&
               QTest::qWaitFor([this] { return console.shows("clusterCard"); });
    }
    [[nodiscard]] const FakeEngine &engine() const { return console.engine; }

    std::unique_ptr<Figures> figures;
    ConsoleFixture console;
};

} // namespace

class TestUiCluster final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatItIs();
    void renamed();
    void addressesByMouse();
    void addressesByKeyboard();
    void wrongAddressesAreTold();
    void whatWasTypedStays();
    void onlyItsOwnTokens();
    void newTokensAreForIt();
    void webhooksAreAPageOfTheirOwn();
    void deletedByMouse();
    void deletedByKeyboard();
    void keptAfterAll();
    void theOnlyOneStays();
    void shippingIsSetUp();
    void shippingIsRefused();
    void shippingThatFails();
    void shippingIsStopped();
};

void TestUiCluster::showsWhatItIs()
{
    ClusterWindow w;
    QVERIFY(w.open());
    QCOMPARE(w.console.text("clusterNameLabel"), u"newsletter"_s);
    QCOMPARE(w.console.text("clusterIdField"), w.engine().clusterId);
    QCOMPARE(w.console.text("clusterFallbackField"), u"c-a1b2c3d4.track.unmta.net"_s);
    QTRY_VERIFY(w.console.text("clusterWebhooksText").contains(u"fail"_s) ||
                w.console.text("clusterWebhooksText").contains(u"in order"_s));
    QVERIFY(w.console.shows("rewriteRulesCard"));
}

void TestUiCluster::renamed()
{
    ClusterWindow w;
    QVERIFY(w.open());
    QVERIFY(w.console.click("renameClusterButton"));
    QTRY_VERIFY(w.console.shows("renameClusterDialog"));
    QVERIFY(w.console.type("promptEdit", u"letters"_s));
    QVERIFY(w.console.clickIn("renameClusterDialog", "confirmButton"));
    QTRY_COMPARE(w.console.text("clusterNameLabel"), u"letters"_s);
    QCOMPARE(w.engine().clusters.front().name, u"letters"_s);
}

void TestUiCluster::addressesByMouse()
{
    ClusterWindow w;
    QVERIFY(w.open());
    QVERIFY(!w.console.find<QPushButton>("saveClusterNotifyButton")->isEnabled());
    QVERIFY(w.console.type("clusterNotifyEdit", u"ops@example.com; eva@example.com"_s));
    QVERIFY(w.console.click("saveClusterNotifyButton"));
    QTRY_COMPARE(w.console.text("clusterAnswer"), u"Saved."_s);
    QCOMPARE(w.engine().clusters.front().notifyTo, (QStringList{u"ops@example.com"_s, u"eva@example.com"_s}));
    QTRY_COMPARE(w.console.text("clusterNotifyEdit"), u"ops@example.com, eva@example.com"_s);
    QVERIFY(!w.console.find<QPushButton>("saveClusterNotifyButton")->isEnabled());
}

void TestUiCluster::addressesByKeyboard()
{
    ClusterWindow w;
    QVERIFY(w.open());
    QVERIFY(w.console.type("clusterNotifyEdit", u"ops@example.com"_s));
    QTest::keyClick(w.console.find("clusterNotifyEdit"), Qt::Key_Return);
    QTRY_COMPARE(w.engine().clusters.front().notifyTo, QStringList{u"ops@example.com"_s});
    // And back to those of the installation.
    QTRY_COMPARE(w.console.text("clusterAnswer"), u"Saved."_s);
    QVERIFY(w.console.type("clusterNotifyEdit", {}));
    QTest::keyClick(w.console.find("clusterNotifyEdit"), Qt::Key_Return);
    QTRY_VERIFY(w.engine().clusters.front().notifyTo.isEmpty());
}

void TestUiCluster::wrongAddressesAreTold()
{
    ClusterWindow w;
    QVERIFY(w.open());
    QVERIFY(w.console.type("clusterNotifyEdit", u"nobody"_s));
    QVERIFY(w.console.click("saveClusterNotifyButton"));
    QTRY_VERIFY(w.console.shows("clusterAnswer"));
    QVERIFY(!w.console.text("clusterAnswer").contains(u"Saved"_s));
    QCOMPARE(w.console.text("clusterNotifyEdit"), u"nobody"_s);
    QVERIFY(w.console.find<QPushButton>("saveClusterNotifyButton")->isEnabled());
}

// A change from elsewhere does not take away what is being typed.
void TestUiCluster::whatWasTypedStays()
{
    ClusterWindow w;
    QVERIFY(w.open());
    QVERIFY(w.console.type("clusterNotifyEdit", u"ops@exam"_s));
    w.console.engine.clusters.front().name = u"renamed elsewhere"_s;
    w.console.engine.touch(w.engine().clusterId, ChangeKind::Cluster);
    QTRY_COMPARE(w.console.text("clusterNameLabel"), u"renamed elsewhere"_s);
    QCOMPARE(w.console.text("clusterNotifyEdit"), u"ops@exam"_s);
}

void TestUiCluster::onlyItsOwnTokens()
{
    ClusterWindow w;
    QVERIFY(w.open());
    QTRY_VERIFY(w.console.shows("revokeTokenButton2"));
    QVERIFY(!w.console.shows("revokeTokenButton1"));
}

void TestUiCluster::newTokensAreForIt()
{
    ClusterWindow w;
    QVERIFY(w.open());
    QVERIFY(w.console.clickSoon("newTokenButton"));
    QTRY_VERIFY(w.console.shows("newTokenDialog"));
    QCOMPARE(w.console.find<QComboBox>("tokenClusterBox")->currentText(), u"newsletter"_s);
}

void TestUiCluster::webhooksAreAPageOfTheirOwn()
{
    ClusterWindow w;
    QVERIFY(w.open());
    QVERIFY(w.console.clickSoon("showWebhooksButton"));
    QTRY_VERIFY(w.console.shows("webhookTable"));
}

void TestUiCluster::deletedByMouse()
{
    ClusterWindow w;
    QVERIFY(w.open());
    QVERIFY(w.console.clickSoon("deleteClusterButton"));
    QTRY_VERIFY(w.console.shows("deleteClusterDialog"));
    // What is destroyed.
    QTRY_COMPARE(w.console.text("domainsAtStake"), u"Tracking domains: 2, of which 1 are active."_s);
    QTRY_COMPARE(w.console.text("tokensAtStake"), u"Access tokens for it alone: 1."_s);
    QTRY_COMPARE(w.console.text("webhooksAtStake"), u"Webhooks: %1."_s.arg(w.engine().webhooks.size()));
    QTRY_VERIFY(w.console.text("clicksAtStake").contains(u"times in the last 30 days"_s));
    const auto *button = w.console.find<QPushButton>("confirmDeleteButton");
    QVERIFY(!button->isEnabled());
    QVERIFY(w.console.type("confirmNameEdit", u"news"_s));
    QVERIFY(!button->isEnabled());
    QVERIFY(w.console.type("confirmNameEdit", u"newsletter"_s));
    QVERIFY(w.console.clickIn("deleteClusterDialog", "confirmDeleteButton"));
    QTRY_COMPARE(w.figures->deletedClusters, QStringList{u"a1b2c3d4"_s});
    // The window goes on with what is left.
    QTRY_COMPARE(w.console.text("clusterNameLabel"), u"shop"_s);
}

void TestUiCluster::deletedByKeyboard()
{
    ClusterWindow w;
    QVERIFY(w.open());
    w.console.press(QKeySequence::Delete);
    QTRY_VERIFY(w.console.shows("deleteClusterDialog"));
    QTest::keyClicks(w.console.find("confirmNameEdit"), u"newsletter"_s);
    QTest::keyClick(w.console.find("confirmNameEdit"), Qt::Key_Return);
    QTRY_COMPARE(w.figures->deletedClusters, QStringList{u"a1b2c3d4"_s});
}

void TestUiCluster::keptAfterAll()
{
    ClusterWindow w;
    QVERIFY(w.open());
    QVERIFY(w.console.clickSoon("deleteClusterButton"));
    QTRY_VERIFY(w.console.shows("deleteClusterDialog"));
    QVERIFY(w.console.clickIn("deleteClusterDialog", "cancelButton"));
    QTRY_VERIFY(!w.console.shows("deleteClusterDialog"));
    QVERIFY(w.figures->deletedClusters.isEmpty());
}

void TestUiCluster::theOnlyOneStays()
{
    ClusterWindow w(false);
    QVERIFY(w.open());
    QVERIFY(!w.console.find<QPushButton>("deleteClusterButton")->isEnabled());
    QVERIFY(w.console.shows("lastClusterText"));
    w.console.press(QKeySequence::Delete);
    QVERIFY(!w.console.shows("deleteClusterDialog"));
}

void TestUiCluster::shippingIsSetUp()
{
    ClusterWindow w;
    QVERIFY(w.open());
    QVERIFY(!w.console.shows("stopShippingButton"));
    QVERIFY(w.console.clickSoon("editShippingButton"));
    QTRY_VERIFY(w.console.shows("shippingDialog"));
    QVERIFY(w.console.type("shippingPathEdit", u"/srv/events"_s));
    QVERIFY(!w.console.shows("shippingBucketEdit"));
    QVERIFY(w.console.clickIn("shippingDialog", "confirmButton"));
    QTRY_COMPARE(w.console.text("shippingPlace"), u"/srv/events"_s);
    QCOMPARE(w.figures->shippingSet.size(), 1);
    QCOMPARE(w.figures->shippingSet.front(), (QJsonObject{{u"kind"_s, u"directory"_s}, {u"path"_s, u"/srv/events"_s}}));
    QTRY_VERIFY(!w.console.shows("shippingDialog"));
}

void TestUiCluster::shippingIsRefused()
{
    ClusterWindow w(true,
                    [](FakeEngine &, Figures &figures) { figures.shippingRefusal = Error(u"shipping.directory"_s); });
    QVERIFY(w.open());
    QVERIFY(w.console.clickSoon("editShippingButton"));
    QTRY_VERIFY(w.console.shows("shippingDialog"));
    auto *kind = w.console.find<QComboBox>("shippingKindBox");
    kind->setFocus();
    QTest::keyClick(kind, Qt::Key_Down);
    QTRY_VERIFY(w.console.shows("shippingBucketEdit"));
    QVERIFY(!w.console.shows("shippingPathEdit"));
    QVERIFY(w.console.clickIn("shippingDialog", "confirmButton"));
    QTRY_VERIFY(w.console.shows("shippingAnswer"));
    QVERIFY(!w.console.text("shippingAnswer").isEmpty());
    QVERIFY(w.console.shows("shippingDialog"));
}

void TestUiCluster::shippingThatFails()
{
    ClusterWindow w(true, [](FakeEngine &engine, Figures &figures) {
        wire::Shipping shipping;
        shipping.path = u"/srv/events"_s;
        shipping.interval = u"5m"_s;
        shipping.state.phase = wire::ShippingPhase::Failing;
        shipping.state.backlog = 1'200;
        shipping.state.error = wire::ShippingProblem{u"shipping.directory"_s, u"/srv/events cannot be written."_s};
        shipping.state.nextTryAt = engine.clock.now() + 5min;
        figures.shipping = shipping;
    });
    QVERIFY(w.open());
    QTRY_VERIFY(w.console.shows("shippingProblem"));
    QVERIFY(w.console.text("shippingProblem").startsWith(u"/srv/events cannot be written. Next try"_s));
    QVERIFY(w.console.text("shippingState").contains(u"1,200 events wait"_s));
}

void TestUiCluster::shippingIsStopped()
{
    ClusterWindow w(true, [](FakeEngine &, Figures &figures) {
        figures.shipping = wire::Shipping();
        figures.shipping->path = u"/srv/events"_s;
    });
    QVERIFY(w.open());
    QVERIFY(w.console.clickSoon("stopShippingButton"));
    QTRY_VERIFY(!w.console.shows("stopShippingButton"));
    QVERIFY(!w.figures->shipping);
}

UNMTA_TEST(TestUiCluster)

} // namespace unmta::tst_ui_cluster

#include "tst_ui_cluster.moc"
