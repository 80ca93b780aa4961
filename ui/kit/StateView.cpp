#include "kit/StateView.h"

#include "kit/BusyBar.h"
#include "kit/Labels.h"
#include "kit/PageFrame.h"
#include "kit/text/Sign.h"
#include "language/EngineText.h"
#include "support/Scale.h"
#include "support/WrapRow.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

QPushButton *stateButton(const QString &name, const QString &look)
{
    auto *made = new QPushButton;
    made->setObjectName(name);
    made->setProperty("look", look);
    return made;
}

} // namespace

StateView::StateView(QWidget *content, QWidget *parent)
    : ViewStack(parent)
{
    addWidget(content);
    addWidget(makeLoading());
    addWidget(makeMessage());
    connect(m_retry, &QPushButton::clicked, this, &StateView::retryRequested);
    connect(m_primary, &QPushButton::clicked, this, &StateView::primaryRequested);
    connect(m_secondary, &QPushButton::clicked, this, &StateView::secondaryRequested);
}

QWidget *StateView::makeLoading()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    column->setContentsMargins(0, 96, 0, 0);
    column->setSpacing(12);
    auto *bar = new BusyBar;
    bar->setFixedWidth(scaled(180, fontMetrics()));
    column->addWidget(label(tr("Loading…"), u"dim"_s), 0, Qt::AlignHCenter);
    column->addWidget(bar, 0, Qt::AlignHCenter);
    return page;
}

QWidget *StateView::makeMessage()
{
    auto *page = new QWidget;
    m_sign = new Sign(40);
    m_title = paragraph({}, u"emptyTitle"_s);
    m_title->setAlignment(Qt::AlignHCenter);
    m_title->setObjectName(u"stateTitle"_s);
    m_text = paragraph({}, u"dim"_s);
    m_text->setObjectName(u"stateText"_s);
    m_text->setAlignment(Qt::AlignHCenter);
    m_text->setMaximumWidth(scaled(440, fontMetrics()));
    m_retry = stateButton(u"retryButton"_s, u"primary"_s);
    m_retry->setText(tr("Try again"));
    m_primary = stateButton(u"firstStepButton"_s, u"primary"_s);
    m_secondary = stateButton(u"otherWayButton"_s, {});
    auto *buttons = new WrapRow;
    buttons->setEnds(Qt::AlignHCenter);
    for (QPushButton *each : {m_retry, m_primary, m_secondary})
        buttons->add(each);
    auto *column = new QVBoxLayout(page);
    column->setAlignment(Qt::AlignTop);
    column->setContentsMargins(0, 72, 0, 24);
    column->setSpacing(10);
    column->addWidget(m_sign, 0, Qt::AlignHCenter);
    column->addWidget(m_title);
    auto *middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(m_text, 100); // as wide as it may be
    middle->addStretch(1);
    column->addLayout(middle);
    column->addSpacing(8);
    column->addLayout(buttons);
    return scrolling(page);
}

void StateView::showContent()
{
    setCurrentIndex(0);
}

void StateView::showLoading()
{
    setCurrentIndex(1);
}

void StateView::showError(const Error &error)
{
    showMessage({u"warning"_s, tr("This could not be loaded"), errorText(error), {}, {}});
    m_retry->show();
}

void StateView::showEmpty(const EmptyText &text)
{
    showMessage(text);
    m_retry->hide();
}

void StateView::showMessage(const EmptyText &text)
{
    m_sign->showIcon(text.iconName, Ink::Dim);
    m_title->setText(text.title);
    m_text->setText(text.text);
    m_primary->setText(text.primary);
    m_primary->setVisible(!text.primary.isEmpty());
    // A page may have another button of the same words.
    for (QPushButton *each : {m_retry, m_primary, m_secondary})
        each->setAccessibleDescription(text.title);
    m_secondary->setText(text.secondary);
    m_secondary->setVisible(!text.secondary.isEmpty());
    setCurrentIndex(2);
}

} // namespace unmta::ui
