// What several handlers do alike.
#pragma once

#include "api/ApiCall.h"
#include "api/ApiDispatcher.h"
#include "contract/Operations.h"

namespace unmta {

class AuditLog;

// What something was, and what it has become: empty where it was not or is no more. Never a secret.
struct Values
{
    QJsonObject before;
    QJsonObject after;

    // Only what differs of two states of the same thing.
    [[nodiscard]] static Values difference(const QJsonObject &before, const QJsonObject &after);
};

// Writes down who did what from where, after it was done.
void audit(AuditLog &log, const ApiCall &call, const QString &action, const QString &subject,
           const QString &detail = {}, const Values &values = {});

// For what takes longer than the engine thread may be kept: `job` runs on one of the dispatcher's workers, `then` gets
// its result on the engine thread.
template <typename Job, typename Then>
void onWorker(ApiDispatcher &dispatcher, Job job, Then then)
{
    dispatcher.workers().start([&dispatcher, job = std::move(job), then = std::move(then)] {
        QMetaObject::invokeMethod(
            &dispatcher, [then, result = job()] { then(result); }, Qt::QueuedConnection);
    });
}

} // namespace unmta
