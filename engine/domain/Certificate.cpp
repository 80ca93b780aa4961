#include "domain/Certificate.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <algorithm>
#include <array>

namespace unmta {

using namespace std::chrono_literals;

namespace {

// A temporary fault is news only when it stays.
constexpr int failuresBeforeNews = 3;
// Two thirds of less than that leave too few days to mend what keeps failing.
constexpr Millis shortLifetime = 24h * 10;

constexpr Millis usualLifetime = 24h * 90;

// What is due is taken up at once, but it takes a while.
Millis patienceFor(Millis lifetime)
{
    return std::min<Millis>(1h, lifetime / 90);
}

// Of this certificate and no other, as even as chance.
std::uint32_t shareOf(const QByteArray &chainPem)
{
    const QByteArray digest = QCryptographicHash::hash(chainPem, QCryptographicHash::Sha256);
    return static_cast<std::uint32_t>(qFromBigEndian<quint64>(digest.constData()) % shareParts);
}

bool looksTheSame(const Certificate::Fields &a, const Certificate::Fields &b)
{
    const auto shown = [](const Certificate::Fields &f) {
        // Of a certificate that is not there yet, the API shows no issuer and no times.
        const bool has = !f.chainPem.isEmpty();
        return std::tuple(f.state, has ? f.issuer : QString(), has ? f.issuerName : QString(),
                          has ? f.notAfter : std::nullopt, has ? f.renewAt : std::nullopt, f.errorCode, f.errorMessage);
    };
    return shown(a) == shown(b);
}

} // namespace

TimePoint retryMoment(int failures, bool permanent, TimePoint now, std::optional<Millis> retryAfter)
{
    constexpr std::array<Millis, 4> first{1min, 1min, 10min, 100min};
    const auto index = static_cast<std::size_t>(std::max(failures, 1) - 1);
    Millis pause = permanent ? Millis(24h) : first.back();
    if (index < first.size())
        pause = first[index];
    return now + std::max(pause, retryAfter.value_or(Millis(0)));
}

TimePoint renewalMoment(TimePoint notBefore, TimePoint notAfter, const std::optional<RenewalWindow> &window,
                        std::uint32_t share)
{
    const Millis lifetime = std::max(notAfter - notBefore, Millis(0));
    // Without overflow for any span that dates can have.
    const auto part = [share](Millis span) {
        return Millis(span.count() / shareParts * share + span.count() % shareParts * share / shareParts);
    };
    const Millis usual = lifetime < shortLifetime ? lifetime / 2 : lifetime * 2 / 3;
    const TimePoint moment =
        window ? window->start + part(window->end - window->start) : notBefore + usual - part(lifetime / 20);
    // A window that lies too late must not let the certificate lapse.
    const TimePoint latest = notAfter - lifetime / 20;
    return std::min(moment, latest);
}

std::optional<TimePoint> nextAlert(TimePoint notBefore, TimePoint notAfter, TimePoint after)
{
    constexpr std::array<Millis, 3> stages{24h * 7, 24h * 3, 24h};
    const Millis lifetime = std::clamp<Millis>(notAfter - notBefore, Millis(0), usualLifetime);
    for (const Millis stage : stages) {
        // In seconds, because the product of milliseconds would not fit.
        const Millis before = std::chrono::seconds(stage / 1s * (lifetime / 1s) / (usualLifetime / 1s));
        if (after < notAfter - before)
            return notAfter - before;
    }
    return std::nullopt;
}

Certificate Certificate::ofHost(const QString &host)
{
    Fields fields;
    fields.host = host;
    return Certificate(fields);
}

Certificate::Transition Certificate::became(Fields next) const
{
    const bool isVisible = !looksTheSame(m_fields, next);
    return {Certificate(std::move(next)), isVisible};
}

CertificateWork Certificate::dueWork(TimePoint now) const
{
    if (!m_fields.nextAttemptAt || now < *m_fields.nextAttemptAt)
        return CertificateWork::Nothing;
    const bool isFresh = m_fields.failures == 0 && m_fields.renewAt && now < *m_fields.renewAt;
    return isFresh ? CertificateWork::AskWindow : CertificateWork::Order;
}

Certificate::Transition Certificate::wanted(TimePoint now) const
{
    const bool isUsable = hasMaterial() && m_fields.notAfter && now < *m_fields.notAfter;
    if (m_fields.nextAttemptAt && (isUsable || m_fields.failures > 0))
        return {*this};
    Fields next = m_fields;
    next.state = isUsable ? CertificateState::Valid : CertificateState::Issuing;
    next.nextAttemptAt = now;
    if (isUsable && m_fields.notBefore)
        next.alertAt = nextAlert(*m_fields.notBefore, *m_fields.notAfter, now);
    return became(next);
}

Certificate::Transition Certificate::unwanted() const
{
    Fields next = m_fields;
    next.nextAttemptAt.reset();
    next.alertAt.reset();
    next.orderState.clear();
    next.failures = 0;
    next.state = hasMaterial() ? CertificateState::Valid : CertificateState::None;
    return became(next);
}

Certificate::Transition Certificate::orderStarted(const QString &issuer) const
{
    Fields next = m_fields;
    next.state = hasMaterial() ? CertificateState::Renewing : CertificateState::Issuing;
    if (!hasMaterial())
        next.issuer = issuer;
    return became(next);
}

std::optional<TimePoint> Certificate::restsUntil(const std::optional<TimePoint> &issuedAt, const QString &issuer,
                                                 TimePoint now) const
{
    // A success in the future was before the clock was set right; what is due by now really is.
    if (!issuedAt || *issuedAt > now || !hasMaterial() || m_fields.issuer != issuer || !m_fields.notBefore ||
        !m_fields.notAfter)
        return std::nullopt;
    // Less than the earliest renewal that the lifetime asks for, else short-lived ones would lapse.
    const Millis rest = std::min<Millis>((*m_fields.notAfter - *m_fields.notBefore) / 3, 24h);
    const TimePoint until = *issuedAt + rest;
    return now < until ? std::optional(until) : std::nullopt;
}

Certificate::Transition Certificate::postponed(TimePoint until) const
{
    Fields next = m_fields;
    next.nextAttemptAt = until;
    return became(next);
}

Certificate::Transition Certificate::orderProgressed(const QByteArray &state) const
{
    Fields next = m_fields;
    next.orderState = state;
    return became(next);
}

Certificate::Transition Certificate::issued(const Material &material, TimePoint now, Random &random) const
{
    Fields next;
    next.host = m_fields.host;
    next.state = CertificateState::Valid;
    next.chainPem = material.chainPem;
    next.keyPem = material.keyPem;
    next.issuer = material.issuer;
    next.issuerName = material.issuerName;
    next.notBefore = material.notBefore;
    next.notAfter = material.notAfter;
    next.renewAt = renewalMoment(material.notBefore, material.notAfter, std::nullopt,
                                 static_cast<std::uint32_t>(random.below(shareParts)));
    next.nextAttemptAt = now; // asks the issuer for its own wish first
    next.alertAt = nextAlert(material.notBefore, material.notAfter, now);
    Transition transition = became(next);
    transition.end = hasMaterial() ? CertificateEnd::Renewed : CertificateEnd::Issued;
    transition.news = CertificateNews::InOrder;
    return transition;
}

Certificate::Transition Certificate::failed(const Failure &failure, TimePoint now) const
{
    Fields next = m_fields;
    next.failures += 1;
    next.state = CertificateState::Failed;
    next.errorCode = failure.code;
    next.errorMessage = failure.message;
    // A day is for issuers that count; whoever mends what is only looked at need not wait for it.
    const bool isCounted = failure.permanent && !failure.isFree;
    next.nextAttemptAt = retryMoment(next.failures, isCounted, now, failure.retryAfter);
    // The first alert comes half-way to the end, or in the last days, and not together with the word of the failure.
    const bool isFirst = m_fields.failures == 0 && hasMaterial() && m_fields.notBefore && m_fields.notAfter;
    if (isFirst && now < *m_fields.notAfter) {
        const TimePoint halfWay = now + (*m_fields.notAfter - now) / 2;
        next.alertAt = std::min(halfWay, nextAlert(*m_fields.notBefore, *m_fields.notAfter, now).value_or(halfWay));
    }
    Transition transition = became(next);
    transition.end = CertificateEnd::Failed;
    if (failure.permanent || next.failures >= failuresBeforeNews)
        transition.news = CertificateNews::Trouble;
    return transition;
}

Certificate::Transition Certificate::alerted(TimePoint now) const
{
    Fields next = m_fields;
    next.alertAt.reset();
    if (!m_fields.nextAttemptAt || !m_fields.notBefore || !m_fields.notAfter || now >= *m_fields.notAfter)
        return became(next);
    const TimePoint overdueAt = *m_fields.nextAttemptAt + patienceFor(*m_fields.notAfter - *m_fields.notBefore);
    if (m_fields.failures == 0 && now <= overdueAt) {
        next.alertAt = overdueAt + 1ms;
        return became(next);
    }
    next.alertAt = nextAlert(*m_fields.notBefore, *m_fields.notAfter, now);
    Transition transition = became(next);
    transition.news = CertificateNews::Ending;
    return transition;
}

Certificate::Transition Certificate::windowLearned(const RenewalAdvice &advice, TimePoint now) const
{
    // Unwanted since it was asked for, or gone.
    if (!m_fields.nextAttemptAt || !m_fields.notBefore || !m_fields.notAfter)
        return {*this};
    Fields next = m_fields;
    if (advice.window) {
        next.renewAt =
            renewalMoment(*m_fields.notBefore, *m_fields.notAfter, advice.window, shareOf(m_fields.chainPem));
        next.nextAttemptAt = std::min(*next.renewAt, now + advice.window->askAgain);
    } else if (advice.askAgain && next.renewAt) {
        next.nextAttemptAt = std::min(*next.renewAt, now + *advice.askAgain);
    } else {
        next.nextAttemptAt = next.renewAt;
    }
    return became(next);
}

Certificate::Transition Certificate::issuerChosen(const QString &issuer, bool isNewConfiguration, TimePoint now) const
{
    const bool isOtherKind = !m_fields.issuer.isEmpty() && m_fields.issuer != issuer;
    if (!isOtherKind && !(isNewConfiguration && m_fields.failures > 0))
        return {*this};
    Fields next = m_fields;
    next.nextAttemptAt = now;
    next.renewAt = now;
    next.failures = 0;
    if (m_fields.issuer != issuer)
        next.orderState.clear(); // means nothing to the new issuer
    return became(next);
}

} // namespace unmta
