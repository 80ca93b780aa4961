#include "domain/Certificate.h"

#include <algorithm>
#include <array>

namespace unmta {

using namespace std::chrono_literals;

namespace {

// A temporary fault is news only when it stays.
constexpr int failuresBeforeNews = 3;

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
                        Random &random)
{
    constexpr std::uint32_t steps = 1'000'000;
    const Millis lifetime = std::max(notAfter - notBefore, Millis(0));
    const auto share = static_cast<std::int64_t>(random.below(steps));
    // 1/steps of a span times share, without overflow for any span that dates can have.
    const auto part = [share](Millis span) {
        return Millis(span.count() / steps * share + span.count() % steps * share / steps);
    };
    const TimePoint moment =
        window ? window->start + part(window->end - window->start) : notBefore + lifetime * 2 / 3 - part(lifetime / 20);
    // A window that lies too late must not let the certificate lapse.
    const TimePoint latest = notAfter - lifetime / 20;
    return std::min(moment, latest);
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
    return became(next);
}

Certificate::Transition Certificate::unwanted() const
{
    Fields next = m_fields;
    next.nextAttemptAt.reset();
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
    const Millis rest = std::clamp<Millis>((*m_fields.notAfter - *m_fields.notBefore) / 2, 1h, 24h);
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
    next.renewAt = renewalMoment(material.notBefore, material.notAfter, std::nullopt, random);
    next.nextAttemptAt = now; // asks the issuer for its own wish first
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
    next.nextAttemptAt = retryMoment(next.failures, failure.permanent, now, failure.retryAfter);
    Transition transition = became(next);
    transition.end = CertificateEnd::Failed;
    if (failure.permanent || next.failures >= failuresBeforeNews)
        transition.news = CertificateNews::Trouble;
    return transition;
}

Certificate::Transition Certificate::windowLearned(const std::optional<RenewalWindow> &window, TimePoint now,
                                                   Random &random) const
{
    // Unwanted since it was asked for, or gone.
    if (!m_fields.nextAttemptAt || !m_fields.notBefore || !m_fields.notAfter)
        return {*this};
    Fields next = m_fields;
    if (window) {
        next.renewAt = renewalMoment(*m_fields.notBefore, *m_fields.notAfter, window, random);
        next.nextAttemptAt = std::min(*next.renewAt, now + window->askAgain);
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
