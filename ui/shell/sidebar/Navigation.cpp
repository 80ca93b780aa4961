#include "shell/sidebar/Navigation.h"

#include "access/Access.h"
#include "kit/Badge.h"
#include "kit/MenuButton.h"
#include "support/Icons.h"
#include "support/Scale.h"

#include <QAction>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int besideWord = 28; // of an entry: margins, and what is between word and badge
constexpr int iconSize = 18;   // beside a font of 13 px
const QString many = u"99+"_s; // where the figure would lie on the word

void showWords(QAbstractButton &button, const QString &iconName, SidebarRoom room)
{
    const QString word = button.accessibleName();
    button.setText(room == SidebarRoom::Icons ? QString() : word);
    button.setIcon(room == SidebarRoom::Words ? QIcon() : icon(iconName, Ink::Dim, Ink::Accent));
}

} // namespace

Navigation::Navigation(QWidget *parent)
    : QWidget(parent)
    , m_places(new QButtonGroup(this))
{
    auto *pages = new QWidget;
    pages->setObjectName(u"navigation"_s);
    pages->setAccessibleName(tr("Pages"));
    Access::setRole(*pages, QAccessible::PageTabList);
    m_column = new QVBoxLayout(pages);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(2);
    m_places->setExclusive(true);
    add(Place::Setup, u"setupButton"_s, u"check"_s, tr("Setup"));
    add(Place::Overview, u"overviewButton"_s, u"overview"_s, tr("Overview"));
    add(Place::Domains, u"domainsButton"_s, u"domains"_s, tr("Tracking Domains"));
    add(Place::Events, u"eventsButton"_s, u"events"_s, tr("Events"));
    add(Place::Rewriting, u"rewritingButton"_s, u"rewriting"_s, tr("Rewriting"));
    add(Place::Notifications, u"notificationsButton"_s, u"notifications"_s, tr("Notifications"));
    add(Place::Webhooks, u"webhooksButton"_s, u"webhooks"_s, tr("Webhooks"));
    add(Place::Cluster, u"clusterPageButton"_s, u"cluster"_s, tr("Cluster"));
    add(Place::Audit, u"auditButton"_s, u"audit"_s, tr("Audit"));
    add(Place::Nodes, u"nodesButton"_s, u"nodes"_s, tr("Nodes"));
    add(Place::Sandbox, u"sandboxButton"_s, u"sandbox"_s, tr("Sandbox"));
    add(Place::Settings, u"settingsButton"_s, u"settings"_s, tr("Settings"));
    setWanted(Place::Setup, false);
    setWanted(Place::Nodes, false);
    setWanted(Place::Sandbox, false);
    m_column->addStretch();
    // In a low window with a large font the last pages are scrolled to.
    m_area = new QScrollArea;
    m_area->setObjectName(u"navigationArea"_s);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setWidget(pages);
    // Where the reader is stays in sight, also when the window becomes lower or entries come and go above.
    connect(m_area->verticalScrollBar(), &QScrollBar::rangeChanged, this, &Navigation::scrollToPlace);
    m_help = makeHelp();
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(2);
    whole->addWidget(m_area, 1);
    whole->addSpacing(4); // what is scrolled ends above it
    whole->addWidget(m_help);
    connect(m_places, &QButtonGroup::idClicked, this, [this](int id) { Q_EMIT placeChosen(Place(id)); });
}

void Navigation::add(Place place, const QString &name, const QString &iconName, const QString &text)
{
    auto *button = new QPushButton(text);
    button->setObjectName(name);
    button->setAccessibleName(text);
    button->setProperty("look", u"nav"_s);
    button->setCheckable(true);
    m_places->addButton(button, int(place));
    auto *badge = new Badge;
    badge->setAttribute(Qt::WA_TransparentForMouseEvents);
    badge->hide();
    auto *inside = new QHBoxLayout(button);
    inside->setContentsMargins(0, 0, 8, 0);
    inside->addStretch();
    inside->addWidget(badge);
    m_entries.insert(int(place), {button, badge, iconName, {}, {}, {}});
    m_column->addWidget(button);
}

MenuButton *Navigation::makeHelp()
{
    auto *help = new MenuButton;
    help->setObjectName(u"helpButton"_s);
    help->setAccessibleName(tr("Help"));
    help->setProperty("look", u"nav"_s);
    const auto add = [this, help](const QString &text, const QString &name, const QString &topic) {
        QAction *action = help->choices()->addAction(text);
        action->setObjectName(name);
        connect(action, &QAction::triggered, this, [this, topic] { Q_EMIT helpRequested(topic); });
        return action;
    };
    add(tr("Documentation"), u"documentationAction"_s, u"index"_s);
    // The window has the key itself, since a closed menu's actions do not hear it.
    add(tr("About this page\tF1"), u"pageHelpAction"_s, {});
    QAction *keys = help->choices()->addAction(tr("Keys\t?"));
    keys->setObjectName(u"shortcutsAction"_s);
    connect(keys, &QAction::triggered, this, &Navigation::shortcutsRequested);
    add(tr("Troubleshooting"), u"troubleshootingAction"_s, u"troubleshooting"_s);
    help->choices()->addSeparator();
    QAction *about = help->choices()->addAction(tr("About unMTA Tracking"));
    about->setObjectName(u"aboutAction"_s);
    connect(about, &QAction::triggered, this, &Navigation::aboutRequested);
    return help;
}

int Navigation::neededWidth(SidebarRoom room) const
{
    int widest = 0;
    for (const Entry &entry : m_entries)
        widest = std::max(widest, widthOf(entry, {u"99"_s}, room));
    return widest;
}

int Navigation::widthOf(const Entry &entry, const BadgeText &badge, SidebarRoom room) const
{
    if (room == SidebarRoom::Icons)
        return scaled(iconSize, fontMetrics()) + badgeSize(badge, font()).width() + 24;
    QFont chosen = font();
    chosen.setWeight(QFont::DemiBold);
    const int picture = room == SidebarRoom::Words ? 0 : scaled(iconSize, fontMetrics());
    return picture + QFontMetrics(chosen).horizontalAdvance(entry.button->accessibleName()) + besideWord +
           badgeSize(badge, font()).width();
}

void Navigation::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    for (const Entry &entry : std::as_const(m_entries))
        show(entry);
}

void Navigation::setRoom(SidebarRoom room)
{
    m_room = room;
    for (const Entry &entry : std::as_const(m_entries))
        show(entry);
    showWords(*m_help, u"help"_s, room);
    m_help->setToolTip(room == SidebarRoom::Icons ? m_help->accessibleName() : QString());
}

void Navigation::setPlace(Place place)
{
    m_places->button(int(place))->setChecked(true);
    scrollToPlace();
}

void Navigation::scrollToPlace()
{
    if (QAbstractButton *chosen = m_places->checkedButton(); chosen && chosen->isVisible())
        m_area->ensureWidgetVisible(chosen, 0, 0);
}

void Navigation::setWanted(Place place, bool isWanted)
{
    m_places->button(int(place))->setVisible(isWanted);
}

void Navigation::setBadge(Place place, const BadgeText &badge, const QString &figure, const QString &description)
{
    Entry &entry = m_entries[int(place)];
    entry.text = badge;
    entry.figure = figure;
    entry.description = description;
    show(entry);
}

void Navigation::show(const Entry &entry)
{
    showWords(*entry.button, entry.iconName, m_room);
    BadgeText badge = entry.text;
    const bool isBrief = m_room != SidebarRoom::Whole || widthOf(entry, badge, m_room) > width();
    if (isBrief)
        badge.text = entry.figure;
    if (badge.text.size() > many.size() && widthOf(entry, badge, m_room) > width())
        badge.text = many;
    entry.badge->show(badge);
    entry.button->setAccessibleDescription(entry.description);
    // What is not written there.
    QStringList tip;
    if (m_room == SidebarRoom::Icons)
        tip << entry.button->accessibleName();
    if (isBrief && !entry.description.isEmpty())
        tip << entry.description;
    entry.button->setToolTip(tip.join(u'\n'));
}

} // namespace unmta::ui
