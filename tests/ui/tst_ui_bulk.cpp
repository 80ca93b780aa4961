// The list as a tool: several domains at once, by mouse and by keyboard, many names from a list; and small things that
// are noticed there every day.
#include "domain/HandOverDialog.h"
#include "domains/DomainExport.h"
#include "domains/DomainListModel.h"
#include "domains/NameList.h"
#include "notifications/NotificationsPage.h"
#include "support/TestMain.h"
#include "support/Words.h"
#include "ui/ConsoleFixture.h"

#include <QFileDialog>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTreeWidget>

namespace unmta::tst_ui_bulk {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

const QString pendingName = u"c.example.com"_s;

void three(FakeEngine &engine)
{
    engine.addActive(u"a.example.com"_s, 10);
    engine.addActive(u"b.example.com"_s, 2000);
    engine.addDomain(pendingName);
}

// Holds Ctrl, so that the click chooses and does not open.
void chooseRow(const ConsoleFixture &console, int row)
{
    auto *table = console.table("domainTable");
    QTest::mouseClick(table->viewport(), Qt::LeftButton, Qt::ControlModifier,
                      table->visualRect(table->model()->index(row, 0)).center());
}

[[nodiscard]] bool isListed(const ConsoleFixture &console, int rows)
{
    return console.isReady() && QTest::qWaitFor([&console, rows] { return console.rows("domainTable") == rows; });
}

// Counts how often a widget is painted.
class Paintings final : public QObject
{
public:
    explicit Paintings(QWidget &widget) { widget.installEventFilter(this); }
    [[nodiscard]] bool haveCeased()
    {
        int before = -1;
        return QTest::qWaitFor([&] { return std::exchange(before, count) == count; });
    }

    int count = 0;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        count += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }
};

} // namespace

class TestUiBulk final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ctrlChoosesAndAClickOpens()
    {
        ConsoleFixture console(three);
        QVERIFY(isListed(console, 3));
        chooseRow(console, 0);
        QVERIFY(!console.shows("selectionBar")); // one is no selection
        chooseRow(console, 2);
        QVERIFY(console.shows("selectionBar"));
        QCOMPARE(console.text("selectionCount"), u"2 selected"_s);
        QVERIFY(!console.shows("domainSummary"));
        QVERIFY(console.shows("domainTable"));
        console.clickRow("domainTable", 1);
        QTRY_COMPARE(console.text("domainTitle"), u"b.example.com"_s);
    }

    void aLittleChartIsPaintedWhenItArrives()
    {
        ConsoleFixture console(three);
        QVERIFY(isListed(console, 3));
        auto *model = console.window->findChild<ui::DomainListModel *>();
        QTRY_VERIFY(model->hasSpark(u"a.example.com"_s) && model->hasSpark(u"b.example.com"_s));
        Paintings paintings(*console.table("domainTable")->viewport());
        QVERIFY(paintings.haveCeased());
        const int before = paintings.count;
        model->setSpark(u"a.example.com"_s, {1, 4, 2, 8, 5, 7, 3});
        QTRY_VERIFY(paintings.count > before);
    }

    void verifiesSeveral()
    {
        ConsoleFixture console(three);
        console.engine.records = {
            {u"a.example.com"_s, u"CNAME"_s, console.engine.find(u"a.example.com"_s)->record.value, 60}};
        QVERIFY(isListed(console, 3));
        console.table("domainTable")->setFocus();
        console.press(QKeySequence::SelectAll);
        QCOMPARE(console.text("selectionCount"), u"3 selected"_s);
        // By keyboard: it is there again afterwards, and never on a neighbour.
        console.find("verifySelectedButton")->setFocus();
        QTest::keyClick(console.find("verifySelectedButton"), Qt::Key_Space);
        QTRY_VERIFY(console.shows("listBanner"));
        QTRY_VERIFY(console.find("verifySelectedButton")->hasFocus());
        const QString told = console.find("listBanner")->findChild<QLabel *>(u"bannerText"_s)->text();
        QVERIFY2(told.startsWith(u"Verified 1 of 3."_s) && told.contains(pendingName), qPrintable(told));
        QTRY_VERIFY(console.engine.find(pendingName)->lastCheck.has_value());
        QCOMPARE(console.engine.bulks.size(), 1); // in one call
        QVERIFY(console.find("verifySelectedButton")->isEnabled());
    }

    void deletesSeveralAfterOneConfirmation()
    {
        ConsoleFixture console(three);
        QVERIFY(isListed(console, 3));
        chooseRow(console, 0);
        chooseRow(console, 1);
        console.press(QKeySequence::Delete);
        QTRY_VERIFY(console.shows("deleteDomainsDialog"));
        QVERIFY(console.text("clicksAtStake").contains(u"2,010 times"_s));
        QCOMPARE(console.text("namesAtStake"), u"a.example.com\nb.example.com"_s);
        QVERIFY(!console.find("confirmDeleteButton")->isEnabled());
        QVERIFY(console.type("confirmCountEdit", u"3"_s));
        QVERIFY(!console.find("confirmDeleteButton")->isEnabled());
        QVERIFY(console.type("confirmCountEdit", u"2"_s));
        QTest::keyClick(console.find("confirmCountEdit"), Qt::Key_Return);
        QTRY_COMPARE(console.rows("domainTable"), 1);
        QTRY_VERIFY(!console.shows("deleteDomainsDialog"));
        QCOMPARE(console.engine.domains.size(), 1);
        QCOMPARE(console.engine.bulks.size(), 1); // in one call
        QCOMPARE(console.engine.domains.first().name, pendingName);
    }

    void handsOverSeveral()
    {
        ConsoleFixture console(three);
        QVERIFY(isListed(console, 3));
        chooseRow(console, 0);
        chooseRow(console, 2);
        QVERIFY(console.click("handOverSelectedButton"));
        QTRY_VERIFY(console.shows("handOverText"));
        const QString text = console.find<QPlainTextEdit>("handOverText")->toPlainText();
        for (const char *name : {"a.example.com", "c.example.com"})
            QVERIFY(text.contains(console.engine.find(QString::fromLatin1(name))->record.value));
        QVERIFY(!text.contains(console.engine.find(u"b.example.com"_s)->record.value));
    }

    void exportsSeveral()
    {
        ConsoleFixture console(three);
        QVERIFY(isListed(console, 3));
        chooseRow(console, 0);
        chooseRow(console, 1);
        QVERIFY(console.click("exportSelectedButton"));
        auto *dialog = console.window->findChild<QFileDialog *>();
        QVERIFY(dialog);
        const QTemporaryDir dir;
        const QString path = dir.filePath(u"out.csv"_s);
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().split('\n');
        QCOMPARE(lines.size(), 4); // headings, two domains, the end
        QVERIFY(lines.at(0).startsWith("name,unicode_name,status,"));
        QVERIFY(lines.at(2).startsWith("b.example.com,b.example.com,active,false,CNAME,"));
        QVERIFY(lines.at(2).contains(",14000,2000,"));
    }

    void cellsAreNoFormulas()
    {
        wire::TrackingDomain domain;
        domain.name = u"=1+1"_s;
        domain.unicodeName = u"a,\"b\""_s;
        const QByteArray csv = ui::domainsAsCsv({domain});
        QVERIFY(csv.contains("\r\n'=1+1,\"a,\"\"b\"\"\",pending,"));
    }

    void rowsHaveAMenu()
    {
        ConsoleFixture console(three);
        QVERIFY(isListed(console, 3));
        auto *table = console.table("domainTable");
        table->selectRow(2);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, table->visualRect(table->currentIndex()).center(),
                                table->viewport()->mapToGlobal(table->visualRect(table->currentIndex()).center()));
        QApplication::sendEvent(table->viewport(), &event);
        auto *menu = console.find<QMenu>("domainMenu");
        QTRY_VERIFY(menu->isVisible());
        QVERIFY(console.find<QAction>("openDomainAction")->isEnabled());
        console.find<QAction>("copyRecordAction")->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), console.engine.find(pendingName)->record.value);
        QTest::mouseClick(menu, Qt::LeftButton, {},
                          menu->actionGeometry(console.find<QAction>("openDomainAction")).center());
        QTRY_COMPARE(console.text("domainTitle"), pendingName);
        menu->hide();
    }

    void columnsAreChosenAndRemembered()
    {
        const QTemporaryDir dir;
        QSettings settings(dir.filePath(u"console.ini"_s), QSettings::IniFormat);
        const auto remembers = [&settings](ui::UiOptions &options) { options.settings = &settings; };
        {
            ConsoleFixture console(three, true, remembers);
            QVERIFY(isListed(console, 3));
            auto *table = console.table("domainTable");
            QVERIFY(!table->isColumnHidden(ui::DomainListModel::Opens));
            auto *entry = console.find<QAction>("columnAction_opens");
            QVERIFY(entry->isChecked());
            entry->trigger();
            QVERIFY(table->isColumnHidden(ui::DomainListModel::Opens));
            console.window->resize(1000, 700);
            QVERIFY(table->isColumnHidden(ui::DomainListModel::Opens));
        }
        ConsoleFixture console(three, true, remembers);
        QVERIFY(isListed(console, 3));
        QVERIFY(console.table("domainTable")->isColumnHidden(ui::DomainListModel::Opens));
        QVERIFY(!console.find<QAction>("columnAction_opens")->isChecked());
        console.find<QAction>("columnAction_opens")->trigger();
        QVERIFY(!console.table("domainTable")->isColumnHidden(ui::DomainListModel::Opens));
    }

    void figuresBeginWithTheLargest()
    {
        ConsoleFixture console(three);
        QVERIFY(isListed(console, 3));
        auto *header = console.table("domainTable")->horizontalHeader();
        const auto clickHeading = [header](int column) {
            QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                              QPoint(header->sectionViewportPosition(column) + 20, header->height() / 2));
        };
        clickHeading(ui::DomainListModel::Clicks);
        QCOMPARE(header->sortIndicatorOrder(), Qt::DescendingOrder);
        QCOMPARE(console.rowOf("domainTable", u"b.example.com"_s), 0);
        clickHeading(ui::DomainListModel::Clicks);
        QCOMPARE(header->sortIndicatorOrder(), Qt::AscendingOrder);
        clickHeading(ui::DomainListModel::Status);
        QCOMPARE(header->sortIndicatorOrder(), Qt::AscendingOrder);
    }

    void theOpenedDomainStaysChosen()
    {
        ConsoleFixture console(three);
        QVERIFY(isListed(console, 3));
        console.window->view().showDomain(pendingName); // as a notification does it
        QTRY_COMPARE(console.text("domainTitle"), pendingName);
        console.press(QKeySequence(Qt::Key_Escape));
        QTRY_VERIFY(console.shows("domainTable"));
        auto *table = console.table("domainTable");
        QCOMPARE(table->currentIndex().row(), console.rowOf("domainTable", pendingName));
        QTRY_COMPARE(console.window->focusWidget(), table);
    }

    void pagesHaveKeys_data()
    {
        QTest::addColumn<QByteArray>("button");
        const char *buttons[]{"domainsButton",       "eventsButton",   "rewritingButton",
                              "notificationsButton", "settingsButton", "sandboxButton"};
        for (int i = 0; i < 6; ++i)
            QTest::addRow("Ctrl+%d", i + 1) << QByteArray(buttons[i]);
    }
    void pagesHaveKeys()
    {
        QFETCH(const QByteArray, button);
        ConsoleFixture console(three);
        QVERIFY(isListed(console, 3));
        QTRY_VERIFY(console.shows("sandboxButton"));
        if (button == "domainsButton")
            QVERIFY(console.click("eventsButton"));
        console.press(QKeySequence::fromString(QString::fromLatin1(QTest::currentDataTag())));
        QTRY_VERIFY(console.find<QPushButton>(button.constData())->isChecked());
    }

    void questionMarkListsTheKeys()
    {
        ConsoleFixture console(three);
        QVERIFY(isListed(console, 3));
        console.press(QKeySequence(Qt::Key_Question));
        QTRY_VERIFY(console.shows("shortcutsDialog"));
        QTest::keyClick(console.find("shortcutsDialog"), Qt::Key_Escape);
        QTRY_VERIFY(!console.shows("shortcutsDialog"));
        // In a field it is a letter.
        QVERIFY(console.type("domainFilterEdit", u"?"_s));
        QVERIFY(!console.shows("shortcutsDialog"));
    }

    void pastedNamesAreTakenApart()
    {
        QCOMPARE(ui::namesIn(u" a.example.com, b.example.com;c.example.com\n\td.example.com\r\n"_s),
                 (QStringList{u"a.example.com"_s, u"b.example.com"_s, u"c.example.com"_s, u"d.example.com"_s}));
        wire::TrackingDomain known;
        known.name = u"a.example.com"_s;
        const auto verdicts = ui::verdictsOn(
            {u"A.example.com."_s, u"b.example.com"_s, u"b.example.com"_s, u"example.com"_s, u"my_x.example.com"_s},
            {known});
        QList<bool> good;
        for (const ui::NameVerdict &verdict : verdicts) {
            good << verdict.mayBeAdded;
            QCOMPARE(verdict.sentence.isEmpty(), verdict.mayBeAdded);
        }
        QCOMPARE(good, (QList<bool>{false, true, false, false, false}));
    }

    void addsManyAfterTheirVerdicts()
    {
        ConsoleFixture console(three);
        QVERIFY(isListed(console, 3));
        QVERIFY(console.click("addDomainButton"));
        QTRY_VERIFY(console.shows("addManyButton"));
        QVERIFY(console.click("addManyButton"));
        QTRY_VERIFY(console.shows("addManyDialog"));
        auto *names = console.find<QPlainTextEdit>("manyNamesEdit");
        // The engine refuses one that the console lets through.
        QGuiApplication::clipboard()->setText(u"n1.example.com\nn2.example.com, bad\nexample.co.uk c.example.com"_s);
        names->setFocus();
        names->paste();
        auto *list = console.find<QTreeWidget>("verdictList");
        QCOMPARE(list->topLevelItemCount(), 5);
        QCOMPARE(console.text("manySummary"), u"3 to be added, 2 left out."_s);
        QCOMPARE(console.engine.domains.size(), 3); // nothing yet
        QVERIFY(list->topLevelItem(2)->text(1).contains(u"Leave out"_s));
        QVERIFY(list->topLevelItem(4)->text(2).contains(u"already"_s));
        // The reasons are there to be read, over as many lines as they need.
        QTRY_COMPARE(list->horizontalScrollBar()->maximum(), 0);
        for (const int row : {2, 4}) {
            const QTreeWidgetItem *item = list->topLevelItem(row);
            const QRect column(0, 0, list->columnWidth(2) - 8, 1000);
            const QRect text = list->fontMetrics().boundingRect(column, Qt::TextWordWrap, item->text(2));
            QTRY_VERIFY2(list->visualItemRect(item).height() >= text.height(), qPrintable(item->text(2)));
            QVERIFY(text.width() <= column.width());
        }
        QVERIFY(console.click("confirmAddManyButton"));
        QTRY_COMPARE(console.text("manySummary"), u"2 added, 3 not."_s);
        QVERIFY(list->topLevelItem(0)->text(1).contains(u"Added"_s));
        QVERIFY(list->topLevelItem(3)->text(1).contains(u"Refused"_s));
        QVERIFY(!list->topLevelItem(3)->text(2).isEmpty());
        QVERIFY(console.click("confirmAddManyButton")); // closes
        QTRY_VERIFY(!console.shows("addManyDialog"));
        QTRY_COMPARE(console.rows("domainTable"), 5);
    }

    void addsManyByTheKeyboard()
    {
        ConsoleFixture console(three);
        QVERIFY(isListed(console, 3));
        console.press(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N));
        QTRY_VERIFY(console.shows("addManyDialog"));
        QTest::keyClicks(console.find("manyNamesEdit"), u"n1.example.com"_s);
        QTest::keyClick(console.find("manyNamesEdit"), Qt::Key_Tab);
        QTRY_VERIFY(console.find("confirmAddManyButton")->isEnabled());
        QTest::keyClick(console.find("addManyDialog"), Qt::Key_Return);
        QTRY_COMPARE(console.text("manySummary"), u"1 added, 0 not."_s);
        QTest::keyClick(console.find("addManyDialog"), Qt::Key_Return);
        QTRY_COMPARE(console.rows("domainTable"), 4);
    }

    void certificateNamesAreWords_data()
    {
        QTest::addColumn<QString>("subject");
        QTest::addColumn<QString>("words");
        QTest::newRow("RFC 4514") << u"CN=R11,O=Let's Encrypt,C=US"_s << u"Let's Encrypt"_s;
        QTest::newRow("with blanks") << u"C = US, O = Let's Encrypt, CN = R11"_s << u"Let's Encrypt"_s;
        QTest::newRow("no organisation") << u"CN=Pebble Intermediate CA 1"_s << u"Pebble Intermediate CA 1"_s;
        QTest::newRow("something else") << u"Our own CA"_s << u"Our own CA"_s;
    }
    void certificateNamesAreWords()
    {
        QFETCH(const QString, subject);
        QFETCH(const QString, words);
        wire::Certificate certificate;
        certificate.state = wire::CertificateState::Valid;
        certificate.issuer = u"acme"_s;
        certificate.issuerName = subject;
        certificate.notAfter = fromUnixMs(1'790'000'000'000);
        QVERIFY2(ui::certificateLine(certificate).startsWith(words + u", valid until"_s),
                 qPrintable(ui::certificateLine(certificate)));
    }

    void goodNewsWarnsNobody()
    {
        ConsoleFixture console([](FakeEngine &engine) { engine.addActive(u"a.example.com"_s, 10); });
        QVERIFY(console.isReady());
        QTRY_COMPARE(console.rows("domainTable"), 1);
        auto *page = console.window->findChild<ui::NotificationsPage *>();
        QSignalSpy told(page, &ui::NotificationsPage::unseenChanged);
        console.engine.notify(u"domain.recovered"_s, u"a.example.com"_s, u"The record is back."_s);
        QTRY_VERIFY(!told.isEmpty() && told.last().at(0).toInt() == 1);
        QCOMPARE(told.last().at(1).toBool(), false);
        console.engine.notify(u"domain.warning"_s, u"a.example.com"_s, u"The record is gone."_s);
        QTRY_COMPARE(told.last().at(0).toInt(), 2);
        QCOMPARE(told.last().at(1).toBool(), true);
        QCOMPARE(console.find("notificationsButton")->accessibleDescription(), u"2 new"_s);
    }

    void moreNewsThanAPageIsToldSo()
    {
        ConsoleFixture console([](FakeEngine &engine) { engine.addActive(u"a.example.com"_s, 10); });
        QVERIFY(console.isReady());
        QTRY_COMPARE(console.rows("domainTable"), 1);
        QSignalSpy loaded(console.window->findChild<ui::NotificationsPage *>(), &ui::NotificationsPage::unseenChanged);
        for (int i = 0; i < 50; ++i)
            console.engine.notify(u"domain.verified"_s, u"a.example.com"_s, u"The record is correct."_s);
        QTRY_VERIFY(!loaded.isEmpty() && loaded.last().at(0).toInt() == 50);
        QCOMPARE(console.find("notificationsButton")->accessibleDescription(), u"50 new"_s);
        console.engine.notify(u"domain.verified"_s, u"a.example.com"_s, u"The record is correct."_s);
        QTRY_COMPARE(console.find("notificationsButton")->accessibleDescription(), u"50+ new"_s);
    }

    void noKeyIsGivenTwiceInADialog()
    {
        ConsoleFixture console([](FakeEngine &engine) { engine.addActive(u"a.example.com"_s, 10); });
        QVERIFY(console.isReady());
        QTRY_COMPARE(console.rows("domainTable"), 1);
        QVERIFY(console.click("addDomainButton"));
        QTRY_VERIFY(console.shows("addDomainDialog"));
        QStringList keys;
        auto *dialog = console.find("addDomainDialog");
        for (const QLabel *label : dialog->findChildren<QLabel *>()) {
            if (label->buddy() && label->isVisible())
                keys << QKeySequence::mnemonic(label->text()).toString();
        }
        for (const QAbstractButton *button : dialog->findChildren<QAbstractButton *>()) {
            const QString key = QKeySequence::mnemonic(button->text()).toString();
            if (button->isVisible() && !key.isEmpty())
                keys << key;
        }
        QVERIFY(keys.size() > 1);
        QStringList once = keys;
        once.removeDuplicates();
        QCOMPARE(keys, once);
    }

    void sizesFollowTheFont()
    {
        const QFont before = QApplication::font();
        QFont large = before;
        large.setPixelSize(26);
        QApplication::setFont(large);
        {
            ConsoleFixture console([](FakeEngine &engine) {
                engine.addActive(u"track.example.com"_s, 10);
                engine.addDomain(u"new.example.com"_s);
            });
            QVERIFY(console.isReady());
            console.window->resize(900, 600);
            QTRY_COMPARE(console.rows("domainTable"), 2);
            auto *table = console.table("domainTable");
            QVERIFY(table->rowHeight(0) >= 2 * table->fontMetrics().height());
            // What has no room is left out before names are cut; the title has its line, its buttons the next.
            QTRY_VERIFY(table->isColumnHidden(ui::DomainListModel::Certificate));
            const QWidget *add = console.find("addDomainButton");
            QTRY_VERIFY(add->width() >= add->sizeHint().width());
            QVERIFY(add->mapTo(console.window.get(), QPoint(add->width(), 0)).x() <= console.window->width());
            console.window->view().showDomain(u"new.example.com"_s);
            QTRY_VERIFY(console.shows("providerTabs"));
            QCOMPARE(console.find<QTabBar>("providerTabs")->elideMode(), Qt::ElideNone);
        }
        QApplication::setFont(before);
    }
};

UNMTA_TEST(TestUiBulk)

} // namespace unmta::tst_ui_bulk

#include "tst_ui_bulk.moc"
