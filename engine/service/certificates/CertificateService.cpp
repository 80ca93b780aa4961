#include "service/certificates/CertificateService.h"

#include "acme/Certificate.h"
#include "base/Bytes.h"
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
const QString roomKey = u"room"_s;
constexpr qsizetype roomNeeded = 64 * KiB; // a chain, its key and the history, with a margin

QString attemptCode(CertificateEnd end)
{
    switch (end) {
    case CertificateEnd::Issued:
        return u"issued"_s;
    case CertificateEnd::Renewed:
        return u"renewed"_s;
    case CertificateEnd::Failed:
        return u"failed"_s;
    }
    return {};
}

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
    m_unsaved.clear(); // of the other issuer
    if (!m_issuer)
        return;
    const bool isNew = isNewConfiguration();
    QList<Certificate::Transition> changes;
    const auto read = d.store.certificates.forEach([&](const Certificate &certificate) {
        auto chosen = certificate.issuerChosen(m_issuer->kind(), isNew, d.clock.now());
        if (chosen.certificate != certificate && isServed(certificate.fields().host))
            changes.append(std::move(chosen));
    });
    if (!read)
        qCWarning(lcAcme).noquote() << "certificates could not be read" << describe(read.error());
    for (const auto &change : std::as_const(changes))
        keep(change);
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
    const std::int64_t shortest = std::max<std::int64_t>(m_underWay.isEmpty() ? 0 : 1000, heldFor().count());
    m_timer.start(static_cast<int>(std::clamp(untilDue, shortest, longestSleepMs)));
}

void CertificateService::clockSet(Millis by)
{
    if (by >= Millis(0))
        return; // what is due earlier by that is
    if (auto shifted = d.store.certificates.shiftDueTimes(by); !shifted)
        qCWarning(lcAcme).noquote() << "due times not shifted" << describe(shifted.error());
    lookAgain();
}

void CertificateService::storeRecovered()
{
    m_saveFailures = 0;
    m_heldUntil = {};
    lookAgain();
}

void CertificateService::step()
{
    if (heldFor() > Millis(0))
        return lookAgain();
    saveWhatIsLeft();
    const auto due = d.store.certificates.due(d.clock.now(), atOnce + static_cast<int>(m_underWay.size()));
    if (!due) {
        qCWarning(lcAcme).noquote() << "due certificates could not be read" << describe(due.error());
        return lookAgain();
    }
    for (const Certificate &certificate : *due) {
        const QString host = certificate.fields().host;
        if (m_underWay.contains(host))
            continue;
        if (m_underWay.size() >= atOnce || heldFor() > Millis(0))
            break;
        if (!isServed(host))
            unwanted(host);
        else if (certificate.dueWork(d.clock.now()) == CertificateWork::AskWindow)
            askWindow(certificate);
        else
            orderUnlessFresh(certificate);
    }
    lookAgain();
}

void CertificateService::orderUnlessFresh(const Certificate &certificate)
{
    const QString host = certificate.fields().host;
    const auto until = certificate.restsUntil(lastSuccess(host), m_issuer->kind(), d.clock.now());
    if (!until)
        return order(certificate);
    qCWarning(lcAcme).noquote() << u"fresh and due at once, is the clock right? host="_s + host
                                << u"again="_s + toIso8601(*until);
    keep(certificate.postponed(*until));
}

void CertificateService::order(const Certificate &certificate)
{
    const QString host = certificate.fields().host;
    if (!hasRoom() || !keep(certificate.orderStarted(m_issuer->kind())))
        return;
    m_underWay.insert(host);
    qCInfo(lcAcme).noquote() << u"ordering host="_s + host << u"issuer="_s + m_issuer->kind();

    // Answers come on the outbound worker's thread, possibly after the issuer was replaced.
    const auto mine = [this, generation = m_issuerGeneration] { return generation == m_issuerGeneration; };
    m_issuer->issue(
        {host, certificate.fields().orderState, certificate.fields().chainPem},
        [this, host, mine](const QByteArray &state) {
            QMetaObject::invokeMethod(
                this,
                [=, this] {
                    if (mine())
                        keep(of(host).orderProgressed(state));
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
    const QString host = certificate.fields().host;
    m_underWay.insert(host);
    m_issuer->renewalWindow(certificate.fields().chainPem,
                            [this, host, generation = m_issuerGeneration](std::optional<RenewalWindow> window) {
                                QMetaObject::invokeMethod(
                                    this,
                                    [=, this] {
                                        if (generation != m_issuerGeneration)
                                            return;
                                        m_underWay.remove(host);
                                        keep(of(host).windowLearned(window, d.clock.now(), d.random));
                                        lookAgain();
                                    },
                                    Qt::QueuedConnection);
                            });
}

void CertificateService::finish(const QString &host, const acme::IssueOutcome &outcome)
{
    m_underWay.remove(host);
    if (!isServed(host))
        unwanted(host);
    else if (outcome.certificate)
        succeed(of(host), *outcome.certificate);
    else
        fail(of(host), outcome);
    lookAgain();
}

void CertificateService::succeed(const Certificate &certificate, const acme::IssuedCertificate &issued)
{
    const TimePoint now = d.clock.now();
    const auto &present = certificate.fields();
    // One of another issuer is wanted even when the present one ends later.
    const bool replaces = present.issuer == m_issuer->kind()
                              ? acme::isBetter(issued.chainPem, present.chainPem, present.host, issued.keyPem, now)
                              : acme::checkCertificate(issued.chainPem, issued.keyPem, present.host, now).ok();
    if (!replaces)
        return fail(certificate, {Error(u"acme.bad_certificate"_s), true, std::nullopt});
    const auto done = certificate.issued(
        {issued.chainPem, issued.keyPem, m_issuer->kind(), issued.issuerName, issued.notBefore, issued.notAfter}, now,
        d.random);
    if (!keep(done)) {
        if (!present.host.isEmpty()) // deleted meanwhile
            m_unsaved.insert(present.host, issued);
        return;
    }
    remember(present.host, attemptCode(*done.end),
             u"%1 issued a certificate that is valid until %2."_s.arg(issued.issuerName, toIso8601(issued.notAfter)));
    tell(done.certificate, done.news);
    qCInfo(lcAcme).noquote() << u"issued host="_s + present.host << u"until="_s + toIso8601(issued.notAfter);
    Q_EMIT issuedFor(present.host);
}

void CertificateService::fail(const Certificate &certificate, const acme::IssueOutcome &outcome)
{
    const Error &error = outcome.certificate.error();
    const auto done =
        certificate.failed({error.code, error.detail, outcome.permanent, outcome.retryAfter}, d.clock.now());
    const auto &after = done.certificate.fields();
    qCWarning(lcAcme).noquote() << u"failed host="_s + after.host << describe(error)
                                << u"again="_s + toIso8601(*after.nextAttemptAt);
    if (!keep(done))
        return;
    remember(after.host, attemptCode(*done.end), d.notifications.worded(error));
    tell(done.certificate, done.news);
}

void CertificateService::saveWhatIsLeft()
{
    const auto unsaved = std::exchange(m_unsaved, {});
    for (auto [host, issued] : unsaved.asKeyValueRange()) {
        if (isServed(host))
            succeed(of(host), issued);
    }
}

bool CertificateService::hasRoom()
{
    auto done = d.store.monitorState.set(roomKey, QString(roomNeeded, u'x'));
    if (done)
        done = d.store.monitorState.remove(roomKey);
    if (done)
        return true;
    qCWarning(lcAcme).noquote() << "nothing is ordered: the store could not keep it" << describe(done.error());
    holdBack();
    return false;
}

void CertificateService::holdBack()
{
    const TimePoint now = d.clock.now();
    m_heldUntil = d.clock.steady() + (retryMoment(++m_saveFailures, false, now, std::nullopt) - now);
}

Millis CertificateService::heldFor() const
{
    return std::max(Millis(0), std::chrono::ceil<Millis>(m_heldUntil - d.clock.steady()));
}

std::optional<TimePoint> CertificateService::lastSuccess(const QString &host) const
{
    const auto attempts = d.store.certificates.attempts(host);
    if (!attempts)
        return std::nullopt;
    const auto found = std::find_if(attempts->begin(), attempts->end(), [](const CertificateAttempt &attempt) {
        return attempt.code != attemptCode(CertificateEnd::Failed);
    });
    return found == attempts->end() ? std::nullopt : std::optional(found->at);
}

void CertificateService::remember(const QString &host, const QString &code, const QString &message)
{
    if (auto done = d.store.certificates.addAttempt(host, {d.clock.now(), code, message}); !done)
        qCWarning(lcAcme).noquote() << u"not remembered host="_s + host << describe(done.error());
}

void CertificateService::tell(const Certificate &certificate, CertificateNews news)
{
    const auto &fields = certificate.fields();
    const auto snapshot = d.publisher.current();
    const HostEntry *entry = snapshot->host(fields.host.toLatin1());
    if (!entry || news == CertificateNews::None)
        return;
    const bool failed = news == CertificateNews::Trouble;
    const auto isKnown = d.store.notifications.hasCertificateTrouble(entry->domainId, fields.host);
    if (!isKnown || *isKnown == failed)
        return;
    const auto timeText = [](const std::optional<TimePoint> &time) { return time ? toIso8601(*time) : QString(); };
    QJsonObject args{{u"issuer"_s, fields.issuerName.isEmpty() ? fields.issuer : fields.issuerName},
                     {u"not_after_at"_s, timeText(fields.notAfter)}};
    if (failed) {
        const Error error = systemError(fields.errorCode, fields.errorMessage);
        args.insert(u"code"_s, error.code);
        args.insert(u"problem"_s, d.notifications.worded(error));
        args.insert(u"next_try_at"_s, timeText(fields.nextAttemptAt));
    }
    d.notifications.tellOfHost(failed ? u"certificate.failed"_s : u"certificate.recovered"_s,
                               QString::fromLatin1(entry->clusterId), entry->domainId, fields.host, args);
}

void CertificateService::wanted(const QString &host)
{
    const Certificate stored = of(host);
    const Certificate certificate = stored.fields().host.isEmpty() ? Certificate::ofHost(host) : stored;
    const auto wanted = certificate.wanted(d.clock.now());
    if (wanted.certificate == certificate)
        return;
    keep(wanted);
    lookAgain();
}

void CertificateService::unwanted(const QString &host)
{
    keep(of(host).unwanted());
}

void CertificateService::removed(const QString &host)
{
    m_underWay.remove(host);
    m_unsaved.remove(host);
    if (auto done = d.store.certificates.removeForHost(host); !done)
        qCWarning(lcAcme).noquote() << u"not removed host="_s + host << describe(done.error());
}

Certificate CertificateService::of(const QString &host) const
{
    const auto found = d.store.certificates.byHost(host);
    return found && *found ? **found : Certificate();
}

bool CertificateService::keep(const Certificate::Transition &transition)
{
    const auto &fields = transition.certificate.fields();
    // A host that was deleted while its order was under way must not come back.
    if (fields.host.isEmpty())
        return false;
    if (auto done = d.store.certificates.upsert(transition.certificate); !done) {
        qCWarning(lcAcme).noquote() << u"not saved host="_s + fields.host << describe(done.error());
        holdBack();
        return false;
    }
    m_saveFailures = 0;
    // Whoever hears of it finds the edge already serving it.
    if (transition.news == CertificateNews::InOrder)
        d.publisher.certificateChanged(transition.certificate);
    // The end of an attempt is in the domain's timeline, whatever became of the certificate.
    if (!transition.isVisible && !transition.end)
        return true;
    const auto snapshot = d.publisher.current();
    if (const HostEntry *entry = snapshot->host(fields.host.toLatin1()); entry && entry->domainId != 0)
        d.feed.add(ChangeKind::Domain, QString::fromLatin1(entry->clusterId), fields.host, ChangeAction::Changed);
    return true;
}

bool CertificateService::isServed(const QString &host) const
{
    return d.publisher.current()->host(host.toLatin1()) != nullptr;
}

} // namespace unmta
