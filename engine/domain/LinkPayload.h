// What a tracked link stands for, and its compact binary form inside the token.
//
// A sequence of fields, each: tag (1 byte), length (LEB128, at most 3 bytes), bytes. Tags ascend; an empty field is
// left out; unknown tags, wrong order and left-over bytes are refused, so that one payload has one spelling.
//   1 url (UTF-8)   2 message id   3 recipient   4 link index (decimal)   5 link name   6 meta ("key\0value", repeats)
//   7 origin
#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>

#include <optional>

namespace unmta {

// LinkPayload::origin of an open whose message has no Message-ID, as far as is known.
inline const QString noOrigin = QStringLiteral("-");

struct LinkPayload
{
    QString url; // empty for opens
    QString messageId;
    QString recipient;
    int linkIndex = 0;
    QString linkName;
    QMap<QString, QString> meta;
    // Opens: by what else than its id the message is known when it comes again; see rewriter/MessageIdentity.h.
    QString origin;

    bool operator==(const LinkPayload &) const = default;
};

// The same as bytes that lie in the decoded ones. `meta` as EventText::Meta has it (domain/events/EventView.h).
struct LinkPayloadView
{
    QByteArrayView url;
    QByteArrayView messageId;
    QByteArrayView recipient;
    int linkIndex = 0;
    QByteArrayView linkName;
    QByteArrayView meta;
    QByteArrayView origin;
};

[[nodiscard]] QByteArray encodePayload(const LinkPayload &payload);
[[nodiscard]] std::optional<LinkPayload> decodePayload(QByteArrayView bytes);
// False, and `view` undefined, for what decodePayload() refuses. The view points into `bytes` and `meta`.
[[nodiscard]] bool viewPayload(QByteArrayView bytes, LinkPayloadView &view, QByteArray &meta);

} // namespace unmta
