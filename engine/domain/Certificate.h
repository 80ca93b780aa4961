// What is known about the certificate of one host: the material in use and the attempt under way.
#pragma once

#include "base/Clock.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace unmta {

enum class CertificateState : std::uint8_t
{
    None,
    Issuing, // no material yet, an attempt is under way
    Valid,
    Renewing, // material in use, an attempt for its successor is under way
    Failed,   // the last attempt failed; material may still be in use
};

struct Certificate
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
    int failures = 0;                       // attempts in a row that failed
    QString errorCode;                      // of the last failed attempt; empty after a success
    QString errorMessage;
    QByteArray orderState; // secret; resumes an attempt; empty: none under way

    bool operator==(const Certificate &) const = default;
};

// What became of an attempt to get or renew one.
struct CertificateAttempt
{
    TimePoint at;
    QString code;    // "issued", "renewed", "failed"
    QString message; // a sentence

    bool operator==(const CertificateAttempt &) const = default;
};

} // namespace unmta
