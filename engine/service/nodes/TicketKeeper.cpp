#include "service/nodes/TicketKeeper.h"

#include "base/Log.h"
#include "store/EngineStore.h"

namespace unmta {

TicketKeeper::TicketKeeper(const Dependencies &dependencies)
    : d(dependencies)
{
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { look(); });
}

void TicketKeeper::start()
{
    look();
    m_timer.start(lookPause);
}

void TicketKeeper::look()
{
    const std::int64_t present = toUnixMs(d.clock.now()) / period.count();
    if (!m_secrets.contains(present + 1)) {
        if (auto done = refresh(present); !done)
            qCWarning(lcEngine).noquote() << "sessions may not go on at other nodes" << describe(done.error());
    }
    d.use(m_secrets, present);
}

Result<void> TicketKeeper::refresh(std::int64_t present)
{
    const store::Database::Unfenced own(d.store.database()); // whoever is first
    if (auto done = d.store.ticketKeys.forgetBefore(present - 1); !done)
        return done;
    for (const std::int64_t number : {present, present + 1}) {
        if (auto done = d.store.ticketKeys.offer(number, d.random.bytes(static_cast<int>(d.secretSize))); !done)
            return done;
    }
    auto all = d.store.ticketKeys.all();
    if (!all)
        return all.error();
    m_secrets = *std::move(all);
    return {};
}

} // namespace unmta
