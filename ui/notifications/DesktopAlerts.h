// What the desktop is told while the window may be out of sight: strikes, downgrades, domains that were claimed
// elsewhere, a monitor that holds its checks back. Many at once become one message.
#pragma once

#include "contract/wire/Wire.h"

#include <QObject>

namespace unmta::ui {

// What a desktop can do for us; a tray icon in the product. Lives in the GUI thread.
class Desktop : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    // Replaces the message that is still on screen. Title and text are plain text; good news has no sign of warning.
    virtual void tell(const QString &title, const QString &text, bool isWarning) = 0;
    // How many domains somebody should look at, and how many of them are downgraded.
    virtual void setAttention(int domains, int downgraded) = 0;

Q_SIGNALS:
    // The last message was clicked.
    void messageClicked();
    // The window is wanted.
    void windowWanted();
    void quitWanted();
};

class DesktopAlerts final : public QObject
{
    Q_OBJECT

public:
    // Without a desktop nothing is told.
    explicit DesktopAlerts(Desktop *desktop, QObject *parent = nullptr);

    // Oldest first; those that call for nobody are left out.
    void arrived(const QList<wire::Notification> &notifications);

Q_SIGNALS:
    // The message about a domain was clicked.
    void domainChosen(const QString &clusterId, const QString &name);
    // The message about the monitor was clicked.
    void listChosen();
    // The message about several things was clicked.
    void notificationsChosen();

private:
    void choose();

    Desktop *m_desktop;
    QList<wire::Notification> m_told; // by the last message
};

} // namespace unmta::ui
