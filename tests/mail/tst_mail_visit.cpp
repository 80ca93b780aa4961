// A relay that is greeted without a mail: the same words as for one.
#include "SmtpOutcomes.h"
#include "SmtpSink.h"

#include "support/Ports.h"
#include "support/TestMain.h"

#include <QElapsedTimer>
#include <QTest>

namespace unmta::tst_mail_visit {

using namespace Qt::StringLiterals;
using namespace unmta::mail;
using namespace unmta::test;
using namespace std::chrono_literals;

namespace {

SmtpConfig configFor(const SmtpSink &sink)
{
    SmtpConfig config;
    config.url = u"smtp://localhost:%1"_s.arg(sink.serverPort());
    config.helo = u"engine.example.com"_s;
    config.timeout = 1h;
    return config;
}

std::optional<SmtpOutcome> visit(const SmtpConfig &config)
{
    return outcomeOf([&config](SmtpSender &sender, auto done) { sender.visit(config, done); });
}

} // namespace

class TestMailVisit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesWithoutAMail()
    {
        SmtpSink sink;
        SmtpConfig config = configFor(sink);
        config.username = u"ann"_s;
        config.password = u"secret"_s;
        const auto outcome = visit(config);
        QVERIFY(outcome && outcome->result.ok());
        QTRY_COMPARE(sink.lastCommand, "QUIT"_ba);
        QCOMPARE(sink.commands, (QByteArrayList{"", "EHLO", "STARTTLS", "EHLO", "AUTH", "NOOP", "QUIT"}));
        QVERIFY(sink.mails.isEmpty());
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("command");
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<QString>("code");
        QTest::newRow("greeting refused") << ""_ba
                                          << "554 not you"_ba << u"smtp.rejected"_s;
        QTest::newRow("greeting put off") << ""_ba
                                          << "421 later"_ba << u"smtp.deferred"_s;
        QTest::newRow("login refused") << "AUTH"_ba
                                       << "535 no"_ba << u"smtp.auth"_s;
        QTest::newRow("login wanted") << "NOOP"_ba
                                      << "530 first the login"_ba << u"smtp.auth"_s;
        QTest::newRow("not served any more") << "NOOP"_ba
                                             << "421 closing"_ba << u"smtp.deferred"_s;
        QTest::newRow("hangs up") << "NOOP"_ba
                                  << "CLOSE"_ba << u"smtp.broken"_s;
    }

    void saysWhatIsWrong()
    {
        QFETCH(QByteArray, command);
        QFETCH(QByteArray, reply);
        SmtpSink sink;
        sink.replies.insert(command, reply);
        SmtpConfig config = configFor(sink);
        config.username = u"ann"_s;
        config.password = u"secret"_s;
        const auto outcome = visit(config);
        QVERIFY(outcome && !outcome->result.ok());
        QTEST(outcome->result.error().code, "code");
        // Nothing was asked for that could be refused for good.
        QVERIFY(!outcome->permanent);
        QVERIFY(sink.mails.isEmpty());
    }

    // As for a mail: encryption that is not there is not done without.
    void encryptionThatIsMissing()
    {
        SmtpSink sink;
        sink.offersStartTls = false;
        SmtpConfig config = configFor(sink);
        config.url.replace(u"localhost"_s, u"0.0.0.0"_s); // this machine, but no loopback name
        const auto outcome = visit(config);
        QVERIFY(outcome && !outcome->result.ok());
        QCOMPARE(outcome->result.error().code, u"smtp.tls"_s);
    }

    void aSilentRelay()
    {
        SmtpSink sink;
        sink.replies.insert("NOOP", "");
        SmtpConfig config = configFor(sink);
        config.timeout = 500ms;
        const auto outcome = visit(config);
        QVERIFY(outcome && !outcome->result.ok());
        QCOMPARE(outcome->result.error().code, u"smtp.timeout"_s);
    }

    // The worker serves others as well.
    void aGoodbyeThatIsNotAnsweredIsNotWaitedFor()
    {
        SmtpSink sink;
        sink.replies.insert("QUIT", "");
        QElapsedTimer timer;
        timer.start();
        const auto outcome = visit(configFor(sink));
        QVERIFY(outcome && outcome->result.ok());
        QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));
    }

    void nobodyListens()
    {
        SmtpConfig config;
        config.url = u"smtp://127.0.0.1:%1"_s.arg(takePort());
        const auto outcome = visit(config);
        QVERIFY(outcome && !outcome->result.ok());
        QCOMPARE(outcome->result.error().code, u"smtp.unreachable"_s);
    }
};

UNMTA_TEST(TestMailVisit)

} // namespace unmta::tst_mail_visit

#include "tst_mail_visit.moc"
