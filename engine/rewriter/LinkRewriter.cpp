#include "rewriter/LinkRewriter.h"

#include "rewriter/PartRewriter.h"
#include "rewriter/mime/ControlHeaders.h"
#include "rewriter/mime/MimeScanner.h"

#include <QHash>

#include <exception>

namespace unmta::rewriter {

using namespace Qt::StringLiterals;

namespace {

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

QString limitName(ScanLimit limit)
{
    switch (limit) {
    case ScanLimit::Size:
        return u"limit.size"_s;
    case ScanLimit::Depth:
        return u"limit.depth"_s;
    case ScanLimit::Parts:
        return u"limit.parts"_s;
    case ScanLimit::None:
        break;
    }
    return {};
}

RewriteOutcome passThrough(const QByteArray &message, const QString &reason)
{
    RewriteOutcome outcome;
    outcome.result = RewriteResult::PassedThrough;
    outcome.reason = reason;
    outcome.bytes = message;
    return outcome;
}

// The line end of the message: that of its first line.
std::string_view newlineOf(std::string_view text)
{
    const std::size_t newline = text.find('\n');
    return newline != std::string_view::npos && (newline == 0 || text[newline - 1] != '\r') ? "\n" : "\r\n";
}

MessageFacts factsFrom(const ControlHeaders &control, const RewriteRules &rules, const RewriteContext &context,
                       LinkMinter &minter, RewriteOutcome &outcome)
{
    outcome.warnings = control.warnings;
    outcome.opens = control.opens.value_or(rules.opens && !context.nullSender);
    outcome.clicks = control.clicks.value_or(rules.clicks && !context.nullSender);
    const QByteArray &wanted = context.trackingHost.isEmpty() ? control.trackingHost : context.trackingHost;
    const QByteArray host = minter.hostInForce(wanted);
    if (!wanted.isEmpty() && host != wanted)
        outcome.warnings.append(u"tracking_host_not_active"_s);
    outcome.trackingHost = QString::fromLatin1(host);
    const MessageIdentity identity(control.messageId, control.wantedMessageId, context.messageId);
    outcome.messageId = identity.id().isEmpty() ? context.queueId : identity.id();
    if (control.dkimSigned)
        outcome.warnings.append(u"already_signed"_s);

    MessageFacts facts;
    facts.host = host;
    facts.secureHost = minter.secureHost(host);
    facts.payload.messageId = outcome.messageId;
    facts.identity = identity;
    facts.payload.recipient = context.recipient;
    facts.payload.meta = control.meta;
    facts.pixelPosition = context.pixelPosition.value_or(control.pixelPosition.value_or(rules.pixelPosition));
    facts.opens = outcome.opens;
    facts.clicks = outcome.clicks;
    return facts;
}

class MessageRewriter
{
public:
    MessageRewriter(const QByteArray &message, const RewriteRules &rules, const RewriteContext &context,
                    LinkMinter &minter)
        : m_original(message)
        , m_text(viewOf(message))
        , m_rules(rules)
        , m_context(context)
        , m_minter(minter)
    {}

    RewriteOutcome run()
    {
        const MimeMessage mime = scanMime(m_text, m_rules.limits);
        if (mime.exceeded != ScanLimit::None)
            return passThrough(m_original, limitName(mime.exceeded));
        const ControlHeaders control = readControlHeaders(m_text, mime.header);
        const MessageFacts facts = factsFrom(control, m_rules, m_context, m_minter, m_outcome);
        if (facts.host.isEmpty())
            return passThrough(m_original, u"no_host"_s);
        PartRewriter parts(m_rules, facts, m_minter, newlineOf(m_text), m_context.wantDecisions, m_outcome);

        m_out.reserve(m_text.size() + m_text.size() / 4 + 1024);
        removeHeaders(mime, control);
        const QString refusal = control.dkimSigned && !m_rules.dkimSigned ? u"dkim_signed"_s : QString();
        for (const MimePart &part : mime.parts) {
            const PartChange change = parts.plan(part, part.body.in(m_text), refusal);
            if (change == PartChange::None)
                continue; // it stays in what is copied next
            if (change == PartChange::Reencoded)
                setEncoding(part, mime);
            copyUpTo(part.body.begin);
            parts.write(m_out);
            m_copied = part.body.end;
            m_outcome.bodyChanged = true;
        }
        if (parts.tooManyLinks())
            return passThrough(m_original, u"limit.links"_s);
        copyUpTo(m_text.size());
        parts.finish();
        m_outcome.bodyBegin = static_cast<qint64>(mime.bodyBegin) + m_headerGrowth;
        return finished();
    }

private:
    // All but the removed headers, which are the message's own: they come before everything else but its encoding.
    void copyUpTo(std::size_t end)
    {
        for (; m_removed != m_removals.end() && m_removed->begin < end; ++m_removed) {
            m_out += m_text.substr(m_copied, m_removed->begin - m_copied);
            m_copied = m_removed->end;
        }
        m_out += m_text.substr(m_copied, end - m_copied);
        m_copied = end;
    }

    void setEncoding(const MimePart &part, const MimeMessage &mime)
    {
        constexpr std::string_view name = "Content-Transfer-Encoding";
        constexpr std::string_view value = "quoted-printable";
        const ByteRange field = part.encodingField;
        copyUpTo(field.begin);
        const std::size_t before = m_out.size();
        m_out.append(name).append(": ").append(value).append(newlineOf(m_text));
        m_copied = field.end;
        if (field.begin >= mime.bodyBegin)
            return;
        m_headerGrowth += static_cast<qint64>(m_out.size() - before) - static_cast<qint64>(field.size());
        m_outcome.changedHeaders.append({QByteArray(name.data(), name.size()), QByteArray(value.data(), value.size())});
    }

    void removeHeaders(const MimeMessage &mime, const ControlHeaders &control)
    {
        QHash<QByteArray, int> occurrences; // all fields of such a name are control headers
        for (const std::size_t index : control.fields) {
            const HeaderField &field = mime.header[index];
            m_removals.push_back(field.whole);
            m_headerGrowth -= static_cast<qint64>(field.whole.size());
            const std::string_view name = field.name.in(m_text);
            const QByteArray spelt(name.data(), static_cast<qsizetype>(name.size()));
            m_outcome.removedHeaders.append({spelt, ++occurrences[spelt.toLower()]});
        }
        m_removed = m_removals.begin();
    }

    RewriteOutcome finished()
    {
        if (m_outcome.bodyChanged || !m_outcome.removedHeaders.isEmpty()) {
            m_outcome.result = RewriteResult::Rewritten;
            m_outcome.bytes = QByteArray(m_out.data(), static_cast<qsizetype>(m_out.size()));
        } else {
            m_outcome.bytes = m_original;
        }
        return std::move(m_outcome);
    }

    const QByteArray &m_original;
    std::string_view m_text;
    const RewriteRules &m_rules;
    const RewriteContext &m_context;
    LinkMinter &m_minter;
    RewriteOutcome m_outcome;
    std::string m_out;
    std::size_t m_copied = 0; // how much of the original is done with
    std::vector<ByteRange> m_removals;
    std::vector<ByteRange>::const_iterator m_removed; // the next one of them
    qint64 m_headerGrowth = 0;                        // of the message's own header
};

RewriteOutcome rewriteHtmlOnly(const QByteArray &html, const RewriteRules &rules, const RewriteContext &context,
                               LinkMinter &minter)
{
    if (viewOf(html).size() > rules.limits.messageBytes)
        return passThrough(html, u"limit.size"_s);
    RewriteOutcome outcome;
    const MessageFacts facts = factsFrom({}, rules, context, minter, outcome);
    if (facts.host.isEmpty())
        return passThrough(html, u"no_host"_s);
    PartRewriter parts(rules, facts, minter, newlineOf(viewOf(html)), context.wantDecisions, outcome);
    MimePart part;
    part.path = "1";
    part.type = "text/html";
    part.charset = "utf-8";
    std::string out;
    const bool changed = parts.plan(part, viewOf(html), {}) != PartChange::None;
    if (changed)
        parts.write(out);
    if (parts.tooManyLinks())
        return passThrough(html, u"limit.links"_s);
    parts.finish();
    outcome.result = changed ? RewriteResult::Rewritten : RewriteResult::Unchanged;
    outcome.bodyChanged = changed;
    outcome.bytes = changed ? QByteArray(out.data(), static_cast<qsizetype>(out.size())) : html;
    return outcome;
}

} // namespace

RewriteOutcome rewriteMessage(const QByteArray &message, const RewriteRules &rules, const RewriteContext &context,
                              LinkMinter &minter)
{
    try {
        return MessageRewriter(message, rules, context, minter).run();
    } catch (const std::exception &) { // out of memory, or a fault of ours: the mail goes on as it is
        return passThrough(message, u"internal"_s);
    }
}

RewriteOutcome rewriteHtml(const QByteArray &html, const RewriteRules &rules, const RewriteContext &context,
                           LinkMinter &minter)
{
    try {
        return rewriteHtmlOnly(html, rules, context, minter);
    } catch (const std::exception &) {
        return passThrough(html, u"internal"_s);
    }
}

} // namespace unmta::rewriter
