#include "domain/apps/AppLinks.h"

#include <algorithm>

namespace unmta {

std::optional<AppPlatform> appPlatformFromName(QStringView name)
{
    const auto *const found = std::find_if(appPlatforms.begin(), appPlatforms.end(), [&](AppPlatform platform) {
        const std::string_view its = appPlatformName(platform);
        return name == QLatin1StringView(its.data(), static_cast<qsizetype>(its.size()));
    });
    return found == appPlatforms.end() ? std::nullopt : std::optional(*found);
}

} // namespace unmta
