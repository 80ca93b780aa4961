// What somebody does on each page, on a real engine: with the mouse, and with nothing but the keyboard; in the same
// process, over the local socket, and over HTTP. What the window says is held against what the engine has.
#include "audit/AuditModel.h"
#include "base/Clock.h"
#include "http/RawClient.h"
#include "shell/MainWindow.h"
#include "support/ApiWorld.h"
#include "support/TestMain.h"
#include "ui/WindowHands.h"

#include <QApplication>
#include <QButtonGroup>
#include <QJsonArray>

#include <memory>

namespace unmta::tst_ui_flows {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestUiFlows final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onEveryPage_data();
    void onEveryPage();
};

namespace {

const QString host = u"track.brand.example.org"_s;

// Does by one of the two what has to be done.
class Person final : public WindowHands
{
public:
    Person(Transport &transport, const Clock &clock, bool hasMouse)
        : m_window(std::make_unique<ui::MainWindow>(transport, ui::UiOptions{&clock, nullptr, u"here"_s, false}))
        , m_hasMouse(hasMouse)
    {
        m_window->show();
    }
    ~Person() override
    {
        m_window.reset();
        qApp->setStyleSheet({}); // building the next window under a sheet takes long
    }
    [[nodiscard]] QWidget *root() const override { return m_window.get(); }

    [[nodiscard]] bool isReady() const { return QTest::qWaitForWindowActive(m_window.get()); }
    // Where there is a key for the page. A dialog goes once it is answered, which may be after the engine has done it;
    // as long as it is there, the window behind it takes no keys.
    [[nodiscard]] bool goTo(const char *page, Qt::Key key) const
    {
        if (!QTest::qWaitFor([] { return !QApplication::activeModalWidget(); }))
            return false;
        if (m_hasMouse)
            return clickSoon(page);
        press(QKeySequence(Qt::CTRL | key));
        return QTest::qWaitFor([&] { return find<QAbstractButton>(page)->isChecked(); });
    }
    // Presses the button; without a mouse it is reached by Tab, and within a group by the arrows.
    [[nodiscard]] bool act(const char *name) const
    {
        if (m_hasMouse)
            return clickSoon(name);
        if (!QTest::qWaitFor([&] { return shows(name) && find(name)->isEnabled(); }))
            return false;
        if (!reach(*find(name)))
            return false;
        QTest::keyClick(find(name), Qt::Key_Space);
        return true;
    }
    [[nodiscard]] bool write(const char *name, const QString &text) const
    {
        if (!QTest::qWaitFor([&] { return shows(name) && find(name)->isEnabled(); }))
            return false;
        QWidget *field = find(name);
        if (m_hasMouse)
            QTest::mouseClick(field, Qt::LeftButton);
        else if (!reach(*field))
            return false;
        QTest::keySequence(field, QKeySequence::SelectAll);
        QTest::keyClicks(field, text);
        return true;
    }
    // The row becomes the chosen one, and is opened.
    [[nodiscard]] bool open(const char *name, int row) const
    {
        if (!QTest::qWaitFor([&] { return shows(name) && rows(name) > row; }))
            return false;
        if (m_hasMouse) {
            clickRow(name, row);
            return true;
        }
        QTableView *view = table(name);
        if (!reach(*view))
            return false;
        QTest::keySequence(view, QKeySequence(Qt::CTRL | Qt::Key_Home));
        for (int at = 0; at < row; ++at)
            QTest::keyClick(view, Qt::Key_Down);
        QTest::keyClick(view, Qt::Key_Space); // the current row is the chosen one
        QTest::keyClick(view, Qt::Key_Return);
        return view->currentIndex().row() == row || !view->isVisible();
    }

private:
    [[nodiscard]] QWidget *focused() const
    {
        QWidget *at = QApplication::focusWidget();
        return at ? at : root();
    }
    [[nodiscard]] bool reach(QWidget &target) const
    {
        constexpr int most = 200;
        target.window()->activateWindow();
        (void)QTest::qWaitForWindowActive(target.window());
        (void)QTest::qWaitFor([&] { return focused()->window() == target.window(); });
        for (int tabs = 0; tabs < most && !target.hasFocus(); ++tabs) {
            // Of a group only the pressed one is reached by Tab.
            const auto *button = qobject_cast<QAbstractButton *>(&target);
            const auto *at = qobject_cast<QAbstractButton *>(focused());
            const bool isBeside = button && at && button->group() && button->group() == at->group();
            QTest::keyClick(focused(), isBeside ? Qt::Key_Down : Qt::Key_Tab);
        }
        return target.hasFocus();
    }

    std::unique_ptr<ui::MainWindow> m_window;
    const bool m_hasMouse;
};

// Nothing once it is deleted.
QJsonObject domainOf(ApiWorld &world)
{
    return world.get(world.domainPath(host)).data().toObject();
}

struct Flow
{
    const char *name;
    void (*go)(const Person &, ApiWorld &);
};

void aDomainIsAddedAndVerified(const Person &person, ApiWorld &world)
{
    QVERIFY(person.act("addDomainButton"));
    QVERIFY(person.write("nameEdit", u"new.brand.example.org"_s));
    QVERIFY(person.act("confirmAddButton"));
    QTRY_COMPARE(person.text("domainTitle"), u"new.brand.example.org"_s);
    QVERIFY(person.act("verifyNowButton"));
    QTRY_VERIFY_WITH_TIMEOUT(person.text("diagnosisBadge") == u"Not found"_s, 15'000);
    QVERIFY(person.act("publishRecordButton"));
    QTRY_VERIFY(person.shows("domainBanner"));
    QVERIFY(person.act("verifyNowButton"));
    QTRY_COMPARE_WITH_TIMEOUT(person.text("statusBadge"), u"Active"_s, 15'000);
    QVERIFY(person.act("setDefaultButton"));
    QTRY_COMPARE(person.text("defaultBadge"), u"Default"_s);
    QVERIFY(world.get(world.domainPath(u"new.brand.example.org"_s)).data("default").toBool());
    QVERIFY(person.act("backButton"));
    QTRY_VERIFY(person.shows("domainTable"));
}

void anEventIsFound(const Person &person, ApiWorld &world)
{
    const QByteArray path = world.mint(host);
    QCOMPARE(RawClient(world.httpPort).get(host.toLatin1(), path).status, 302);
    QVERIFY(person.goTo("eventsButton", Qt::Key_2));
    QVERIFY(person.write("eventFilterEdit", u"nobody@example.net"_s));
    QTRY_COMPARE(person.text("stateTitle"), u"Nothing matches"_s);
    QVERIFY(person.act("firstStepButton"));
    QVERIFY(person.open("eventTable", 0));
    QTRY_VERIFY(person.shows("eventDetail"));
    QVERIFY(person.act("recipientEventsButton"));
    QTRY_COMPARE(person.rows("eventTable"), 1);
}

void aMessageIsRewritten(const Person &person, ApiWorld &)
{
    QVERIFY(person.goTo("rewritingButton", Qt::Key_3));
    QVERIFY(person.act("pasteHtmlButton"));
    QVERIFY(person.write("htmlEdit", u"<a href=\"https://shop.example.org/\">See</a>"_s));
    QVERIFY(person.act("usePastedButton"));
    QTRY_VERIFY(person.shows("rewriteLinkTable"));
    QTRY_COMPARE(person.rows("rewriteLinkTable"), 1);
}

void aNotificationLeadsToItsDomain(const Person &person, ApiWorld &)
{
    QVERIFY(person.goTo("notificationsButton", Qt::Key_4));
    QVERIFY(person.open("notificationTable", 0));
    QTRY_VERIFY(person.shows("domainTitle") && person.text("domainTitle").endsWith(u".brand.example.org"_s));
}

void aSettingIsSaved(const Person &person, ApiWorld &world)
{
    QVERIFY(person.goTo("settingsButton", Qt::Key_5));
    QVERIFY(person.write("notify.to", u"ops@example.com"_s));
    QVERIFY(person.act("saveSettingsButton"));
    QTRY_COMPARE(world.get({u"settings"_s}).data("notify.to").toString(), u"ops@example.com"_s);
}

void aTokenIsMade(const Person &person, ApiWorld &world)
{
    const auto tokens = [&world] { return world.get({u"tokens"_s}).data().toArray().size(); };
    const auto before = tokens();
    QVERIFY(person.goTo("settingsButton", Qt::Key_5));
    QVERIFY(person.act("newTokenButton"));
    QVERIFY(person.write("promptEdit", u"a script"_s));
    QVERIFY(person.act("confirmButton"));
    QTRY_COMPARE(tokens(), before + 1);
    QTRY_VERIFY(person.shows("copyTokenButton"));
}

void theClockIsSkipped(const Person &person, ApiWorld &world)
{
    const QString before = world.get({u"server"_s}).data("time").toString();
    QVERIFY(person.goTo("sandboxButton", Qt::Key_6));
    QVERIFY(person.act("skipDayButton"));
    QTRY_VERIFY(world.get({u"server"_s}).data("time").toString().first(10) > before.first(10));
}

void aClusterIsRenamed(const Person &person, ApiWorld &world)
{
    QVERIFY(person.goTo("clusterPageButton", Qt::Key_7));
    QVERIFY(person.act("renameClusterButton"));
    QVERIFY(person.write("promptEdit", u"newsletter"_s));
    QVERIFY(person.act("confirmButton"));
    QTRY_COMPARE(world.get({u"clusters"_s, world.cluster}).data("name").toString(), u"newsletter"_s);
    QTRY_COMPARE(person.text("clusterNameLabel"), u"newsletter"_s);
}

void theAuditTellsOfIt(const Person &person, ApiWorld &)
{
    QVERIFY(person.goTo("auditButton", Qt::Key_8));
    // What comes in above moves the rows on: the last thing done has to be there.
    QTRY_COMPARE(person.rowOf("auditTable", u"Webhook deleted"_s, ui::AuditModel::What), 0);
    QVERIFY(person.open("auditTable", 0));
    QTRY_VERIFY(person.shows("auditDetail"));
    QVERIFY(person.act("closeAuditDetailButton"));
    QTRY_VERIFY(!person.shows("auditDetail"));
}

void aWebhookIsAddedAndDeleted(const Person &person, ApiWorld &world)
{
    const auto webhooks = [&world] {
        return world.get({u"clusters"_s, world.cluster, u"webhooks"_s}).data().toArray().size();
    };
    QVERIFY(person.act("webhooksButton"));
    QVERIFY(person.act("firstStepButton"));
    QVERIFY(person.write("webhookUrlEdit", u"https://hooks.example.org/"_s));
    QVERIFY(person.act("saveWebhookButton"));
    QTRY_COMPARE(webhooks(), 1);
    QTRY_VERIFY(person.shows("webhookSecretField"));
    QVERIFY(person.act("deleteWebhookButton"));
    QVERIFY(person.act("confirmDeleteButton"));
    QTRY_COMPARE(webhooks(), 0);
}

void theOverviewHasTheClicks(const Person &person, ApiWorld &)
{
    QVERIFY(person.goTo("overviewButton", Qt::Key_0));
    QTRY_VERIFY(person.shows("topHostsTable") && person.rows("topHostsTable") > 0);
    QVERIFY(person.act("activityTableButton"));
    QTRY_VERIFY(person.shows("activityTable"));
}

void theDomainIsDeleted(const Person &person, ApiWorld &world)
{
    QVERIFY(person.goTo("domainsButton", Qt::Key_1));
    QTRY_VERIFY(person.shows("domainTable"));
    QVERIFY(person.open("domainTable", person.rowOf("domainTable", host)));
    QTRY_COMPARE(person.text("domainTitle"), host);
    person.press(QKeySequence::Delete);
    QVERIFY(person.write("confirmNameEdit", host));
    QVERIFY(person.act("confirmDeleteButton"));
    QTRY_VERIFY(domainOf(world).isEmpty());
    QTRY_VERIFY(person.shows("domainTable"));
}

// In this order.
constexpr Flow flows[]{{"a domain", aDomainIsAddedAndVerified},
                       {"events", anEventIsFound},
                       {"overview", theOverviewHasTheClicks},
                       {"rewriting", aMessageIsRewritten},
                       {"notifications", aNotificationLeadsToItsDomain},
                       {"settings", aSettingIsSaved},
                       {"tokens", aTokenIsMade},
                       {"cluster", aClusterIsRenamed},
                       {"webhooks", aWebhookIsAddedAndDeleted},
                       {"audit", theAuditTellsOfIt},
                       {"sandbox", theClockIsSkipped},
                       {"deletion", theDomainIsDeleted}};

} // namespace

void TestUiFlows::onEveryPage_data()
{
    QTest::addColumn<Door>("door");
    QTest::addColumn<bool>("hasMouse");
    for (const Door door : allDoors) {
        for (const bool hasMouse : {true, false})
            QTest::addRow("%s, %s", nameOf(door), hasMouse ? "mouse" : "keyboard") << door << hasMouse;
    }
}

void TestUiFlows::onEveryPage()
{
    QFETCH(Door, door);
    QFETCH(bool, hasMouse);
    ApiWorld world;
    QVERIFY(world.start());
    QCOMPARE(world.set(u"monitor.auto_verify"_s, u"off"_s).status, 200); // only who presses the button verifies
    QVERIFY(world.activate(host));
    const SystemClock clock;
    const Person person(world.door(door), clock, hasMouse);
    QVERIFY(person.isReady());
    QTRY_VERIFY(person.shows("domainTable"));
    for (const Flow &flow : flows) {
        flow.go(person, world);
        QVERIFY2(!QTest::currentTestFailed(), flow.name);
    }
}

UNMTA_TEST(TestUiFlows)

} // namespace unmta::tst_ui_flows

#include "tst_ui_flows.moc"
