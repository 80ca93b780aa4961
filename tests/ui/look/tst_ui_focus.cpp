// The keyboard is where it was: after a dialog, and after a check during which its button was out of use.
#include "access/FocusKeeper.h"
#include "support/TestMain.h"
#include "ui/ConsoleFixture.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::tst_ui_focus {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestUiFocus final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackToWhatWasOutOfUse_data();
    void comesBackToWhatWasOutOfUse();
    void staysWhereTheUserTookIt();
    void isOnVerifyNowAfterTheCheck();
    void isWhereItWasAfterADialog_data();
    void isWhereItWasAfterADialog();
};

namespace {

struct Buttons
{
    Buttons()
    {
        auto *column = new QVBoxLayout(&window);
        for (QPushButton *each : {first, second, third})
            column->addWidget(each);
        window.show();
    }
    [[nodiscard]] bool isReady() { return QTest::qWaitForWindowActive(&window); }

    QWidget window;
    QPushButton *first = new QPushButton(u"First"_s);
    QPushButton *second = new QPushButton(u"Second"_s);
    QPushButton *third = new QPushButton(u"Third"_s);
    ui::FocusKeeper keeper;
};

} // namespace

void TestUiFocus::comesBackToWhatWasOutOfUse_data()
{
    QTest::addColumn<bool>("hidden");
    QTest::newRow("disabled") << false;
    QTest::newRow("hidden") << true;
}

void TestUiFocus::comesBackToWhatWasOutOfUse()
{
    QFETCH(bool, hidden);
    Buttons buttons;
    QVERIFY(buttons.isReady());
    buttons.second->setFocus();
    hidden ? buttons.second->hide() : buttons.second->setEnabled(false);
    QVERIFY(!buttons.second->hasFocus());
    hidden ? buttons.second->show() : buttons.second->setEnabled(true);
    QTRY_VERIFY(buttons.second->hasFocus());
}

void TestUiFocus::staysWhereTheUserTookIt()
{
    Buttons buttons;
    QVERIFY(buttons.isReady());
    buttons.second->setFocus();
    buttons.second->setEnabled(false);
    QWidget *standIn = QApplication::focusWidget();
    QPushButton *wanted = standIn == buttons.first ? buttons.third : buttons.first;
    wanted->setFocus(Qt::TabFocusReason);
    buttons.second->setEnabled(true);
    QVERIFY(wanted->hasFocus());
    // Also when the user has come to it again.
    standIn->setFocus(Qt::TabFocusReason);
    buttons.third->setEnabled(true);
    QVERIFY(standIn->hasFocus());
}

void TestUiFocus::isOnVerifyNowAfterTheCheck()
{
    ConsoleFixture console([](FakeEngine &engine) { engine.addDomain(u"track.example.com"_s); });
    QVERIFY(console.isReady());
    QTRY_COMPARE(console.rows("domainTable"), 1);
    console.clickRow("domainTable", 0);
    QTRY_VERIFY(console.shows("verifyNowButton"));
    QWidget *verify = console.find("verifyNowButton");
    verify->setFocus(Qt::TabFocusReason);
    console.engine.holdVerification(true);
    QTest::keyClick(verify, Qt::Key_Space);
    QTRY_VERIFY(!verify->isEnabled());
    QVERIFY(!verify->hasFocus());
    console.engine.holdVerification(false);
    QTRY_VERIFY(verify->isEnabled());
    QTRY_VERIFY(verify->hasFocus());
}

void TestUiFocus::isWhereItWasAfterADialog_data()
{
    QTest::addColumn<QKeySequence>("keys");
    QTest::addColumn<QString>("dialog");
    QTest::newRow("add a domain") << QKeySequence(Qt::CTRL | Qt::Key_N) << u"addDomainDialog"_s;
    QTest::newRow("add many") << QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N) << u"addManyDialog"_s;
    QTest::newRow("keys") << QKeySequence(Qt::Key_Question) << u"shortcutsDialog"_s;
    QTest::newRow("delete") << QKeySequence(Qt::Key_Delete) << u"deleteDomainDialog"_s;
}

void TestUiFocus::isWhereItWasAfterADialog()
{
    QFETCH(QKeySequence, keys);
    QFETCH(QString, dialog);
    ConsoleFixture console([](FakeEngine &engine) {
        engine.addDomain(u"a.example.com"_s);
        engine.addDomain(u"b.example.com"_s);
    });
    QVERIFY(console.isReady());
    QTRY_COMPARE(console.rows("domainTable"), 2);
    QTableView *table = console.table("domainTable");
    table->setFocus();
    table->selectRow(1);
    console.press(keys);
    QTRY_VERIFY(console.shows(qPrintable(dialog)));
    auto *shown = console.find<QDialog>(qPrintable(dialog));
    QTRY_VERIFY(shown->isActiveWindow());
    QTest::keyClick(shown, Qt::Key_Escape);
    QTRY_VERIFY(!console.shows(qPrintable(dialog)));
    QTRY_COMPARE(QApplication::focusWidget(), table);
    QCOMPARE(table->currentIndex().row(), 1);
}

UNMTA_TEST(TestUiFocus)

} // namespace unmta::tst_ui_focus

#include "tst_ui_focus.moc"
