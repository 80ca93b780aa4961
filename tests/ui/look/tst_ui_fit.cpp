// Whatever the size of font and window: rows go on in the next line, the sidebar makes room, dialogs fit the screen,
// and what is drawn beside text is as large as it.
#include "domains/DomainListModel.h"
#include "kit/Badge.h"
#include "kit/Labels.h"
#include "kit/Sheet.h"
#include "kit/text/ValueField.h"
#include "shell/Sidebar.h"
#include "shell/sidebar/Navigation.h"
#include "support/Scale.h"
#include "support/TestMain.h"
#include "support/WrapRow.h"
#include "ui/ConsoleFixture.h"

#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

namespace unmta::tst_ui_fit {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestUiFit final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsGoOnInTheNextLine();
    void whatIsLeftIsGivenInProportion();
    void whatIsHiddenTakesNoLine();
    void endsAreWhereTheyAreWanted();
    void sidebarMakesRoomInLargeLetters();
    void badgesLeaveTheWordsTheirRoom();
    void figuresTakeLittleOfTheList();
    void cardsAreAsTallAsTheirWords();
    void dialogsFitTheScreen();
    void sizesFollowTheFont();
};

namespace {

// Of a size that no style changes.
class Block final : public QWidget
{
public:
    explicit Block(int width, bool expands = false)
        : m_width(width)
    {
        setSizePolicy(expands ? QSizePolicy::Expanding : QSizePolicy::Fixed, QSizePolicy::Fixed);
    }
    [[nodiscard]] QSize sizeHint() const override { return {m_width, 20}; }
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        return sizePolicy().horizontalPolicy() == QSizePolicy::Fixed ? sizeHint() : QSize(10, 20);
    }

private:
    int m_width;
};

class LongDialog final : public ui::Sheet
{
public:
    explicit LongDialog(QWidget *parent)
        : Sheet(u"longDialog"_s, u"Long"_s, 400, parent)
    {
        for (int i = 0; i < 200; ++i)
            column()->addWidget(ui::paragraph(u"One line among very many."_s));
        close->setObjectName(u"closeButton"_s);
        addButtons({close});
    }

    QPushButton *close = new QPushButton(u"Close"_s);
};

void withFont(int pixels, const std::function<void()> &look)
{
    const QFont usual = QApplication::font();
    QFont font = usual;
    font.setPixelSize(pixels);
    QApplication::setFont(font);
    look();
    QApplication::setFont(usual);
}

} // namespace

void TestUiFit::rowsGoOnInTheNextLine()
{
    QWidget window;
    auto *row = new ui::WrapRow(&window);
    row->setSpacing(10);
    QList<Block *> blocks;
    for (int i = 0; i < 3; ++i) {
        blocks << new Block(100);
        row->add(blocks.last());
    }
    row->setGeometry(QRect(0, 0, 320, 20));
    QCOMPARE(blocks.at(2)->geometry(), QRect(220, 0, 100, 20));
    QCOMPARE(row->heightForWidth(320), 20);
    row->setGeometry(QRect(0, 0, 319, 50));
    QCOMPARE(blocks.at(1)->geometry(), QRect(110, 0, 100, 20));
    QCOMPARE(blocks.at(2)->geometry(), QRect(0, 30, 100, 20));
    QCOMPARE(row->heightForWidth(319), 50);
    QCOMPARE(row->heightForWidth(100), 80);
    QCOMPARE(row->minimumSize().width(), 100);
}

void TestUiFit::whatIsLeftIsGivenInProportion()
{
    QWidget window;
    auto *row = new ui::WrapRow(&window);
    row->setSpacing(0);
    auto *label = new Block(100);
    auto *one = new Block(10, true);
    auto *two = new Block(10, true);
    row->add(label);
    row->add(one, 100);
    row->add(two, 200);
    row->setGeometry(QRect(0, 0, 700, 20));
    QCOMPARE(one->geometry(), QRect(100, 0, 200, 20));
    QCOMPARE(two->geometry(), QRect(300, 0, 400, 20));
    two->setMaximumWidth(250);
    row->setGeometry(QRect(0, 0, 700, 20));
    QCOMPARE(two->width(), 250);
    QCOMPARE(one->width(), 350);
    // Not narrower than the basis: then it stands in a line of its own.
    row->setGeometry(QRect(0, 0, 390, 40));
    QCOMPARE(one->geometry(), QRect(100, 0, 290, 20));
    QCOMPARE(two->y(), row->geometry().top() + 20);
}

void TestUiFit::whatIsHiddenTakesNoLine()
{
    QWidget window;
    auto *row = new ui::WrapRow(&window);
    row->setSpacing(10);
    auto *field = new Block(100);
    auto *reset = new Block(100);
    row->add(field);
    row->add(reset);
    QCOMPARE(row->heightForWidth(150), 50);
    reset->hide();
    QCOMPARE(row->heightForWidth(150), 20);
    // One that keeps its room takes it in a line, but is no line.
    QSizePolicy keeps = reset->sizePolicy();
    keeps.setRetainSizeWhenHidden(true);
    reset->setSizePolicy(keeps);
    QCOMPARE(row->heightForWidth(150), 20);
    QCOMPARE(row->heightForWidth(300), 20);
}

void TestUiFit::endsAreWhereTheyAreWanted()
{
    QWidget window;
    auto *row = new ui::WrapRow(&window);
    auto *title = new Block(100);
    auto *button = new Block(50);
    row->add(title);
    row->addStretch();
    row->add(button);
    row->setGeometry(QRect(0, 0, 400, 20));
    QCOMPARE(title->x(), 0);
    QCOMPARE(button->x(), 350);
    auto *buttons = new ui::WrapRow;
    auto *other = new QWidget(&window);
    other->setLayout(buttons);
    auto *last = new Block(50);
    buttons->add(last);
    buttons->setEnds(Qt::AlignRight);
    buttons->setGeometry(QRect(0, 0, 400, 20));
    QCOMPARE(last->x(), 350);
    buttons->setEnds(Qt::AlignHCenter);
    buttons->setGeometry(QRect(0, 0, 400, 20));
    QCOMPARE(last->x(), 175);
}

void TestUiFit::sidebarMakesRoomInLargeLetters()
{
    withFont(26, [] {
        ConsoleFixture console([](FakeEngine &engine) { engine.addDomain(u"a.example.com"_s); });
        QVERIFY(console.isReady());
        auto *sidebar = console.find<ui::Sidebar>("sidebar");
        console.window->resize(1800, 900);
        QTRY_VERIFY(!sidebar->isCompact());
        QCOMPARE(console.text("eventsButton"), u"Events"_s);
        const int wide = sidebar->width();
        // Words go last: in the usual window they stay, without their icons.
        console.window->resize(1180, 760);
        QTRY_VERIFY(sidebar->width() < wide);
        QVERIFY(!sidebar->isCompact());
        for (const char *page : {"eventsButton", "notificationsButton", "helpButton", "settingsButton"}) {
            const auto *button = console.find<QPushButton>(page);
            QCOMPARE(button->text(), button->accessibleName());
            QVERIFY(button->icon().isNull());
            QVERIFY2(button->fontMetrics().horizontalAdvance(button->text()) < button->width(), page);
        }
        console.window->resize(900, 600);
        QTRY_VERIFY(sidebar->isCompact());
        QVERIFY2(sidebar->width() < wide / 2, qPrintable(QString::number(sidebar->width())));
        QCOMPARE(console.text("eventsButton"), QString());
        QCOMPARE(console.find("eventsButton")->accessibleName(), u"Events"_s);
        QCOMPARE(console.find("eventsButton")->toolTip(), u"Events"_s);
        QVERIFY(console.click("eventsButton"));
        QTRY_VERIFY(console.shows("eventFilterEdit"));
        // The last entry is scrolled to once it is the one where the reader is, however that came.
        const auto isInSight = [&console](const char *page) {
            const QWidget *entry = console.find(page);
            return entry->isVisible() && entry->visibleRegion().boundingRect().size() == entry->size();
        };
        QVERIFY(!isInSight("settingsButton"));
        console.press(QKeySequence(Qt::CTRL | Qt::Key_5));
        QTRY_VERIFY(isInSight("settingsButton"));
        console.window->resize(900, 560);
        QTRY_VERIFY(isInSight("settingsButton"));
        console.window->resize(1800, 900);
        QTRY_COMPARE(console.text("eventsButton"), u"Events"_s);
    });
}

void TestUiFit::badgesLeaveTheWordsTheirRoom()
{
    ui::Navigation navigation;
    navigation.setWanted(ui::Place::Setup, true);
    navigation.setBadge(ui::Place::Setup, {u"nine of the steps are left"_s}, u"9"_s, u"9 steps left"_s);
    navigation.resize(2 * navigation.neededWidth(ui::SidebarRoom::Whole) + 100, 600);
    navigation.setVisible(true);
    const auto *entry = navigation.findChild<QPushButton *>(u"setupButton"_s);
    const auto *badge = entry->findChild<ui::Badge *>();
    QTRY_COMPARE(badge->text(), u"nine of the steps are left"_s);
    QCOMPARE(entry->toolTip(), QString());
    navigation.resize(navigation.neededWidth(ui::SidebarRoom::Whole), 600);
    QTRY_COMPARE(badge->text(), u"9"_s);
    QCOMPARE(entry->toolTip(), u"9 steps left"_s);
    QCOMPARE(entry->text(), u"Setup"_s);
    // A figure that lies on the longest word is told as many; the tip has it.
    navigation.setBadge(ui::Place::Domains, {u"10,000"_s}, u"10,000"_s, u"10,000 need attention"_s);
    const auto *domains = navigation.findChild<QPushButton *>(u"domainsButton"_s);
    QCOMPARE(domains->findChild<ui::Badge *>()->text(), u"99+"_s);
    QCOMPARE(domains->toolTip(), u"10,000 need attention"_s);
    navigation.setBadge(ui::Place::Domains, {u"12"_s}, u"12"_s, u"12 need attention"_s);
    QCOMPARE(domains->findChild<ui::Badge *>()->text(), u"12"_s);
}

// What is told twice, or drawn, leaves the names their room.
void TestUiFit::figuresTakeLittleOfTheList()
{
    ConsoleFixture console([](FakeEngine &engine) { engine.addActive(u"track.example.com"_s, 6887); });
    QVERIFY(console.isReady());
    console.window->resize(1600, 760);
    QTRY_COMPARE(console.rows("domainTable"), 1);
    const QTableView *table = console.table("domainTable");
    QTRY_VERIFY(!table->isColumnHidden(ui::DomainListModel::Activity));
    QVERIFY(table->columnWidth(ui::DomainListModel::Activity) <= ui::scaled(72, table->fontMetrics()));
    QVERIFY(table->columnWidth(ui::DomainListModel::Opens) <= ui::scaled(84, table->fontMetrics()));
    const QString certificate = table->model()->index(0, ui::DomainListModel::Certificate).data().toString();
    QVERIFY2(certificate.startsWith(u"renews in "_s), qPrintable(certificate)); // so it is valid
}

void TestUiFit::cardsAreAsTallAsTheirWords()
{
    ConsoleFixture console([](FakeEngine &engine) {
        auto &active = engine.addActive(u"a.example.com"_s, 100);
        active.certificate = {};
        active.certificate.state = wire::CertificateState::Issuing;
    });
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.rowOf("domainTable", u"a.example.com"_s) >= 0);
    console.clickRow("domainTable", 0);
    QTRY_VERIFY(console.shows("certificateCard"));
    for (const char *name : {"certificateCard", "monitoringCard"}) {
        const QWidget *card = console.find(name);
        const auto needs = [card] { return card->layout()->totalHeightForWidth(card->width()); };
        QTRY_VERIFY2(card->height() <= needs() + card->fontMetrics().lineSpacing() + 2, name); // a line of the other's
    }
}

void TestUiFit::dialogsFitTheScreen()
{
    QWidget window;
    window.show();
    LongDialog dialog(&window);
    dialog.open();
    QTRY_VERIFY(dialog.isVisible());
    QTRY_VERIFY(dialog.height() <= dialog.screen()->availableSize().height());
    const QRect button(dialog.close->mapTo(&dialog, QPoint()), dialog.close->size());
    QVERIFY(dialog.rect().contains(button));
}

void TestUiFit::sizesFollowTheFont()
{
    QSize badge, value;
    const auto measure = [&badge, &value] {
        const ui::BadgeText text{u"Active"_s, ui::Tone::Good, ui::Mark::Dot};
        badge = ui::badgeSize(text, QApplication::font());
        ui::ValueField field;
        field.setValue(u"v-9f3c.track.example.net"_s);
        value = field.sizeHint();
    };
    withFont(13, measure);
    const QSize small = badge;
    const QSize shortValue = value;
    withFont(26, measure);
    const auto isAbout = [](int one, int twice) { return twice > one * 1.8 && twice < one * 2.2; };
    QVERIFY(isAbout(small.width(), badge.width()) && isAbout(small.height(), badge.height()));
    QVERIFY(isAbout(shortValue.width(), value.width()));
}

UNMTA_TEST(TestUiFit)

} // namespace unmta::tst_ui_fit

#include "tst_ui_fit.moc"
