#include "diagnosis/readiness/CaaClimb.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace unmta::diagnosis {

using namespace dns;

namespace {

// An answer may come by way of aliases: the records then stand at the last one's name.
CaaSet setOf(const Message &reply)
{
    CaaSet set;
    for (const Record &record : reply.answer) {
        if (record.type != RrType::CAA)
            continue;
        set.name = record.name;
        // What cannot be read restricts nobody that we could name; the CA decides.
        if (const auto parsed = CaaRecord::parse(record.data))
            set.records << *parsed;
    }
    std::sort(set.records.begin(), set.records.end(),
              [](const CaaRecord &a, const CaaRecord &b) { return a.text() < b.text(); });
    return set;
}

bool says(const Message &reply)
{
    return reply.rcode == Rcode::NoError || reply.rcode == Rcode::NxDomain;
}

} // namespace

CaaClimb::CaaClimb(std::shared_ptr<const CheckTools> tools, QString host, Done done)
    : m_tools(std::move(tools))
    , m_trust(std::make_shared<ResolverTrust>(m_tools, QStringList{u"."_s, u"com"_s}, LookUps::Remembered))
    , m_finder(std::make_shared<ZoneFinder>(m_tools, m_trust, LookUps::Remembered))
    , m_name(std::move(host))
    , m_done(std::move(done))
{}

void CaaClimb::start()
{
    // The timer keeps this alive; whoever waits in here for an answer holds it loosely.
    m_tools->client.after(m_tools->config.deadline, [self = shared_from_this()] { self->finish(std::nullopt); });
    askResolvers();
}

void CaaClimb::askResolvers()
{
    m_finder->askResolvers({m_name, RrType::CAA}, [weak = weak_from_this()](const CheckTools::Heard &heard) {
        if (const auto self = weak.lock())
            self->heard(heard);
    });
}

void CaaClimb::heard(const CheckTools::Heard &heard)
{
    if (heard.answers.isEmpty())
        return finish(std::nullopt);
    const CaaSet set = setOf(heard.answers.first());
    // Where they differ, the records are just being changed.
    const bool isAgreed = std::all_of(heard.answers.begin(), heard.answers.end(),
                                      [&set](const Message &reply) { return setOf(reply) == set; });
    if (!isAgreed)
        return finish(std::nullopt);
    if (!set.name.isEmpty())
        return confirm(set);
    const qsizetype dot = m_name.indexOf(u'.');
    if (dot < 0)
        return finish(CaaSet());
    m_name = m_name.sliced(dot + 1);
    askResolvers();
}

void CaaClimb::confirm(const CaaSet &set)
{
    m_finder->find(set.name, [weak = weak_from_this(), set](const ZoneServers &zone) {
        if (const auto self = weak.lock())
            self->askAuthorities(set, zone.servers);
    });
}

void CaaClimb::askAuthorities(const CaaSet &set, const QList<Authority> &servers)
{
    if (servers.isEmpty())
        return finish(set);
    const auto told = std::make_shared<QList<CaaSet>>();
    const auto all = std::make_shared<Countdown>(servers.size(), [weak = weak_from_this(), told, set] {
        const auto self = weak.lock();
        if (!self)
            return;
        const bool isAgreed =
            std::all_of(told->begin(), told->end(), [told](const CaaSet &other) { return other == told->first(); });
        if (told->isEmpty())
            return self->finish(set);
        // Gone from here means that the climb would have to go on: whoever asks next finds out.
        if (!isAgreed || told->first().name != set.name)
            return self->finish(std::nullopt);
        self->finish(told->first());
    });
    for (const Authority &server : servers) {
        m_tools->client.query(server.endpoint, {set.name, RrType::CAA}, m_tools->authorityOptions(),
                              [told, all](const Result<Message> &reply) {
                                  if (reply && reply->authoritative && says(*reply))
                                      told->append(setOf(*reply));
                                  all->arrive();
                              });
    }
}

void CaaClimb::finish(const std::optional<CaaSet> &set)
{
    if (!m_done)
        return;
    const Done done = std::exchange(m_done, nullptr);
    done(set);
}

} // namespace unmta::diagnosis
