// An SMTP server in the test's thread that accepts mail, or refuses it where it is told to.
#pragma once

#include "acme/InternalCa.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>
#include <QTemporaryDir>

namespace unmta::test {

class SmtpSink final : public QTcpServer
{
public:
    struct Mail
    {
        QByteArray helo;
        QByteArray from;
        QList<QByteArray> to;
        QByteArray message;
        QByteArray login; // user NUL password
        bool isEncrypted = false;
    };

    bool offersStartTls = true;
    bool isTlsFromTheStart = false;
    // Replies that differ from the regular ones, by command ("", for the greeting; "BODY" for the message itself;
    // "RCPT TO:<ann@example.net>" for one recipient). An
    // empty reply means silence, "CLOSE" that the connection is cut.
    QMap<QByteArray, QByteArray> replies;
    QList<Mail> mails;
    std::optional<QByteArray> lastCommand; // that was answered, or met with silence
    QByteArrayList commands;               // all of them

    SmtpSink()
    {
        const auto ca = acme::InternalCa::create(SystemClock().now());
        const auto leaf = ca->issue(QStringLiteral("localhost"), SystemClock().now());
        QFile file(caFile());
        if (file.open(QIODevice::WriteOnly))
            file.write(ca->rootPem());
        m_tls = QSslConfiguration::defaultConfiguration();
        m_tls.setLocalCertificateChain(QSslCertificate::fromData(leaf->chainPem));
        m_tls.setPrivateKey(QSslKey(leaf->keyPem, QSsl::Ec));
        m_tls.setPeerVerifyMode(QSslSocket::VerifyNone);
        listen(QHostAddress::LocalHost);
    }

    [[nodiscard]] QString caFile() const { return m_folder.filePath(QStringLiteral("ca.pem")); }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *socket = new QSslSocket(this);
        socket->setSslConfiguration(m_tls);
        socket->setSocketDescriptor(descriptor);
        auto session = std::make_shared<Session>();
        connect(socket, &QSslSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QSslSocket::readyRead, this, [this, socket, session] { read(socket, *session); });
        if (!isTlsFromTheStart)
            return reply(socket, "", "220 sink ready");
        connect(socket, &QSslSocket::encrypted, this, [this, socket] { reply(socket, "", "220 sink ready"); });
        socket->startServerEncryption();
    }

private:
    struct Session
    {
        Mail mail;
        QByteArray pending;
        bool isInBody = false;
    };

    void reply(QSslSocket *socket, const QByteArray &command, const QByteArray &regular)
    {
        const QByteArray text = replies.value(command, regular);
        lastCommand = command;
        commands += command;
        if (text == "CLOSE")
            socket->abort();
        else if (!text.isEmpty())
            socket->write(text + "\r\n");
    }

    void read(QSslSocket *socket, Session &session)
    {
        session.pending += socket->readAll();
        while (true) {
            const QByteArray end = session.isInBody ? "\r\n.\r\n" : "\r\n";
            const qsizetype at = session.pending.indexOf(end);
            if (at < 0)
                return;
            const QByteArray text = session.pending.first(at);
            session.pending.remove(0, at + end.size());
            if (session.isInBody)
                takeBody(socket, session, text);
            else
                takeCommand(socket, session, text);
        }
    }

    void takeBody(QSslSocket *socket, Session &session, const QByteArray &text)
    {
        session.isInBody = false;
        session.mail.message = text + "\r\n";
        session.mail.message.replace("\r\n..", "\r\n.");
        session.mail.isEncrypted = socket->isEncrypted();
        if (!replies.contains("BODY"))
            mails.append(session.mail);
        reply(socket, "BODY", "250 kept");
    }

    void takeCommand(QSslSocket *socket, Session &session, const QByteArray &line)
    {
        const QByteArray verb = line.split(' ').first().toUpper();
        if (verb == "EHLO") {
            session.mail.helo = line.mid(5);
            const bool isTlsOpen = offersStartTls && !socket->isEncrypted();
            reply(socket, verb, QByteArray("250-sink\r\n") + (isTlsOpen ? "250-STARTTLS\r\n" : "") + "250 AUTH PLAIN");
        } else if (verb == "STARTTLS") {
            commands += verb;
            socket->write("220 go\r\n");
            socket->flush();
            socket->startServerEncryption();
        } else if (verb == "AUTH") {
            takeAuth(socket, session, line);
        } else if (verb == "MAIL") {
            session.mail.from = line.mid(10).split(' ').first();
            session.mail.to.clear();
            reply(socket, verb, "250 ok");
        } else if (verb == "RCPT") {
            session.mail.to.append(line.mid(8).split(' ').first());
            reply(socket, replies.contains(line) ? line : verb, "250 ok");
        } else if (verb == "DATA") {
            session.isInBody = !replies.contains(verb);
            reply(socket, verb, "354 go");
        } else if (verb == "NOOP") {
            reply(socket, verb, "250 ok");
        } else if (verb == "QUIT") {
            reply(socket, verb, "221 bye");
        } else {
            // The continuation of AUTH, or nothing that this server knows.
            takeAuth(socket, session, line);
        }
    }

    void takeAuth(QSslSocket *socket, Session &session, const QByteArray &line)
    {
        if (line == "AUTH PLAIN") {
            socket->write("334 \r\n");
            return;
        }
        session.mail.login = QByteArray::fromBase64(line.split(' ').last()).mid(1);
        reply(socket, "AUTH", "235 welcome");
    }

    QTemporaryDir m_folder;
    QSslConfiguration m_tls;
};

} // namespace unmta::test
