#include "kit/Sheet.h"

#include "kit/Labels.h"
#include "support/Scale.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

Sheet::Sheet(const QString &objectName, const QString &title, int width, QWidget *parent)
    : QDialog(parent)
    , m_column(new QVBoxLayout(this))
{
    setObjectName(objectName);
    setWindowTitle(title);
    setFixedWidth(scaled(width, fontMetrics()));
    // The constraint by the layout does not know how the height follows the width.
    m_column->setSizeConstraint(QLayout::SetNoConstraint);
    m_column->setContentsMargins(24, 20, 24, 20);
    m_column->setSpacing(8);
    m_column->addWidget(paragraph(title, u"dialogTitle"_s));
}

void Sheet::addButtons(const QList<QWidget *> &buttons)
{
    m_column->addStretch(1);
    m_column->addSpacing(8);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addStretch();
    for (QWidget *button : buttons)
        row->addWidget(button);
    m_column->addLayout(row);
}

void Sheet::fit()
{
    m_column->activate();
    const int height = m_column->hasHeightForWidth() ? m_column->totalHeightForWidth(width()) : sizeHint().height();
    setFixedHeight(height);
}

void Sheet::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    fit();
}

bool Sheet::event(QEvent *event)
{
    const bool handled = QDialog::event(event);
    // Some text became longer or shorter.
    if (event->type() == QEvent::LayoutRequest && isVisible())
        fit();
    return handled;
}

} // namespace unmta::ui
