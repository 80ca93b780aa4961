#include "service/upkeep/StoreHold.h"

#include "base/Log.h"
#include "store/Database.h"
#include "store/MoveMark.h"

namespace unmta {

using namespace Qt::StringLiterals;

StoreHold::StoreHold(Dependencies d)
    : m_d(std::move(d))
{
    m_end.setSingleShot(true);
    m_end.setInterval(m_d.keptFor);
    connect(&m_end, &QTimer::timeout, this, [this] {
        qCWarning(lcStore) << "whoever moved the store has not been heard of; it may be changed again";
        release();
    });
}

StoreHold::State StoreHold::hold()
{
    if (m_isLeft)
        return state();
    if (!m_since) {
        m_since = m_d.clock.now();
        qCInfo(lcStore) << "the store is being moved; nothing in it is changed meanwhile";
        refuse(Error(u"store.moving"_s));
    }
    m_end.start();
    return state();
}

StoreHold::State StoreHold::leave(const QString &dataDir, const QString &place)
{
    if (!m_since)
        m_since = m_d.clock.now();
    m_end.stop();
    m_isLeft = true;
    qCWarning(lcStore).noquote() << "the store is on" << place << "now; start the engine anew with --store";
    refuse(store::move_mark::errorFor(dataDir, place));
    return state();
}

void StoreHold::release()
{
    if (m_isLeft || !m_since)
        return;
    m_end.stop();
    m_since.reset();
    refuse({});
}

void StoreHold::refuse(const std::optional<Error> &why)
{
    m_d.database.refuseChanges(why);
    m_d.holdEvents(why);
}

StoreHold::State StoreHold::state() const
{
    return {m_since.value_or(TimePoint()), m_d.eventsAreStill()};
}

} // namespace unmta
