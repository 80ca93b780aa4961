// Reads for webhooks from both stores, on connections of its own that only read.
#pragma once

#include "domain/TrackingEvent.h"
#include "service/webhooks/WebhookReader.h"
#include "store/DatabasePlace.h"

#include <functional>
#include <memory>

namespace unmta {

namespace store {
class Database;
}

// Appends the event as the API shows it.
using EventWriter = std::function<void(QByteArray &to, std::int64_t seq, const TrackingEvent &event)>;

class WebhookSource final : public WebhookReader
{
public:
    struct Paths
    {
        store::DatabasePlace engine; // the engine's tables
        store::DatabasePlace events; // events.db
    };

    // Both are there. Belongs to the thread that opens it. Errors: those of the store.
    [[nodiscard]] static Result<std::unique_ptr<WebhookSource>> open(const Paths &paths, EventWriter writer);
    ~WebhookSource() override;

    [[nodiscard]] Result<WebhookPosition> last() override;
    [[nodiscard]] Result<WebhookItems> read(const Webhook &webhook, const WebhookWalk &walk, WebhookPosition upTo,
                                            const WebhookAppetite &appetite) override;

private:
    struct Found; // of one of the two stores
    WebhookSource(std::unique_ptr<store::Database> engine, std::unique_ptr<store::Database> events, EventWriter writer);
    [[nodiscard]] Result<Found> findEvents(const Webhook &webhook, const WebhookWalk &walk, std::int64_t upTo,
                                           const WebhookAppetite &appetite) const;
    [[nodiscard]] Result<Found> findNotices(const Webhook &webhook, const WebhookWalk &walk, std::int64_t upTo,
                                            const WebhookAppetite &appetite) const;

    std::unique_ptr<store::Database> m_engine;
    std::unique_ptr<store::Database> m_events;
    EventWriter m_writer;
};

} // namespace unmta
