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
constexpr qsizetype roomAtLeast = 64 * KiB;
constexpr qsizetype roomOfOne = 16 * KiB; // a chain, its key and the history
constexpr qsizetype settledPerTurn = 20;

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

// One of another issuer is wanted even when the present one ends later.
bool isWanted(const acme::IssuedCertificate &issued, const QString &issuer, const Certificate::Fields &present,
              TimePoint now)
{
    return present.issuer == issuer
               ? acme::isBetter(issued.chainPem, present.chainPem, present.host, issued.keyPem, now)
               : acme::checkCertificate(issued.chainPem, issued.keyPem, present.host, now).ok();
}

} // namespace

CertificateService::CertificateService(const Dependencies &dependencies)
    : d(dependencies)
    , m_book({d.store, d.publisher, d.feed, d.notifications})
    , m_walk({d.store, d.clock, [this](const QString &host) { return isServed(host); },
              [this](const QList<CertificateBook::Entry> &entries) { return keep(entries); }})
{
    connect(&m_walk, &CertificateWalk::chosen, this, &CertificateService::rememberConfiguration);
    connect(&m_walk, &CertificateWalk::found, this, &CertificateService::lookAgain);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &CertificateService::step);
    m_settleTimer.setSingleShot(true);
    connect(&m_settleTimer, &QTimer::timeout, this, &CertificateService::settle);
}

// It holds secrets; what is compared need not.
QString CertificateService::configurationDigest() const
{
    return QString::fromLatin1(QCryptographicHash::hash(m_configuration, QCryptographicHash::Sha256).toHex());
}

// Only when all certificates know of it: a walk that is interrupted begins anew after the next start.
void CertificateService::rememberConfiguration()
{
    const auto known = d.store.monitorState.value(issuerKey);
    if (known && *known == configurationDigest())
        return;
    if (auto kept = d.store.monitorState.set(issuerKey, configurationDigest()); !kept)
        qCWarning(lcAcme).noquote() << "issuer not remembered" << describe(kept.error());
}

void CertificateService::setIssuer(std::unique_ptr<acme::CertificateIssuer> issuer, const QByteArray &configuration)
{
    m_issuer = std::move(issuer);
    m_configuration = configuration;
    ++m_issuerGeneration;
    m_underWay.clear();
    m_arrived.clear(); // of the other issuer
    m_unsaved.clear();
    m_walk.stop();
    if (!m_issuer)
        return;
    const auto known = d.store.monitorState.value(issuerKey);
    m_walk.begin(m_issuer->kind(), !known || *known != configurationDigest());
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
    m_settleTimer.stop();
    m_walk.stop();
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
    // What is under way stays due until it is done; looking at it every second is cheap and simple. Where more waits,
    // the next ones are taken up together, when half of these are done.
    const bool isIdle = m_underWay.isEmpty() || (m_hasMore && m_underWay.size() <= atOnce / 2);
    const std::int64_t shortest = std::max<std::int64_t>(isIdle ? 0 : 1000, heldFor().count());
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
    if (!m_unsaved.isEmpty()) {
        m_arrived = std::exchange(m_unsaved, {}) + m_arrived;
        settle();
        if (heldFor() > Millis(0))
            return;
    }
    alert();
    const TimePoint now = d.clock.now();
    const auto due = d.store.certificates.due(now, atOnce + static_cast<int>(m_underWay.size()));
    if (!due) {
        qCWarning(lcAcme).noquote() << "due certificates could not be read" << describe(due.error());
        return lookAgain();
    }
    m_hasMore = due->size() >= atOnce;
    QList<CertificateBook::Entry> entries;
    QList<Certificate> orders;
    QList<Certificate> questions;
    for (const Certificate &certificate : *due) {
        const QString &host = certificate.fields().host;
        if (m_underWay.contains(host))
            continue;
        if (m_underWay.size() + orders.size() + questions.size() >= atOnce)
            break;
        if (!isServed(host))
            entries.append({certificate.unwanted()});
        else if (certificate.dueWork(now) == CertificateWork::AskWindow)
            questions.append(certificate);
        else if (const auto until = restsUntil(certificate))
            entries.append({certificate.postponed(*until)});
        else
            orders.append(certificate);
    }
    if (!orders.isEmpty() && !hasRoomFor(orders.size()))
        orders.clear();
    for (const Certificate &certificate : std::as_const(orders))
        entries.append({certificate.orderStarted(m_issuer->kind())});
    if (keep(entries)) {
        for (const Certificate &certificate : std::as_const(orders))
            order(certificate);
        for (const Certificate &certificate : std::as_const(questions))
            askWindow(certificate);
    }
    lookAgain();
}

void CertificateService::alert()
{
    const auto due = d.store.certificates.alertsDue(d.clock.now(), atOnce);
    if (!due) {
        qCWarning(lcAcme).noquote() << "certificates that end could not be read" << describe(due.error());
        return;
    }
    QList<CertificateBook::Entry> entries;
    for (const Certificate &certificate : *due)
        entries.append({certificate.alerted(d.clock.now())});
    keep(entries);
}

std::optional<TimePoint> CertificateService::restsUntil(const Certificate &certificate) const
{
    if (!certificate.hasMaterial())
        return std::nullopt;
    const QString &host = certificate.fields().host;
    const auto until = certificate.restsUntil(lastSuccess(host), m_issuer->kind(), d.clock.now());
    if (until) {
        qCWarning(lcAcme).noquote() << u"fresh and due at once, is the clock right? host="_s + host
                                    << u"again="_s + toIso8601(*until);
    }
    return until;
}

void CertificateService::order(const Certificate &certificate)
{
    const QString host = certificate.fields().host;
    m_underWay.insert(host);
    ++m_orderCounts.begun;
    qCInfo(lcAcme).noquote() << u"ordering host="_s + host << u"issuer="_s + m_issuer->kind();

    // Answers come on the outbound worker's thread, possibly after the issuer was replaced.
    const quint64 generation = m_issuerGeneration;
    m_issuer->issue(
        {host, certificate.fields().orderState, certificate.fields().chainPem},
        [this, host, generation](const QByteArray &state) { report(generation, host, state); },
        [this, host, generation, certificate, kind = m_issuer->kind()](acme::IssueOutcome outcome) {
            const bool replaces =
                outcome.certificate && isWanted(*outcome.certificate, kind, certificate.fields(), d.clock.now());
            report(generation, host, Outcome{std::move(outcome), certificate, replaces});
        });
}

void CertificateService::askWindow(const Certificate &certificate)
{
    const QString host = certificate.fields().host;
    m_underWay.insert(host);
    m_issuer->renewalWindow(certificate.fields().chainPem,
                            [this, host, generation = m_issuerGeneration](const RenewalAdvice &advice) {
                                report(generation, host, advice);
                            });
}

void CertificateService::report(quint64 generation, const QString &host, News news)
{
    QMetaObject::invokeMethod(
        this,
        [=, this, news = std::move(news)] {
            if (generation != m_issuerGeneration)
                return;
            m_arrived.append({host, news});
            // A timer and no queued call: whoever asks for something meanwhile is answered between two turns.
            if (!m_settleTimer.isActive())
                m_settleTimer.start(0);
        },
        Qt::QueuedConnection);
}

void CertificateService::settle()
{
    const QList<Arrival> arrived = m_arrived.first(std::min(m_arrived.size(), settledPerTurn));
    m_arrived.remove(0, arrived.size());
    QHash<QString, Certificate> present;
    QList<CertificateBook::Entry> entries;
    for (const auto &[host, news] : arrived) {
        const Certificate before = present.contains(host) ? present.value(host) : of(host);
        entries.append(settled(before, news));
        present.insert(host, entries.last().transition.certificate);
    }
    const bool isKept = keep(entries);
    for (qsizetype i = 0; i < arrived.size(); ++i) {
        const auto *outcome = std::get_if<Outcome>(&arrived[i].news);
        if (!isKept && outcome && outcome->issued.certificate) {
            m_unsaved.append(arrived[i]);
            continue;
        }
        if (!std::holds_alternative<QByteArray>(arrived[i].news))
            m_underWay.remove(arrived[i].host);
        if (isKept && entries[i].transition.news == CertificateNews::InOrder)
            Q_EMIT issuedFor(arrived[i].host);
    }
    if (!m_arrived.isEmpty())
        m_settleTimer.start(0);
    lookAgain();
}

CertificateBook::Entry CertificateService::settled(const Certificate &present, const News &news)
{
    if (const auto *state = std::get_if<QByteArray>(&news))
        return {present.orderProgressed(*state)};
    if (const auto *advice = std::get_if<RenewalAdvice>(&news))
        return {present.windowLearned(*advice, d.clock.now())};
    return isServed(present.fields().host) ? ended(present, std::get<Outcome>(news))
                                           : CertificateBook::Entry{present.unwanted()};
}

CertificateBook::Entry CertificateService::ended(const Certificate &present, const Outcome &outcome)
{
    if (!outcome.issued.certificate)
        return failed(present, outcome.issued);
    if (!replaces(outcome, present))
        return failed(present, {Error(u"acme.bad_certificate"_s), true, std::nullopt});
    return succeeded(present, *outcome.issued.certificate);
}

bool CertificateService::replaces(const Outcome &outcome, const Certificate &present) const
{
    const auto &judged = outcome.judgedAgainst.fields();
    const auto &fields = present.fields();
    const bool isSame =
        judged.chainPem == fields.chainPem && (fields.chainPem.isEmpty() || judged.issuer == fields.issuer);
    // Deleted and added again while its order was under way: rare enough to be judged here.
    return isSame ? outcome.replaces : isWanted(*outcome.issued.certificate, m_issuer->kind(), fields, d.clock.now());
}

CertificateBook::Entry CertificateService::succeeded(const Certificate &present, const acme::IssuedCertificate &issued)
{
    ++m_orderCounts.issued;
    const TimePoint now = d.clock.now();
    auto done = present.issued(
        {issued.chainPem, issued.keyPem, m_issuer->kind(), issued.issuerName, issued.notBefore, issued.notAfter}, now,
        d.random);
    const QString until = toIso8601(issued.notAfter);
    qCInfo(lcAcme).noquote() << u"issued host="_s + present.fields().host << u"until="_s + until;
    const QString text = u"%1 issued a certificate that is valid until %2."_s.arg(issued.issuerName, until);
    const QString code = attemptCode(*done.end);
    return {std::move(done), CertificateAttempt{now, code, text}};
}

CertificateBook::Entry CertificateService::failed(const Certificate &present, const acme::IssueOutcome &outcome)
{
    ++m_orderCounts.failed;
    const Error &error = outcome.certificate.error();
    const TimePoint now = d.clock.now();
    auto done = present.failed({error.code, error.detail, outcome.permanent, outcome.retryAfter, outcome.isFree}, now);
    const auto &after = done.certificate.fields();
    qCWarning(lcAcme).noquote() << u"failed host="_s + after.host << describe(error)
                                << u"again="_s + toIso8601(*after.nextAttemptAt);
    const QString code = attemptCode(*done.end);
    return {std::move(done), CertificateAttempt{now, code, d.notifications.worded(error)}};
}

bool CertificateService::hasRoomFor(qsizetype orders)
{
    auto done = d.store.monitorState.set(roomKey, QString(std::max(roomAtLeast, orders * roomOfOne), u'x'));
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

void CertificateService::wanted(const QStringList &hosts)
{
    QList<CertificateBook::Entry> entries;
    for (const QString &host : hosts) {
        const Certificate stored = of(host);
        const Certificate certificate = stored.fields().host.isEmpty() ? Certificate::ofHost(host) : stored;
        auto wanted = certificate.wanted(d.clock.now());
        if (wanted.certificate != certificate)
            entries.append({std::move(wanted)});
    }
    if (entries.isEmpty())
        return;
    keep(entries);
    lookAgain();
}

void CertificateService::unwanted(const QString &host)
{
    keep({{of(host).unwanted()}});
}

void CertificateService::removed(const QStringList &hosts)
{
    for (const QString &host : hosts)
        m_underWay.remove(host);
    m_unsaved.removeIf([&hosts](const Arrival &arrival) { return hosts.contains(arrival.host); });
    if (auto done = d.store.certificates.removeForHosts(hosts); !done)
        qCWarning(lcAcme).noquote() << u"not removed host="_s + hosts.value(0)
                                    << u"and others="_s + QString::number(hosts.size() - 1) << describe(done.error());
}

Certificate CertificateService::of(const QString &host) const
{
    const auto found = d.store.certificates.byHost(host);
    return found && *found ? **found : Certificate();
}

bool CertificateService::keep(const QList<CertificateBook::Entry> &entries)
{
    if (entries.isEmpty())
        return true;
    if (auto done = m_book.keep(entries); !done) {
        qCWarning(lcAcme).noquote() << u"not saved host="_s + entries.first().transition.certificate.fields().host
                                    << u"and others="_s + QString::number(entries.size() - 1) << describe(done.error());
        holdBack();
        return false;
    }
    m_saveFailures = 0;
    return true;
}

bool CertificateService::isServed(const QString &host) const
{
    return d.publisher.current()->host(host.toLatin1()) != nullptr;
}

} // namespace unmta
