#include "rewriter/html/HtmlScanner.h"

#include "rewriter/text/AsciiText.h"

#include <algorithm>
#include <array>

namespace unmta::rewriter {

namespace {

// A document nested deeper than this in SVG or MathML is left alone from there on; it keeps end tags cheap.
constexpr std::size_t maxForeignDepth = 200;

constexpr std::array<std::string_view, 8> rawTextElements = {"script", "style",    "title",   "textarea",
                                                             "xmp",    "noframes", "noembed", "iframe"};

// Start tags that end SVG and MathML content (section 13.2.6.5).
constexpr std::array<std::string_view, 44> breakouts = {
    "b",     "big",   "blockquote", "body",   "br",   "center", "code",  "dd", "div",  "dl",   "dt",
    "em",    "embed", "h1",         "h2",     "h3",   "h4",     "h5",    "h6", "head", "hr",   "i",
    "img",   "li",    "listing",    "menu",   "meta", "nobr",   "ol",    "p",  "pre",  "ruby", "s",
    "small", "span",  "strong",     "strike", "sub",  "sup",    "table", "tt", "u",    "ul",   "var"};

// Elements of HTML whose end tag closes foreign content that was left open inside them.
constexpr std::array<std::string_view, 14> enclosing = {"td",     "tr", "th", "tbody", "table", "div",  "p",
                                                        "center", "ul", "ol", "li",    "span",  "html", "body"};

constexpr std::array<std::string_view, 9> integrationPoints = {
    "foreignobject", "desc", "title", "mi", "mo", "mn", "ms", "mtext", "annotation-xml"};

template <std::size_t Count>
bool contains(const std::array<std::string_view, Count> &names, std::string_view name)
{
    return std::any_of(names.begin(), names.end(), [name](std::string_view n) { return equalsLower(name, n); });
}

bool endsTagName(char c)
{
    return isHtmlSpace(c) || c == '/' || c == '>';
}

} // namespace

bool HtmlScanner::stopInMarkup()
{
    m_at = m_html.size();
    m_endsInContent = false;
    return false;
}

bool HtmlScanner::next(HtmlTag &tag)
{
    if (!m_rawText.empty() && !skipRawText())
        return false;
    while (true) {
        m_at = m_html.find('<', m_at);
        if (m_at == npos || m_at + 1 >= m_html.size()) {
            m_endsInContent = m_endsInContent && m_at == npos;
            m_at = m_html.size();
            return false;
        }
        const char c = m_html[m_at + 1];
        if (isAlpha(c))
            return scanTag(tag, false);
        if (c == '/') {
            if (m_at + 2 >= m_html.size())
                return stopInMarkup();
            if (isAlpha(m_html[m_at + 2]))
                return scanTag(tag, true);
            if (!skipPast('>')) // "</>" and bogus comments
                return false;
        } else if (c == '!') {
            if (!skipDeclaration())
                return false;
        } else if (c == '?') {
            if (!skipPast('>'))
                return false;
        } else {
            ++m_at; // a lone '<' is text
        }
    }
}

bool HtmlScanner::skipPast(char stop)
{
    m_at = m_html.find(stop, m_at);
    if (m_at == npos)
        return stopInMarkup();
    ++m_at;
    return true;
}

bool HtmlScanner::skipDeclaration()
{
    const std::string_view rest = m_html.substr(m_at + 2);
    if (rest.starts_with("--"))
        return skipComment();
    if (rest.starts_with("[CDATA[") && inForeign()) {
        m_at = m_html.find("]]>", m_at + 9);
        if (m_at == npos)
            return stopInMarkup();
        m_at += 3;
        return true;
    }
    return skipPast('>'); // DOCTYPE, <![if …]> and other bogus comments
}

void HtmlScanner::noteConditional(const ByteRange &comment)
{
    constexpr std::string_view end = "<![endif]";
    const std::string_view text = comment.in(m_html);
    if (!equalsLower(text.substr(0, 3), "[if") || text.size() < 4 || isAlnum(text[3]))
        return;
    const std::size_t begin = text.find("]>");
    const std::size_t last = text.rfind(end.substr(0, 3));
    if (begin != npos && last != npos && begin + 2 <= last && equalsLower(text.substr(last, end.size()), end))
        m_conditional.push_back({comment.begin + begin + 2, comment.begin + last});
}

bool HtmlScanner::skipComment()
{
    m_at += 4;
    const std::size_t begin = m_at;
    const std::string_view rest = m_html.substr(m_at);
    if (rest.starts_with('>') || rest.starts_with("->")) // abruptly closed, and empty
        return skipPast('>');
    while (true) {
        m_at = m_html.find("--", m_at);
        if (m_at == npos)
            return stopInMarkup();
        const std::string_view after = m_html.substr(m_at + 2);
        if (after.starts_with('>') || after.starts_with("!>")) {
            noteConditional({begin, m_at});
            return skipPast('>');
        }
        ++m_at;
    }
}

bool HtmlScanner::scanTag(HtmlTag &tag, bool isEnd)
{
    tag.range.begin = m_at;
    tag.isEnd = isEnd;
    tag.selfClosing = false;
    tag.attributes.clear();
    m_at += isEnd ? 2 : 1;
    tag.name.begin = m_at;
    while (!atEnd() && !endsTagName(m_html[m_at]))
        ++m_at;
    tag.name.end = m_at;
    while (true) {
        while (!atEnd() && isHtmlSpace(m_html[m_at]))
            ++m_at;
        if (atEnd())
            return stopInMarkup();
        if (m_html[m_at] == '>')
            break;
        if (m_html[m_at] == '/') {
            ++m_at;
            if (!atEnd() && m_html[m_at] == '>') {
                tag.selfClosing = true;
                break;
            }
            continue;
        }
        if (!scanAttribute(tag))
            return false;
    }
    tag.range.end = ++m_at;
    if (isEnd)
        leaveEnd(tag);
    else
        enterStart(tag);
    return true;
}

bool HtmlScanner::scanAttribute(HtmlTag &tag)
{
    HtmlAttribute attribute;
    attribute.name.begin = m_at++; // whatever it is, '=' included, it begins the name
    while (!atEnd() && !endsTagName(m_html[m_at]) && m_html[m_at] != '=')
        ++m_at;
    attribute.name.end = m_at;
    attribute.value = {m_at, m_at};
    std::size_t at = m_at;
    while (at < m_html.size() && isHtmlSpace(m_html[at]))
        ++at;
    if (at < m_html.size() && m_html[at] == '=') {
        m_at = at + 1;
        if (!scanAttributeValue(attribute))
            return false;
    }
    tag.attributes.push_back(attribute);
    return true;
}

bool HtmlScanner::scanAttributeValue(HtmlAttribute &attribute)
{
    while (!atEnd() && isHtmlSpace(m_html[m_at]))
        ++m_at;
    if (atEnd())
        return stopInMarkup();
    attribute.hasValue = true;
    const char first = m_html[m_at];
    if (first == '>') { // missing value: empty
        attribute.value = {m_at, m_at};
        return true;
    }
    if (first == '"' || first == '\'') {
        attribute.quote = first;
        attribute.value.begin = ++m_at;
        m_at = m_html.find(first, m_at);
        if (m_at == npos)
            return stopInMarkup();
        attribute.value.end = m_at++;
        return true;
    }
    attribute.value.begin = m_at;
    while (!atEnd() && !isHtmlSpace(m_html[m_at]) && m_html[m_at] != '>')
        ++m_at;
    attribute.value.end = m_at;
    return true;
}

bool HtmlScanner::isRawTextEnd(std::size_t lessThan) const
{
    const std::size_t name = lessThan + 2;
    const std::size_t after = name + m_rawText.size();
    return after < m_html.size() && m_html[lessThan + 1] == '/' && endsTagName(m_html[after]) &&
           equalsLower(m_html.substr(name, m_rawText.size()), m_rawText);
}

// To the '<' of the end tag.
bool HtmlScanner::skipRawText()
{
    if (m_rawText == "plaintext")
        return stopInMarkup();
    if (m_rawText == "script")
        return skipScript();
    while (true) {
        m_at = m_html.find('<', m_at);
        if (m_at == npos)
            return stopInMarkup();
        if (isRawTextEnd(m_at))
            return true;
        ++m_at;
    }
}

// Script data with its escaped states (sections 13.2.5.15 to 13.2.5.30): inside "<!-- <script>" an end tag closes the
// inner script only.
bool HtmlScanner::skipScript()
{
    enum
    {
        Plain,
        Escaped,
        DoubleEscaped
    } state = Plain;
    std::size_t dashes = 0;
    for (; m_at < m_html.size(); ++m_at) {
        const char c = m_html[m_at];
        if (state == Plain) {
            m_at = m_html.find('<', m_at);
            if (m_at == npos)
                break;
            if (isRawTextEnd(m_at))
                return true;
            if (m_html.substr(m_at).starts_with("<!--")) {
                state = Escaped;
                dashes = 2;
                m_at += 3;
            }
            continue;
        }
        if (c == '-') {
            ++dashes;
            continue;
        }
        if (c == '>' && dashes >= 2) {
            state = Plain;
        } else if (c == '<' && isRawTextEnd(m_at)) {
            if (state == Escaped)
                return true;
            state = Escaped;
        } else if (c == '<' && state == Escaped && m_at + 7 < m_html.size() && endsTagName(m_html[m_at + 7]) &&
                   equalsLower(m_html.substr(m_at + 1, 6), "script")) {
            state = DoubleEscaped;
        }
        dashes = 0;
    }
    return stopInMarkup();
}

void HtmlScanner::enterStart(HtmlTag &tag)
{
    const std::string_view name = tag.name.in(m_html);
    tag.foreign = false;
    m_rawText = {};
    if (inForeign()) {
        const bool fontBreaksOut =
            equalsLower(name, "font") &&
            std::any_of(tag.attributes.begin(), tag.attributes.end(), [this](const HtmlAttribute &a) {
                const std::string_view n = a.name.in(m_html);
                return equalsLower(n, "color") || equalsLower(n, "face") || equalsLower(n, "size");
            });
        if (!fontBreaksOut && !contains(breakouts, name)) {
            enterForeignStart(tag);
            return;
        }
        while (inForeign())
            m_foreign.pop_back();
    }
    const bool isRoot =
        (name.size() == 3 && equalsLower(name, "svg")) || (name.size() == 4 && equalsLower(name, "math"));
    if (isRoot) {
        if (!tag.selfClosing)
            m_foreign.push_back({name, false});
        tag.foreign = true;
    } else if (name.size() >= 3 && name.size() <= 9) {
        const auto raw = std::find_if(rawTextElements.begin(), rawTextElements.end(),
                                      [name](std::string_view n) { return equalsLower(name, n); });
        if (raw != rawTextElements.end())
            m_rawText = *raw;
        else if (equalsLower(name, "plaintext"))
            m_rawText = "plaintext";
    }
}

void HtmlScanner::enterForeignStart(HtmlTag &tag)
{
    tag.foreign = true;
    if (tag.selfClosing)
        return;
    if (m_foreign.size() >= maxForeignDepth) {
        m_rawText = "plaintext";
        return;
    }
    const std::string_view name = tag.name.in(m_html);
    m_foreign.push_back({name, contains(integrationPoints, name)});
}

void HtmlScanner::leaveEnd(HtmlTag &tag)
{
    m_rawText = {};
    tag.foreign = inForeign();
    if (m_foreign.empty())
        return;
    const std::string_view name = tag.name.in(m_html);
    const auto sameName = [name](const Open &open) {
        return open.name.size() == name.size() && std::equal(name.begin(), name.end(), open.name.begin(),
                                                             [](char a, char b) { return toLower(a) == toLower(b); });
    };
    const auto match = std::find_if(m_foreign.rbegin(), m_foreign.rend(), sameName);
    if (match != m_foreign.rend()) {
        m_foreign.erase(match.base() - 1, m_foreign.end());
    } else if (tag.foreign && (contains(breakouts, name) || contains(enclosing, name))) {
        m_foreign.clear();
        tag.foreign = false;
    }
}

} // namespace unmta::rewriter
