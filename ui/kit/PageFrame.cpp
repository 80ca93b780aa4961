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
    , m_actions(new QHBoxLayout)
    , m_title(label(title, u"title"_s))
{
    // So that keys mean the page although none of its controls has been touched.
    setFocusPolicy(Qt::ClickFocus);
    m_column->setContentsMargins(24, 20, 24, 20);
    m_column->setSpacing(10);
    auto *top = new QHBoxLayout;
    top->setSpacing(10);
    top->addStrut(std::max(fontMetrics().height(), 18) + 16); // as tall as a button: the title does not jump
    top->addWidget(m_title);
    top->addStretch(1);
    m_actions->setSpacing(10);
    top->addLayout(m_actions);
    m_column->addLayout(top);
    if (!subtitle.isEmpty())
        m_column->addWidget(paragraph(subtitle, u"dim"_s));
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
