#include "ctl/Commands.h"
#include "ctl/Show.h"

#include <QDir>

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 30 * 60'000; // a large store takes as long as the disk

Outcome backUp(Session &session, const QString &directory)
{
    // The engine's working directory is not ours.
    const wire::BackupInput input{QDir::current().absoluteFilePath(directory)};
    ApiRequest request = jsonRequest(Method::Post, apiPath({u"backup"_s}), wire::toJson(input));
    request.timeoutMs = patienceMs;
    return present<wire::Backup>(session, session.call(std::move(request)), [](const wire::Backup &made) {
        printLine(u"The store is copied to %1 (%2). To restore it, start an engine with --data-dir on the copy."_s.arg(
            made.directory, made.files.join(u", "_s)));
    });
}

} // namespace

void addBackupCommand(Command root)
{
    const auto directory = std::make_shared<QString>();
    root.command("backup", "Copy the store, keys included, to a new directory; the engine goes on")
        .argument("DIRECTORY", directory.get(), "Where to; it must be empty or missing")
        .does([directory](Session &session) { return backUp(session, *directory); });
}

} // namespace unmta::ctl
