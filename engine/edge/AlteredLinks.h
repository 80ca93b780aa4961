// What becomes of links on their way through mail programs, gateways and people, and what can be made good.
#pragma once

#include <QByteArrayView>

namespace unmta::edge {

// The path of a link without what was taken for a part of it: the bracket, quote, full stop, slash and so on that stood
// behind it in the text, plain or percent-encoded. No token ends so. Within `path`; paths of nothing that could be a
// link come back whole.
[[nodiscard]] QByteArrayView trimmedLinkPath(QByteArrayView path);

// Whether this is the path of a link whose letters somebody made all small, or all capitals. What they were cannot be
// told any more; that it was one of ours, and not a guess, can: of a hundred million tokens none is by itself like
// this.
[[nodiscard]] bool hasLostItsCase(QByteArrayView path);

} // namespace unmta::edge
