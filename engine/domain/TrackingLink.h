// The token in a tracked link: self-contained, authenticated, bound to cluster, host and kind.
//
// Layout before base64url (RFC 4648 section 5, no padding; the one canonical spelling only):
//
//   offset  size  what
//   0       1     version, 0x01
//   1       4     key id, big-endian
//   5       12    nonce
//   17      n     payload (LinkPayload.h), encrypted with AES-256-GCM (NIST SP 800-38D)
//   17+n    16    tag
//
// Additional authenticated data: bytes 0..4, then kind ('o' or 'c'), cluster id, 0x00, host in ASCII. A token that is
// copied to another host, cluster or kind therefore does not open. Test vectors: tests/domain/tst_tracking_link.cpp.
#pragma once

#include "base/Random.h"
#include "base/Result.h"
#include "domain/LinkPayload.h"
#include "domain/TrackingEvent.h"

#include <QByteArray>

#include <optional>
#include <string_view>
#include <vector>

namespace unmta {

struct LinkKey
{
    quint32 id = 0;
    QByteArray secret; // 32 bytes
};

// The keys of one cluster, newest first: new links use the first, old links name theirs.
using LinkKeyring = std::vector<LinkKey>;

// To whom a token is bound.
struct LinkScope
{
    LinkKind kind = LinkKind::Click;
    QByteArray clusterId;
    QByteArray host; // ASCII, lower case
};

[[nodiscard]] LinkKey makeLinkKey(Random &random);

// Errors: link.url_unsupported (not absolute http or https), link.url_too_long, link.field_too_long (of 1,000
// characters), link.field_malformed, link.too_long (the edge takes request targets of at most 8 KiB), link.no_key.
[[nodiscard]] Result<QByteArray> sealLink(const LinkPayload &payload, const LinkScope &scope, const LinkKeyring &keys,
                                          Random &random);

// Errors: link.not_genuine, whatever the reason: an attacker learns nothing. Any thread; about a microsecond.
[[nodiscard]] Result<LinkPayload> openLink(QByteArrayView token, const LinkScope &scope, const LinkKeyring &keys);

// What openLink() finds, without a copy: the payload points into the object, which takes no memory anew when it is used
// again.
class OpenedLink
{
public:
    // False for what openLink() refuses.
    [[nodiscard]] bool open(QByteArrayView token, const LinkScope &scope, const LinkKeyring &keys);
    [[nodiscard]] const LinkPayloadView &payload() const { return m_payload; }

private:
    LinkPayloadView m_payload;
    QByteArray m_raw;
    QByteArray m_authenticated;
    QByteArray m_plain;
    QByteArray m_meta;
};

// The grammar of a tracked link's path: "/o/<token>.gif", "/c/<token>", or "/c/a/<token>" for links that apps may open,
// which is what their files (apps/AppLinks.h) can name.
[[nodiscard]] QByteArray linkPath(LinkKind kind, const QByteArray &token, bool isForApps = false);
// With what every path of this kind begins.
[[nodiscard]] constexpr std::string_view linkPathPrefix(LinkKind kind)
{
    return kind == LinkKind::Open ? "/o/" : "/c/";
}

struct LinkPath
{
    LinkKind kind = LinkKind::Click;
    QByteArrayView token; // within the path; whatever stands there, also nothing: openLink() knows
    bool isForApps = false;
};
// None: not the path of a tracked link.
[[nodiscard]] std::optional<LinkPath> parseLinkPath(QByteArrayView path);

// Destinations are absolute http or https URLs with a host, at most 8 KiB; nothing that a browser could run.
[[nodiscard]] bool isSupportedDestination(const QString &url);
[[nodiscard]] bool isSupportedDestination(QByteArrayView url); // UTF-8
// Whether its reader was promised a secure connection: a link to it must not be carried by http.
[[nodiscard]] bool isSecureDestination(const QString &url);

} // namespace unmta
