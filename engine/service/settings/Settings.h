// The values of the settings that base/AllSettings.h lists: the check of each, and a typed view of all of them.
#pragma once

#include "base/AllSettings.h"
#include "base/Clock.h"
#include "base/Result.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace unmta {

// Normalises ("ON" → "on") and checks. Errors, with the setting's name as field: settings.unknown, settings.invalid.
[[nodiscard]] Result<QString> checkedSetting(const QString &name, const QString &value);

enum class HttpsPolicy : std::uint8_t
{
    Optional,
    Require
};
enum class IpPrivacy : std::uint8_t
{
    Full,
    Truncated,
    None
};

// All settings, parsed. Missing values have their defaults.
class Settings
{
public:
    Settings() = default;
    explicit Settings(QMap<QString, QString> stored)
        : m_stored(std::move(stored))
    {}

    // These with others on top; an empty value is the default's. They have been checked.
    [[nodiscard]] Settings with(const QMap<QString, QString> &changes) const;

    [[nodiscard]] QString text(const Setting &row) const;
    [[nodiscard]] QString text(SettingName name) const { return text(name.row()); }
    [[nodiscard]] bool flag(SettingName name) const { return text(name) == QLatin1StringView("on"); }
    [[nodiscard]] QStringList list(SettingName name) const; // comma-separated, trimmed, without empty entries
    // Of a list of addresses, each in its one spelling (IpAddress::toText), so that they may be compared.
    [[nodiscard]] QStringList addresses(SettingName name) const;
    [[nodiscard]] Millis duration(SettingName name) const;
    [[nodiscard]] std::optional<Millis> retention(SettingName name) const; // none: for ever

    [[nodiscard]] QString targetZone() const { return text("edge.target_zone"); }
    [[nodiscard]] HttpsPolicy httpsPolicy() const;
    [[nodiscard]] IpPrivacy ipPrivacy() const;
    [[nodiscard]] bool keepsUserAgent() const { return text("privacy.user_agent") == QLatin1StringView("full"); }
    [[nodiscard]] double breakerShare() const; // 0 … 1
    [[nodiscard]] int edgeWorkers() const;     // 0: one per core
    [[nodiscard]] bool expectsProxyHeader() const { return text("edge.proxy_protocol") == QLatin1StringView("on"); }

private:
    QMap<QString, QString> m_stored;
};

} // namespace unmta
