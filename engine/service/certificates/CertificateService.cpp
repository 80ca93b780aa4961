#include "service/certificates/CertificateService.h"

#include "acme/Certificate.h"
#include "base/Log.h"
#include "service/changes/ChangeFeed.h"
#include "service/notices/NotificationService.h"
#include "service/routing/SnapshotPublisher.h"
#include "store/EngineStore.h"

#include <QCryptographicHash>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr int atOnce = 20;
const QString issuerKey = u"issuer"_s;
// A temporary fault is news only when it stays.
constexpr int failuresBeforeNews = 3;

} // namespace

CertificateService::CertificateService(const Dependencies &dependencies)
    : d(dependencies)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &CertificateService::step);
}

bool CertificateService::isNewConfiguration()
{
    // It holds secrets; what is compared need not.
    const QString digest =
        QString::fromLatin1(QCryptographicHash::hash(m_configuration, QCryptographicHash::Sha256).toHex());
    const auto known = d.store.monitorState.value(issuerKey);
    if (known && *known == digest)
        return false;
    if (auto kept = d.store.monitorState.set(issuerKey, digest); !kept)
        qCWarning(lcAcme).noquote() << "issuer not remembered" << describe(kept.error());
    return true;
}

void CertificateService::setIssuer(std::unique_ptr<acme::CertificateIssuer> issuer, const QByteArray &configuration)
{
    m_issuer = std::move(issuer);
    m_configuration = configuration;
    ++m_issuerGeneration;
    m_underWay.clear();
    if (!m_issuer)
        return;
    const bool isNew = isNewConfiguration();
    QList<Certificate> due;
    const auto read = d.store.certificates.forEach([&](const Certificate &certificate) {
        const bool otherKind = !certificate.issuer.isEmpty() && certificate.issuer != m_issuer->kind();
        if ((otherKind || (isNew && certificate.failures > 0)) && isServed(certificate.host))
            due.append(certificate);
    });
    if (!read)
        qCWarning(lcAcme).noquote() << "certificates could not be read" << describe(read.error());
    for (Certificate &certificate : due) {
        certificate.nextAttemptAt = d.clock.now();
        certificate.renewAt = d.clock.now();
        certificate.failures = 0;
        if (certificate.issuer != m_issuer->kind())
            certificate.orderState.clear(); // means nothing to the new issuer
        save(certificate);
    }
    lookAgain();
}

void CertificateService::start()
{
    m_running = true;
    lookAgain();
}

void CertificateService::stop()
{
    m_running = false;
    m_timer.stop();
    m_issuer.reset();
    ++m_issuerGeneration;
}

void CertificateService::lookAgain()
{
    if (!m_running || !m_issuer)
        return;
    const auto next = d.store.certificates.nextDue();
    if (!next)
        qCWarning(lcAcme).noquote() << "due times could not be read" << describe(next.error());
    const bool known = next && *next;
    const std::int64_t untilDue = known ? toUnixMs(**next) - toUnixMs(d.clock.now()) : longestSleepMs;
    // What is under way stays due until it is done; looking at it every second is cheap and simple.
    const std::int64_t shortest = m_underWay.isEmpty() ? 0 : 1000;
    m_timer.start(static_cast<int>(std::clamp(untilDue, shortest, longestSleepMs)));
}

void CertificateService::step()
{
    const auto due = d.store.certificates.due(d.clock.now(), atOnce + static_cast<int>(m_underWay.size()));
    if (!due) {
        qCWarning(lcAcme).noquote() << "due certificates could not be read" << describe(due.error());
        return lookAgain();
    }
    for (const Certificate &certificate : *due) {
        if (m_underWay.contains(certificate.host))
            continue;
        if (m_underWay.size() >= atOnce)
            break;
        if (!isServed(certificate.host)) {
            unwanted(certificate.host);
        } else if (certificate.failures == 0 && certificate.renewAt && d.clock.now() < *certificate.renewAt) {
            askWindow(certificate);
        } else {
            order(certificate);
        }
    }
    lookAgain();
}

void CertificateService::order(Certificate certificate)
{
    const QString host = certificate.host;
    m_underWay.insert(host);
    certificate.state = certificate.chainPem.isEmpty() ? CertificateState::Issuing : CertificateState::Renewing;
    if (certificate.chainPem.isEmpty())
        certificate.issuer = m_issuer->kind();
    save(certificate);
    qCInfo(lcAcme).noquote() << u"ordering host="_s + host << u"issuer="_s + m_issuer->kind();

    // Answers come on the outbound worker's thread, possibly after the issuer was replaced.
    const auto mine = [this, generation = m_issuerGeneration] { return generation == m_issuerGeneration; };
    m_issuer->issue(
        {host, certificate.orderState, certificate.chainPem},
        [this, host, mine](QByteArray state) {
            QMetaObject::invokeMethod(
                this,
                [=, this] {
                    if (mine())
                        keepState(host, state);
                },
                Qt::QueuedConnection);
        },
        [this, host, mine](acme::IssueOutcome outcome) {
            QMetaObject::invokeMethod(
                this,
                [=, this, outcome = std::move(outcome)] {
                    if (mine())
                        finish(host, outcome);
                },
                Qt::QueuedConnection);
        });
}

void CertificateService::askWindow(const Certificate &certificate)
{
    const QString host = certificate.host;
    m_underWay.insert(host);
    m_issuer->renewalWindow(
        certificate.chainPem, [this, host, generation = m_issuerGeneration](std::optional<acme::RenewalWindow> window) {
            QMetaObject::invokeMethod(
                this,
                [=, this] {
                    if (generation != m_issuerGeneration)
                        return;
                    m_underWay.remove(host);
                    Certificate certificate = of(host);
                    if (!certificate.notBefore || !certificate.notAfter)
                        return lookAgain();
                    if (window) {
                        certificate.renewAt =
                            acme::renewAt(*certificate.notBefore, *certificate.notAfter, window, d.random);
                        certificate.nextAttemptAt = std::min(*certificate.renewAt, d.clock.now() + window->askAgain);
                    } else {
                        certificate.nextAttemptAt = certificate.renewAt;
                    }
                    save(certificate);
                    lookAgain();
                },
                Qt::QueuedConnection);
        });
}

void CertificateService::keepState(const QString &host, const QByteArray &state)
{
    Certificate certificate = of(host);
    certificate.orderState = state;
    save(certificate);
}

void CertificateService::finish(const QString &host, const acme::IssueOutcome &outcome)
{
    m_underWay.remove(host);
    Certificate certificate = of(host);
    if (!isServed(host)) {
        unwanted(host);
    } else if (!outcome.certificate) {
        fail(certificate, outcome.certificate.error(), outcome.permanent, outcome.retryAfter);
    } else {
        succeed(certificate, *outcome.certificate);
    }
    lookAgain();
}

void CertificateService::succeed(Certificate certificate, const acme::IssuedCertificate &issued)
{
    const TimePoint now = d.clock.now();
    // One of another issuer is wanted even when the present one ends later.
    const bool replaces =
        certificate.issuer == m_issuer->kind()
            ? acme::isBetter(issued.chainPem, certificate.chainPem, certificate.host, issued.keyPem, now)
            : acme::checkCertificate(issued.chainPem, issued.keyPem, certificate.host, now).ok();
    if (!replaces)
        return fail(certificate, Error(u"acme.bad_certificate"_s), true, std::nullopt);
    const bool isFirst = certificate.chainPem.isEmpty();
    certificate.state = CertificateState::Valid;
    certificate.chainPem = issued.chainPem;
    certificate.keyPem = issued.keyPem;
    certificate.issuer = m_issuer->kind();
    certificate.issuerName = issued.issuerName;
    certificate.notBefore = issued.notBefore;
    certificate.notAfter = issued.notAfter;
    certificate.renewAt = acme::renewAt(issued.notBefore, issued.notAfter, std::nullopt, d.random);
    certificate.nextAttemptAt = now; // asks the CA for its own wish first
    certificate.failures = 0;
    certificate.errorCode.clear();
    certificate.errorMessage.clear();
    certificate.orderState.clear();
    if (!save(certificate))
        return;
    d.publisher.certificateChanged(certificate);
    remember(certificate.host, isFirst ? u"issued"_s : u"renewed"_s,
             u"%1 issued a certificate that is valid until %2."_s.arg(issued.issuerName, toIso8601(issued.notAfter)));
    tell(certificate, false);
    qCInfo(lcAcme).noquote() << u"issued host="_s + certificate.host << u"until="_s + toIso8601(issued.notAfter);
    Q_EMIT issuedFor(certificate.host);
}

void CertificateService::fail(Certificate certificate, const Error &error, bool permanent,
                              std::optional<Millis> retryAfter)
{
    certificate.failures += 1;
    certificate.state = CertificateState::Failed;
    certificate.errorCode = error.code;
    certificate.errorMessage = error.detail;
    certificate.nextAttemptAt = acme::nextAttempt(certificate.failures, permanent, d.clock.now(), retryAfter);
    qCWarning(lcAcme).noquote() << u"failed host="_s + certificate.host << describe(error)
                                << u"again="_s + toIso8601(*certificate.nextAttemptAt);
    if (!save(certificate))
        return;
    remember(certificate.host, u"failed"_s, d.notifications.worded(error));
    if (permanent || certificate.failures >= failuresBeforeNews)
        tell(certificate, true);
}

void CertificateService::remember(const QString &host, const QString &code, const QString &message)
{
    if (auto done = d.store.certificates.addAttempt(host, {d.clock.now(), code, message}); !done)
        qCWarning(lcAcme).noquote() << u"not remembered host="_s + host << describe(done.error());
}

void CertificateService::tell(const Certificate &certificate, bool failed)
{
    const auto snapshot = d.publisher.current();
    const HostEntry *entry = snapshot->host(certificate.host.toLatin1());
    if (!entry)
        return;
    const auto isKnown = d.store.notifications.hasCertificateTrouble(entry->domainId, certificate.host);
    if (!isKnown || *isKnown == failed)
        return;
    const auto timeText = [](const std::optional<TimePoint> &time) { return time ? toIso8601(*time) : QString(); };
    QJsonObject args{{u"issuer"_s, certificate.issuerName.isEmpty() ? certificate.issuer : certificate.issuerName},
                     {u"not_after_at"_s, timeText(certificate.notAfter)}};
    if (failed) {
        const Error error = systemError(certificate.errorCode, certificate.errorMessage);
        args.insert(u"code"_s, error.code);
        args.insert(u"problem"_s, d.notifications.worded(error));
        args.insert(u"next_try_at"_s, timeText(certificate.nextAttemptAt));
    }
    d.notifications.tellOfHost(failed ? u"certificate.failed"_s : u"certificate.recovered"_s,
                               QString::fromLatin1(entry->clusterId), entry->domainId, certificate.host, args);
}

void CertificateService::wanted(const QString &host)
{
    Certificate certificate = of(host);
    certificate.host = host;
    const TimePoint now = d.clock.now();
    const bool usable = !certificate.chainPem.isEmpty() && certificate.notAfter && now < *certificate.notAfter;
    if (certificate.nextAttemptAt && (usable || certificate.failures > 0))
        return;
    certificate.state = usable ? CertificateState::Valid : CertificateState::Issuing;
    certificate.nextAttemptAt = now;
    save(certificate);
    lookAgain();
}

void CertificateService::unwanted(const QString &host)
{
    Certificate certificate = of(host);
    if (certificate.host.isEmpty())
        return;
    certificate.nextAttemptAt.reset();
    certificate.orderState.clear();
    certificate.failures = 0;
    certificate.state = certificate.chainPem.isEmpty() ? CertificateState::None : CertificateState::Valid;
    save(certificate);
}

void CertificateService::removed(const QString &host)
{
    m_underWay.remove(host);
    if (auto done = d.store.certificates.removeForHost(host); !done)
        qCWarning(lcAcme).noquote() << u"not removed host="_s + host << describe(done.error());
}

Certificate CertificateService::of(const QString &host) const
{
    const auto found = d.store.certificates.byHost(host);
    return found && *found ? **found : Certificate();
}

bool CertificateService::save(const Certificate &certificate)
{
    // A host that was deleted while its order was under way must not come back.
    if (certificate.host.isEmpty())
        return false;
    if (auto done = d.store.certificates.upsert(certificate); !done) {
        qCWarning(lcAcme).noquote() << u"not saved host="_s + certificate.host << describe(done.error());
        return false;
    }
    const auto snapshot = d.publisher.current();
    if (const HostEntry *entry = snapshot->host(certificate.host.toLatin1()); entry && entry->domainId != 0) {
        d.feed.add(ChangeKind::Domain, QString::fromLatin1(entry->clusterId), certificate.host, ChangeAction::Changed);
    }
    return true;
}

bool CertificateService::isServed(const QString &host) const
{
    return d.publisher.current()->host(host.toLatin1()) != nullptr;
}

} // namespace unmta
