// Keeps the keys of TLS session tickets that nodes share: made a period ahead by whichever node is first, so that all
// have a key before any session is sealed with it, and destroyed a period after its own. Engine thread.
#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "base/Result.h"

#include <QByteArray>
#include <QTimer>

#include <functional>
#include <map>

namespace unmta {

namespace store {
class EngineStore;
}

class TicketKeeper
{
public:
    static constexpr Millis period = std::chrono::hours(8);
    static constexpr Millis lookPause = std::chrono::minutes(1);

    // All outlive it.
    struct Dependencies
    {
        store::EngineStore &store;
        const Clock &clock;
        Random &random;
        qsizetype secretSize;
        std::function<void(const std::map<std::int64_t, QByteArray> &secrets, std::int64_t present)> use;
    };

    explicit TicketKeeper(const Dependencies &d);

    void start();
    // Without the store the keys that are known go on, and then each node has its own.
    void look();

private:
    [[nodiscard]] Result<void> refresh(std::int64_t present);

    Dependencies d;
    QTimer m_timer;
    std::map<std::int64_t, QByteArray> m_secrets;
};

} // namespace unmta
