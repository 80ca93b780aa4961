#include "shell/Sidebar.h"

#include "access/Access.h"
#include "connecting/Engines.h"
#include "kit/Badge.h"
#include "kit/Labels.h"
#include "kit/MenuButton.h"
#include "session/Permit.h"
#include "session/Session.h"
#include "support/Formatting.h"
#include "support/Icons.h"
#include "support/Scale.h"

#include <QAction>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int sidebarWidth = 208;
constexpr int besideText = 46; // of an entry: icon and margins
constexpr int iconSize = 18;

// An ampersand would become a mnemonic.
QString plainButtonText(QString text)
{
    return text.replace(u'&', u"&&"_s);
}

QString listenersText(const wire::Server &server)
{
    QStringList ports;
    for (const wire::Listener &listener : server.listeners) {
        if (listener.kind == u"http" || listener.kind == u"https")
            ports << u":%1"_s.arg(listener.port);
    }
    return ports.isEmpty() ? QString() : Sidebar::tr("edge %1").arg(ports.join(u' '));
}

QString listenersExact(const wire::Server &server)
{
    QStringList lines;
    for (const wire::Listener &listener : server.listeners) {
        lines << (listener.port > 0 ? u"%1 %2:%3"_s.arg(listener.kind, listener.address).arg(listener.port)
                                    : u"%1 %2"_s.arg(listener.kind, listener.address));
    }
    return lines.join(u'\n');
}

} // namespace

Sidebar::Sidebar(Session &session, QString engineName, Engines *engines, QWidget *parent)
    : QFrame(parent)
    , m_session(session)
    , m_engineName(std::move(engineName))
    , m_engines(engines)
    , m_cluster(new MenuButton)
    , m_clusterName(label({}, u"strong"_s))
    , m_clusterId(label({}, u"small"_s))
    , m_elsewhere(new Badge)
    , m_places(new QButtonGroup(this))
    , m_dot(new QFrame)
    , m_engine(paragraph({}, u"small"_s))
    , m_listeners(paragraph({}, u"small"_s))
    , m_rights(paragraph({}, u"small"_s))
{
    setObjectName(u"sidebar"_s);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(10, 12, 10, 12);
    whole->setSpacing(2);

    m_cluster->setObjectName(u"clusterButton"_s);
    m_cluster->setAccessibleName(tr("Cluster"));
    auto *names = new QVBoxLayout;
    names->setSpacing(1);
    names->addWidget(m_clusterName);
    names->addWidget(m_clusterId);
    auto *arrow = label(u"▾"_s, u"dim"_s);
    m_insideCluster = new QHBoxLayout(m_cluster);
    auto *inside = m_insideCluster;
    inside->setContentsMargins(11, 6, 11, 6);
    inside->addLayout(names, 1);
    inside->addWidget(m_elsewhere);
    inside->addWidget(arrow);
    m_elsewhere->setObjectName(u"elsewhereBadge"_s);
    m_elsewhere->setAttribute(Qt::WA_TransparentForMouseEvents);
    for (QLabel *text : {m_clusterName, m_clusterId, arrow})
        text->setAttribute(Qt::WA_TransparentForMouseEvents);
    whole->addWidget(m_cluster);
    whole->addSpacing(12);
    auto *navigation = new QWidget;
    navigation->setObjectName(u"navigation"_s);
    navigation->setAccessibleName(tr("Pages"));
    Access::setRole(*navigation, QAccessible::PageTabList);
    auto *column = new QVBoxLayout(navigation);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);

    m_places->setExclusive(true);
    QPushButton *setup = addPlace(Place::Setup, u"setupButton"_s, u"check"_s, tr("Setup"));
    setup->hide();
    column->addWidget(setup);
    column->addWidget(addPlace(Place::Overview, u"overviewButton"_s, u"overview"_s, tr("Overview")));
    column->addWidget(addPlace(Place::Domains, u"domainsButton"_s, u"domains"_s, tr("Tracking Domains")));
    column->addWidget(addPlace(Place::Events, u"eventsButton"_s, u"events"_s, tr("Events")));
    column->addWidget(addPlace(Place::Rewriting, u"rewritingButton"_s, u"rewriting"_s, tr("Rewriting")));
    column->addWidget(
        addPlace(Place::Notifications, u"notificationsButton"_s, u"notifications"_s, tr("Notifications")));
    column->addWidget(addPlace(Place::Webhooks, u"webhooksButton"_s, u"webhooks"_s, tr("Webhooks")));
    column->addWidget(addPlace(Place::Cluster, u"clusterPageButton"_s, u"cluster"_s, tr("Cluster")));
    column->addWidget(addPlace(Place::Audit, u"auditButton"_s, u"audit"_s, tr("Audit")));
    QPushButton *sandbox = addPlace(Place::Sandbox, u"sandboxButton"_s, u"sandbox"_s, tr("Sandbox"));
    sandbox->hide();
    column->addWidget(sandbox);
    column->addWidget(addPlace(Place::Settings, u"settingsButton"_s, u"settings"_s, tr("Settings")));
    column->addStretch();
    // In a low window with a large font the last pages are scrolled to.
    auto *area = new QScrollArea;
    area->setObjectName(u"navigationArea"_s);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(navigation);
    whole->addWidget(area, 1);
    m_help = makeHelp();
    whole->addWidget(m_help);
    whole->addSpacing(6);

    auto *rule = new QFrame;
    rule->setProperty("role", u"rule"_s);
    rule->setFixedHeight(1);
    whole->addWidget(rule);
    whole->addSpacing(8);
    if (m_engines) {
        whole->addWidget(makeEngines());
        whole->addSpacing(6);
    }
    m_dot->setProperty("role", u"dot"_s);
    const int dotSize = scaled(8, fontMetrics());
    m_dot->setFixedSize(dotSize, dotSize);
    m_engine->setObjectName(u"engineState"_s);
    m_listeners->setObjectName(u"engineListeners"_s);
    auto *state = new QHBoxLayout;
    state->setContentsMargins(8, 0, 4, 0);
    state->setSpacing(7);
    auto *dot = new QWidget; // beside the first of two lines
    dot->setFixedSize(dotSize, dotSize * 3 / 2);
    m_dot->setParent(dot);
    m_dot->move(0, dotSize / 2);
    state->addWidget(dot, 0, Qt::AlignTop);
    state->addWidget(m_engine, 1);
    whole->addLayout(state);
    auto *listeners = new QHBoxLayout;
    listeners->setContentsMargins(dotSize + 15, 0, 4, 0); // beneath the text above, not its dot
    listeners->addWidget(m_listeners);
    whole->addLayout(listeners);
    m_rights->setObjectName(u"engineRights"_s);
    auto *rights = new QHBoxLayout;
    rights->setContentsMargins(dotSize + 15, 0, 4, 0);
    rights->addWidget(m_rights);
    whole->addLayout(rights);

    connect(m_places, &QButtonGroup::idClicked, this, [this](int id) { Q_EMIT placeChosen(Place(id)); });
    connect(&session, &Session::clustersChanged, this, &Sidebar::showClusters);
    connect(&session, &Session::clusterChosen, this, &Sidebar::showClusters);
    connect(&session, &Session::onlineChanged, this, &Sidebar::showEngine);
    connect(&session, &Session::rightsChanged, this, &Sidebar::showEngine);
    connect(&session, &Session::serverChanged, this, [this, sandbox] {
        sandbox->setVisible(m_session.hasCapability(u"sandbox"_s));
        showEngine();
    });
    setPlace(Place::Domains);
    showClusters();
    showEngine();
    setCompact(false);
}

int Sidebar::widthOf(bool compact) const
{
    const QMargins margins = layout()->contentsMargins();
    const int badge = badgeSize({u"99"_s}, font()).width();
    if (compact)
        return margins.left() + margins.right() + scaled(iconSize, fontMetrics()) + badge + 24;
    QFont chosen = font();
    chosen.setWeight(QFont::DemiBold);
    int widest = 0;
    for (const QAbstractButton *place : m_places->buttons())
        widest = std::max(widest, QFontMetrics(chosen).horizontalAdvance(place->accessibleName()));
    const int entry = widest + besideText - iconSize + scaled(iconSize, fontMetrics()) + badge;
    return std::max(scaled(sidebarWidth, fontMetrics()), entry);
}

void Sidebar::setCompact(bool compact)
{
    m_isCompact = compact;
    const auto showText = [compact](QAbstractButton &entry) {
        entry.setText(compact ? QString() : entry.accessibleName());
        entry.setToolTip(compact ? entry.accessibleName() : QString());
    };
    for (QAbstractButton *place : m_places->buttons())
        showText(*place);
    showText(*m_help);
    m_clusterId->setVisible(!compact);
    m_engine->setVisible(!compact);
    m_listeners->setVisible(!compact);
    const int side = compact ? 6 : 11;
    m_insideCluster->setContentsMargins(side, 6, side, 6);
    setFixedWidth(widthOf(compact));
    showClusters();
    showEngine();
    if (m_engineButton)
        showEngines(m_engineButton);
    for (auto it = m_badgeTexts.cbegin(); it != m_badgeTexts.cend(); ++it)
        showBadge(it.key());
}

QPushButton *Sidebar::addPlace(Place place, const QString &name, const QString &iconName, const QString &text)
{
    auto *button = new QPushButton(text);
    button->setObjectName(name);
    button->setAccessibleName(text);
    button->setProperty("look", u"nav"_s);
    button->setIcon(icon(iconName, Ink::Dim, Ink::Accent));
    button->setCheckable(true);
    m_places->addButton(button, int(place));
    auto *badge = new Badge;
    badge->setAttribute(Qt::WA_TransparentForMouseEvents);
    badge->hide();
    auto *inside = new QHBoxLayout(button);
    inside->setContentsMargins(0, 0, 8, 0);
    inside->addStretch();
    inside->addWidget(badge);
    m_badges.insert(int(place), badge);
    return button;
}

MenuButton *Sidebar::makeHelp()
{
    auto *help = new MenuButton;
    help->setText(tr("Help"));
    help->setObjectName(u"helpButton"_s);
    help->setAccessibleName(tr("Help"));
    help->setProperty("look", u"nav"_s);
    help->setIcon(icon(u"help"_s, Ink::Dim, Ink::Accent));
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
    connect(keys, &QAction::triggered, this, &Sidebar::shortcutsRequested);
    add(tr("Troubleshooting"), u"troubleshootingAction"_s, u"troubleshooting"_s);
    help->choices()->addSeparator();
    QAction *about = help->choices()->addAction(tr("About unMTA Tracking"));
    about->setObjectName(u"aboutAction"_s);
    connect(about, &QAction::triggered, this, &Sidebar::aboutRequested);
    return help;
}

MenuButton *Sidebar::makeEngines()
{
    auto *button = new MenuButton;
    button->setObjectName(u"engineButton"_s);
    button->setProperty("look", u"nav"_s);
    m_engineButton = button;
    connect(m_engines, &Engines::listChanged, button, [this, button] { showEngines(button); });
    showEngines(button);
    return button;
}

void Sidebar::showEngines(MenuButton *button)
{
    const QFontMetrics metrics(font());
    button->setText(m_isCompact ? m_engineName.left(1).toUpper()
                                : tr("%1 ▾").arg(plainButtonText(
                                      metrics.elidedText(m_engineName, Qt::ElideRight, width() - besideText))));
    button->setAccessibleName(tr("Engine: %1").arg(m_engineName));
    button->setToolTip(plainTip(m_engineName));
    QMenu *menu = button->choices();
    menu->clear();
    const auto add = [menu](const QString &text, const QString &name) {
        QAction *action = menu->addAction(text);
        action->setObjectName(name);
        return action;
    };
    for (const Engines::Entry &entry : m_engines->all()) {
        const QString text = entry.place.isEmpty() || entry.place == entry.name
                                 ? entry.name
                                 : tr("%1 (%2)").arg(entry.name, entry.place);
        QAction *action = add(plainButtonText(text), u"engineAction_"_s + entry.id);
        action->setCheckable(true);
        action->setChecked(entry.isShown);
        connect(action, &QAction::triggered, this, [this, id = entry.id] { Q_EMIT engineChosen(id); });
    }
    menu->addSeparator();
    connect(add(tr("Connect to another engine…"), u"addEngineAction"_s), &QAction::triggered, this,
            &Sidebar::addEngineRequested);
    QAction *edit = add(tr("Edit this connection…"), u"editEngineAction"_s);
    edit->setEnabled(m_engines->isKept());
    connect(edit, &QAction::triggered, this, &Sidebar::editEngineRequested);
    QAction *forget = add(tr("Forget this connection…"), u"forgetEngineAction"_s);
    forget->setEnabled(m_engines->isKept());
    connect(forget, &QAction::triggered, this, &Sidebar::forgetEngineRequested);
}

void Sidebar::setPlace(Place place)
{
    m_places->button(int(place))->setChecked(true);
}

void Sidebar::setCount(Place place, int count, Tone tone)
{
    setBadge(place, {count > 0 ? number(count) : QString(), tone},
             count > 0 ? tr("%1 need attention").arg(number(count)) : QString());
}

void Sidebar::setNews(int count, Tone tone, bool isMore)
{
    const QString figure = isMore ? number(count) + u'+' : number(count);
    setBadge(Place::Notifications, {count > 0 ? figure : QString(), tone},
             count > 0 ? tr("%1 new").arg(figure) : QString());
}

void Sidebar::setSetup(bool isWanted, int left, bool hasFailed)
{
    const QString text = left > 0 ? tr("%1 left").arg(left) : QString();
    m_setupLeft = left > 0 ? number(left) : QString();
    setBadge(Place::Setup, {text, hasFailed ? Tone::Bad : Tone::Warning}, text);
    m_places->button(int(Place::Setup))->setVisible(isWanted);
}

void Sidebar::setBadge(Place place, const BadgeText &badge, const QString &description)
{
    m_badgeTexts.insert(int(place), badge);
    showBadge(int(place));
    m_places->button(int(place))->setAccessibleDescription(description);
}

void Sidebar::showBadge(int place)
{
    BadgeText badge = m_badgeTexts.value(place);
    if (m_isCompact && place == int(Place::Setup))
        badge.text = m_setupLeft;
    m_badges.value(place)->show(badge);
}

void Sidebar::showClusters()
{
    const wire::Cluster *current = m_session.cluster();
    const QFontMetrics metrics(m_clusterName->font());
    const QString name = current ? current->name : tr("No cluster");
    m_clusterName->setText(m_isCompact ? name.left(1).toUpper()
                                       : metrics.elidedText(name, Qt::ElideRight, width() - scaled(70, metrics)));
    m_clusterId->setText(current ? tr("cluster %1").arg(current->id) : QString());
    const qint64 elsewhere = m_session.downgradedElsewhere();
    m_elsewhere->show({elsewhere > 0 ? number(elsewhere) : QString(), Tone::Bad});
    QStringList about{name};
    if (elsewhere > 0)
        about << tr("Downgraded in other clusters: %1").arg(number(elsewhere));
    m_cluster->setToolTip(plainTip(about.join(u'\n')));
    m_cluster->setAccessibleDescription(about.join(u'\n'));
    m_cluster->choices()->clear();
    for (const wire::Cluster &cluster : m_session.clusters()) {
        const bool isWorse = cluster.downgraded > 0 && cluster.id != m_session.clusterId();
        const QString text =
            isWorse ? tr("%1 (downgraded: %2)").arg(cluster.name, number(cluster.downgraded)) : cluster.name;
        QAction *action = m_cluster->choices()->addAction(plainButtonText(text));
        action->setObjectName(u"clusterAction_"_s + cluster.id);
        action->setCheckable(true);
        action->setChecked(cluster.id == m_session.clusterId());
        connect(action, &QAction::triggered, this, [this, id = cluster.id] { m_session.chooseCluster(id); });
    }
    m_cluster->choices()->addSeparator();
    QAction *add = m_cluster->choices()->addAction(tr("Add cluster…"));
    add->setObjectName(u"addClusterAction"_s);
    connect(add, &QAction::triggered, this, &Sidebar::addClusterRequested);
    permit(m_session, Right::ChangeEngine, add);
    QAction *rename = m_cluster->choices()->addAction(tr("Rename this cluster…"));
    rename->setObjectName(u"renameClusterAction"_s);
    rename->setEnabled(current != nullptr);
    connect(rename, &QAction::triggered, this, &Sidebar::renameClusterRequested);
    permit(m_session, Right::ChangeCluster, rename);
    m_cluster->choices()->setToolTipsVisible(true);
}

void Sidebar::showEngine()
{
    const bool online = m_session.isOnline();
    const bool known = online || m_session.wasOnline() || !m_session.problem().code.isEmpty();
    setLook(m_dot, "tone", online ? u"good"_s : known ? u"bad"_s : u"neutral"_s);
    const bool refused = m_session.isRefused();
    m_engine->setText(online    ? tr("Engine running on %1").arg(m_engineName)
                      : refused ? tr("Token refused")
                      : known   ? tr("Engine does not answer")
                                : tr("Connecting…"));
    const auto &server = m_session.server();
    m_listeners->setText(refused  ? (m_engines ? QString() : tr("Give --token-file of a valid token."))
                         : server ? listenersText(*server)
                                  : QString());
    m_rights->setText(online ? m_session.rights().summary() : QString());
    m_rights->setToolTip(plainTip(m_session.rights().whyNot(Right::ChangeCluster)));
    m_rights->setVisible(!m_rights->text().isEmpty());
    m_listeners->setToolTip(server ? plainTip(listenersExact(*server)) : QString());
    m_engine->setToolTip(server ? tr("unMTA Tracking %1").arg(server->version) : QString());
    // All there is of it in a narrow window.
    m_dot->setToolTip(plainTip(m_engine->text() + u'\n' + m_listeners->text()));
    m_dot->setAccessibleName(m_engine->text());
}

} // namespace unmta::ui
