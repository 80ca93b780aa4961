// The way to each page, with what waits there, and to the documentation.
#pragma once

#include "shell/Place.h"
#include "shell/sidebar/SidebarRoom.h"
#include "support/Words.h"

#include <QHash>
#include <QWidget>

class QButtonGroup;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace unmta::ui {

class Badge;
class MenuButton;

class Navigation final : public QWidget
{
    Q_OBJECT

public:
    explicit Navigation(QWidget *parent = nullptr);
    void setRoom(SidebarRoom room);
    // Of the widest entry, with its badge.
    [[nodiscard]] int neededWidth(SidebarRoom room) const;

    void setPlace(Place place);
    void setWanted(Place place, bool isWanted);
    // `figure` stands in the badge's place where there is little room; `description` is what it means, in full.
    void setBadge(Place place, const BadgeText &badge, const QString &figure, const QString &description);

Q_SIGNALS:
    void placeChosen(unmta::ui::Place place);
    // A topic of the documentation; empty: that of the page that is shown.
    void helpRequested(const QString &topic);
    // All keys of the window.
    void shortcutsRequested();
    void aboutRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Entry
    {
        QPushButton *button;
        Badge *badge;
        QString iconName;
        BadgeText text;
        QString figure;
        QString description;
    };
    void add(Place place, const QString &name, const QString &iconName, const QString &text);
    MenuButton *makeHelp();
    void show(const Entry &entry);
    void scrollToPlace();
    // With its word and that badge.
    [[nodiscard]] int widthOf(const Entry &entry, const BadgeText &badge, SidebarRoom room) const;

    QButtonGroup *m_places;
    QScrollArea *m_area;
    QVBoxLayout *m_column;
    QHash<int, Entry> m_entries;
    MenuButton *m_help;
    SidebarRoom m_room = SidebarRoom::Whole;
};

} // namespace unmta::ui
