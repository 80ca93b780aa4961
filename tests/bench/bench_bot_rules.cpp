// What a verdict about programs costs. For instructions, which do not depend on the machine's mood:
//   valgrind --tool=callgrind --toggle-collect='judgeAll*' bench_bot_rules KIND ROUNDS
// KIND: people (five agents that come again and again), strangers (agents that never come twice).
#include "edge/BotRules.h"

#include <QTextStream>

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

} // namespace

// The only thing that is counted.
[[gnu::noinline]] int judgeAll(const std::vector<HttpRequest> &all, int rounds)
{
    int bots = 0;
    for (int i = 0; i < rounds; ++i)
        bots += !unmta::edge::botVerdict(all[std::size_t(i) % all.size()], "203.0.113.77").isEmpty();
    return bots;
}

int main(int argc, char **argv)
{
    const bool strangers = argc > 1 && QByteArrayView(argv[1]) == "strangers";
    const int rounds = argc > 2 ? QByteArray(argv[2]).toInt() : 100000;
    const auto all = requests(strangers);
    const auto warm = !unmta::edge::botVerdict(all.front(), {}).isEmpty(); // makes the matcher
    QTextStream(stdout) << judgeAll(all, rounds) + warm << " of " << rounds << " are programs\n";
    return 0;
}
