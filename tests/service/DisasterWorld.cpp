#include "DisasterWorld.h"

#include "dns/LyingDnsServer.h"
#include "sandbox/SandboxDnsData.h"
#include "support/Patience.h"

#include <QElapsedTimer>
#include <QTest>

#include <mutex>

namespace unmta::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// In queries of a round: when the resolver goes, how long it is away, and how long it is confused.
constexpr int restartAt = 100;
constexpr int awayFor = 150;
constexpr int confusedFor = 150;

bool isCustomers(const QString &name)
{
    return name.contains(u"customer"_s, Qt::CaseInsensitive);
}

bool isHost(const QString &name)
{
    return name.startsWith(u"track.customer"_s);
}

} // namespace

// All servers share what is true; what they say depends on the disaster.
class DisasterDns
{
public:
    explicit DisasterDns(const QString &targetZone)
        : m_targetZone(targetZone)
        , m_resolver([this](LyingExchange &exchange) { resolve(exchange); })
        , m_second([this](LyingExchange &exchange) { resolveSecond(exchange); })
        , m_silent([](LyingExchange &) {}, Tcp::No)
        , m_authority([this](LyingExchange &exchange) { serve(exchange); })
    {
        m_truth.setOwnAddress(u"127.0.0.1"_s);
        m_truth.addZone(u"."_s, u"ns.root.example"_s);
        m_truth.addZone(targetZone, {});
        set(targetZone, u"A"_s, u"192.0.2.80"_s);
    }

    void addCustomer(const QString &host, const QString &target)
    {
        const std::lock_guard lock(m_mutex);
        m_truth.addZone(host.section(u'.', 1), {});
        if (!m_truth.set({host, u"CNAME"_s, target, 300}))
            qFatal("a record was not taken");
    }
    void set(const QString &name, const QString &type, const QString &value)
    {
        const std::lock_guard lock(m_mutex);
        if (!m_truth.set({name, type, value, 300}))
            qFatal("a record was not taken");
    }
    void add(const QString &name, const QString &type, const QString &value)
    {
        const std::lock_guard lock(m_mutex);
        if (!m_truth.add({name, type, value, 300}))
            qFatal("a record was not taken");
    }
    void remove(const QString &name)
    {
        const std::lock_guard lock(m_mutex);
        m_truth.remove(name, {});
    }
    void spoil(const QString &host, const QString &type, const QString &value)
    {
        const std::lock_guard lock(m_mutex);
        m_spoilt.insert(host, {host, *dns::rrTypeFromText(type), 300, value});
    }
    void strike(Disaster disaster)
    {
        m_queries = 0;
        m_disaster = disaster;
    }
    [[nodiscard]] dns::Endpoint resolver(QChar which) const
    {
        return which == u'g' ? m_resolver.endpoint() : which == u'h' ? m_second.endpoint() : m_silent.endpoint();
    }
    [[nodiscard]] dns::Endpoint authority() const { return m_authority.endpoint(); }

private:
    [[nodiscard]] dns::Message truth(const LyingExchange &exchange)
    {
        const std::lock_guard lock(m_mutex);
        return m_truth.answer(exchange.query);
    }
    // What only the zones' own servers show.
    [[nodiscard]] dns::Message wholeTruth(const LyingExchange &exchange)
    {
        dns::Message reply = truth(exchange);
        const std::lock_guard lock(m_mutex);
        const auto spoilt = m_spoilt.constFind(exchange.query.question.name.toLower());
        if (spoilt != m_spoilt.constEnd() && spoilt->type == exchange.query.question.type) {
            if (spoilt->type != dns::RrType::CNAME)
                reply.answer.clear();
            reply.answer << *spoilt;
        }
        return reply;
    }
    static void say(LyingExchange &exchange, dns::Rcode code)
    {
        dns::Message reply = exchange.honest();
        reply.authoritative = false;
        reply.rcode = code;
        exchange.send(reply);
    }
    [[nodiscard]] bool isLost()
    {
        const std::lock_guard lock(m_mutex);
        return m_dice.below(10) < 3;
    }
    // What happens to both alike. True: the query has been dealt with.
    bool struckBoth(LyingExchange &exchange)
    {
        switch (m_disaster.load()) {
        case Disaster::Silent:
            return true;
        case Disaster::Servfail:
            say(exchange, dns::Rcode::ServFail);
            return true;
        case Disaster::Refused:
            say(exchange, dns::Rcode::Refused);
            return true;
        case Disaster::Loss:
            return isLost();
        case Disaster::Latency:
            if (exchange.overTcp)
                return true;
            exchange.delay = 7 * DisasterWorld::usualTimeout; // as 10 s are to the 1.5 s that the engine waits
            return false;
        default:
            return false;
        }
    }
    static dns::Record soaOf(const QString &host)
    {
        const QString zone = host.section(u'.', 1);
        return {zone, dns::RrType::SOA, 60, u"ns1.%1. hostmaster.%1. 1 3600 600 86400 60"_s.arg(zone)};
    }
    // What a resolver makes of name servers that have lost a zone: nothing is there.
    static bool believe(LyingExchange &exchange, const QString &host, bool noName)
    {
        dns::Message reply = exchange.honest();
        reply.authoritative = false;
        reply.rcode = noName ? dns::Rcode::NxDomain : dns::Rcode::NoError;
        reply.authority << soaOf(host);
        exchange.send(reply);
        return true;
    }
    static bool inventAddress(LyingExchange &exchange, const QString &name)
    {
        dns::Message reply = exchange.honest();
        reply.authoritative = false;
        if (exchange.query.question.type == dns::RrType::A)
            reply.answer << dns::Record{name, dns::RrType::A, 60, u"192.0.2.66"_s};
        exchange.send(reply);
        return true;
    }
    void resolveSecond(LyingExchange &exchange)
    {
        if (m_disaster == Disaster::OneInvents)
            inventAddress(exchange, exchange.query.question.name.toLower());
        else if (m_disaster == Disaster::OneDenies)
            say(exchange, dns::Rcode::NxDomain);
        else
            resolve(exchange);
    }
    void resolve(LyingExchange &exchange)
    {
        if (struckBoth(exchange) || struckResolver(exchange))
            return;
        dns::Message reply = truth(exchange);
        reply.authoritative = false;
        exchange.send(reply);
    }
    bool struckResolver(LyingExchange &exchange)
    {
        const QString name = exchange.query.question.name.toLower();
        const int count = ++m_queries;
        switch (m_disaster.load()) {
        case Disaster::EverythingMissing:
            say(exchange, dns::Rcode::NxDomain);
            return true;
        case Disaster::OneAddress:
            return inventAddress(exchange, name);
        case Disaster::NodataWithoutAa:
        case Disaster::NodataWithoutSoa:
        case Disaster::SelfReferral:
        case Disaster::BadVers:
            return isHost(name) && believe(exchange, name, false);
        case Disaster::NxdomainWithoutAa:
        case Disaster::NxdomainWithoutSoa:
            return isHost(name) && believe(exchange, name, true);
        case Disaster::KeptServfail:
            if (!isHost(name) || exchange.query.checkingDisabled)
                return false;
            say(exchange, dns::Rcode::ServFail);
            return true;
        case Disaster::Lame:
            if (!isCustomers(name) || exchange.query.question.type != dns::RrType::CNAME)
                return false;
            say(exchange, dns::Rcode::ServFail);
            return true;
        case Disaster::CanariesDead:
            if (name != m_targetZone)
                return false;
            say(exchange, dns::Rcode::NxDomain);
            return true;
        case Disaster::OwnZoneDead:
            if (!name.endsWith(m_targetZone))
                return false;
            say(exchange, dns::Rcode::ServFail);
            return true;
        case Disaster::ResolverRestart:
            if (count < restartAt || count >= restartAt + awayFor + confusedFor)
                return false;
            if (count >= restartAt + awayFor)
                say(exchange, dns::Rcode::ServFail);
            return true;
        default:
            return false;
        }
    }
    void serve(LyingExchange &exchange)
    {
        if (struckBoth(exchange))
            return;
        const QString name = exchange.query.question.name.toLower();
        const QString zone = name.section(u'.', 1);
        dns::Message reply = exchange.honest();
        reply.recursionAvailable = false;
        switch (m_disaster.load()) {
        case Disaster::Lame:
        case Disaster::ZoneRefuses:
            say(exchange, dns::Rcode::Refused);
            return;
        case Disaster::ZoneSilent:
            return;
        case Disaster::ZoneLame:
        case Disaster::NodataWithoutAa:
        case Disaster::NxdomainWithoutAa:
            reply.authoritative = false;
            reply.authority << soaOf(name);
            break;
        case Disaster::SelfReferral:
            reply.authoritative = false;
            reply.authority << dns::Record{zone, dns::RrType::NS, 300, u"ns1."_s + zone};
            break;
        case Disaster::BadVers:
            reply.edns = true; // it stands in the OPT record
            reply.rcode = dns::Rcode::BadVers;
            break;
        case Disaster::NodataWithoutSoa:
        case Disaster::NxdomainWithoutSoa:
            break;
        default:
            exchange.send(wholeTruth(exchange));
            return;
        }
        if (m_disaster == Disaster::NxdomainWithoutAa || m_disaster == Disaster::NxdomainWithoutSoa)
            reply.rcode = dns::Rcode::NxDomain;
        exchange.send(reply);
    }

    const QString m_targetZone;
    std::mutex m_mutex; // guards the truth, what is spoilt, and the dice
    SandboxDnsData m_truth;
    QHash<QString, dns::Record> m_spoilt; // by host
    FakeRandom m_dice{11};
    std::atomic<Disaster> m_disaster = Disaster::None;
    std::atomic<int> m_queries = 0;
    LyingDnsServer m_resolver;
    LyingDnsServer m_second;
    LyingDnsServer m_silent;
    LyingDnsServer m_authority;
};

DisasterWorld::DisasterWorld(int domainCount, const QString &resolvers, Millis queryTimeout)
    : m_count(domainCount)
    , m_resolvers(resolvers)
    , m_queryTimeout(queryTimeout)
    , m_dns(std::make_unique<DisasterDns>(settings.current().targetZone()))
    , m_realChecker(std::make_unique<diagnosis::DomainChecker>(config(), m_systemRandom))
    , m_recordChecker(*m_realChecker)
    , m_canaryProbe(*m_realChecker, random)
    , m_realVerification({m_recordChecker, domains, *store, feed, settings, monitorClock, clock})
{
    for (int i = 0; i < m_count; ++i)
        m_dns->addCustomer(hostAt(i), activate(hostAt(i)).fields().target);
    MonitorService::Limits limits;
    limits.startsPerSecond = 20'000;
    limits.atOnce = 200;
    limits.canaryPause = 5ms;
    monitor = std::make_unique<MonitorService>(MonitorService::Dependencies{*store, m_realVerification, domains,
                                                                            m_canaryProbe, notifications, settings,
                                                                            feed, monitorClock, clock},
                                               limits);
    if (!monitor->start())
        qFatal("the monitor did not start");
}

DisasterWorld::~DisasterWorld()
{
    monitor->stop();
    m_realChecker.reset(); // its thread brings the others answers
}

diagnosis::CheckerConfig DisasterWorld::config() const
{
    diagnosis::CheckerConfig config;
    for (const QChar which : m_resolvers)
        config.resolvers << m_dns->resolver(which);
    config.authorityPort = m_dns->authority().port;
    config.queryTimeout = m_queryTimeout;
    config.headStart = m_queryTimeout / 2;
    config.grace = 4 * m_queryTimeout;
    config.deadline = 12 * m_queryTimeout;
    config.zoneMemory = Millis(0); // between rounds lies a day
    return config;
}

void DisasterWorld::strike(Disaster disaster)
{
    m_disaster = disaster;
    m_dns->strike(disaster);
}

void DisasterWorld::change(int i)
{
    if (i % 3 == 0)
        m_dns->remove(hostAt(i));
    else if (i % 3 == 1)
        m_dns->set(hostAt(i), u"CNAME"_s, u"elsewhere.example.net"_s);
    else
        m_dns->add(hostAt(i), u"CNAME"_s, u"elsewhere.example.net"_s);
}

void DisasterWorld::spoil(int i, const QString &type, const QString &value)
{
    m_dns->spoil(hostAt(i), type, value);
}

bool DisasterWorld::settle()
{
    // In memory and with short timeouts; this is for a machine that is busy otherwise.
    const int longest = patienceMs + 20 * m_count;
    return QTest::qWaitFor(
        [this] {
            const auto status = monitor->status();
            // While it is held, the next try still lies ahead; before, it is under way.
            return (status.nextTry && *status.nextTry > clock.now()) ||
                   (status.running == 0 && store->domains.due(DomainStatus::Active, clock.now(), 1)->isEmpty());
        },
        longest);
}

bool DisasterWorld::passDay()
{
    m_dns->strike(m_disaster); // counts anew
    clock.advance(27h);
    monitor->lookAgain();
    if (m_disaster == Disaster::ClockJump) {
        if (!QTest::qWaitFor([this] { return monitor->status().checkedInRound > m_count / 10; }, patienceMs))
            return false;
        clock.jumpWall(48h);
        monitor->lookAgain();
    }
    if (!settle())
        return false;
    for (int i = 0; i < 3; ++i) {
        clock.advance(16min);
        monitor->lookAgain();
        if (!settle())
            return false;
    }
    return true;
}

int DisasterWorld::active() const
{
    return static_cast<int>(store->domains.counts()->active);
}

QStringList DisasterWorld::struck() const
{
    QStringList names;
    (void)store->domains.forEach([&](const TrackingDomain &domain) {
        if (domain.fields().strikes > 0 || !domain.isActive())
            names << domain.fields().name;
    });
    names.sort();
    return names;
}

qsizetype DisasterWorld::told(const QString &kind) const
{
    qsizetype count = 0;
    QString after;
    do {
        const auto page = store->notifications.list({}, after, maxPageSize).value();
        count += std::count_if(page.items.begin(), page.items.end(),
                               [&](const Notification &notification) { return notification.kind == kind; });
        after = page.next;
    } while (!after.isEmpty());
    return count;
}

qsizetype DisasterWorld::toldCustomers() const
{
    return told(u"domain.warning"_s) + told(u"domain.downgraded"_s) + told(u"domain.recovered"_s) +
           told(u"domain.claimed_elsewhere"_s);
}

} // namespace unmta::test
