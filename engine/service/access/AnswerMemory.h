// Requests that may be sent twice and are done once: whoever was cut off before the answer came asks again with the
// same Idempotency-Key (draft-ietf-httpapi-idempotency-key-header), for 24 hours also after a restart. Engine thread.
#pragma once

#include "base/Bytes.h"
#include "base/Clock.h"
#include "base/Result.h"
#include "domain/access/RememberedAnswer.h"

#include <QSet>

namespace unmta {

namespace store {
class EngineStore;
}

class AnswerMemory
{
public:
    static constexpr auto kept = std::chrono::hours(24);
    // Of the answer. A larger one is not kept: asked again, the request is done again.
    static constexpr qsizetype maxAnswer = 1 * MiB;

    AnswerMemory(store::EngineStore &store, const Clock &clock)
        : m_store(store)
        , m_clock(clock)
    {}

    // The answer that was given before, or none: the request is to be done now, and end() to be called. Errors:
    // idempotency.bad_key, idempotency.other_request, idempotency.in_progress, idempotency.outcome_unknown (the engine
    // stopped before it answered); of the store.
    [[nodiscard]] Result<std::optional<RememberedAnswer>> begin(const RequestKey &key, const QByteArray &fingerprint);
    // None: it was refused, so nothing was done, and the key is free again.
    void end(const RequestKey &key, const std::optional<RememberedAnswer> &answer);

    // Of `key` as it came. Errors: idempotency.bad_key.
    [[nodiscard]] static Result<RequestKey> keyOf(const QString &owner, const QByteArray &key);

private:
    store::EngineStore &m_store;
    const Clock &m_clock;
    QSet<RequestKey> m_underWay;
};

} // namespace unmta
