#include "ui/look/Scenes.h"

#include "backup/RestoreDialog.h"
#include "connecting/ConnectionDialog.h"
#include "messages/EngineMessages.h"
#include "shell/CloseDialog.h"
#include "ui/ReadinessSamples.h"
#include "ui/RewriteSamples.h"
#include "ui/samples/FigureSamples.h"
#include "ui/samples/NodeSamples.h"
#include "ui/samples/WebhookSamples.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>

namespace unmta::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

void everything(FakeEngine &engine)
{
    engine.addActive(u"a.example.com"_s, 10).isDefault = true;
    auto &struck = engine.addActive(u"b.example.com"_s, 10);
    struck.strikes = 1;
    struck.lastCheck = makeCheck(struck, engine.clock.now(), wire::CheckOutcome::Changed, u"not_created"_s, {},
                                 u"The record is gone."_s, u"Add it again."_s);
    engine.addDomain(u"c.example.com"_s);
    auto &checked = engine.addDomain(u"d.example.com"_s);
    checked.lastCheck = makeCheck(checked, engine.clock.now(), wire::CheckOutcome::Changed, u"wrong_target"_s,
                                  u"elsewhere.example.net"_s, u"It leads to another host."_s, u"Replace it."_s);
    auto &happened = engine.happened[u"a.example.com"_s];
    for (int i = 0; i < 80; ++i)
        happened.append({engine.clock.now() - 1h * i, u"mail"_s, u"mail.sent"_s, u"Mailed."_s, 1, {}});
    engine.addEvent(wire::EventType::Click, u"a.example.com"_s, u"reader@customer.example"_s,
                    u"https://shop.example.com/"_s);
    engine.notify(u"domain.warning"_s, u"b.example.com"_s, u"The record is gone."_s);
    engine.records = {{u"d.example.com"_s, u"CNAME"_s, u"elsewhere.example.net"_s, 60}};
    engine.tokens = {{1, u"backup script"_s, {u"read"_s}, {}, engine.clock.now(), {}, {}, {}, {}}};
    engine.setPreview(samplePreview());
    wire::Inspection link;
    link.genuine = true;
    link.kind = u"click"_s;
    link.clusterId = engine.clusterId;
    link.trackingHost = u"a.example.com"_s;
    link.url = u"https://shop.example.com/"_s;
    link.messageId = u"spring-1@mail.example.com"_s;
    link.recipient = u"reader@customer.example"_s;
    link.meta = {{u"campaign"_s, u"spring"_s}};
    engine.inspections.insert(sampleToken(1), link);
}

namespace {

void nobody(FakeEngine &) {}

void figured(FakeEngine &engine)
{
    everything(engine);
    engine.clusters.append({u"b2c3d4e5"_s, u"shop"_s, u"c-b2.track.unmta.net"_s, std::nullopt, {}, engine.clock.now()});
    engine.tokens.front().clusterId = engine.clusterId;
    const auto figures = std::make_shared<Figures>(engine);
    figures->addAudit(u"domain.added"_s, u"a.example.com"_s, u"token:deploy"_s);
    figures->shipping = wire::Shipping();
    engine.also = [figures, answer = engine.also](const ApiRequest &request) { return answer(request); };
}

void sharedStore(FakeEngine &engine)
{
    everything(engine);
    (void)Nodes::join(engine);
}

void downgraded(FakeEngine &engine)
{
    everything(engine);
    (void)downgrade(engine, engine.addActive(u"e.example.com"_s, 10), 27h);
}

void heldBack(FakeEngine &engine)
{
    everything(engine);
    engine.monitor = {u"held"_s,
                      u"breaker"_s,
                      u"112 of 400 changed at once."_s,
                      engine.clock.now(),
                      {},
                      {u"a.example.com"_s},
                      112,
                      400,
                      0};
}

void notSetUp(FakeEngine &engine)
{
    engine.capabilities.clear();
    engine.readiness = readiness::fresh(engine.clock.now());
    engine.settings.insert(u"edge.target_zone"_s, QString());
}

void cannotSetUp(FakeEngine &engine)
{
    notSetUp(engine);
    engine.isReadOnly = true;
}

void portsMissing(FakeEngine &engine)
{
    engine.capabilities.clear();
    engine.readiness = readiness::unprivileged(engine.clock.now());
}

void diskFull(FakeEngine &engine)
{
    everything(engine);
    engine.capabilities.clear();
    engine.readiness.checks[9] = readiness::diskFailed(engine.clock.now());
}

} // namespace

const QList<Scene> &scenes()
{
    static const QList<Scene> all{
        {"list", everything, true, [](ConsoleFixture &c) -> bool { return Walk(c).see("domainTable"); }},
        {"list, one downgraded", downgraded, true,
         [](ConsoleFixture &c) -> bool { return Walk(c).see("domainTable"); }},
        {"list, empty", nobody, true, [](ConsoleFixture &c) -> bool { return Walk(c).see("firstStepButton"); }},
        {"list, nothing found", everything, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c).see("domainTable").type("domainFilterEdit", u"zzz"_s).see("firstStepButton");
         }},
        {"list, no engine", everything, false,
         [](ConsoleFixture &c) -> bool { return Walk(c).see("retryButton").see("offlineBanner"); }},
        {"list, monitor held", heldBack, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c).see("domainTable").click("heldDomainsButton").see("heldDomainsList");
         }},
        {"overview", figured, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c).click("overviewButton").see("attentionCard").see("topHostsTable").see("topLinksTable");
         }},
        {"overview, as a table", figured, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c).click("overviewButton").click("activityTableButton").see("activityTable");
         }},
        {"cluster", figured, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c).click("clusterPageButton").see("revokeTokenButton1").see("stopShippingButton");
         }},
        {"cluster, shipping", figured, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c).click("clusterPageButton").click("editShippingButton").see("shippingDialog");
         }},
        {"cluster, deleted", figured, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c).click("clusterPageButton").click("deleteClusterButton").see("deleteClusterDialog");
         }},
        {"audit", figured, true,
         [](ConsoleFixture &c) -> bool {
             if (!Walk(c).click("auditButton").see("auditTable"))
                 return false;
             c.clickRow("auditTable", 0);
             return Walk(c).see("auditDetail");
         }},
        {"audit, nothing", everything, true, [](ConsoleFixture &c) -> bool { return Walk(c).click("auditButton"); }},
        {"pending domain", everything, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c).clickRow("domainTable", u"c.example.com"_s).see("publishRecordButton");
         }},
        {"pending domain, checked", everything, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c).clickRow("domainTable", u"d.example.com"_s).click("detailsButton").see("detailsPanel");
         }},
        {"pending domain, record published", everything, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c)
                 .clickRow("domainTable", u"c.example.com"_s)
                 .click("publishRecordButton")
                 .see("domainBanner");
         }},
        {"active domain", everything, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c).clickRow("domainTable", u"a.example.com"_s).see("earlierButton");
         }},
        {"active domain with a strike", everything, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c).clickRow("domainTable", u"b.example.com"_s).see("diagnosisCard");
         }},
        {"domain that cannot be loaded", nobody, false,
         [](ConsoleFixture &c) -> bool {
             c.window->view().showDomain(u"a.example.com"_s);
             return Walk(c).see("backButton").see("retryButton");
         }},
        {"events", everything, true,
         [](ConsoleFixture &c) -> bool { return Walk(c).click("eventsButton").see("eventTable"); }},
        {"events, empty", nobody, true,
         [](ConsoleFixture &c) -> bool { return Walk(c).click("eventsButton").see("stateTitle"); }},
        {"events, no engine", nobody, false,
         [](ConsoleFixture &c) -> bool { return Walk(c).click("eventsButton").see("offlineBanner"); }},
        {"notifications", heldBack, true,
         [](ConsoleFixture &c) -> bool { return Walk(c).click("notificationsButton").see("notificationTable"); }},
        {"nodes", sharedStore, true,
         [](ConsoleFixture &c) -> bool { return Walk(c).click("nodesButton").see("nodeCard"); }},
        {"nodes, one that is gone", sharedStore, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c)
                 .click("nodesButton")
                 .clickRow("nodeTable", u"edge3.example.net"_s)
                 .click("removeNodeButton")
                 .see("nodeDialog");
         }},
        {"nodes, no engine", sharedStore, false,
         [](ConsoleFixture &c) -> bool {
             c.window->view().showPlace(ui::Place::Nodes);
             return Walk(c).see("retryButton");
         }},
        {"webhooks", webhooks::some, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c)
                 .click("webhooksButton")
                 .click("rotateSecretButton")
                 .click("confirmRotateButton")
                 .see("webhookSecretField");
         }},
        {"webhooks, empty", nobody, true,
         [](ConsoleFixture &c) -> bool { return Walk(c).click("webhooksButton").see("firstStepButton"); }},
        {"webhooks, no engine", nobody, false,
         [](ConsoleFixture &c) -> bool { return Walk(c).click("webhooksButton").see("retryButton"); }},
        {"add a webhook", webhooks::some, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c)
                 .click("webhooksButton")
                 .see("webhookLogTable")
                 .click("addWebhookButton")
                 .see("webhookDialog");
         }},
        {"delete a webhook", webhooks::some, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c).click("webhooksButton").click("deleteWebhookButton").see("deleteWebhookDialog");
         }},
        {"a new secret for a webhook", webhooks::some, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c).click("webhooksButton").click("rotateSecretButton").see("rotateSecretDialog");
         }},
        {"notifications, empty", nobody, true,
         [](ConsoleFixture &c) -> bool { return Walk(c).click("notificationsButton").see("stateTitle"); }},
        {"rewriting, empty", everything, true,
         [](ConsoleFixture &c) -> bool { return Walk(c).click("rewritingButton").see("openMessageButton"); }},
        {"rewriting, pasting", everything, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c).click("rewritingButton").click("pasteHtmlButton").see("htmlEdit");
         }},
        {"rewriting, a message and a link", everything, true,
         [](ConsoleFixture &c) -> bool {
             if (!Walk(c).click("rewritingButton").click("pasteHtmlButton").see("htmlEdit"))
                 return false;
             QTest::keyClicks(c.find("htmlEdit"), u"<a href=\"https://shop.example.com/\">See</a>"_s);
             return Walk(c)
                 .click("usePastedButton")
                 .see("rewriteLinkTable")
                 .type("trackedUrlEdit", sampleToken(1))
                 .click("inspectButton")
                 .see("inspectedUrl");
         }},
        {"sandbox", everything, true,
         [](ConsoleFixture &c) -> bool { return Walk(c).click("sandboxButton").see("recordTable"); }},
        {"sandbox, empty", nobody, true,
         [](ConsoleFixture &c) -> bool { return Walk(c).click("sandboxButton").see("addRecordButton"); }},
        {"settings", everything, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c).click("settingsButton").see("monitor.interval").see("revokeTokenButton1");
         }},
        {"settings, a new token", everything, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c)
                 .click("settingsButton")
                 .click("newTokenButton")
                 .type("promptEdit", u"backup"_s)
                 .click("confirmButton")
                 .see("freshTokenField");
         }},
        {"settings, no engine", nobody, false,
         [](ConsoleFixture &c) -> bool { return Walk(c).click("settingsButton").see("offlineBanner"); }},
        {"setup, nothing chosen", notSetUp, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c)
                 .see("targetZoneEdit")
                 .type("targetZoneEdit", u"track"_s)
                 .click("useZoneButton")
                 .see("zoneProblem");
         }},
        {"setup, the token may only read", cannotSetUp, true,
         [](ConsoleFixture &c) -> bool { return Walk(c).see("setupNote").see("copyButton_target_zone_0"); }},
        {"setup, ways and evidence", portsMissing, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c)
                 .see("copyButton_http_reachable_2")
                 .click("stepDetailsButton_wildcard")
                 .see("stepEvidence_wildcard");
         }},
        {"setup, being checked", portsMissing, true,
         [](ConsoleFixture &c) -> bool {
             c.engine.holdProbe(true);
             return Walk(c).click("checkAgainButton").see("setupBusy");
         }},
        {"list, something broke", diskFull, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c).click("domainsButton").see("domainTable").see("readinessBanner");
         }},
        {"dialog: add domain before the zone", notSetUp, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c)
                 .see("targetZoneEdit")
                 .click("domainsButton")
                 .click("addDomainButton")
                 .see("chooseZoneButton");
         }},
        {"dialog: add domain", everything, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c).see("domainTable").click("addDomainButton").see("addDomainDialog");
         }},
        {"dialog: delete domain", everything, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c)
                 .clickRow("domainTable", u"a.example.com"_s)
                 .clickMenu("menuButton", "deleteDomainAction")
                 .see("deleteDomainDialog");
         }},
        {"dialog: delete events", everything, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c)
                 .click("eventsButton")
                 .see("eventTable")
                 .clickMenu("eventsMenuButton", "deleteEventsAction")
                 .see("deleteEventsDialog");
         }},
        {"dialog: people and programs", everything, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c)
                 .click("eventsButton")
                 .see("eventTable")
                 .clickMenu("eventsMenuButton", "botTestAction")
                 .see("botTestDialog");
         }},
        {"dialog: links that open an app", everything, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c)
                 .clickRow("domainTable", u"a.example.com"_s)
                 .clickMenu("menuButton", "appLinksAction")
                 .see("appleFileEdit");
         }},
        {"dialog: hand over", everything, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c).clickRow("domainTable", u"c.example.com"_s).click("handOverButton").see("handOverText");
         }},
        {"dialog: release the monitor", heldBack, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c).see("domainTable").click("releaseMonitorButton").see("releaseMonitorDialog");
         }},
        {"list, several chosen", everything, true,
         [](ConsoleFixture &c) -> bool {
             if (!Walk(c).see("domainTable"))
                 return false;
             c.table("domainTable")->selectAll();
             return Walk(c).see("deleteSelectedButton");
         }},
        {"dialog: delete several domains", everything, true,
         [](ConsoleFixture &c) -> bool {
             if (!Walk(c).see("domainTable"))
                 return false;
             c.table("domainTable")->selectAll();
             return Walk(c).click("deleteSelectedButton").see("deleteDomainsDialog");
         }},
        {"dialog: add many domains", everything, true,
         [](ConsoleFixture &c) -> bool {
             if (!Walk(c).see("domainTable"))
                 return false;
             c.press(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N));
             if (!Walk(c).see("manyNamesEdit"))
                 return false;
             c.find<QPlainTextEdit>("manyNamesEdit")
                 ->setPlainText(u"e.example.com\na.example.com\nwrong_name.example.com"_s);
             return true;
         }},
        {"dialog: keys", everything, true,
         [](ConsoleFixture &c) -> bool {
             if (!Walk(c).see("domainTable"))
                 return false;
             c.press(QKeySequence(Qt::Key_Question));
             return Walk(c).see("shortcutsDialog");
         }},
        {"dialog: settings that were not saved", everything, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c)
                 .click("settingsButton")
                 .see("revokeTokenButton1")
                 .type("monitor.interval", u"12h"_s)
                 .click("domainsButton")
                 .see("unsavedDialog");
         }},
        {"dialog: closing stops tracking", everything, true,
         [](ConsoleFixture &c) -> bool {
             auto *asked = new ui::CloseDialog(true, c.window.get());
             asked->setAttribute(Qt::WA_DeleteOnClose);
             asked->open();
             return Walk(c).see("closeDialog");
         }},
        {"dialog: the engine could not start", everything, true,
         [](ConsoleFixture &c) -> bool {
             const Error error(u"store.not_writable"_s, {}, {{u"path"_s, u"/srv/unmta"_s}}, u"Permission denied"_s);
             auto *told = new ui::MessageDialog(ui::startFailed(error, u"/srv/unmta"_s, false), c.window.get());
             told->setAttribute(Qt::WA_DeleteOnClose);
             told->open();
             return Walk(c).see("engineErrorDialog");
         }},
        {"dialog: another engine", everything, true,
         [](ConsoleFixture &c) -> bool {
             auto *asked = new ui::ConnectionDialog(ui::ConnectionDialog::Purpose::New, {}, {}, c.window.get());
             asked->setAttribute(Qt::WA_DeleteOnClose);
             asked->open();
             return Walk(c).see("connectionDialog");
         }},
        {"dialog: about", everything, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c).see("domainTable").clickMenu("helpButton", "aboutAction").see("aboutDialog");
         }},
        {"dialog: export events", everything, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c)
                 .click("eventsButton")
                 .see("eventTable")
                 .clickMenu("eventsMenuButton", "exportEventsAction")
                 .see("exportEventsDialog");
         }},
        {"dialog: restore a copy", everything, true,
         [](ConsoleFixture &c) -> bool {
             auto *asked = new ui::RestoreDialog(u"/var/backups/unmta/2026-11-29"_s, c.window.get());
             asked->setAttribute(Qt::WA_DeleteOnClose);
             asked->open();
             return Walk(c).see("restoreDialog");
         }},
        {"sandbox, recipients", everything, true,
         [](ConsoleFixture &c) -> bool { return Walk(c).click("sandboxButton").click("recipientsPartButton"); }},
        {"sandbox, mail", everything, true,
         [](ConsoleFixture &c) -> bool { return Walk(c).click("sandboxButton").click("mailPartButton"); }},
        {"dialog: record", everything, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c).click("sandboxButton").click("addRecordButton").see("recordNameEdit");
         }},
        {"dialog: add cluster", everything, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c).see("domainTable").clickMenu("clusterButton", "addClusterAction").see("addClusterDialog");
         }},
        {"dialog: rename cluster", everything, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c)
                 .see("domainTable")
                 .clickMenu("clusterButton", "renameClusterAction")
                 .see("renameClusterDialog");
         }},
        {"dialog: new token", everything, true,
         [](ConsoleFixture &c) -> bool {
             return Walk(c).click("settingsButton").click("newTokenButton").see("newTokenDialog");
         }},
    };
    return all;
}

} // namespace unmta::test
