// Rows have menus: each list's own ways and acts, and copying; by the right button and by the menu key.
#include "support/TestMain.h"
#include "ui/ConsoleFixture.h"
#include "ui/samples/FigureSamples.h"
#include "ui/samples/WebhookSamples.h"

namespace unmta::tst_ui_row_menu {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestUiRowMenu final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyList_data();
    void everyList();
    void copying();
    void doesWhatTheButtonDoes();
    void byTheMenuKey();
    void whatCannotBeDoneIsLeftOut();
};

namespace {

void populate(FakeEngine &engine)
{
    engine.addActive(u"a.example.com"_s, 10);
    for (const auto type : {wire::EventType::Open, wire::EventType::Click})
        engine.addEvent(type, u"a.example.com"_s, u"reader@customer.example"_s, u"https://shop.example.com/?a=1&b=2"_s);
    engine.notify(u"domain.warning"_s, u"a.example.com"_s, u"The record is gone."_s);
    engine.notify(u"monitor.held"_s, {}, u"The monitor is held."_s);
    engine.records = {{u"a.example.com"_s, u"CNAME"_s, u"elsewhere.example.net"_s, 60}};
    engine.mails = {{1, engine.clock.now(), {u"ops@example.com"_s}, u"Verified"_s, u"It is."_s, u"a.example.com"_s}};
    webhooks::add(engine);
    const auto figures = std::make_shared<Figures>(engine);
    figures->addAudit(u"domain.added"_s, u"a.example.com"_s, u"token:deploy"_s);
    engine.also = [figures, answer = engine.also](const ApiRequest &request) { return answer(request); };
}

QStringList entriesOf(const QMenu *menu)
{
    QStringList names;
    for (const QAction *action : menu->actions()) {
        if (!action->isSeparator())
            names << action->objectName();
    }
    return names;
}

} // namespace

void TestUiRowMenu::everyList_data()
{
    QTest::addColumn<QString>("page");
    QTest::addColumn<QString>("table");
    QTest::addColumn<QStringList>("entries");
    const QStringList copies{u"copyCellAction"_s, u"copyRowAction"_s};
    QTest::newRow("events") << u"eventsButton"_s << u"eventTable"_s
                            << QStringList{u"deleteEventsAction"_s,         u"messageEventsButtonEntry"_s,
                                           u"recipientEventsButtonEntry"_s, u"linkClicksButtonEntry"_s,
                                           u"messageSumsButtonEntry"_s,     u"hostLinksButtonEntry"_s} +
                                   copies;
    QTest::newRow("notifications") << u"notificationsButton"_s << u"notificationTable"_s << copies; // of no domain
    QTest::newRow("webhooks") << u"webhooksButton"_s << u"webhookTable"_s
                              << QStringList{u"testWebhookButtonEntry"_s, u"editWebhookButtonEntry"_s,
                                             u"toggleWebhookButtonEntry"_s, u"rotateSecretButtonEntry"_s,
                                             u"deleteWebhookButtonEntry"_s} +
                                     copies;
    QTest::newRow("calls") << u"webhooksButton"_s << u"webhookLogTable"_s
                           << QStringList{u"replayWebhookButtonEntry"_s} + copies;
    QTest::newRow("audit") << u"auditButton"_s << u"auditTable"_s
                           << QStringList{u"auditSubjectButtonEntry"_s, u"auditActorButtonEntry"_s} + copies;
    QTest::newRow("records") << u"sandboxButton"_s << u"recordTable"_s
                             << QStringList{u"editRecordButtonEntry"_s, u"removeRecordButtonEntry"_s} + copies;
    QTest::newRow("top links") << u"overviewButton"_s << u"topLinksTable"_s << copies;
}

void TestUiRowMenu::everyList()
{
    QFETCH(QString, page);
    QFETCH(QString, table);
    QFETCH(QStringList, entries);
    const ConsoleFixture console(populate);
    const QByteArray name = table.toLatin1();
    QVERIFY(console.clickSoon(page.toLatin1()));
    QTRY_VERIFY(console.shows(name) && console.rows(name) > 0);
    QMenu *menu = console.rowMenu(name, 0);
    QVERIFY(menu);
    QCOMPARE(entriesOf(menu), entries);
    menu->close();
}

void TestUiRowMenu::copying()
{
    const ConsoleFixture console(populate);
    QVERIFY(console.clickSoon("webhooksButton"));
    QTRY_VERIFY(console.shows("webhookTable"));
    QMenu *menu = console.rowMenu("webhookTable", 1);
    QVERIFY(menu);
    const auto copy = [menu](const QString &name) { return menu->findChild<QAction *>(name); };
    QCOMPARE(copy(u"copyCellAction"_s)->text(), u"Copy “https://ops.example.net/incidents?from=u…”"_s);
    menu->close();
    QVERIFY(console.clickRowMenu("webhookTable", 1, 0, "copyCellAction"));
    QTRY_COMPARE(QApplication::clipboard()->text(), u"https://ops.example.net/incidents?from=unmta"_s);
    QVERIFY(console.clickRowMenu("webhookTable", 1, 0, "copyRowAction"));
    QTRY_VERIFY(
        QApplication::clipboard()->text().startsWith(u"https://ops.example.net/incidents?from=unmta\tFailing"_s));
}

void TestUiRowMenu::doesWhatTheButtonDoes()
{
    const ConsoleFixture console(populate);
    QVERIFY(console.clickSoon("webhooksButton"));
    QTRY_VERIFY(console.shows("webhookTable"));
    QVERIFY(console.clickRowMenu("webhookTable", 1, 0, "deleteWebhookButtonEntry")); // of this row, not of the first
    QTRY_VERIFY(console.shows("deleteWebhookDialog"));
    QVERIFY(console.clickIn("deleteWebhookDialog", "confirmDeleteButton"));
    QTRY_COMPARE(console.engine.webhooks.size(), 1);
    QCOMPARE(console.engine.webhooks.first().id, 3);
    QVERIFY(console.clickSoon("notificationsButton"));
    QTRY_VERIFY(console.shows("notificationTable"));
    QVERIFY(console.clickRowMenu("notificationTable", 1, 0, "openNotifiedAction"));
    QTRY_COMPARE(console.text("domainTitle"), u"a.example.com"_s);
}

void TestUiRowMenu::byTheMenuKey()
{
    const ConsoleFixture console(populate);
    QVERIFY(console.isReady());
    QVERIFY(console.clickSoon("webhooksButton"));
    QTRY_VERIFY(console.shows("webhookTable"));
    auto *table = console.table("webhookTable");
    table->setFocus();
    table->selectRow(1);
    QContextMenuEvent asked(QContextMenuEvent::Keyboard, {}, {});
    QCoreApplication::sendEvent(table->viewport(), &asked);
    auto *menu = table->findChild<QMenu *>(u"rowMenu"_s);
    QVERIFY(menu && menu->isVisible());
    QTest::keyClick(menu, Qt::Key_Down);
    QCOMPARE(menu->activeAction()->objectName(), u"testWebhookButtonEntry"_s);
    QTest::keyClick(menu, Qt::Key_Escape);
    QTRY_VERIFY(!table->findChild<QMenu *>(u"rowMenu"_s));
    console.window->activateWindow(); // without a window manager nobody does
    QTRY_VERIFY(table->hasFocus());
}

void TestUiRowMenu::whatCannotBeDoneIsLeftOut()
{
    const ConsoleFixture console([](FakeEngine &engine) {
        populate(engine);
        engine.isReadOnly = true;
    });
    QVERIFY(console.clickSoon("webhooksButton"));
    QTRY_VERIFY(console.shows("webhookTable") && !console.find("testWebhookButton")->isEnabled());
    QMenu *menu = console.rowMenu("webhookTable", 0);
    QVERIFY(menu);
    QCOMPARE(entriesOf(menu), (QStringList{u"copyCellAction"_s, u"copyRowAction"_s}));
    menu->close();
}

UNMTA_TEST(TestUiRowMenu)

} // namespace unmta::tst_ui_row_menu

#include "tst_ui_row_menu.moc"
