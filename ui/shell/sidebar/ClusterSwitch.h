// The cluster that is shown, and its menu: the others, a new one, another name.
#pragma once

#include "kit/MenuButton.h"
#include "shell/sidebar/SidebarRoom.h"

class QHBoxLayout;
class QLabel;

namespace unmta::ui {

class Badge;
class Session;

class ClusterSwitch final : public MenuButton
{
    Q_OBJECT

public:
    explicit ClusterSwitch(Session &session, QWidget *parent = nullptr);
    // `width` is that of the whole sidebar.
    void setRoom(SidebarRoom room, int width);

Q_SIGNALS:
    void addRequested();
    void renameRequested();

private:
    void refresh();
    void fillMenu();

    Session &m_session;
    QLabel *m_name;
    QLabel *m_id;
    Badge *m_elsewhere; // downgraded domains of the clusters that are not shown
    QHBoxLayout *m_inside;
    SidebarRoom m_room = SidebarRoom::Whole;
    int m_width = 0;
};

} // namespace unmta::ui
