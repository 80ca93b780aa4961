#include "notifications/DesktopAlerts.h"

#include "language/EngineText.h"

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

// Empty: nobody is called.
QString titleOf(const wire::Notification &notification)
{
    if (notification.kind == u"domain.warning")
        return DesktopAlerts::tr("%1 failed a check").arg(notification.domain);
    if (notification.kind == u"domain.downgraded")
        return DesktopAlerts::tr("Links of %1 are dead").arg(notification.domain);
    if (notification.kind == u"domain.claimed_elsewhere")
        return DesktopAlerts::tr("%1 was verified by another cluster").arg(notification.domain);
    if (notification.kind == u"monitor.held")
        return DesktopAlerts::tr("The monitor holds its checks back");
    if (notification.kind == u"store.trouble")
        return DesktopAlerts::tr("Opens and clicks are not recorded");
    return {};
}

QString names(const QList<wire::Notification> &notifications)
{
    QStringList names;
    for (const wire::Notification &each : notifications) {
        if (!each.domain.isEmpty() && !names.contains(each.domain))
            names << each.domain;
    }
    constexpr qsizetype most = 3;
    const QString some = names.mid(0, most).join(u", "_s);
    return names.size() <= most ? some : DesktopAlerts::tr("%1 and %2 more").arg(some).arg(names.size() - most);
}

} // namespace

DesktopAlerts::DesktopAlerts(Desktop *desktop, QObject *parent)
    : QObject(parent)
    , m_desktop(desktop)
{
    if (m_desktop)
        connect(m_desktop, &Desktop::messageClicked, this, &DesktopAlerts::choose);
}

void DesktopAlerts::arrived(const QList<wire::Notification> &notifications)
{
    if (!m_desktop)
        return;
    QList<wire::Notification> calling;
    std::copy_if(notifications.begin(), notifications.end(), std::back_inserter(calling),
                 [](const wire::Notification &each) { return !titleOf(each).isEmpty(); });
    if (calling.isEmpty())
        return;
    m_told = calling;
    if (calling.size() == 1)
        m_desktop->tell(titleOf(calling.front()), engineText(calling.front().message), true);
    else
        m_desktop->tell(tr("%1 notifications call for attention").arg(calling.size()), names(calling), true);
}

void DesktopAlerts::choose()
{
    if (m_told.size() == 1 && !m_told.front().domain.isEmpty())
        Q_EMIT domainChosen(m_told.front().clusterId, m_told.front().domain);
    else if (m_told.size() == 1)
        Q_EMIT listChosen();
    else if (!m_told.isEmpty())
        Q_EMIT notificationsChosen();
}

} // namespace unmta::ui
