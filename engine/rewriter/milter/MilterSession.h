// One connection of a mail server, as a state machine: received bytes in, bytes to send out. Pure; not thread-safe.
//
// The answer to a message is either "continue" alone or all edits and then "continue", handed out as one piece. When
// the server cannot do every kind of edit, no message is touched.
#pragma once

#include "rewriter/LinkRewriter.h"
#include "rewriter/milter/MilterProtocol.h"

#include <QByteArray>
#include <QString>

#include <functional>

namespace unmta::rewriter {

class MilterSession
{
public:
    // Rewrites one complete message. Called from receive().
    using Rewrite = std::function<RewriteOutcome(const QByteArray &message, const RewriteContext &context)>;
    // Told of every message after its answer was made. `queueId` is the server's name for it, or empty.
    using Report = std::function<void(const RewriteOutcome &outcome, const QByteArray &queueId)>;

    MilterSession(Rewrite rewrite, Report report, std::size_t maxMessageBytes);

    // What to send back, possibly nothing.
    [[nodiscard]] QByteArray receive(QByteArrayView bytes);
    // Whether what receive() last returned asks for edits, which must reach the server wholly or not at all.
    [[nodiscard]] bool lastReplyEdits() const { return m_lastReplyEdits; }
    // The connection is to be closed once everything is sent: the server is done, or what it sent is no milter
    // protocol.
    [[nodiscard]] bool isClosed() const { return m_closed; }
    [[nodiscard]] bool isBroken() const { return m_broken; }
    // Whether a message is under way that its server still waits for.
    [[nodiscard]] bool isInMessage() const { return m_inMessage; }

private:
    [[nodiscard]] QByteArray handle(const milter::Packet &packet);
    [[nodiscard]] QByteArray negotiate(QByteArrayView data);
    [[nodiscard]] QByteArray replyUnless(quint32 noReplyStep) const;
    [[nodiscard]] QByteArray finishMessage();
    void beginMessage(QByteArrayView data);
    void addRecipient(QByteArrayView data);
    void addHeader(QByteArrayView data);
    void addBody(QByteArrayView data);
    void noteMacros(QByteArrayView data);
    void forgetMessage();
    void breakOff();

    Rewrite m_rewrite;
    Report m_report;
    std::size_t m_maxMessageBytes;
    milter::PacketReader m_reader;
    milter::Negotiation m_agreed;
    bool m_negotiated = false;
    bool m_canEdit = false;
    bool m_closed = false;
    bool m_broken = false;
    bool m_lastReplyEdits = false;

    QByteArray m_host;    // of the mail server, macro j
    QByteArray m_queueId; // macro i
    bool m_inMessage = false;
    bool m_nullSender = false;
    int m_recipients = 0;
    QByteArray m_recipient;
    QByteArray m_message; // header, later body
    bool m_headerEnded = false;
    bool m_tooLarge = false;
};

} // namespace unmta::rewriter
