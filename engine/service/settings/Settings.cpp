#include "service/settings/Settings.h"

#include "base/Duration.h"
#include "dns/Resolvers.h"
#include "domain/Hostname.h"
#include "mail/MessageComposer.h"
#include "outbound/AddressPolicy.h"

#include <QFileInfo>
#include <QUrl>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

QStringList splitList(const QString &value)
{
    QStringList entries;
    for (const QString &entry : value.split(u','))
        if (!entry.trimmed().isEmpty())
            entries << entry.trimmed();
    return entries;
}

template <std::size_t N>
bool oneOf(const QString &value, const char *const (&choices)[N])
{
    return std::any_of(std::begin(choices), std::end(choices),
                       [&](const char *choice) { return value == QLatin1StringView(choice); });
}

bool isOnOff(const QString &value)
{
    return oneOf(value, {"on", "off"});
}
bool isHttpsPolicy(const QString &value)
{
    return oneOf(value, {"optional", "require"});
}
bool isIssuer(const QString &value)
{
    return oneOf(value, {"acme", "internal"});
}
bool isIpPrivacy(const QString &value)
{
    return oneOf(value, {"full", "truncated", "none"});
}
bool isUserAgentPrivacy(const QString &value)
{
    return oneOf(value, {"full", "none"});
}
bool isSmtpTls(const QString &value)
{
    return oneOf(value, {"required", "none"});
}

bool isZone(const QString &value)
{
    const auto name = Hostname::parse(value);
    return name && name->labelCount() >= 2 && name->ascii().size() <= 200;
}

bool isInterval(const QString &value)
{
    const auto duration = parseDuration(value);
    return duration && *duration >= std::chrono::seconds(1) && *duration <= std::chrono::hours(24 * 31);
}

bool isRetention(const QString &value)
{
    if (value == u"forever"_s)
        return true;
    const auto duration = parseDuration(value);
    return duration && *duration >= std::chrono::hours(1);
}

bool isShare(const QString &value)
{
    bool ok = false;
    const double percent = value.endsWith(u'%') ? value.chopped(1).toDouble(&ok) : -1;
    return ok && percent >= 0 && percent <= 100;
}

bool isResolvers(const QString &value)
{
    return dns::resolversFromSetting(value).ok();
}

bool isCanaries(const QString &value)
{
    const QStringList entries = splitList(value);
    return std::all_of(entries.begin(), entries.end(), [](const QString &name) { return Hostname::parse(name).ok(); });
}

bool isNetworks(const QString &value)
{
    return outbound::AddressPolicy::publicOnly(splitList(value)).ok();
}

bool isReadableFileOrEmpty(const QString &value)
{
    const QFileInfo file(value);
    return value.isEmpty() || (file.isAbsolute() && file.isFile() && file.isReadable());
}

bool isHttpsUrl(const QString &value)
{
    const QUrl url(value, QUrl::StrictMode);
    return url.isValid() && url.scheme() == u"https"_s && !url.host().isEmpty();
}

bool isSmtpUrlOrEmpty(const QString &value)
{
    const QUrl url(value, QUrl::StrictMode);
    return value.isEmpty() ||
           (url.isValid() && (url.scheme() == u"smtp"_s || url.scheme() == u"smtps"_s) && !url.host().isEmpty());
}

bool isMailboxOrEmpty(const QString &value)
{
    return value.isEmpty() || !mail::bareAddress(value).isEmpty();
}

bool isMailboxes(const QString &value)
{
    const QStringList entries = splitList(value);
    return std::all_of(entries.begin(), entries.end(), isMailboxOrEmpty);
}

constexpr SettingRule table[]{
    {"edge.target_zone", "track.unmta.net", false, "give a DNS zone such as track.example.net", isZone},
    {"edge.https_policy", "optional", false, "choose optional or require", isHttpsPolicy},
    {"edge.trusted_proxies", "", false, "give addresses or networks separated by commas, such as 192.0.2.0/24",
     isNetworks},
    {"dns.resolvers", "system", false, "give system, or addresses such as 192.0.2.53:53 separated by commas",
     isResolvers},
    {"dns.canaries", "", false, "give host names separated by commas", isCanaries},
    {"monitor.interval", "24h", false, "give a duration between 1s and 31d", isInterval},
    {"monitor.auto_verify", "on", false, "choose on or off", isOnOff},
    {"monitor.breaker_share", "2%", false, "give a percentage such as 2%", isShare},
    {"certificates.issuer", "acme", false, "choose acme or internal", isIssuer},
    {"acme.directory", "https://acme-v02.api.letsencrypt.org/directory", false,
     "give the https URL of an ACME directory", isHttpsUrl},
    {"acme.email", "", false, "give a mail address such as you@example.com", isMailboxOrEmpty},
    {"acme.eab_kid", "", false, "", nullptr},
    {"acme.eab_key", "", true, "", nullptr},
    {"acme.ca_file", "", false, "give the whole path of a file that the engine can read, or nothing",
     isReadableFileOrEmpty},
    {"outbound.allow", "", false, "give addresses or networks separated by commas, such as 10.1.0.0/16", isNetworks},
    {"smtp.url", "", false, "give smtp://host:port or smtps://host:port, or nothing", isSmtpUrlOrEmpty},
    {"smtp.tls", "required", false, "choose required or none", isSmtpTls},
    {"smtp.username", "", false, "", nullptr},
    {"smtp.password", "", true, "", nullptr},
    {"smtp.ca_file", "", false, "", nullptr},
    {"smtp.from", "", false, "give a mail address such as tracking@example.com", isMailboxOrEmpty},
    {"notify.to", "", false, "give mail addresses separated by commas", isMailboxes},
    {"events.retention", "365d", false, "give a duration of at least 1h, or forever", isRetention},
    {"notifications.retention", "365d", false, "give a duration of at least 1h, or forever", isRetention},
    {"audit.retention", "730d", false, "give a duration of at least 1h, or forever", isRetention},
    {"privacy.ip", "full", false, "choose full, truncated or none", isIpPrivacy},
    {"privacy.user_agent", "full", false, "choose full or none", isUserAgentPrivacy},
};

// Free text keeps its case; what is chosen from a list or is a name does not.
bool ignoresCase(const SettingRule &rule)
{
    return rule.accepts && rule.accepts != isHttpsUrl && rule.accepts != isSmtpUrlOrEmpty &&
           rule.accepts != isMailboxOrEmpty && rule.accepts != isMailboxes && rule.accepts != isReadableFileOrEmpty;
}

} // namespace

std::span<const SettingRule> settingRules()
{
    return table;
}

const SettingRule *settingRule(const QString &name)
{
    const auto found = std::find_if(std::begin(table), std::end(table),
                                    [&](const SettingRule &rule) { return name == QLatin1StringView(rule.name); });
    return found == std::end(table) ? nullptr : found;
}

Result<QString> checkedSetting(const QString &name, const QString &value)
{
    const SettingRule *rule = settingRule(name);
    if (!rule)
        return Error(u"settings.unknown"_s, name, {{u"name"_s, name}});
    QString clean = value.trimmed();
    if (ignoresCase(*rule))
        clean = clean.toLower();
    const bool hasControl = std::any_of(clean.begin(), clean.end(), [](QChar c) { return c.unicode() < 0x20; });
    if (hasControl || clean.size() > 2000 || (rule->accepts && !rule->accepts(clean))) {
        const QString expected =
            rule->accepts ? QString::fromUtf8(rule->expected) : u"give one line of at most 2000 characters"_s;
        const QString shown = rule->secret ? u"…"_s : value;
        return Error(u"settings.invalid"_s, name, {{u"name"_s, name}, {u"value"_s, shown}, {u"expected"_s, expected}});
    }
    // A zone has one spelling: targets and hosts are made from it.
    if (rule->accepts == isZone)
        return Hostname::parse(clean)->ascii();
    return clean;
}

QString Settings::text(const char *name) const
{
    const QString key = QString::fromLatin1(name);
    const auto stored = m_stored.constFind(key);
    if (stored != m_stored.cend())
        return *stored;
    const SettingRule *rule = settingRule(key);
    return rule ? QString::fromUtf8(rule->byDefault) : QString();
}

QStringList Settings::list(const char *name) const
{
    return splitList(text(name));
}

Millis Settings::duration(const char *name) const
{
    const auto parsed = parseDuration(text(name));
    return parsed ? *parsed : Millis(0);
}

HttpsPolicy Settings::httpsPolicy() const
{
    return text("edge.https_policy") == u"require"_s ? HttpsPolicy::Require : HttpsPolicy::Optional;
}

IpPrivacy Settings::ipPrivacy() const
{
    const QString value = text("privacy.ip");
    if (value == u"truncated"_s)
        return IpPrivacy::Truncated;
    return value == u"none"_s ? IpPrivacy::None : IpPrivacy::Full;
}

std::optional<Millis> Settings::retention(const char *name) const
{
    if (text(name) == u"forever"_s)
        return std::nullopt;
    return duration(name);
}

double Settings::breakerShare() const
{
    return text("monitor.breaker_share").chopped(1).toDouble() / 100.0;
}

} // namespace unmta
