// What a webhook can be told of. Names on the wire and in the store.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include <QLatin1StringView>
#include <QString>

namespace unmta {

enum class WebhookType : std::uint8_t
{
    EventOpen,
    EventClick,
    DomainVerified,
    DomainWarning,
    DomainRecovered,
    DomainDowngraded,
    DomainDeleted,
    CertificateIssued,
    CertificateFailed,
    MonitorHeld,
};

inline constexpr std::array webhookTypeNames{
    QLatin1StringView("event.open"),         QLatin1StringView("event.click"),
    QLatin1StringView("domain.verified"),    QLatin1StringView("domain.warning"),
    QLatin1StringView("domain.recovered"),   QLatin1StringView("domain.downgraded"),
    QLatin1StringView("domain.deleted"),     QLatin1StringView("certificate.issued"),
    QLatin1StringView("certificate.failed"), QLatin1StringView("monitor.held"),
};

[[nodiscard]] inline QLatin1StringView webhookTypeName(WebhookType type)
{
    return webhookTypeNames[static_cast<std::size_t>(type)];
}

[[nodiscard]] inline std::optional<WebhookType> webhookTypeFrom(QStringView name)
{
    for (std::size_t i = 0; i < webhookTypeNames.size(); ++i) {
        if (name == webhookTypeNames[i])
            return static_cast<WebhookType>(i);
    }
    return std::nullopt;
}

} // namespace unmta
