// What the engine told people: strikes, downgrades, recoveries.
#pragma once

#include "base/Error.h"
#include "contract/wire/Wire.h"
#include "kit/PageFrame.h"

namespace unmta::ui {

class FitTable;
class MonitorWatch;
class NotificationListModel;
class Session;
class StateView;

class NotificationsPage final : public PageFrame
{
    Q_OBJECT

public:
    NotificationsPage(Session &session, MonitorWatch &monitor, QWidget *parent = nullptr);

Q_SIGNALS:
    void domainChosen(const QString &clusterId, const QString &name);
    // Notifications that arrived while another page was on screen, whether some of them are no good news, and whether
    // there are more than were counted.
    void unseenChanged(int count, bool isBad, bool isMore);
    // What is new since the last time, oldest first; what was there at first is not.
    void arrived(const QList<unmta::wire::Notification> &notifications);

protected:
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] bool leadsToADomain(int row) const;
    void openDomain(int row);
    void load();
    void take(QList<wire::Notification> notifications, bool isMore);

    Session &m_session;
    NotificationListModel *m_model;
    FitTable *m_table;
    StateView *m_view;
    qint64 m_newest = -1;   // −1: nothing loaded yet
    qint64 m_lastSeen = -1; // −1: nothing loaded yet; what was there before counts as seen
};

} // namespace unmta::ui
