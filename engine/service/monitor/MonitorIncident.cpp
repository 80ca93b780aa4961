#include "service/monitor/MonitorIncident.h"

#include "base/Log.h"
#include "service/notices/NotificationService.h"
#include "store/EngineStore.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

const QString incidentKey = u"incident"_s;

} // namespace

bool MonitorIncident::isOpen() const
{
    // What cannot be read is taken for known: silence does less harm than a mail each minute.
    const auto stored = m_store.monitorState.value(incidentKey);
    return !stored || stored->has_value();
}

void MonitorIncident::trouble(const QString &reason, const QString &explanation)
{
    m_lastTrouble = m_clock.steady();
    if (isOpen())
        return;
    const QString kind = u"monitor.held"_s;
    auto transaction = store::Transaction::begin(m_store.database());
    if (!transaction || !m_store.monitorState.set(incidentKey, reason) ||
        !m_notifications.storeForOperator(kind, {{u"reason"_s, reason}, {u"explanation"_s, explanation}}) ||
        !transaction->commit()) {
        qCWarning(lcMonitor).noquote() << "the operator could not be told";
        return;
    }
    m_notifications.announceToOperator(kind);
}

void MonitorIncident::wellAgain()
{
    if (m_clock.steady() - m_lastTrouble >= calm)
        decided();
}

void MonitorIncident::decided()
{
    if (!isOpen())
        return;
    const QString kind = u"monitor.resumed"_s;
    auto transaction = store::Transaction::begin(m_store.database());
    if (!transaction || !m_store.monitorState.remove(incidentKey) || !m_notifications.storeForOperator(kind, {}) ||
        !transaction->commit()) {
        qCWarning(lcMonitor).noquote() << "the end of the incident could not be stored";
        return;
    }
    m_notifications.announceToOperator(kind);
}

} // namespace unmta
