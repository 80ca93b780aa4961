#include "service/bots/BotTester.h"

#include "domain/events/PackedEvents.h"
#include "store/Database.h"
#include "store/events/EventReader.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

// What is compared with each other.
constexpr std::size_t eventsAtOnce = 16'384;

// Gathers events until there are enough; the reader's own bytes do not stay.
class Gatherer
{
public:
    explicit Gatherer(BotPreview &preview)
        : m_preview(preview)
    {}

    void add(const EventView &event)
    {
        packEvent(m_packed, event);
        if (++m_count == eventsAtOnce)
            flush();
    }
    void flush()
    {
        std::vector<StoredEvent> events;
        events.reserve(m_count);
        PackedEvents reader(m_packed);
        while (const auto event = reader.next())
            events.push_back(storedEvent(*event));
        m_preview.add(events);
        m_packed.clear();
        m_count = 0;
    }

private:
    BotPreview &m_preview;
    QByteArray m_packed;
    std::size_t m_count = 0;
};

} // namespace

Result<BotForecast> BotTester::run(const QString &clusterId, const QString &rules) const
{
    auto table = rules.isEmpty() ? Result<BotTable>(BotTable::shipped()) : BotTable::parse(rules.toUtf8());
    if (!table)
        return Error(table.error().code, u"rules"_s, table.error().context);
    const auto database = store::Database::open({m_events, u"events"_s, true});
    if (!database)
        return database.error();
    const BotMatcher matcher(*std::move(table));
    BotPreview preview(matcher);
    Gatherer gatherer(preview);
    const auto visited = store::EventReader(**database)
                             .visit({.clusterId = clusterId}, 0, store::endOfEvents, store::ReadOrder::Oldest,
                                    [&gatherer](std::int64_t, const EventView &event) {
                                        gatherer.add(event);
                                        return true;
                                    });
    if (!visited)
        return visited.error();
    gatherer.flush();
    return preview.forecast();
}

} // namespace unmta
