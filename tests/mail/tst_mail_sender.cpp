// Delivery to a relay: encryption, authentication, and what each kind of refusal means.
#include "SmtpOutcomes.h"
#include "SmtpSink.h"

#include "mail/MessageComposer.h"
#include "support/Peer.h"
#include "support/Ports.h"
#include "support/TestMain.h"
#include "support/system/Host.h"

#include <QElapsedTimer>
#include <QStandardPaths>
#include <QTest>

namespace unmta::tst_mail_sender {

using namespace Qt::StringLiterals;
using namespace unmta::mail;
using namespace unmta::test;
using namespace std::chrono_literals;

namespace {

const QByteArray message = "Subject: hello\r\n\r\nfirst\r\n.\r\n..dots\r\nlast\r\n";

SmtpConfig configFor(const SmtpSink &sink, const QString &scheme = u"smtp"_s, const QString &host = u"localhost"_s)
{
    SmtpConfig config;
    config.url = u"%1://%2:%3"_s.arg(scheme, host, QString::number(sink.serverPort()));
    config.helo = u"engine.example.com"_s;
    config.timeout = 60s;
    return config;
}

Envelope envelope()
{
    return {u"monitor@example.com"_s, {u"one@example.net"_s, u"two@example.net"_s}};
}

std::optional<SmtpOutcome> deliver(const SmtpConfig &config, const Envelope &to = envelope(),
                                   const QByteArray &text = message)
{
    return outcomeOf([&](SmtpSender &sender, auto done) { sender.send(config, to, text, done); });
}

} // namespace

class TestMailSender : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deliversUnchanged()
    {
        SmtpSink sink;
        const auto outcome = deliver(configFor(sink));
        QVERIFY(outcome && outcome->result.ok());
        QCOMPARE(sink.mails.size(), 1);
        const SmtpSink::Mail &mail = sink.mails.first();
        QCOMPARE(mail.message, message);
        QCOMPARE(mail.from, "<monitor@example.com>"_ba);
        QCOMPARE(mail.to, QList<QByteArray>({"<one@example.net>", "<two@example.net>"}));
        QCOMPARE(mail.helo, "engine.example.com"_ba);
        QVERIFY(mail.login.isEmpty());
    }

    void aSilentRelayDoesNotHoldUpTheEnd_data()
    {
        QTest::addColumn<QByteArray>("silentAt");
        for (const char *command : {"", "EHLO", "MAIL", "RCPT", "DATA", "BODY", "QUIT"})
            QTest::newRow(*command ? command : "greeting") << QByteArray(command);
    }
    void aSilentRelayDoesNotHoldUpTheEnd()
    {
        QFETCH(QByteArray, silentAt);
        SmtpSink sink;
        sink.replies.insert(silentAt, "");
        auto worker = std::make_unique<outbound::OutboundHttp>();
        SmtpConfig config = configFor(sink);
        config.tls = SmtpTls::None;
        config.timeout = 1h;
        SmtpSender(*worker).send(config, envelope(), message, [](const SmtpOutcome &) {});
        QTRY_COMPARE(sink.lastCommand, silentAt);
        QElapsedTimer timer;
        timer.start();
        worker.reset();
        QVERIFY2(timer.elapsed() < patienceMs, qPrintable(QString::number(timer.elapsed())));
        // A mail that was given up is not handed over all the same, nor a part of it.
        QTest::qWait(0);
        QVERIFY(sink.mails.size() == (silentAt == "QUIT" ? 1 : 0));
    }

    void encryption_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<bool>("offersStartTls");
        QTest::addColumn<bool>("hasCa");
        QTest::addColumn<bool>("isTlsWanted");
        QTest::addColumn<QString>("code");
        QTest::addColumn<bool>("isEncrypted");
        QTest::newRow("loopback, STARTTLS offered, own certificate")
            << u"localhost"_s << u"smtp"_s << true << false << true << QString() << true;
        QTest::newRow("loopback, STARTTLS offered, CA given")
            << u"localhost"_s << u"smtp"_s << true << true << true << QString() << true;
        QTest::newRow("loopback, CA given, wrong name")
            << u"127.0.0.1"_s << u"smtp"_s << true << true << true << u"smtp.tls"_s << false;
        QTest::newRow("loopback, no STARTTLS")
            << u"localhost"_s << u"smtp"_s << false << false << true << QString() << false;
        QTest::newRow("loopback, tls=none")
            << u"localhost"_s << u"smtp"_s << true << false << false << QString() << false;
        QTest::newRow("smtps, CA given") << u"localhost"_s << u"smtps"_s << false << true << true << QString() << true;
        QTest::newRow("smtps, certificate not trusted")
            << u"localhost"_s << u"smtps"_s << false << false << true << u"smtp.tls"_s << false;
        QTest::newRow("far, STARTTLS offered, certificate not trusted")
            << u"0.0.0.0"_s << u"smtp"_s << true << false << true << u"smtp.tls"_s << false;
        QTest::newRow("far, no STARTTLS")
            << u"0.0.0.0"_s << u"smtp"_s << false << false << true << u"smtp.tls"_s << false;
        QTest::newRow("far, no STARTTLS, tls=none")
            << u"0.0.0.0"_s << u"smtp"_s << false << false << false << QString() << false;
    }

    void encryption()
    {
        QFETCH(QString, host);
        QFETCH(QString, scheme);
        QFETCH(bool, offersStartTls);
        QFETCH(bool, hasCa);
        QFETCH(bool, isTlsWanted);
        QFETCH(QString, code);
        QFETCH(bool, isEncrypted);
        SmtpSink sink;
        sink.offersStartTls = offersStartTls;
        sink.isTlsFromTheStart = scheme == u"smtps";
        // 0.0.0.0 reaches this machine, but is not a loopback name: it plays the relay elsewhere.
        SmtpConfig config = configFor(sink, scheme, host);
        config.tls = isTlsWanted ? SmtpTls::Required : SmtpTls::None;
        if (hasCa)
            config.caFile = sink.caFile();
        const auto outcome = deliver(config);
        QVERIFY(outcome);
        QCOMPARE(outcome->result ? QString() : outcome->result.error().code, code);
        QVERIFY(!outcome->permanent);
        QCOMPARE(sink.mails.size(), code.isEmpty() ? 1 : 0);
        if (!sink.mails.isEmpty())
            QCOMPARE(sink.mails.first().isEncrypted, isEncrypted);
    }

    void authenticates()
    {
        SmtpSink sink;
        SmtpConfig config = configFor(sink);
        config.username = u"user@example.com"_s;
        config.password = u"p\u00e4ss: word"_s;
        const auto outcome = deliver(config);
        QVERIFY(outcome && outcome->result.ok());
        QCOMPARE(sink.mails.first().login, u"user@example.com"_s.toUtf8() + '\0' + u"p\u00e4ss: word"_s.toUtf8());
        QVERIFY(sink.mails.first().isEncrypted);
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("command");
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<QString>("code");
        QTest::addColumn<bool>("permanent");
        QTest::addColumn<int>("number");
        QTest::newRow("greeting 554") << ""_ba
                                      << "554 no service"_ba << u"smtp.rejected"_s << false << 554;
        QTest::newRow("greeting 421") << ""_ba
                                      << "421 busy"_ba << u"smtp.deferred"_s << false << 421;
        QTest::newRow("greeting is not SMTP") << ""_ba
                                              << "SSH-2.0-x"_ba << u"smtp.timeout"_s << false << 0;
        QTest::newRow("wrong password") << "AUTH"_ba
                                        << "535 no"_ba << u"smtp.auth"_s << false << 535;
        QTest::newRow("authentication is down") << "AUTH"_ba
                                                << "454 later"_ba << u"smtp.auth"_s << false << 454;
        QTest::newRow("asks for authentication") << "MAIL"_ba
                                                 << "530 log in"_ba << u"smtp.auth"_s << false << 530;
        QTest::newRow("sender refused") << "MAIL"_ba
                                        << "550 not you"_ba << u"smtp.rejected"_s << true << 550;
        QTest::newRow("sender deferred") << "MAIL"_ba
                                         << "451 later"_ba << u"smtp.deferred"_s << false << 451;
        QTest::newRow("recipient refused") << "RCPT"_ba
                                           << "550 unknown"_ba << u"smtp.rejected"_s << true << 550;
        QTest::newRow("recipient greylisted") << "RCPT"_ba
                                              << "450 greylisted"_ba << u"smtp.deferred"_s << false << 450;
        QTest::newRow("DATA refused") << "DATA"_ba
                                      << "554 no"_ba << u"smtp.rejected"_s << true << 554;
        QTest::newRow("message refused") << "BODY"_ba
                                         << "554 spam"_ba << u"smtp.rejected"_s << true << 554;
        QTest::newRow("message deferred") << "BODY"_ba
                                          << "452 full"_ba << u"smtp.deferred"_s << false << 452;
        QTest::newRow("cut after the greeting") << "EHLO"_ba
                                                << "CLOSE"_ba << u"smtp.broken"_s << false << 220;
        QTest::newRow("silence from MAIL on") << "MAIL"_ba
                                              << ""_ba << u"smtp.timeout"_s << false << 235;
    }

    void refusals()
    {
        QFETCH(QByteArray, command);
        QFETCH(QByteArray, reply);
        SmtpSink sink;
        sink.replies.insert(command, reply);
        if (reply.isEmpty())
            sink.replies.insert("QUIT", {});
        SmtpConfig config = configFor(sink);
        config.username = u"user"_s;
        config.password = u"secret"_s;
        config.timeout = 1s;
        const auto outcome = deliver(config);
        QVERIFY(outcome);
        QVERIFY(!outcome->result);
        QTEST(outcome->result.error().code, "code");
        QTEST(outcome->permanent, "permanent");
        QTEST(outcome->reply, "number");
        QVERIFY(!outcome->result.error().detail.contains(u"secret"));
        QVERIFY(sink.mails.isEmpty());
    }

    void acceptsAlthoughTheGoodbyeFails_data()
    {
        QTest::addColumn<QByteArray>("reply");
        QTest::newRow("error") << "554 no"_ba;
        QTest::newRow("cut") << "CLOSE"_ba;
        QTest::newRow("silence") << ""_ba;
    }

    void acceptsAlthoughTheGoodbyeFails()
    {
        QFETCH(QByteArray, reply);
        SmtpSink sink;
        sink.replies.insert("QUIT", reply);
        const auto outcome = deliver(configFor(sink));
        QVERIFY(outcome && outcome->result.ok());
        QCOMPARE(sink.mails.size(), 1);
    }

    void refusesBadSettings_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("helo");
        QTest::newRow("empty") << QString() << QString();
        QTest::newRow("http") << u"http://localhost"_s << QString();
        QTest::newRow("credentials in it") << u"smtp://user:secret@localhost"_s << QString();
        QTest::newRow("no host") << u"smtp://"_s << QString();
        QTest::newRow("injecting hello") << u"smtp://localhost"_s << u"a\r\nMAIL FROM:<x@y>"_s;
    }

    void refusesBadSettings()
    {
        QFETCH(QString, url);
        QFETCH(QString, helo);
        SmtpConfig config;
        config.url = url;
        config.helo = helo;
        const auto outcome = deliver(config);
        QVERIFY(outcome && !outcome->result);
        QCOMPARE(outcome->result.error().code, u"smtp.bad_url"_s);
        QVERIFY(!describe(outcome->result.error()).contains(u"secret"));
    }

    void refusesInjectingAddresses()
    {
        SmtpSink sink;
        const auto outcome =
            deliver(configFor(sink), {u"a@example.com"_s, {u"b@example.com>\r\nRCPT TO:<c@example.com"_s}});
        QVERIFY(outcome && !outcome->result);
        QCOMPARE(outcome->result.error().code, u"smtp.rejected"_s);
        QVERIFY(sink.mails.isEmpty());
    }

    void tellsAnUnreachableRelay()
    {
        SmtpConfig config;
        config.url = u"smtp://127.0.0.1:%1"_s.arg(takePort());
        const auto outcome = deliver(config);
        QVERIFY(outcome && !outcome->result);
        QCOMPARE(outcome->result.error().code, u"smtp.unreachable"_s);
        QVERIFY(!outcome->permanent);
    }

    // Another implementation of the protocol, with STARTTLS.
    void deliversToAiosmtpd()
    {
        if (!isUnix())
            QSKIP("there is no such server here");
        SmtpSink certificates; // for its files only
        // The system's Python, where Debian's python3-aiosmtpd is.
        const QString python = QStandardPaths::findExecutable(u"python3"_s, {u"/usr/bin"_s});
        Peer server(python.isEmpty() ? u"python3"_s : python);
        server.setEnvironment(u"PYTHONUNBUFFERED"_s, u"1"_s);
        const QString complaint = server.start(1, [](const QList<quint16> &ports) {
            return QStringList{u"-m"_s,
                               u"aiosmtpd"_s,
                               u"-n"_s,
                               u"-l"_s,
                               u"127.0.0.1:%1"_s.arg(ports.first()),
                               u"-c"_s,
                               u"aiosmtpd.handlers.Debugging"_s,
                               u"stdout"_s};
        });
        QVERIFY2(complaint.isEmpty(), qPrintable(complaint));

        Message composed;
        composed.from = u"Größe <monitor@example.com>"_s;
        composed.to = {u"one@example.net"_s};
        composed.subject = u"Prüfung"_s;
        composed.text = u".\n.leading dot\nend\n"_s;
        composed.html = u"<p>hello</p>"_s;
        composed.messageId = u"n-1@example.com"_s;
        SmtpConfig config;
        config.url = u"smtp://127.0.0.1:%1"_s.arg(server.port());
        const auto outcome = deliver(config, {u"monitor@example.com"_s, {u"one@example.net"_s}},
                                     *composeMessage(composed, fromUnixMs(0)));
        QVERIFY(outcome);
        QVERIFY2(outcome->result.ok(), outcome->result ? "" : qPrintable(describe(outcome->result.error())));
        QTRY_VERIFY(server.output().contains("END MESSAGE"));
        QVERIFY2(server.output().contains("Message-ID: <n-1@example.com>"), server.output().constData());
    }
};

UNMTA_TEST(TestMailSender)

} // namespace unmta::tst_mail_sender

#include "tst_mail_sender.moc"
