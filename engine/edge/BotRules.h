// Who opens and clicks without being a person. The verdict's name is kept with the event; nothing is left out because
// of it, so a wrong verdict costs a filter, never an event. The rules: resources/bots/rules.tsv.
#pragma once

#include "http/HttpMessage.h"

namespace unmta::edge {

// Empty for a person, else the kind of the first rule that speaks against one ("prefetch"); never ends. `client` is
// numeric, as Forwarded.h tells it. Any thread.
[[nodiscard]] QByteArrayView botVerdict(const http::HttpRequest &request, QByteArrayView client);

} // namespace unmta::edge
