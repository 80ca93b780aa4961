#include "rewriter/PartRewriter.h"

#include "base/Bytes.h"
#include "domain/Hostname.h"
#include "domain/TrackingLink.h"
#include "rewriter/text/AsciiText.h"
#include "rewriter/text/CharacterReferences.h"
#include "rewriter/text/Iso2022.h"
#include "rewriter/text/TextLinks.h"

#include <QUrl>

#include <algorithm>

namespace unmta::rewriter {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 clippedAbove = 102 * KiB; // large mail clients cut a message's HTML there, and the pixel with it
// Above this the pixel stands at the beginning unless somebody chose: what surrounds the part counts, too.
constexpr std::size_t largeAbove = 100'000;
constexpr qsizetype maxLinkName = 100;

QString toQString(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QString accessReason(PartAccess access)
{
    switch (access) {
    case PartAccess::Open:
        break;
    case PartAccess::Attachment:
        return u"attachment"_s;
    case PartAccess::AttachedMessage:
        return u"attached_message"_s;
    case PartAccess::Signed:
        return u"signed"_s;
    case PartAccess::Encrypted:
        return u"encrypted"_s;
    case PartAccess::Report:
        return u"report"_s;
    case PartAccess::Ambiguous:
        return u"ambiguous_headers"_s;
    }
    return {};
}

QByteArray asciiHost(const std::string &host)
{
    const QByteArray plain(host.data(), static_cast<qsizetype>(host.size()));
    return isAscii(host) ? plain : QUrl::toAce(QString::fromUtf8(plain)).toLower();
}

void replaceValue(Edit &edit, const HtmlLink &link, std::string value)
{
    edit.range = link.value;
    edit.text = std::move(value);
}

constexpr std::string_view pixelHead = "<img src=\"";
constexpr std::string_view pixelTail = "\" width=\"1\" height=\"1\" alt=\"\" style=\"border:0\">";

std::string pixelTag(const QByteArray &url)
{
    return std::string(pixelHead) + encodeForAttribute(url.toStdString()) + std::string(pixelTail);
}

std::string withoutBlanks(std::string_view text)
{
    std::string result(text);
    std::erase_if(result, isHtmlSpace);
    return result;
}

// Whether the pixel with that source stands, as we write it, at one of the places where we put it. Line ends in its tag
// are ours, too.
bool isPlacedByUs(std::string_view html, const ByteRange &source, std::optional<std::size_t> start,
                  std::optional<std::size_t> end)
{
    constexpr std::size_t lineEnds = 4;
    const std::size_t from = html.rfind('<', source.begin);
    const std::size_t to = html.find('>', source.end);
    if (from == npos || to == npos || source.begin - from > pixelHead.size() + lineEnds ||
        to - source.end > pixelTail.size() + lineEnds || !(start == from || end == to + 1))
        return false;
    return withoutBlanks(html.substr(from, source.begin - from)) == withoutBlanks(pixelHead) &&
           withoutBlanks(html.substr(source.end, to + 1 - source.end)) == withoutBlanks(pixelTail);
}

// The host that a text pretends to be, when the whole text is an address.
QString hostInText(const std::string &text)
{
    QString address = toQString(text).trimmed().toLower();
    if (address.contains(u' ') || !address.contains(u'.') || address.contains(u'@'))
        return {};
    if (!address.contains("://"_L1))
        address.prepend("http://"_L1);
    const auto host = Hostname::parse(QUrl(address).host());
    return host && host->labelCount() > 1 && !host->registrableDomain().isEmpty() ? host->ascii() : QString();
}

} // namespace

PartRewriter::PartRewriter(const RewriteRules &rules, const MessageFacts &facts, LinkMinter &minter,
                           std::string_view newline, bool wantDecisions, RewriteOutcome &outcome)
    : m_rules(rules)
    , m_facts(facts)
    , m_minter(minter)
    , m_newline(newline)
    , m_wantDecisions(wantDecisions)
    , m_outcome(outcome)
{
    m_outcome.pixelReason = facts.opens ? u"no_html_part"_s : u"opens_off"_s;
}

PartChange PartRewriter::plan(const MimePart &part, std::string_view source, const QString &refusal)
{
    const bool isHtml = part.type == "text/html";
    m_hasHtml = m_hasHtml || (isHtml && part.access != PartAccess::Attachment);
    QString reason = accessReason(part.access);
    if (reason.isEmpty() && !isHtml && part.type != "text/plain")
        reason = u"not_text"_s;
    if (reason.isEmpty() && !isHtml && !(m_rules.plainText && m_facts.clicks))
        reason = u"plain_text_off"_s;
    if (reason.isEmpty() && part.encoding == TransferEncoding::Unknown)
        reason = u"encoding_unknown"_s;
    const Charset charset(part.charset);
    m_content.reset();
    if (reason.isEmpty()) {
        m_content = PartContent::decode(source, part.encoding, m_newline);
        reason = m_content ? refusalOf(charset, m_content->text(), isHtml) : u"encoding_damaged"_s;
    }
    std::optional<std::string> ascii; // of a stateful charset
    if (reason.isEmpty() && charset.isStateful()) {
        ascii = maskShifted(m_content->text());
        reason = ascii ? QString() : u"charset_not_ascii_compatible"_s;
    }
    m_refusal = refusal;
    m_partPath = QString::fromStdString(part.path);
    m_plan.clear();
    if (reason.isEmpty())
        planPart(ascii ? std::string_view(*ascii) : m_content->text(), charset, isHtml);
    if (m_tooManyLinks)
        return PartChange::None;
    if (!refusal.isEmpty())
        reason = refusal;
    if (!reason.isEmpty()) {
        const auto size = static_cast<qint64>(source.size());
        addPart(part, reason, false, size, size);
        if (isHtml && !m_pixelSettled && m_facts.opens)
            m_outcome.pixelReason = reason;
        return PartChange::None;
    }
    std::stable_sort(m_plan.begin(), m_plan.end(),
                     [](const Planned &a, const Planned &b) { return a.edit.range.begin < b.edit.range.begin; });
    m_edits.clear();
    for (Planned &planned : m_plan)
        m_edits.push_back(std::move(planned.edit));
    m_reencodes = !fitLines(part);
    settle();
    const auto before = static_cast<qint64>(m_content->text().size());
    const qint64 after = sizeAfter(m_content->text());
    if (isHtml && after > clippedAbove)
        warn(u"over_102_kib"_s);
    const bool changed = std::any_of(m_edits.begin(), m_edits.end(), [](const Edit &edit) { return !edit.dropped; });
    addPart(part, changed ? u"rewritten"_s : u"nothing_to_change"_s, changed, before, after);
    if (!changed)
        return PartChange::None;
    return m_reencodes ? PartChange::Reencoded : PartChange::Edited;
}

void PartRewriter::write(std::string &out) const
{
    if (m_reencodes)
        m_content->spliceAsQuotedPrintable(m_edits, out);
    else
        m_content->splice(m_edits, out);
}

// False when only another transfer encoding has room for all edits; they are as if there was room then.
bool PartRewriter::fitLines(const MimePart &part)
{
    const std::vector<Edit> wanted = m_edits;
    m_content->fitLines(m_edits);
    if (!part.mayReencode ||
        std::none_of(m_edits.begin(), m_edits.end(), [](const Edit &edit) { return edit.dropped; }))
        return true;
    m_edits = wanted;
    return false;
}

QString PartRewriter::refusalOf(const Charset &charset, std::string_view text, bool isHtml)
{
    if (!charset.isAsciiCompatible())
        return u"charset_not_ascii_compatible"_s;
    // UTF-16 and ISO-2022 that nobody declared.
    if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff") || text.find('\0') != std::string_view::npos ||
        (!charset.isStateful() && text.find('\x1b') != std::string_view::npos))
        return u"charset_not_ascii_compatible"_s;
    if (text.find("-----BEGIN PGP ") != std::string_view::npos)
        return u"inline_pgp"_s;
    return isHtml && text.empty() ? u"empty"_s : QString();
}

void PartRewriter::planPart(std::string_view text, const Charset &charset, bool isHtml)
{
    if (isHtml)
        planHtml(text, charset);
    else
        planText(text, charset);
}

void PartRewriter::planHtml(std::string_view html, const Charset &charset)
{
    const HtmlLinks found = findHtmlLinks(html, m_rules.limits.links - m_linksSeen, m_wantDecisions);
    m_tooManyLinks = found.tooMany;
    if (m_tooManyLinks)
        return;
    m_linksSeen += found.links.size();
    for (const HtmlLink &link : found.links)
        planHtmlLink(link, html, charset);
    if (m_facts.opens && !m_pixelSettled && m_refusal.isEmpty())
        planPixel(found, html, charset);
}

void PartRewriter::planHtmlLink(const HtmlLink &link, std::string_view html, const Charset &charset)
{
    const LinkUrl url = urlFromAttribute(link.value.in(html), charset);
    const QString name = toQString(decodeReferences(charset.toUtf8(link.name.in(html)).value_or(std::string())))
                             .simplified()
                             .left(maxLinkName);
    QString reason = reasonAgainst(url, link.exclusion, link.foreign);
    QByteArray newUrl;
    Planned planned;
    planned.edit.lineBreak = LineBreak::AroundAttribute;
    planned.edit.attribute = link.attribute;
    if (url.kind == UrlKind::NoTrack && !link.foreign && m_refusal.isEmpty()) {
        // Nobody else would take the marker out, and with it the link is dead.
        newUrl = QByteArray::fromStdString(url.url);
        planned.edit.range = findNoTrackMarker(html, link.value);
        if (planned.edit.range.isEmpty())
            replaceValue(planned.edit, link, encodeForAttribute(url.url));
    } else {
        if (url.kind == UrlKind::Http)
            ++m_index;
        if (reason.isEmpty())
            newUrl = mintLink(LinkKind::Click, url, name, reason);
        planned.tracked = !newUrl.isEmpty();
        replaceValue(planned.edit, link, encodeForAttribute(newUrl.toStdString()));
    }
    if (m_wantDecisions) {
        addDecision(link.value, url, name, link.text, reason, newUrl);
        planned.decision = m_outcome.links.size() - 1;
        if (planned.tracked)
            warnOfVisibleHost(link.text, hostFor(url));
    }
    if (newUrl.isEmpty())
        ++m_outcome.linksLeft;
    else
        m_plan.push_back(std::move(planned));
}

// The message was rewritten before. A pixel of ours that is not sealed for it came with a message that it quotes, and
// tells of that one's reader only.
bool PartRewriter::isPixelOfThisMessage(const ByteRange &source, const HtmlLinks &found, std::string_view html,
                                        const Charset &charset) const
{
    const LinkUrl url = urlFromAttribute(source.in(html), charset);
    const QByteArray host = asciiHost(url.host);
    if (url.kind != UrlKind::Http || !m_minter.serves(host))
        return false;
    const auto payload = m_minter.opened(host, QUrl(toQString(url.url)).path(QUrl::FullyEncoded).toLatin1());
    if (!payload)
        return false;
    const PixelOwner owner = m_facts.identity.ownerOf(*payload);
    return owner == PixelOwner::ThisMessage ||
           (owner == PixelOwner::AsPlaced && isPlacedByUs(html, source, found.bodyBegin, endPlace(found)));
}

std::optional<std::size_t> PartRewriter::endPlace(const HtmlLinks &found)
{
    return found.bodyEnd || !found.endsInContent ? found.bodyEnd : std::optional(found.end);
}

// A text without a place at its start gets its pixel at the end all the same.
std::optional<std::size_t> PartRewriter::pixelPlace(const HtmlLinks &found, std::size_t sizeAfter) const
{
    const bool atStart = m_facts.pixelPosition == PixelPosition::Start ||
                         (m_facts.pixelPosition == PixelPosition::Auto && sizeAfter > largeAbove);
    if (atStart && found.bodyBegin)
        return found.bodyBegin;
    return endPlace(found);
}

void PartRewriter::planPixel(const HtmlLinks &found, std::string_view html, const Charset &charset)
{
    if (std::any_of(found.pixelLike.begin(), found.pixelLike.end(),
                    [&](const ByteRange &source) { return isPixelOfThisMessage(source, found, html, charset); })) {
        m_outcome.pixelReason = u"already_there"_s;
        m_pixelSettled = true;
        return;
    }
    QString reason;
    const QByteArray url = mintLink(LinkKind::Open, {}, {}, reason);
    if (url.isEmpty()) {
        m_outcome.pixelReason = reason;
        return;
    }
    Planned planned;
    planned.edit.text = pixelTag(url);
    std::size_t sizeAfter = html.size() + planned.edit.text.size();
    for (const Planned &link : m_plan)
        sizeAfter += link.edit.text.size() - link.edit.range.size();
    const auto at = pixelPlace(found, sizeAfter);
    if (!at) {
        m_outcome.pixelReason = u"unclosed_markup"_s;
        return;
    }
    planned.edit.range = {*at, *at};
    planned.edit.lineBreak = LineBreak::InOwnTag;
    m_plan.push_back(std::move(planned));
    m_pixelSettled = true;
}

void PartRewriter::planText(std::string_view text, const Charset &charset)
{
    const std::size_t room = m_rules.limits.links - m_linksSeen;
    const std::vector<ByteRange> found = findTextLinks(text, room);
    m_tooManyLinks = found.size() > room;
    if (m_tooManyLinks)
        return;
    m_linksSeen += found.size();
    for (const ByteRange &range : found) {
        const LinkUrl url = urlFromText(range.in(text), charset);
        if (url.kind == UrlKind::Http)
            ++m_index;
        QString reason = reasonAgainst(url, {}, false);
        QByteArray newUrl;
        Planned planned;
        if (url.kind == UrlKind::NoTrack && m_refusal.isEmpty()) {
            newUrl = QByteArray::fromStdString(url.url);
            planned.edit.range = findNoTrackMarker(text, range);
        } else {
            newUrl = reason.isEmpty() ? mintLink(LinkKind::Click, url, {}, reason) : QByteArray();
            planned.edit.range = range;
            planned.edit.text = newUrl.toStdString();
            planned.tracked = true;
        }
        if (m_wantDecisions) {
            addDecision(range, url, {}, {}, reason, newUrl);
            planned.decision = m_outcome.links.size() - 1;
        }
        if (newUrl.isEmpty())
            ++m_outcome.linksLeft;
        else
            m_plan.push_back(std::move(planned));
    }
}

QString PartRewriter::reasonAgainst(const LinkUrl &url, std::string_view exclusion, bool foreign) const
{
    if (foreign)
        return u"foreign_content"_s;
    switch (url.kind) {
    case UrlKind::Http:
        break;
    case UrlKind::NoTrack:
        return u"notrack_scheme"_s;
    case UrlKind::Empty:
        return u"empty"_s;
    case UrlKind::Fragment:
        return u"fragment"_s;
    case UrlKind::Relative:
        return u"relative"_s;
    case UrlKind::OtherScheme:
        return u"other_scheme"_s;
    case UrlKind::Malformed:
        return u"malformed"_s;
    case UrlKind::Unreadable:
        return u"charset_unreadable"_s;
    }
    if (!exclusion.empty())
        return u"excluded_by."_s + toQString(exclusion);
    if (m_minter.serves(asciiHost(url.host)))
        return u"already_tracked"_s;
    return m_facts.clicks ? m_refusal : u"clicks_off"_s;
}

// The way to an https destination is https from its first step.
const QByteArray &PartRewriter::hostFor(const LinkUrl &url) const
{
    return isSecureDestination(toQString(url.url)) ? m_facts.secureHost : m_facts.host;
}

QByteArray PartRewriter::mintLink(LinkKind kind, const LinkUrl &url, const QString &name, QString &reason)
{
    LinkRequest request{kind, kind == LinkKind::Click ? hostFor(url) : m_facts.host, m_facts.payload};
    if (request.host.isEmpty()) {
        reason = u"no_certificate"_s;
        warn(reason);
        return {};
    }
    if (kind == LinkKind::Click) {
        request.payload.url = toQString(url.url);
        request.payload.linkIndex = m_index;
        request.payload.linkName = name;
    } else {
        request.payload.origin = m_facts.identity.originFor(request.payload.messageId);
    }
    auto minted = m_minter.mint(request);
    if (!minted) {
        reason = minted.error().code;
        return {};
    }
    if (static_cast<std::size_t>(minted->size()) > m_rules.urlCharacters) {
        reason = u"too_long"_s;
        return {};
    }
    return *std::move(minted);
}

void PartRewriter::addDecision(const ByteRange &range, const LinkUrl &url, const QString &name, const std::string &text,
                               const QString &reason, const QByteArray &newUrl)
{
    LinkDecision decision;
    decision.part = m_partPath;
    decision.range = range;
    decision.url = toQString(url.url);
    decision.name = name;
    decision.text = toQString(text).trimmed().left(100);
    decision.tracked = reason.isEmpty() && !newUrl.isEmpty();
    decision.index = decision.tracked ? m_index : 0;
    decision.reason = decision.tracked ? u"tracked"_s : reason;
    decision.newUrl = QString::fromUtf8(newUrl);
    m_outcome.links.append(decision);
}

// The account of what found room in the lines and what did not.
void PartRewriter::settle()
{
    for (std::size_t i = 0; i < m_plan.size(); ++i) {
        const bool isPixel = m_plan[i].edit.lineBreak == LineBreak::InOwnTag;
        if (isPixel) {
            m_pixelSettled = !m_edits[i].dropped;
            m_outcome.pixel = m_pixelSettled;
            m_outcome.pixelReason = m_pixelSettled ? u"added"_s : u"line_too_long"_s;
        } else if (m_plan[i].tracked && !m_edits[i].dropped) {
            ++m_outcome.linksTracked;
        } else {
            ++m_outcome.linksLeft;
        }
        if (m_edits[i].dropped && m_plan[i].decision >= 0) {
            LinkDecision &decision = m_outcome.links[m_plan[i].decision];
            decision.tracked = false;
            decision.index = 0;
            decision.newUrl.clear();
            decision.reason = u"line_too_long"_s;
        }
    }
}

qint64 PartRewriter::sizeAfter(std::string_view text) const
{
    auto size = static_cast<qint64>(text.size());
    for (const Edit &edit : m_edits) {
        if (!edit.dropped)
            size += static_cast<qint64>(edit.text.size()) - static_cast<qint64>(edit.range.size()) +
                    static_cast<qint64>(m_newline.size()) * (int(edit.breakBefore) + int(edit.breakAfter));
    }
    return size;
}

void PartRewriter::addPart(const MimePart &part, const QString &reason, bool rewritten, qint64 before, qint64 after)
{
    if (m_wantDecisions)
        m_outcome.parts.append(
            {QString::fromStdString(part.path), toQString(part.type), rewritten, reason, before, after});
}

void PartRewriter::finish()
{
    if (!m_hasHtml)
        warn(u"no_html_part"_s);
}

void PartRewriter::warn(const QString &warning)
{
    if (!m_outcome.warnings.contains(warning))
        m_outcome.warnings.append(warning);
}

void PartRewriter::warnOfVisibleHost(const std::string &text, const QByteArray &newHost)
{
    const QString visible = hostInText(text);
    if (visible.isEmpty())
        return;
    const auto shown = Hostname::parse(visible);
    const auto target = Hostname::parse(QString::fromLatin1(newHost));
    if (shown && target && shown->registrableDomain() != target->registrableDomain())
        warn(u"visible_host_differs"_s);
}

} // namespace unmta::rewriter
