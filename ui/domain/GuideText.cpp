#include "domain/GuideText.h"

#include "support/FixedFont.h"
#include "support/Palette.h"
#include "support/Scale.h"

#include <QEvent>
#include <QRegularExpression>
#include <QTextList>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

QTextCharFormat codeFormat(const Palette &palette, const QFont &around)
{
    QTextCharFormat format;
    format.setFont(fixedFont(around));
    format.setBackground(palette.tint);
    return format;
}

void insertSpans(QTextCursor &cursor, const QString &text, const QTextCharFormat &plain, const QTextCharFormat &code)
{
    QTextCharFormat bold = plain;
    bold.setFontWeight(QFont::DemiBold);
    static const QRegularExpression span(uR"(\*\*(.+?)\*\*|`(.+?)`)"_s);
    qsizetype from = 0;
    for (auto it = span.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        cursor.insertText(text.mid(from, match.capturedStart() - from), plain);
        if (match.hasCaptured(2))
            cursor.insertText(u'\u00a0' + match.captured(2) + u'\u00a0', code);
        else
            cursor.insertText(match.captured(1), bold);
        from = match.capturedEnd();
    }
    cursor.insertText(text.mid(from), plain);
}

} // namespace

QList<GuideBlock> parseGuide(const QString &source, const QHash<QString, QString> &values)
{
    static const QRegularExpression step(u"^\\d+\\. (.*)$"_s);
    static const QRegularExpression placeholder(u"\\{\\{(\\w+)\\}\\}"_s);
    QList<GuideBlock> blocks;
    for (const QString &line : source.split(u'\n', Qt::SkipEmptyParts)) {
        QString text = line;
        auto kind = GuideBlock::Kind::Paragraph;
        if (const auto match = step.match(line); match.hasMatch()) {
            kind = GuideBlock::Kind::Step;
            text = match.captured(1);
        } else if (line.startsWith(u"> ")) {
            kind = GuideBlock::Kind::Warning;
            text = line.mid(2);
        }
        QString filled;
        qsizetype from = 0;
        for (auto it = placeholder.globalMatch(text); it.hasNext();) {
            const auto match = it.next();
            // The guide's marks are asterisks and back-ticks; a value must not bring its own.
            filled += text.mid(from, match.capturedStart() - from) +
                      QString(values.value(match.captured(1))).remove(u'*').remove(u'`');
            from = match.capturedEnd();
        }
        blocks.append({kind, filled + text.mid(from)});
    }
    return blocks;
}

GuideText::GuideText(QWidget *parent)
    : QTextEdit(parent)
{
    setReadOnly(true);
    setFrameShape(NoFrame);
    setProperty("look", u"guide"_s);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    document()->setDocumentMargin(0);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void GuideText::show(const QList<GuideBlock> &blocks)
{
    if (blocks == m_blocks)
        return;
    m_blocks = blocks;
    render();
}

void GuideText::render()
{
    clear();
    const Palette &palette = Palette::current();
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    const QTextCharFormat code = codeFormat(palette, font());
    QTextList *list = nullptr;
    bool first = true;
    for (const GuideBlock &block : m_blocks) {
        QTextBlockFormat format;
        format.setTopMargin(first ? 0 : block.kind == GuideBlock::Kind::Step ? 7 : 8);
        if (first)
            cursor.setBlockFormat(format);
        else
            cursor.insertBlock(format);
        first = false;
        QTextCharFormat plain;
        if (block.kind == GuideBlock::Kind::Warning)
            plain.setForeground(palette.warning);
        else if (block.kind == GuideBlock::Kind::Paragraph)
            plain.setForeground(palette.dim);
        else
            plain.setForeground(palette.text);
        insertSpans(cursor, block.text, plain, code);
        if (block.kind != GuideBlock::Kind::Step) {
            list = nullptr;
            continue;
        }
        if (list) {
            list->add(cursor.block());
            continue;
        }
        QTextListFormat numbers;
        numbers.setStyle(QTextListFormat::ListDecimal);
        numbers.setIndent(1);
        list = cursor.createList(numbers);
    }
    cursor.endEditBlock();
    document()->setIndentWidth(scaled(22, fontMetrics()));
    fitHeight();
}

QSize GuideText::sizeHint() const
{
    return {400, int(std::ceil(document()->size().height()))};
}

QSize GuideText::minimumSizeHint() const
{
    return {120, 20};
}

void GuideText::resizeEvent(QResizeEvent *event)
{
    QTextEdit::resizeEvent(event);
    fitHeight();
}

void GuideText::changeEvent(QEvent *event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        render();
}

void GuideText::fitHeight()
{
    document()->setTextWidth(viewport()->width());
    const int height = int(std::ceil(document()->size().height())) + 2;
    if (height != this->height() || height != minimumHeight())
        setFixedHeight(height);
}

} // namespace unmta::ui
