// The port through which ACME, mail and webhooks reach the world. One worker thread stands behind it; every callback
// runs there, so a user that only acts in callbacks (and enters through `post`) needs no lock of its own.
#pragma once

#include "base/Bytes.h"
#include "base/Clock.h"
#include "base/Result.h"
#include "outbound/AddressPolicy.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <utility>

namespace unmta::outbound {

using Headers = QList<std::pair<QByteArray, QByteArray>>;

// Signs a call for a service that takes AWS Signature Version 4; the body is part of what is signed. The URL has only
// unreserved characters and slashes in its path (RFC 3986 2.3) and no query.
struct AwsSignature
{
    QByteArray service; // "s3"
    QByteArray region;
    QByteArray accessKey;
    QByteArray secretKey;
};

struct HttpCall
{
    QByteArray method = "GET";
    QString url;
    Headers headers; // CR, LF and NUL are removed
    QByteArray body;
    Millis timeout = std::chrono::seconds(30); // for the whole call, name resolution included
    QString caFile;                            // PEM trusted instead of the system's; empty: the system's
    bool trustsSystemToo = false;              // beside the file, where the system keeps its own in a directory
    qsizetype maxResponseBytes = MiB;          // of the body; a longer one fails the call
    bool isBodyCut = false;                    // instead: its beginning is the reply's, and nothing more is waited for
    QStringList allowedProtocols = {QStringLiteral("https")};
    AddressPolicy addresses;
    std::optional<AwsSignature> aws;
    // Where to connect instead of to what the host of the URL leads to: "192.0.2.1:80", "[2001:db8::1]:443". Such a
    // call has a connection of its own, so that it meets what there is now.
    QString connectTo;
    // False only for the question who answers at our own address: the host has no certificate yet, and the nonce that
    // comes back proves more than one.
    bool verifyPeer = true;
};

// Redirects are not followed: 3xx is a reply like any other.
struct HttpReply
{
    int status = 0;
    Headers headers; // names in lower case, in the order received
    QByteArray body;
    QString address; // the peer's address
    Millis took{0};  // from the request to the end of the answer, without connecting

    // The first header of that name (given in lower case), or empty.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;
};

using HttpDone = std::function<void(Result<HttpReply>)>;

// Error codes of a call: "outbound.bad_url", "outbound.protocol" (not among the allowed ones),
// "outbound.refused_address" {"address"}, "outbound.resolve", "outbound.connect" {"cause"}, "outbound.tls" {"cause"}
// (untrusted or mismatching certificate, no TLS), "outbound.timeout", "outbound.too_large", "outbound.broken" {"cause"}
// (anything else on the wire). Where the cause is known it is one of "refused" (nobody listens), "no_route", "closed"
// (the other end hung up) and "not_http" (the other end speaks something else).
class Outbound
{
public:
    virtual ~Outbound() = default;

    // Any thread; returns at once. `done` runs on the worker thread exactly once, or is destroyed unrun when the
    // worker is destroyed first.
    virtual void send(HttpCall call, HttpDone done) = 0;
    // Any thread: runs `work` on the worker thread, soon or after `delay`. Same rule as above.
    virtual void post(std::function<void()> work) = 0;
    virtual void after(Millis delay, std::function<void()> work) = 0;
};

// An HTTP date in any of its forms (RFC 9110 5.6.7).
[[nodiscard]] std::optional<TimePoint> parseHttpDate(const QByteArray &value);

// Retry-After (RFC 9110 10.2.3): delay seconds or an HTTP date, relative to `now`; never negative, at most 8 days.
[[nodiscard]] std::optional<Millis> parseRetryAfter(const QByteArray &value, TimePoint now);

} // namespace unmta::outbound
