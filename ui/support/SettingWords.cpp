#include "support/SettingWords.h"

#include "base/AllSettings.h"

#include <QCoreApplication>
#include <QHash>

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
        {u"smtp.tls"_s, SettingWords::tr("Mail is handed in unencrypted only in a network that you trust.")}};
    return own.value(QString::fromLatin1(row.name), QCoreApplication::translate("Settings", row.sentence));
}

QString settingValueWords(const QString &name, const QString &value)
{
    return valueWords().value(name).value(value.toLower(), value);
}

QString settingValueOf(const QString &name, const QString &words)
{
    const auto known = valueWords().value(name);
    for (auto each = known.cbegin(); each != known.cend(); ++each) {
        if (each.value().compare(words, Qt::CaseInsensitive) == 0)
            return each.key();
    }
    return words;
}

bool isSwitch(const Setting &row)
{
    QStringList choices = settingChoices(row);
    choices.sort();
    return choices == QStringList{u"off"_s, u"on"_s};
}

} // namespace unmta::ui
