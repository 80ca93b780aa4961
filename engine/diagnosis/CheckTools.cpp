#include "diagnosis/CheckTools.h"

#include <algorithm>

namespace unmta::diagnosis {

using namespace dns;

void CheckTools::askFrom(qsizetype index, const Question &question, QueryDone done) const
{
    const auto count = std::min(config.resolvers.size(), MaxResolvers);
    if (count == 0) {
        done(Error(QStringLiteral("dns.network_down")));
        return;
    }
    client.query(
        config.resolvers.at(index), question, resolverOptions(),
        [self = shared_from_this(), index, count, question, done = std::move(done)](Result<Message> reply) mutable {
            const bool answered = reply.ok() && (reply->rcode == Rcode::NoError || reply->rcode == Rcode::NxDomain);
            if (answered || index + 1 == count)
                done(std::move(reply));
            else
                self->askFrom(index + 1, question, std::move(done));
        });
}

} // namespace unmta::diagnosis
