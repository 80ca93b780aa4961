#include "api/ErrorStatus.h"
#include "api/handlers/Handlers.h"
#include "store/Backup.h"

#include <QDir>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

Result<QString> directoryOf(const ApiCall &call)
{
    const auto input = call.body<wire::BackupInput>();
    if (!input)
        return input.error();
    if (!QDir::isAbsolutePath(input->directory)) {
        return Error(u"backup.not_absolute"_s, u"directory"_s, {{u"path"_s, input->directory}});
    }
    return QDir::cleanPath(input->directory);
}

void createBackup(const ApiServices &s, const ApiCall &call, const ApiAnswer &answer, ApiDispatcher &dispatcher)
{
    // Whoever is not on this computer must not make the engine write into its file system.
    if (call.token)
        return answer(refusal(Error(u"backup.local_only"_s)));
    const auto directory = directoryOf(call);
    if (!directory)
        return answer(refusal(directory.error()));
    dispatcher.workers().start([s, call, directory = *directory, dataDir = s.facts.dataDir(), answer, &dispatcher] {
        const auto files = store::backUp(dataDir, directory);
        QMetaObject::invokeMethod(
            &dispatcher,
            [s, call, answer, files, directory] {
                if (!files)
                    return answer(refusal(files.error()));
                audit(s, call, u"store.backed_up"_s, directory);
                answer(dataResponse(wire::toJson(wire::Backup{directory, *files}), 201));
            },
            Qt::QueuedConnection);
    });
}

} // namespace

void addBackupHandlers(ApiDispatcher &dispatcher, const ApiServices &services)
{
    dispatcher.on(api::createBackup, [services, &dispatcher](const ApiCall &call, const ApiAnswer &answer) {
        createBackup(services, call, answer, dispatcher);
    });
}

} // namespace unmta
