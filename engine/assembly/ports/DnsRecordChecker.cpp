#include "assembly/ports/DnsRecordChecker.h"

#include "diagnosis/DiagnosisText.h"

namespace unmta {

void DnsRecordChecker::check(const RecordQuestion &question, TargetOwner owner, Done done)
{
    diagnosis::CheckQuestion asked;
    asked.host = question.host;
    asked.target = question.target;
    asked.targetZone = question.targetZone;
    asked.zone = question.registrableDomain;
    asked.cachesAreOver = question.cachesAreOver;
    asked.depth = question.thorough ? diagnosis::CheckDepth::Full : diagnosis::CheckDepth::Sweep;
    m_checker.check(asked, [this, owner = std::move(owner), done = std::move(done)](diagnosis::Finding finding) {
        QMetaObject::invokeMethod(
            this,
            [owner, done, finding = std::move(finding)]() mutable {
                if (finding.foundIsOurTarget) {
                    finding.foundOwner = owner(finding.check.found);
                    const diagnosis::CheckText text = diagnosis::checkText(finding);
                    finding.check.message = text.message;
                    finding.check.hint = text.hint;
                }
                done(finding.check);
            },
            Qt::QueuedConnection);
    });
}

void DnsRecordChecker::findProvider(const QString &host, std::function<void(QString provider)> done)
{
    m_checker.findZone(host, [this, done = std::move(done)](const diagnosis::ZoneFacts &zone) {
        QMetaObject::invokeMethod(
            this, [done, provider = zone.provider] { done(provider); }, Qt::QueuedConnection);
    });
}

} // namespace unmta
