// Every page and dialog, in every state that shows other controls: each control tells its purpose by its object name
// and has an accessible name, each label shows text as text, what is told to those who hear the window has names and
// the right kinds, and with a font of twice the size in a small window nothing is cut off. And the checks themselves:
// they can fail.
#include "access/Access.h"
#include "kit/PageFrame.h"
#include "kit/Sheet.h"
#include "support/TestMain.h"
#include "support/TestPaths.h"
#include "ui/ConsoleFixture.h"
#include "ui/look/AccessWalk.h"
#include "ui/look/ControlNames.h"
#include "ui/look/CutText.h"
#include "ui/look/Scenes.h"

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
