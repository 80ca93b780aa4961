#include "pages/PageFrame.h"

#include "widgets/Labels.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

PageFrame::PageFrame(const QString &title, const QString &subtitle, QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
    , m_actions(new QHBoxLayout)
    , m_title(label(title, u"title"_s))
{
    m_column->setContentsMargins(24, 20, 24, 20);
    m_column->setSpacing(10);
    auto *top = new QHBoxLayout;
    top->setSpacing(10);
    top->addWidget(m_title);
    top->addStretch(1);
    m_actions->setSpacing(10);
    top->addLayout(m_actions);
    m_column->addLayout(top);
    if (!subtitle.isEmpty())
        m_column->addWidget(paragraph(subtitle, u"dim"_s));
}

QWidget *scrolling(QWidget *body)
{
    body->setObjectName(u"pageBody"_s);
    auto *area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(body);
    return area;
}

} // namespace unmta::ui
