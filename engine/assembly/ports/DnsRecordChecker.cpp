#include "assembly/ports/DnsRecordChecker.h"

#include "diagnosis/DiagnosisText.h"
#include "diagnosis/Provider.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

CheckOutcome outcomeOf(dns::CheckOutcome outcome)
{
    switch (outcome) {
    case dns::CheckOutcome::Match:
        return CheckOutcome::Match;
    case dns::CheckOutcome::Changed:
        return CheckOutcome::Changed;
    case dns::CheckOutcome::Unknown:
        return CheckOutcome::Unknown;
    }
    return CheckOutcome::Unknown;
}

ServerAnswer answerOf(const dns::ServerAnswer &answer)
{
    ServerAnswer result;
    result.server = answer.server;
    result.address = answer.address;
    result.role = answer.role == dns::ServerRole::Resolver ? u"resolver"_s : u"authoritative"_s;
    result.code = answer.code;
    result.answer = answer.answer;
    if (answer.ttl > 0)
        result.ttl = answer.ttl;
    return result;
}

Check checkOf(const dns::CheckResult &result)
{
    Check check;
    check.outcome = outcomeOf(result.outcome);
    check.code = result.code;
    check.confirmed = result.confirmed;
    check.expected = result.expected;
    check.found = result.found;
    check.chain = result.chain;
    check.message = result.message;
    check.hint = result.hint;
    for (const dns::ServerAnswer &answer : result.servers)
        check.servers.append(answerOf(answer));
    if (result.retryAfter > 0)
        check.cachedFor = std::chrono::seconds(result.retryAfter);
    check.nameServers = result.nameServers;
    return check;
}

} // namespace

void DnsRecordChecker::check(const RecordQuestion &question, TargetOwner owner, Done done)
{
    dns::CheckQuestion asked;
    asked.host = question.host;
    asked.target = question.target;
    asked.targetZone = question.targetZone;
    asked.zone = question.registrableDomain;
    asked.depth = question.thorough ? dns::CheckDepth::Full : dns::CheckDepth::Sweep;
    m_checker.check(asked, [this, owner = std::move(owner), done = std::move(done)](dns::CheckResult result) {
        QMetaObject::invokeMethod(
            this,
            [owner, done, result = std::move(result)]() mutable {
                if (result.foundIsOurTarget && result.foundOwner.isEmpty()) {
                    result.foundOwner = owner(result.found);
                    const dns::CheckText text = dns::checkText(result);
                    result.message = text.message;
                    result.hint = text.hint;
                }
                done(checkOf(result));
            },
            Qt::QueuedConnection);
    });
}

void DnsRecordChecker::findProvider(const QString &host, std::function<void(QString provider)> done)
{
    m_checker.findZone(host, [this, done = std::move(done)](const dns::ZoneFacts &zone) {
        QMetaObject::invokeMethod(
            this, [done, provider = zone.provider] { done(provider); }, Qt::QueuedConnection);
    });
}

} // namespace unmta
