#include "assembly/AcmeSettings.h"

#include "service/settings/Settings.h"

#include <QUrl>

namespace unmta {

using namespace Qt::StringLiterals;

Result<acme::AcmeConfig> acmeConfigOf(const Settings &settings)
{
    acme::AcmeConfig config;
    config.directoryUrl = settings.text("acme.directory");
    config.email = settings.text("acme.email");
    config.eabKid = settings.text("acme.eab_kid");
    config.eabKey = settings.text("acme.eab_key");
    config.profile = settings.text("acme.profile");
    config.caFile = settings.text("acme.ca_file");
    // A CA's answers lead to further addresses. A CA on this computer may lead to this computer.
    QStringList allowed = settings.list("outbound.allow");
    if (outbound::isLoopbackHost(QUrl(config.directoryUrl).host()))
        allowed << u"127.0.0.0/8"_s << u"::1"_s;
    auto addresses = outbound::AddressPolicy::publicOnly(allowed);
    if (!addresses)
        return addresses.error();
    config.addresses = *std::move(addresses);
    return config;
}

} // namespace unmta
