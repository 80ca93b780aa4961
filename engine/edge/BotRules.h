// Who opens and clicks without being a person. The verdict's name is kept with the event; nothing is left out because
// of it, so a wrong verdict costs a filter, never an event. The rules: resources/bots/rules.tsv.
#pragma once

#include "http/HttpMessage.h"

namespace unmta::edge {

struct JudgedClient
{
    QByteArrayView bot;       // empty for a person, else the kind of the first rule that speaks against one: "prefetch"
    QByteArrayView userAgent; // the first, as it was sent; null when there was none
};

// Valid as long as the request. `client` is numeric, as Forwarded.h tells it. Any thread.
[[nodiscard]] JudgedClient judgeClient(const http::HttpRequest &request, QByteArrayView client);

} // namespace unmta::edge
