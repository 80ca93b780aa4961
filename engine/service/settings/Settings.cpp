#include "service/settings/Settings.h"

#include "base/Duration.h"
#include "base/IpAddress.h"
#include "dns/Resolvers.h"
#include "domain/Hostname.h"
#include "mail/MessageComposer.h"

#include <QFileInfo>
#include <QUrl>

#include <algorithm>

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

bool isZoneOrEmpty(const QString &value)
{
    if (value.isEmpty())
        return true;
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

bool isWorkers(const QString &value)
{
    bool ok = false;
    const int count = value.toInt(&ok);
    return value == u"auto"_s || (ok && count >= 1 && count <= 256);
}

bool isResolvers(const QString &value)
{
    return dns::resolversFromSetting(value).ok();
}

bool isHostNames(const QString &value)
{
    const QStringList entries = splitList(value);
    return std::all_of(entries.begin(), entries.end(), [](const QString &name) { return Hostname::parse(name).ok(); });
}

bool isNetworks(const QString &value)
{
    return IpRanges::parse(splitList(value)).has_value();
}

// Read by the reader of networks, so that one setting takes the spellings that another does.
std::optional<IpAddress> addressIn(const QString &entry)
{
    const auto range = IpRange::parse(entry);
    return range ? range->single() : std::nullopt;
}

bool isAddresses(const QString &value)
{
    const QStringList entries = splitList(value);
    return std::all_of(entries.begin(), entries.end(), addressIn);
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

bool accepts(const Setting &row, const QString &value)
{
    switch (row.type) {
    case SettingType::Text:
    case SettingType::Secret:
        return true;
    case SettingType::Choice:
        return settingChoices(row).contains(value);
    case SettingType::Zone:
        return isZoneOrEmpty(value);
    case SettingType::HostNames:
        return isHostNames(value);
    case SettingType::Networks:
        return isNetworks(value);
    case SettingType::Addresses:
        return isAddresses(value);
    case SettingType::Resolvers:
        return isResolvers(value);
    case SettingType::Interval:
        return isInterval(value);
    case SettingType::Retention:
        return isRetention(value);
    case SettingType::Percentage:
        return isShare(value);
    case SettingType::Workers:
        return isWorkers(value);
    case SettingType::File:
        return isReadableFileOrEmpty(value);
    case SettingType::HttpsUrl:
        return isHttpsUrl(value);
    case SettingType::SmtpUrl:
        return isSmtpUrlOrEmpty(value);
    case SettingType::Mailbox:
        return isMailboxOrEmpty(value);
    case SettingType::Mailboxes:
        return isMailboxes(value);
    }
    return false;
}

// "choose full, truncated or none"
QString choiceAdvice(QStringList choices)
{
    const QString last = choices.takeLast();
    return u"choose %1 or %2"_s.arg(choices.join(u", "_s), last);
}

// About the first entry of a list of addresses or networks that is none: begins what adviceOn() says.
QString adviceOnEntries(const Setting &row, const QString &value)
{
    if (row.type != SettingType::Networks && row.type != SettingType::Addresses)
        return {};
    const QStringList entries = splitList(value);
    const auto bad =
        std::find_if(entries.begin(), entries.end(), [&row](const QString &entry) { return !accepts(row, entry); });
    if (bad == entries.end())
        return {};
    if (IpRange::parse(*bad))
        return u"“%1” is a network, give its addresses; "_s.arg(*bad);
    const QString advice = adviceOnIpRange(*bad);
    return advice.isEmpty() ? advice : advice + u"; "_s;
}

// Completes "cannot be “x”: …".
QString adviceOn(const Setting &row)
{
    if (row.advice)
        return QString::fromUtf8(row.advice);
    switch (row.type) {
    case SettingType::Text:
    case SettingType::Secret:
        break;
    case SettingType::Choice:
        return choiceAdvice(settingChoices(row));
    case SettingType::Zone:
        return u"give a DNS zone such as track.example.net"_s;
    case SettingType::HostNames:
        return u"give host names separated by commas"_s;
    case SettingType::Networks:
        return u"give addresses or networks separated by commas, such as 192.0.2.0/24"_s;
    case SettingType::Addresses:
        return u"give addresses separated by commas, such as 192.0.2.80, 2001:db8::80"_s;
    case SettingType::Resolvers:
        return u"give system, or addresses such as 192.0.2.53:53 separated by commas"_s;
    case SettingType::Interval:
        return u"give a duration between 1s and 31d"_s;
    case SettingType::Retention:
        return u"give a duration of at least 1h, or forever"_s;
    case SettingType::Percentage:
        return u"give a percentage such as 2%"_s;
    case SettingType::Workers:
        return u"give auto, or a number from 1 to 256"_s;
    case SettingType::File:
        return u"give the whole path of a file that the engine can read, or nothing"_s;
    case SettingType::HttpsUrl:
        return u"give an https URL"_s;
    case SettingType::SmtpUrl:
        return u"give smtp://host:port or smtps://host:port, or nothing"_s;
    case SettingType::Mailbox:
        return u"give a mail address such as you@example.com"_s;
    case SettingType::Mailboxes:
        return u"give mail addresses separated by commas"_s;
    }
    return u"give one line of at most 2000 characters"_s;
}

// What is chosen from a list or is a name is the same in capitals; text, paths and addresses are not.
bool keepsCase(SettingType type)
{
    switch (type) {
    case SettingType::Text:
    case SettingType::Secret:
    case SettingType::File:
    case SettingType::HttpsUrl:
    case SettingType::SmtpUrl:
    case SettingType::Mailbox:
    case SettingType::Mailboxes:
        return true;
    default:
        return false;
    }
}

} // namespace

Result<QString> checkedSetting(const QString &name, const QString &value)
{
    const Setting *row = findSetting(name);
    if (!row)
        return Error(u"settings.unknown"_s, name, {{u"name"_s, name}});
    const QString clean = keepsCase(row->type) ? value.trimmed() : value.trimmed().toLower();
    const bool hasControl = std::any_of(clean.begin(), clean.end(), [](QChar c) { return c.unicode() < 0x20; });
    if (hasControl || clean.size() > 2000 || !accepts(*row, clean)) {
        // Of text that is none no entry is worth a word.
        const QString advice = (hasControl ? QString() : adviceOnEntries(*row, clean)) + adviceOn(*row);
        const QString shown = row->isSecret() ? u"…"_s : value;
        return Error(u"settings.invalid"_s, name, {{u"name"_s, name}, {u"value"_s, shown}, {u"expected"_s, advice}});
    }
    // A zone has one spelling: targets and hosts are made from it.
    if (row->type == SettingType::Zone && !clean.isEmpty())
        return Hostname::parse(clean)->ascii();
    return clean;
}

Settings Settings::with(const QMap<QString, QString> &changes) const
{
    QMap<QString, QString> stored = m_stored;
    for (auto it = changes.cbegin(); it != changes.cend(); ++it) {
        if (it->isEmpty())
            stored.remove(it.key());
        else
            stored.insert(it.key(), *it);
    }
    return Settings(std::move(stored));
}

QString Settings::text(const Setting &row) const
{
    const auto stored = m_stored.constFind(QString::fromLatin1(row.name));
    return stored == m_stored.cend() ? QString::fromUtf8(row.byDefault) : *stored;
}

QStringList Settings::list(SettingName name) const
{
    return splitList(text(name));
}

QStringList Settings::addresses(SettingName name) const
{
    QStringList result;
    for (const QString &entry : list(name)) {
        if (const auto address = addressIn(entry))
            result << QString::fromLatin1(address->toText());
    }
    return result;
}

Millis Settings::duration(SettingName name) const
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

std::optional<Millis> Settings::retention(SettingName name) const
{
    if (text(name) == u"forever"_s)
        return std::nullopt;
    return duration(name);
}

double Settings::breakerShare() const
{
    return text("monitor.breaker_share").chopped(1).toDouble() / 100.0;
}

int Settings::edgeWorkers() const
{
    return text("edge.workers").toInt(); // “auto” is no number
}

} // namespace unmta
