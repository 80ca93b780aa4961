// What setup asks, what it would change, and how it connects the mail servers of a computer.
#include "ctl/readiness/Answers.h"
#include "ctl/readiness/MailServers.h"
#include "support/TestMain.h"
#include "support/system/Host.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace unmta::tst_ctl_setup {

using namespace unmta::ctl;
using namespace Qt::StringLiterals;
using unmta::test::isUnix;

namespace {

constexpr const char *onUnixAlone = "its commands are for a shell";
const AskPerson byDefault = [](const QString &, const QString &guess) { return guess; };
const AskPerson nobody; // is there
const EngineWay way{u"unmta-ctl"_s, u"http://127.0.0.1:8089"_s, u"0a1b2c3d"_s, true};
const Ask noMilters = [](const QStringList &) { return u"\n"_s; };

// The computer of a test: files below a directory.
class Computer
{
public:
    void write(const QString &path, const QByteArray &text) const
    {
        QDir().mkpath(QFileInfo(m_dir.path() + path).path());
        QFile file(m_dir.path() + path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    }
    [[nodiscard]] QByteArray read(const QString &path) const
    {
        QFile file(m_dir.path() + path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    // Runs a command as it stands, but on the files of this computer.
    [[nodiscard]] bool run(QString command) const
    {
        return QProcess::execute(u"/bin/sh"_s, {u"-c"_s, command.replace(u" /etc/"_s, u" %1/etc/"_s.arg(root()))}) == 0;
    }
    [[nodiscard]] QString root() const { return m_dir.path(); }

private:
    QTemporaryDir m_dir;
};

// Those that change a file, in order.
bool edit(const Computer &computer, const QStringList &commands)
{
    for (const QString &command : commands) {
        if ((command.startsWith(u"cp "_s) || command.startsWith(u"sed "_s)) && !computer.run(command))
            return false;
    }
    return true;
}

} // namespace

class TestCtlSetup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void flagsAreNotAsked()
    {
        const auto mustNotAsk = [](const QString &question, const QString &) {
            qFatal("asked: %s", qPrintable(question));
            return QString();
        };
        const SetupFlags flags{u"t.example.net"_s,   {u"192.0.2.80"_s, u"2001:db8::80"_s},
                               u"me@example.net"_s,  u"smtp://127.0.0.1:25"_s,
                               u"ops@example.net"_s, u"t@example.net"_s};
        const auto changes = settingsToChange({}, flags, u"mail.example.org"_s, mustNotAsk);
        QVERIFY(changes);
        QCOMPARE(*changes, (QJsonObject{{u"edge.target_zone"_s, u"t.example.net"_s},
                                        {u"edge.public_addresses"_s, u"192.0.2.80,2001:db8::80"_s},
                                        {u"acme.email"_s, u"me@example.net"_s},
                                        {u"smtp.url"_s, u"smtp://127.0.0.1:25"_s},
                                        {u"notify.to"_s, u"ops@example.net"_s},
                                        {u"smtp.from"_s, u"t@example.net"_s}}));
    }

    // Whatever is right stays, so that setup may be run again.
    void whatIsInForceStays()
    {
        const QJsonObject inForce{{u"edge.target_zone"_s, u"t.example.net"_s},
                                  {u"acme.email"_s, u"me@example.net"_s},
                                  {u"smtp.url"_s, u"smtp://relay.example.net"_s},
                                  {u"notify.to"_s, u"me@example.net"_s},
                                  {u"smtp.from"_s, u"t@example.net"_s}};
        const auto changes = settingsToChange(inForce, {}, u"mail.example.org"_s, nobody);
        QVERIFY(changes && changes->isEmpty());
        const auto again = settingsToChange(inForce, {.zone = u"t.example.net"_s}, {}, nobody);
        QVERIFY(again && again->isEmpty());
    }

    void defaultsComeFromWhatIsKnown()
    {
        QStringList defaults;
        const auto ask = [&](const QString &question, const QString &byDefault) {
            defaults << byDefault;
            return question.startsWith(u"Mail server"_s) ? u"smtp://127.0.0.1:25"_s : byDefault;
        };
        const auto changes = settingsToChange({}, {.email = u"me@example.org"_s}, u"mail.example.org"_s, ask);
        QVERIFY(changes);
        QCOMPARE(changes->value(u"edge.target_zone"_s).toString(), u"track.example.org"_s);
        QCOMPARE(changes->value(u"notify.to"_s).toString(), u"me@example.org"_s);
        QCOMPARE(changes->value(u"smtp.from"_s).toString(), u"tracking@example.org"_s);
        QVERIFY(!changes->contains(u"edge.public_addresses"_s));
    }

    void theZoneMayBeSpeltInFull()
    {
        const auto changes =
            settingsToChange({}, {.zone = u"T.Example.NET."_s, .smtp = u"smtp://127.0.0.1"_s}, {}, nobody);
        QVERIFY(changes);
        QCOMPARE(changes->value(u"smtp.from"_s).toString(), u"tracking@example.net"_s);
    }

    void withoutAZoneNothingIsSetUp()
    {
        const auto unasked = settingsToChange({}, {}, u"ip-10-0-0-1.compute.internal"_s, {});
        QVERIFY(!unasked && unasked.error().code == u"usage.wrong"_s);
        const auto changes = settingsToChange({}, {}, u"localhost"_s, byDefault);
        QVERIFY(!changes);
        QCOMPARE(changes.error().code, u"usage.wrong"_s);
    }

    void withoutARelayNobodyIsAskedWhoIsTold()
    {
        const auto changes = settingsToChange({}, {.zone = u"t.example.net"_s, .email = u"me@x.net"_s}, {}, nobody);
        QVERIFY(changes);
        QCOMPARE(changes->keys(), QStringList({u"acme.email"_s, u"edge.target_zone"_s}));
    }

    void whatIsSaidWithoutARelayIsNotLost()
    {
        const SetupFlags flags{.zone = u" t.example.net "_s, .notify = u"ops@x.net"_s, .from = u"t@x.net"_s};
        const auto changes = settingsToChange({}, flags, {}, nobody);
        QVERIFY(changes);
        QCOMPARE(*changes, (QJsonObject{{u"edge.target_zone"_s, u"t.example.net"_s},
                                        {u"acme.email"_s, u"ops@x.net"_s},
                                        {u"notify.to"_s, u"ops@x.net"_s},
                                        {u"smtp.from"_s, u"t@x.net"_s}}));
        // Blanks take nothing away.
        const auto blank = settingsToChange(*changes, {.zone = u" "_s}, {}, nobody);
        QVERIFY(blank && blank->isEmpty());
    }

    void noMailServerIsMadeUp()
    {
        const Computer computer;
        QVERIFY(mailServersHere(way, noMilters, computer.root()).isEmpty());
    }

    void postfixKeepsItsOtherMilters()
    {
        const Computer computer;
        computer.write(u"/etc/postfix/main.cf"_s, "");
        const auto servers = mailServersHere(
            way, [](const QStringList &) { return u"inet:127.0.0.1:8892\n"_s; }, computer.root());
        QCOMPARE(servers.size(), 1);
        const QString all = servers[0].commands.join(u'\n');
        QVERIFY2(all.contains(u"postconf -e 'smtpd_milters = inet:127.0.0.1:8891, inet:127.0.0.1:8892'"_s),
                 qPrintable(all));
        QVERIFY(all.contains(u"token create milter --scopes rewrite --cluster 0a1b2c3d > /etc/unmta/milter.token"_s));
        QVERIFY(all.contains(u"UNMTA_MILTER_CLUSTER=0a1b2c3d"_s) && all.contains(u"cp -p /etc/postfix/main.cf"_s));
        QCOMPARE(servers[0].commands.last(), u"postfix reload"_s);
    }

    void whatIsConnectedIsLeftAlone()
    {
        const Computer computer;
        computer.write(u"/etc/postfix/main.cf"_s, "");
        computer.write(u"/etc/unmta/milter.token"_s, "utk_x\n");
        const auto servers = mailServersHere(
            way, [](const QStringList &) { return u"inet:127.0.0.1:8891, inet:127.0.0.1:8892\n"_s; }, computer.root());
        QCOMPARE(servers.size(), 1);
        QVERIFY2(servers[0].commands.isEmpty(), qPrintable(servers[0].commands.join(u'\n')));
    }

    // Otherwise all mail would wait.
    void noMailServerAsksAMilterThatIsNotThere_data()
    {
        QTest::addColumn<bool>("hasToken");
        QTest::newRow("no token") << false;
        QTest::newRow("a token from an earlier try") << true;
    }
    void noMailServerAsksAMilterThatIsNotThere()
    {
        QFETCH(bool, hasToken);
        const Computer computer;
        computer.write(u"/etc/postfix/main.cf"_s, "");
        computer.write(u"/etc/mail/sendmail.mc"_s, "MAILER(`smtp')dnl\n");
        if (hasToken)
            computer.write(u"/etc/unmta/milter.token"_s, "utk_x\n");
        EngineWay bare = way;
        bare.hasMilter = bare.milterAnswers = false;
        for (const MailServer &server : mailServersHere(bare, noMilters, computer.root())) {
            QVERIFY2(server.commands.isEmpty(), qPrintable(server.commands.join(u'\n')));
            QVERIFY(!server.isConnected() && server.byHand.contains(u"unmta-milter_*.deb"_s));
        }
        EngineWay idle = way; // installed, and somebody has to start it
        idle.hasSystemd = idle.milterAnswers = false;
        for (const MailServer &server : mailServersHere(idle, noMilters, computer.root())) {
            const QString all = server.commands.join(u'\n');
            QVERIFY2(!all.contains(u"postconf"_s) && !all.contains(u"sed "_s), qPrintable(all));
            QVERIFY(!server.isConnected() && server.byHand.contains(u"run setup again"_s));
        }
        idle.hasSystemd = true; // which starts it before Postfix hears of it
        const QStringList started = mailServersHere(idle, noMilters, computer.root())[0].commands;
        const auto at = started.indexOf(u"systemctl enable --now unmta-milter"_s);
        QVERIFY2(at >= 0 && at < started.indexOf(u"cp -p /etc/postfix/main.cf /etc/postfix/main.cf.before-unmta"_s),
                 qPrintable(started.join(u'\n')));
        QCOMPARE(started.join(u'\n').contains(u"token create"_s), !hasToken);
    }

    void aTokenOfTheNameIsNoObstacle()
    {
        const Computer computer;
        computer.write(u"/etc/postfix/main.cf"_s, "");
        computer.write(u"/etc/unmta/milter.env"_s, "UNMTA_MILTER_THREADS=4\n");
        EngineWay second = way;
        second.tokens = {u"milter"_s, u"milter-2"_s, u"exim"_s};
        const QString all = mailServersHere(second, noMilters, computer.root())[0].commands.join(u'\n');
        QVERIFY2(all.contains(u"token create milter-3 "_s), qPrintable(all));
        QVERIFY(all.contains(u"cp -p /etc/unmta/milter.env /etc/unmta/milter.env.before-unmta"_s));
    }

    void postfixKeepsItsOtherMiltersForLocalMail()
    {
        const Computer computer;
        computer.write(u"/etc/postfix/main.cf"_s, "");
        const auto commands = [&](const QString &local) {
            const auto ask = [&](const QStringList &command) {
                return command.last() == u"non_smtpd_milters"_s ? local : QString();
            };
            return mailServersHere(way, ask, computer.root())[0].commands.join(u'\n');
        };
        QVERIFY(commands(u"inet:127.0.0.1:8892\n"_s)
                    .contains(u"'non_smtpd_milters = inet:127.0.0.1:8891, inet:127.0.0.1:8892'"_s));
        for (const QString &same : {QString(), u"$smtpd_milters\n"_s})
            QVERIFY(commands(same).contains(u"'non_smtpd_milters = $smtpd_milters'"_s));
    }

    void withoutSystemdTheMilterIsForPeopleToStart()
    {
        const Computer computer;
        computer.write(u"/etc/postfix/main.cf"_s, "");
        EngineWay plain = way;
        plain.hasSystemd = plain.milterAnswers = false;
        const auto servers = mailServersHere(plain, noMilters, computer.root());
        QVERIFY(!servers[0].commands.join(u'\n').contains(u"systemctl"_s));
        QVERIFY(servers[0].byHand.contains(u"unmta-milter --engine http://127.0.0.1:8089 --cluster 0a1b2c3d"_s));
    }

    void sendmailFiltersBeforeTheSigner()
    {
        if (!isUnix())
            QSKIP(onUnixAlone);
        const Computer computer;
        const QString file = u"/etc/mail/sendmail.mc"_s;
        computer.write(file, "OSTYPE(`debian')dnl\nINPUT_MAIL_FILTER(`opendkim', `S=inet:8892@127.0.0.1')dnl\n"
                             "MAILER_DEFINITIONS\nMAILER(`smtp')dnl\n");
        QVERIFY(edit(computer, mailServersHere(way, noMilters, computer.root())[0].commands));
        const QByteArray text = computer.read(file);
        QVERIFY2(text.indexOf("`unmta'") >= 0 && text.indexOf("`unmta'") < text.indexOf("`opendkim'"),
                 text.constData());
        QCOMPARE(text.count("`unmta'"), 1);
        QVERIFY(computer.read(file + u".before-unmta"_s).startsWith("OSTYPE"));
        const auto again = mailServersHere(way, noMilters, computer.root());
        QVERIFY(!again[0].commands.join(u'\n').contains(u"sed"_s));
    }

    void sendmailWithoutFilters()
    {
        if (!isUnix())
            QSKIP(onUnixAlone);
        const Computer computer;
        computer.write(u"/etc/mail/sendmail.mc"_s, "OSTYPE(`debian')dnl\nMAILER_DEFINITIONS\nMAILER(`smtp')dnl\n");
        QVERIFY(edit(computer, mailServersHere(way, noMilters, computer.root())[0].commands));
        const QByteArray text = computer.read(u"/etc/mail/sendmail.mc"_s);
        QVERIFY2(text.count("`unmta'") == 1 && text.indexOf("`unmta'") < text.indexOf("MAILER_DEFINITIONS"),
                 text.constData());
    }

    void eximFiltersItsRemoteTransport_data()
    {
        QTest::addColumn<QByteArray>("split");
        QTest::addColumn<QString>("file");
        QTest::newRow("one file") << QByteArray("dc_use_split_config='false'\n") << u"/etc/exim4/exim4.conf.template"_s;
        QTest::newRow("split") << QByteArray("dc_use_split_config='true'\n")
                               << u"/etc/exim4/conf.d/transport/30_exim4-config_remote_smtp"_s;
    }
    void eximFiltersItsRemoteTransport()
    {
        QFETCH(QByteArray, split);
        QFETCH(QString, file);
        if (!isUnix())
            QSKIP(onUnixAlone);
        const Computer computer;
        computer.write(u"/etc/exim4/update-exim4.conf.conf"_s, split);
        computer.write(file, "local:\n  driver = appendfile\n\nremote_smtp:\n  debug_print = \"T\"\n  driver = smtp\n\n"
                             "other:\n  driver = smtp\n");
        QVERIFY(edit(computer, mailServersHere(way, noMilters, computer.root())[0].commands));
        const QByteArray text = computer.read(file);
        QVERIFY2(
            text.contains("  driver = smtp\n  transport_filter = /usr/bin/unmta-ctl --engine http://127.0.0.1:8089 "),
            text.constData());
        QCOMPARE(text.count("transport_filter ="), 1);
        QVERIFY(text.indexOf("transport_filter") < text.indexOf("other:"));
        QVERIFY(mailServersHere(way, noMilters, computer.root())[0].commands.isEmpty());
    }
};

UNMTA_TEST(TestCtlSetup)

} // namespace unmta::tst_ctl_setup

#include "tst_ctl_setup.moc"
