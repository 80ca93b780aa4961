#include "shell/Sidebar.h"

#include "kit/Badge.h"
#include "kit/Labels.h"
#include "kit/MenuButton.h"
#include "session/Session.h"
#include "support/Formatting.h"
#include "support/Icons.h"

#include <QAction>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int sidebarWidth = 208;
constexpr int besideText = 46; // of an entry: icon and margins

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

Sidebar::Sidebar(Session &session, QString engineName, QWidget *parent)
    : QFrame(parent)
    , m_session(session)
    , m_engineName(std::move(engineName))
    , m_cluster(new MenuButton)
    , m_clusterName(label({}, u"strong"_s))
    , m_clusterId(label({}, u"small"_s))
    , m_places(new QButtonGroup(this))
    , m_dot(new QFrame)
    , m_engine(paragraph({}, u"small"_s))
    , m_listeners(paragraph({}, u"small"_s))
{
    setObjectName(u"sidebar"_s);
    QFont chosen = font();
    chosen.setWeight(QFont::DemiBold);
    setFixedWidth(std::max(sidebarWidth, QFontMetrics(chosen).horizontalAdvance(tr("Tracking Domains")) + besideText +
                                             badgeSize({u"99"_s}, font()).width()));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(10, 12, 10, 12);
    column->setSpacing(2);

    m_cluster->setObjectName(u"clusterButton"_s);
    m_cluster->setAccessibleName(tr("Cluster"));
    auto *names = new QVBoxLayout;
    names->setSpacing(1);
    names->addWidget(m_clusterName);
    names->addWidget(m_clusterId);
    auto *arrow = label(u"▾"_s, u"dim"_s);
    auto *inside = new QHBoxLayout(m_cluster);
    inside->setContentsMargins(11, 6, 11, 6);
    inside->addLayout(names, 1);
    inside->addWidget(arrow);
    for (QLabel *text : {m_clusterName, m_clusterId, arrow})
        text->setAttribute(Qt::WA_TransparentForMouseEvents);
    column->addWidget(m_cluster);
    column->addSpacing(12);

    m_places->setExclusive(true);
    QPushButton *setup = addPlace(Place::Setup, u"setupButton"_s, u"check"_s, tr("Setup"));
    setup->hide();
    column->addWidget(setup);
    column->addWidget(addPlace(Place::Domains, u"domainsButton"_s, u"domains"_s, tr("Tracking Domains")));
    column->addWidget(addPlace(Place::Events, u"eventsButton"_s, u"events"_s, tr("Events")));
    column->addWidget(addPlace(Place::Rewriting, u"rewritingButton"_s, u"rewriting"_s, tr("Rewriting")));
    column->addWidget(
        addPlace(Place::Notifications, u"notificationsButton"_s, u"notifications"_s, tr("Notifications")));
    column->addWidget(addPlace(Place::Webhooks, u"webhooksButton"_s, u"webhooks"_s, tr("Webhooks")));
    QPushButton *sandbox = addPlace(Place::Sandbox, u"sandboxButton"_s, u"sandbox"_s, tr("Sandbox"));
    sandbox->hide();
    column->addWidget(sandbox);
    column->addWidget(addPlace(Place::Settings, u"settingsButton"_s, u"settings"_s, tr("Settings")));
    column->addStretch();
    column->addWidget(makeHelp());
    column->addSpacing(6);

    auto *rule = new QFrame;
    rule->setProperty("role", u"rule"_s);
    rule->setFixedHeight(1);
    column->addWidget(rule);
    column->addSpacing(8);
    m_dot->setProperty("role", u"dot"_s);
    m_dot->setFixedSize(8, 8);
    m_engine->setObjectName(u"engineState"_s);
    m_listeners->setObjectName(u"engineListeners"_s);
    auto *state = new QHBoxLayout;
    state->setContentsMargins(8, 0, 4, 0);
    state->setSpacing(7);
    auto *dot = new QWidget; // beside the first of two lines
    dot->setFixedSize(8, 12);
    m_dot->setParent(dot);
    m_dot->move(0, 4);
    state->addWidget(dot, 0, Qt::AlignTop);
    state->addWidget(m_engine, 1);
    column->addLayout(state);
    auto *listeners = new QHBoxLayout;
    listeners->setContentsMargins(23, 0, 4, 0); // beneath the text above, not its dot
    listeners->addWidget(m_listeners);
    column->addLayout(listeners);

    connect(m_places, &QButtonGroup::idClicked, this, [this](int id) { Q_EMIT placeChosen(Place(id)); });
    connect(&session, &Session::clustersChanged, this, &Sidebar::showClusters);
    connect(&session, &Session::clusterChosen, this, &Sidebar::showClusters);
    connect(&session, &Session::onlineChanged, this, &Sidebar::showEngine);
    connect(&session, &Session::serverChanged, this, [this, sandbox] {
        sandbox->setVisible(m_session.hasCapability(u"sandbox"_s));
        showEngine();
    });
    setPlace(Place::Domains);
    showClusters();
    showEngine();
}

QPushButton *Sidebar::addPlace(Place place, const QString &name, const QString &iconName, const QString &text)
{
    auto *button = new QPushButton(text);
    button->setObjectName(name);
    button->setAccessibleName(text);
    button->setProperty("look", u"nav"_s);
    button->setIcon(icon(iconName, Ink::Dim, Ink::Accent));
    button->setIconSize({18, 18});
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
    help->setIconSize({18, 18});
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

void Sidebar::setPlace(Place place)
{
    m_places->button(int(place))->setChecked(true);
}

void Sidebar::setCount(Place place, int count, Tone tone)
{
    setBadge(place, {count > 0 ? number(count) : QString(), tone},
             count > 0 ? tr("%1 need attention").arg(count) : QString());
}

void Sidebar::setNews(int count, Tone tone)
{
    setBadge(Place::Notifications, {count > 0 ? number(count) : QString(), tone},
             count > 0 ? tr("%1 new").arg(number(count)) : QString());
}

void Sidebar::setSetup(bool isWanted, int left, bool hasFailed)
{
    const QString text = left > 0 ? tr("%1 left").arg(left) : QString();
    setBadge(Place::Setup, {text, hasFailed ? Tone::Bad : Tone::Warning}, text);
    m_places->button(int(Place::Setup))->setVisible(isWanted);
}

void Sidebar::setBadge(Place place, const BadgeText &badge, const QString &description)
{
    m_badges.value(int(place))->show(badge);
    m_places->button(int(place))->setAccessibleDescription(description);
}

void Sidebar::showClusters()
{
    const wire::Cluster *current = m_session.cluster();
    const QFontMetrics metrics(m_clusterName->font());
    m_clusterName->setText(
        metrics.elidedText(current ? current->name : tr("No cluster"), Qt::ElideRight, width() - 70));
    m_clusterId->setText(current ? tr("cluster %1").arg(current->id) : QString());
    m_cluster->setToolTip(current ? plainTip(current->name) : QString());
    m_cluster->setAccessibleDescription(current ? current->name : QString());
    m_cluster->choices()->clear();
    for (const wire::Cluster &cluster : m_session.clusters()) {
        // An ampersand would become a mnemonic.
        QAction *action = m_cluster->choices()->addAction(QString(cluster.name).replace(u'&', u"&&"_s));
        action->setObjectName(u"clusterAction_"_s + cluster.id);
        action->setCheckable(true);
        action->setChecked(cluster.id == m_session.clusterId());
        connect(action, &QAction::triggered, this, [this, id = cluster.id] { m_session.chooseCluster(id); });
    }
    m_cluster->choices()->addSeparator();
    QAction *add = m_cluster->choices()->addAction(tr("Add cluster…"));
    add->setObjectName(u"addClusterAction"_s);
    connect(add, &QAction::triggered, this, &Sidebar::addClusterRequested);
    QAction *rename = m_cluster->choices()->addAction(tr("Rename this cluster…"));
    rename->setObjectName(u"renameClusterAction"_s);
    rename->setEnabled(current != nullptr);
    connect(rename, &QAction::triggered, this, &Sidebar::renameClusterRequested);
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
    m_listeners->setText(refused  ? tr("Give --token-file of a valid token.")
                         : server ? listenersText(*server)
                                  : QString());
    m_listeners->setToolTip(server ? plainTip(listenersExact(*server)) : QString());
    m_engine->setToolTip(server ? tr("unMTA Tracking %1").arg(server->version) : QString());
}

} // namespace unmta::ui
