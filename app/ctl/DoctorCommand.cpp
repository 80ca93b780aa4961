#include "ctl/Commands.h"
#include "ctl/Show.h"

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

enum class Level
{
    Good,
    Warning,
    Trouble
};

struct Finding
{
    QString check;
    Level level;
    QString message;
};
using Findings = QList<Finding>;

QString levelWord(Level level)
{
    return level == Level::Good ? u"ok"_s : level == Level::Warning ? u"warning"_s : u"trouble"_s;
}

bool listensTo(const wire::Server &server, const QString &kind)
{
    return std::any_of(server.listeners.begin(), server.listeners.end(),
                       [&kind](const wire::Listener &l) { return l.kind == kind; });
}

void examineListeners(const wire::Server &server, Findings &findings)
{
    for (const QString &kind : {u"http"_s, u"https"_s}) {
        const bool there = listensTo(server, kind);
        findings << Finding{u"listeners"_s, there ? Level::Good : Level::Trouble,
                            there
                                ? u"The edge listens for %1."_s.arg(kind)
                                : u"The edge does not listen for %1: give unmta-engine --%1 ADDRESS:PORT."_s.arg(kind)};
    }
}

void examineClock(const wire::Server &server, TimePoint before, TimePoint after, Findings &findings)
{
    constexpr Millis tolerance = std::chrono::seconds(5);
    if (server.capabilities.contains(u"sandbox"_s)) {
        findings << Finding{u"clock"_s, Level::Good, u"The sandbox keeps its own time."_s};
    } else if (server.time < before - tolerance || server.time > after + tolerance) {
        const auto apart = std::chrono::duration_cast<std::chrono::seconds>(server.time - after).count();
        findings << Finding{u"clock"_s, Level::Warning,
                            u"The engine's clock and this computer's are %1 seconds apart. Let both follow NTP."_s.arg(
                                std::abs(apart))};
    } else {
        findings << Finding{u"clock"_s, Level::Good, u"The engine's clock agrees with this computer's."_s};
    }
}

void examineSettings(const wire::Settings &settings, bool sandbox, Findings &findings)
{
    const qsizetype before = findings.size();
    const auto empty = [&settings](const QString &key) { return settings.value(key).isEmpty(); };
    const auto warn = [&findings](const QString &text) { findings << Finding{u"settings"_s, Level::Warning, text}; };
    if (!sandbox) {
        if (settings.value(u"edge.target_zone"_s) == u"track.unmta.net"_s)
            warn(u"edge.target_zone is still the example track.unmta.net. Set it to a zone of yours whose wildcard "
                 u"record "
                 "points to this edge."_s);
        if (settings.value(u"certificates.issuer"_s) == u"internal"_s)
            warn(u"certificates.issuer is internal: recipients' browsers will not trust the certificates."_s);
        else if (empty(u"acme.email"_s))
            warn(u"acme.email is empty: the certificate authority cannot warn you."_s);
        if (empty(u"smtp.url"_s) || empty(u"notify.to"_s))
            warn(u"smtp.url or notify.to is empty: warnings are not mailed to anybody."_s);
    }
    if (findings.size() == before)
        findings << Finding{u"settings"_s, Level::Good, u"The settings look complete."_s};
}

std::optional<Finding> examineDomain(const wire::TrackingDomain &domain)
{
    const auto trouble = [&domain](Level level, const QString &text) {
        return Finding{u"domains"_s, level, domain.name + u": "_s + text};
    };
    if (domain.strikes > 0 && domain.lastCheck)
        return trouble(Level::Trouble, u"one strike. %1 %2"_s.arg(domain.lastCheck->message, domain.lastCheck->hint));
    if (domain.certificate.state == wire::CertificateState::Failed) {
        const auto &error = domain.certificate.error;
        return trouble(Level::Trouble, u"no certificate. "_s + (error ? error->message : QString()));
    }
    if (domain.status == wire::DomainStatus::Pending) {
        const QString said = domain.lastCheck ? domain.lastCheck->message : u"It has not been checked yet."_s;
        return trouble(Level::Warning, u"pending. "_s + said);
    }
    return std::nullopt;
}

Result<void> examineDangling(Session &session, const QString &cluster, Findings &findings)
{
    const auto records = session.list(api::listDangling, {cluster}).values();
    if (!records)
        return records.error();
    for (const wire::DanglingRecord &record : *records) {
        findings << Finding{
            u"domains"_s, Level::Warning,
            u"%1: deleted, but its record is still there. Remove it at the provider."_s.arg(record.name)};
    }
    return {};
}

Result<void> examineDomains(Session &session, Findings &findings)
{
    const auto clusters = session.list(api::listClusters).values();
    if (!clusters)
        return clusters.error();
    qsizetype fine = 0;
    for (const wire::Cluster &cluster : *clusters) {
        const auto domains = session.list(api::listTrackingDomains, {cluster.id}).values();
        if (!domains)
            return domains.error();
        for (const wire::TrackingDomain &domain : *domains) {
            if (const auto finding = examineDomain(domain))
                findings << *finding;
            else
                ++fine;
        }
    }
    for (const wire::Cluster &cluster : *clusters) {
        if (auto examined = examineDangling(session, cluster.id, findings); !examined)
            return examined;
    }
    findings << Finding{u"domains"_s, Level::Good, u"%1 active without trouble."_s.arg(fine)};
    return {};
}

Result<void> examineMonitor(Session &session, Findings &findings)
{
    const auto monitor = session.call(api::getMonitor).value();
    if (!monitor)
        return monitor.error();
    const bool held = monitor->state == u"held"_s;
    findings << Finding{u"monitor"_s, held ? Level::Trouble : Level::Good,
                        held ? u"The daily checks are held. %1 See unmta-ctl monitor show."_s.arg(monitor->explanation)
                             : u"The daily checks work."_s};
    return {};
}

void print(const Session &session, const Findings &findings)
{
    QJsonArray json;
    Table table({u"CHECK"_s, u"RESULT"_s, u"WHAT"_s});
    for (const Finding &finding : findings) {
        json.append(QJsonObject{
            {u"check"_s, finding.check}, {u"result"_s, levelWord(finding.level)}, {u"message"_s, finding.message}});
        table.add({finding.check, levelWord(finding.level), finding.message});
    }
    session.json() ? printJson(json) : table.print({});
}

Outcome doctor(Session &session)
{
    const SystemClock clock;
    Findings findings;
    const TimePoint before = clock.now();
    const auto server = session.call(api::getServer).value();
    if (!server)
        return server.error();
    findings << Finding{u"engine"_s, Level::Good, u"unMTA Tracking %1 answers."_s.arg(server->version)};
    examineListeners(*server, findings);
    examineClock(*server, before, clock.now(), findings);
    const auto settings = session.call(api::getSettings).value();
    if (!settings)
        return settings.error();
    examineSettings(*settings, server->capabilities.contains(u"sandbox"_s), findings);
    if (const auto examined = examineMonitor(session, findings); !examined)
        return examined.error();
    if (const auto examined = examineDomains(session, findings); !examined)
        return examined.error();
    print(session, findings);
    const bool ill =
        std::any_of(findings.begin(), findings.end(), [](const Finding &f) { return f.level == Level::Trouble; });
    return ill ? Exit::Refused : Exit::Done;
}

} // namespace

void addDoctorCommand(Command root)
{
    root.command("doctor",
                 "Look for trouble: listeners, clock, settings, the monitor, domains; exit status 1 when there is any")
        .does(doctor);
}

} // namespace unmta::ctl
