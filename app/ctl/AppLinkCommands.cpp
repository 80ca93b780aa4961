#include "ctl/Commands.h"
#include "ctl/Input.h"
#include "ctl/Show.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

struct AppLinksInput
{
    QString name;
    QString platform;
    QString file;
    bool yes = false;
};

void showFile(const QJsonValue &file)
{
    const QJsonDocument document = file.isArray() ? QJsonDocument(file.toArray()) : QJsonDocument(file.toObject());
    for (const QString &line : QString::fromUtf8(document.toJson(QJsonDocument::Indented)).trimmed().split(u'\n'))
        printLine(line);
}

QString pathOf(const AppLinksInput &input)
{
    return u"https://%1/.well-known/%2"_s.arg(input.name, input.platform == u"apple"_s ? u"apple-app-site-association"_s
                                                                                       : u"assetlinks.json"_s);
}

Outcome show(Session &session, const AppLinksInput &input)
{
    const auto path = session.inCluster({input.name, input.platform});
    return path ? present(session, session.call(api::getAppLinks, *path), showFile) : path.error();
}

Outcome set(Session &session, const AppLinksInput &input)
{
    const auto file = contentOf(input.file);
    if (!file)
        return file.error();
    const auto path = session.inCluster({input.name, input.platform});
    if (!path)
        return path.error();
    const auto answer = session.call(api::setAppLinks, *path, {*file, "application/json"});
    return present(session, answer, [&](const QJsonValue &) {
        printLine(u"Served at %1 while the domain is active."_s.arg(pathOf(input)));
        printLine(u"Links for apps begin with https://%1/c/a/; make them with link mint --app."_s.arg(input.name));
    });
}

Outcome remove(Session &session, const AppLinksInput &input)
{
    const auto confirmed =
        confirm(u"Apps will not open links of %1 any more."_s.arg(input.name), input.name, input.yes);
    if (!confirmed)
        return confirmed.error();
    const auto path = session.inCluster({input.name, input.platform});
    if (!path)
        return path.error();
    return presentDone(session, session.call(api::deleteAppLinks, *path),
                       u"%1 is served no more."_s.arg(pathOf(input)));
}

} // namespace

void addAppLinkCommands(Command root)
{
    const auto input = std::make_shared<AppLinksInput>();
    const auto bind = [input](Outcome (*command)(Session &, const AppLinksInput &)) {
        return [input, command](Session &session) { return command(session, *input); };
    };
    const Command group = root.group("app-links", "Files that let apps open a domain's links");
    const auto named = [&](const char *name, const char *help) {
        const Command command = group.command(name, help);
        command.argument("NAME", &input->name, "The tracking domain, for example track.example.com");
        command.choice("--platform", &input->platform, {u"apple"_s, u"android"_s}, "Whose file", true);
        return command;
    };
    named("show", "Show the file").does(bind(show));
    named("set", "Check a file and serve it")
        .option("--file", &input->file, "apple-app-site-association or assetlinks.json", true)
        .does(bind(set));
    named("delete", "Serve it no more").flag("--yes", &input->yes, "Do not ask").does(bind(remove));
}

} // namespace unmta::ctl
