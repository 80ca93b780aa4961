#include "base/AllSettings.h"
#include "ctl/Commands.h"
#include "ctl/Input.h"
#include "ctl/Show.h"
#include "ctl/readiness/ReadinessList.h"

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

struct SettingInput
{
    QString key;
    QStringList words;
    QStringList files; // key=file
    bool mayBeNothing = false;
    QString what; // to try
    QString to;   // of a test mail
};

void showSettings(const QJsonObject &settings)
{
    Table table({u"SETTING"_s, u"VALUE"_s});
    for (auto it = settings.begin(); it != settings.end(); ++it)
        table.add({it.key(), shown(it.value().toString())});
    table.print(u"There are no settings."_s);
}

// What the setting is for and what it is where nobody chose, for those that this program knows.
QString remark(const QString &name)
{
    const Setting *row = findSetting(name);
    if (!row)
        return {};
    const QString byDefault = QString::fromUtf8(row->byDefault);
    const QString description = settingDescription(*row);
    return byDefault.isEmpty() ? description : u"%1 Default: %2"_s.arg(description, byDefault);
}

void describeSettings(const QJsonObject &settings)
{
    Table table({u"SETTING"_s, u"VALUE"_s});
    for (auto it = settings.begin(); it != settings.end(); ++it)
        table.add({it.key(), shown(it.value().toString())}, remark(it.key()));
    table.print(u"There are no settings."_s);
}

Outcome listSettings(Session &session)
{
    const auto reply = session.call(api::getSettings);
    if (!reply.body)
        return reply.body.error();
    const QJsonObject settings = reply.body->value(u"data"_s).toObject();
    session.json() ? printJson(settings) : describeSettings(settings);
    return Exit::Done;
}

Outcome get(Session &session, const SettingInput &input)
{
    const auto reply = session.call(api::getSettings);
    if (!reply.body)
        return reply.body.error();
    const QJsonValue value = reply.body->value(u"data"_s).toObject().value(input.key);
    if (value.isUndefined())
        return Error(u"settings.unknown"_s, input.key, {{u"name"_s, input.key}});
    session.json() ? printJson(value) : printLine(value.toString());
    return Exit::Done;
}

// "key value", or any number of "key=value".
Result<QJsonObject> changesFromWords(const QStringList &words)
{
    QJsonObject changes;
    if (words.size() == 2 && !words.first().contains(u'=')) {
        changes.insert(words.first(), words.last());
        return changes;
    }
    for (const QString &word : words) {
        const qsizetype equals = word.indexOf(u'=');
        if (equals <= 0)
            return usageError(u"“%1” is neither key=value nor followed by one value."_s.arg(word));
        changes.insert(word.left(equals), word.mid(equals + 1));
    }
    return changes;
}

// The file's content without the line's end that editors leave. What other users of this computer may not see in the
// list of processes has no other way.
Result<QJsonObject> changesFrom(const SettingInput &input)
{
    auto changes = changesFromWords(input.words);
    if (!changes)
        return changes;
    for (const QString &word : input.files) {
        const qsizetype equals = word.indexOf(u'=');
        if (equals <= 0)
            return usageError(u"“%1” is not key=file."_s.arg(word));
        const auto content = contentOf(word.mid(equals + 1));
        if (!content)
            return content.error();
        QString value = QString::fromUtf8(*content);
        while (value.endsWith(u'\n') || value.endsWith(u'\r'))
            value.chop(1);
        changes->insert(word.left(equals), value);
    }
    if (changes->isEmpty() && !input.mayBeNothing)
        return usageError(u"Say what to set: KEY VALUE, KEY=VALUE, or --from-file KEY=FILE."_s);
    return changes;
}

Outcome setSetting(Session &session, const SettingInput &input)
{
    const auto changes = changesFrom(input);
    if (!changes)
        return changes.error();
    const auto reply = session.call(api::updateSettings, {}, *changes);
    if (!reply.body)
        return reply.body.error();
    const QJsonObject settings = reply.body->value(u"data"_s).toObject();
    if (session.json()) {
        printJson(settings);
        return Exit::Done;
    }
    QJsonObject changed;
    for (const QString &key : changes->keys())
        changed.insert(key, settings.value(key));
    showSettings(changed);
    return Exit::Done;
}

Outcome testSettings(Session &session, const SettingInput &input)
{
    const auto changes = changesFrom(input);
    if (!changes)
        return changes.error();
    wire::SettingsTestInput wish{input.what, {}, input.to};
    for (const QString &key : changes->keys())
        wish.settings.insert(key, changes->value(key).toString());
    const auto answer = session.call(api::testSettings, {}, wish);
    const auto check = answer.value();
    if (!check)
        return check.error();
    const wire::Readiness readiness{false, {*check}};
    session.json() ? printJson(answer.body->value(u"data"_s)) : printReadiness(readiness);
    return exitOf(readiness);
}

} // namespace

void addSettingsCommands(Command root)
{
    const auto input = std::make_shared<SettingInput>();
    const Command group = root.group("settings", "The engine's settings");
    group.command("list", "List all settings, with what each is for").does(listSettings);
    group.command("get", "Print one value")
        .argument("KEY", &input->key, "For example monitor.interval")
        .does([input](Session &session) { return get(session, *input); });
    group.command("set", "Change settings")
        .arguments("KEY VALUE", &input->words, "A key and its value, or key=value as often as wanted", false)
        .options("--from-file", &input->files, "KEY=FILE: the value is in a file, - for standard input; for secrets")
        .does([input](Session &session) { return setSetting(session, *input); });
    const auto tried = std::make_shared<SettingInput>();
    tried->mayBeNothing = true;
    group.command("test", "Try the mail relay, the resolvers or the certificate authority, and change nothing")
        .argument("WHAT", &tried->what, "mail, resolver or authority")
        .arguments("SETTING", &tried->words, "KEY=VALUE, to try in place of what is in force", false)
        .options("--from-file", &tried->files, "KEY=FILE: the value is in a file, - for standard input; for secrets")
        .option("--to", &tried->to, "Who gets the test mail (default: notify.to)")
        .does([tried](Session &session) { return testSettings(session, *tried); });
}

} // namespace unmta::ctl
