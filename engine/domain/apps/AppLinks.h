// The two files by which telephones let an app open links of a host: Apple's apple-app-site-association and Android's
// assetlinks.json. Each is JSON, served under a path of its own.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <array>
#include <optional>
#include <string_view>

namespace unmta {

enum class AppPlatform : std::uint8_t
{
    Apple,
    Android,
};
inline constexpr std::array appPlatforms{AppPlatform::Apple, AppPlatform::Android};

// "apple", "android", as in the API and in the store.
[[nodiscard]] constexpr std::string_view appPlatformName(AppPlatform platform)
{
    return platform == AppPlatform::Apple ? "apple" : "android";
}
[[nodiscard]] std::optional<AppPlatform> appPlatformFromName(QStringView name);

// Where the platform looks for its file.
[[nodiscard]] constexpr QByteArrayView appLinksPath(AppPlatform platform)
{
    return platform == AppPlatform::Apple ? QByteArrayView("/.well-known/apple-app-site-association")
                                          : QByteArrayView("/.well-known/assetlinks.json");
}

// The files of one host, as they were given; empty where there is none.
struct AppLinks
{
    QByteArray apple;
    QByteArray android;

    [[nodiscard]] const QByteArray &of(AppPlatform platform) const
    {
        return platform == AppPlatform::Apple ? apple : android;
    }
    [[nodiscard]] QByteArray &of(AppPlatform platform) { return platform == AppPlatform::Apple ? apple : android; }
    [[nodiscard]] bool isEmpty() const { return apple.isEmpty() && android.isEmpty(); }

    bool operator==(const AppLinks &) const = default;
};

} // namespace unmta
