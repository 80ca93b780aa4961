#include "service/events/EventService.h"

namespace unmta {

using namespace Qt::StringLiterals;

Result<std::unique_ptr<EventService>> EventService::open(const QString &eventsPath)
{
    auto database = store::Database::open({eventsPath, u"events"_s, true});
    if (!database)
        return database.error();
    return std::unique_ptr<EventService>(new EventService(*std::move(database)));
}

} // namespace unmta
