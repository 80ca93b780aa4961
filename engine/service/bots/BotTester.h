// Tells how figures would move if a cluster's stored events were judged by a table of rules, and by their behaviour.
#pragma once

#include "base/Result.h"
#include "domain/bots/BotPreview.h"
#include "store/DatabasePlace.h"

#include <QString>

namespace unmta {

class BotTester
{
public:
    explicit BotTester(store::DatabasePlace events)
        : m_events(std::move(events))
    {}

    // Reads all events of the cluster and changes nothing. `rules`: BotTable.h; empty for the compiled-in ones. Any
    // thread that may block. Errors: bots.malformed_rule (field "rules"), those of the store.
    [[nodiscard]] Result<BotForecast> run(const QString &clusterId, const QString &rules) const;

private:
    store::DatabasePlace m_events;
};

} // namespace unmta
