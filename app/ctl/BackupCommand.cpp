#include "ctl/Commands.h"
#include "ctl/Show.h"

#include <QDir>

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

Outcome backUp(Session &session, const QString &directory)
{
    // The engine's working directory is not ours.
    const wire::BackupInput input{QDir::current().absoluteFilePath(directory)};
    return present(session, session.call(api::createBackup, {}, input), [](const wire::Backup &made) {
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
