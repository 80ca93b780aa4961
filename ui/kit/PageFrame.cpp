#include "kit/PageFrame.h"

#include "kit/Labels.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace unmta::ui {

using namespace Qt::StringLiterals;

PageFrame::PageFrame(const QString &title, const QString &subtitle, QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
    , m_top(new QHBoxLayout)
    , m_actions(new QHBoxLayout)
    , m_title(label(title, u"title"_s))
{
    // So that keys mean the page although none of its controls has been touched.
    setFocusPolicy(Qt::ClickFocus);
    m_column->setContentsMargins(24, 20, 24, 20);
    m_column->setSpacing(10);
    m_top->setSpacing(10);
    m_top->addStrut(std::max(fontMetrics().height(), 18) + 16); // as tall as a button: the title does not jump
    m_top->addWidget(m_title);
    m_actions->setSpacing(10);
    m_actions->addStretch(1);
    m_top->addLayout(m_actions, 1);
    m_column->addLayout(m_top);
    if (!subtitle.isEmpty())
        m_column->addWidget(paragraph(subtitle, u"dim"_s));
}

// Beneath the title where there is no room beside it.
void PageFrame::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int margins = contentsRect().width() - m_top->contentsRect().width();
    const int needed = m_title->sizeHint().width() + m_actions->minimumSize().width() + m_top->spacing();
    const bool fits = needed <= width() - std::max(margins, 48);
    m_top->setDirection(fits ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

namespace {

// The scroll bar takes its width from the page's margin, so that the cards keep their right edge.
class PageArea final : public QScrollArea
{
protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QScrollArea::resizeEvent(event);
        QMargins margins = widget()->layout()->contentsMargins();
        margins.setRight(margins.left() - (width() - viewport()->width()));
        widget()->layout()->setContentsMargins(margins);
    }
};

} // namespace

QWidget *scrolling(QWidget *body)
{
    body->setObjectName(u"pageBody"_s);
    auto *area = new PageArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(body);
    return area;
}

} // namespace unmta::ui
