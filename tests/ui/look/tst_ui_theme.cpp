// Light and dark while the window is open: the system's change is followed, and what takes a colour once gets the
// other.
#include "kit/text/Sign.h"
#include "support/Palette.h"
#include "support/TestMain.h"
#include "support/Theme.h"
#include "ui/look/Scenes.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QScopeGuard>
#include <QTimer>
#include <QTreeWidget>

#include <algorithm>

namespace unmta::tst_ui_theme {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using ui::Palette;
using ui::Scheme;

class TestUiTheme final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSystemIsFollowed();
    void aChosenSchemeStays();
    void choicesWearTheScheme_data();
    void choicesWearTheScheme();
    void signsTakeTheColoursOfTheMoment();
    void verdictsTakeTheColoursOfTheMoment();
    void theSandboxKeepsItsFrame();
};

void TestUiTheme::theSystemIsFollowed()
{
    bool isDark = false;
    ui::Theme theme([&isDark] { return isDark; });
    theme.apply(Scheme::System);
    const auto restore = qScopeGuard([] { qApp->setStyleSheet({}); });
    QWidget window;
    window.show();
    QVERIFY(!Palette::current().isDark);
    isDark = true;
    QEvent change(QEvent::ThemeChange); // as the system tells every window
    QCoreApplication::sendEvent(&window, &change);
    QTRY_VERIFY(Palette::current().isDark);
    QVERIFY(qApp->styleSheet().contains(Palette::dark().sidebar.name()));
    isDark = false;
    QCoreApplication::sendEvent(&window, &change);
    QTRY_VERIFY(!Palette::current().isDark);
}

void TestUiTheme::aChosenSchemeStays()
{
    bool isDark = false;
    ui::Theme theme([&isDark] { return isDark; });
    theme.apply(Scheme::Light);
    const auto restore = qScopeGuard([] { qApp->setStyleSheet({}); });
    QWidget window;
    isDark = true;
    QEvent change(QEvent::ThemeChange);
    QCoreApplication::sendEvent(&window, &change);
    bool isLater = false;
    QTimer::singleShot(0, &window, [&isLater] { isLater = true; });
    QTRY_VERIFY(isLater);
    QVERIFY(!Palette::current().isDark);
}

void TestUiTheme::choicesWearTheScheme_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

// The list of a combo box: one frame, of a field's colour, all around; and the chosen one on the ground of chosen
// things.
void TestUiTheme::choicesWearTheScheme()
{
    QFETCH(bool, isDark);
    ui::Theme theme([] { return false; });
    theme.apply(isDark ? Scheme::Dark : Scheme::Light);
    const auto restore = qScopeGuard([] { qApp->setStyleSheet({}); });
    const Palette &palette = Palette::current();
    QCOMPARE(palette.isDark, isDark);
    QWidget window;
    QComboBox box(&window);
    box.addItems({u"Recipient"_s, u"Message-ID"_s, u"Link"_s});
    window.show();
    box.showPopup();
    QTRY_VERIFY(box.view()->isVisible());
    const QImage popup = box.view()->window()->grab().toImage();
    for (int x = 0; x < popup.width(); ++x) {
        QCOMPARE(popup.pixelColor(x, 0).name(), palette.field.name());
        QCOMPARE(popup.pixelColor(x, popup.height() - 1).name(), palette.field.name());
    }
    for (int y = 0; y < popup.height(); ++y) {
        QCOMPARE(popup.pixelColor(0, y).name(), palette.field.name());
        QCOMPARE(popup.pixelColor(popup.width() - 1, y).name(), palette.field.name());
    }
    const QRect chosen = box.view()->visualRect(box.view()->currentIndex());
    const QPoint inside = box.view()->viewport()->mapTo(box.view()->window(), chosen.topLeft() + QPoint(2, 2));
    QCOMPARE(popup.pixelColor(inside).name(), palette.accentPale.name());
    box.hidePopup();
}

// A sign that was made in the light is the same as one that was made in the dark.
void TestUiTheme::signsTakeTheColoursOfTheMoment()
{
    ui::Theme theme([] { return false; });
    theme.apply(Scheme::Light);
    const auto restore = qScopeGuard([] { qApp->setStyleSheet({}); });
    for (const ui::Tone tone : {ui::Tone::Accent, ui::Tone::Good, ui::Tone::Warning, ui::Tone::Bad}) {
        theme.apply(Scheme::Light);
        ui::Sign old(18);
        old.showLevel(tone);
        old.resize(old.sizeHint());
        const QImage light = old.grab().toImage();
        theme.apply(Scheme::Dark);
        ui::Sign fresh(18);
        fresh.showLevel(tone);
        fresh.resize(fresh.sizeHint());
        QCOMPARE(old.grab().toImage(), fresh.grab().toImage());
        QVERIFY(old.grab().toImage() != light);
    }
}

// The same of items, which keep the colour that they are given.
void TestUiTheme::verdictsTakeTheColoursOfTheMoment()
{
    const auto scene = std::find_if(scenes().begin(), scenes().end(), [](const Scene &each) {
        return QLatin1StringView(each.name) == u"dialog: add many domains";
    });
    QVERIFY(scene != scenes().end());
    ConsoleFixture console(scene->populate);
    QVERIFY(console.isReady());
    auto *box = console.window->findChild<QComboBox *>(u"schemeBox"_s);
    const auto choose = [box](Scheme scheme) {
        box->setCurrentIndex(int(scheme));
        Q_EMIT box->activated(int(scheme));
    };
    choose(Scheme::Light);
    QVERIFY(scene->go(console));
    const auto *list = console.find("addManyDialog")->findChild<QTreeWidget *>();
    QVERIFY(list->topLevelItemCount() > 1);
    const auto colours = [list] {
        QSet<QString> all;
        for (int row = 0; row < list->topLevelItemCount(); ++row)
            all.insert(list->topLevelItem(row)->foreground(1).color().name());
        return all;
    };
    QCOMPARE(colours(), (QSet<QString>{Palette::light().good.name(), Palette::light().bad.name()}));
    choose(Scheme::Dark);
    QTRY_COMPARE(colours(), (QSet<QString>{Palette::dark().good.name(), Palette::dark().bad.name()}));
}

// The line around the sandbox is as wide after the change as before.
void TestUiTheme::theSandboxKeepsItsFrame()
{
    ConsoleFixture console(&everything);
    QVERIFY(console.isReady());
    QTRY_VERIFY(console.shows("sandboxLine"));
    QTRY_COMPARE(console.find("sandboxLine")->pos(), QPoint(4, 4));
    auto *box = console.window->findChild<QComboBox *>(u"schemeBox"_s);
    box->setCurrentIndex(int(Scheme::Dark));
    Q_EMIT box->activated(int(Scheme::Dark));
    QTRY_VERIFY(Palette::current().isDark);
    bool isLater = false;
    QTimer::singleShot(0, console.window.get(), [&isLater] { isLater = true; });
    QTRY_VERIFY(isLater);
    QCOMPARE(console.find("sandboxLine")->pos(), QPoint(4, 4));
}

UNMTA_TEST(TestUiTheme)

} // namespace unmta::tst_ui_theme

#include "tst_ui_theme.moc"
