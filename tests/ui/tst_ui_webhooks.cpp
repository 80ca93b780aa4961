// The webhooks' page: what it shows, and what its buttons do.
#include "ui/ConsoleFixture.h"
#include "ui/samples/WebhookSamples.h"

#include "support/TestMain.h"

#include <QCheckBox>

namespace unmta::tst_ui_webhooks {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestUiWebhooks final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstIsShownWithItsCalls();
    void anotherIsChosen();
    void addingShowsTheSecretOnce();
    void whatIsRefusedIsSaid();
    void changing();
    void testsSayWhatCameOfThem();
    void switchingOffAndOn();
    void aDeliveryIsSentAgain();
    void deletingAsks();
    void anEmptyPageExplains();
    void anotherClusterHasItsOwn();
};

namespace {

bool opened(ConsoleFixture &console)
{
    return console.clickSoon("webhooksButton") && QTest::qWaitFor([&] { return console.shows("webhookLogTable"); });
}

} // namespace

void TestUiWebhooks::theFirstIsShownWithItsCalls()
{
    ConsoleFixture console(webhooks::some);
    QVERIFY(opened(console));
    QCOMPARE(console.find<QTableView>("webhookTable")->model()->rowCount(), 2);
    QCOMPARE(console.text("webhookUrl"), u"https://crm.example.com/hooks/tracking"_s);
    QCOMPARE(console.find<QTableView>("webhookLogTable")->model()->rowCount(), 4);
    QVERIFY(!console.shows("webhookSecretField"));
}

void TestUiWebhooks::anotherIsChosen()
{
    ConsoleFixture console(webhooks::some);
    QVERIFY(opened(console));
    console.clickRow("webhookTable", 1);
    QTRY_COMPARE(console.text("webhookUrl"), u"https://ops.example.net/incidents?from=unmta"_s);
    for (const QString &part : {u"answered with status 503"_s, u"a.example.com"_s, u"in 40 min"_s})
        QVERIFY2(console.text("webhookDetails").contains(part), qPrintable(console.text("webhookDetails")));
}

void TestUiWebhooks::addingShowsTheSecretOnce()
{
    ConsoleFixture console(webhooks::some);
    QVERIFY(opened(console));
    QVERIFY(console.click("addWebhookButton"));
    QTRY_VERIFY(console.shows("webhookDialog"));
    QVERIFY(console.type("webhookUrlEdit", u"https://new.example.com/"_s));
    QVERIFY(console.type("webhookHostsEdit", u"a.example.com, b.example.com"_s));
    QVERIFY(console.click("webhookType_domain.warning"));
    QVERIFY(console.clickIn("webhookDialog", "saveWebhookButton"));
    QTRY_VERIFY(console.shows("webhookSecretField"));
    QCOMPARE(console.text("webhookSecretField"), u"whsec_bmV3"_s);
    QTRY_COMPARE(console.text("webhookUrl"), u"https://new.example.com/"_s);
    const wire::Webhook &made = console.engine.webhooks.last();
    QCOMPARE(made.types, (QStringList{u"event.open"_s, u"event.click"_s, u"domain.warning"_s}));
    QCOMPARE(made.hosts, (QStringList{u"a.example.com"_s, u"b.example.com"_s}));
    QVERIFY(made.batch && !made.peopleOnly);
}

void TestUiWebhooks::whatIsRefusedIsSaid()
{
    ConsoleFixture console(webhooks::some);
    QVERIFY(opened(console));
    QVERIFY(console.click("addWebhookButton"));
    QTRY_VERIFY(console.shows("webhookDialog"));
    for (const char *type : {"webhookType_event.open", "webhookType_event.click"})
        QVERIFY(console.click(type));
    QVERIFY(console.clickIn("webhookDialog", "saveWebhookButton"));
    QTRY_VERIFY(console.text("webhookAnswer").startsWith(u"Say what the webhook"_s));
    QVERIFY(console.shows("webhookDialog"));
    QCOMPARE(console.engine.webhooks.size(), 2);
}

void TestUiWebhooks::changing()
{
    ConsoleFixture console(webhooks::some);
    QVERIFY(opened(console));
    QVERIFY(console.click("editWebhookButton"));
    QTRY_VERIFY(console.shows("webhookDialog"));
    QCOMPARE(console.text("webhookUrlEdit"), u"https://crm.example.com/hooks/tracking"_s);
    QVERIFY(console.find<QCheckBox>("webhookBatchCheckBox")->isChecked());
    QVERIFY(console.type("webhookUrlEdit", u"https://crm.example.com/v2"_s));
    QVERIFY(console.clickIn("webhookDialog", "saveWebhookButton"));
    QTRY_COMPARE(console.text("webhookUrl"), u"https://crm.example.com/v2"_s);
    QVERIFY(!console.shows("webhookSecretField"));
}

void TestUiWebhooks::testsSayWhatCameOfThem()
{
    ConsoleFixture console(webhooks::some);
    QVERIFY(opened(console));
    QVERIFY(console.click("testWebhookButton"));
    QTRY_COMPARE(console.text("webhookTestAnswer"), u"The receiver took the test: status 200 after 12 ms."_s);
    QTRY_COMPARE(console.find<QTableView>("webhookLogTable")->model()->rowCount(), 5);
    console.engine.testProblem = u"The receiver answered with status 503."_s;
    QVERIFY(console.click("testWebhookButton"));
    QTRY_COMPARE(console.text("webhookTestAnswer"), console.engine.testProblem);
}

void TestUiWebhooks::switchingOffAndOn()
{
    ConsoleFixture console(webhooks::some);
    QVERIFY(opened(console));
    QCOMPARE(console.text("toggleWebhookButton"), u"Switch off"_s);
    QVERIFY(console.click("toggleWebhookButton"));
    QTRY_COMPARE(console.text("toggleWebhookButton"), u"Switch on"_s);
    QVERIFY(!console.engine.webhooks.first().enabled);
    QVERIFY(console.click("toggleWebhookButton"));
    QTRY_COMPARE(console.text("toggleWebhookButton"), u"Switch off"_s);
}

void TestUiWebhooks::aDeliveryIsSentAgain()
{
    ConsoleFixture console(webhooks::some);
    QVERIFY(opened(console));
    QVERIFY(!console.click("replayWebhookButton")); // nothing is chosen yet
    console.clickRow("webhookLogTable", 2);
    QVERIFY(console.clickSoon("replayWebhookButton"));
    QTRY_COMPARE(console.engine.replayed, QList<qint64>{42});
}

void TestUiWebhooks::deletingAsks()
{
    ConsoleFixture console(webhooks::some);
    QVERIFY(opened(console));
    QVERIFY(console.click("deleteWebhookButton"));
    QTRY_VERIFY(console.shows("deleteWebhookDialog"));
    QVERIFY(console.clickIn("deleteWebhookDialog", "cancelButton"));
    QTRY_VERIFY(!console.shows("deleteWebhookDialog"));
    QCOMPARE(console.engine.webhooks.size(), 2);
    QVERIFY(console.click("deleteWebhookButton"));
    QTRY_VERIFY(console.shows("deleteWebhookDialog"));
    QVERIFY(console.clickIn("deleteWebhookDialog", "confirmDeleteButton"));
    QTRY_COMPARE(console.text("webhookUrl"), u"https://ops.example.net/incidents?from=unmta"_s);
    QCOMPARE(console.engine.webhooks.size(), 1);
}

void TestUiWebhooks::anEmptyPageExplains()
{
    ConsoleFixture console([](FakeEngine &engine) { engine.addActive(u"a.example.com"_s, 10); });
    QVERIFY(console.clickSoon("webhooksButton"));
    QTRY_VERIFY(console.shows("firstStepButton"));
    QVERIFY(console.click("firstStepButton"));
    QTRY_VERIFY(console.shows("webhookDialog"));
}

void TestUiWebhooks::anotherClusterHasItsOwn()
{
    ConsoleFixture console([](FakeEngine &engine) {
        webhooks::some(engine);
        engine.clusters.append(
            {u"ffffffff"_s, u"other"_s, u"c-ffffffff.track.unmta.net"_s, {}, {}, engine.clock.now()});
    });
    QVERIFY(opened(console));
    QVERIFY(console.click("rotateSecretButton"));
    QTRY_VERIFY(console.shows("rotateSecretDialog"));
    QVERIFY(console.clickIn("rotateSecretDialog", "cancelButton"));
    QTRY_VERIFY(!console.shows("rotateSecretDialog"));
    QVERIFY(!console.shows("webhookSecretField")); // nothing was made
    QVERIFY(console.click("rotateSecretButton"));
    QTRY_VERIFY(console.shows("rotateSecretDialog"));
    QVERIFY(console.clickIn("rotateSecretDialog", "confirmRotateButton"));
    QTRY_VERIFY(console.shows("webhookSecretField"));
    console.engine.webhooks.clear();
    QVERIFY(console.clickMenu("clusterButton", "clusterAction_ffffffff"));
    QTRY_VERIFY(console.shows("firstStepButton"));
    QVERIFY(!console.shows("webhookSecretField"));
}

UNMTA_TEST(TestUiWebhooks)

} // namespace unmta::tst_ui_webhooks

#include "tst_ui_webhooks.moc"
