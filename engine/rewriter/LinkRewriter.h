// Rewrites a message without harming it (architecture.md, "Rewriting rules"): the result is either the original or the
// complete rewrite, and differs from the original in link values, the open pixel and the removed control headers only.
// A part without transfer encoding whose lines have no room for them (998 bytes) becomes quoted-printable; decoded it
// is the same but for these.
//
// Pure: no I/O, no clock; may run on any thread, several at once with a minter each. Linear in the size of the message.
// Never throws; whatever goes wrong inside, the outcome holds the original bytes.
#pragma once

#include "rewriter/LinkMinter.h"
#include "rewriter/RewriteRules.h"
#include "rewriter/text/ByteRange.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace unmta::rewriter {

// What the envelope says and the message need not.
struct RewriteContext
{
    QString recipient;       // the one recipient, or empty
    QString messageId;       // used when the message has no Message-ID; the same whenever the message comes by
    QString queueId;         // used when there is no other; another one whenever the message comes by
    QByteArray trackingHost; // wanted instead of what the message asks for; lower case, ASCII; or empty
    std::optional<PixelPosition> pixelPosition = {}; // wanted instead of what the message asks for
    bool nullSender = false;                         // a bounce: not tracked unless X-Unmta-Track asks for it
    bool wantDecisions = true;                       // fill `links` and `parts`; without them only the counters
};

enum class RewriteResult : std::uint8_t
{
    Rewritten,     // at least one byte changed
    Unchanged,     // nothing was to be done
    PassedThrough, // a limit or an internal error: the original, control headers included
};

// One link found, in the order of the message.
struct LinkDecision
{
    QString part;    // "1.2" as in IMAP (RFC 3501 section 6.4.5); "1" in a message that is not multipart
    ByteRange range; // of the attribute's value (HTML) or the address (plain text), in the decoded part
    QString url;     // what it pointed to, character references decoded
    QString name;    // data-link-name or data-msys-linkname
    QString text;    // what the reader sees, at most 100 characters; HTML only
    int index = 0;   // the tracked link's position, from 1; 0 when left alone
    bool tracked = false;
    QString reason; // "tracked", or why it was left alone: see docs of `linkReasons` in LinkRewriter.cpp
    QString newUrl; // when tracked
};

// One leaf of the message.
struct PartDecision
{
    QString part;
    QString type; // "text/html"
    bool rewritten = false;
    QString reason;         // "rewritten", "nothing_to_change", or why it was left alone
    qint64 bytesBefore = 0; // of the decoded part
    qint64 bytesAfter = 0;
};

struct RemovedHeader
{
    QByteArray name;    // as it was spelt
    int occurrence = 1; // among the headers of that name, from 1, as the milter protocol counts
};

// Its first occurrence, which is added where there is none.
struct ChangedHeader
{
    QByteArray name;
    QByteArray value;
};

struct RewriteOutcome
{
    RewriteResult result = RewriteResult::Unchanged;
    QString reason;   // PassedThrough: "limit.depth", "limit.parts", "limit.size", "limit.links", "no_host", "internal"
    QByteArray bytes; // the whole message; shares the original's memory when unchanged
    qint64 bodyBegin = 0; // offset in `bytes` of what follows the header's empty line
    bool bodyChanged = false;
    QList<RemovedHeader> removedHeaders;
    QList<ChangedHeader> changedHeaders; // of the message itself: a new transfer encoding
    QList<LinkDecision> links;
    QList<PartDecision> parts;
    QStringList warnings; // "over_102_kib", "visible_host_differs", "no_html_part", "already_signed",
                          // "tracking_host_not_active", "no_certificate", "track_header_unknown", "meta_malformed",
                          // "pixel_position_unknown"
    QString trackingHost; // in force for this message
    QString messageId;    // that the events will carry
    bool opens = false;   // what was asked for, headers considered
    bool clicks = false;
    bool pixel = false;  // one was added
    QString pixelReason; // "added", or why not
    int linksTracked = 0;
    int linksLeft = 0;
};

[[nodiscard]] RewriteOutcome rewriteMessage(const QByteArray &message, const RewriteRules &rules,
                                            const RewriteContext &context, LinkMinter &minter);

// The same for HTML that is not in a message (the console's paste box): UTF-8 in, UTF-8 out, no headers.
[[nodiscard]] RewriteOutcome rewriteHtml(const QByteArray &html, const RewriteRules &rules,
                                         const RewriteContext &context, LinkMinter &minter);

} // namespace unmta::rewriter
