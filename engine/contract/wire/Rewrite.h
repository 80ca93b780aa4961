// Rewriting mail: the rules of a cluster, and a preview with every decision.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace unmta::wire {

// Where the open pixel stands: at the end, unless the part is so large that its end is cut off (Auto); behind <body>;
// before </body>.
enum class PixelPosition : std::uint8_t
{
    Auto,
    Start,
    End,
};
[[nodiscard]] QString nameOf(PixelPosition position); // "auto", "start", "end"

// What a cluster wants done to mail that does not say otherwise in its headers.
struct RewriteRules
{
    bool opens = true;
    bool clicks = true;
    bool plainText = false;  // also addresses in text/plain
    bool dkimSigned = false; // also messages whose signature it breaks
    PixelPosition pixelPosition = PixelPosition::Auto;
    bool operator==(const RewriteRules &) const = default;
};

struct RewriteLink
{
    QString part; // "1.2" as in IMAP
    QString url;
    QString name;
    QString text;  // what the reader sees
    int index = 0; // of the tracked links, from 1
    bool tracked = false;
    QString reason; // a code: "tracked", or why it was left alone
    QString newUrl;
    bool operator==(const RewriteLink &) const = default;
};

struct RewritePart
{
    QString part;
    QString type;
    bool rewritten = false;
    QString reason;
    qint64 bytesBefore = 0;
    qint64 bytesAfter = 0;
    bool operator==(const RewritePart &) const = default;
};

struct RewritePreview
{
    QString result; // "rewritten", "unchanged", "passed_through"
    QString reason; // of passed_through
    QString trackingHost;
    QString messageId;
    bool opens = false;
    bool clicks = false;
    bool pixel = false;
    QString pixelReason;
    QList<RewriteLink> links;
    QList<RewritePart> parts;
    QStringList warnings;
    qint64 bytesBefore = 0;
    qint64 bytesAfter = 0;
    QString content; // the whole result, base64
    bool operator==(const RewritePreview &) const = default;
};

} // namespace unmta::wire
