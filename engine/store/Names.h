// How enumerations are written in the store. The CHECK rules of the schema allow nothing else, so that reading need not
// fail. Internal to this floor.
#pragma once

#include <QString>

#include <array>

namespace unmta::store {

template <std::size_t Size>
using Names = std::array<QLatin1StringView, Size>;

inline constexpr Names<2> domainStatusNames{QLatin1StringView("pending"), QLatin1StringView("active")};
inline constexpr Names<3> checkOutcomeNames{QLatin1StringView("match"), QLatin1StringView("changed"),
                                            QLatin1StringView("unknown")};
inline constexpr Names<5> certificateStateNames{QLatin1StringView("none"), QLatin1StringView("issuing"),
                                                QLatin1StringView("valid"), QLatin1StringView("renewing"),
                                                QLatin1StringView("failed")};
inline constexpr Names<4> deliveryStateNames{QLatin1StringView("screen"), QLatin1StringView("queued"),
                                             QLatin1StringView("sent"), QLatin1StringView("failed")};
inline constexpr Names<4> tokenScopeNames{QLatin1StringView("admin"), QLatin1StringView("read"),
                                          QLatin1StringView("rewrite"), QLatin1StringView("events")};
inline constexpr Names<4> webhookStateNames{QLatin1StringView("on"), QLatin1StringView("off"),
                                            QLatin1StringView("gone"), QLatin1StringView("given_up")};
inline constexpr Names<3> webhookDeliveryNames{QLatin1StringView("present"), QLatin1StringView("replay"),
                                               QLatin1StringView("test")};
inline constexpr Names<2> linkKindNames{QLatin1StringView("open"), QLatin1StringView("click")};

template <std::size_t Size, typename Enum>
[[nodiscard]] QString nameOf(const Names<Size> &names, Enum value)
{
    return names[static_cast<std::size_t>(value)];
}

template <typename Enum, std::size_t Size>
[[nodiscard]] Enum valueOf(const Names<Size> &names, const QString &name)
{
    for (std::size_t i = 0; i < Size; ++i) {
        if (names[i] == name)
            return static_cast<Enum>(i);
    }
    return Enum{};
}

} // namespace unmta::store
