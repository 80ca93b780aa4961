// Every page and dialog, in every state that shows other controls: each control tells its purpose by its object name
// and has an accessible name, each label shows text as text, what is told to those who hear the window has names and
// the right kinds, and with a font of twice the size in a small window nothing is cut off. And the checks themselves:
// they can fail.
#include "access/Access.h"
#include "backup/RestoreDialog.h"
#include "connecting/ConnectionDialog.h"
#include "kit/PageFrame.h"
#include "kit/Sheet.h"
#include "shell/CloseDialog.h"
#include "support/TestMain.h"
#include "support/TestPaths.h"
#include "ui/ConsoleFixture.h"
#include "ui/ReadinessSamples.h"
#include "ui/RewriteSamples.h"
#include "ui/look/AccessWalk.h"
#include "ui/look/ControlNames.h"
#include "ui/look/CutText.h"
#include "ui/samples/FigureSamples.h"
#include "ui/samples/WebhookSamples.h"

#include <QAccessible>
#include <QComboBox>
#include <QDirIterator>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QVBoxLayout>

namespace unmta::tst_ui_names {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestUiNames final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyControlHasItsNames_data();
    void everyControlHasItsNames();
    void nothingIsCutOffInLargeLetters_data();
    void nothingIsCutOffInLargeLetters();
    void everyPageAndDialogHasAScene();
    void namelessControlsAreReported_data();
    void namelessControlsAreReported();
    void namedControlsAreFine();
    void entriesOfMenusAreControls();
    void labelsThatGuessAreReported();
    void faultsOfWhatIsHeardAreReported();
    void buttonsAreToldForWhatTheyAre();
    void cutTextsAreReported();

private:
    QSet<QString> m_met; // classes of pages and dialogs
    int m_scenes = 0;
};

namespace {

void nobody(FakeEngine &) {}

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

// Reads as what a user does. Each step waits until it can be done; false when it cannot.
class Walk
{
public:
    explicit Walk(const ConsoleFixture &console)
        : m_console(console)
    {}

    Walk &click(const char *name)
    {
        m_ok = m_ok && m_console.clickSoon(name);
        return *this;
    }
    Walk &clickMenu(const char *button, const char *entry)
    {
        see(button);
        m_ok = m_ok && m_console.clickMenu(button, entry);
        return *this;
    }
    Walk &clickRow(const char *table, const QString &text)
    {
        see(table);
        m_ok = m_ok && QTest::qWaitFor([&] { return m_console.rowOf(table, text) >= 0; });
        if (m_ok)
            m_console.clickRow(table, m_console.rowOf(table, text));
        return *this;
    }
    Walk &see(const char *name)
    {
        m_ok = m_ok && QTest::qWaitFor([&] { return m_console.shows(name); });
        return *this;
    }
    Walk &type(const char *name, const QString &text)
    {
        see(name);
        m_ok = m_ok && m_console.type(name, text);
        return *this;
    }
    [[nodiscard]] operator bool() const { return m_ok; }

private:
    const ConsoleFixture &m_console;
    bool m_ok = true;
};

struct Scene
{
    const char *name;
    void (*populate)(FakeEngine &);
    bool isReachable;
    bool (*go)(ConsoleFixture &);
};

const QList<Scene> &scenes()
{
    static const QList<Scene> all{
        {"list", everything, true, [](ConsoleFixture &c) -> bool { return Walk(c).see("domainTable"); }},
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

} // namespace

void TestUiNames::everyControlHasItsNames_data()
{
    QTest::addColumn<int>("index");
    for (int index = 0; index < scenes().size(); ++index)
        QTest::newRow(scenes().at(index).name) << index;
}

void TestUiNames::everyControlHasItsNames()
{
    QFETCH(int, index);
    const Scene &scene = scenes().at(index);
    ConsoleFixture console(scene.populate, scene.isReachable);
    QVERIFY(console.isReady());
    QVERIFY2(scene.go(console), "the scene was not reached");
    const QStringList faults = namelessControls(*console.window);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    const QStringList guesses = guessingLabels(*console.window);
    QVERIFY2(guesses.isEmpty(), qPrintable(guesses.join(u'\n')));
    // The whole window was asked, not a page of it.
    QVERIFY(controlCount(*console.window) > 60);
    QStringList unheard = accessFaults(*console.window);
    for (const ui::PageFrame *page : console.window->findChildren<ui::PageFrame *>()) {
        if (page->isVisible())
            m_met.insert(QString::fromLatin1(page->metaObject()->className()));
    }
    for (QDialog *dialog : console.window->findChildren<QDialog *>()) {
        m_met.insert(QString::fromLatin1(dialog->metaObject()->className()));
        unheard += accessFaults(*dialog);
    }
    QVERIFY2(unheard.isEmpty(), qPrintable(unheard.join(u'\n')));
    QVERIFY(accessCount(*console.window) > 8);
    ++m_scenes;
}

void TestUiNames::nothingIsCutOffInLargeLetters_data()
{
    everyControlHasItsNames_data();
}

void TestUiNames::nothingIsCutOffInLargeLetters()
{
    QFETCH(int, index);
    const QFont usual = QApplication::font();
    QFont large = usual;
    large.setPixelSize(26);
    QApplication::setFont(large);
    const auto restore = qScopeGuard([&usual] { QApplication::setFont(usual); });
    const Scene &scene = scenes().at(index);
    ConsoleFixture console(scene.populate, scene.isReachable);
    console.window->resize(900, 600);
    QVERIFY(console.isReady());
    QVERIFY2(scene.go(console), "the scene was not reached");
    QCOMPARE(console.window->size(), QSize(900, 600));
    // What has just come is laid out in the next round.
    QStringList faults;
    (void)QTest::qWaitFor(
        [&] {
            faults = cutTexts(*console.window);
            return faults.isEmpty();
        },
        1000);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

// So that a new one is not forgotten above.
void TestUiNames::everyPageAndDialogHasAScene()
{
    if (m_scenes < scenes().size())
        QSKIP("all scenes have to be played before");
    static const QRegularExpression declaration(u"class (\\w+) final : public (?:Sheet|DeletionSheet|PageFrame)\\b"_s);
    QStringList without;
    int known = 0;
    QDirIterator headers(sourcePath(u"ui"_s), {u"*.h"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (headers.hasNext()) {
        QFile file(headers.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto match = declaration.match(QString::fromUtf8(file.readAll()));
        if (!match.hasMatch())
            continue;
        ++known;
        if (!m_met.contains(u"unmta::ui::"_s + match.captured(1)))
            without << match.captured(1);
    }
    QVERIFY(known > 10);
    QCOMPARE(without, QStringList());
}

void TestUiNames::namelessControlsAreReported_data()
{
    QTest::addColumn<QString>("objectName");
    QTest::addColumn<QString>("accessibleName");
    QTest::addColumn<QString>("fault");
    QTest::newRow("no object name") << QString() << u"Notes"_s << u"purpose"_s;
    QTest::newRow("a designer's name") << u"plainTextEdit_2"_s << u"Notes"_s << u"purpose"_s;
    QTest::newRow("a class's name") << u"lineEdit"_s << u"Notes"_s << u"purpose"_s;
    QTest::newRow("no accessible name") << u"notesEdit"_s << QString() << u"no accessible name"_s;
    QTest::newRow("a sign is no name") << u"notesEdit"_s << u"…"_s << u"no accessible name"_s;
}

void TestUiNames::namelessControlsAreReported()
{
    QFETCH(QString, objectName);
    QFETCH(QString, accessibleName);
    QFETCH(QString, fault);
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    for (QWidget *bad : {static_cast<QWidget *>(new QLineEdit), static_cast<QWidget *>(new QPlainTextEdit),
                         static_cast<QWidget *>(new QTabBar), static_cast<QWidget *>(new QComboBox),
                         static_cast<QWidget *>(new QTableView), static_cast<QWidget *>(new QPushButton)}) {
        bad->setObjectName(objectName);
        bad->setAccessibleName(accessibleName);
        column->addWidget(bad);
    }
    window.show();
    const QStringList faults = namelessControls(window);
    QCOMPARE(faults.size(), 6);
    for (const QString &each : faults)
        QVERIFY2(each.contains(fault), qPrintable(each));
}

void TestUiNames::namedControlsAreFine()
{
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *byItsText = new QPushButton(u"Verify Now"_s);
    byItsText->setObjectName(u"verifyNowButton"_s);
    auto *byItsLabel = new QLineEdit;
    byItsLabel->setObjectName(u"nameEdit"_s);
    auto *buddy = new QLabel(u"&Name"_s);
    buddy->setBuddy(byItsLabel);
    auto *outOfSight = new QPushButton; // it gets its text when it is shown
    outOfSight->setObjectName(u"retryButton"_s);
    for (QWidget *each : {static_cast<QWidget *>(byItsText), static_cast<QWidget *>(buddy),
                          static_cast<QWidget *>(byItsLabel), static_cast<QWidget *>(outOfSight)})
        column->addWidget(each);
    outOfSight->hide();
    window.show();
    QCOMPARE(namelessControls(window), QStringList());
    outOfSight->show();
    QCOMPARE(namelessControls(window).size(), 1);
}

void TestUiNames::entriesOfMenusAreControls()
{
    QWidget window;
    auto *menu = new QMenu(&window);
    QAction *action = menu->addAction(u"Delete…"_s);
    QCOMPARE(namelessControls(window).size(), 1);
    action->setObjectName(u"deleteDomainAction"_s);
    QCOMPARE(namelessControls(window), QStringList());
}

void TestUiNames::labelsThatGuessAreReported()
{
    QWidget window;
    QLabel guessing(u"<b>bold</b>"_s, &window);
    QCOMPARE(guessingLabels(window).size(), 1);
    guessing.setTextFormat(Qt::PlainText);
    QCOMPARE(guessingLabels(window), QStringList());
}

void TestUiNames::faultsOfWhatIsHeardAreReported()
{
    const ui::Access access;
    QWidget window;
    window.setWindowTitle(u"Window"_s);
    auto *column = new QVBoxLayout(&window);
    auto *nameless = new QPushButton;
    auto *painted = new QWidget;
    painted->setFocusPolicy(Qt::StrongFocus);
    painted->setAccessibleName(u"Painted"_s);
    for (QWidget *each :
         {static_cast<QWidget *>(nameless), painted, static_cast<QWidget *>(new QPushButton(u"Delete"_s)),
          static_cast<QWidget *>(new QPushButton(u"Delete"_s))})
        column->addWidget(each);
    window.show();
    const QStringList faults = accessFaults(window);
    QCOMPARE(faults.size(), 3);
    QVERIFY2(faults.at(0).contains(u"no name"), qPrintable(faults.at(0)));
    QVERIFY2(faults.at(1).contains(u"told to be nothing"), qPrintable(faults.at(1)));
    QVERIFY2(faults.at(2).contains(u"named as"), qPrintable(faults.at(2)));
}

void TestUiNames::buttonsAreToldForWhatTheyAre()
{
    ConsoleFixture console(everything);
    QVERIFY(console.isReady());
    QVERIFY(Walk(console).see("domainTable").click("eventsButton").see("eventTable"));
    const auto told = [&console](const char *name) {
        return QAccessible::queryAccessibleInterface(console.find(name));
    };
    QCOMPARE(told("navigation")->role(), QAccessible::PageTabList);
    QCOMPARE(told("eventsButton")->role(), QAccessible::PageTab);
    QVERIFY(told("eventsButton")->state().selected);
    QVERIFY(!told("domainsButton")->state().selected);
    QCOMPARE(told("opensButton")->role(), QAccessible::RadioButton);
    QCOMPARE(told("holdEventsButton")->role(), QAccessible::Button);
    QVERIFY(told("holdEventsButton")->state().checkable);
    QCOMPARE(told("eventsMenuButton")->role(), QAccessible::ButtonMenu);
    QVERIFY(told("eventsMenuButton")->state().hasPopup);
    // What is heard can be pressed.
    QAccessibleActionInterface *domains = told("domainsButton")->actionInterface();
    QVERIFY(domains->actionNames().contains(QAccessibleActionInterface::pressAction()));
    domains->doAction(QAccessibleActionInterface::pressAction());
    QTRY_VERIFY(console.shows("domainTable"));
    QVERIFY(Walk(console).clickRow("domainTable", u"a.example.com"_s).see("activityChart"));
    QCOMPARE(told("activityChart")->role(), QAccessible::Chart);
    QCOMPARE(told("activityCard")->role(), QAccessible::Grouping);
    QCOMPARE(told("activityCard")->text(QAccessible::Name), u"Opens and clicks"_s);
    QCOMPARE(told("domainPage")->text(QAccessible::Name), u"a.example.com"_s);
}

void TestUiNames::cutTextsAreReported()
{
    QWidget window;
    window.resize(200, 200);
    auto *narrow = new QLabel(u"A sentence that needs more room"_s, &window);
    narrow->setGeometry(0, 0, 60, 30);
    auto *outside = new QPushButton(u"Out"_s, &window);
    outside->setGeometry(150, 40, 120, 40);
    auto *below = new QPushButton(u"One"_s, &window);
    below->setGeometry(0, 100, 120, 40);
    auto *above = new QPushButton(u"Other"_s, &window);
    above->setGeometry(0, 110, 120, 40);
    window.show();
    const QString faults = cutTexts(window).join(u'\n');
    QVERIFY2(faults.contains(u"its text needs"), qPrintable(faults));
    QVERIFY2(faults.contains(u"sticks out"), qPrintable(faults));
    QVERIFY2(faults.contains(u"lies on"), qPrintable(faults));
    QCOMPARE(cutTexts(window).size(), 4);
}

UNMTA_TEST(TestUiNames)

} // namespace unmta::tst_ui_names

#include "tst_ui_names.moc"
