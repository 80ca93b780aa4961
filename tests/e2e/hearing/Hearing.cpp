#include "Hearing.h"

#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMetaEnum>
#include <QScreen>
#include <QTcpSocket>
#include <QWindow>

#include <algorithm>

namespace unmta::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostChildren = 400;
constexpr int mostFloors = 60;

QJsonArray statesOf(const QAccessible::State &state)
{
    QJsonArray names;
    if (!state.disabled)
        names += u"ENABLED"_s;
    if (!state.invisible)
        names += u"VISIBLE"_s;
    if (!state.invisible && !state.offscreen)
        names += u"SHOWING"_s;
    if (state.focused)
        names += u"FOCUSED"_s;
    if (state.selected)
        names += u"SELECTED"_s;
    if (state.checked)
        names += u"CHECKED"_s;
    return names;
}

// Qt's points are the screen's pixels only where nothing is scaled.
QJsonArray boxOf(const QAccessibleInterface *thing)
{
    const QRect box = thing->rect();
    const QScreen *screen = QGuiApplication::screenAt(box.center());
    const qreal scale = (screen ? screen : QGuiApplication::primaryScreen())->devicePixelRatio();
    return {qRound(box.x() * scale), qRound(box.y() * scale), qRound(box.width() * scale),
            qRound(box.height() * scale)};
}

QJsonObject told(QAccessibleInterface *thing, int floor = 0)
{
    QJsonArray children;
    const int count = floor < mostFloors ? qMin(thing->childCount(), mostChildren) : 0;
    for (int index = 0; index < count; ++index) {
        QAccessibleInterface *child = thing->child(index);
        if (child && child->isValid() && !child->state().invisible)
            children += told(child, floor + 1);
    }
    return {{u"id"_s, double(QAccessible::uniqueId(thing))},
            {u"role"_s, QLatin1StringView(QMetaEnum::fromType<QAccessible::Role>().valueToKey(thing->role()))},
            {u"name"_s, thing->text(QAccessible::Name)},
            {u"states"_s, statesOf(thing->state())},
            {u"box"_s, boxOf(thing)},
            {u"children"_s, children}};
}

bool does(QAccessibleInterface *thing, const QStringList &wanted)
{
    QAccessibleActionInterface *actions = thing->actionInterface();
    if (!actions)
        return false;
    const QStringList can = actions->actionNames();
    const auto found =
        std::find_if(wanted.begin(), wanted.end(), [&](const QString &one) { return can.contains(one); });
    if (found == wanted.end())
        return false;
    // After the answer: a menu that opens keeps whoever opened it waiting.
    QMetaObject::invokeMethod(
        qApp,
        [id = QAccessible::uniqueId(thing), action = *found] {
            QAccessibleInterface *still = QAccessible::accessibleInterface(id);
            if (still && still->isValid() && still->actionInterface())
                still->actionInterface()->doAction(action);
        },
        Qt::QueuedConnection);
    return true;
}

} // namespace

Hearing::Hearing(quint16 port, QObject *parent)
    : QObject(parent)
{
    QAccessible::setActive(true);
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *asker = m_server.nextPendingConnection()) {
            connect(asker, &QTcpSocket::readyRead, this, [this, asker] { answer(asker); });
            connect(asker, &QTcpSocket::disconnected, asker, &QObject::deleteLater);
        }
    });
    // Plug-ins go after all else; sockets do not live as long.
    connect(qApp, &QCoreApplication::aboutToQuit, this, [this] {
        qDeleteAll(m_server.findChildren<QTcpSocket *>());
        m_server.close();
    });
    if (!m_server.listen(QHostAddress::LocalHost, port))
        qFatal("hearing: port %d: %s", port, qPrintable(m_server.errorString()));
}

void Hearing::answer(QTcpSocket *asker)
{
    while (asker->canReadLine()) {
        const QJsonObject question = QJsonDocument::fromJson(asker->readLine()).object();
        asker->write(QJsonDocument(answerTo(question)).toJson(QJsonDocument::Compact) + '\n');
    }
}

QJsonObject Hearing::answerTo(const QJsonObject &question) const
{
    const QString wish = question[u"do"].toString();
    if (!question.contains(u"id")) {
        QJsonArray windows;
        const QWindowList all = QGuiApplication::topLevelWindows();
        for (QWindow *window : all) {
            QAccessibleInterface *thing = window->isVisible() ? window->accessibleRoot() : nullptr;
            if (thing && thing->isValid())
                windows += told(thing);
        }
        return {{u"children"_s, windows}};
    }
    QAccessibleInterface *thing = QAccessible::accessibleInterface(QAccessible::Id(question[u"id"].toDouble()));
    if (!thing || !thing->isValid())
        return {{u"gone"_s, true}, {u"done"_s, false}};
    if (wish == u"press")
        return {{u"done"_s,
                 does(thing, {QAccessibleActionInterface::pressAction(), QAccessibleActionInterface::showMenuAction(),
                              QAccessibleActionInterface::toggleAction()})}};
    if (wish == u"focus")
        return {{u"done"_s, does(thing, {QAccessibleActionInterface::setFocusAction()})}};
    return told(thing);
}

QObject *HearingPlugin::create(const QString &name, const QString &specification)
{
    Q_UNUSED(name)
    return new Hearing(specification.section(u'=', 1).toUShort(), this);
}

} // namespace unmta::test
