// Who opens and clicks without being a person. The verdict's name is kept with the event; nothing is left out because
// of it, so a wrong verdict costs a filter, never an event.
#pragma once

#include "http/HttpMessage.h"

namespace unmta::edge {

// Empty for a person, else the rule's name:
//   head_request     HEAD: programs look before they load, people do not
//   prefetch         Purpose, Sec-Purpose or X-Moz announces a prefetch, or it is Gmail's agent that prefetches images
//   no_user_agent    no User-Agent at all
//   apple_privacy    "Mozilla/5.0" and nothing more: Apple Mail's privacy proxy loads every image of every message
//   link_scanner, link_preview, crawler, http_library: by User-Agent
// Image proxies that load when a person opens (Gmail's, Yahoo's) are persons here.
[[nodiscard]] const char *botVerdict(const http::HttpRequest &request);

} // namespace unmta::edge
