// The small web server that answers HTTP-01 challenges of a real ACME server.
#pragma once

#include "acme/AcmeIssuer.h"

#include <QHash>
#include <QMutex>
#include <QTcpServer>
#include <QTcpSocket>

namespace unmta::test {

// Serves what is published on it at /.well-known/acme-challenge/ of any host. Lives in the test's thread; publish and
// withdraw come from the worker.
class ChallengeServer final : public QObject, public acme::ChallengeBoard
{
public:
    ChallengeServer()
    {
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { answer(socket); });
        });
        m_server.listen(QHostAddress::LocalHost);
    }

    void publish(const QString &token, const QString &, const QByteArray &keyAuthorization,
                 std::function<void()> published) override
    {
        {
            const QMutexLocker lock(&m_mutex);
            ++m_publications;
            if (!m_isDeaf)
                m_answers.insert(token, keyAuthorization);
        }
        published();
    }
    void withdraw(const QString &token) override
    {
        const QMutexLocker lock(&m_mutex);
        if (!m_keepsAll)
            m_answers.remove(token);
    }
    // Answers outlive their withdrawal: the CA finds them when it looks between an issuer's death and its successor.
    void setKeepsAll(bool keepsAll) { m_keepsAll = keepsAll; }
    void setDeaf(bool isDeaf) { m_isDeaf = isDeaf; }
    [[nodiscard]] qsizetype openAnswers()
    {
        const QMutexLocker lock(&m_mutex);
        return m_answers.size();
    }
    [[nodiscard]] int publications() const { return m_publications; }
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }

private:
    void answer(QTcpSocket *socket)
    {
        if (!socket->peek(16384).contains("\r\n\r\n"))
            return;
        const QList<QByteArray> words = socket->readAll().split(' ');
        const QByteArray token = words.value(1).mid(qstrlen("/.well-known/acme-challenge/"));
        const QMutexLocker lock(&m_mutex);
        const QByteArray body = m_answers.value(QString::fromLatin1(token));
        socket->write(body.isEmpty() ? "HTTP/1.1 404 Not Found\r\n" : "HTTP/1.1 200 OK\r\n");
        socket->write("Content-Type: application/octet-stream\r\nConnection: close\r\nContent-Length: " +
                      QByteArray::number(body.size()) + "\r\n\r\n" + body);
        socket->disconnectFromHost();
    }

    QTcpServer m_server;
    QMutex m_mutex;
    QHash<QString, QByteArray> m_answers;
    std::atomic<bool> m_isDeaf = false;
    std::atomic<bool> m_keepsAll = false;
    std::atomic<int> m_publications = 0;
};

} // namespace unmta::test
