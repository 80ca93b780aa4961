// Which events are asked for.
#pragma once

#include "domain/events/EventView.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace unmta::store {

struct EventFilter
{
    QString clusterId;
    QString trackingHost = {}; // empty: all hosts of the cluster; so with the other texts
    std::optional<std::int64_t> domainId = {};
    std::optional<LinkKind> kind = {};
    QString recipient = {}; // whoever has the same recipientKey()
    QString messageId = {};
    QString url = {};
    QString linkName = {};
    std::optional<TimePoint> since = {}; // not before
    std::optional<TimePoint> until = {}; // before
    std::optional<bool> people = {};     // without a bot verdict, or with one

    bool operator==(const EventFilter &) const = default;
};

// A filter made ready for many events.
class EventMatcher
{
public:
    explicit EventMatcher(const EventFilter &filter);

    [[nodiscard]] bool matches(const EventView &event) const;
    // False: none of a segment with such bounds and such a filter (KeyFilter.h) matches.
    [[nodiscard]] bool mayMatch(std::int64_t firstTime, std::int64_t lastTime, QByteArrayView keys) const;
    // Whether mayMatch() looks at `keys`.
    [[nodiscard]] bool needsKeys() const { return !m_hashes.empty(); }

private:
    struct Wanted
    {
        EventText text;
        QByteArray value;
    };

    std::vector<Wanted> m_texts;
    QByteArray m_recipient; // its key
    std::optional<std::int64_t> m_domainId;
    std::optional<LinkKind> m_kind;
    std::int64_t m_since;
    std::int64_t m_until;
    std::optional<bool> m_people;
    std::vector<std::uint64_t> m_hashes;
};

} // namespace unmta::store
