#include "api/ErrorStatus.h"
#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "service/upkeep/BackupService.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

void createBackup(ApiDispatcher &dispatcher, const BackupService &backup, AuditLog &log, const ApiCall &call,
                  const ApiAnswer &answer)
{
    // Whoever is not on this computer must not make the engine write into its file system.
    if (call.token)
        return answer(refusal(Error(u"backup.local_only"_s)));
    const auto input = call.body<wire::BackupInput>();
    if (!input)
        return answer(refusal(input.error()));
    onWorker(
        dispatcher, [&backup, directory = input->directory] { return backup.copyTo(directory); },
        [&log, call, answer](const Result<BackupService::Copy> &copy) {
            if (!copy)
                return answer(refusal(copy.error()));
            audit(log, call, u"store.backed_up"_s, copy->directory);
            answer(dataResponse(wire::toJson(wire::Backup{copy->directory, copy->files}), 201));
        });
}

} // namespace

void addBackupHandlers(ApiDispatcher &dispatcher, const BackupService &backup, AuditLog &audit)
{
    dispatcher.on(api::createBackup, [&](const ApiCall &call, const ApiAnswer &answer) {
        createBackup(dispatcher, backup, audit, call, answer);
    });
}

} // namespace unmta
