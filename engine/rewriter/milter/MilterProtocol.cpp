#include "rewriter/milter/MilterProtocol.h"

#include <QtEndian>

namespace unmta::rewriter::milter {

namespace {

constexpr qsizetype lengthSize = 4;
constexpr qsizetype maxBodyChunk = 65'535;
constexpr QByteArrayView knownCommands = "ABCDEHKLMNOQRTU";

void appendNumber(QByteArray &out, quint32 value)
{
    std::array<char, 4> bytes{};
    qToBigEndian(value, bytes.data());
    out.append(bytes.data(), 4);
}

quint32 numberAt(QByteArrayView data, qsizetype at)
{
    return qFromBigEndian<quint32>(data.data() + at);
}

QByteArray packet(char reply, QByteArrayView data = {})
{
    QByteArray result;
    result.reserve(lengthSize + 1 + data.size());
    appendNumber(result, static_cast<quint32>(data.size() + 1));
    result.append(reply);
    result.append(data);
    return result;
}

// An empty value deletes.
QByteArray headerReply(const QByteArray &name, int occurrence, const QByteArray &value)
{
    QByteArray data;
    appendNumber(data, static_cast<quint32>(occurrence));
    data.append(name).append('\0').append(value).append('\0');
    return packet('m', data);
}

} // namespace

void PacketReader::feed(QByteArrayView bytes)
{
    if (m_at > 0 && m_at == m_bytes.size()) {
        m_bytes.clear();
        m_at = 0;
    } else if (m_at > static_cast<qsizetype>(maxPacket)) {
        m_bytes.remove(0, m_at);
        m_at = 0;
    }
    m_bytes.append(bytes);
}

std::optional<Packet> PacketReader::next()
{
    const qsizetype available = m_bytes.size() - m_at;
    if (m_broken || available < lengthSize)
        return std::nullopt;
    const quint32 length = numberAt(m_bytes, m_at);
    if (length == 0 || length > maxPacket) {
        m_broken = true;
        return std::nullopt;
    }
    if (available > lengthSize && !knownCommands.contains(m_bytes.at(m_at + lengthSize))) {
        m_broken = true;
        return std::nullopt;
    }
    if (available - lengthSize < static_cast<qsizetype>(length))
        return std::nullopt;
    Packet result{static_cast<Command>(m_bytes.at(m_at + lengthSize)),
                  m_bytes.mid(m_at + lengthSize + 1, static_cast<qsizetype>(length) - 1)};
    m_at += lengthSize + static_cast<qsizetype>(length);
    return result;
}

std::optional<Negotiation> parseNegotiation(QByteArrayView data)
{
    if (data.size() < 12)
        return std::nullopt;
    return Negotiation{numberAt(data, 0), numberAt(data, 4), numberAt(data, 8)};
}

QByteArrayList parseTexts(QByteArrayView data)
{
    QByteArrayList texts = data.toByteArray().split('\0');
    if (texts.size() > 1 && texts.last().isEmpty())
        texts.removeLast();
    return texts;
}

QByteArray negotiationReply(const Negotiation &negotiation)
{
    QByteArray data;
    appendNumber(data, negotiation.version);
    appendNumber(data, negotiation.actions);
    appendNumber(data, negotiation.steps);
    return packet('O', data);
}

QByteArray continueReply()
{
    return packet('c');
}

QByteArray deleteHeaderReply(const QByteArray &name, int occurrence)
{
    return headerReply(name, occurrence, {});
}

QByteArray changeHeaderReply(const QByteArray &name, const QByteArray &value)
{
    return headerReply(name, 1, value);
}

QByteArray replaceBodyReplies(QByteArrayView body)
{
    QByteArray result;
    result.reserve(body.size() + (body.size() / maxBodyChunk + 1) * (lengthSize + 1));
    qsizetype at = 0;
    do {
        const QByteArrayView chunk = body.sliced(at, std::min(maxBodyChunk, body.size() - at));
        result.append(packet('b', chunk));
        at += chunk.size();
    } while (at < body.size());
    return result;
}

} // namespace unmta::rewriter::milter
