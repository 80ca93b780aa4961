#include "diagnosis/AuthoritativeHops.h"

#include <algorithm>

namespace unmta::diagnosis {

using namespace dns;

namespace {

// A hop needs one good answer, not a census.
constexpr qsizetype MaxTries = 3;

} // namespace

void AuthoritativeHops::lookUp(const QString &name, Done done)
{
    Entry &entry = m_entries[name];
    if (entry.reply) {
        const Result<Message> reply = *entry.reply;
        done(reply, entry.asked);
        return;
    }
    entry.waiting << std::move(done);
    if (entry.waiting.size() > 1)
        return;
    m_finder->find(name, [self = shared_from_this(), name](const ZoneServers &zone) {
        self->ask(name, zone.servers.mid(0, MaxTries), 0);
    });
}

void AuthoritativeHops::ask(const QString &name, const QList<Authority> &servers, qsizetype index)
{
    const Question question{name, RrType::CNAME};
    if (index == servers.size()) {
        m_finder->askResolvers(question, [self = shared_from_this(), name](const Result<Message> &reply) {
            self->settle(name, reply, CnameWalk::Asked::Resolver);
        });
        return;
    }
    m_tools->client.query(servers.at(index).endpoint, question, m_tools->authorityOptions(),
                          [self = shared_from_this(), name, servers, index](const Result<Message> &reply) {
                              if (reply.ok() && reply->authoritative && failureCode(reply->rcode).isEmpty())
                                  self->settle(name, reply, CnameWalk::Asked::Authority);
                              else
                                  self->ask(name, servers, index + 1);
                          });
}

void AuthoritativeHops::settle(const QString &name, const Result<Message> &reply, CnameWalk::Asked asked)
{
    Entry &entry = m_entries[name];
    entry.reply = reply;
    entry.asked = asked;
    const auto waiting = std::exchange(entry.waiting, {});
    for (const Done &done : waiting)
        done(reply, asked);
}

} // namespace unmta::diagnosis
