#include "diagnosis/CheckTools.h"

#include <algorithm>

namespace unmta::diagnosis {

using namespace dns;

struct CheckTools::Race
{
    Question question;
    QList<Endpoint> resolvers;
    QueryDone done; // null once it was called
    Believes believes;
    Result<Message> failure = Error(QStringLiteral("dns.network_down"));
    qsizetype asked = 0;
    qsizetype outstanding = 0;
};

QList<Endpoint> CheckTools::resolvers() const
{
    return m_health->sorted(config.resolvers.mid(0, MaxResolvers));
}

void CheckTools::askResolver(const Endpoint &resolver, const Question &question, bool checkingDisabled,
                             QueryDone done) const
{
    QueryOptions options{config.queryTimeout, config.retries};
    options.checkingDisabled = checkingDisabled;
    if (m_health->isResting(resolver)) {
        options.timeout = std::min(config.queryTimeout, config.headStart);
        options.retries = 0;
    }
    client.query(resolver, question, options,
                 [health = m_health, resolver, done = std::move(done)](Result<Message> reply) {
                     health->report(resolver, reply);
                     done(std::move(reply));
                 });
}

void CheckTools::askResolvers(const Question &question, QueryDone done, Believes believes) const
{
    const auto race = std::make_shared<Race>();
    race->question = question;
    race->resolvers = resolvers();
    race->done = std::move(done);
    race->believes = std::move(believes);
    if (race->resolvers.isEmpty())
        std::exchange(race->done, nullptr)(race->failure);
    else
        askNext(race);
}

void CheckTools::askNext(const std::shared_ptr<Race> &race) const
{
    const qsizetype index = race->asked++;
    ++race->outstanding;
    const auto self = shared_from_this();
    askResolver(race->resolvers.at(index), race->question, false, [self, race, index](const Result<Message> &reply) {
        if (!reply.ok() || (reply->rcode != Rcode::NoError && reply->rcode != Rcode::NxDomain))
            return self->failed(race, reply);
        if (!race->done || !race->believes) {
            --race->outstanding;
            if (race->done)
                std::exchange(race->done, nullptr)(reply);
            return;
        }
        race->believes(race->resolvers.at(index), *reply, [self, race, reply](bool isBelieved) {
            if (!isBelieved)
                return self->failed(race, Error(QStringLiteral("dns.network_down")));
            --race->outstanding;
            if (race->done)
                std::exchange(race->done, nullptr)(reply);
        });
    });
    if (race->asked == race->resolvers.size())
        return;
    client.after(config.headStart, [self, race, index] {
        if (race->done && race->asked == index + 1)
            self->askNext(race);
    });
}

void CheckTools::failed(const std::shared_ptr<Race> &race, Result<Message> reply) const
{
    --race->outstanding;
    if (!race->done)
        return;
    if (reply.ok() || !race->failure.ok())
        race->failure = std::move(reply);
    if (race->asked < race->resolvers.size())
        askNext(race);
    else if (race->outstanding == 0)
        std::exchange(race->done, nullptr)(race->failure);
}

} // namespace unmta::diagnosis
