#include "ctl/readiness/MailServers.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView milterAddress("inet:127.0.0.1:8891");
constexpr QLatin1StringView milterToken("/etc/unmta/milter.token");
constexpr QLatin1StringView milterEnvironment("/etc/unmta/milter.env");

bool contains(const QString &path, QByteArrayView text)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.readAll().contains(text);
}

QString quoted(QString word)
{
    return u"'%1'"_s.arg(word.replace(u"'"_s, u"'\\''"_s));
}

QString backup(const QString &path)
{
    return u"cp -p %1 %1.before-unmta"_s.arg(path);
}

// One that is lost cannot be shown again, and each mail host has its own: the next of the name.
QString tokenFor(const EngineWay &way, const QString &name, const QString &path, const QString &umask)
{
    QString unused = name;
    for (int i = 2; way.tokens.contains(unused); ++i)
        unused = u"%1-%2"_s.arg(name).arg(i);
    return u"(umask %1; %2 token create %3 --scopes rewrite --cluster %4 > %5)"_s.arg(umask, way.ctl, unused,
                                                                                      way.cluster, path);
}

// The milter itself, unless it has its token and answers. False: it will not answer yet once the commands have run, so
// that a mail server which asked it would let all mail wait.
bool addMilter(MailServer &server, const EngineWay &way, const QString &root)
{
    const bool hasToken = QFileInfo(root + milterToken).size() > 0;
    if (hasToken && way.milterAnswers)
        return true;
    if (!way.hasMilter) {
        server.byHand = u"%1 asks the milter, which is not installed on this computer. Install it, then run setup "
                        "again:\napt install ./unmta-milter_*.deb"_s.arg(server.name);
        return false;
    }
    if (!hasToken)
        server.commands << u"install -d -m 0755 /etc/unmta"_s << tokenFor(way, u"milter"_s, milterToken, u"077"_s);
    if (way.hasSystemd) {
        if (!hasToken) {
            if (QFileInfo::exists(root + milterEnvironment))
                server.commands << backup(milterEnvironment);
            server.commands << u"printf '%s\\n' UNMTA_MILTER_CLUSTER=%1 UNMTA_MILTER_ENGINE=%2 > %3"_s.arg(
                way.cluster, way.engine, milterEnvironment);
        }
        server.commands << u"systemctl enable --now unmta-milter"_s;
        return true;
    }
    if (way.milterAnswers)
        return true;
    server.byHand =
        u"%1 asks the milter, and would let mail wait without it. Keep this running, by whatever starts programs here, "
        "then run setup again:\nunmta-milter --engine %2 --cluster %3 --token-file %4"_s.arg(server.name, way.engine,
                                                                                             way.cluster, milterToken);
    return false;
}

QString reload(const EngineWay &way, const QString &unit, const QString &otherwise)
{
    return way.hasSystemd ? u"systemctl reload %1"_s.arg(unit) : otherwise;
}

MailServer postfix(const EngineWay &way, const Ask &ask, const QString &root)
{
    MailServer server{u"Postfix"_s, u"postfix"_s, {}, {}};
    const auto setting = [&ask](const QString &name) { return ask({u"postconf"_s, u"-h"_s, name}).trimmed(); };
    const QString present = setting(u"smtpd_milters"_s);
    if (!addMilter(server, way, root) || present.contains(milterAddress))
        return server;
    // Before a signer, which has to see the message as it goes out.
    const auto ours = [](const QString &others) {
        return others.isEmpty() ? QString(milterAddress) : milterAddress + u", "_s + others;
    };
    const QString local = setting(u"non_smtpd_milters"_s);
    const QString likeTheOthers = u"$smtpd_milters"_s;
    server.commands << backup(u"/etc/postfix/main.cf"_s)
                    << u"postconf -e %1 %2 'milter_default_action = tempfail'"_s.arg(
                           quoted(u"smtpd_milters = "_s + ours(present)),
                           quoted(u"non_smtpd_milters = "_s +
                                  (local.isEmpty() || local == likeTheOthers ? likeTheOthers : ours(local))))
                    << u"postfix reload"_s;
    return server;
}

MailServer sendmail(const EngineWay &way, const QString &root)
{
    MailServer server{u"Sendmail"_s, u"sendmail"_s, {}, {}};
    const QString file = u"/etc/mail/sendmail.mc"_s;
    if (!addMilter(server, way, root) || contains(root + file, "`unmta'"))
        return server;
    const QString line = u"INPUT_MAIL_FILTER(`unmta', `S=inet:8891@127.0.0.1, F=T, T=C:10s;S:60s;R:60s;E:5m')dnl"_s;
    // Filters run in the order of their lines: before the first one there is, else before the mailers.
    server.commands
        << backup(file)
        << u"sed -i %1 %2"_s.arg(
               quoted(u"0,/^\\(INPUT_MAIL_FILTER\\|MAILER\\)/ s/^\\(INPUT_MAIL_FILTER\\|MAILER\\)/%1\\n&/"_s.arg(line)),
               file)
        << u"make -C /etc/mail"_s << (way.hasSystemd ? u"systemctl restart sendmail"_s : u"service sendmail restart"_s);
    return server;
}

MailServer exim(const EngineWay &way, const QString &root)
{
    MailServer server{u"Exim"_s, u"exim"_s, {}, {}};
    const bool isSplit = contains(root + u"/etc/exim4/update-exim4.conf.conf"_s, "dc_use_split_config='true'");
    const QString file =
        isSplit ? u"/etc/exim4/conf.d/transport/30_exim4-config_remote_smtp"_s : u"/etc/exim4/exim4.conf.template"_s;
    if (contains(root + file, "unmta-ctl"))
        return server;
    const QString token = u"/etc/exim4/unmta-token"_s;
    const QString filter =
        u"  transport_filter = /usr/bin/unmta-ctl --engine %1 --token-file %2 --cluster %3 rewrite\\n"
        "  transport_filter_timeout = 30s"_s.arg(way.engine, token, way.cluster);
    server.commands << tokenFor(way, u"exim"_s, token, u"027"_s) << u"chgrp Debian-exim %1"_s.arg(token) << backup(file)
                    << u"sed -i %1 %2"_s.arg(quoted(u"/^remote_smtp:/,/^$/ s|^  driver = smtp$|&\\n%1|"_s.arg(filter)),
                                             file)
                    << u"update-exim4.conf"_s << reload(way, u"exim4"_s, u"service exim4 reload"_s);
    return server;
}

} // namespace

QList<MailServer> mailServersHere(const EngineWay &way, const Ask &ask, const QString &root)
{
    QList<MailServer> servers;
    if (QFileInfo::exists(root + u"/etc/postfix/main.cf"_s))
        servers << postfix(way, ask, root);
    if (QFileInfo::exists(root + u"/etc/exim4/update-exim4.conf.conf"_s))
        servers << exim(way, root);
    if (QFileInfo::exists(root + u"/etc/mail/sendmail.mc"_s))
        servers << sendmail(way, root);
    return servers;
}

} // namespace unmta::ctl
