#include "service/certificates/CertificateWalk.h"

#include "base/Log.h"
#include "store/EngineStore.h"

namespace unmta {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto pauseAfterFailure = 5s;
constexpr auto untilNextWalk = 24h;

} // namespace

CertificateWalk::CertificateWalk(Ports ports)
    : d(std::move(ports))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &CertificateWalk::turn);
}

void CertificateWalk::begin(const QString &issuer, bool isNewConfiguration)
{
    m_issuer = issuer;
    m_isNewConfiguration = isNewConfiguration;
    m_certificatesDone = false;
    m_behindHost.clear();
    m_behindDomain = 0;
    m_timer.start(0);
}

void CertificateWalk::stop()
{
    m_timer.stop();
}

void CertificateWalk::turn()
{
    const auto hasMore = m_certificatesDone ? lookAtDomains() : lookAtCertificates();
    if (!hasMore) {
        qCWarning(lcAcme).noquote() << "not all certificates were looked at" << describe(hasMore.error());
        m_timer.start(pauseAfterFailure);
        return;
    }
    if (*hasMore) {
        m_timer.start(0);
    } else if (!std::exchange(m_certificatesDone, true)) {
        m_timer.start(0);
        Q_EMIT chosen();
    } else {
        m_behindDomain = 0;
        m_timer.start(untilNextWalk);
    }
}

bool CertificateWalk::keep(const QList<CertificateBook::Entry> &entries)
{
    if (entries.isEmpty())
        return true;
    if (!d.keep(entries))
        return false;
    Q_EMIT found();
    return true;
}

Result<bool> CertificateWalk::lookAtCertificates()
{
    const auto page = d.store.certificates.differing({m_issuer, m_isNewConfiguration}, m_behindHost, rowsPerTurn);
    if (!page)
        return page.error();
    QList<CertificateBook::Entry> entries;
    for (const QString &host : page->items) {
        const auto certificate = d.store.certificates.byHost(host);
        if (!certificate)
            return certificate.error();
        if (!*certificate || !d.isServed(host))
            continue;
        auto next = (*certificate)->issuerChosen(m_issuer, m_isNewConfiguration, d.clock.now());
        if (next.certificate != **certificate)
            entries.append({std::move(next)});
    }
    if (!keep(entries))
        return Error(u"store.failed"_s);
    m_behindHost = page->next;
    return !page->next.isEmpty();
}

Result<bool> CertificateWalk::lookAtDomains()
{
    const auto page = d.store.domains.withoutCertificateWork(m_behindDomain, rowsPerTurn);
    if (!page)
        return page.error();
    QList<CertificateBook::Entry> entries;
    for (const QString &host : page->hosts) {
        const auto stored = d.store.certificates.byHost(host);
        if (!stored)
            return stored.error();
        const Certificate certificate = stored->value_or(Certificate::ofHost(host));
        auto wanted = certificate.wanted(d.clock.now());
        if (d.isServed(host) && wanted.certificate != certificate) {
            qCInfo(lcAcme).noquote() << u"active without a certificate host="_s + host;
            entries.append({std::move(wanted)});
        }
    }
    if (!keep(entries))
        return Error(u"store.failed"_s);
    m_behindDomain = page->next;
    return page->next != 0;
}

} // namespace unmta
