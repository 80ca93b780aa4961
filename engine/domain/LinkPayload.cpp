#include "domain/LinkPayload.h"

#include "domain/events/EventView.h"

namespace unmta {

namespace {

enum Tag : quint8
{
    Url = 1,
    MessageId,
    Recipient,
    LinkIndex,
    LinkName,
    Meta,
    Origin
};

void appendField(QByteArray &out, Tag tag, const QByteArray &value)
{
    if (value.isEmpty())
        return;
    out.append(static_cast<char>(tag));
    auto length = static_cast<quint32>(value.size());
    do {
        const bool more = length > 0x7f;
        out.append(static_cast<char>((length & 0x7f) | (more ? 0x80u : 0u)));
        length >>= 7;
    } while (length > 0);
    out.append(value);
}

// The next field's value, or none at the end or when the bytes are not well formed (then `bytes` is not empty).
std::optional<std::pair<quint8, QByteArrayView>> takeField(QByteArrayView &bytes)
{
    if (bytes.size() < 2)
        return std::nullopt;
    const auto tag = static_cast<quint8>(bytes[0]);
    quint32 length = 0;
    qsizetype at = 1;
    for (int shift = 0;; shift += 7) {
        if (shift > 14 || at >= bytes.size())
            return std::nullopt;
        const auto byte = static_cast<quint8>(bytes[at++]);
        length |= static_cast<quint32>(byte & 0x7f) << shift;
        if (!(byte & 0x80)) {
            if (byte == 0) // empty, or a longer spelling of a shorter length
                return std::nullopt;
            break;
        }
    }
    if (bytes.size() - at < static_cast<qsizetype>(length))
        return std::nullopt;
    const QByteArrayView value = bytes.sliced(at, static_cast<qsizetype>(length));
    bytes = bytes.sliced(at + static_cast<qsizetype>(length));
    return std::pair{tag, value};
}

// "key\0value", and the keys ascend as QString compares them, which is by UTF-16.
bool readMeta(QByteArrayView value, QByteArrayView &lastKey, QByteArray &meta)
{
    const qsizetype zero = value.indexOf('\0');
    if (zero <= 0)
        return false;
    const QByteArrayView key = value.first(zero);
    if (!lastKey.isEmpty() && QString::fromUtf8(lastKey) >= QString::fromUtf8(key))
        return false;
    lastKey = key;
    appendMeta(meta, key, value.sliced(zero + 1));
    return true;
}

bool readIndex(QByteArrayView value, int &index)
{
    bool ok = false;
    index = value.toInt(&ok);
    return ok && index > 0 && QByteArray::number(index) == value;
}

} // namespace

QByteArray encodePayload(const LinkPayload &payload)
{
    QByteArray out;
    appendField(out, Url, payload.url.toUtf8());
    appendField(out, MessageId, payload.messageId.toUtf8());
    appendField(out, Recipient, payload.recipient.toUtf8());
    if (payload.linkIndex > 0)
        appendField(out, LinkIndex, QByteArray::number(payload.linkIndex));
    appendField(out, LinkName, payload.linkName.toUtf8());
    for (auto it = payload.meta.cbegin(); it != payload.meta.cend(); ++it) {
        if (!it.key().isEmpty())
            appendField(out, Meta, it.key().toUtf8() + '\0' + it.value().toUtf8());
    }
    appendField(out, Origin, payload.origin.toUtf8());
    return out;
}

bool viewPayload(QByteArrayView bytes, LinkPayloadView &view, QByteArray &meta)
{
    view = {};
    meta.resize(0);
    quint8 last = 0;
    QByteArrayView lastKey;
    while (!bytes.isEmpty()) {
        const auto field = takeField(bytes);
        if (!field)
            return false;
        const auto [tag, value] = *field;
        if (tag < last || (tag == last && tag != Meta) || !value.isValidUtf8())
            return false;
        last = tag;
        bool good = true;
        switch (tag) {
        case Url:
            view.url = value;
            break;
        case MessageId:
            view.messageId = value;
            break;
        case Recipient:
            view.recipient = value;
            break;
        case LinkIndex:
            good = readIndex(value, view.linkIndex);
            break;
        case LinkName:
            view.linkName = value;
            break;
        case Meta:
            good = readMeta(value, lastKey, meta);
            break;
        case Origin:
            view.origin = value;
            break;
        default:
            good = false;
        }
        if (!good)
            return false;
    }
    view.meta = meta;
    return true;
}

std::optional<LinkPayload> decodePayload(QByteArrayView bytes)
{
    LinkPayloadView view;
    QByteArray meta;
    if (!viewPayload(bytes, view, meta))
        return std::nullopt;
    LinkPayload payload;
    payload.url = QString::fromUtf8(view.url);
    payload.messageId = QString::fromUtf8(view.messageId);
    payload.recipient = QString::fromUtf8(view.recipient);
    payload.linkIndex = view.linkIndex;
    payload.linkName = QString::fromUtf8(view.linkName);
    payload.meta = metaOf(view.meta);
    payload.origin = QString::fromUtf8(view.origin);
    return payload;
}

} // namespace unmta
