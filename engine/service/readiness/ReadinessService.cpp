#include "service/readiness/ReadinessService.h"

#include "base/AllSettings.h"
#include "base/Page.h"
#include "domain/Hostname.h"
#include "mail/SmtpSender.h"
#include "service/certificates/CertificateService.h"
#include "service/changes/ChangeFeed.h"
#include "service/notices/NotificationService.h"
#include "service/notices/OutboxService.h"
#include "service/readiness/ReadinessRules.h"
#include "service/settings/SettingsService.h"
#include "store/EngineStore.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

// A settings page is saved field by field, and the issuer that it chooses is made at once as well.
constexpr Millis afterSettings{1'000};
constexpr Millis afterStart = std::chrono::seconds(10); // others start with us, a resolver perhaps

// What a run's answers depend on.
constexpr SettingName probedSettings[]{
    "edge.target_zone", "edge.public_addresses", "dns.resolvers", "certificates.issuer", "acme.directory",
    "acme.eab_kid",     "acme.eab_key",          "acme.ca_file",  "outbound.allow",      "smtp.url",
    "smtp.tls",         "smtp.ca_file",          "smtp.username", "smtp.password",       "smtp.from",
    "notify.to"};

QStringList valuesOf(const Settings &settings)
{
    QStringList values;
    for (const SettingName name : probedSettings)
        values << settings.text(name);
    return values;
}

} // namespace

// One go at asking everybody.
struct ReadinessService::Run
{
    ProbesSeen seen;
    QList<std::function<void(QList<ReadinessCheck>)>> waiting;
    int missing = 0;
};

ReadinessService::ReadinessService(Dependencies dependencies)
    : d(std::move(dependencies))
{
    m_probeTimer.setSingleShot(true);
    connect(&m_probeTimer, &QTimer::timeout, this, [this] { probe({}); });
    connect(&m_lookTimer, &QTimer::timeout, this, &ReadinessService::look);
    connect(&d.outbox, &OutboxService::handedIn, this, &ReadinessService::mailHandedIn);
    connect(&d.settings, &SettingsService::changed, this, &ReadinessService::onSettings);
}

ReadinessService::~ReadinessService() = default;

void ReadinessService::start()
{
    m_running = true;
    for (const ReadinessCheck &check : checks())
        m_told.insert(check.id, check.state);
    m_lookTimer.start(lookEvery);
    m_probedSettings = valuesOf(d.settings.current());
    // Before there is a zone, and in the sandbox, nobody is asked unless somebody wants to know.
    if (!d.local().isSandbox && !d.settings.current().targetZone().isEmpty())
        m_probeTimer.start(afterStart);
}

void ReadinessService::stop()
{
    m_running = false;
    m_probeTimer.stop();
    m_lookTimer.stop();
    auto waiting = std::exchange(m_waiting, {});
    if (const auto run = std::exchange(m_run, nullptr))
        waiting += std::exchange(run->waiting, {});
    for (const auto &done : waiting)
        done(checks());
}

QList<ReadinessCheck> ReadinessService::checks() const
{
    return readinessOf(facts());
}

void ReadinessService::mailHostSeen(const QString &what)
{
    m_mailHostAt = d.clock.now();
    m_mailHost = what;
}

void ReadinessService::mailHandedIn(const mail::SmtpOutcome &outcome)
{
    m_lastMailError = outcome.result ? QString() : d.wording(outcome.result.error());
    if (outcome.result)
        m_lastMailAt = d.clock.now();
}

void ReadinessService::onSettings(const Settings &settings)
{
    if (!m_running || valuesOf(settings) == m_probedSettings)
        return;
    m_lastMailError.clear(); // of another relay, perhaps
    if (!d.local().isSandbox && (!settings.targetZone().isEmpty() || m_seen))
        m_probeTimer.start(afterSettings);
}

// The network ---------------------------------------------------------------------------------------------------------

void ReadinessService::probe(std::function<void(QList<ReadinessCheck>)> done)
{
    if (done)
        m_waiting << std::move(done);
    if (m_run) {
        m_wantsAnother = true;
        return;
    }
    begin();
}

void ReadinessService::begin()
{
    m_wantsAnother = false;
    m_probeTimer.stop();
    const auto run = std::make_shared<Run>();
    m_run = run;
    run->waiting = std::exchange(m_waiting, {});
    const Settings &settings = d.settings.current();
    m_probedSettings = valuesOf(settings);
    const LocalSeen local = d.local();
    const QString zone = settings.targetZone();
    run->missing = 1; // this function

    const auto ask = [&](auto &&question) {
        ++run->missing;
        question();
    };
    ask([&] {
        d.dataDir([this, run](const DataDirSeen &seen) {
            run->seen.dataDir = seen;
            arrived(run);
        });
    });
    if (!local.isSandbox) {
        if (!zone.isEmpty()) {
            ask([&] {
                // One that nobody has asked for before, so that no cache has an answer.
                const QString name = u"readiness-%1.%2"_s.arg(d.random.hex(8), zone);
                d.probes.addresses(name, [this, run](const AddressesSeen &seen) {
                    run->seen.wildcard = seen;
                    if (m_run == run) // else the service has stopped
                        askReach(run);
                    arrived(run);
                });
            });
        }
        ask([&] {
            const auto name = Hostname::parse(zone);
            const QString parent = name ? name->registrableDomain() : QString();
            QStringList existing{u"com"_s, u"net"_s, u"org"_s};
            for (const QString &own : {parent, zone}) // a resolver of a closed network knows no others
                if (!own.isEmpty())
                    existing << own;
            d.probes.resolvers({}, existing, [this, run](const QList<ResolverSeen> &seen) {
                run->seen.resolvers = seen;
                arrived(run);
            });
        });
        if (settings.text("certificates.issuer") == u"acme"_s) {
            ask([&] {
                d.probes.authority(settings, [this, run](const AuthoritySeen &seen) {
                    run->seen.authority = seen;
                    arrived(run);
                });
            });
        }
    }
    if (NotificationService::canMail(settings)) {
        ask([&] {
            d.probes.relay([this, run](const std::optional<Error> &error) {
                run->seen.relay = error;
                run->seen.relayAsked = true;
                arrived(run);
            });
        });
    }
    arrived(run);
}

void ReadinessService::askReach(const std::shared_ptr<Run> &run)
{
    const QStringList &addresses = run->seen.wildcard->addresses;
    if (addresses.isEmpty())
        return;
    const QString zone = d.settings.current().targetZone();
    for (const bool tls : {false, true}) {
        ++run->missing;
        const QString host = u"readiness-%1.%2"_s.arg(d.random.hex(8), zone);
        d.probes.reach(host, addresses, tls, [this, run, tls](const QList<ReachSeen> &seen) {
            (tls ? run->seen.https : run->seen.http) = seen;
            arrived(run);
        });
    }
}

void ReadinessService::arrived(const std::shared_ptr<Run> &run)
{
    if (--run->missing == 0 && m_run == run)
        finish(run);
}

void ReadinessService::finish(const std::shared_ptr<Run> &run)
{
    const LocalSeen local = d.local();
    if (!local.isSandbox) {
        // It is a look at all processes: only where somebody answered in the edge's place, or nobody where it is not.
        const auto holder = [this](int port, bool listens, const QList<ReachSeen> &seen) {
            const bool isWanted = std::any_of(seen.begin(), seen.end(), [listens](const ReachSeen &reach) {
                return reach.outcome == ReachSeen::Outcome::Foreign ||
                       (!listens && reach.outcome == ReachSeen::Outcome::Refused);
            });
            return isWanted ? d.portHolder(port) : QString();
        };
        run->seen.httpHolder = holder(80, local.httpPorts.contains(80), run->seen.http);
        run->seen.httpsHolder = holder(443, local.httpsPorts.contains(443), run->seen.https);
    }
    run->seen.at = d.clock.now();
    m_seen = run->seen;
    m_run.reset();
    const auto waiting = std::exchange(run->waiting, {});
    look();
    if (m_running)
        m_probeTimer.start(probeEvery);
    for (const auto &done : waiting)
        done(checks());
    if (m_wantsAnother && !m_run)
        begin();
}

// What is known
// ---------------------------------------------------------------------------------------------------------

// Whoever follows the changes learns of those that look different.
void ReadinessService::look()
{
    for (const ReadinessCheck &check : checks()) {
        if (m_told.value(check.id) == check.state)
            continue;
        m_told.insert(check.id, check.state);
        d.feed.add(ChangeKind::Readiness, {}, check.id, ChangeAction::Changed);
    }
}

QString ReadinessService::anyDomain() const
{
    const auto clusters = d.store.clusters.list({}, maxPageSize);
    if (!clusters)
        return {};
    for (const Cluster &cluster : clusters->items) {
        const auto domains = d.store.domains.list(cluster.id, {}, 1);
        if (domains && !domains->items.isEmpty())
            return domains->items.first().fields().name;
    }
    return {};
}

UseSeen ReadinessService::use() const
{
    UseSeen use;
    if (const auto counts = d.store.domains.counts()) {
        use.active = counts->active;
        if (counts->active == 0 && counts->pending > 0)
            use.pending = anyDomain();
    }
    m_hosts.look(d.snapshots.current(), d.clock.now());
    use.certified = m_hosts.certified();
    for (const QString &host : m_hosts.others()) {
        const Certificate::Fields certificate = d.certificates.of(host).fields();
        if (certificate.state == CertificateState::Failed)
            use.failed.insert(host,
                              d.wording(Error(certificate.errorCode, {}, {{u"reason"_s, certificate.errorMessage}},
                                              certificate.errorMessage)));
        else
            use.uncertified << host;
    }
    m_hasEvent = m_hasEvent || d.hasEvent();
    use.hasEvent = m_hasEvent;
    use.mailHostAt = m_mailHostAt;
    use.mailHost = m_mailHost;
    use.lastMailAt = m_lastMailAt;
    use.lastMailError = m_lastMailError;
    return use;
}

ReadinessFacts ReadinessService::facts() const
{
    constexpr SettingName read[]{"edge.target_zone",
                                 "edge.public_addresses",
                                 "certificates.issuer",
                                 "acme.directory",
                                 "acme.eab_kid",
                                 "acme.eab_key",
                                 "smtp.url",
                                 "smtp.from",
                                 "notify.to"};
    ReadinessFacts facts;
    facts.now = d.clock.now();
    for (const SettingName name : read)
        facts.settings.insert(QString::fromLatin1(name.row().name), d.settings.current().text(name));
    facts.local = d.local();
    facts.use = use();
    facts.probes = m_seen;
    facts.wording = d.wording;
    return facts;
}

} // namespace unmta
