// What a verdict about programs costs. For instructions, which do not depend on the machine's mood:
//   valgrind --tool=callgrind --toggle-collect='judge*' bench_bot_rules KIND ROUNDS
// KIND: people (five agents that come again and again), strangers (agents that never come twice), segment (what lies in
// a segment of 10,000 events, by behaviour), again (the same by the rules, too).
#include "domain/bots/EventJudge.h"
#include "edge/BotRules.h"

#include <QTextStream>

#include <algorithm>

namespace {

using unmta::http::HttpRequest;

const QByteArray agents[] = {
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
    "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.0",
    "Mozilla/5.0",
};

std::vector<HttpRequest> requests(bool strangers)
{
    std::vector<HttpRequest> made;
    for (int i = 0; i < (strangers ? 5000 : 5); ++i) {
        HttpRequest request;
        request.method = "GET";
        request.headers.add("Host", "track.example.com");
        request.headers.add("Connection", "keep-alive");
        request.headers.add("User-Agent", strangers ? agents[i % 4] + QByteArray::number(i) : agents[i]);
        request.headers.add("Accept", "image/avif,image/webp,image/apng,image/*,*/*;q=0.8");
        request.headers.add("Referer", "https://mail.example.com/");
        request.headers.add("Accept-Encoding", "gzip, deflate, br");
        request.headers.add("Accept-Language", "en-GB,en;q=0.9");
        request.headers.add("Sec-Fetch-Dest", "image");
        made.push_back(request);
    }
    return made;
}

// Two of three recipients open once, one of them clicks, too.
struct Segment
{
    std::vector<QByteArray> recipients;
    std::vector<unmta::StoredEvent> events;

    Segment()
    {
        for (int i = 0; i < 5000; ++i)
            recipients.push_back("recipient." + QByteArray::number(i) + "@example.com");
        for (std::size_t i = 0; i < 10000; ++i) {
            unmta::StoredEvent event;
            event.timestamp = unmta::TimePoint(std::chrono::milliseconds(1700000000000 + qint64(i) * 7));
            event.kind = i % 3 == 2 ? unmta::LinkKind::Click : unmta::LinkKind::Open;
            event.clusterId = "0a1b2c3d";
            event.messageId = "<20261129083000.4711@mail.example.com>";
            event.recipient = recipients[i * 7919 % (i % 3 == 0 ? 2500 : 5000)];
            event.url =
                event.kind == unmta::LinkKind::Click ? QByteArrayView("https://example.com/offer") : QByteArrayView();
            event.ip = "203.0.113.0";
            event.userAgent = agents[i % 5];
            event.bot = i % 5 == 4 ? "apple_privacy" : "";
            events.push_back(event);
        }
    }
};

} // namespace

// The only things that are counted.
[[gnu::noinline]] int judgeSegment(unmta::EventJudge &judge, const Segment &segment, unmta::EventJudge::Scope scope)
{
    const auto reasons = judge.judge(segment.events, scope, [](const auto &) { return unmta::RunContext(); });
    return int(std::count_if(reasons.begin(), reasons.end(), [](auto reason) { return reason.isBehaviour(); }));
}

[[gnu::noinline]] int judgeAll(const std::vector<HttpRequest> &all, int rounds)
{
    int bots = 0;
    for (int i = 0; i < rounds; ++i)
        bots += !unmta::edge::judgeClient(all[std::size_t(i) % all.size()], "203.0.113.77").bot.isEmpty();
    return bots;
}

int main(int argc, char **argv)
{
    const QByteArrayView kind = argc > 1 ? argv[1] : "people";
    if (kind == "segment" || kind == "again") {
        const Segment segment;
        unmta::EventJudge judge(unmta::shippedBotMatcher());
        const auto scope = kind == "again" ? unmta::EventJudge::Scope::Everything : unmta::EventJudge::Scope::Behaviour;
        QTextStream(stdout) << judgeSegment(judge, segment, scope) << " of 10000 behave like programs\n";
        return 0;
    }
    const bool strangers = kind == "strangers";
    const int rounds = argc > 2 ? QByteArray(argv[2]).toInt() : 100000;
    const auto all = requests(strangers);
    const auto warm = !unmta::edge::judgeClient(all.front(), {}).bot.isEmpty(); // makes the matcher
    QTextStream(stdout) << judgeAll(all, rounds) + warm << " of " << rounds << " are programs\n";
    return 0;
}
