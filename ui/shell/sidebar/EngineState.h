// How the engine is, where it listens, what may be done with it; and the way to another one.
#pragma once

#include "shell/sidebar/SidebarRoom.h"

#include <QWidget>

class QFrame;
class QLabel;

namespace unmta::ui {

class Engines;
class MenuButton;
class Session;

class EngineState final : public QWidget
{
    Q_OBJECT

public:
    // `engines` may be null: then there is no choice.
    EngineState(Session &session, QString engineName, Engines *engines, QWidget *parent = nullptr);
    // `width` is that of the whole sidebar.
    void setRoom(SidebarRoom room, int width);

Q_SIGNALS:
    // One of Engines::all().
    void engineChosen(const QString &id);
    void addRequested();
    void editRequested();
    void forgetRequested();

private:
    void refresh();
    MenuButton *makeSwitch();
    void showSwitch();
    void fillMenu();

    Session &m_session;
    QString m_engineName;
    Engines *m_engines;
    MenuButton *m_switch = nullptr; // where there are several
    QFrame *m_dot;
    QLabel *m_state;
    QLabel *m_listeners;
    QLabel *m_rights;
    SidebarRoom m_room = SidebarRoom::Whole;
    int m_width = 0;
};

} // namespace unmta::ui
