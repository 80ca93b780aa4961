// libFuzzer target: any bytes, in pieces that the first byte decides, must give the same header, of the same length, as
// all at once; and none is longer than allowed.
#include "http/ProxyHeader.h"

#include <cstdint>
#include <cstdlib>

using namespace unmta::http;

namespace {

struct Outcome
{
    ProxyHeader::State state;
    std::optional<ProxyHeader::Client> client;
    std::size_t length = 0; // of one that is Done
    bool operator==(const Outcome &) const = default;
};

Outcome parse(std::string_view rest, std::size_t step)
{
    ProxyHeader header;
    std::size_t length = 0;
    while (!rest.empty() && header.state() == ProxyHeader::State::Reading) {
        const std::string_view piece = rest.substr(0, step);
        const std::size_t used = header.feed(piece);
        if (used > piece.size() || (header.state() == ProxyHeader::State::Reading && used != piece.size()))
            std::abort();
        length += used;
        rest.remove_prefix(used);
    }
    const bool isDone = header.state() == ProxyHeader::State::Done;
    if ((isDone && length > ProxyHeader::mostBytes) || (!isDone && header.client()))
        std::abort();
    return {header.state(), header.client(), isDone ? length : 0};
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
