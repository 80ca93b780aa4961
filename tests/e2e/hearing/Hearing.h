#pragma once

#include <QAccessible>
#include <QGenericPlugin>
#include <QJsonObject>
#include <QObject>
#include <QTcpServer>

class QTcpSocket;

namespace unmta::test {

// What a screen reader would be told of this program's windows, over a port of loopback, for systems whose screen
// readers no script can ask. A line each way, in JSON:
//   {"do": "hear", "id": N}           → the thing and all that is in it, as shown; without an id: the windows
//   {"do": "press"|"focus", "id": N}  → {"done": true|false}
// A thing: id, role (of QAccessible::Role), name, states, box [x, y, width, height] in pixels of the screen, children.
class Hearing : public QObject
{
    Q_OBJECT

public:
    explicit Hearing(quint16 port, QObject *parent = nullptr);

private:
    void answer(QTcpSocket *asker);
    QJsonObject answerTo(const QJsonObject &question) const;

    QTcpServer m_server;
};

// Loaded by QT_QPA_GENERIC_PLUGINS=unmta_hearing:port=N.
class HearingPlugin : public QGenericPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID QGenericPluginFactoryInterface_iid FILE "hearing.json")

public:
    QObject *create(const QString &name, const QString &specification) override;
};

} // namespace unmta::test
