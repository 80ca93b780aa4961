#include "support/SettingWords.h"

#include "base/AllSettings.h"
#include "base/Duration.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

struct SettingWords
{
    Q_DECLARE_TR_FUNCTIONS(SettingWords)
};

// By the setting's name, then by its value.
const QHash<QString, QHash<QString, QString>> &valueWords()
{
    static const QHash<QString, QString> kept{{u"full"_s, SettingWords::tr("Kept whole")},
                                              {u"truncated"_s, SettingWords::tr("Kept without its last part")},
                                              {u"none"_s, SettingWords::tr("Not kept")}};
    static const QHash<QString, QString> onOff{{u"on"_s, SettingWords::tr("on")}, {u"off"_s, SettingWords::tr("off")}};
    static const QHash<QString, QString> forever{{u"forever"_s, SettingWords::tr("forever")}};
    static const QHash<QString, QHash<QString, QString>> table{
        {u"edge.https_policy"_s,
         {{u"optional"_s, SettingWords::tr("http is answered, too")},
          {u"require"_s, SettingWords::tr("http is redirected to https")}}},
        {u"edge.proxy_protocol"_s, onOff},
        {u"edge.workers"_s, {{u"auto"_s, SettingWords::tr("automatic")}}},
        {u"dns.resolvers"_s, {{u"system"_s, SettingWords::tr("those of this computer")}}},
        {u"monitor.auto_verify"_s, onOff},
        {u"certificates.issuer"_s,
         {{u"acme"_s, SettingWords::tr("A public authority (ACME)")},
          {u"internal"_s, SettingWords::tr("An authority of this installation")}}},
        {u"smtp.tls"_s, {{u"required"_s, SettingWords::tr("Required (TLS)")}, {u"none"_s, SettingWords::tr("None")}}},
        {u"events.retention"_s, forever},
        {u"notifications.retention"_s, forever},
        {u"audit.retention"_s, forever},
        {u"privacy.ip"_s, kept},
        {u"privacy.user_agent"_s, kept},
    };
    return table;
}

struct DurationUnit
{
    Millis length;
    QString one, several;
    QStringList others; // that are understood, too, whatever the language
};

const std::array<DurationUnit, 5> &durationUnits()
{
    using namespace std::chrono;
    // The longest first, which is what showing wants. Weeks are only understood.
    static const std::array<DurationUnit, 5> units{
        DurationUnit{days(7), SettingWords::tr("week"), SettingWords::tr("weeks"), {u"w"_s, u"week"_s, u"weeks"_s}},
        DurationUnit{days(1), SettingWords::tr("day"), SettingWords::tr("days"), {u"d"_s, u"day"_s, u"days"_s}},
        DurationUnit{hours(1), SettingWords::tr("hour"), SettingWords::tr("hours"), {u"h"_s, u"hour"_s, u"hours"_s}},
        DurationUnit{minutes(1),
                     SettingWords::tr("minute"),
                     SettingWords::tr("minutes"),
                     {u"m"_s, u"min"_s, u"minute"_s, u"minutes"_s}},
        DurationUnit{seconds(1),
                     SettingWords::tr("second"),
                     SettingWords::tr("seconds"),
                     {u"s"_s, u"sec"_s, u"second"_s, u"seconds"_s}}};
    return units;
}

bool isDuration(const QString &name)
{
    const Setting *row = findSetting(name);
    return row && (row->type == SettingType::Interval || row->type == SettingType::Retention);
}

// "1 day" for "24h"; what is no duration, as it stands.
QString durationWords(const QString &value)
{
    const auto duration = parseDuration(value.toLower());
    if (!duration || *duration <= Millis(0))
        return value;
    const auto &units = durationUnits();
    for (auto unit = units.begin() + 1; unit != units.end(); ++unit) {
        if (*duration % unit->length != Millis(0))
            continue;
        const qint64 count = *duration / unit->length;
        return u"%1 %2"_s.arg(QLocale().toString(count), count == 1 ? unit->one : unit->several);
    }
    return value;
}

// "24h" for "1 day", "1d" and the like.
QString durationOf(const QString &words)
{
    static const QRegularExpression form(u"^(\\d(?:[\\d.,\\s]*\\d)?)\\s*(\\p{L}+)\\.?$"_s);
    const auto match = form.match(words);
    const QString count = match.captured(1);
    bool isNumber = false;
    qint64 number = count.toLongLong(&isNumber);
    if (!isNumber)
        number = QLocale().toLongLong(count, &isNumber); // "1,000"
    if (!isNumber || number > 1'000'000)
        return words;
    const auto isSame = [unit = match.captured(2)](const QString &other) {
        return unit.compare(other, Qt::CaseInsensitive) == 0;
    };
    for (const DurationUnit &unit : durationUnits()) {
        if (isSame(unit.one) || isSame(unit.several) || std::any_of(unit.others.begin(), unit.others.end(), isSame))
            return formatDuration(number * unit.length);
    }
    return words;
}

} // namespace

QString settingLabel(const QString &name)
{
    const Setting *row = findSetting(name);
    return row ? QCoreApplication::translate("Settings", row->label) : QString();
}

QString settingHint(const Setting &row)
{
    // The table's own sentences quote what the command line is given.
    static const QHash<QString, QString> own{
        {u"edge.https_policy"_s, SettingWords::tr("Whether links by http work as they are, or lead to https.")},
        {u"edge.workers"_s,
         SettingWords::tr("Threads that answer recipients, from the next start on; by itself it is one per core.")},
        {u"dns.resolvers"_s,
         SettingWords::tr("Whom to ask for records: those of this computer, or address:port separated by commas.")},
        {u"certificates.issuer"_s,
         SettingWords::tr("Recipients' programs trust only certificates of a public authority.")},
        {u"smtp.tls"_s, SettingWords::tr("Mail is handed in unencrypted only in a network that you trust.")},
        {u"monitor.interval"_s,
         SettingWords::tr("How often an active domain's record is checked, for example 1 day or 6 hours.")},
        {u"events.retention"_s,
         SettingWords::tr("How long opens and clicks are kept, for example 90 days, or forever.")},
        {u"notifications.retention"_s,
         SettingWords::tr("How long notices and their mails are listed, for example 90 days, or forever.")},
        {u"audit.retention"_s,
         SettingWords::tr("How long it is known who changed what, for example 90 days, or forever.")}};
    return own.value(QString::fromLatin1(row.name), QCoreApplication::translate("Settings", row.sentence));
}

QString settingValueWords(const QString &name, const QString &value)
{
    const QString known = valueWords().value(name).value(value.toLower());
    return !known.isEmpty() ? known : isDuration(name) ? durationWords(value) : value;
}

QString settingValueOf(const QString &name, const QString &words)
{
    const auto known = valueWords().value(name);
    for (auto each = known.cbegin(); each != known.cend(); ++each) {
        if (each.value().compare(words, Qt::CaseInsensitive) == 0)
            return each.key();
    }
    return isDuration(name) ? durationOf(words) : words;
}

bool isSwitch(const Setting &row)
{
    QStringList choices = settingChoices(row);
    choices.sort();
    return choices == QStringList{u"off"_s, u"on"_s};
}

} // namespace unmta::ui
