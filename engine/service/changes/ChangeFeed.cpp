#include "service/changes/ChangeFeed.h"

namespace unmta {

ChangeFeed::ChangeFeed(QString epoch)
    : m_epoch(std::move(epoch))
{
    m_activityTimer.setSingleShot(true);
    m_activityTimer.setInterval(1000);
    connect(&m_activityTimer, &QTimer::timeout, this, &ChangeFeed::flushActivity);
}

void ChangeFeed::add(ChangeKind kind, const QString &clusterId, const QString &subject, ChangeAction action)
{
    m_changes.push_back({++m_sequence, kind, clusterId, subject, action});
    if (m_changes.size() > kept)
        m_changes.pop_front();
    Q_EMIT appended();
}

void ChangeFeed::close()
{
    m_closed = true;
    Q_EMIT appended();
}

void ChangeFeed::addActivity(const QString &clusterId, const QString &host)
{
    // The first event after a quiet second is reported at once, what follows within the second together.
    const bool quiet = !m_activityTimer.isActive();
    m_waitingActivity.insert({clusterId, host});
    if (quiet)
        flushActivity();
}

void ChangeFeed::flushActivity()
{
    if (m_waitingActivity.isEmpty())
        return;
    m_activityTimer.start();
    for (const auto &[clusterId, host] : std::exchange(m_waitingActivity, {}))
        add(ChangeKind::Activity, clusterId, host, ChangeAction::Changed);
}

ChangeFeed::Changes ChangeFeed::since(const QString &epoch, qint64 since) const
{
    Changes result;
    result.next = m_sequence;
    const qint64 oldest = m_changes.empty() ? m_sequence + 1 : m_changes.front().sequence;
    result.reset = epoch != m_epoch || since > m_sequence || since + 1 < oldest;
    if (result.reset)
        return result;
    // Sequences are consecutive, so the place is known.
    for (auto i = static_cast<std::size_t>(since + 1 - oldest); i < m_changes.size(); ++i)
        result.list.append(m_changes[i]);
    return result;
}

} // namespace unmta
