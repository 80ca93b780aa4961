// What all dialogs have in common: a title, the margins, a row of buttons at the end, and a height that follows the
// text. What is taller than the screen is scrolled, with the buttons in sight; and when the dialog goes, the keyboard
// is where it was before.
#pragma once

#include <QDialog>
#include <QPointer>

class QScrollArea;
class QVBoxLayout;

namespace unmta::ui {

class WrapRow;

class Sheet : public QDialog
{
    Q_OBJECT

protected:
    // `width` is the one beside a font of 13 px.
    Sheet(const QString &objectName, const QString &title, int width, QWidget *parent);

    [[nodiscard]] QVBoxLayout *column() const { return m_column; }
    // The last row: those who lead away first, the one that acts last.
    void addButtons(const QList<QWidget *> &buttons);
    // Where the dialog is scrolled, this part of it is in sight until another one is; null: none.
    void reveal(QWidget *part);
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    // As tall as the content needs to be.
    void fit();

    QScrollArea *m_area;
    QVBoxLayout *m_column;
    WrapRow *m_buttons;
    QPointer<QWidget> m_revealed;
    QPointer<QWidget> m_before; // had the focus in the window below
};

} // namespace unmta::ui
