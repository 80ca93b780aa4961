// Where in a message's source the addresses of its links stand, so that they can be shown. The engine tells the links
// by what they say; here they are found again in the text, behind character references and quoted-printable.
#pragma once

#include "contract/wire/Rewrite.h"

#include <QString>

namespace unmta::ui {

struct TextMark
{
    int begin = 0; // in characters of the text
    int length = 0;
    int link = -1; // the place in the list of links; −1: the open pixel
    bool tracked = false;

    bool operator==(const TextMark &) const = default;
};

enum class RewriteSide : std::uint8_t
{
    Original,
    Rewritten
};

// In the order of the text; lines end in "\n". Links that are not found (in base64, or behind the text's end) are left
// out. Time is linear in the text, whatever the links are.
[[nodiscard]] QList<TextMark> findMarks(const QString &text, const wire::RewritePreview &preview, RewriteSide side);

} // namespace unmta::ui
