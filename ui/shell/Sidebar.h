// Left of everything: the cluster switch, the way to each page, and how the engine is.
#pragma once

#include "shell/Place.h"
#include "shell/sidebar/SidebarRoom.h"
#include "support/Words.h"

#include <QFrame>

namespace unmta::ui {

class ClusterSwitch;
class EngineState;
class Engines;
class Navigation;
class Session;

class Sidebar final : public QFrame
{
    Q_OBJECT

public:
    // `engines` may be null: then there is no choice.
    Sidebar(Session &session, const QString &engineName, Engines *engines, QWidget *parent = nullptr);
    void setPlace(Place place);
    // How many domains somebody should look at; 0: no badge.
    void setCount(Place place, int count, Tone tone = Tone::Warning);
    // How many notifications have not been seen; `isMore`: so many at least.
    void setNews(int count, Tone tone, bool isMore = false);
    // The way to the setup: out of sight where there is nothing to set up, quiet when nothing is left.
    void setSetup(bool isWanted, int left, bool hasFailed);

    // Takes as much of a window of that width as leaves the page enough: words first, then icons alone.
    void fitInto(int windowWidth);
    // Icons without words.
    [[nodiscard]] bool isCompact() const { return m_room == SidebarRoom::Icons; }

Q_SIGNALS:
    void placeChosen(unmta::ui::Place place);
    void addClusterRequested();
    // A topic of the documentation; empty: that of the page that is shown.
    void helpRequested(const QString &topic);
    void renameClusterRequested();
    // One of Engines::all().
    void engineChosen(const QString &id);
    void addEngineRequested();
    void editEngineRequested();
    void forgetEngineRequested();
    // All keys of the window.
    void shortcutsRequested();
    void aboutRequested();

private:
    [[nodiscard]] int widthOf(SidebarRoom room) const;
    void setRoom(SidebarRoom room);

    ClusterSwitch *m_cluster;
    Navigation *m_navigation;
    EngineState *m_engine;
    SidebarRoom m_room = SidebarRoom::Whole;
};

} // namespace unmta::ui
