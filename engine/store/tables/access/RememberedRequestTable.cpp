#include "store/tables/access/RememberedRequestTable.h"

#include "store/Database.h"
#include "store/SecretBox.h"
#include "store/Statement.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

SecretPlace answerPlace(const RequestKey &key)
{
    return {u"remembered_request"_s, u"answer"_s, key.owner + u' ' + QString::fromLatin1(key.sha256.toHex())};
}

struct Row
{
    QByteArray fingerprint;
    int status; // 0: none yet
    QByteArray contentType;
    QByteArray sealedAnswer;
};

} // namespace

Result<void> RememberedRequestTable::insert(const RequestKey &key, const QByteArray &fingerprint, TimePoint at)
{
    Statement statement(m_database,
                        u"INSERT INTO remembered_request (owner, sha256, fingerprint, at, status, content_type, "
                        "answer_sealed) VALUES (?, ?, ?, ?, 0, '', '')"_s);
    return statement.bind(key.owner).bind(key.sha256).bind(fingerprint).bind(at).run();
}

Result<std::optional<RememberedRequest>> RememberedRequestTable::byKey(const RequestKey &key) const
{
    Statement statement(m_database, u"SELECT fingerprint, status, content_type, answer_sealed FROM remembered_request "
                                    "WHERE owner = ? AND sha256 = ?"_s);
    const auto row = statement.bind(key.owner).bind(key.sha256).row([](const Statement &found) {
        return Row{found.bytes(0), static_cast<int>(found.integer(1)), found.bytes(2), found.bytes(3)};
    });
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<RememberedRequest>();
    RememberedRequest request{(*row)->fingerprint, std::nullopt};
    if ((*row)->status != 0) {
        auto body = m_secrets.unseal((*row)->sealedAnswer, answerPlace(key));
        if (!body)
            return body.error();
        request.answer = RememberedAnswer{(*row)->status, (*row)->contentType, *std::move(body)};
    }
    return std::optional(std::move(request));
}

Result<void> RememberedRequestTable::setAnswer(const RequestKey &key, const RememberedAnswer &answer)
{
    Statement statement(m_database, u"UPDATE remembered_request SET status = ?, content_type = ?, answer_sealed = ? "
                                    "WHERE owner = ? AND sha256 = ?"_s);
    return statement.bind(answer.status)
        .bind(answer.contentType)
        .bind(m_secrets.seal(answer.body, answerPlace(key)))
        .bind(key.owner)
        .bind(key.sha256)
        .runOnExisting();
}

Result<void> RememberedRequestTable::remove(const RequestKey &key)
{
    Statement statement(m_database, u"DELETE FROM remembered_request WHERE owner = ? AND sha256 = ?"_s);
    return statement.bind(key.owner).bind(key.sha256).run();
}

Result<int> RememberedRequestTable::prune(TimePoint before, int limit)
{
    Statement statement(m_database, u"DELETE FROM remembered_request WHERE (owner, sha256) IN (SELECT owner, "
                                    "sha256 FROM remembered_request WHERE at < ? ORDER BY at LIMIT ?)"_s);
    if (const auto pruned = statement.bind(before).bind(clampLimit(limit)).run(); !pruned)
        return pruned.error();
    return statement.changedRows();
}

} // namespace unmta::store
