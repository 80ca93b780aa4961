// What a cluster wants done to mail whose headers do not say otherwise.
#pragma once

#include <QString>

#include <array>
#include <cstdint>
#include <optional>
#include <utility>

namespace unmta {

// Where the open pixel stands.
enum class PixelPosition : std::uint8_t
{
    Auto,  // as End; as Start in a part so large that some readers cut its end off
    Start, // behind <body>
    End,   // before the last </body>
};

// As in the API, the store and the headers of messages.
inline constexpr std::array<std::pair<PixelPosition, QStringView>, 3> pixelPositionNames = {
    {{PixelPosition::Auto, u"auto"}, {PixelPosition::Start, u"start"}, {PixelPosition::End, u"end"}}};

[[nodiscard]] inline QString nameOf(PixelPosition position)
{
    for (const auto &[known, name] : pixelPositionNames) {
        if (known == position)
            return name.toString();
    }
    return {};
}

[[nodiscard]] inline std::optional<PixelPosition> pixelPositionFrom(QStringView name)
{
    for (const auto &[position, known] : pixelPositionNames) {
        if (known == name)
            return position;
    }
    return std::nullopt;
}

struct TrackingRules
{
    bool opens = true;
    bool clicks = true;
    bool plainText = false;  // also addresses that stand in text/plain
    bool dkimSigned = false; // also messages whose signature rewriting breaks
    PixelPosition pixelPosition = PixelPosition::Auto;

    bool operator==(const TrackingRules &) const = default;
};

} // namespace unmta
