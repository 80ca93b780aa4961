#include "support/Palette.h"

#include <QGuiApplication>
#include <QPalette>

namespace unmta::ui {

using namespace Qt::StringLiterals;

const Palette &Palette::light()
{
    static const Palette palette{
        .isDark = false,
        .ground = 0xf6f7f9,
        .card = 0xffffff,
        .sidebar = 0xeceff3,
        .text = 0x1c2330,
        .dim = 0x667085,
        .sidebarDim = 0x5c667a,
        .quiet = 0x566175,
        .line = 0xdfe3ea,
        .field = 0x828a99,
        .accent = 0x2457d6,
        .onAccent = 0xffffff,
        .good = 0x147a4b,
        .warning = 0x8a5a00,
        .bad = 0xb3261e,
        .neutralPale = 0xe9edf2,
        .accentPale = 0xe6ecfb,
        .goodPale = 0xe2f4ea,
        .warningPale = 0xfdf0d3,
        .badPale = 0xfce8e6,
        .tint = 0xf3f5f8,
        .selected = 0xf0f4fd,
        .hover = 0xf3f5f9,
    };
    return palette;
}

const Palette &Palette::dark()
{
    static const Palette palette{
        .isDark = true,
        .ground = 0x181b21,
        .card = 0x20242c,
        .sidebar = 0x15181d,
        .text = 0xe6e9ef,
        .dim = 0x9aa4b5,
        .sidebarDim = 0x9aa4b5,
        .quiet = 0x9aa4b5,
        .line = 0x333a46,
        .field = 0x707a8c,
        .accent = 0x7aa2ff,
        .onAccent = 0x10141c,
        .good = 0x6fd8a4,
        .warning = 0xf0c36d,
        .bad = 0xff938b,
        .neutralPale = 0x2c323d,
        .accentPale = 0x253356,
        .goodPale = 0x1b3a2c,
        .warningPale = 0x3d2f13,
        .badPale = 0x452523,
        .tint = 0x181b21,
        .selected = 0x27324d,
        .hover = 0x262b35,
    };
    return palette;
}

const Palette &Palette::of(const QPalette &palette)
{
    return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness() ? dark()
                                                                                                         : light();
}

const Palette &Palette::current()
{
    return of(QGuiApplication::palette());
}

QColor Palette::strong(Tone tone) const
{
    switch (tone) {
    case Tone::Neutral:
        return quiet;
    case Tone::Accent:
        return accent;
    case Tone::Good:
        return good;
    case Tone::Warning:
        return warning;
    case Tone::Bad:
        return bad;
    }
    return dim;
}

QColor Palette::pale(Tone tone) const
{
    switch (tone) {
    case Tone::Neutral:
        return neutralPale;
    case Tone::Accent:
        return accentPale;
    case Tone::Good:
        return goodPale;
    case Tone::Warning:
        return warningPale;
    case Tone::Bad:
        return badPale;
    }
    return neutralPale;
}

QPalette Palette::toQt() const
{
    QPalette palette;
    palette.setColor(QPalette::Window, ground);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, card);
    palette.setColor(QPalette::AlternateBase, ground);
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::PlaceholderText, dim);
    palette.setColor(QPalette::Button, card);
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, bad);
    palette.setColor(QPalette::ToolTipBase, card);
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::Highlight, accent);
    palette.setColor(QPalette::HighlightedText, onAccent);
    palette.setColor(QPalette::Link, accent);
    palette.setColor(QPalette::LinkVisited, accent);
    palette.setColor(QPalette::Light, card);
    palette.setColor(QPalette::Midlight, line);
    palette.setColor(QPalette::Mid, line);
    palette.setColor(QPalette::Dark, dim);
    palette.setColor(QPalette::Shadow, isDark ? QColor(0x0c0e12) : QColor(0xc3c9d3));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, dim);
    return palette;
}

QHash<QString, QColor> Palette::named() const
{
    return {{u"ground"_s, ground},
            {u"card"_s, card},
            {u"sidebar"_s, sidebar},
            {u"text"_s, text},
            {u"dim"_s, dim},
            {u"sidebarDim"_s, sidebarDim},
            {u"line"_s, line},
            {u"quiet"_s, quiet},
            {u"field"_s, field},
            {u"accent"_s, accent},
            {u"onAccent"_s, onAccent},
            {u"good"_s, good},
            {u"warning"_s, warning},
            {u"bad"_s, bad},
            {u"neutralPale"_s, neutralPale},
            {u"accentPale"_s, accentPale},
            {u"goodPale"_s, goodPale},
            {u"warningPale"_s, warningPale},
            {u"badPale"_s, badPale},
            {u"tint"_s, tint},
            {u"selected"_s, selected},
            {u"hover"_s, hover},
            {u"accentStrong"_s, isDark ? accent.lighter(112) : accent.darker(115)}};
}

QString toneName(Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
        return u"neutral"_s;
    case Tone::Accent:
        return u"accent"_s;
    case Tone::Good:
        return u"good"_s;
    case Tone::Warning:
        return u"warning"_s;
    case Tone::Bad:
        return u"bad"_s;
    }
    return u"neutral"_s;
}

} // namespace unmta::ui
