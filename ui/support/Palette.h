// Every colour of the console, in light and dark. Nothing else in ui/ names a colour: painted widgets ask for the
// palette in force, the style sheet gets the colours by name.
#pragma once

#include <QColor>
#include <QHash>

class QPalette;

namespace unmta::ui {

// What a badge, card or sentence means; each has a strong colour and a pale ground.
enum class Tone : std::uint8_t
{
    Neutral,
    Accent,
    Good,
    Warning,
    Bad
};

struct Palette
{
    bool isDark;
    // Of `dim` on ground, card, tint, selected and hover: 4.5 to 1, as of all text. On the pale grounds stands `quiet`.
    QColor ground, card, sidebar, text, dim, sidebarDim, quiet;
    QColor line;  // around what is only to look at
    QColor field; // around what one types into: 3 to 1 from what is inside and outside
    QColor accent, onAccent, good, warning, bad;
    QColor neutralPale, accentPale, goodPale, warningPale, badPale;
    QColor tint;     // behind host names and record values
    QColor selected; // a chosen row
    QColor hover;

    [[nodiscard]] static const Palette &light();
    [[nodiscard]] static const Palette &dark();
    [[nodiscard]] static const Palette &of(const QPalette &palette);
    // The one that is in force. (A widget's own palette does not tell: the style sheet makes grounds transparent.)
    [[nodiscard]] static const Palette &current();

    [[nodiscard]] QColor strong(Tone tone) const;
    [[nodiscard]] QColor pale(Tone tone) const;
    [[nodiscard]] QPalette toQt() const;
    // Name → colour, for the style sheet ("@accent").
    [[nodiscard]] QHash<QString, QColor> named() const;
};

// "neutral", "accent", …: the value of a widget's "tone" property in the style sheet.
[[nodiscard]] QString toneName(Tone tone);

} // namespace unmta::ui
