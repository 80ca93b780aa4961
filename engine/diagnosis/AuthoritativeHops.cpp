#include "diagnosis/AuthoritativeHops.h"

#include <algorithm>

namespace unmta::diagnosis {

using namespace dns;
using namespace Qt::StringLiterals;

namespace {

// A hop needs one good answer, not a census.
constexpr qsizetype MaxTries = 3;

QString wordOf(const Message &reply)
{
    QStringList data;
    for (const Record &record : reply.answer)
        data << record.name + u' ' + typeText(record.type) + u' ' + record.data;
    data.sort();
    return rcodeText(reply.rcode) + u' ' + data.join(u", "_s);
}

// What resolvers make of a hop, the same in whatever order they have spoken.
AuthoritativeHops::Answer resolversWord(QList<Message> answers, const Result<Message> &failure)
{
    if (answers.isEmpty())
        return {failure, CnameWalk::Asked::Resolver, {}};
    std::sort(answers.begin(), answers.end(), [](const Message &a, const Message &b) { return wordOf(a) < wordOf(b); });
    return {answers.first(), CnameWalk::Asked::Resolver, {}, wordOf(answers.first()) != wordOf(answers.last())};
}

} // namespace

void AuthoritativeHops::lookUp(const QString &name, Done done)
{
    Entry &entry = m_entries[name];
    if (entry.answer) {
        const Answer answer = *entry.answer;
        done(answer);
        return;
    }
    entry.waiting << std::move(done);
    if (entry.waiting.size() > 1)
        return;
    m_finder->find(name, [self = shared_from_this(), name](const ZoneServers &zone) {
        // Servers that are named and have no address have not spoken either.
        self->ask(name, zone, 0, zone.servers.isEmpty() && (zone.isUnsure || !zone.names.isEmpty()));
    });
}

void AuthoritativeHops::ask(const QString &name, const ZoneServers &zone, qsizetype index, bool doubtful)
{
    const Question question{name, RrType::CNAME};
    if (index == std::min(zone.servers.size(), MaxTries)) {
        m_finder->askResolvers(
            question, [self = shared_from_this(), name, zone = zone.zone, doubtful](const CheckTools::Heard &heard) {
                Answer answer = resolversWord(heard.answers, heard.failure);
                answer.zone = zone;
                answer.doubtful = answer.doubtful || doubtful;
                self->settle(name, answer);
            });
        return;
    }
    m_tools->client.query(zone.servers.at(index).endpoint, question, m_tools->authorityOptions(),
                          [self = shared_from_this(), name, zone, index, doubtful](const Result<Message> &reply) {
                              if (reply.ok() && reply->authoritative && failureCode(reply->rcode).isEmpty()) {
                                  self->settle(name, {reply, CnameWalk::Asked::Authority, zone.zone});
                                  return;
                              }
                              const bool nobodyListens = !reply.ok() && reply.error().code == "dns.unreachable"_L1;
                              self->ask(name, zone, index + 1, doubtful || !nobodyListens);
                          });
}

void AuthoritativeHops::settle(const QString &name, const Answer &answer)
{
    Entry &entry = m_entries[name];
    entry.answer = answer;
    const auto waiting = std::exchange(entry.waiting, {});
    for (const Done &done : waiting)
        done(answer);
}

} // namespace unmta::diagnosis
