// Roles that the delegates understand whatever the table is about.
#pragma once

#include "support/Words.h"

namespace unmta::ui {

enum CellRole
{
    ToneRole = Qt::UserRole + 100, // Tone of the cell's text; none: the plain colour
    BadgeRole,                     // BadgeText instead of text
    SubTextRole,                   // a second, smaller line
    SubBrieflyRole,                // the same in fewer letters, where there is no room for it
    SubToneRole,                   // its Tone; none: dim
    ChipRole,                      // a word in the accent colour after the text
    StrongRole,                    // bold text
    FixedRole,                     // fixed font
    WrapRole,                      // two lines if one is too short
};

} // namespace unmta::ui
