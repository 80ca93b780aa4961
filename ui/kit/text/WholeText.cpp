#include "kit/text/WholeText.h"

#include "support/Scale.h"

#include <QEvent>
#include <QFocusEvent>
#include <QKeyEvent>
#include <QStyle>
#include <QStyleOption>
#include <QTextDocument>

#include <algorithm>
#include <cmath>

namespace unmta::ui {

namespace {

constexpr int narrowest = 90; // beside a font of 13 px

} // namespace

WholeText::WholeText(const QString &look, QWidget *parent)
    : QTextEdit(parent)
    , m_measure(std::make_unique<QTextDocument>())
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setCursorWidth(0);
    setTabChangesFocus(true);
    setProperty("look", look);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    QTextOption wrapping = m_measure->defaultTextOption();
    wrapping.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_measure->setDefaultTextOption(wrapping);
    QSizePolicy policy(QSizePolicy::Maximum, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setMargin(0);
}

WholeText::~WholeText() = default;

void WholeText::setWhole(const QString &text)
{
    if (text == this->text())
        return;
    setPlainText(text);
    measureAnew();
}

void WholeText::setMargin(int margin)
{
    document()->setDocumentMargin(margin);
    measureAnew();
}

void WholeText::measureAnew()
{
    m_measure->setDefaultFont(document()->defaultFont());
    m_measure->setDocumentMargin(document()->documentMargin());
    m_measure->setPlainText(text());
    updateGeometry();
}

int WholeText::frame() const
{
    ensurePolished();
    QStyleOptionFrame option;
    initStyleOption(&option);
    option.rect = QRect(0, 0, 100, 100);
    return 100 - style()->subElementRect(QStyle::SE_ShapedFrameContents, &option, this).width();
}

QSize WholeText::sizeHint() const
{
    m_measure->setTextWidth(-1);
    const int width = int(std::ceil(m_measure->idealWidth())) + frame() + 1;
    return {width, heightForWidth(width)};
}

QSize WholeText::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), scaled(narrowest, fontMetrics())), heightForWidth(sizeHint().width())};
}

int WholeText::heightForWidth(int width) const
{
    const int around = frame();
    m_measure->setTextWidth(std::max(width - around, 1));
    return int(std::ceil(m_measure->size().height())) + around;
}

// Copying means this text, whatever else the key means on the page.
bool WholeText::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
        event->accept();
        return true;
    }
    return QTextEdit::event(event);
}

void WholeText::changeEvent(QEvent *event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        measureAnew();
}

void WholeText::focusInEvent(QFocusEvent *event)
{
    QTextEdit::focusInEvent(event);
    if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason)
        selectAll();
}

void WholeText::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy) && !textCursor().hasSelection())
        selectAll();
    QTextEdit::keyPressEvent(event);
}

// There is nothing to scroll in it: the page around it is meant.
void WholeText::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

} // namespace unmta::ui
