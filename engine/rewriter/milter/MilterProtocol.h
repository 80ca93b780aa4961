// The milter protocol, version 6, as Sendmail 8.14+ and Postfix 2.6+ speak it: packets from bytes, replies to bytes.
// Pure.
//
// A packet is a length (4 bytes, big-endian, of what follows), a command (1 byte) and its data. Texts in the data end
// with a NUL byte.
#pragma once

#include "base/Bytes.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QByteArrayView>

#include <cstdint>
#include <optional>

namespace unmta::rewriter::milter {

// From the mail server.
enum class Command : char
{
    Abort = 'A',
    Body = 'B',
    Connect = 'C',
    Macro = 'D',
    EndOfMessage = 'E',
    Helo = 'H',
    QuitKeepOpen = 'K', // the session ends, the connection serves the next one
    Header = 'L',
    Mail = 'M',
    EndOfHeader = 'N',
    Negotiate = 'O',
    Quit = 'Q',
    Recipient = 'R',
    Data = 'T',
    Unknown = 'U',
};

// What a milter may ask to change.
enum Action : quint32
{
    ChangeBody = 0x02,
    ChangeHeaders = 0x10,
};

// Steps that the server need not send, or after which it need not wait.
enum Step : quint32
{
    NoHelo = 0x02,
    NoUnknown = 0x100,
    NoData = 0x200,
    NoReplyHeader = 0x80,
    NoReplyConnect = 0x1000,
    NoReplyMail = 0x4000,
    NoReplyRecipient = 0x8000,
    NoReplyEndOfHeader = 0x40000,
    NoReplyBody = 0x80000,
    LeadingSpace = 0x100000, // header values come with the blanks after the colon
};

struct Packet
{
    Command command;
    QByteArray data;
};

// Collects bytes until they are packets. Once broken (an empty or over-long packet, an unknown command) it stays so:
// there is no way to find the next packet's beginning.
class PacketReader
{
public:
    void feed(QByteArrayView bytes);
    [[nodiscard]] std::optional<Packet> next();
    [[nodiscard]] bool isBroken() const { return m_broken; }

    // Servers send body chunks of 65,535 bytes; header values may be longer.
    static constexpr quint32 maxPacket = MiB;

private:
    QByteArray m_bytes;
    qsizetype m_at = 0;
    bool m_broken = false;
};

struct Negotiation
{
    quint32 version = 0;
    quint32 actions = 0;
    quint32 steps = 0;
};

[[nodiscard]] std::optional<Negotiation> parseNegotiation(QByteArrayView data);
// The NUL-terminated texts of a packet; a missing last NUL is forgiven.
[[nodiscard]] QByteArrayList parseTexts(QByteArrayView data);

[[nodiscard]] QByteArray negotiationReply(const Negotiation &negotiation);
[[nodiscard]] QByteArray continueReply();
// Deletes the occurrence-th field of that name, from 1.
[[nodiscard]] QByteArray deleteHeaderReply(const QByteArray &name, int occurrence);
// Gives the first field of that name another value; where there is none, the server adds one.
[[nodiscard]] QByteArray changeHeaderReply(const QByteArray &name, const QByteArray &value);
// The whole new body, in as many packets as it takes; an empty body is one empty packet.
[[nodiscard]] QByteArray replaceBodyReplies(QByteArrayView body);

} // namespace unmta::rewriter::milter
