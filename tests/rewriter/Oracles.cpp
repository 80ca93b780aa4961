#include "Oracles.h"

#include <gumbo.h>

#undef signals
#include <gmime/gmime.h>

#include <algorithm>

namespace unmta::test {

namespace {

bool startsWith(const GumboStringPiece &text, const char *lower)
{
    return text.length >= qstrlen(lower) && qstrnicmp(text.data, lower, qstrlen(lower)) == 0;
}

bool isVmlShape(const GumboElement &element)
{
    return startsWith(element.original_tag, "<v:roundrect") || startsWith(element.original_tag, "<v:rect");
}

void addLink(const QByteArray &html, const GumboElement &element, QList<OracleLink> &links)
{
    const GumboAttribute *href = gumbo_get_attribute(&element.attributes, "href");
    if (!href)
        return;
    qsizetype begin = href->original_value.data - html.constData();
    auto length = static_cast<qsizetype>(href->original_value.length);
    if (length >= 2 && (html.at(begin) == '"' || html.at(begin) == '\'')) {
        ++begin;
        length -= 2;
    }
    // Formatting elements are cloned by the tree builder; the attribute stands in the text once.
    const bool known =
        std::any_of(links.begin(), links.end(), [begin](const OracleLink &l) { return l.begin == begin; });
    const bool hasValue = href->original_value.data != href->original_name.data; // as gumbo marks its absence
    if (!known && hasValue)
        links.append({begin, begin + length, QByteArray(href->value)});
}

enum class Where
{
    Document,
    ConditionalComment,
};

void collectFrom(const QByteArray &html, qsizetype begin, qsizetype length, Where where, QList<OracleLink> &links);

// What Outlook reads of "<!--[if …]>…<![endif]-->".
void collectConditional(const QByteArray &html, const GumboStringPiece &comment, QList<OracleLink> &links)
{
    const QByteArray text = QByteArray(comment.data, static_cast<qsizetype>(comment.length)).toLower();
    const qsizetype begin = text.indexOf("]>") + 2;
    const qsizetype end = text.lastIndexOf("<![endif]");
    if (text.startsWith("<!--[if ") && begin >= 2 && begin <= end)
        collectFrom(html, comment.data - html.constData() + begin, end - begin, Where::ConditionalComment, links);
}

void collect(const QByteArray &html, const GumboNode *root, Where where, QList<OracleLink> &links)
{
    std::vector<const GumboNode *> stack{root};
    while (!stack.empty()) {
        const GumboNode *node = stack.back();
        stack.pop_back();
        if (node->type == GUMBO_NODE_COMMENT && where == Where::Document)
            collectConditional(html, node->v.text.original_text, links);
        if (node->type == GUMBO_NODE_DOCUMENT) {
            const GumboVector &children = node->v.document.children;
            for (unsigned i = 0; i < children.length; ++i)
                stack.push_back(static_cast<const GumboNode *>(children.data[i]));
        }
        if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_TEMPLATE)
            continue;
        const GumboElement &element = node->v.element;
        if (element.tag_namespace == GUMBO_NAMESPACE_HTML &&
            (element.tag == GUMBO_TAG_A || element.tag == GUMBO_TAG_AREA ||
             (where == Where::ConditionalComment && isVmlShape(element))))
            addLink(html, element, links);
        for (unsigned i = 0; i < element.children.length; ++i)
            stack.push_back(static_cast<const GumboNode *>(element.children.data[i]));
    }
}

void collectFrom(const QByteArray &html, qsizetype begin, qsizetype length, Where where, QList<OracleLink> &links)
{
    GumboOutput *output =
        gumbo_parse_with_options(&kGumboDefaultOptions, html.constData() + begin, static_cast<std::size_t>(length));
    collect(html, output->document, where, links);
    gumbo_destroy_output(&kGumboDefaultOptions, output);
}

void collectParts(GMimeObject *object, QList<OraclePart> &parts)
{
    if (GMIME_IS_MULTIPART(object)) {
        GMimeMultipart *multipart = GMIME_MULTIPART(object);
        for (int i = 0; i < g_mime_multipart_get_count(multipart); ++i)
            collectParts(g_mime_multipart_get_part(multipart, i), parts);
        return;
    }
    if (!GMIME_IS_PART(object))
        return;
    OraclePart part;
    gchar *type = g_mime_content_type_get_mime_type(g_mime_object_get_content_type(object));
    part.type = QByteArray(type).toLower();
    g_free(type);
    GMimeDataWrapper *wrapper = g_mime_part_get_content(GMIME_PART(object));
    if (wrapper) {
        GMimeStream *encoded = g_mime_data_wrapper_get_stream(wrapper);
        part.begin = encoded->bound_start;
        part.end = encoded->bound_end;
        GMimeStream *memory = g_mime_stream_mem_new();
        g_mime_data_wrapper_write_to_stream(wrapper, memory);
        const GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory));
        part.content = QByteArray(reinterpret_cast<const char *>(bytes->data), bytes->len);
        g_object_unref(memory);
    }
    parts.append(part);
}

} // namespace

QList<OracleLink> gumboLinks(const QByteArray &html)
{
    QList<OracleLink> links;
    collectFrom(html, 0, html.size(), Where::Document, links);
    std::sort(links.begin(), links.end(), [](const OracleLink &a, const OracleLink &b) { return a.begin < b.begin; });
    return links;
}

QList<OraclePart> gmimeParts(const QByteArray &message)
{
    static const bool initialised = [] {
        g_mime_init();
        return true;
    }();
    Q_UNUSED(initialised)
    QList<OraclePart> parts;
    GMimeStream *stream =
        g_mime_stream_mem_new_with_buffer(message.constData(), static_cast<std::size_t>(message.size()));
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    g_mime_parser_set_persist_stream(parser, TRUE);
    GMimeMessage *parsed = g_mime_parser_construct_message(parser, nullptr);
    if (parsed) {
        if (GMimeObject *root = g_mime_message_get_mime_part(parsed))
            collectParts(root, parts);
        g_object_unref(parsed);
    }
    g_object_unref(parser);
    g_object_unref(stream);
    return parts;
}

} // namespace unmta::test
