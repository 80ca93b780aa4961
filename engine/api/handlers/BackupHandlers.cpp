#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "service/upkeep/BackupService.h"

#include <limits>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

void createBackup(ApiDispatcher &dispatcher, const BackupService &backup, AuditLog &log, const ApiCall &call,
                  const ApiAnswer &answer)
{
    if (isElsewhere(call))
        return answer(Error(u"backup.local_only"_s));
    const auto input = call.body<wire::BackupInput>();
    if (!input)
        return answer(input.error());
    onWorker(
        dispatcher,
        [&backup, directory = input->directory] {
            return directory.isEmpty() ? backup.copyToFetch() : backup.copyTo(directory);
        },
        [&log, call, answer](const Result<BackupService::Copy> &copy) {
            if (!copy)
                return answer(copy.error());
            audit(log, call, u"store.backed_up"_s, copy->directory);
            answer(dataResponse(wire::toJson(wire::Backup{copy->directory, copy->files}), 201));
        });
}

void fetchBackup(ApiDispatcher &dispatcher, const BackupService &backup, const ApiCall &call, const ApiAnswer &answer)
{
    if (isElsewhere(call))
        return answer(Error(u"backup.local_only"_s));
    const auto number = call.queryInt("piece", 0, 0, std::numeric_limits<int>::max());
    if (!number)
        return answer(number.error());
    onWorker(
        dispatcher,
        [&backup, name = call.query("name"), file = call.query("file"), number = *number] {
            return backup.fetch(name, file, number);
        },
        [answer](const Result<BackupService::Piece> &piece) {
            if (!piece)
                return answer(piece.error());
            const QString content = QString::fromLatin1(piece->content.toBase64());
            answer(dataResponse(wire::toJson(wire::BackupPiece{content, piece->isLast})));
        });
}

void forgetBackup(ApiDispatcher &dispatcher, const BackupService &backup, const ApiCall &call, const ApiAnswer &answer)
{
    if (isElsewhere(call))
        return answer(Error(u"backup.local_only"_s));
    onWorker(
        dispatcher, [&backup, name = call.query("name")] { return backup.forget(name); },
        [answer](const Result<void> &gone) { answer(gone ? Result<ApiResponse>(emptyResponse()) : gone.error()); });
}

} // namespace

void addBackupHandlers(ApiDispatcher &dispatcher, const BackupService &backup, AuditLog &audit)
{
    dispatcher.on(api::createBackup, [&](const ApiCall &call, const ApiAnswer &answer) {
        createBackup(dispatcher, backup, audit, call, answer);
    });
    dispatcher.on(api::fetchBackup,
                  [&](const ApiCall &call, const ApiAnswer &answer) { fetchBackup(dispatcher, backup, call, answer); });
    dispatcher.on(api::forgetBackup, [&](const ApiCall &call, const ApiAnswer &answer) {
        forgetBackup(dispatcher, backup, call, answer);
    });
}

} // namespace unmta
