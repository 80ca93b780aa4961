// Left of everything: the cluster switch, the way to each page, and how the engine is.
#pragma once

#include "contract/wire/Wire.h"
#include "support/Words.h"

#include <QFrame>

class QButtonGroup;
class QLabel;
class QPushButton;

namespace unmta::ui {

class Badge;
class MenuButton;
class Session;

enum class Place : std::uint8_t
{
    Domains,
    Events,
    Rewriting,
    Notifications,
    Webhooks,
    Sandbox,
    Settings,
    Setup
};

class Sidebar final : public QFrame
{
    Q_OBJECT

public:
    Sidebar(Session &session, QString engineName, QWidget *parent = nullptr);
    void setPlace(Place place);
    // How many domains somebody should look at; 0: no badge.
    void setCount(Place place, int count, Tone tone = Tone::Warning);
    // How many notifications have not been seen.
    void setNews(int count, Tone tone);
    // The way to the setup: out of sight where there is nothing to set up, quiet when nothing is left.
    void setSetup(bool isWanted, int left, bool hasFailed);

Q_SIGNALS:
    void placeChosen(unmta::ui::Place place);
    void addClusterRequested();
    // A topic of the documentation; empty: that of the page that is shown.
    void helpRequested(const QString &topic);
    void renameClusterRequested();
    // All keys of the window.
    void shortcutsRequested();
    void aboutRequested();

private:
    QPushButton *addPlace(Place place, const QString &name, const QString &iconName, const QString &text);
    MenuButton *makeHelp();
    void setBadge(Place place, const BadgeText &badge, const QString &description);
    void showClusters();
    void showEngine();

    Session &m_session;
    QString m_engineName;
    MenuButton *m_cluster;
    QLabel *m_clusterName;
    QLabel *m_clusterId;
    QButtonGroup *m_places;
    QHash<int, Badge *> m_badges;
    QFrame *m_dot;
    QLabel *m_engine;
    QLabel *m_listeners;
};

} // namespace unmta::ui
