#include "ctl/domains/VerifyWait.h"

#include "ctl/GrowingPause.h"
#include "ctl/Output.h"
#include "ctl/Show.h"

#include <QJsonObject>

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

// DNS changes within minutes; an authority needs seconds.
constexpr Millis firstPause(1'000);
constexpr Millis longestPause(15'000);

bool matches(const wire::VerifyReply &reply)
{
    return reply.check.outcome == wire::CheckOutcome::Match;
}

} // namespace

bool isServed(const wire::VerifyReply &reply)
{
    const auto state = reply.domain.certificate.state;
    return matches(reply) && (state == wire::CertificateState::Valid || state == wire::CertificateState::Renewing);
}

Answer<wire::VerifyReply> verifyWithPatience(Session &session, const QStringList &path, Millis patience)
{
    GrowingPause left(patience, firstPause, longestPause);
    QString told; // what is the same as before is not said again
    const auto tell = [&told](const QString &news) {
        if (std::exchange(told, news) != news)
            printNote(news);
    };
    auto answer = session.call(api::verifyTrackingDomain, path);
    auto reply = answer.value();
    while (reply && !matches(*reply)) {
        tell(reply->check.message);
        if (!left.pause(session))
            return answer;
        answer = session.call(api::verifyTrackingDomain, path);
        reply = answer.value();
    }
    if (!reply)
        return answer;
    left.shorten();
    while (!isServed(*reply)) {
        tell(u"The certificate: %1."_s.arg(wordFor(reply->domain.certificate.state)));
        if (!left.pause(session))
            return answer;
        const auto domain = session.call(api::getTrackingDomain, path);
        const auto shown = domain.value();
        if (!shown)
            return {shown.error()};
        reply->domain = *shown;
        QJsonObject data = answer.body->value(u"data"_s).toObject();
        data.insert(u"domain"_s, domain.body->value(u"data"_s));
        answer.body->insert(u"data"_s, data);
    }
    return answer;
}

} // namespace unmta::ctl
