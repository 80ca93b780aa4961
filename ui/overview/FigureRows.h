// What is counted, a row for each: its name, and the figure beside it.
#pragma once

#include <QGridLayout>

class QLabel;

namespace unmta::ui {

class FigureRows final : public QGridLayout
{
    Q_OBJECT

public:
    explicit FigureRows(int spacing, QWidget *parent = nullptr);

    // The figure, with what it shows before it is known.
    [[nodiscard]] QLabel *add(const QString &objectName, const QString &text, const QString &atFirst);
};

// Louder where the figure is one that somebody should look at.
void tellFigure(QLabel *figure, const QString &text, bool isBad);

} // namespace unmta::ui
