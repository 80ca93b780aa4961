// A destination as a Location field can carry it.
#pragma once

#include <QByteArray>
#include <QString>

namespace unmta::edge {

// The same URL in ASCII (RFC 3987 section 3.1): the host as IDNA, any other character beyond ASCII, blanks and controls
// percent-encoded as UTF-8. What is ASCII already comes back byte for byte. Empty when `url` is not a destination.
[[nodiscard]] QByteArray locationFor(QByteArrayView url);

} // namespace unmta::edge
