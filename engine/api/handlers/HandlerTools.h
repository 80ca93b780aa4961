// What several handlers do alike.
#pragma once

#include "api/ApiCall.h"
#include "api/ApiDispatcher.h"
#include "contract/Operations.h"

namespace unmta {

class AuditLog;

// Writes down who did what, after it was done.
void audit(AuditLog &log, const ApiCall &call, const QString &action, const QString &subject,
           const QString &detail = {});

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
