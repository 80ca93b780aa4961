// Left of everything: the cluster switch, the way to each page, and how the engine is.
#pragma once

#include "contract/wire/Wire.h"
#include "shell/Place.h"
#include "support/Words.h"

#include <QFrame>

class QButtonGroup;
class QHBoxLayout;
class QLabel;
class QPushButton;

namespace unmta::ui {

class Badge;
class Engines;
class MenuButton;
class Session;

class Sidebar final : public QFrame
{
    Q_OBJECT

public:
    // `engines` may be null: then there is no choice.
    Sidebar(Session &session, QString engineName, Engines *engines, QWidget *parent = nullptr);
    void setPlace(Place place);
    // How many domains somebody should look at; 0: no badge.
    void setCount(Place place, int count, Tone tone = Tone::Warning);
    // How many notifications have not been seen; `isMore`: so many at least.
    void setNews(int count, Tone tone, bool isMore = false);
    // Icons without words, in a window that is narrow beside its font: the words remain as tips and for those who hear
    // them.
    void setCompact(bool compact);
    [[nodiscard]] bool isCompact() const { return m_isCompact; }
    // The way to the setup: out of sight where there is nothing to set up, quiet when nothing is left.
    void setSetup(bool isWanted, int left, bool hasFailed);

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
    QPushButton *addPlace(Place place, const QString &name, const QString &iconName, const QString &text);
    MenuButton *makeHelp();
    void setBadge(Place place, const BadgeText &badge, const QString &description);
    void showBadge(int place);
    [[nodiscard]] int widthOf(bool compact) const;
    void showClusters();
    void showEngine();
    MenuButton *makeEngines();
    void showEngines(MenuButton *button);

    Session &m_session;
    QString m_engineName;
    Engines *m_engines;
    MenuButton *m_cluster;
    QLabel *m_clusterName;
    QLabel *m_clusterId;
    Badge *m_elsewhere; // downgraded domains of the clusters that are not shown
    QButtonGroup *m_places;
    QHash<int, Badge *> m_badges;
    QHash<int, BadgeText> m_badgeTexts;
    QString m_setupLeft; // the figure alone
    MenuButton *m_help = nullptr;
    MenuButton *m_engineButton = nullptr; // where there are several
    QHBoxLayout *m_insideCluster = nullptr;
    bool m_isCompact = false;
    QFrame *m_dot;
    QLabel *m_engine;
    QLabel *m_listeners;
    QLabel *m_rights;
};

} // namespace unmta::ui
