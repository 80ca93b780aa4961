#include "acme/CertificateIssuer.h"

namespace unmta::acme {

TimePoint nextAttempt(int failures, bool permanent, TimePoint now, std::optional<Millis> retryAfter)
{
    constexpr std::array<Millis, 4> first = {std::chrono::minutes(1), std::chrono::minutes(1), std::chrono::minutes(10),
                                             std::chrono::minutes(100)};
    const auto index = static_cast<std::size_t>(std::max(failures, 1) - 1);
    Millis pause = permanent ? Millis(std::chrono::hours(24)) : first.back();
    if (index < first.size())
        pause = first[index];
    return now + std::max(pause, retryAfter.value_or(Millis(0)));
}

} // namespace unmta::acme
