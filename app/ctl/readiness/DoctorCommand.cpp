// What is missing until a recipient can be tracked, as the engine knows it, and which domains need somebody.
#include "ctl/Commands.h"
#include "ctl/Show.h"
#include "ctl/readiness/ReadinessList.h"

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

// What the domain needs; empty: nothing.
QString needOf(const wire::TrackingDomain &domain)
{
    if (domain.strikes > 0 && domain.lastCheck)
        return u"one strike. %1 %2"_s.arg(domain.lastCheck->message, domain.lastCheck->hint);
    if (domain.certificate.state == wire::CertificateState::Failed) {
        const auto &error = domain.certificate.error;
        return u"no certificate. "_s + (error ? error->message : QString());
    }
    if (domain.status == wire::DomainStatus::Pending) {
        const QString said = domain.lastCheck ? domain.lastCheck->message : u"It has not been checked yet."_s;
        return u"pending. "_s + said;
    }
    return {};
}

Result<QStringList> domainNeeds(Session &session, const QString &cluster)
{
    QStringList needs;
    const auto domains = session.list(api::listTrackingDomains, {cluster}).values();
    if (!domains)
        return domains.error();
    for (const wire::TrackingDomain &domain : *domains) {
        if (const QString need = needOf(domain); !need.isEmpty())
            needs << u"%1: %2"_s.arg(domain.name, need);
    }
    const auto dangling = session.list(api::listDangling, {cluster}).values();
    if (!dangling)
        return dangling.error();
    for (const wire::DanglingRecord &record : *dangling) {
        needs << u"%1: deleted, but its record is still there. Remove it at the provider."_s.arg(record.name);
    }
    return needs;
}

Result<QStringList> allNeeds(Session &session)
{
    QStringList needs;
    const auto monitor = session.call(api::getMonitor).value();
    if (!monitor)
        return monitor.error();
    if (monitor->state == u"held"_s)
        needs << u"The daily checks are held. %1 See unmta-ctl monitor show."_s.arg(monitor->explanation);
    const auto clusters = session.list(api::listClusters).values();
    if (!clusters)
        return clusters.error();
    for (const wire::Cluster &cluster : *clusters) {
        const auto ofCluster = domainNeeds(session, cluster.id);
        if (!ofCluster)
            return ofCluster.error();
        needs << *ofCluster;
    }
    return needs;
}

Outcome doctor(Session &session)
{
    const auto answer = probedReadiness(session);
    const auto readiness = answer.value();
    if (!readiness)
        return readiness.error();
    if (session.json()) {
        printJson(answer.body->value(QLatin1String("data")));
    } else {
        printReadiness(*readiness);
        const auto needs = allNeeds(session);
        if (!needs)
            return needs.error();
        if (!needs->isEmpty()) {
            printLine({});
            printLine(u"Somebody is needed for:"_s);
        }
        for (const QString &need : *needs)
            printLine(u"  "_s + need);
    }
    return exitOf(*readiness);
}

} // namespace

void addDoctorCommand(Command root)
{
    root.command("doctor", "Check the zone, DNS, ports, authority, mail, disk and domains now; exit status 1 when "
                           "something has failed")
        .does(doctor);
}

} // namespace unmta::ctl
