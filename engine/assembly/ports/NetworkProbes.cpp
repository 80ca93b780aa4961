#include "assembly/ports/NetworkProbes.h"

#include "acme/AcmeAnswer.h"
#include "acme/AcmeDirectory.h"
#include "assembly/AcmeSettings.h"
#include "assembly/ports/ReachAnswer.h"
#include "assembly/ports/SmtpMailSender.h"
#include "base/IpAddress.h"
#include "base/Log.h"
#include "diagnosis/DomainChecker.h"
#include "dns/Resolvers.h"
#include "service/notices/Relay.h"
#include "service/settings/SettingsService.h"
#include "store/EngineStore.h"

#include <QHostAddress>
#include <QTimer>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

AuthoritySeen authoritySeen(const outbound::HttpReply &reply, TimePoint answered)
{
    AuthoritySeen seen;
    if (const auto date = outbound::parseHttpDate(reply.header("date"))) {
        // A cache on the way says how old its answer is (RFC 9111, 5.1). What is left is a full second, of which half
        // has passed on average, and half of the way there and back.
        const auto age = std::chrono::seconds(std::max(0, reply.header("age").toInt()));
        seen.clockAhead = answered - reply.took / 2 - (*date + age + Millis(500));
    }
    if (const auto failure = acme::failureOf(reply, answered)) {
        seen.error = failure->error;
        return seen;
    }
    const auto directory = acme::directoryOf(reply);
    if (directory)
        seen.wantsBinding = directory->isBindingRequired;
    else
        seen.error = directory.error();
    return seen;
}

AuthoritySeen authorityUnseen(const Error &outboundError)
{
    AuthoritySeen seen;
    seen.error = outboundError; // says more than that the CA is away
    return seen;
}

bool isOfOneLink(const QString &text)
{
    QHostAddress address(text);
    bool isV4 = false;
    if (const quint32 v4 = address.toIPv4Address(&isV4); isV4) // it may be mapped into IPv6
        address.setAddress(v4);
    return address.isLinkLocal() || address.isMulticast() || address.isBroadcast() ||
           address == QHostAddress(QHostAddress::AnyIPv4) || address == QHostAddress(QHostAddress::AnyIPv6);
}

} // namespace

// All of it on the engine thread.
struct NetworkProbes::Reaching
{
    ProbeBeacon::Light light;
    QList<ReachSeen> seen;
    qsizetype missing = 0;
    std::function<void(QList<ReachSeen>)> done; // null once it was called
};

NetworkProbes::NetworkProbes(const Dependencies &dependencies, const Terms &terms)
    : d(dependencies)
    , m_terms(terms)
    , m_beacon(d.publisher, d.clock, d.random)
{}

NetworkProbes::~NetworkProbes()
{
    m_gate->close();
}

template <typename T>
std::function<void(T)> NetworkProbes::bounded(std::function<void(T)> done, T otherwise)
{
    const auto waiting = std::make_shared<std::function<void(T)>>(std::move(done));
    const auto conclude = [waiting](T value) {
        if (const auto first = std::exchange(*waiting, nullptr))
            first(std::move(value));
    };
    // A little before the limit: a timer may be late.
    QTimer::singleShot(m_terms.limit - m_terms.limit / 20, Qt::PreciseTimer, this,
                       [conclude, otherwise = std::move(otherwise)] { conclude(otherwise); });
    return m_gate->wrap([this, conclude](T value) {
        QMetaObject::invokeMethod(
            this, [conclude, value = std::move(value)] { conclude(value); }, Qt::QueuedConnection);
    });
}

void NetworkProbes::addresses(const QString &name, std::function<void(AddressesSeen)> done)
{
    const auto bring = bounded<AddressesSeen>(std::move(done), {});
    d.checker.hostAddresses(name, [bring](const diagnosis::HostAddresses &found) {
        bring({found.isKnown, found.byAuthority, found.zone, found.addresses, found.alias, found.servers});
    });
}

void NetworkProbes::resolvers(const std::optional<QString> &others, const QStringList &existing,
                              std::function<void(QList<ResolverSeen>)> done)
{
    QList<dns::Endpoint> servers;
    if (others) {
        if (const auto named = dns::resolversFromSetting(*others)) {
            servers = *named;
        } else {
            qCWarning(lcDns).noquote() << "not usable as resolvers" << describe(named.error());
            return bounded<QList<ResolverSeen>>(std::move(done), {})({});
        }
    }
    const auto bring = bounded<QList<ResolverSeen>>(std::move(done), {});
    d.checker.examineResolvers(servers, existing, [bring](const QList<diagnosis::ResolverMarks> &marks) {
        QList<ResolverSeen> seen;
        for (const auto &mark : marks)
            seen << ResolverSeen{dns::endpointText(mark.resolver), mark.answers, mark.says, mark.validates};
        bring(seen);
    });
}

// Our own public addresses --------------------------------------------------------------------------------------------

void NetworkProbes::reach(const QString &host, const QStringList &addresses, bool tls,
                          std::function<void(QList<ReachSeen>)> done)
{
    const auto reaching = std::make_shared<Reaching>();
    for (const QString &address : addresses)
        reaching->seen << ReachSeen{
            address, tls ? m_terms.httpsPort : m_terms.httpPort, ReachSeen::Outcome::Silent, {}};
    const auto light = m_beacon.light(host, tls);
    if (!light) {
        for (ReachSeen &seen : reaching->seen) {
            seen.outcome = ReachSeen::Outcome::Broken;
            seen.detail = logSafe(describe(light.error()));
        }
    } else {
        reaching->light = *light;
    }
    // What has come until the time is up stands.
    reaching->done = [this, done = std::move(done), reaching = std::weak_ptr(reaching)](const QList<ReachSeen> &seen) {
        if (const auto lit = reaching.lock())
            m_beacon.putOut(lit->light);
        done(seen);
    };
    const auto conclude = [reaching] {
        if (const auto first = std::exchange(reaching->done, nullptr))
            first(reaching->seen);
    };
    QTimer::singleShot(m_terms.limit - m_terms.limit / 20, Qt::PreciseTimer, this, conclude);
    if (!light || addresses.isEmpty()) {
        QTimer::singleShot(0, this, conclude);
        return;
    }
    reaching->missing = addresses.size();
    for (qsizetype i = 0; i < addresses.size(); ++i)
        reachOne(reaching, i);
}

void NetworkProbes::reachOne(const std::shared_ptr<Reaching> &reaching, qsizetype index)
{
    const ReachSeen &target = reaching->seen.at(index);
    outbound::HttpCall call;
    call.url = reaching->light.url();
    call.allowedProtocols = {u"http"_s, u"https"_s};
    // They are the operator's own, and may well be private where a router stands in front.
    call.addresses = outbound::AddressPolicy::any();
    call.connectTo = dns::endpointText({target.address, static_cast<quint16>(target.port)});
    call.verifyPeer = false;
    call.timeout = share();
    const auto arrived = [reaching, index](const Result<outbound::HttpReply> &reply) {
        ReachSeen &seen = reaching->seen[index];
        const ReachSeen told = reachSeen(reply, reaching->light.nonce);
        seen.outcome = told.outcome;
        seen.detail = told.detail;
        if (--reaching->missing == 0) {
            if (const auto first = std::exchange(reaching->done, nullptr))
                first(reaching->seen);
        }
    };
    // Whoever writes the zone chooses whom we ask: not the services that a host has for itself alone.
    if (!IpAddress::parse(target.address.toLatin1()) || isOfOneLink(target.address)) {
        QTimer::singleShot(0, this, [arrived] {
            arrived(systemError(u"outbound.connect"_s, u"not an address that others could reach"_s));
        });
        return;
    }
    d.worker.send(std::move(call), m_gate->wrap([this, arrived](const Result<outbound::HttpReply> &reply) {
        QMetaObject::invokeMethod(
            this, [arrived, reply] { arrived(reply); }, Qt::QueuedConnection);
    }));
}

// Authority and relay -------------------------------------------------------------------------------------------------

bool NetworkProbes::hasAccount(const acme::AcmeConfig &config) const
{
    const auto stored = d.store.acmeAccounts.account(config.directoryUrl);
    if (!stored) {
        qCWarning(lcAcme).noquote() << "no account" << describe(stored.error());
        return false;
    }
    const auto account = acme::accountOf(stored->value_or(QByteArray()), config);
    return account && !account->url.isEmpty();
}

void NetworkProbes::authority(const Settings &settings, std::function<void(AuthoritySeen)> done)
{
    AuthoritySeen unseen = authorityUnseen(Error(u"outbound.timeout"_s));
    const auto config = acmeConfigOf(settings);
    if (!config) {
        unseen.error = config.error();
        return bounded<AuthoritySeen>(std::move(done), unseen)(unseen);
    }
    unseen.hasAccount = hasAccount(*config);
    const auto bring = bounded<AuthoritySeen>(std::move(done), unseen);
    outbound::HttpCall call;
    call.url = config->directoryUrl;
    call.timeout = share();
    d.worker.send(acme::callOf(std::move(call), *config),
                  [bring, clock = &d.clock, hasAccount = unseen.hasAccount](const Result<outbound::HttpReply> &reply) {
                      AuthoritySeen seen = reply ? authoritySeen(*reply, clock->now()) : authorityUnseen(reply.error());
                      seen.hasAccount = hasAccount;
                      bring(seen);
                  });
}

void NetworkProbes::relay(std::function<void(std::optional<Error>)> done)
{
    const auto bring = bounded<std::optional<Error>>(std::move(done), Error(u"smtp.timeout"_s));
    mail::SmtpConfig config = relayOf(d.settings.current());
    config.timeout = share();
    d.mail.visit(config, [bring](const mail::SmtpOutcome &outcome) {
        bring(outcome.result ? std::nullopt : std::optional(outcome.result.error()));
    });
}

} // namespace unmta
