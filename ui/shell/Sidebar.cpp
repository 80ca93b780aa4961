#include "shell/Sidebar.h"

#include "kit/Labels.h"
#include "session/Session.h"
#include "shell/sidebar/ClusterSwitch.h"
#include "shell/sidebar/EngineState.h"
#include "shell/sidebar/Navigation.h"
#include "support/Formatting.h"
#include "support/Scale.h"

#include <QVBoxLayout>

#include <algorithm>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

// All beside a font of 13 px.
constexpr int usualWidth = 208;
constexpr int wholeFits = 700; // windows from this width on
constexpr int pageNeeds = 400; // beside words without icons

} // namespace

Sidebar::Sidebar(Session &session, const QString &engineName, Engines *engines, QWidget *parent)
    : QFrame(parent)
    , m_cluster(new ClusterSwitch(session))
    , m_navigation(new Navigation)
    , m_engine(new EngineState(session, engineName, engines))
{
    setObjectName(u"sidebar"_s);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(10, 12, 10, 12);
    whole->setSpacing(2);
    whole->addWidget(m_cluster);
    whole->addSpacing(12);
    whole->addWidget(m_navigation, 1);
    whole->addSpacing(6);
    whole->addWidget(rule());
    whole->addSpacing(8);
    whole->addWidget(m_engine);

    connect(m_cluster, &ClusterSwitch::addRequested, this, &Sidebar::addClusterRequested);
    connect(m_cluster, &ClusterSwitch::renameRequested, this, &Sidebar::renameClusterRequested);
    connect(m_navigation, &Navigation::placeChosen, this, &Sidebar::placeChosen);
    connect(m_navigation, &Navigation::helpRequested, this, &Sidebar::helpRequested);
    connect(m_navigation, &Navigation::shortcutsRequested, this, &Sidebar::shortcutsRequested);
    connect(m_navigation, &Navigation::aboutRequested, this, &Sidebar::aboutRequested);
    connect(m_engine, &EngineState::engineChosen, this, &Sidebar::engineChosen);
    connect(m_engine, &EngineState::addRequested, this, &Sidebar::addEngineRequested);
    connect(m_engine, &EngineState::editRequested, this, &Sidebar::editEngineRequested);
    connect(m_engine, &EngineState::forgetRequested, this, &Sidebar::forgetEngineRequested);
    connect(&session, &Session::serverChanged, m_navigation, [this, &session] {
        m_navigation->setWanted(Place::Nodes, session.hasCapability(u"nodes"_s));
        m_navigation->setWanted(Place::Sandbox, session.hasCapability(u"sandbox"_s));
    });
    setPlace(Place::Domains);
    setRoom(SidebarRoom::Whole);
}

int Sidebar::widthOf(SidebarRoom room) const
{
    const QMargins margins = layout()->contentsMargins();
    const int needed = m_navigation->neededWidth(room) + margins.left() + margins.right();
    return room == SidebarRoom::Whole ? std::max(scaled(usualWidth, fontMetrics()), needed) : needed;
}

void Sidebar::fitInto(int windowWidth)
{
    const QFontMetrics metrics = fontMetrics();
    const SidebarRoom room = windowWidth >= scaled(wholeFits, metrics) ? SidebarRoom::Whole
                             : windowWidth - widthOf(SidebarRoom::Words) >= scaled(pageNeeds, metrics)
                                 ? SidebarRoom::Words
                                 : SidebarRoom::Icons;
    if (room != m_room)
        setRoom(room);
}

void Sidebar::setRoom(SidebarRoom room)
{
    m_room = room;
    const int width = widthOf(room);
    setFixedWidth(width);
    m_navigation->setRoom(room);
    m_cluster->setRoom(room, width);
    m_engine->setRoom(room, width);
}

void Sidebar::setPlace(Place place)
{
    m_navigation->setPlace(place);
}

void Sidebar::setCount(Place place, int count, Tone tone)
{
    const QString figure = count > 0 ? number(count) : QString();
    m_navigation->setBadge(place, {figure, tone}, figure, count > 0 ? tr("%1 need attention").arg(figure) : QString());
}

void Sidebar::setNews(int count, Tone tone, bool isMore)
{
    const QString figure = count == 0 ? QString() : isMore ? number(count) + u'+' : number(count);
    m_navigation->setBadge(Place::Notifications, {figure, tone}, figure,
                           count > 0 ? tr("%1 new").arg(figure) : QString());
}

void Sidebar::setSetup(bool isWanted, int left, bool hasFailed)
{
    const QString text = left == 1 ? tr("1 step left") : left > 0 ? tr("%1 steps left").arg(number(left)) : QString();
    m_navigation->setBadge(Place::Setup, {text, hasFailed ? Tone::Bad : Tone::Warning},
                           left > 0 ? number(left) : QString(), text);
    m_navigation->setWanted(Place::Setup, isWanted);
}

} // namespace unmta::ui
