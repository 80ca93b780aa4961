// What every page has in common: the 24-px margin, the title's line with its buttons, and the sentence beneath.
#pragma once

#include "support/WrapRow.h"

#include <QWidget>

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

private:
    QVBoxLayout *m_column;
    WrapRow *m_top;
};

// The body of a page that is taller than the window, in a scroll area.
[[nodiscard]] QWidget *scrolling(QWidget *body);

} // namespace unmta::ui
