#include "service/notices/Relay.h"

#include "service/settings/Settings.h"

namespace unmta {

using namespace Qt::StringLiterals;

mail::SmtpConfig relayOf(const Settings &settings)
{
    mail::SmtpConfig config;
    config.url = settings.text("smtp.url");
    config.username = settings.text("smtp.username");
    config.password = settings.text("smtp.password");
    config.caFile = settings.text("smtp.ca_file");
    config.tls = settings.text("smtp.tls") == u"none"_s ? mail::SmtpTls::None : mail::SmtpTls::Required;
    return config;
}

} // namespace unmta
