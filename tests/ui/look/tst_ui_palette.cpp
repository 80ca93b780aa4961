// Everybody can read it: contrasts as WCAG 2 counts them, 4.5 to 1 for all text, also what is out of use and the
// placeholders, and 3 to 1 for what one has to find: the edges of fields, the focus, and marks without words.
#include "support/Palette.h"
#include "support/TestMain.h"
#include "support/Theme.h"
#include "ui/ConsoleFixture.h"

#include <QFile>
#include <QRegularExpression>

#include <cmath>

namespace unmta::tst_ui_palette {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using ui::Palette;
using ui::Scheme;
using ui::Tone;

class TestUiPalette final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void blackOnWhiteIsTheMost();
    void textIsReadable_data();
    void textIsReadable();
    void edgesAndFocusAreSeen_data();
    void edgesAndFocusAreSeen();
    void rulesOfTheSheetAreReadable_data();
    void rulesOfTheSheetAreReadable();
    void theSheetNamesNoColourItself();
    void placeholdersAreAsReadableAsText_data();
    void placeholdersAreAsReadableAsText();
};

namespace {

double luminance(const QColor &colour)
{
    const auto part = [](double value) {
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) + 0.0722 * part(colour.blueF());
}

double contrast(const QColor &one, const QColor &other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

QString sheet()
{
    QFile file(u":/unmta/ui/support/style.qss"_s);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

void addSchemes()
{
    QTest::addColumn<bool>("isDark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

const Palette &paletteOf(bool isDark)
{
    return isDark ? Palette::dark() : Palette::light();
}

// Of a rule in braces: the colour that a property names, or an empty word.
QString namedIn(const QString &rule, const QString &property)
{
    const QRegularExpression pattern(u"(?:^|[;{\\s])%1:[^;]*@(\\w+)"_s.arg(property));
    return pattern.match(rule).captured(1);
}

} // namespace

void TestUiPalette::blackOnWhiteIsTheMost()
{
    QCOMPARE(qRound(contrast(Qt::black, Qt::white)), 21);
    QCOMPARE(qRound(contrast(Qt::white, Qt::white)), 1);
    QVERIFY(std::abs(contrast(QColor(0x767676), Qt::white) - 4.54) < 0.01); // the grey that everybody cites
}

void TestUiPalette::textIsReadable_data()
{
    QTest::addColumn<QColor>("text");
    QTest::addColumn<QColor>("ground");
    for (const bool isDark : {false, true}) {
        const Palette &p = paletteOf(isDark);
        const auto add = [isDark](const char *text, const QColor &colour, const char *ground, const QColor &behind) {
            QTest::addRow("%s: %s on %s", isDark ? "dark" : "light", text, ground) << colour << behind;
        };
        const std::pair<const char *, QColor> grounds[]{
            {"ground", p.ground}, {"card", p.card}, {"tint", p.tint}, {"selected", p.selected}, {"hover", p.hover}};
        for (const auto &[ground, behind] : grounds) {
            add("text", p.text, ground, behind);
            add("dim", p.dim, ground, behind);
            add("quiet", p.quiet, ground, behind);
            for (const Tone tone : {Tone::Accent, Tone::Good, Tone::Warning, Tone::Bad})
                add(qPrintable(ui::toneName(tone)), p.strong(tone), ground, behind);
        }
        for (const Tone tone : {Tone::Neutral, Tone::Accent, Tone::Good, Tone::Warning, Tone::Bad}) {
            const QString ground = u"pale "_s + ui::toneName(tone);
            add("its own strong colour", p.strong(tone), qPrintable(ground), p.pale(tone));
            add("text", p.text, qPrintable(ground), p.pale(tone));
            add("quiet", p.quiet, qPrintable(ground), p.pale(tone));
        }
        add("text", p.text, "sidebar", p.sidebar);
        add("sidebarDim", p.sidebarDim, "sidebar", p.sidebar);
        add("sidebarDim", p.sidebarDim, "hover", p.hover);
        add("onAccent", p.onAccent, "accent", p.accent);
        add("onAccent", p.onAccent, "accentStrong", p.named().value(u"accentStrong"_s));
        add("card", p.card, "bad", p.bad);
        const QPalette qt = p.toQt();
        add("placeholder", qt.color(QPalette::PlaceholderText), "base", qt.color(QPalette::Base));
        add("text out of use", qt.color(QPalette::Disabled, QPalette::Text), "ground", p.ground);
        add("button out of use", qt.color(QPalette::Disabled, QPalette::ButtonText), "ground", p.ground);
        add("label out of use", qt.color(QPalette::Disabled, QPalette::WindowText), "card", p.card);
    }
}

void TestUiPalette::textIsReadable()
{
    QFETCH(QColor, text);
    QFETCH(QColor, ground);
    QCOMPARE(text.alpha(), 255);
    const double found = contrast(text, ground);
    QVERIFY2(found >= 4.5, qPrintable(u"%1 on %2 is %3 to 1"_s.arg(text.name(), ground.name()).arg(found, 0, 'f', 2)));
}

void TestUiPalette::edgesAndFocusAreSeen_data()
{
    QTest::addColumn<QColor>("edge");
    QTest::addColumn<QColor>("beside");
    for (const bool isDark : {false, true}) {
        const Palette &p = paletteOf(isDark);
        const char *scheme = isDark ? "dark" : "light";
        const std::pair<const char *, QColor> grounds[]{{"ground", p.ground}, {"card", p.card}, {"hover", p.hover}};
        for (const auto &[name, behind] : grounds) {
            QTest::addRow("%s: a field's edge on %s", scheme, name) << p.field << behind;
            QTest::addRow("%s: the focus on %s", scheme, name) << p.accent << behind;
            QTest::addRow("%s: the focus of a filled button on %s", scheme, name) << p.text << behind;
            QTest::addRow("%s: a field at fault on %s", scheme, name) << p.bad << behind;
        }
        QTest::addRow("%s: the focus in the sidebar", scheme) << p.accent << p.sidebar;
        QTest::addRow("%s: the focus on a chosen chip", scheme) << p.accent << p.accentPale;
        QTest::addRow("%s: the bar of the chosen row", scheme) << p.accent << p.selected;
        QTest::addRow("%s: a check box", scheme) << p.dim << p.card;
        QTest::addRow("%s: its check", scheme) << p.onAccent << p.accent;
        QTest::addRow("%s: a line of the chart", scheme) << p.good << p.card;
    }
}

void TestUiPalette::edgesAndFocusAreSeen()
{
    QFETCH(QColor, edge);
    QFETCH(QColor, beside);
    const double found = contrast(edge, beside);
    QVERIFY2(found >= 3,
             qPrintable(u"%1 beside %2 is %3 to 1"_s.arg(edge.name(), beside.name()).arg(found, 0, 'f', 2)));
}

void TestUiPalette::rulesOfTheSheetAreReadable_data()
{
    addSchemes();
}

// Where a rule gives both a colour and a ground.
void TestUiPalette::rulesOfTheSheetAreReadable()
{
    QFETCH(bool, isDark);
    const auto colours = paletteOf(isDark).named();
    static const QRegularExpression rule(u"([^{}]+)\\{([^}]*)\\}"_s);
    int seen = 0;
    QStringList faults;
    const QString text = sheet();
    for (auto it = rule.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        const QString colour = namedIn(match.captured(2), u"color"_s);
        const QString ground = namedIn(match.captured(2), u"background"_s);
        if (colour.isEmpty() || ground.isEmpty())
            continue;
        ++seen;
        QVERIFY2(colours.contains(colour) && colours.contains(ground), qPrintable(match.captured(0)));
        if (contrast(colours.value(colour), colours.value(ground)) < 4.5)
            faults << match.captured(1).simplified();
    }
    QVERIFY(seen >= 6);
    QCOMPARE(faults, QStringList());
}

void TestUiPalette::theSheetNamesNoColourItself()
{
    const QString text = sheet();
    QVERIFY(!text.isEmpty());
    static const QRegularExpression literal(
        u":[^;{}]*(#[0-9a-fA-F]{3,8}\\b|\\brgba?\\(|\\b(white|black|gray|grey)\\b)"_s);
    QVERIFY2(!literal.match(text).hasMatch(), qPrintable(literal.match(text).captured(0)));
    static const QRegularExpression name(u"@(\\w+)"_s);
    for (auto it = name.globalMatch(text); it.hasNext();) {
        const QString word = it.next().captured(1);
        QVERIFY2(word == u"mode" || word == u"names" || Palette::light().named().contains(word), qPrintable(word));
    }
}

void TestUiPalette::placeholdersAreAsReadableAsText_data()
{
    addSchemes();
}

// In the window itself: a style sheet that gives fields a colour makes their placeholders half transparent.
void TestUiPalette::placeholdersAreAsReadableAsText()
{
    QFETCH(bool, isDark);
    ui::Theme theme;
    theme.apply(isDark ? Scheme::Dark : Scheme::Light);
    const auto restore = qScopeGuard([] { qApp->setStyleSheet({}); });
    QWidget window;
    QLineEdit line(&window);
    QPlainTextEdit text(&window);
    window.show();
    for (const bool isEnabled : {true, false}) {
        line.setEnabled(isEnabled);
        text.setEnabled(isEnabled);
        for (const QWidget *field : {static_cast<QWidget *>(&line), static_cast<QWidget *>(&text)}) {
            const QColor shown = field->palette().color(QPalette::PlaceholderText);
            QCOMPARE(shown.alpha(), 255);
            QVERIFY(contrast(shown, isEnabled ? paletteOf(isDark).card : paletteOf(isDark).ground) >= 4.5);
        }
    }
}

UNMTA_TEST(TestUiPalette)

} // namespace unmta::tst_ui_palette

#include "tst_ui_palette.moc"
