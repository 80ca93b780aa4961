#include "assembly/endpoints/ApiCertificate.h"

#include "assembly/endpoints/InternalRoot.h"
#include "assembly/endpoints/OwnNames.h"
#include "base/Log.h"

namespace unmta {

ApiCertificate::ApiCertificate(InternalRoot &root, QString address, const Clock &clock)
    : m_root(root)
    , m_address(std::move(address))
    , m_clock(clock)
{
    connect(&m_renewal, &QTimer::timeout, this, &ApiCertificate::renewOrKeep);
}

Result<void> ApiCertificate::start()
{
    if (auto done = renew(); !done)
        return done;
    // Far more often than its 90 days need; also a computer that slept for weeks is in time.
    m_renewal.start(std::chrono::hours(24));
    return {};
}

void ApiCertificate::renewOrKeep()
{
    if (auto done = renew(); !done)
        qCWarning(lcApi).noquote() << "the API keeps its certificate" << describe(done.error());
}

Result<void> ApiCertificate::renew()
{
    const auto ca = m_root.authority();
    if (!ca)
        return ca.error();
    const auto issued = ca->issue(ownSubjects(m_address), m_clock.now());
    if (!issued)
        return issued.error();
    auto context = http::makeTlsContext(issued->chainPem, issued->keyPem);
    if (!context)
        return context.error();
    if (m_context)
        m_context->setContext(*std::move(context));
    else
        m_context = std::make_shared<http::SingleTlsContext>(*std::move(context));
    return {};
}

} // namespace unmta
