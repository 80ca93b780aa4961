// Every setting, one row each: what the engine checks, the console's form shows, the command line prints, and the
// manual and the API reference say. A new setting is a new row here, and the place that uses its value.
#pragma once

#include "base/Setting.h"

#include <QStringList>

#include <string_view>

namespace unmta {

// In the order in which they are shown.
inline constexpr SettingGroupRow settingGroups[]{
    {SettingGroup::Edge, QT_TRANSLATE_NOOP("Settings", "Tracking edge")},
    {SettingGroup::Monitoring, QT_TRANSLATE_NOOP("Settings", "DNS and monitoring")},
    {SettingGroup::Certificates, QT_TRANSLATE_NOOP("Settings", "Certificates")},
    {SettingGroup::Mail, QT_TRANSLATE_NOOP("Settings", "Mail to people")},
    {SettingGroup::Privacy, QT_TRANSLATE_NOOP("Settings", "Events and privacy")},
};

// In the order in which each group shows its own. A sentence stands alone, on one line, in every place that shows it.
inline constexpr Setting allSettings[]{
    {"edge.target_zone", SettingGroup::Edge, SettingType::Zone, "", QT_TRANSLATE_NOOP("Settings", "Target zone"),
     QT_TRANSLATE_NOOP("Settings", "Your zone under which CNAME targets are issued; *.zone must lead to the edge.")},
    {"edge.public_addresses", SettingGroup::Edge, SettingType::Addresses, "",
     QT_TRANSLATE_NOOP("Settings", "Public addresses"),
     QT_TRANSLATE_NOOP("Settings", "Where the edge is reached from outside; empty: this computer's own addresses.")},
    {"edge.https_policy",
     SettingGroup::Edge,
     SettingType::Choice,
     "optional",
     QT_TRANSLATE_NOOP("Settings", "HTTPS"),
     QT_TRANSLATE_NOOP("Settings", "“require” answers http with a redirect to https."),
     {"optional", "require"}},
    {"edge.trusted_proxies", SettingGroup::Edge, SettingType::Networks, "",
     QT_TRANSLATE_NOOP("Settings", "Trusted proxies"),
     QT_TRANSLATE_NOOP("Settings",
                       "Proxies whose X-Forwarded-For, -Proto or Forwarded is believed, separated by commas.")},
    {"edge.proxy_protocol",
     SettingGroup::Edge,
     SettingType::Choice,
     "off",
     QT_TRANSLATE_NOOP("Settings", "PROXY protocol"),
     QT_TRANSLATE_NOOP("Settings", "Whether trusted proxies begin each connection with a PROXY header."),
     {"off", "on"}},
    {"edge.workers", SettingGroup::Edge, SettingType::Workers, "auto", QT_TRANSLATE_NOOP("Settings", "Worker threads"),
     QT_TRANSLATE_NOOP("Settings", "Threads that answer recipients, from the next start on; “auto”: one per core.")},

    {"dns.resolvers", SettingGroup::Monitoring, SettingType::Resolvers, "system",
     QT_TRANSLATE_NOOP("Settings", "Resolvers"),
     QT_TRANSLATE_NOOP("Settings", "The resolvers to ask: “system”, or address:port separated by commas.")},
    {"dns.canaries", SettingGroup::Monitoring, SettingType::HostNames, "",
     QT_TRANSLATE_NOOP("Settings", "Canary names"),
     QT_TRANSLATE_NOOP("Settings", "Names that must resolve before a round of checks counts.")},
    {"monitor.interval", SettingGroup::Monitoring, SettingType::Interval, "24h",
     QT_TRANSLATE_NOOP("Settings", "Check every"),
     QT_TRANSLATE_NOOP("Settings", "How often an active domain's record is checked, for example 24h.")},
    {"monitor.auto_verify",
     SettingGroup::Monitoring,
     SettingType::Choice,
     "on",
     QT_TRANSLATE_NOOP("Settings", "Try pending domains"),
     QT_TRANSLATE_NOOP("Settings", "Pending domains are checked by themselves, with growing pauses."),
     {"on", "off"}},
    {"monitor.breaker_share", SettingGroup::Monitoring, SettingType::Percentage, "2%",
     QT_TRANSLATE_NOOP("Settings", "Hold a round at"),
     QT_TRANSLATE_NOOP("Settings", "The share of failing domains at which a round is held instead of executed.")},

    {"certificates.issuer",
     SettingGroup::Certificates,
     SettingType::Choice,
     "acme",
     QT_TRANSLATE_NOOP("Settings", "Issuer"),
     QT_TRANSLATE_NOOP("Settings", "“acme” for publicly trusted certificates, “internal” for a CA of its own."),
     {"acme", "internal"}},
    {"acme.directory",
     SettingGroup::Certificates,
     SettingType::HttpsUrl,
     "https://acme-v02.api.letsencrypt.org/directory",
     QT_TRANSLATE_NOOP("Settings", "ACME directory"),
     QT_TRANSLATE_NOOP("Settings", "The address of the CA's directory."),
     {},
     "give the https URL of an ACME directory"},
    {"acme.email", SettingGroup::Certificates, SettingType::Mailbox, "",
     QT_TRANSLATE_NOOP("Settings", "Contact address"),
     QT_TRANSLATE_NOOP("Settings", "The mail address that the CA is given; may be empty.")},
    {"acme.eab_kid", SettingGroup::Certificates, SettingType::Text, "",
     QT_TRANSLATE_NOOP("Settings", "External account id"),
     QT_TRANSLATE_NOOP("Settings", "Only for a CA that binds accounts: the id that it gave you.")},
    {"acme.eab_key", SettingGroup::Certificates, SettingType::Secret, "",
     QT_TRANSLATE_NOOP("Settings", "External account key"),
     QT_TRANSLATE_NOOP("Settings", "Only for a CA that binds accounts: the key that it gave you.")},
    {"acme.profile", SettingGroup::Certificates, SettingType::Text, "", QT_TRANSLATE_NOOP("Settings", "Profile"),
     QT_TRANSLATE_NOOP("Settings", "One of the kinds of certificates that the CA offers; empty: its usual one.")},
    {"acme.ca_file", SettingGroup::Certificates, SettingType::File, "", QT_TRANSLATE_NOOP("Settings", "CA file"),
     QT_TRANSLATE_NOOP("Settings", "PEM file that the directory's own certificate is checked with.")},
    {"outbound.allow",
     SettingGroup::Certificates,
     SettingType::Networks,
     "",
     QT_TRANSLATE_NOOP("Settings", "Allowed networks"),
     QT_TRANSLATE_NOOP("Settings",
                       "Private addresses or networks that a CA, a webhook or S3 may be at, separated by commas."),
     {},
     "give addresses or networks separated by commas, such as 10.1.0.0/16"},
    {"outbound.ca_file", SettingGroup::Certificates, SettingType::File, "",
     QT_TRANSLATE_NOOP("Settings", "CA file for webhooks"),
     QT_TRANSLATE_NOOP("Settings", "PEM file of a CA that webhooks and S3 trust beside the public ones.")},

    {"notify.to", SettingGroup::Mail, SettingType::Mailboxes, "", QT_TRANSLATE_NOOP("Settings", "Notify"),
     QT_TRANSLATE_NOOP("Settings", "Addresses that get notices by mail, separated by commas.")},
    {"smtp.url", SettingGroup::Mail, SettingType::SmtpUrl, "", QT_TRANSLATE_NOOP("Settings", "Mail server"),
     QT_TRANSLATE_NOOP("Settings", "Where mail is handed in, for example smtp://mail.example.com:587.")},
    {"smtp.tls",
     SettingGroup::Mail,
     SettingType::Choice,
     "required",
     QT_TRANSLATE_NOOP("Settings", "Encryption"),
     QT_TRANSLATE_NOOP("Settings", "“none” hands mail in without TLS; only for a network that you trust."),
     {"required", "none"}},
    {"smtp.ca_file", SettingGroup::Mail, SettingType::Text, "", QT_TRANSLATE_NOOP("Settings", "CA file"),
     QT_TRANSLATE_NOOP("Settings", "PEM file that the mail server's certificate is checked with.")},
    {"smtp.username", SettingGroup::Mail, SettingType::Text, "", QT_TRANSLATE_NOOP("Settings", "User name"),
     QT_TRANSLATE_NOOP("Settings", "Only for a mail server that wants a login.")},
    {"smtp.password", SettingGroup::Mail, SettingType::Secret, "", QT_TRANSLATE_NOOP("Settings", "Password"),
     QT_TRANSLATE_NOOP("Settings", "Only for a mail server that wants a login.")},
    {"smtp.from",
     SettingGroup::Mail,
     SettingType::Mailbox,
     "",
     QT_TRANSLATE_NOOP("Settings", "Sender"),
     QT_TRANSLATE_NOOP("Settings", "The address that notices come from."),
     {},
     "give a mail address such as tracking@example.com"},

    {"events.retention", SettingGroup::Privacy, SettingType::Retention, "365d",
     QT_TRANSLATE_NOOP("Settings", "Keep events"),
     QT_TRANSLATE_NOOP("Settings", "How long opens and clicks are kept, for example 90d, or forever.")},
    {"notifications.retention", SettingGroup::Privacy, SettingType::Retention, "365d",
     QT_TRANSLATE_NOOP("Settings", "Keep notifications"),
     QT_TRANSLATE_NOOP("Settings", "How long notices and their mails are listed, for example 90d, or forever.")},
    {"audit.retention", SettingGroup::Privacy, SettingType::Retention, "730d",
     QT_TRANSLATE_NOOP("Settings", "Keep the audit log"),
     QT_TRANSLATE_NOOP("Settings", "How long it is known who changed what, for example 90d, or forever.")},
    {"privacy.ip",
     SettingGroup::Privacy,
     SettingType::Choice,
     "full",
     QT_TRANSLATE_NOOP("Settings", "IP addresses"),
     QT_TRANSLATE_NOOP("Settings", "What is kept of a recipient's address."),
     {"full", "truncated", "none"}},
    {"privacy.user_agent",
     SettingGroup::Privacy,
     SettingType::Choice,
     "full",
     QT_TRANSLATE_NOOP("Settings", "User agents"),
     QT_TRANSLATE_NOOP("Settings", "What is kept of a recipient's program."),
     {"full", "none"}},
};

// A setting's name in code: one that has no row does not compile.
class SettingName
{
public:
    consteval SettingName(const char *name)
        : m_row(rowOf(name))
    {}
    [[nodiscard]] constexpr const Setting &row() const { return *m_row; }

private:
    static consteval const Setting *rowOf(std::string_view name)
    {
        for (const Setting &row : allSettings) {
            if (name == row.name)
                return &row;
        }
        throw "there is no setting of this name";
    }

    const Setting *m_row;
};

// For names from outside; null when there is none.
[[nodiscard]] const Setting *findSetting(QStringView name);

// Empty for what is not chosen from a list.
[[nodiscard]] QStringList settingChoices(const Setting &row);

// The sentence, and what there is to choose from: "… One of: on, off."
[[nodiscard]] QString settingDescription(const Setting &row);

} // namespace unmta
