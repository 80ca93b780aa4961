// The certificate of one host and its state machine: the material in use and the attempt under way. Nobody sets a state
// or a due time: callers report what happened and get the new entity, and what to make known. Pure; all times in UTC
// wall-clock milliseconds.
#pragma once

#include "base/Clock.h"
#include "base/Random.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace unmta {

enum class CertificateState : std::uint8_t
{
    None,
    Issuing, // no usable material, an attempt is wanted or under way
    Valid,
    Renewing, // material in use, an attempt for its successor is under way
    Failed,   // the last attempt failed; material may still be in use
};

// What is to be done about a certificate.
enum class CertificateWork : std::uint8_t
{
    Nothing,   // not yet
    AskWindow, // ask the issuer when it wants it renewed
    Order,
};

// How an attempt ended.
enum class CertificateEnd : std::uint8_t
{
    Issued, // the first one
    Renewed,
    Failed,
};

enum class CertificateNews : std::uint8_t
{
    None,
    Trouble, // worth telling people, unless they know
    InOrder, // likewise: the end of it
    Ending,  // the material comes to its end and has no successor
};

// When the issuer wants a certificate renewed (RFC 9773).
struct RenewalWindow
{
    TimePoint start;
    TimePoint end;                           // after start
    Millis askAgain = std::chrono::hours(6); // it may change its mind

    bool operator==(const RenewalWindow &) const = default;
};

// What came of asking the issuer for its window.
struct RenewalAdvice
{
    RenewalAdvice() = default;
    RenewalAdvice(const RenewalWindow &window) // NOLINT(google-explicit-constructor): what it mostly is
        : window(window)
    {}
    // It has windows, but could not be asked.
    [[nodiscard]] static RenewalAdvice later(Millis askAgain)
    {
        RenewalAdvice advice;
        advice.askAgain = askAgain;
        return advice;
    }

    std::optional<RenewalWindow> window; // none: it has no opinion
    std::optional<Millis> askAgain;      // after a failure, where it is one
};

class Certificate
{
public:
    // What the store keeps. Only the store and the transitions below make one.
    struct Fields
    {
        QString host; // ASCII, lower case: the identity
        CertificateState state = CertificateState::None;
        QByteArray chainPem; // leaf first; empty until there is one
        QByteArray keyPem;   // secret; encrypted in the store
        QString issuer;      // "acme" or "internal"
        QString issuerName;  // for people
        std::optional<TimePoint> notBefore;
        std::optional<TimePoint> notAfter;
        std::optional<TimePoint> renewAt;       // when the successor is wanted
        std::optional<TimePoint> nextAttemptAt; // when to work on it next, whatever the reason; none: nothing to do
        std::optional<TimePoint> alertAt;       // when people are to hear that it ends without a successor
        int failures = 0;                       // attempts in a row that failed
        QString errorCode;                      // of the last failed attempt; empty after a success
        QString errorMessage;
        QByteArray orderState; // secret; resumes an attempt; empty: none under way

        bool operator==(const Fields &) const = default;
    };
    struct Material
    {
        QByteArray chainPem;
        QByteArray keyPem;
        QString issuer;
        QString issuerName;
        TimePoint notBefore;
        TimePoint notAfter;
    };
    struct Failure
    {
        QString code;
        QString message;
        bool permanent = false;             // trying again at once cannot help
        std::optional<Millis> retryAfter{}; // what the issuer asked for
        bool isFree = false;                // it was not bothered
    };
    struct Transition;

    // Nothing is known: no host, state None.
    Certificate() = default;
    // A host that has none yet.
    [[nodiscard]] static Certificate ofHost(const QString &host);
    [[nodiscard]] static Certificate fromStore(Fields fields) { return Certificate(std::move(fields)); }

    [[nodiscard]] const Fields &fields() const { return m_fields; }
    [[nodiscard]] bool hasMaterial() const { return !m_fields.chainPem.isEmpty(); }
    [[nodiscard]] CertificateWork dueWork(TimePoint now) const;

    // The host is served now: there is work at once, unless a usable one is looked after or a failure is waited out.
    [[nodiscard]] Transition wanted(TimePoint now) const;
    // The host is no longer served, but may be again: no work, the material stays.
    [[nodiscard]] Transition unwanted() const;
    [[nodiscard]] Transition orderStarted(const QString &issuer) const;
    // Until when no order may follow the last success of this issuer, though one is due: a fresh certificate that is
    // due already says that the clock, or the issuer, is wrong, and a CA counts duplicates. `issuedAt`: when there was
    // such a success, by this clock. None: an order may follow.
    [[nodiscard]] std::optional<TimePoint> restsUntil(const std::optional<TimePoint> &issuedAt, const QString &issuer,
                                                      TimePoint now) const;
    // There is nothing to do before then.
    [[nodiscard]] Transition postponed(TimePoint until) const;
    // What resumes the attempt; empty: nothing does.
    [[nodiscard]] Transition orderProgressed(const QByteArray &state) const;
    // The material replaces what there was; whether it is better is the caller's to say.
    [[nodiscard]] Transition issued(const Material &material, TimePoint now, Random &random) const;
    [[nodiscard]] Transition failed(const Failure &failure, TimePoint now) const;
    // Its alertAt has come. People are told when its renewal fails or is overdue; else it is looked at again later.
    [[nodiscard]] Transition alerted(TimePoint now) const;
    // The moment inside a window is the certificate's own: the same window gives the same moment, however often it is
    // asked for, and no two certificates the same.
    [[nodiscard]] Transition windowLearned(const RenewalAdvice &advice, TimePoint now) const;
    // The operator chose that issuer. One of another kind is replaced at once; where the issuer's configuration is a
    // new one, a failure need not be waited out.
    [[nodiscard]] Transition issuerChosen(const QString &issuer, bool isNewConfiguration, TimePoint now) const;

    bool operator==(const Certificate &) const = default;

private:
    explicit Certificate(Fields fields)
        : m_fields(std::move(fields))
    {}
    [[nodiscard]] Transition became(Fields next) const;

    Fields m_fields;
};

struct Certificate::Transition
{
    Certificate certificate;
    bool isVisible = false; // something that the API shows is another one than before
    std::optional<CertificateEnd> end{};
    CertificateNews news = CertificateNews::None;
};

// What became of an attempt to get or renew one, as its history keeps it.
struct CertificateAttempt
{
    TimePoint at;
    QString code;    // "issued", "renewed", "failed"
    QString message; // a sentence

    bool operator==(const CertificateAttempt &) const = default;
};

// When to try again after `failures` (>= 1) failed attempts in a row: +1, +1, +10, +100 minutes, then every 24 hours
// (every 100 minutes while the failures are temporary ones); never before what the issuer asked for.
[[nodiscard]] TimePoint retryMoment(int failures, bool permanent, TimePoint now, std::optional<Millis> retryAfter);

// A share of a span, in millionths; below shareParts.
inline constexpr std::uint32_t shareParts = 1'000'000;

// When people are told next, after that moment, that a certificate ends without a successor: 7, 3 and 1 days before its
// end, in proportion nearer to it when it lives less than 90 days. None: nothing is left to be told.
[[nodiscard]] std::optional<TimePoint> nextAlert(TimePoint notBefore, TimePoint notAfter, TimePoint after);

// The moment to renew. With a window: its share of it (the past is allowed: it means now). Without: two thirds of the
// lifetime, half of one that is shorter than ten days, minus the share of a twentieth of it so that certificates
// ordered together do not all renew together. Always before notAfter.
[[nodiscard]] TimePoint renewalMoment(TimePoint notBefore, TimePoint notAfter,
                                      const std::optional<RenewalWindow> &window, std::uint32_t share);

} // namespace unmta
