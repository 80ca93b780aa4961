// What one row of the table of settings says: base/AllSettings.h.
#pragma once

#include <array>
#include <cstdint>

namespace unmta {

// Decides what is accepted (service/settings) and how it is entered.
enum class SettingType : std::uint8_t
{
    Text,       // one line
    Secret,     // one line that is stored sealed and never shown
    Choice,     // one of the row's choices
    Zone,       // a DNS zone of at least two labels, or nothing
    HostNames,  // separated by commas, as all lists; a list may be empty
    Networks,   // addresses or networks
    Addresses,  // numeric
    Resolvers,  // "system", or addresses with or without port
    Interval,   // a duration from 1s to 31d
    Retention,  // a duration of at least 1h, or "forever"
    Percentage, // "2%"
    Workers,    // "auto", or a number from 1 to 256
    File,       // the whole path of a file that the engine can read, or nothing
    HttpsUrl,
    SmtpUrl, // smtp:// or smtps://, or nothing
    Mailbox, // or nothing
    Mailboxes,
};

enum class SettingGroup : std::uint8_t
{
    Edge,
    Monitoring,
    Certificates,
    Mail,
    Privacy,
};

// Words for people are marked for translation in the context "Settings".
struct SettingGroupRow
{
    SettingGroup group;
    const char *title;
};

struct Setting
{
    const char *name;
    SettingGroup group;
    SettingType type;
    const char *byDefault;
    const char *label;
    const char *sentence;
    std::array<const char *, 3> choices = {}; // those that are null do not count
    const char *advice = nullptr;             // what to give instead of a refused value; null: the type's own words

    [[nodiscard]] constexpr bool isSecret() const { return type == SettingType::Secret; }
};

} // namespace unmta
