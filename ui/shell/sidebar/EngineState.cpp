#include "shell/sidebar/EngineState.h"

#include "connecting/Engines.h"
#include "kit/Labels.h"
#include "kit/MenuButton.h"
#include "session/Session.h"
#include "support/Formatting.h"
#include "support/Scale.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int dotSize = 8;       // beside a font of 13 px
constexpr int besideSwitch = 46; // its margins and the arrow

QString listenersText(const wire::Server &server)
{
    QStringList ports;
    for (const wire::Listener &listener : server.listeners) {
        if (listener.kind == u"http" || listener.kind == u"https")
            ports << u":%1"_s.arg(listener.port);
    }
    return ports.isEmpty() ? QString() : EngineState::tr("edge %1").arg(ports.join(u' '));
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

EngineState::EngineState(Session &session, QString engineName, Engines *engines, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_engineName(std::move(engineName))
    , m_engines(engines)
    , m_dot(new QFrame)
    , m_state(paragraph({}, u"small"_s))
    , m_listeners(paragraph({}, u"small"_s))
    , m_rights(paragraph({}, u"small"_s))
{
    m_state->setObjectName(u"engineState"_s);
    m_listeners->setObjectName(u"engineListeners"_s);
    m_rights->setObjectName(u"engineRights"_s);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(2);
    if (m_engines) {
        whole->addWidget(makeSwitch());
        whole->addSpacing(6);
    }
    m_dot->setProperty("role", u"dot"_s);
    const int size = (scaled(dotSize, fontMetrics()) + 1) / 2 * 2; // or its corners would not meet
    m_dot->setFixedSize(size, size);
    auto *dot = new QWidget; // beside the first of two lines
    dot->setFixedSize(size, size * 3 / 2);
    m_dot->setParent(dot);
    m_dot->move(0, size / 2);
    auto *state = new QHBoxLayout;
    state->setContentsMargins(8, 0, 4, 0);
    state->setSpacing(7);
    state->addWidget(dot, 0, Qt::AlignTop);
    state->addWidget(m_state, 1);
    whole->addLayout(state);
    for (QLabel *each : {m_listeners, m_rights}) {
        auto *line = new QHBoxLayout;
        line->setContentsMargins(size + 15, 0, 4, 0); // beneath the text above, not its dot
        line->addWidget(each);
        whole->addLayout(line);
    }
    connect(&session, &Session::onlineChanged, this, &EngineState::refresh);
    connect(&session, &Session::rightsChanged, this, &EngineState::refresh);
    connect(&session, &Session::serverChanged, this, &EngineState::refresh);
}

void EngineState::setRoom(SidebarRoom room, int width)
{
    m_room = room;
    m_width = width;
    m_state->setVisible(room != SidebarRoom::Icons);
    m_listeners->setVisible(room != SidebarRoom::Icons);
    refresh();
    if (m_switch)
        showSwitch();
}

MenuButton *EngineState::makeSwitch()
{
    m_switch = new MenuButton;
    m_switch->setObjectName(u"engineButton"_s);
    m_switch->setProperty("look", u"nav"_s);
    connect(m_engines, &Engines::listChanged, this, [this] {
        showSwitch();
        fillMenu();
    });
    fillMenu();
    return m_switch;
}

void EngineState::showSwitch()
{
    m_switch->setText(m_room == SidebarRoom::Icons ? m_engineName.left(1).toUpper()
                                                   : tr("%1 ▾").arg(plainButtonText(QFontMetrics(font()).elidedText(
                                                         m_engineName, Qt::ElideRight, m_width - besideSwitch))));
    m_switch->setAccessibleName(tr("Engine: %1").arg(m_engineName));
    m_switch->setToolTip(plainTip(m_engineName));
}

void EngineState::fillMenu()
{
    QMenu *menu = m_switch->choices();
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
            &EngineState::addRequested);
    QAction *edit = add(tr("Edit this connection…"), u"editEngineAction"_s);
    edit->setEnabled(m_engines->isKept());
    connect(edit, &QAction::triggered, this, &EngineState::editRequested);
    QAction *forget = add(tr("Forget this connection…"), u"forgetEngineAction"_s);
    forget->setEnabled(m_engines->isKept());
    connect(forget, &QAction::triggered, this, &EngineState::forgetRequested);
}

void EngineState::refresh()
{
    const bool online = m_session.isOnline();
    const bool known = online || m_session.wasOnline() || !m_session.problem().code.isEmpty();
    setLook(m_dot, "tone", online ? u"good"_s : known ? u"bad"_s : u"neutral"_s);
    const bool refused = m_session.isRefused();
    m_state->setText(online    ? tr("Engine running on %1").arg(m_engineName)
                     : refused ? tr("Token refused")
                     : known   ? tr("Engine does not answer")
                               : tr("Connecting…"));
    const auto &server = m_session.server();
    m_listeners->setText(refused  ? (m_engines ? QString() : tr("Give --token-file of a valid token."))
                         : server ? listenersText(*server)
                                  : QString());
    m_rights->setText(online ? m_session.rights().summary() : QString());
    m_rights->setToolTip(plainTip(m_session.rights().whyNot(Right::ChangeCluster)));
    m_rights->setVisible(m_room != SidebarRoom::Icons && !m_rights->text().isEmpty());
    m_listeners->setToolTip(server ? plainTip(listenersExact(*server)) : QString());
    m_state->setToolTip(server ? tr("unMTA Tracking %1").arg(server->version) : QString());
    // All there is of it in a narrow window.
    QStringList all{m_state->text(), m_listeners->text(), m_rights->text()};
    all.removeAll(QString());
    m_dot->setToolTip(plainTip(all.join(u'\n')));
    m_dot->setAccessibleName(m_state->text());
}

} // namespace unmta::ui
