// The shapes of the API's calls about rewriting mail and about tracked links. See Wire.h.
#pragma once

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace unmta::wire {

// What a cluster wants done to mail that does not say otherwise in its headers.
struct RewriteRules
{
    bool opens = true;
    bool clicks = true;
    bool plainText = false;  // also addresses in text/plain
    bool dkimSigned = false; // also messages whose signature it breaks
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

struct InspectInput
{
    QString url;
};

// What a tracked URL stands for.
struct Inspection
{
    bool genuine = false;
    QString message; // why it is not genuine, or what it is, in a sentence
    QString kind;    // "open", "click"; empty when not genuine
    QString clusterId;
    QString trackingHost;
    QString url;
    QString messageId;
    QString recipient;
    int linkIndex = 0;
    QString linkName;
    QMap<QString, QString> meta;
    bool operator==(const Inspection &) const = default;
};

} // namespace unmta::wire
