// Rewrites the leaves of one message, one after the other, and keeps the account of it in the outcome.
#pragma once

#include "rewriter/LinkRewriter.h"
#include "rewriter/MessageIdentity.h"
#include "rewriter/html/HtmlLinks.h"
#include "rewriter/mime/MimeScanner.h"
#include "rewriter/mime/PartContent.h"
#include "rewriter/text/LinkUrl.h"

#include <string>
#include <string_view>
#include <vector>

namespace unmta::rewriter {

// What all links of a message share.
struct MessageFacts
{
    QByteArray host;
    QByteArray secureHost; // for https destinations; empty: none
    LinkPayload payload;   // message id, recipient, meta
    MessageIdentity identity;
    PixelPosition pixelPosition = PixelPosition::Auto;
    bool opens = false;
    bool clicks = false;
};

enum class PartChange : std::uint8_t
{
    None,
    Edited,
    Reencoded, // and its Content-Transfer-Encoding is quoted-printable now
};

class PartRewriter
{
public:
    PartRewriter(const RewriteRules &rules, const MessageFacts &facts, LinkMinter &minter, std::string_view newline,
                 bool wantDecisions, RewriteOutcome &outcome);

    // What is to be done to the part, which write() then does. A `refusal` is the reason why the message's parts are
    // not to be touched at all; their links are counted and told of all the same. `source` must live until write().
    [[nodiscard]] PartChange plan(const MimePart &part, std::string_view source, const QString &refusal);
    // Appends the part that was planned last and is not unchanged.
    void write(std::string &out) const;
    [[nodiscard]] bool tooManyLinks() const { return m_tooManyLinks; }
    // Once, after the last part.
    void finish();

private:
    struct Planned
    {
        Edit edit;
        qsizetype decision = -1; // index into the outcome's links, when those are wanted
        bool tracked = false;
    };

    [[nodiscard]] static QString refusalOf(const Charset &charset, std::string_view text, bool isHtml);
    void planPart(std::string_view text, const Charset &charset, bool isHtml);
    void planHtml(std::string_view html, const Charset &charset);
    void planHtmlLink(const HtmlLink &link, std::string_view html, const Charset &charset);
    [[nodiscard]] bool isPixelOfThisMessage(const ByteRange &source, const HtmlLinks &found, std::string_view html,
                                            const Charset &charset) const;
    [[nodiscard]] static std::optional<std::size_t> endPlace(const HtmlLinks &found);
    [[nodiscard]] std::optional<std::size_t> pixelPlace(const HtmlLinks &found, std::size_t sizeAfter) const;
    void planPixel(const HtmlLinks &found, std::string_view html, const Charset &charset);
    void planText(std::string_view text, const Charset &charset);
    // Empty when a tracked link is to replace the URL; else why not.
    [[nodiscard]] QString reasonAgainst(const LinkUrl &url, std::string_view exclusion, bool foreign) const;
    // The tracked link, or empty with the reason.
    [[nodiscard]] QByteArray mintLink(LinkKind kind, const LinkUrl &url, const QString &name, QString &reason);
    void addDecision(const ByteRange &range, const LinkUrl &url, const QString &name, const std::string &text,
                     const QString &reason, const QByteArray &newUrl);
    [[nodiscard]] bool fitLines(const MimePart &part);
    void settle();
    [[nodiscard]] qint64 sizeAfter(std::string_view text) const;
    void addPart(const MimePart &part, const QString &reason, bool rewritten, qint64 before, qint64 after);
    void warn(const QString &warning);
    [[nodiscard]] const QByteArray &hostFor(const LinkUrl &url) const;
    void warnOfVisibleHost(const std::string &text, const QByteArray &newHost);

    const RewriteRules &m_rules;
    const MessageFacts &m_facts;
    LinkMinter &m_minter;
    std::string_view m_newline;
    bool m_wantDecisions;
    RewriteOutcome &m_outcome;

    QString m_refusal;
    QString m_partPath;
    std::vector<Planned> m_plan;
    std::vector<Edit> m_edits;
    std::optional<PartContent> m_content;
    bool m_reencodes = false;
    std::size_t m_linksSeen = 0;
    int m_index = 0; // of http links in the message
    bool m_hasHtml = false;
    bool m_pixelSettled = false; // planned, or there already: later parts get none
    bool m_tooManyLinks = false;
};

} // namespace unmta::rewriter
