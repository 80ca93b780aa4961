#include "diagnosis/CheckTools.h"

#include <algorithm>

namespace unmta::diagnosis {

using namespace dns;

struct CheckTools::Poll
{
    Question question;
    HeardDone done; // null once it was called
    Believes believes;
    Heard heard{{}, {}, Error(QStringLiteral("dns.network_down"))};
    QList<Endpoint> resting; // not asked yet
    qsizetype outstanding = 0;

    void end()
    {
        if (done)
            std::exchange(done, nullptr)(heard);
    }
    // The same one whoever replied first.
    void failed(const Result<Message> &reply)
    {
        if (!heard.failure.ok() || (reply.ok() && reply->rcode < heard.failure->rcode))
            heard.failure = reply;
    }
};

QList<Endpoint> CheckTools::resolvers() const
{
    QList<Endpoint> chosen = config.resolvers;
    if (chosen.size() > MaxResolvers) {
        std::sort(chosen.begin(), chosen.end(),
                  [](const Endpoint &a, const Endpoint &b) { return endpointText(a) < endpointText(b); });
        chosen.resize(MaxResolvers);
    }
    return m_health->sorted(chosen);
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

void CheckTools::askResolvers(const Question &question, HeardDone done, Believes believes) const
{
    const auto poll = std::make_shared<Poll>();
    poll->question = question;
    poll->done = std::move(done);
    poll->believes = std::move(believes);
    QList<Endpoint> awake = resolvers();
    const auto resting = std::partition(awake.begin(), awake.end(),
                                        [this](const Endpoint &resolver) { return !m_health->isResting(resolver); });
    poll->resting = QList<Endpoint>(resting, awake.end());
    awake.erase(resting, awake.end());
    askEach(poll, awake);
}

void CheckTools::askEach(const std::shared_ptr<Poll> &poll, const QList<Endpoint> &asked) const
{
    poll->outstanding = asked.size() + 1; // the last one is this function itself
    const auto self = shared_from_this();
    for (const Endpoint &resolver : asked) {
        askResolver(resolver, poll->question, false, [self, poll, resolver](const Result<Message> &reply) {
            if (!reply.ok() || (reply->rcode != Rcode::NoError && reply->rcode != Rcode::NxDomain)) {
                poll->failed(reply);
                return self->arrived(poll);
            }
            if (!poll->done || !poll->believes)
                return self->answered(poll, *reply, true);
            poll->believes(resolver, *reply,
                           [self, poll, reply](bool isBelieved) { self->answered(poll, *reply, isBelieved); });
        });
    }
    arrived(poll);
}

void CheckTools::answered(const std::shared_ptr<Poll> &poll, const Message &reply, bool isBelieved) const
{
    (isBelieved ? poll->heard.answers : poll->heard.unbelieved) << reply;
    if (isBelieved && poll->heard.answers.size() == 1 && poll->outstanding > 1)
        client.after(config.headStart, [poll] { poll->end(); });
    arrived(poll);
}

void CheckTools::arrived(const std::shared_ptr<Poll> &poll) const
{
    if (--poll->outstanding > 0)
        return;
    if (poll->done && poll->heard.answers.isEmpty() && !poll->resting.isEmpty())
        askEach(poll, std::exchange(poll->resting, {}));
    else
        poll->end();
}

} // namespace unmta::diagnosis
