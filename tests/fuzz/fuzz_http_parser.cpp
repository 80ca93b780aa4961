// libFuzzer target: any bytes, in pieces that the first byte decides, must give the same requests as all at once.
#include "http/HttpParser.h"

#include <cstdint>
#include <cstdlib>
#include <vector>

using namespace unmta::http;

namespace {

struct Outcome
{
    std::vector<QByteArray> requests;
    int status = 0;
    bool operator==(const Outcome &) const = default;
};

Outcome parse(std::string_view rest, std::size_t step)
{
    HttpLimits limits;
    limits.bodyBytes = 4096;
    HttpParser parser(limits);
    Outcome outcome;
    while (!rest.empty() && parser.state() != HttpParser::State::Failed) {
        std::string_view piece = rest.substr(0, step);
        rest.remove_prefix(piece.size());
        while (!piece.empty() && parser.state() != HttpParser::State::Failed) {
            piece.remove_prefix(parser.feed(piece));
            if (parser.state() == HttpParser::State::Complete) {
                const HttpRequest request = parser.takeRequest();
                outcome.requests.push_back(request.method + ' ' + request.target + ' ' + request.body +
                                           request.headers.wireText());
            }
        }
    }
    outcome.status = parser.failure().status;
    return outcome;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 1)
        return 0;
    const std::string_view bytes(reinterpret_cast<const char *>(data) + 1, size - 1);
    if (parse(bytes, bytes.size() + 1) != parse(bytes, 1U + data[0]))
        std::abort();
    return 0;
}
