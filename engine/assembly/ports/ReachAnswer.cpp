#include "assembly/ports/ReachAnswer.h"

#include "base/Log.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

using Outcome = ReachSeen::Outcome;

// It names itself in the sentence, so it does not get to write one.
constexpr qsizetype longestName = 80;

Outcome outcomeOf(const Error &error)
{
    const QString cause = error.context.value(u"cause"_s);
    if (error.code == "outbound.timeout"_L1)
        return Outcome::Silent;
    if (error.code == "outbound.connect"_L1)
        return cause == "refused"_L1 ? Outcome::Refused : Outcome::NoRoute;
    // Somebody was there to disagree about TLS, or to say too much.
    if (error.code == "outbound.tls"_L1)
        return cause == "closed"_L1 ? Outcome::Broken : Outcome::Foreign;
    if (error.code == "outbound.too_large"_L1 || cause == "not_http"_L1)
        return Outcome::Foreign;
    return Outcome::Broken;
}

QString answerText(const outbound::HttpReply &reply)
{
    const QString server = logSafe(QString::fromLatin1(reply.header("server")), longestName);
    return u"%1 %2"_s.arg(QString::number(reply.status), server).trimmed();
}

} // namespace

ReachSeen reachSeen(const Result<outbound::HttpReply> &reply, const QByteArray &nonce)
{
    ReachSeen seen;
    if (!reply) {
        const Error &error = reply.error();
        seen.outcome = outcomeOf(error);
        seen.detail = logSafe(error.detail);
    } else if (reply->status == 200 && reply->body == nonce) {
        seen.outcome = Outcome::Reached;
    } else {
        seen.outcome = Outcome::Foreign;
        seen.detail = answerText(*reply);
    }
    return seen;
}

} // namespace unmta
