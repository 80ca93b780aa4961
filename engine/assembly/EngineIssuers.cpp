// Where certificates come from: the issuer of the tracking domains, and the management API's own certificate.
#include "EngineParts.h"

#include "OwnNames.h"
#include "base/Log.h"

#include <QSaveFile>
#include <QUrl>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

// Browsers that look at the sandbox have clocks of their own, and other computers' may be behind.
constexpr Millis sandboxBackdate = std::chrono::hours(24 * 30);

} // namespace

Result<acme::InternalCa> EngineCore::Parts::internalCa()
{
    auto stored = m_store->acmeAccounts.internalRoot();
    if (!stored)
        return stored.error();
    auto ca = *stored ? acme::InternalCa::fromPem((*stored)->rootPem, (*stored)->keyPem)
                      : acme::InternalCa::create(m_systemClock.now());
    if (!ca)
        return ca;
    if (!*stored) {
        if (auto done = m_store->acmeAccounts.saveInternalRoot({ca->rootPem(), ca->keyPem()}); !done)
            return done.error();
    }
    m_internalRoot = QString::fromLatin1(ca->rootPem());
    // For clients on this computer that want a file; the API says the same.
    QSaveFile file(m_config.dataDir + u"/internal-root.pem"_s);
    if (!file.open(QIODevice::WriteOnly) || file.write(ca->rootPem()) < 0 || !file.commit())
        qCWarning(lcEngine).noquote() << u"not written file="_s + file.fileName();
    return ca;
}

// All that an issuer is made from. The sandbox's clock counts, because what is issued is dated back by it.
QByteArray EngineCore::Parts::issuerConfiguration(const Settings &settings) const
{
    constexpr SettingName names[]{"certificates.issuer", "acme.directory", "acme.email",    "acme.eab_kid",
                                  "acme.eab_key",        "acme.ca_file",   "outbound.allow"};
    QStringList parts;
    for (const SettingName name : names)
        parts << settings.text(name);
    parts << QString::number(m_movableClock.offset().count());
    return parts.join(u'\n').toUtf8();
}

void EngineCore::Parts::applyIssuer(const Settings &settings)
{
    const QByteArray configuration = issuerConfiguration(settings);
    if (m_certificates->isMadeFrom(configuration))
        return;
    if (settings.text("certificates.issuer") == u"internal"_s) {
        auto ca = internalCa();
        if (!ca) {
            qCCritical(lcAcme).noquote() << "no internal issuer" << describe(ca.error());
            return;
        }
        // Clients have the real time, a moved clock does not: what is issued in the sandbox's future starts in the
        // past.
        const Millis backdate = m_config.sandbox ? sandboxBackdate + m_movableClock.offset() : std::chrono::hours(1);
        m_certificates->setIssuer(
            std::make_unique<acme::InternalIssuer>(*m_outbound, clock(), *std::move(ca), backdate), configuration);
        return;
    }
    acme::AcmeConfig config;
    config.directoryUrl = settings.text("acme.directory");
    config.email = settings.text("acme.email");
    config.eabKid = settings.text("acme.eab_kid");
    config.eabKey = settings.text("acme.eab_key");
    config.caFile = settings.text("acme.ca_file");
    // A CA's answers lead to further addresses. A CA on this computer may lead to this computer.
    QStringList allowed = settings.list("outbound.allow");
    if (outbound::isLoopbackHost(QUrl(config.directoryUrl).host()))
        allowed << u"127.0.0.0/8"_s << u"::1"_s;
    auto addresses = outbound::AddressPolicy::publicOnly(allowed);
    if (!addresses) {
        qCCritical(lcAcme).noquote() << "outbound.allow is not usable" << describe(addresses.error());
        return;
    }
    config.addresses = *std::move(addresses);
    const auto account = m_store->acmeAccounts.account(config.directoryUrl);
    if (!account)
        qCWarning(lcAcme).noquote() << "no account" << describe(account.error());
    m_certificates->setIssuer(
        std::make_unique<acme::AcmeIssuer>(
            *m_outbound, *m_challenges, clock(), config, account ? account->value_or(QByteArray()) : QByteArray(),
            [this, directory = config.directoryUrl](const QByteArray &changed) {
                QMetaObject::invokeMethod(
                    m_certificates.get(),
                    [this, directory, changed] {
                        if (auto done = m_store->acmeAccounts.save(directory, changed); !done)
                            qCWarning(lcAcme).noquote() << "account not saved" << describe(done.error());
                    },
                    Qt::QueuedConnection);
            }),
        configuration);
}

Result<void> EngineCore::Parts::renewApiCertificate()
{
    const auto ca = internalCa();
    if (!ca)
        return ca.error();
    const auto issued = ca->issue(ownSubjects(m_config.api.address), m_systemClock.now());
    if (!issued)
        return issued.error();
    auto context = http::makeTlsContext(issued->chainPem, issued->keyPem);
    if (!context)
        return context.error();
    if (!m_apiTls) {
        m_apiTls = std::make_shared<http::SingleTlsContext>(*std::move(context));
        m_apiRenewal = std::make_unique<QTimer>();
        connect(m_apiRenewal.get(), &QTimer::timeout, m_apiRenewal.get(), [this] {
            if (auto done = renewApiCertificate(); !done)
                qCWarning(lcApi).noquote() << "the API keeps its certificate" << describe(done.error());
        });
        // Far more often than its 90 days need; also a computer that slept for weeks is in time.
        m_apiRenewal->start(std::chrono::hours(24));
    } else {
        m_apiTls->setContext(*std::move(context));
    }
    return {};
}

} // namespace unmta
