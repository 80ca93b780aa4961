#include "edge/BotRules.h"

#include <array>
#include <string_view>
#include <vector>

namespace unmta::edge {

namespace {

struct BotRule
{
    const char *name;         // what the event says
    std::string_view pattern; // a part of the User-Agent, lower case
};

// In the order of their precedence.
constexpr std::array rules = {
    // Gmail looks at images before anybody opens the message. No browser says so: Edge 12 is of 2015, and what follows
    // it
    // is a second beginning.
    BotRule{"prefetch", "edge/12.246 mozilla/5.0"},
    // Mail security that follows links before, or instead of, the recipient.
    BotRule{"link_scanner", "barracuda"},
    BotRule{"link_scanner", "proofpoint"},
    BotRule{"link_scanner", "mimecast"},
    BotRule{"link_scanner", "messagelabs"},
    BotRule{"link_scanner", "symantec"},
    BotRule{"link_scanner", "fortiguard"},
    BotRule{"link_scanner", "trendmicro"},
    BotRule{"link_scanner", "bitdefender"},
    BotRule{"link_scanner", "sophos"},
    BotRule{"link_scanner", "cloudmark"},
    BotRule{"link_scanner", "vadesecure"},
    BotRule{"link_scanner", "zscaler"},
    BotRule{"link_scanner", "virustotal"},
    BotRule{"link_scanner", "urlscan"},
    BotRule{"link_scanner", "bingpreview"},
    BotRule{"link_scanner", "existence discovery"},
    // Messengers and networks that draw a card for a link.
    BotRule{"link_preview", "slackbot"},
    BotRule{"link_preview", "slack-imgproxy"},
    BotRule{"link_preview", "facebookexternalhit"},
    BotRule{"link_preview", "twitterbot"},
    BotRule{"link_preview", "linkedinbot"},
    BotRule{"link_preview", "whatsapp/"},
    BotRule{"link_preview", "telegrambot"},
    BotRule{"link_preview", "discordbot"},
    BotRule{"link_preview", "skypeuripreview"},
    BotRule{"link_preview", "microsoftpreview"},
    BotRule{"link_preview", "mastodon/"},
    BotRule{"link_preview", "google-pagerenderer"},
    // Search and archive. "bot/" rather than "bot": Cubot makes telephones.
    BotRule{"crawler", "bot/"},
    BotRule{"crawler", "crawler"},
    BotRule{"crawler", "spider"},
    BotRule{"crawler", "(+http"},
    BotRule{"crawler", "; +http"},
    BotRule{"crawler", "ia_archiver"},
    BotRule{"crawler", "slurp"},
    // Programs.
    BotRule{"http_library", "curl/"},
    BotRule{"http_library", "wget/"},
    BotRule{"http_library", "httpie/"},
    BotRule{"http_library", "python-"},
    BotRule{"http_library", "aiohttp"},
    BotRule{"http_library", "go-http-client"},
    BotRule{"http_library", "java/"},
    BotRule{"http_library", "apache-httpclient"},
    BotRule{"http_library", "libwww-perl"},
    BotRule{"http_library", "guzzlehttp"},
    BotRule{"http_library", "node-fetch"},
    BotRule{"http_library", "axios/"},
    BotRule{"http_library", "postmanruntime"},
    BotRule{"http_library", "headlesschrome"},
    BotRule{"http_library", "phantomjs"},
};

// The rules by their pattern's first character: one walk over the text instead of fifty searches in it.
using RulesByInitial = std::array<std::vector<std::size_t>, 256>;

const RulesByInitial &rulesByInitial()
{
    static const RulesByInitial index = [] {
        RulesByInitial made;
        for (std::size_t i = 0; i < rules.size(); ++i)
            made[static_cast<unsigned char>(rules[i].pattern.front())].push_back(i);
        return made;
    }();
    return index;
}

// The first rule of the table whose pattern occurs; rules.size() when none does.
std::size_t firstRuleIn(std::string_view agent)
{
    const RulesByInitial &index = rulesByInitial();
    std::size_t first = rules.size();
    for (std::size_t at = 0; at < agent.size(); ++at) {
        for (const std::size_t rule : index[static_cast<unsigned char>(agent[at])]) {
            if (rule < first && agent.substr(at).starts_with(rules[rule].pattern))
                first = rule;
        }
    }
    return first;
}

bool announcesPrefetch(const http::HttpHeaders &headers)
{
    for (const char *name : {"sec-purpose", "purpose", "x-purpose", "x-moz"}) {
        const QByteArray value = headers.value(name).toByteArray().toLower();
        if (value.startsWith("prefetch") || value == "preview")
            return true;
    }
    return false;
}

} // namespace

const char *botVerdict(const http::HttpRequest &request)
{
    if (request.method == "HEAD")
        return "head_request";
    if (announcesPrefetch(request.headers))
        return "prefetch";
    const QByteArray agent = request.headers.value("user-agent").toByteArray().toLower();
    if (agent.isEmpty())
        return "no_user_agent";
    if (agent == "mozilla/5.0")
        return "apple_privacy";
    const std::size_t rule = firstRuleIn({agent.constData(), static_cast<std::size_t>(agent.size())});
    return rule < rules.size() ? rules[rule].name : "";
}

} // namespace unmta::edge
