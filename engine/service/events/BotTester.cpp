#include "service/events/BotTester.h"

#include "service/events/EventService.h"

#include <list>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

// What is compared with each other.
constexpr int eventsAtOnce = 20'000;

// The texts that StoredEvent looks at.
class StoredTexts
{
public:
    StoredEvent keep(const TrackingEvent &event)
    {
        return {event.timestamp, event.kind,      kept(event.clusterId), kept(event.messageId), kept(event.recipient),
                kept(event.url), event.linkIndex, kept(event.ip),        kept(event.userAgent), kept(event.bot)};
    }

private:
    QByteArrayView kept(const QString &text) { return m_texts.emplace_back(text.toUtf8()); }

    std::list<QByteArray> m_texts;
};

} // namespace

Result<BotForecast> BotTester::run(const QString &clusterId, const QString &rules) const
{
    auto table = rules.isEmpty() ? Result<BotTable>(BotTable::shipped()) : BotTable::parse(rules.toUtf8());
    if (!table)
        return Error(table.error().code, u"rules"_s, table.error().context);
    const auto events = EventService::open(m_eventsPath);
    if (!events)
        return events.error();
    const BotMatcher matcher(*std::move(table));
    BotPreview preview(matcher);
    QString cursor;
    while (true) {
        const auto page = (*events)->list({clusterId}, cursor, eventsAtOnce);
        if (!page)
            return page.error();
        if (page->items.isEmpty())
            return preview.forecast();
        StoredTexts texts;
        std::vector<StoredEvent> stored;
        stored.reserve(static_cast<std::size_t>(page->items.size()));
        for (const TrackingEvent &event : page->items)
            stored.push_back(texts.keep(event));
        preview.add(stored);
        cursor = page->next;
    }
}

} // namespace unmta
