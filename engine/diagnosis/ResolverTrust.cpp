#include "diagnosis/ResolverTrust.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace unmta::diagnosis {

using namespace dns;

void ResolverTrust::ask(const Endpoint &resolver, Told told)
{
    const QString key = endpointText(resolver);
    if (const auto entry = m_entries.constFind(key); entry != m_entries.constEnd() && entry->known) {
        const QString says = entry->says;
        told(says);
        return;
    }
    const QString remembered = u"every name by "_s + key;
    if (const auto known = m_tools->memory->recall(remembered); known && m_lookUps == LookUps::Remembered) {
        told(known->value(0));
        return;
    }
    Entry &entry = m_entries[key];
    entry.waiting << std::move(told);
    if (entry.waiting.size() > 1)
        return;

    struct Seen
    {
        QStringList invented;
        qsizetype denied = 0;
        bool isSilent = false;
    };
    const auto seen = std::make_shared<Seen>();
    auto countdown =
        std::make_shared<Countdown>(1 + m_existing.size(), [self = shared_from_this(), key, remembered, seen] {
            seen->invented.sort();
            QString says = seen->invented.join(u", "_s);
            if (says.isEmpty() && !self->m_existing.isEmpty() && seen->denied == self->m_existing.size())
                says = rcodeText(Rcode::NxDomain);
            // Half of an examination is none.
            if (!seen->isSilent || !says.isEmpty())
                self->m_tools->memory->keep(remembered, QStringList{says});
            self->settle(key, says);
        });
    const QString invalid = randomInvalidName(m_tools->random);
    m_tools->askResolver(resolver, {invalid, RrType::A}, false, [seen, countdown](const Result<Message> &reply) {
        seen->isSilent = seen->isSilent || !reply.ok();
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
            seen->isSilent = seen->isSilent || !reply.ok();
            if (reply.ok() && reply->rcode == Rcode::NxDomain)
                ++seen->denied;
            countdown->arrive();
        });
    }
}

void ResolverTrust::settle(const QString &key, const QString &says)
{
    Entry &entry = m_entries[key];
    entry.known = true;
    entry.says = says;
    const auto waiting = std::exchange(entry.waiting, {});
    for (const Told &callback : waiting)
        callback(says);
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
