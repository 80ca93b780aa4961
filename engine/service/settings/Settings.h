// Every setting of design section 6: its name, default, rule, and a typed view of all of them.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <span>

namespace unmta {

struct SettingRule
{
    const char *name;
    const char *byDefault;
    bool secret;
    const char *expected;                  // completes "cannot be “x”: …"
    bool (*accepts)(const QString &value); // null: any text without line ends
};

[[nodiscard]] std::span<const SettingRule> settingRules();
[[nodiscard]] const SettingRule *settingRule(const QString &name);

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

    // A name that is none has no value.
    [[nodiscard]] QString text(const char *name) const;
    [[nodiscard]] bool flag(const char *name) const { return text(name) == QLatin1StringView("on"); }
    [[nodiscard]] QStringList list(const char *name) const; // comma-separated, trimmed, without empty entries
    [[nodiscard]] Millis duration(const char *name) const;

    [[nodiscard]] QString targetZone() const { return text("edge.target_zone"); }
    [[nodiscard]] HttpsPolicy httpsPolicy() const;
    [[nodiscard]] IpPrivacy ipPrivacy() const;
    [[nodiscard]] bool keepsUserAgent() const { return text("privacy.user_agent") == QLatin1StringView("full"); }
    // Of "events.retention" and its like; none: for ever.
    [[nodiscard]] std::optional<Millis> retention(const char *name) const;
    [[nodiscard]] double breakerShare() const; // 0 … 1

private:
    QMap<QString, QString> m_stored;
};

} // namespace unmta
