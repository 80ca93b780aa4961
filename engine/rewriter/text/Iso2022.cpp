#include "rewriter/text/Iso2022.h"

#include <algorithm>
#include <array>

namespace unmta::rewriter {

namespace {

constexpr char shiftOut = 0x0e;
constexpr char shiftIn = 0x0f;
constexpr char escape = 0x1b;
constexpr char masked = static_cast<char>(0x80);

enum class Meaning : std::uint8_t
{
    Ascii,   // or JIS X 0201, which has two other characters
    Shifted, // halves of characters
    Same,    // announces what a shift will mean
};

struct Sequence
{
    std::string_view bytes; // behind the escape
    Meaning meaning;
};

constexpr std::array<Sequence, 12> sequences = {{
    {"(B", Meaning::Ascii},
    {"(J", Meaning::Ascii},
    {"(H", Meaning::Ascii}, // a spelling of (J that old programs write
    {"(I", Meaning::Shifted},
    {"$@", Meaning::Shifted},
    {"$B", Meaning::Shifted},
    {"$A", Meaning::Shifted},
    {"$(C", Meaning::Shifted},
    {"$(D", Meaning::Shifted},
    {"$(O", Meaning::Shifted},
    {"$(Q", Meaning::Shifted},
    {"$)C", Meaning::Same},
}};

} // namespace

std::optional<std::string> maskShifted(std::string_view text)
{
    std::string result(text);
    bool isShifted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == escape) {
            const std::string_view rest = text.substr(at + 1, 3);
            const auto found = std::find_if(sequences.begin(), sequences.end(),
                                            [rest](const Sequence &s) { return rest.starts_with(s.bytes); });
            if (found == sequences.end())
                return std::nullopt;
            if (found->meaning != Meaning::Same)
                isShifted = found->meaning == Meaning::Shifted;
            const std::size_t length = found->bytes.size() + 1;
            result.replace(at, length, length, masked);
            at += length - 1;
        } else if (c == shiftOut || c == shiftIn) {
            isShifted = c == shiftOut;
            result[at] = masked;
        } else if (isShifted) {
            if (c == '\n' || c == '\r')
                return std::nullopt;
            result[at] = masked;
        }
    }
    return isShifted ? std::nullopt : std::optional(std::move(result));
}

} // namespace unmta::rewriter
