#include "diagnosis/DomainChecker.h"

#include "diagnosis/CheckTools.h"
#include "diagnosis/DomainCheck.h"
#include "diagnosis/ZoneFinder.h"
#include "diagnosis/readiness/AddressQuest.h"
#include "diagnosis/readiness/CaaClimb.h"
#include "domain/DnsProvider.h"

#include <algorithm>
#include <deque>
#include <mutex>
#include <unordered_map>

using namespace Qt::StringLiterals;

namespace unmta::diagnosis {

using namespace dns;

namespace {

// How often running checks are measured against their deadline.
constexpr Millis Tick(100);

} // namespace

class DomainChecker::Core : public std::enable_shared_from_this<Core>
{
public:
    Core(DnsClient &client, Random &random, CheckerConfig config)
        : m_client(client)
        , m_random(random)
        , m_health(std::make_shared<ResolverHealth>(client))
    {
        setConfig(std::move(config));
    }

    // Any thread.
    void setConfig(CheckerConfig config)
    {
        auto tools = std::make_shared<const CheckTools>(m_client, m_random, m_health, std::move(config));
        const std::lock_guard lock(m_mutex);
        m_tools = std::move(tools);
    }

    // Any thread.
    std::shared_ptr<const CheckTools> tools() const
    {
        const std::lock_guard lock(m_mutex);
        return m_tools;
    }

    // From here on: DNS thread.

    void enqueue(CheckQuestion question, DomainCheck::Done done)
    {
        m_waiting.emplace_back(std::move(question), std::move(done));
        startWaiting();
    }

    void dropAll()
    {
        for (auto &[id, running] : m_running)
            running.check->drop();
        m_running.clear();
        m_waiting.clear();
    }

private:
    struct Running
    {
        std::shared_ptr<DomainCheck> check;
        Millis left;
    };

    void startWaiting()
    {
        const auto current = tools();
        while (!m_waiting.empty() && m_running.size() < static_cast<size_t>(current->config.maxActive)) {
            auto [question, done] = std::move(m_waiting.front());
            m_waiting.pop_front();
            const auto id = ++m_lastId;
            auto release = [self = shared_from_this(), id, done = std::move(done)](Finding finding) {
                self->m_running.erase(id);
                // From the loop and not from here, so that a thousand quick checks do not nest.
                self->m_client.post([self] { self->startWaiting(); });
                done(std::move(finding));
            };
            auto check = std::make_shared<DomainCheck>(current, std::move(question), std::move(release));
            m_running.emplace(id, Running{check, current->config.deadline});
            check->start();
        }
        keepTicking();
    }

    void keepTicking()
    {
        if (m_ticking || m_running.empty())
            return;
        m_ticking = true;
        m_client.after(Tick, [self = shared_from_this()] {
            self->m_ticking = false;
            self->expireOverdue();
            self->keepTicking();
        });
    }

    void expireOverdue()
    {
        std::vector<std::shared_ptr<DomainCheck>> overdue;
        for (auto &[id, running] : m_running) {
            running.left -= Tick;
            if (running.left <= Millis(0))
                overdue.push_back(running.check);
        }
        for (const auto &check : overdue)
            check->expire();
    }

    DnsClient &m_client;
    Random &m_random;
    const std::shared_ptr<ResolverHealth> m_health; // outlives a configuration
    mutable std::mutex m_mutex;                     // guards m_tools
    std::shared_ptr<const CheckTools> m_tools;
    std::unordered_map<std::uint64_t, Running> m_running;
    std::deque<std::pair<CheckQuestion, DomainCheck::Done>> m_waiting;
    std::uint64_t m_lastId = 0;
    bool m_ticking = false;
};

DomainChecker::DomainChecker(CheckerConfig config, Random &random)
    : m_client(std::make_unique<DnsClient>(random))
    , m_core(std::make_shared<Core>(*m_client, random, std::move(config)))
{}

DomainChecker::~DomainChecker()
{
    m_client.reset(); // ends the thread; nothing runs from here on
    m_core->dropAll();
}

void DomainChecker::setConfig(CheckerConfig config)
{
    m_core->setConfig(std::move(config));
}

void DomainChecker::check(const CheckQuestion &question, std::function<void(Finding)> done)
{
    m_client->post([core = m_core, question = question, done = std::move(done)]() mutable {
        core->enqueue(std::move(question), std::move(done));
    });
}

void DomainChecker::resolves(const QString &name, std::function<void(Existence)> done)
{
    m_client->post([tools = m_core->tools(), name, done = std::move(done)]() mutable {
        const auto trust = std::make_shared<ResolverTrust>(tools, QStringList{u"."_s, u"com"_s}, LookUps::Fresh);
        tools->askResolvers(
            {name, RrType::A},
            [done = std::move(done)](const CheckTools::Heard &heard) {
                const QList<Message> &answers = heard.answers.isEmpty() ? heard.unbelieved : heard.answers;
                const bool exists = std::any_of(answers.begin(), answers.end(),
                                                [](const Message &reply) { return reply.rcode == Rcode::NoError; });
                if (exists)
                    done(Existence::Exists);
                else
                    done(answers.isEmpty() ? Existence::Unknown : Existence::Missing);
            },
            trust->believes());
    });
}

void DomainChecker::findZone(const QString &host, std::function<void(ZoneFacts)> done)
{
    m_client->post([tools = m_core->tools(), host, done = std::move(done)]() mutable {
        const auto finder = std::make_shared<ZoneFinder>(tools, nullptr, LookUps::Fresh);
        finder->findNames(host, [done = std::move(done)](const ZoneServers &zone) {
            done({zone.zone, zone.names, dnsProviderOf(zone.names)});
        });
    });
}

void DomainChecker::hostAddresses(const QString &name, std::function<void(HostAddresses)> done)
{
    m_client->post([tools = m_core->tools(), name, done = std::move(done)]() mutable {
        std::make_shared<AddressQuest>(tools, name, std::move(done))->start();
    });
}

void DomainChecker::caa(const QString &host, std::function<void(std::optional<CaaSet>)> done)
{
    m_client->post([tools = m_core->tools(), host, done = std::move(done)]() mutable {
        std::make_shared<CaaClimb>(tools, host, std::move(done))->start();
    });
}

void DomainChecker::examineResolvers(const QList<dns::Endpoint> &resolvers, const QStringList &existing,
                                     std::function<void(QList<ResolverMarks>)> done)
{
    m_client->post([tools = m_core->tools(), resolvers, existing, done = std::move(done)]() mutable {
        diagnosis::examineResolvers(tools, resolvers.isEmpty() ? tools->config.resolvers : resolvers, existing,
                                    std::move(done));
    });
}

std::uint64_t DomainChecker::forged() const
{
    return m_client->forged();
}

std::uint64_t DomainChecker::queriesSent() const
{
    return m_client->queriesSent();
}

dns::DnsOutcomeCounts DomainChecker::outcomes() const
{
    return m_client->outcomes();
}

QString randomInvalidName(Random &random)
{
    return random.hex(8) + u".invalid"_s;
}

} // namespace unmta::diagnosis
