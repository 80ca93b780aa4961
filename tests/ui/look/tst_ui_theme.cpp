// Light and dark while the window is open: the system's change is followed, a chosen scheme stays.
#include "support/Palette.h"
#include "support/TestMain.h"
#include "support/Theme.h"
#include "ui/ConsoleFixture.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QEvent>
#include <QScopeGuard>
#include <QTimer>

namespace unmta::tst_ui_theme {

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

UNMTA_TEST(TestUiTheme)

} // namespace unmta::tst_ui_theme

#include "tst_ui_theme.moc"
