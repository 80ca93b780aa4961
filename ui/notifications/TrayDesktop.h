// The desktop's tray: an icon that shows whether a domain needs somebody, and messages.
#pragma once

#include "notifications/DesktopAlerts.h"

#include <QMenu>
#include <QSystemTrayIcon>

#include <memory>

namespace unmta::ui {

class TrayDesktop final : public Desktop
{
    Q_OBJECT

public:
    // None where the desktop has no tray. The menu says it if tracking ends with the program.
    [[nodiscard]] static std::unique_ptr<TrayDesktop> create(bool quittingStopsTracking);

    void tell(const QString &title, const QString &text, bool isWarning) override;
    void setAttention(int domains, int downgraded) override;
    // For good: the program is ending.
    void hide();

private:
    explicit TrayDesktop(bool quittingStopsTracking);

    QMenu m_menu;
    QSystemTrayIcon m_icon; // goes before the menu that it refers to
};

// What its tooltip tells: the worst of it.
[[nodiscard]] QString trayTip(int domains, int downgraded);
// The product's icon, with a dot when something calls for attention.
[[nodiscard]] QIcon trayIcon(bool callsForAttention);

} // namespace unmta::ui
