#include "assembly/ports/DnsPorts.h"

#include "base/Log.h"
#include "dns/Resolvers.h"
#include "service/settings/Settings.h"

namespace unmta {

DnsPorts::DnsPorts(Random &random)
    : DnsPorts(std::make_unique<diagnosis::DomainChecker>(diagnosis::CheckerConfig(), random), random)
{}

DnsPorts::DnsPorts(std::unique_ptr<diagnosis::DomainChecker> checker, Random &random)
    : records(*checker)
    , canaries(*checker, random)
    , caa(*checker)
    , m_checker(std::move(checker))
{}

void DnsPorts::applySettings(const Settings &settings)
{
    const auto resolvers = dns::resolversFromSetting(settings.text("dns.resolvers"));
    if (!resolvers) {
        qCWarning(lcDns).noquote() << "resolvers not usable" << describe(resolvers.error());
        return;
    }
    diagnosis::CheckerConfig config;
    config.resolvers = *resolvers;
    m_checker->setConfig(config);
}

void DnsPorts::askOnly(const dns::Endpoint &server)
{
    diagnosis::CheckerConfig config;
    config.resolvers = {server};
    config.authorities = {server};
    m_checker->setConfig(config);
}

} // namespace unmta
