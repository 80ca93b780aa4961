#include "rewriter/milter/MilterSession.h"

namespace unmta::rewriter {

using namespace Qt::StringLiterals;
using namespace milter;

namespace {

constexpr quint32 ourVersion = 6;
constexpr quint32 neededActions = ChangeBody | ChangeHeaders;
constexpr quint32 wantedSteps = NoReplyConnect | NoHelo | NoUnknown | NoData | NoReplyHeader | NoReplyMail |
                                NoReplyRecipient | NoReplyEndOfHeader | NoReplyBody | LeadingSpace;

// "<user@host>" → "user@host".
QByteArray addressOf(const QByteArray &text)
{
    return text.startsWith('<') && text.endsWith('>') ? text.sliced(1, text.size() - 2) : text;
}

} // namespace

MilterSession::MilterSession(Rewrite rewrite, Report report, std::size_t maxMessageBytes)
    : m_rewrite(std::move(rewrite))
    , m_report(std::move(report))
    , m_maxMessageBytes(maxMessageBytes)
{}

QByteArray MilterSession::receive(QByteArrayView bytes)
{
    QByteArray replies;
    m_lastReplyEdits = false;
    m_reader.feed(bytes);
    while (!m_closed) {
        const auto packet = m_reader.next();
        if (!packet)
            break;
        replies.append(handle(*packet));
    }
    if (m_reader.isBroken())
        breakOff();
    return replies;
}

void MilterSession::breakOff()
{
    m_broken = true;
    m_closed = true;
    forgetMessage();
}

QByteArray MilterSession::handle(const Packet &packet)
{
    if (packet.command == Command::Negotiate)
        return negotiate(packet.data);
    if (packet.command == Command::Quit) {
        m_closed = true;
        return {};
    }
    if (!m_negotiated) {
        breakOff();
        return {};
    }
    switch (packet.command) {
    case Command::Macro:
        noteMacros(packet.data);
        return {};
    case Command::Connect: // its macros carry the server's name
        return replyUnless(NoReplyConnect);
    case Command::Mail:
        beginMessage(packet.data);
        return replyUnless(NoReplyMail);
    case Command::Recipient:
        addRecipient(packet.data);
        return replyUnless(NoReplyRecipient);
    case Command::Header:
        addHeader(packet.data);
        return replyUnless(NoReplyHeader);
    case Command::EndOfHeader:
        addBody({});
        return replyUnless(NoReplyEndOfHeader);
    case Command::Body:
        addBody(packet.data);
        return replyUnless(NoReplyBody);
    case Command::EndOfMessage:
        if (!packet.data.isEmpty())
            addBody(packet.data);
        return finishMessage();
    case Command::Abort: // of the message, not of the connection; no reply
        forgetMessage();
        return {};
    case Command::QuitKeepOpen:
        forgetMessage();
        m_negotiated = false;
        return {};
    default: // steps that we asked not to be told of
        return continueReply();
    }
}

QByteArray MilterSession::negotiate(QByteArrayView data)
{
    const auto offer = parseNegotiation(data);
    if (!offer || offer->version < 2) {
        breakOff();
        return {};
    }
    forgetMessage();
    m_negotiated = true;
    m_canEdit = (offer->actions & neededActions) == neededActions;
    m_agreed = {std::min(offer->version, ourVersion), m_canEdit ? neededActions : 0, offer->steps & wantedSteps};
    return negotiationReply(m_agreed);
}

QByteArray MilterSession::replyUnless(quint32 noReplyStep) const
{
    return (m_agreed.steps & noReplyStep) != 0 ? QByteArray() : continueReply();
}

void MilterSession::beginMessage(QByteArrayView data)
{
    const QByteArray queueId = m_queueId; // its macros come before the command
    forgetMessage();
    m_queueId = queueId;
    m_inMessage = true;
    m_nullSender = addressOf(parseTexts(data).value(0)).isEmpty();
}

void MilterSession::addRecipient(QByteArrayView data)
{
    ++m_recipients;
    m_recipient = addressOf(parseTexts(data).value(0));
}

void MilterSession::addHeader(QByteArrayView data)
{
    m_inMessage = true;
    const QByteArrayList texts = parseTexts(data);
    if (m_headerEnded || m_tooLarge || texts.value(0).isEmpty())
        return;
    // The server's line ends inside of a folded value are bare line feeds.
    QByteArray value = texts.value(1);
    value.replace("\r\n", "\n").replace("\n", "\r\n");
    m_message.append(texts.at(0))
        .append((m_agreed.steps & LeadingSpace) != 0 ? ":" : ": ")
        .append(value)
        .append("\r\n");
    m_tooLarge = static_cast<std::size_t>(m_message.size()) > m_maxMessageBytes;
}

void MilterSession::addBody(QByteArrayView data)
{
    m_inMessage = true;
    if (!m_headerEnded) {
        m_headerEnded = true;
        m_message.append("\r\n");
    }
    if (m_tooLarge || !m_canEdit)
        return;
    m_message.append(data);
    if (static_cast<std::size_t>(m_message.size()) > m_maxMessageBytes) {
        m_tooLarge = true;
        m_message = QByteArray();
    }
}

void MilterSession::noteMacros(QByteArrayView data)
{
    const QByteArrayList texts = parseTexts(data.sliced(std::min<qsizetype>(1, data.size())));
    for (qsizetype i = 0; i + 1 < texts.size(); i += 2) {
        const QByteArray &name = texts.at(i);
        if (name == "i" || name == "{i}")
            m_queueId = texts.at(i + 1);
        else if (name == "j" || name == "{j}")
            m_host = texts.at(i + 1);
    }
}

QByteArray MilterSession::finishMessage()
{
    RewriteOutcome outcome;
    outcome.result = RewriteResult::PassedThrough;
    if (!m_canEdit) {
        outcome.reason = u"milter.edits_refused"_s;
    } else if (m_tooLarge) {
        outcome.reason = u"limit.size"_s;
    } else {
        addBody({});
        RewriteContext context;
        context.nullSender = m_nullSender;
        context.wantDecisions = false;
        if (m_recipients == 1)
            context.recipient = QString::fromUtf8(m_recipient);
        if (!m_queueId.isEmpty())
            context.queueId = QString::fromLatin1(m_host.isEmpty() ? m_queueId : m_queueId + '@' + m_host);
        outcome = m_rewrite(m_message, context);
    }
    QByteArray replies;
    if (outcome.result == RewriteResult::Rewritten) {
        m_lastReplyEdits = true;
        // From the last to the first, so that no deletion changes the number of another.
        for (auto header = outcome.removedHeaders.crbegin(); header != outcome.removedHeaders.crend(); ++header)
            replies.append(deleteHeaderReply(header->name, header->occurrence));
        for (const ChangedHeader &header : outcome.changedHeaders) {
            const bool keepsBlanks = (m_agreed.steps & LeadingSpace) != 0;
            replies.append(changeHeaderReply(header.name, keepsBlanks ? ' ' + header.value : header.value));
        }
        if (outcome.bodyChanged)
            replies.append(replaceBodyReplies(QByteArrayView(outcome.bytes).sliced(outcome.bodyBegin)));
    }
    replies.append(continueReply());
    m_report(outcome, m_queueId);
    forgetMessage();
    return replies;
}

void MilterSession::forgetMessage()
{
    m_inMessage = false;
    m_nullSender = false;
    m_recipients = 0;
    m_recipient.clear();
    m_queueId.clear();
    m_message = QByteArray();
    m_headerEnded = false;
    m_tooLarge = false;
}

} // namespace unmta::rewriter
