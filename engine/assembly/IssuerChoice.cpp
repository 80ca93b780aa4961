#include "assembly/IssuerChoice.h"

#include "acme/InternalCa.h"
#include "assembly/AcmeSettings.h"
#include "assembly/EngineSandbox.h"
#include "assembly/endpoints/InternalRoot.h"
#include "base/Log.h"
#include "service/certificates/CertificateService.h"
#include "service/settings/Settings.h"
#include "store/EngineStore.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

// Browsers that look at the sandbox have clocks of their own, and other computers' may be behind.
constexpr Millis sandboxBackdate = std::chrono::hours(24 * 30);

} // namespace

// All that an issuer is made from. The sandbox's clock counts, because what is issued is dated back by it.
QByteArray IssuerChoice::configurationOf(const Settings &settings) const
{
    constexpr SettingName names[]{"certificates.issuer", "acme.directory", "acme.email",   "acme.eab_kid",
                                  "acme.eab_key",        "acme.profile",   "acme.ca_file", "outbound.allow"};
    QStringList parts;
    for (const SettingName name : names)
        parts << settings.text(name);
    parts << QString::number(d.sandbox ? d.sandbox->clockOffset().count() : 0);
    return parts.join(u'\n').toUtf8();
}

void IssuerChoice::apply(const Settings &settings)
{
    const QByteArray configuration = configurationOf(settings);
    if (!m_isWanted || d.certificates.isMadeFrom(configuration))
        return;
    if (settings.text("certificates.issuer") == u"internal"_s)
        useInternal(configuration);
    else
        useAcme(settings, configuration);
}

void IssuerChoice::useInternal(const QByteArray &configuration)
{
    auto ca = d.root.authority();
    if (!ca) {
        qCCritical(lcAcme).noquote() << "no internal issuer" << describe(ca.error());
        return;
    }
    // Clients have the real time, a moved clock does not: what is issued in the sandbox's future starts in the past.
    const Millis backdate = d.sandbox ? sandboxBackdate + d.sandbox->clockOffset() : std::chrono::hours(1);
    d.certificates.setIssuer(std::make_unique<acme::InternalIssuer>(d.worker, d.clock, *std::move(ca), backdate),
                             configuration);
}

void IssuerChoice::useAcme(const Settings &settings, const QByteArray &configuration)
{
    const auto config = acmeConfigOf(settings);
    if (!config) {
        qCCritical(lcAcme).noquote() << "outbound.allow is not usable" << describe(config.error());
        return;
    }
    const auto account = d.store.acmeAccounts.account(config->directoryUrl);
    if (!account)
        qCWarning(lcAcme).noquote() << "no account" << describe(account.error());
    // Called on the worker's thread. The certificate service, which has the issuer, is there for as long as that.
    const auto keep = [store = &d.store, certificates = &d.certificates,
                       directory = config->directoryUrl](const QByteArray &changed) {
        QMetaObject::invokeMethod(
            certificates,
            [store, directory, changed] {
                if (auto done = store->acmeAccounts.save(directory, changed); !done)
                    qCWarning(lcAcme).noquote() << "account not saved" << describe(done.error());
            },
            Qt::QueuedConnection);
    };
    d.certificates.setIssuer(
        std::make_unique<acme::AcmeIssuer>(d.worker, d.challenges, d.clock, *config,
                                           account ? account->value_or(QByteArray()) : QByteArray(), keep, &d.caa),
        configuration);
}

} // namespace unmta
