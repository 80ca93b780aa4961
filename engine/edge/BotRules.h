// Who opens and clicks without being a person. The verdict's name is kept with the event; nothing is left out because
// of it, so a wrong verdict costs a filter, never an event.
#pragma once

#include "http/HttpMessage.h"

#include <span>
#include <string_view>

namespace unmta::edge {

struct BotRule
{
    const char *name;         // what the event says
    std::string_view pattern; // a part of the User-Agent, lower case
};

// The table of User-Agent rules, in the order of their precedence.
[[nodiscard]] std::span<const BotRule> botRules();

// Empty for a person, else the rule's name:
//   head_request     HEAD: programs look before they load, people do not
//   prefetch         Purpose, Sec-Purpose or X-Moz announces a prefetch
//   no_user_agent    no User-Agent at all
//   apple_privacy    "Mozilla/5.0" and nothing more: Apple Mail's privacy proxy loads every image of every message
//   link_scanner, link_preview, crawler, http_library: by User-Agent, see botRules()
// Image proxies that load when a person opens (Gmail's, Yahoo's) are persons here.
[[nodiscard]] const char *botVerdict(const http::HttpRequest &request);

} // namespace unmta::edge
