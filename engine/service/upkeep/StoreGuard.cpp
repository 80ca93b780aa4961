#include "service/upkeep/StoreGuard.h"

#include "base/Log.h"
#include "service/notices/NotificationService.h"

#include <QJsonObject>

namespace unmta {

using namespace Qt::StringLiterals;

StoreGuard::StoreGuard(Dependencies dependencies)
    : d(std::move(dependencies))
{
    connect(&m_timer, &QTimer::timeout, this, &StoreGuard::look);
}

void StoreGuard::start()
{
    m_timer.start(lookEvery);
    look();
}

void StoreGuard::look()
{
    d.tryStore();
    const RecorderStatus events = d.events();
    const bool eventsFail = !events.healthy && events.error.code.startsWith("store."_L1);
    if (!m_trouble) {
        if (eventsFail)
            return begin(events.error);
        if (const auto held = d.ballast.hold(); !held)
            return begin(held.error());
        // Of an earlier run, or over before anybody looked.
        if (events.droppingSince && events.healthy) {
            m_trouble = troubleOf(Error(u"store.full"_s), events);
            return end();
        }
        m_droppedWhenWell = events.dropped;
        return;
    }
    if (!m_trouble->isTold)
        tell(u"store.trouble"_s);
    if (m_paused) {
        // Whether events can be recorded is seen the next time.
        if (d.ballast.hold()) {
            m_paused = false;
            d.pauseEvents(false);
        }
    } else if (eventsFail) {
        d.ballast.release();
        m_paused = true;
        d.pauseEvents(true);
    } else if (events.healthy) {
        end();
    }
}

bool StoreGuard::makeRoom()
{
    if (!d.ballast.isHeld())
        return false;
    begin(Error(u"store.full"_s));
    return true;
}

// Since the first event that was lost, whoever ran then.
StoreGuard::Trouble StoreGuard::troubleOf(const Error &why, const RecorderStatus &events) const
{
    if (events.droppingSince)
        return {why, *events.droppingSince, events.dropped - events.untold, false};
    return {why, d.clock.now(), m_droppedWhenWell, false};
}

void StoreGuard::begin(const Error &why)
{
    d.ballast.release();
    m_paused = true;
    d.pauseEvents(true);
    if (m_trouble)
        return;
    m_trouble = troubleOf(why, d.events());
    qCCritical(lcStore).noquote() << "the store cannot be written as usual" << describe(why);
    tell(u"store.trouble"_s);
}

void StoreGuard::end()
{
    // If nobody could be told, the recorder remembers what was lost, and the next look tries again.
    if (tell(u"store.recovered"_s))
        d.lossesTold();
    qCInfo(lcStore).noquote() << "the store can be written again";
    m_trouble.reset();
    Q_EMIT recovered();
}

bool StoreGuard::tell(const QString &kind)
{
    const auto own = d.frame ? d.frame() : std::shared_ptr<void>(); // each node tells of itself
    const quint64 dropped = d.events().dropped - m_trouble->droppedBefore;
    const auto told = d.notifications.storeForOperator(kind, {{u"problem"_s, d.notifications.worded(m_trouble->why)},
                                                              {u"since_at"_s, toIso8601(m_trouble->since)},
                                                              {u"dropped"_s, QString::number(dropped)}});
    m_trouble->isTold = told.ok();
    if (told)
        d.notifications.announceToOperator(kind);
    else
        qCWarning(lcStore).noquote() << "nobody could be told" << describe(told.error());
    return told.ok();
}

} // namespace unmta
