// The icons of resources/icons, drawn in a colour of the palette in force, sharp at every pixel ratio.
#pragma once

#include <QIcon>

namespace unmta::ui {

enum class Ink : std::uint8_t
{
    Text,
    Dim,
    Accent,
    OnAccent,
    Good,
    Warning,
    Bad
};

// `name` without ".svg". `checked` is the ink of a checked button's icon.
[[nodiscard]] QIcon icon(const QString &name, Ink ink = Ink::Text);
[[nodiscard]] QIcon icon(const QString &name, Ink ink, Ink checked);

} // namespace unmta::ui
