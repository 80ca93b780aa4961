// A message's source as its reader wants to see it: text parts in base64 or quoted-printable decoded where they stand.
#pragma once

#include <QByteArray>

namespace unmta::ui {

struct RewriteReading
{
    QByteArray text;         // headers, boundaries and other parts as they are
    bool hasDecoded = false; // at least one part
};

// `source` may be cut off anywhere, and may be HTML alone, which stays as it is. Decoded text is in UTF-8 when its
// charset is known. For the eye only: it is not a MIME parser that one could build on. Time is linear.
[[nodiscard]] RewriteReading readableSource(const QByteArray &source);

} // namespace unmta::ui
