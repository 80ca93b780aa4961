// A receiver of webhooks on loopback that keeps what it gets and answers as it is told to.
#pragma once

#include <QHash>
#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>

namespace unmta::test {

class WebhookReceiver final : public QTcpServer
{
public:
    struct Call
    {
        QHash<QByteArray, QByteArray> headers; // names in lower case
        QByteArray body;

        [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
        // One, or those of a batch.
        [[nodiscard]] QList<QJsonObject> envelopes() const
        {
            if (headers.value("webhook-batch") != "true")
                return {json()};
            QList<QJsonObject> all;
            const QJsonArray batch = json().value(QLatin1StringView("data")).toArray();
            for (const auto &envelope : batch)
                all << envelope.toObject();
            return all;
        }
    };

    WebhookReceiver()
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(*socket); });
        });
        listen(QHostAddress::LocalHost);
    }

    [[nodiscard]] QString url() const { return QStringLiteral("http://127.0.0.1:%1/hook").arg(serverPort()); }

    // Of all calls that were answered with success.
    [[nodiscard]] QList<QJsonObject> taken() const { return m_taken; }
    [[nodiscard]] QStringList takenTypes() const { return texts(m_taken, QStringLiteral("type")); }
    // Of the events among them.
    [[nodiscard]] QStringList recipients() const
    {
        QStringList all;
        for (const QJsonObject &envelope : m_taken) {
            const QJsonObject data = envelope.value(QLatin1StringView("data")).toObject();
            if (data.contains(QLatin1StringView("event_id")))
                all << data.value(QLatin1StringView("recipient")).toString();
        }
        return all;
    }

    QList<Call> calls;
    std::function<int(const Call &)> status = [](const Call &) { return 200; };
    QByteArray answer = "taken";

private:
    static QStringList texts(const QList<QJsonObject> &objects, const QString &key)
    {
        QStringList all;
        for (const QJsonObject &object : objects)
            all << object.value(key).toString();
        return all;
    }

    void read(QTcpSocket &socket)
    {
        QByteArray &pending = m_pending[&socket];
        pending += socket.readAll();
        for (;;) {
            const qsizetype end = pending.indexOf("\r\n\r\n");
            if (end < 0)
                return;
            Call call;
            const QList<QByteArray> lines = pending.first(end).split('\n');
            for (const QByteArray &line : lines) {
                if (const qsizetype colon = line.indexOf(':'); colon > 0)
                    call.headers.insert(line.first(colon).toLower(), line.sliced(colon + 1).trimmed());
            }
            const qsizetype length = call.headers.value("content-length").toLongLong();
            if (pending.size() < end + 4 + length)
                return;
            call.body = pending.sliced(end + 4, length);
            pending.remove(0, end + 4 + length);
            const int code = status(call);
            calls << call;
            if (code / 100 == 2)
                m_taken += call.envelopes();
            socket.write("HTTP/1.1 " + QByteArray::number(code) +
                         " x\r\nContent-Length: " + QByteArray::number(answer.size()) + "\r\n\r\n" + answer);
        }
    }

    QHash<QTcpSocket *, QByteArray> m_pending;
    QList<QJsonObject> m_taken;
};

} // namespace unmta::test
