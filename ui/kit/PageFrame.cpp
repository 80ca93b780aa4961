#include "kit/PageFrame.h"

#include "kit/Labels.h"

#include <QEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

// As wide as its window, and no lower than what it shows needs at the least.
class WholePage final : public QScrollArea
{
public:
    explicit WholePage(QWidget *body)
    {
        setObjectName(u"wholePage"_s);
        setFrameShape(QFrame::NoFrame);
        setFocusPolicy(Qt::NoFocus);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setWidget(body);
        body->installEventFilter(this);
    }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QScrollArea::resizeEvent(event);
        fit();
    }
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const bool handled = QScrollArea::eventFilter(watched, event);
        if (event->type() == QEvent::LayoutRequest)
            fit();
        return handled;
    }

private:
    void fit()
    {
        QLayout *column = widget()->layout();
        // With the scroll bar there is less width, and more height is needed.
        const int bar = verticalScrollBar()->sizeHint().width();
        int width = this->width();
        if (column->minimumHeightForWidth(width) > height())
            width -= bar;
        widget()->resize(width, std::max(height(), column->minimumHeightForWidth(width)));
    }
};

} // namespace

PageFrame::PageFrame(const QString &title, const QString &subtitle, QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout)
    , m_top(new WrapRow)
{
    auto *body = new QWidget;
    body->setObjectName(u"pageBody"_s);
    body->setLayout(m_column);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(new WholePage(body));
    setAccessibleName(title);
    // So that keys mean the page although none of its controls has been touched.
    setFocusPolicy(Qt::ClickFocus);
    m_column->setContentsMargins(24, 20, 24, 20);
    m_column->setSpacing(10);
    m_top->setSpacing(10);
    m_top->setLineHeight(std::max(fontMetrics().height(), 18) + 16); // as tall as a button: the title does not jump
    m_top->add(label(title, u"title"_s));
    m_top->addStretch();
    m_column->addLayout(m_top);
    if (!subtitle.isEmpty()) {
        m_subtitle = paragraph(subtitle, u"dim"_s);
        m_subtitle->setObjectName(u"pageSubtitle"_s);
        m_column->addWidget(m_subtitle);
    }
}

void PageFrame::scrollToTheEdges(QWidget &body)
{
    constexpr int side = 24;
    m_column->setContentsMargins(0, 20, 0, 0);
    m_top->setContentsMargins(side, 0, side, 0);
    if (m_subtitle)
        m_subtitle->setContentsMargins(side, 0, side, 0);
    body.layout()->setContentsMargins(side, 4, side, side);
}

void revealOnPage(QWidget &part)
{
    QTimer::singleShot(0, &part, [&part] {
        for (QWidget *each = part.parentWidget(); each; each = each->parentWidget()) {
            auto *page = qobject_cast<QScrollArea *>(each);
            if (page && page->objectName() == u"wholePage" && part.isVisible())
                page->ensureWidgetVisible(&part, 0, 0);
        }
    });
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
        margins.setRight(std::max(margins.left() - (width() - viewport()->width()), 0));
        widget()->layout()->setContentsMargins(margins);
    }
};

} // namespace

QWidget *scrolling(QWidget *body)
{
    body->setObjectName(u"pageBody"_s);
    auto *area = new PageArea;
    area->setObjectName(u"pageArea"_s);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    // What cannot be narrower is scrolled to rather than cut off.
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(body);
    return area;
}

} // namespace unmta::ui
