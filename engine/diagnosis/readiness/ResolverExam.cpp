#include "diagnosis/readiness/ResolverExam.h"

#include "diagnosis/ResolverTrust.h"

using namespace Qt::StringLiterals;

namespace unmta::diagnosis {

using namespace dns;

namespace {

const Question signedQuestion{u"."_s, RrType::SOA};

} // namespace

void examineResolvers(const std::shared_ptr<const CheckTools> &tools, const QList<Endpoint> &servers,
                      const QStringList &existing, std::function<void(QList<ResolverMarks>)> done)
{
    const QList<Endpoint> resolvers = servers.mid(0, MaxResolvers);
    const auto marks = std::make_shared<QList<ResolverMarks>>();
    for (const Endpoint &resolver : resolvers)
        *marks << ResolverMarks{resolver, false, {}, false};

    QList<Question> questions{signedQuestion};
    for (const QString &name : existing)
        questions << Question{name, RrType::NS};
    auto countdown = std::make_shared<Countdown>(resolvers.size() * (questions.size() + 1),
                                                 [marks, done = std::move(done)] { done(*marks); });
    // Asked in full, whatever has been heard of it before: one that was silent may be back.
    QueryOptions options{tools->config.queryTimeout, tools->config.retries};
    options.authenticated = true;
    const auto trust = std::make_shared<ResolverTrust>(tools, existing, LookUps::Fresh);
    for (qsizetype i = 0; i < resolvers.size(); ++i) {
        for (const Question &question : std::as_const(questions)) {
            tools->client.query(
                resolvers.at(i), question, options, [marks, countdown, i, question](const Result<Message> &reply) {
                    const bool hasAnswered =
                        reply.ok() && (reply->rcode == Rcode::NoError || reply->rcode == Rcode::NxDomain);
                    ResolverMarks &mark = (*marks)[i];
                    mark.answers = mark.answers || hasAnswered;
                    if (question == signedQuestion)
                        mark.validates = hasAnswered && reply->authenticated;
                    countdown->arrive();
                });
        }
        trust->ask(resolvers.at(i), [marks, countdown, i](const QString &says) {
            (*marks)[i].says = says;
            countdown->arrive();
        });
    }
}

} // namespace unmta::diagnosis
