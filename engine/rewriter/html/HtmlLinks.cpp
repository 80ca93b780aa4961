#include "rewriter/html/HtmlLinks.h"

#include "domain/TrackingLink.h"
#include "rewriter/html/HtmlScanner.h"
#include "rewriter/text/AsciiText.h"
#include "rewriter/text/CharacterReferences.h"

#include <algorithm>
#include <array>

namespace unmta::rewriter {

namespace {

// How other systems say "do not track this link" in their templates.
enum class Dialect : std::uint8_t
{
    OffValue, // attribute="off"
    Switch,   // attribute present, and not "false"
};

struct Exclusion
{
    std::string_view attribute;
    Dialect dialect;
};

constexpr std::array<Exclusion, 20> exclusions = {{
    {"data-track", Dialect::OffValue},
    {"clicktracking", Dialect::OffValue},
    {"data-clicktracking", Dialect::OffValue},
    {"data-click-tracking", Dialect::OffValue},
    {"data-msys-clicktrack", Dialect::OffValue},
    {"disable-tracking", Dialect::Switch},
    {"data-disable-tracking", Dialect::Switch},
    {"data-no-track", Dialect::Switch},
    {"data-notrack", Dialect::Switch},
    {"data-pm-no-track", Dialect::Switch},
    {"data-as-no-track", Dialect::Switch},
    {"ses:no-track", Dialect::Switch},
    {"data-ses-no-track", Dialect::Switch},
    {"mc:disable-tracking", Dialect::Switch},
    {"data-mc-disable-tracking", Dialect::Switch},
    {"mautic:disable-tracking", Dialect::Switch},
    {"mautic:disable:tracking", Dialect::Switch},
    {"data-mautic-disable-tracking", Dialect::Switch},
    {"cm_dontconvertlink", Dialect::Switch},
    {"mb_dontconvertlink", Dialect::Switch},
}};

// Shapes of VML that may be links, by the prefix that Office writes.
constexpr std::array<std::string_view, 10> vmlShapes = {"v:roundrect", "v:rect",  "v:shape", "v:oval",  "v:line",
                                                        "v:polyline",  "v:curve", "v:arc",   "v:image", "v:group"};

bool meansOff(std::string_view value)
{
    const std::string_view word = trimmed(value);
    return equalsLower(word, "off") || equalsLower(word, "0") || equalsLower(word, "false") ||
           equalsLower(word, "no") || equalsLower(word, "none");
}

std::string_view exclusionOf(std::string_view name, std::string_view value)
{
    for (const Exclusion &exclusion : exclusions) {
        if (equalsLower(name, exclusion.attribute))
            return meansOff(value) == (exclusion.dialect == Dialect::OffValue) ? exclusion.attribute
                                                                               : std::string_view();
    }
    return {};
}

// A blank before it stays with it, so that a line which is broken there does not end with a blank.
ByteRange wholeOf(std::string_view html, const HtmlAttribute &attribute)
{
    const std::size_t begin = attribute.name.begin;
    return {isBlank(html[begin - 1]) ? begin - 1 : begin, attribute.value.end + (attribute.quote ? 1 : 0)};
}

// The link that a start tag makes, if it has an href. Of attributes given twice the first counts.
std::optional<HtmlLink> linkOf(std::string_view html, const HtmlTag &tag)
{
    HtmlLink link;
    bool hasHref = false;
    bool hasName = false;
    for (const HtmlAttribute &attribute : tag.attributes) {
        const std::string_view name = attribute.name.in(html);
        if (!hasHref && equalsLower(name, "href")) {
            hasHref = attribute.hasValue;
            if (!hasHref)
                return std::nullopt;
            link.value = attribute.value;
            link.attribute = wholeOf(html, attribute);
        } else if (!hasName && (equalsLower(name, "data-link-name") || equalsLower(name, "data-msys-linkname"))) {
            hasName = true;
            link.name = attribute.value;
        } else if (link.exclusion.empty()) {
            link.exclusion = exclusionOf(name, attribute.value.in(html));
        }
    }
    if (!hasHref)
        return std::nullopt;
    link.foreign = tag.foreign;
    return link;
}

// A message that quotes more pixels than this is nobody's reply.
constexpr std::size_t maxPixels = 1000;

void addPixelLike(std::string_view html, const HtmlTag &tag, HtmlLinks &found)
{
    const auto source =
        std::find_if(tag.attributes.begin(), tag.attributes.end(),
                     [html](const HtmlAttribute &attribute) { return equalsLower(attribute.name.in(html), "src"); });
    if (source != tag.attributes.end() && found.pixelLike.size() < maxPixels &&
        source->value.in(html).find(linkPathPrefix(LinkKind::Open)) != std::string_view::npos)
        found.pixelLike.push_back(source->value);
}

// Gathers what the reader sees between <a> and </a>.
class TextCollector
{
public:
    explicit TextCollector(std::string_view html)
        : m_html(html)
    {}

    void open(HtmlLinks &found, std::size_t from)
    {
        m_link = found.links.size() - 1;
        m_isOpen = true;
        m_from = from;
    }
    void tagAt(HtmlLinks &found, const HtmlTag &tag)
    {
        if (!m_isOpen)
            return;
        constexpr std::size_t maxText = 100;
        std::string &text = found.links[m_link].text;
        std::string_view piece = m_html.substr(m_from, tag.range.begin - m_from);
        if (text.size() < maxText && piece.find("<!--") == std::string_view::npos) {
            piece = piece.substr(0, 4 * maxText);
            for (const char c : decodeReferences(piece)) {
                const bool blank = isHtmlSpace(c);
                if (!blank || (!text.empty() && text.back() != ' '))
                    text += blank ? ' ' : c;
            }
        }
        m_from = tag.range.end;
        const std::string_view name = tag.name.in(m_html);
        if (name.size() == 1 && toLower(name.front()) == 'a')
            m_isOpen = false;
    }

private:
    std::string_view m_html;
    std::size_t m_link = 0;
    std::size_t m_from = 0;
    bool m_isOpen = false;
};

// Where text begins that has no head: an image there changes nothing for what follows. None where a declaration or an
// element of the head comes first.
std::optional<std::size_t> beginOfFragment(std::string_view html)
{
    constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";
    constexpr std::array<std::string_view, 10> headElements = {"html",  "head", "title",  "meta",     "link",
                                                               "style", "base", "script", "noscript", "template"};
    const std::size_t begin = html.starts_with(byteOrderMark) ? byteOrderMark.size() : 0;
    const std::string_view text = trimmed(html.substr(begin));
    if (!text.starts_with('<'))
        return begin;
    const std::string_view rest = text.substr(1);
    const auto length = static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), isAlnum) - rest.begin());
    const std::string_view name = rest.substr(0, length);
    const bool isElement = !name.empty() && isAlpha(name.front());
    const bool isOfHead = std::any_of(headElements.begin(), headElements.end(),
                                      [name](std::string_view head) { return equalsLower(name, head); });
    return isElement && !isOfHead ? std::optional(begin) : std::nullopt;
}

class LinkFinder
{
public:
    LinkFinder(std::string_view html, std::size_t maxLinks, bool wantText)
        : m_html(html)
        , m_maxLinks(maxLinks)
        , m_wantText(wantText)
    {}

    HtmlLinks run()
    {
        m_found.bodyBegin = beginOfFragment(m_html);
        HtmlScanner scanner(m_html);
        TextCollector collector(m_html);
        HtmlTag tag;
        bool more = true;
        while (more && !m_found.tooMany) {
            more = scanner.next(tag);
            for (const ByteRange &conditional : scanner.takeConditional())
                readConditional(conditional);
            if (more)
                readTag(tag, collector);
        }
        m_found.end = m_html.size();
        m_found.endsInContent = scanner.endsInContent();
        return std::move(m_found);
    }

private:
    void readConditional(const ByteRange &content)
    {
        const std::string_view html = m_html.substr(0, content.end);
        HtmlScanner scanner(html, content.begin);
        TextCollector collector(html);
        HtmlTag tag;
        while (!m_found.tooMany && scanner.next(tag)) {
            collector.tagAt(m_found, tag);
            const std::string_view name = tag.name.in(m_html);
            if (!tag.isEnd && (isLinkElement(name) || isVmlShape(name)))
                addLink(tag, collector);
        }
    }

    void readTag(const HtmlTag &tag, TextCollector &collector)
    {
        collector.tagAt(m_found, tag);
        const std::string_view name = tag.name.in(m_html);
        if (tag.isEnd) {
            if (!tag.foreign && equalsLower(name, "body"))
                m_found.bodyEnd = tag.range.begin;
            else if (!m_found.bodyBegin && !tag.foreign && equalsLower(name, "head"))
                m_found.bodyBegin = tag.range.end;
            return;
        }
        if (!tag.foreign && equalsLower(name, "img"))
            addPixelLike(m_html, tag, m_found);
        if (!m_sawBody && !tag.foreign && equalsLower(name, "body")) {
            m_sawBody = true;
            m_found.bodyBegin = tag.range.end;
        }
        if (isLinkElement(name))
            addLink(tag, collector);
    }

    void addLink(const HtmlTag &tag, TextCollector &collector)
    {
        auto link = linkOf(m_html, tag);
        if (!link)
            return;
        if (m_found.links.size() >= m_maxLinks) {
            m_found.tooMany = true;
            return;
        }
        m_found.links.push_back(*std::move(link));
        if (m_wantText && tag.name.size() == 1)
            collector.open(m_found, tag.range.end);
    }

    static bool isLinkElement(std::string_view name)
    {
        return name.size() == 1 ? toLower(name.front()) == 'a' : equalsLower(name, "area");
    }
    static bool isVmlShape(std::string_view name)
    {
        return name.size() > 2 && name[1] == ':' &&
               std::any_of(vmlShapes.begin(), vmlShapes.end(), [name](auto n) { return equalsLower(name, n); });
    }

    std::string_view m_html;
    std::size_t m_maxLinks;
    bool m_wantText;
    bool m_sawBody = false;
    HtmlLinks m_found;
};

} // namespace

HtmlLinks findHtmlLinks(std::string_view html, std::size_t maxLinks, bool wantText)
{
    LinkFinder finder(html, maxLinks, wantText);
    return finder.run();
}

} // namespace unmta::rewriter
