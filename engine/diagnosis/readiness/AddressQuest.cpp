#include "diagnosis/readiness/AddressQuest.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace unmta::diagnosis {

using namespace dns;

namespace {

constexpr int longestChain = 16;
constexpr std::array addressTypes{RrType::A, RrType::AAAA};

bool answers(const Message &reply, bool isAuthority)
{
    if (reply.rcode != Rcode::NoError && reply.rcode != Rcode::NxDomain)
        return false;
    return reply.authoritative || (!isAuthority && (reply.recursionAvailable || !reply.answer.isEmpty()));
}

// Where the CNAMEs of the answer lead from the name; the name itself when there is none.
QString endOfChain(QString name, const QList<Record> &answer)
{
    for (int hop = 0; hop < longestChain; ++hop) {
        const auto next = std::find_if(answer.begin(), answer.end(), [&name](const Record &record) {
            return record.type == RrType::CNAME && record.name == name;
        });
        if (next == answer.end())
            return name;
        name = next->data;
    }
    return name;
}

} // namespace

AddressQuest::AddressQuest(std::shared_ptr<const CheckTools> tools, QString name, Done done)
    : m_tools(std::move(tools))
    // The zone may be so new that resolvers still deny it.
    , m_trust(std::make_shared<ResolverTrust>(m_tools, QStringList{u"."_s, u"com"_s}, LookUps::Fresh))
    , m_finder(std::make_shared<ZoneFinder>(m_tools, m_trust, LookUps::Fresh))
    , m_name(std::move(name))
    , m_done(std::move(done))
{}

void AddressQuest::start()
{
    // The timer keeps this alive; whoever waits in here for an answer holds it loosely.
    m_tools->client.after(m_tools->config.deadline, [self = shared_from_this()] { self->expire(); });
    m_finder->find(m_name, [weak = weak_from_this()](const ZoneServers &zone) {
        const auto self = weak.lock();
        if (!self || !self->m_done)
            return;
        self->m_result.zone = zone.zone;
        QList<Server> servers;
        for (const Authority &authority : zone.servers) {
            const QString &address = authority.endpoint.address;
            const QString label = authority.name == address ? address : u"%1 (%2)"_s.arg(authority.name, address);
            servers << Server{label, authority.endpoint, true};
        }
        self->ask(self->m_name, servers.isEmpty() ? self->resolvers() : servers);
    });
}

QList<AddressQuest::Server> AddressQuest::resolvers() const
{
    QList<Server> servers;
    for (const Endpoint &resolver : m_tools->resolvers())
        servers << Server{resolver.address, resolver, false};
    return servers;
}

void AddressQuest::ask(const QString &name, QList<Server> servers)
{
    if (m_isLate || servers.isEmpty())
        return finish();
    const auto round = std::make_shared<Round>();
    round->name = name;
    round->servers = std::move(servers);
    round->told.resize(round->servers.size());
    round->missing = round->servers.size();
    m_round = round;
    for (qsizetype i = 0; i < round->servers.size(); ++i) {
        for (const RrType type : addressTypes)
            askOne(round, i, type);
    }
}

void AddressQuest::askOne(const RoundPtr &round, qsizetype index, RrType type)
{
    const Server &server = round->servers.at(index);
    const auto took = [self = shared_from_this(), round, index](const Result<Message> &reply) {
        self->took(round, index, reply);
    };
    if (server.isAuthority)
        m_tools->client.query(server.endpoint, {round->name, type}, m_tools->authorityOptions(), took);
    else
        m_tools->askResolver(server.endpoint, {round->name, type}, false, took);
}

void AddressQuest::took(const RoundPtr &round, qsizetype index, const Result<Message> &reply)
{
    Told &told = round->told[index];
    const Server &server = round->servers.at(index);
    if (reply.ok() && answers(*reply, server.isAuthority)) {
        ++told.answers;
        const QString end = endOfChain(round->name, reply->answer);
        if (end != round->name)
            told.alias = end;
        for (const Record &record : reply->answer) {
            if (record.name == end && (record.type == RrType::A || record.type == RrType::AAAA))
                told.addresses << record.data;
        }
    }
    if (++told.replies < static_cast<int>(addressTypes.size()))
        return;
    if (server.isAuthority || told.answers == 0)
        return arrived(round, index);
    m_trust->ask(server.endpoint, [weak = weak_from_this(), round, index](const QString &says) {
        if (!says.isEmpty())
            round->told[index] = {};
        if (const auto self = weak.lock())
            self->arrived(round, index);
    });
}

void AddressQuest::arrived(const RoundPtr &round, qsizetype index)
{
    if (--round->missing == 0)
        return endRound(round);
    if (round->told.at(index).answers == 0 || std::exchange(round->graceStarted, true))
        return;
    m_tools->client.after(m_tools->config.grace, [self = shared_from_this(), round] { self->endRound(round); });
}

// True when somebody said what there is of that name.
bool AddressQuest::take(const Round &round)
{
    bool isKnown = false;
    for (qsizetype i = 0; i < round.servers.size(); ++i) {
        const Told &told = round.told.at(i);
        if (told.answers == 0)
            continue;
        m_result.servers << round.servers.at(i).label;
        m_result.addresses << told.addresses;
        if (m_result.alias.isEmpty() || m_result.alias == round.name)
            m_result.alias = told.alias.isEmpty() ? m_result.alias : told.alias;
        // That there are no addresses of one kind says nothing about the other.
        isKnown = isKnown || !told.addresses.isEmpty() || told.answers == static_cast<int>(addressTypes.size());
    }
    return isKnown;
}

void AddressQuest::endRound(const RoundPtr &round)
{
    if (!m_done || std::exchange(round->isOver, true))
        return;
    m_round.reset();
    const bool wasAuthorities = round->servers.first().isAuthority;
    const bool isKnown = take(*round);
    m_result.isKnown = isKnown;
    if (round->name == m_name)
        m_result.byAuthority = isKnown && wasAuthorities;
    if (!isKnown && wasAuthorities)
        return ask(m_name, resolvers());
    // The servers of a zone know nothing of where its aliases lead outside.
    const bool leadsOut = wasAuthorities && !m_result.alias.isEmpty() && m_result.addresses.isEmpty();
    if (!leadsOut)
        return finish();
    m_result.isKnown = false;
    ask(m_result.alias, resolvers());
}

void AddressQuest::expire()
{
    m_isLate = true;
    const RoundPtr round = m_round; // which its end lets go of
    round ? endRound(round) : finish();
}

void AddressQuest::finish()
{
    if (!m_done)
        return;
    m_result.addresses.sort();
    m_result.addresses.removeDuplicates();
    const Done done = std::exchange(m_done, nullptr);
    done(m_result);
}

} // namespace unmta::diagnosis
