// How much room the sidebar has beside the page, which its parts share out.
#pragma once

#include <QString>

namespace unmta::ui {

enum class SidebarRoom : std::uint8_t
{
    Whole,
    Words, // without the icons beside them
    Icons  // the words remain as tips, and for those who hear them
};

// An ampersand would become a mnemonic.
[[nodiscard]] inline QString plainButtonText(QString text)
{
    return text.replace(u'&', QStringLiteral("&&"));
}

} // namespace unmta::ui
