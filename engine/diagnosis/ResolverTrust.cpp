#include "diagnosis/ResolverTrust.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace unmta::diagnosis {

using namespace dns;

void ResolverTrust::ask(const Endpoint &resolver, Told told)
{
    const QString key = endpointText(resolver);
    Entry &entry = m_entries[key];
    if (entry.known) {
        const QString says = entry.says;
        told(says);
        return;
    }
    entry.waiting << std::move(told);
    if (entry.waiting.size() > 1)
        return;

    struct Seen
    {
        QStringList invented;
        qsizetype denied = 0;
    };
    const auto seen = std::make_shared<Seen>();
    auto countdown = std::make_shared<Countdown>(1 + m_existing.size(), [self = shared_from_this(), key, seen] {
        Entry &settled = self->m_entries[key];
        settled.known = true;
        seen->invented.sort();
        settled.says = seen->invented.join(u", "_s);
        if (settled.says.isEmpty() && !self->m_existing.isEmpty() && seen->denied == self->m_existing.size())
            settled.says = rcodeText(Rcode::NxDomain);
        const QString says = settled.says;
        const auto waiting = std::exchange(settled.waiting, {});
        for (const Told &callback : waiting)
            callback(says);
    });
    const QString invalid = randomInvalidName(m_tools->random);
    m_tools->askResolver(resolver, {invalid, RrType::A}, false, [seen, countdown](const Result<Message> &reply) {
        if (reply.ok()) {
            for (const Record &record : reply->answer) {
                if (record.type == RrType::A && !seen->invented.contains(record.data))
                    seen->invented << record.data;
            }
        }
        countdown->arrive();
    });
    for (const QString &name : m_existing) {
        m_tools->askResolver(resolver, {name, RrType::NS}, false, [seen, countdown](const Result<Message> &reply) {
            if (reply.ok() && reply->rcode == Rcode::NxDomain)
                ++seen->denied;
            countdown->arrive();
        });
    }
}

CheckTools::Believes ResolverTrust::believes()
{
    return [self = shared_from_this()](const Endpoint &resolver, const Message &reply, std::function<void(bool)> told) {
        if (!reply.answer.isEmpty() && reply.rcode == Rcode::NoError && reply.question.type != RrType::A)
            return told(true);
        self->ask(resolver, [told = std::move(told)](const QString &says) { told(says.isEmpty()); });
    };
}

} // namespace unmta::diagnosis
