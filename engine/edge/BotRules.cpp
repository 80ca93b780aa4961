#include "edge/BotRules.h"

#include "domain/bots/BotMatcher.h"

#include <algorithm>

namespace unmta::edge {

namespace {

// By hand, since every name of every request is asked.
bool isUserAgent(QByteArrayView name)
{
    constexpr QByteArrayView wanted = "user-agent";
    return std::equal(name.begin(), name.end(), wanted.begin(), wanted.end(),
                      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + ('a' - 'A') : a) == b; });
}

} // namespace

JudgedClient judgeClient(const http::HttpRequest &request, QByteArrayView client)
{
    const BotMatcher &matcher = shippedBotMatcher();
    BotMatcher::Traits traits{request.method, {}, client};
    BotRuleId rule = noBotRule;
    for (qsizetype i = 0; i < request.headers.size(); ++i) {
        const auto field = request.headers.at(i);
        if (isUserAgent(field.name) && traits.userAgent.isNull())
            traits.userAgent = field.value;
        rule = std::min(rule, matcher.matchHeader(field.name, field.value));
    }
    return {matcher.verdict(std::min(rule, matcher.match(traits))), traits.userAgent};
}

} // namespace unmta::edge
