#include "rewriting/RewritePane.h"

#include "kit/Labels.h"
#include "rewriting/RewriteEdit.h"
#include "rewriting/RewriteReading.h"
#include "rewriting/RewriteWords.h"

#include <QEvent>
#include <QScrollBar>
#include <QStringDecoder>
#include <QSyntaxHighlighter>
#include <QTextBlock>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

class MarkHighlighter final : public QSyntaxHighlighter
{
public:
    MarkHighlighter(QTextDocument *document, const QList<TextMark> &marks)
        : QSyntaxHighlighter(document)
        , m_marks(marks)
    {}

protected:
    void highlightBlock(const QString &text) override
    {
        const int begin = currentBlock().position();
        const int end = begin + int(text.size());
        const auto first = std::partition_point(m_marks.begin(), m_marks.end(), [begin](const TextMark &mark) {
            return mark.begin + mark.length <= begin;
        });
        const Palette &palette = Palette::current();
        for (auto mark = first; mark != m_marks.end() && mark->begin < end; ++mark) {
            const Tone tone = mark->link < 0 ? Tone::Accent : mark->tracked ? Tone::Good : Tone::Neutral;
            QTextCharFormat format;
            format.setBackground(palette.pale(tone));
            format.setForeground(tone == Tone::Neutral ? palette.text : palette.strong(tone));
            const int from = std::max(mark->begin, begin);
            setFormat(from - begin, std::min(mark->begin + mark->length, end) - from, format);
        }
    }

private:
    const QList<TextMark> &m_marks;
};

namespace {

constexpr int textHeight = 260;

// As much of the beginning as can be laid out at once, whole lines where there are any.
QByteArray shownOf(const QByteArray &beginning)
{
    QByteArray shown = beginning.left(RewritePane::maxShown);
    qsizetype lineBegin = 0;
    for (int line = 0; lineBegin < shown.size(); ++line) {
        const qsizetype newline = shown.indexOf('\n', lineBegin);
        const qsizetype lineEnd = newline < 0 ? shown.size() : newline;
        if (line == RewritePane::maxLines) {
            shown.truncate(lineBegin);
            break;
        }
        if (lineEnd - lineBegin > RewritePane::maxLine) {
            shown.truncate(lineBegin + RewritePane::maxLine);
            break;
        }
        lineBegin = lineEnd + 1;
    }
    // Not within a character of UTF-8.
    if (shown.size() < beginning.size()) {
        while (!shown.isEmpty() && (uchar(beginning.at(shown.size())) & 0xc0) == 0x80)
            shown.chop(1);
    }
    return shown;
}

} // namespace

QString sourceText(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = decoder(bytes);
    if (decoder.hasError())
        text = QString::fromLatin1(bytes);
    text.replace("\r\n"_L1, "\n"_L1);
    text.replace(u'\r', u'\n');
    return text;
}

RewritePane::RewritePane(RewriteSide side, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_side(side)
    , m_text(new RewriteEdit(textHeight))
    , m_note(paragraph({}, u"small"_s))
    , m_highlighter(new MarkHighlighter(m_text->document(), m_marks))
{
    m_text->setObjectName(side == RewriteSide::Original ? u"originalText"_s : u"rewrittenText"_s);
    m_text->setAccessibleName(name);
    m_text->setReadOnly(true);
    // Readers move in it with the keyboard, so it has a cursor.
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setUndoRedoEnabled(false);
    m_note->setObjectName(side == RewriteSide::Original ? u"originalNote"_s : u"rewrittenNote"_s);
    m_note->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(label(name, u"column"_s));
    column->addWidget(m_text);
    column->addWidget(m_note);
}

void RewritePane::show(const QByteArray &beginning, qint64 whole, const wire::RewritePreview &preview)
{
    const RewriteReading readable = readableSource(beginning);
    const QByteArray shown = shownOf(readable.text);
    const QString text = sourceText(shown);
    const int place = m_text->verticalScrollBar()->value();
    m_chosen = -1;
    m_marks = findMarks(text, preview, m_side);
    // The document is filled first and coloured after, in one go.
    m_highlighter->setDocument(nullptr);
    m_text->setPlainText(text);
    m_highlighter->setDocument(m_text->document());
    m_text->verticalScrollBar()->setValue(place);
    paintChosen();
    QStringList notes;
    if (readable.hasDecoded)
        notes << tr("Parts in base64 or quoted-printable are shown decoded.");
    if (beginning.size() < whole || shown.size() < readable.text.size())
        notes << tr("The first %1 of %2 are shown.").arg(byteSize(shown.size()), byteSize(whole));
    if (m_marks.isEmpty() && !preview.links.isEmpty())
        notes << tr("The links stand further down, so they cannot be marked here.");
    m_note->setText(notes.join(u' '));
    m_note->setVisible(!notes.isEmpty());
}

void RewritePane::reveal(int link)
{
    m_chosen = -1;
    for (int i = 0; i < m_marks.size(); ++i) {
        if (link >= 0 && m_marks.at(i).link == link)
            m_chosen = i;
    }
    if (m_chosen >= 0)
        scrollTo(m_marks.at(m_chosen).begin);
    paintChosen();
}

void RewritePane::revealFirst()
{
    if (!m_marks.isEmpty())
        scrollTo(m_marks.front().begin);
}

void RewritePane::scrollTo(int position)
{
    QTextCursor cursor(m_text->document());
    cursor.setPosition(position);
    m_text->setTextCursor(cursor);
    m_text->centerCursor();
}

void RewritePane::paintChosen()
{
    QList<QTextEdit::ExtraSelection> selections;
    if (m_chosen >= 0) {
        const TextMark &mark = m_marks.at(m_chosen);
        QTextEdit::ExtraSelection chosen;
        chosen.cursor = QTextCursor(m_text->document());
        chosen.cursor.setPosition(mark.begin);
        chosen.cursor.setPosition(mark.begin + mark.length, QTextCursor::KeepAnchor);
        chosen.format.setBackground(Palette::current().accent);
        chosen.format.setForeground(Palette::current().onAccent);
        selections << chosen;
    }
    m_text->setExtraSelections(selections);
}

void RewritePane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        m_highlighter->rehighlight();
        paintChosen();
    }
}

} // namespace unmta::ui
