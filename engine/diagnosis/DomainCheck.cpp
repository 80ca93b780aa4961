#include "diagnosis/DomainCheck.h"

#include "diagnosis/ViewWalk.h"
#include "dns/DnsName.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace unmta::diagnosis {

using namespace dns;

namespace {

// What a view says before its server has answered: that is also what stands when the time is up.
View waitingView(const QString &server, const Endpoint &endpoint, ServerRole role, const QString &host)
{
    View view;
    view.server = server;
    view.address = endpointText(endpoint);
    view.role = role;
    view.failure = u"timeout"_s;
    view.chain = QStringList{host};
    return view;
}

// Not all of these can be missing. Our own zone is left out: no check asks anything of it.
QStringList existingNames(const CheckQuestion &question)
{
    return {u"."_s, u"com"_s, question.zone.isEmpty() ? parentName(question.host) : question.zone};
}

LookUps lookUpsOf(const CheckQuestion &question)
{
    return question.depth == CheckDepth::Sweep ? LookUps::Remembered : LookUps::Fresh;
}

// How many of a zone's servers a sweep asks as long as all is well: one may be silent.
constexpr qsizetype SampleSize = 2;

// Some of them by chance, so that in time all are asked and no provider's first server bears the load; of two names
// where there are two. The others stay in `servers`.
QList<Authority> takeSample(QList<Authority> &servers, Random &random)
{
    QList<Authority> sample;
    while (sample.size() < SampleSize && !servers.isEmpty()) {
        QList<qsizetype> eligible;
        for (qsizetype i = 0; i < servers.size(); ++i) {
            if (sample.isEmpty() || servers.at(i).name != sample.first().name)
                eligible << i;
        }
        const auto drawn =
            random.below(static_cast<std::uint32_t>(eligible.isEmpty() ? servers.size() : eligible.size()));
        sample << servers.takeAt(eligible.isEmpty() ? drawn : eligible.at(drawn));
    }
    return sample;
}

} // namespace

DomainCheck::DomainCheck(std::shared_ptr<const CheckTools> tools, CheckQuestion question, Done done)
    : m_tools(std::move(tools))
    , m_trust(std::make_shared<ResolverTrust>(m_tools, existingNames(question), lookUpsOf(question)))
    , m_finder(std::make_shared<ZoneFinder>(m_tools, m_trust, lookUpsOf(question)))
    , m_hops(std::make_shared<AuthoritativeHops>(m_tools, m_finder))
    , m_resolvers(m_tools->resolvers())
    , m_done(std::move(done))
{
    m_facts.question = std::move(question);
    if (m_facts.question.zone.isEmpty())
        m_facts.question.zone = parentName(m_facts.question.host);
    for (const Endpoint &resolver : m_resolvers)
        m_facts.views << waitingView(resolver.address, resolver, ServerRole::Resolver, m_facts.question.host);
}

void DomainCheck::start()
{
    auto self = shared_from_this();
    auto both = std::make_shared<Countdown>(2, [self] { self->heard(); });
    walkResolvers([self, both] {
        self->startGrace();
        both->arrive();
    });
    walkAuthorities([both] { both->arrive(); });
}

void DomainCheck::walkResolvers(Then then)
{
    auto countdown = std::make_shared<Countdown>(m_resolvers.size(), std::move(then));
    for (qsizetype i = 0; i < m_resolvers.size(); ++i)
        walk(i, m_resolvers.at(i), {}, countdown);
}

void DomainCheck::walkAuthorities(Then then)
{
    if (!m_tools->config.askAuthorities) {
        then();
        return;
    }
    m_facts.zoneIsUnsure = true; // until somebody has said whose it is
    m_finder->find(m_facts.question.host, [self = shared_from_this(), then = std::move(then)](const ZoneServers &zone) {
        self->m_facts.zone = zone.zone;
        self->m_facts.nameServers = zone.names;
        self->m_facts.zoneIsUnsure = zone.isUnsure;
        QList<Authority> servers = zone.servers;
        // Whoever comes too late for the sample is not sampled any more.
        if (self->m_facts.question.depth == CheckDepth::Full || self->m_heard)
            self->walkAuthoritiesOf(servers, then);
        else {
            const QList<Authority> sample = takeSample(servers, self->m_tools->random);
            self->m_unasked = servers;
            self->walkAuthoritiesOf(sample, then);
        }
    });
}

void DomainCheck::walkAuthoritiesOf(QList<Authority> servers, const Then &then)
{
    auto countdown = std::make_shared<Countdown>(servers.size(), then);
    for (const Authority &authority : std::as_const(servers)) {
        m_facts.views << waitingView(authority.name, authority.endpoint, ServerRole::Authoritative,
                                     m_facts.question.host);
        walk(m_facts.views.size() - 1, authority.endpoint, m_facts.zone, countdown);
    }
}

void DomainCheck::walk(qsizetype slot, const Endpoint &server, const QString &zone,
                       const std::shared_ptr<Countdown> &countdown)
{
    std::make_shared<ViewWalk>(m_tools, m_facts.question, m_facts.views.at(slot), server, zone, m_hops,
                               [self = shared_from_this(), slot, countdown](const View &view) {
                                   if (self->m_done)
                                       self->took(slot, view, countdown);
                               })
        ->start();
}

void DomainCheck::took(qsizetype slot, const View &view, const std::shared_ptr<Countdown> &countdown)
{
    using End = CnameWalk::End;
    m_facts.views[slot] = view;
    const bool spoke = view.role == ServerRole::Resolver && view.end != End::Failed;
    if (spoke)
        startGrace();
    if (!spoke || view.chain.size() > 1 || (view.end != End::NoName && view.addresses.isEmpty())) {
        countdown->arrive();
        return;
    }
    m_trust->ask(m_resolvers.at(slot), [self = shared_from_this(), slot, countdown](const QString &says) {
        if (!self->m_done)
            return;
        self->m_facts.views[slot].everyName = says;
        countdown->arrive();
    });
}

void DomainCheck::startGrace()
{
    if (std::exchange(m_graceStarted, true))
        return;
    m_tools->client.after(m_tools->config.grace, [weak = weak_from_this()] {
        if (const auto self = weak.lock())
            self->heard();
    });
}

void DomainCheck::heard()
{
    if (!m_done || std::exchange(m_heard, true))
        return;
    if (m_unasked.isEmpty() || isPlainMatch()) {
        lookCloser();
        return;
    }
    walkAuthoritiesOf(std::exchange(m_unasked, {}), [self = shared_from_this()] { self->lookCloser(); });
    m_tools->client.after(m_tools->config.grace, [weak = weak_from_this()] {
        if (const auto self = weak.lock())
            self->lookCloser();
    });
}

bool DomainCheck::isPlainMatch() const
{
    bool zoneSaysSo = false;
    for (const View &view : m_facts.views) {
        const QString code = codeOf(view, m_facts);
        if (outcomeOf(code) == CheckOutcome::Changed && view.everyName.isEmpty())
            return false;
        zoneSaysSo = zoneSaysSo || (view.role == ServerRole::Authoritative && code == "ok"_L1);
    }
    return zoneSaysSo && diagnose(m_facts).check.outcome == CheckOutcome::Match;
}

void DomainCheck::lookCloser()
{
    if (!m_done || std::exchange(m_lookedCloser, true))
        return;
    const Check first = diagnose(m_facts).check;
    auto self = shared_from_this();
    auto all = std::make_shared<Countdown>(3, [self] { self->finish(); });
    const auto arrive = [all] { all->arrive(); };
    first.code == "not_created"_L1 ? probeDoubledName(arrive) : arrive();
    first.code == "address_record"_L1 || first.code == "proxied"_L1 ? probeTargetAddresses(arrive) : arrive();
    // A cut value is seen in the first hop already, whatever became of the next.
    qsizetype spoke = 0;
    while (spoke < m_resolvers.size() &&
           (codeOf(m_facts.views.at(spoke), m_facts) != first.code || !m_facts.views.at(spoke).everyName.isEmpty()))
        ++spoke;
    const bool worthIt = first.outcome == CheckOutcome::Changed && !first.confirmed && spoke < m_resolvers.size();
    worthIt ? repeatResolver(spoke, first.code, arrive) : arrive();
}

// Providers append the zone by themselves; who enters the whole name gets "track.example.com.example.com".
void DomainCheck::probeDoubledName(const Then &then)
{
    QStringList names;
    for (const QString &zone : {m_facts.question.zone, m_facts.zone}) {
        const QString name = m_facts.question.host + u'.' + zone;
        if (!zone.isEmpty() && zone != "."_L1 && isValidName(name) && !names.contains(name))
            names << name;
    }
    auto countdown = std::make_shared<Countdown>(names.size(), then);
    for (const QString &name : names) {
        m_hops->lookUp(name, [self = shared_from_this(), name, countdown](const AuthoritativeHops::Answer &answer) {
            const Result<Message> &reply = answer.reply;
            const QString label = firstLabel(self->m_facts.question.target);
            const bool found =
                reply.ok() && std::any_of(reply->answer.begin(), reply->answer.end(), [&](const Record &record) {
                    return record.name == name && record.type == RrType::CNAME && firstLabel(record.data) == label;
                });
            if (found)
                self->m_facts.doubledName = name;
            countdown->arrive();
        });
    }
}

void DomainCheck::probeTargetAddresses(const Then &then)
{
    const QList<RrType> types = {RrType::A, RrType::AAAA};
    auto countdown = std::make_shared<Countdown>(types.size(), then);
    for (const RrType type : types) {
        m_finder->askResolvers({m_facts.question.target, type},
                               [self = shared_from_this(), type, countdown](const CheckTools::Heard &heard) {
                                   for (const Message &reply : heard.answers) {
                                       for (const Record &record : reply.answer) {
                                           if (record.type == type)
                                               self->m_facts.targetAddresses << record.data;
                                       }
                                   }
                                   countdown->arrive();
                               });
    }
}

void DomainCheck::repeatResolver(qsizetype slot, const QString &code, const Then &then)
{
    std::make_shared<ViewWalk>(
        m_tools, m_facts.question, m_facts.views.at(slot), m_resolvers.at(slot), QString(), nullptr,
        [self = shared_from_this(), code, then](const View &view) {
            self->m_facts.repeated =
                outcomeOf(codeOf(view, self->m_facts)) == CheckOutcome::Changed && codeOf(view, self->m_facts) == code;
            then();
        })
        ->start();
}

void DomainCheck::finish()
{
    if (!m_done)
        return;
    if (m_tools->config.hideUnreachable) {
        m_facts.views.removeIf([](const View &view) {
            return view.role == ServerRole::Authoritative && view.failure == "network_down"_L1 &&
                   view.chain.size() <= 1;
        });
    }
    const Done done = std::exchange(m_done, nullptr);
    drop();
    done(diagnose(m_facts));
}

void DomainCheck::drop()
{
    m_done = nullptr;
    m_trust->drop();
    m_finder->drop();
    m_hops->drop();
}

} // namespace unmta::diagnosis
