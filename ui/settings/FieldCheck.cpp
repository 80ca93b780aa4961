#include "settings/FieldCheck.h"

#include "base/AllSettings.h"
#include "base/Duration.h"
#include "base/IpAddress.h"
#include "support/SettingWords.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace unmta::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct FieldCheck
{
    Q_DECLARE_TR_FUNCTIONS(FieldCheck)
};

QStringList entriesOf(const QString &list)
{
    QStringList entries;
    for (const QString &entry : list.split(u',', Qt::SkipEmptyParts)) {
        if (!entry.trimmed().isEmpty())
            entries << entry.trimmed();
    }
    return entries;
}

bool isWord(const QString &value, QLatin1StringView word)
{
    return value.compare(word, Qt::CaseInsensitive) == 0;
}

// The first entry of a list that is none of what belongs there; empty: all are.
QString firstWrong(const QString &list, bool (*isRight)(const QString &))
{
    const QStringList entries = entriesOf(list);
    const auto wrong = std::find_if_not(entries.begin(), entries.end(), isRight);
    return wrong == entries.end() ? QString() : *wrong;
}

// Letters of any script may be in it.
bool mayBeName(const QString &name)
{
    static const QRegularExpression impossible(u"[\\s/:@,;?#*\"'()<>\\[\\]{}|\\\\]|\\.\\."_s);
    return !name.isEmpty() && !name.startsWith(u'.') && !impossible.match(name).hasMatch();
}

bool mayBeZone(const QString &name)
{
    const QString bare = name.endsWith(u'.') ? name.chopped(1) : name;
    return mayBeName(bare) && bare.contains(u'.') && bare.size() <= 200;
}

bool isNetwork(const QString &entry)
{
    return IpRange::parse(entry).has_value();
}

bool isAddress(const QString &entry)
{
    const auto range = IpRange::parse(entry);
    return range && range->single();
}

bool mayBeResolver(const QString &entry)
{
    static const QRegularExpression port(u"^(?:\\[(.+)\\]|([^:]+)):\\d{1,5}$"_s);
    const auto match = port.match(entry);
    const QString host = match.hasMatch() ? match.captured(1) + match.captured(2) : entry;
    return isWord(entry, "system"_L1) || isAddress(host);
}

bool mayBeMailbox(const QString &entry)
{
    static const QRegularExpression address(u"^[^\\r\\n]*[^\\s@]@[^\\s@]+$"_s);
    return address.match(entry).hasMatch();
}

bool mayBeMailboxOrNothing(const QString &value)
{
    return value.isEmpty() || mayBeMailbox(value);
}

QString durationFault(const QString &value, Millis least, Millis most, const QString &advice)
{
    const auto duration = parseDuration(value.toLower());
    if (!duration)
        return FieldCheck::tr("“%1” is not a duration. %2").arg(value, advice);
    return *duration < least || *duration > most ? advice : QString();
}

bool isWorkers(const QString &value)
{
    bool isNumber = false;
    const int count = value.toInt(&isNumber);
    return isWord(value, "auto"_L1) || (isNumber && count >= 1 && count <= 256);
}

bool isShare(const QString &value)
{
    bool isNumber = false;
    const double share = value.endsWith(u'%') ? value.chopped(1).toDouble(&isNumber) : -1;
    return isNumber && share >= 0 && share <= 100;
}

bool isUrl(const QString &value, const QStringList &schemes)
{
    const QUrl url(value, QUrl::StrictMode);
    return url.isValid() && schemes.contains(url.scheme()) && !url.host().isEmpty();
}

QString wordFor(const Setting &row, const QString &value)
{
    return settingValueWords(QString::fromLatin1(row.name), value);
}

QString wrongIn(const QString &wrong, const QString &sentence)
{
    return wrong.isEmpty() ? QString() : sentence.arg(wrong);
}

} // namespace

QString fieldFault(const Setting &row, const QString &value)
{
    switch (row.type) {
    case SettingType::Text:
    case SettingType::Secret:
    case SettingType::Choice:
        return {};
    case SettingType::Zone:
        return value.isEmpty() || mayBeZone(value) ? QString()
                                                   : FieldCheck::tr("Give a DNS zone such as track.example.net.");
    case SettingType::HostNames:
        return wrongIn(firstWrong(value, mayBeName),
                       FieldCheck::tr("“%1” is no host name. Give names separated by commas."));
    case SettingType::Networks:
        return wrongIn(firstWrong(value, isNetwork),
                       FieldCheck::tr("“%1” is neither an address nor a network such as 192.0.2.0/24."));
    case SettingType::Addresses:
        return wrongIn(firstWrong(value, isAddress),
                       FieldCheck::tr("“%1” is no address. Give addresses such as 192.0.2.7 or 2001:db8::7."));
    case SettingType::Resolvers:
        return wrongIn(firstWrong(value, mayBeResolver),
                       FieldCheck::tr("“%1” is no resolver. Give “%2”, or addresses such as 192.0.2.53:53.")
                           .replace(u"%2"_s, wordFor(row, u"system"_s)));
    case SettingType::Interval:
        return durationFault(value, 1s, 24h * 31,
                             FieldCheck::tr("Give between 1 second and 31 days, for example 1 day."));
    case SettingType::Retention:
        return isWord(value, "forever"_L1)
                   ? QString()
                   : durationFault(value, 1h, Millis::max(),
                                   FieldCheck::tr("Give at least 1 hour, for example 90 days, or “%1”.")
                                       .arg(wordFor(row, u"forever"_s)));
    case SettingType::Percentage:
        return isShare(value) ? QString() : FieldCheck::tr("Give a share between 0% and 100%, for example 2%.");
    case SettingType::Workers:
        return isWorkers(value) ? QString()
                                : FieldCheck::tr("Give “%1”, or a number from 1 to 256.").arg(wordFor(row, u"auto"_s));
    case SettingType::File: // whether it is there only the engine's computer knows
        return {};
    case SettingType::HttpsUrl:
        return isUrl(value, {u"https"_s}) ? QString()
                                          : FieldCheck::tr("Give a whole address that begins with https://.");
    case SettingType::SmtpUrl:
        return value.isEmpty() || isUrl(value, {u"smtp"_s, u"smtps"_s})
                   ? QString()
                   : FieldCheck::tr("Give an address such as smtp://mail.example.com:587.");
    case SettingType::Mailbox:
        return mayBeMailboxOrNothing(value) ? QString() : FieldCheck::tr("“%1” is no mail address.").arg(value);
    case SettingType::Mailboxes:
        return wrongIn(firstWrong(value, mayBeMailboxOrNothing), FieldCheck::tr("“%1” is no mail address."));
    }
    return {};
}

} // namespace unmta::ui
