#include "overview/FigureRows.h"

#include "kit/Labels.h"

namespace unmta::ui {

using namespace Qt::StringLiterals;

FigureRows::FigureRows(int spacing, QWidget *parent)
    : QGridLayout(parent)
{
    setContentsMargins(0, 0, 0, 0);
    setColumnStretch(0, 1);
    setHorizontalSpacing(12);
    setVerticalSpacing(spacing);
}

QLabel *FigureRows::add(const QString &objectName, const QString &text, const QString &atFirst)
{
    auto *figure = label(atFirst);
    figure->setObjectName(objectName);
    figure->setAlignment(Qt::AlignRight);
    const int row = rowCount();
    addWidget(paragraph(text, u"dim"_s), row, 0);
    addWidget(figure, row, 1);
    return figure;
}

void tellFigure(QLabel *figure, const QString &text, bool isBad)
{
    figure->setText(text);
    setRole(figure, isBad ? u"error"_s : QString());
}

} // namespace unmta::ui
