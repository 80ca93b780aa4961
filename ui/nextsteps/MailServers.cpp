#include "nextsteps/MailServers.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

struct MailServerWords
{
    Q_DECLARE_TR_FUNCTIONS(MailServers)
};

} // namespace

QList<MailServerGuide> mailServerGuides()
{
    const QString milter = MailServerWords::tr("unmta-milter runs beside it and rewrites each message on its way out.");
    const QString http = MailServerWords::tr("It asks the engine by HTTP for each message.");
    return {{u"Postfix"_s, u"postfix"_s, milter, {u"/etc/postfix/main.cf"_s}},
            {u"Exim"_s,
             u"exim"_s,
             MailServerWords::tr("A transport filter hands each message to unmta-ctl on its way out."),
             {u"/etc/exim4/update-exim4.conf.conf"_s, u"/etc/exim/exim.conf"_s}},
            {u"Sendmail"_s, u"sendmail"_s, milter, {u"/etc/mail/sendmail.mc"_s}},
            {u"Haraka"_s,
             u"haraka"_s,
             MailServerWords::tr("A plugin, which comes with the guide, asks the engine by HTTP."),
             {u"/etc/haraka/config"_s}},
            {u"KumoMTA"_s, u"kumomta"_s, http, {u"/opt/kumomta/etc/policy/init.lua"_s}},
            {u"PowerMTA"_s,
             u"powermta"_s,
             MailServerWords::tr("Messages are rewritten before they are injected; so with any other server."),
             {u"/etc/pmta/config"_s}}};
}

int mailServerFound(const QList<MailServerGuide> &guides, const QString &root)
{
    for (int i = 0; i < guides.size(); ++i) {
        for (const QString &file : guides.at(i).files) {
            if (QFileInfo::exists(root + file))
                return i;
        }
    }
    return -1;
}

} // namespace unmta::ui
