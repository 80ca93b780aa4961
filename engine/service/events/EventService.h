// Reads events and activity for the API, on the engine thread's own read-only connection to events.db.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "store/Database.h"
#include "store/events/ActivityTable.h"
#include "store/events/EventTable.h"

#include <memory>

namespace unmta {

class EventService
{
public:
    // After the recorder has made the file. Errors: those of the store.
    [[nodiscard]] static Result<std::unique_ptr<EventService>> open(const QString &eventsPath);

    [[nodiscard]] const store::EventTable &events() const { return m_events; }
    [[nodiscard]] const store::ActivityTable &activity() const { return m_activity; }

private:
    explicit EventService(std::unique_ptr<store::Database> database)
        : m_database(std::move(database))
        , m_events(*m_database)
        , m_activity(*m_database)
    {}

    std::unique_ptr<store::Database> m_database;
    store::EventTable m_events;
    store::ActivityTable m_activity;
};

} // namespace unmta
