#include "store/events/EventFilter.h"

#include "store/events/segments/KeyFilter.h"

#include <algorithm>
#include <limits>

namespace unmta::store {

EventMatcher::EventMatcher(const EventFilter &filter)
    : m_recipient(recipientKey(QByteArrayView(filter.recipient.toUtf8())))
    , m_domainId(filter.domainId)
    , m_kind(filter.kind)
    , m_since(filter.since ? toUnixMs(*filter.since) : std::numeric_limits<std::int64_t>::min())
    , m_until(filter.until ? toUnixMs(*filter.until) : std::numeric_limits<std::int64_t>::max())
    , m_people(filter.people)
{
    const auto want = [this](EventText text, const QString &value, std::optional<FilterKey> key) {
        if (value.isEmpty())
            return;
        m_texts.push_back({text, value.toUtf8()});
        if (key)
            m_hashes.push_back(filterHash(*key, m_texts.back().value));
    };
    want(EventText::Cluster, filter.clusterId, {});
    want(EventText::Host, filter.trackingHost, FilterKey::Host);
    want(EventText::MessageId, filter.messageId, FilterKey::MessageId);
    want(EventText::Url, filter.url, FilterKey::Url);
    want(EventText::LinkName, filter.linkName, {});
    if (!m_recipient.isEmpty())
        m_hashes.push_back(filterHash(FilterKey::Recipient, m_recipient));
}

bool EventMatcher::matches(const EventView &event) const
{
    if (event.timestamp < m_since || event.timestamp >= m_until || (m_kind && event.kind != *m_kind) ||
        (m_domainId && event.domainId != *m_domainId) || (m_people && event[EventText::Bot].isEmpty() != *m_people))
        return false;
    const bool areSame = std::all_of(m_texts.begin(), m_texts.end(), [&event](const Wanted &wanted) {
        return event[wanted.text] == QByteArrayView(wanted.value);
    });
    return areSame && (m_recipient.isEmpty() || recipientKey(event[EventText::Recipient]) == m_recipient);
}

bool EventMatcher::mayMatch(std::int64_t firstTime, std::int64_t lastTime, QByteArrayView keys) const
{
    return lastTime >= m_since && firstTime < m_until &&
           std::all_of(m_hashes.begin(), m_hashes.end(), [keys](auto hash) { return mayHold(keys, hash); });
}

} // namespace unmta::store
