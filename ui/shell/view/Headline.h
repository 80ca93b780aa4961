// How many domains need somebody, wherever one looks: in the sidebar, in the window's title, and where the desktop
// shows it.
#pragma once

#include <QObject>

namespace unmta::ui {

class Session;
class Sidebar;
struct UiOptions;

class Headline final : public QObject
{
    Q_OBJECT

public:
    // All of them outlive it.
    Headline(Session &session, const UiOptions &options, Sidebar &sidebar, QObject *parent);
    void setSandbox(bool isSandbox);
    void refresh();

Q_SIGNALS:
    void titleChanged(const QString &title);

private:
    Session &m_session;
    const UiOptions &m_options;
    Sidebar &m_sidebar;
    bool m_isSandbox = false;
};

} // namespace unmta::ui
