// What every page has in common: the 24-px margin, the title's line with its buttons, and the sentence beneath.
#pragma once

#include "support/WrapRow.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace unmta::ui {

class PageFrame : public QWidget
{
    Q_OBJECT

public:
    explicit PageFrame(const QString &title, const QString &subtitle = {}, QWidget *parent = nullptr);

    // What Ctrl+F means here; nothing by default.
    virtual void focusFilter() {}
    // What Del means here; nothing by default.
    virtual void requestDelete() {}

protected:
    // Where it needs more height than the window has, the page is scrolled as a whole; tables and inner areas take part
    // with the little that they need.
    [[nodiscard]] QVBoxLayout *column() const { return m_column; }
    // Right of the title, and beneath it where there is no room.
    [[nodiscard]] WrapRow *actions() const { return m_top; }
    // The body scrolls up to the window's edges, with its bar there, and the page gives it no margin but its own.
    void scrollToTheEdges(QWidget &body);

private:
    QVBoxLayout *m_column;
    WrapRow *m_top;
    QLabel *m_subtitle = nullptr; // null: there is none
};

// Where the page is scrolled as a whole, to where all of this part is seen, as soon as it has its place.
void revealOnPage(QWidget &part);
// The body of a page that is taller than the window, in a scroll area.
[[nodiscard]] QWidget *scrolling(QWidget *body);

} // namespace unmta::ui
