#include "service/access/AnswerMemory.h"

#include "base/Log.h"
#include "store/EngineStore.h"

#include <QCryptographicHash>

#include <algorithm>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxKey = 255;

} // namespace

Result<RequestKey> AnswerMemory::keyOf(const QString &owner, const QByteArray &key)
{
    const bool isGood = !key.isEmpty() && key.size() <= maxKey &&
                        std::all_of(key.cbegin(), key.cend(), [](char c) { return c > ' ' && c <= '~'; });
    if (!isGood)
        return Error(u"idempotency.bad_key"_s, {}, {{u"limit"_s, QString::number(maxKey)}});
    return RequestKey{owner, QCryptographicHash::hash(key, QCryptographicHash::Sha256)};
}

Result<std::optional<RememberedAnswer>> AnswerMemory::begin(const RequestKey &key, const QByteArray &fingerprint)
{
    const TimePoint now = m_clock.now();
    if (auto pruned = m_store.rememberedRequests.prune(now - kept, 1000); !pruned)
        return pruned.error();
    const auto before = m_store.rememberedRequests.byKey(key);
    if (!before)
        return before.error();
    if (!*before) {
        if (auto done = m_store.rememberedRequests.insert(key, fingerprint, now); !done)
            return done.error();
        m_underWay.insert(key);
        return std::optional<RememberedAnswer>();
    }
    if ((*before)->fingerprint != fingerprint)
        return Error(u"idempotency.other_request"_s);
    if ((*before)->answer)
        return (*before)->answer;
    return Error(m_underWay.contains(key) ? u"idempotency.in_progress"_s : u"idempotency.outcome_unknown"_s);
}

void AnswerMemory::end(const RequestKey &key, const std::optional<RememberedAnswer> &answer)
{
    const store::Database::Unfenced asked(m_store.database());
    m_underWay.remove(key);
    const bool isKept = answer && answer->body.size() <= maxAnswer;
    const auto done =
        isKept ? m_store.rememberedRequests.setAnswer(key, *answer) : m_store.rememberedRequests.remove(key);
    if (!done)
        qCWarning(lcApi).noquote() << "an answer is not remembered" << describe(done.error());
}

} // namespace unmta
