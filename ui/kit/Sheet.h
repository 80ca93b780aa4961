// What all dialogs have in common: a title, the margins, a row of buttons at the end, and a height that follows the
// text.
#pragma once

#include <QDialog>

class QVBoxLayout;

namespace unmta::ui {

class Sheet : public QDialog
{
    Q_OBJECT

protected:
    Sheet(const QString &objectName, const QString &title, int width, QWidget *parent);

    [[nodiscard]] QVBoxLayout *column() const { return m_column; }
    // The last row: those who lead away first, the one that acts last.
    void addButtons(const QList<QWidget *> &buttons);
    void showEvent(QShowEvent *event) override;
    bool event(QEvent *event) override;

private:
    // As tall as the content needs to be.
    void fit();

    QVBoxLayout *m_column;
};

} // namespace unmta::ui
