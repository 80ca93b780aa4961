#include "api/RepeatedCalls.h"

#include "service/access/AnswerMemory.h"

#include <QCryptographicHash>
#include <QPointer>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

// Of everything by which one request asks for something else than another.
QByteArray fingerprintOf(const ApiRequest &request)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QByteArray &part : {request.path.toUtf8(), request.query.toString(QUrl::FullyEncoded).toUtf8(),
                                   request.contentType, request.body}) {
        hash.addData(QByteArray::number(part.size()) + ':');
        hash.addData(part);
    }
    return hash.result();
}

ApiResponse repeated(const RememberedAnswer &known)
{
    ApiResponse response;
    response.status = known.status;
    response.contentType = known.contentType;
    response.body = known.body;
    response.isRepeated = true;
    return response;
}

std::optional<RememberedAnswer> worthKeeping(const Result<ApiResponse> &outcome)
{
    if (!outcome || outcome->status >= 400)
        return std::nullopt;
    return RememberedAnswer{outcome->status, outcome->contentType, outcome->body};
}

} // namespace

void RepeatedCalls::runOnce(const ApiCall &call, const std::function<void(ApiAnswer)> &run, const ApiAnswer &answer)
{
    const QString owner = call.token ? u"token:%1"_s.arg(call.token->id) : u"local"_s;
    const auto key = AnswerMemory::keyOf(owner, call.request.idempotencyKey);
    if (!key)
        return answer(key.error());
    const auto known = m_memory.begin(*key, fingerprintOf(call.request));
    if (!known)
        return answer(known.error());
    if (*known)
        return answer(repeated(**known));
    run([self = QPointer(this), key = *key, answer](Result<ApiResponse> outcome) {
        if (self)
            self->m_memory.end(key, worthKeeping(outcome));
        answer(std::move(outcome));
    });
}

} // namespace unmta
