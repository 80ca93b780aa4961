#include "service/notices/MailTextsRenderer.h"

#include <QList>
#include <QStringList>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype widestLine = 76;
constexpr qsizetype longestValue = 1000;

struct Block
{
    enum class Kind : std::uint8_t
    {
        Paragraph,
        Row,
        Command
    };
    Kind kind = Kind::Paragraph;
    QString label; // of a row
    QString text;
};

// One pass over the template's own text: a value that looks like a placeholder stays as it is.
QString filledIn(const QString &text, const MailValues &values)
{
    QString result;
    qsizetype at = 0;
    while (true) {
        const qsizetype open = text.indexOf(u'{', at);
        const qsizetype close = open < 0 ? -1 : text.indexOf(u'}', open);
        if (close < 0)
            return result + text.sliced(at);
        result += QStringView(text).sliced(at, open - at);
        result += oneMailLine(values.value(text.sliced(open + 1, close - open - 1)));
        at = close + 1;
    }
}

// Takes "?key " or "!key " off the front; false: the block is not wanted.
bool takeCondition(QString &text, const MailValues &values)
{
    if (!text.startsWith(u'?') && !text.startsWith(u'!'))
        return true;
    const bool wantsValue = text.startsWith(u'?');
    const qsizetype end = text.indexOf(u' ');
    const bool hasValue = !values.value(text.sliced(1, end - 1)).isEmpty();
    text = text.sliced(end + 1);
    return hasValue == wantsValue;
}

void addBlock(QList<Block> &blocks, QString line, const MailValues &values)
{
    if (!takeCondition(line, values))
        return;
    if (line.startsWith("| "_L1)) {
        const QString label = line.sliced(2).section(" | "_L1, 0, 0);
        const QString value = filledIn(line.section(" | "_L1, 1), values).trimmed();
        if (!value.isEmpty())
            blocks.append({Block::Kind::Row, filledIn(label, values), value});
    } else if (line.startsWith("> "_L1)) {
        blocks.append({Block::Kind::Command, {}, filledIn(line.sliced(2), values)});
    } else if (const QString text = filledIn(line, values).simplified(); !text.isEmpty()) {
        blocks.append({Block::Kind::Paragraph, {}, text});
    }
}

QList<Block> blocksOf(const QStringList &lines, const MailValues &values)
{
    QList<Block> blocks;
    QString paragraph;
    for (const QString &line : lines + QStringList(QString())) {
        if (line.startsWith("| "_L1) || line.startsWith("> "_L1)) {
            addBlock(blocks, line, values);
        } else if (!line.isEmpty()) {
            paragraph += paragraph.isEmpty() ? line : u' ' + line;
        } else if (!paragraph.isEmpty()) {
            addBlock(blocks, std::exchange(paragraph, {}), values);
        }
    }
    return blocks;
}

QString wrapped(const QString &text, qsizetype firstColumn = 0, const QString &indent = {})
{
    QString result;
    qsizetype column = firstColumn;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        const bool isFirst = result.isEmpty();
        if (!isFirst && column + 1 + word.size() > widestLine) {
            result += u'\n' + indent;
            column = indent.size();
        } else if (!isFirst) {
            result += u' ';
            ++column;
        }
        result += word;
        column += word.size();
    }
    return result;
}

QString plainText(const QList<Block> &blocks)
{
    qsizetype labelWidth = 0;
    for (const Block &block : blocks)
        labelWidth = std::max(labelWidth, block.label.size() + 2);
    QString result;
    Block::Kind before = Block::Kind::Paragraph;
    for (const Block &block : blocks) {
        const bool sameTable = block.kind == before && block.kind != Block::Kind::Paragraph;
        result += result.isEmpty() ? QString() : sameTable ? u"\n"_s : u"\n\n"_s;
        if (block.kind == Block::Kind::Row) {
            const QString indent(labelWidth + 2, u' ');
            result +=
                u"  "_s + (block.label + u':').leftJustified(labelWidth) + wrapped(block.text, indent.size(), indent);
        } else if (block.kind == Block::Kind::Command) {
            result += u"  "_s + block.text;
        } else {
            result += wrapped(block.text);
        }
        before = block.kind;
    }
    return result + u'\n';
}

QString htmlOf(const QString &subject, const QList<Block> &blocks)
{
    QString body;
    bool inTable = false;
    for (const Block &block : blocks) {
        const bool isRow = block.kind == Block::Kind::Row;
        if (isRow != inTable)
            body += isRow ? u"<table role=\"presentation\" cellpadding=\"4\">\n"_s : u"</table>\n"_s;
        inTable = isRow;
        const QString text = block.text.toHtmlEscaped();
        if (isRow) {
            body += u"<tr><td valign=\"top\" style=\"color:#667085\">"_s + block.label.toHtmlEscaped() +
                    u"</td><td valign=\"top\" style=\"font-family:monospace;word-break:break-word\">"_s + text +
                    u"</td></tr>\n"_s;
        } else if (block.kind == Block::Kind::Command) {
            body += u"<p style=\"font-family:monospace\">"_s + text + u"</p>\n"_s;
        } else {
            body += u"<p>"_s + text + u"</p>\n"_s;
        }
    }
    if (inTable)
        body += u"</table>\n"_s;
    return u"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"color-scheme\" content=\"light dark\">\n<title>"_s +
           subject.toHtmlEscaped() + u"</title>\n</head>\n<body style=\"font-family:sans-serif;max-width:40em\">\n"_s +
           body + u"</body>\n</html>\n"_s;
}

} // namespace

QString oneMailLine(const QString &text)
{
    QString result;
    for (const QChar c : text.first(std::min(text.size(), longestValue))) {
        const char16_t code = c.unicode();
        const bool reorders = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) ||
                              code == 0x200e || code == 0x200f || code == 0x061c;
        const bool isControl = code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x2028 || code == 0x2029;
        if (!reorders)
            result += isControl ? u' ' : c;
    }
    return result;
}

MailText renderMail(const QString &mailTemplate, const MailValues &values)
{
    QStringList lines = mailTemplate.split(u'\n');
    const QString subject = filledIn(lines.takeFirst().section(u": "_s, 1), values).simplified();
    const QList<Block> blocks = blocksOf(lines, values);
    return {subject, plainText(blocks), htmlOf(subject, blocks)};
}

} // namespace unmta
