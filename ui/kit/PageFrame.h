// What every page has in common: the 24-px margin, the title's line with its buttons, and the sentence beneath.
#pragma once

#include <QWidget>

class QHBoxLayout;
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
    void resizeEvent(QResizeEvent *event) override;
    [[nodiscard]] QVBoxLayout *column() const { return m_column; }
    // Right of the title.
    [[nodiscard]] QHBoxLayout *actions() const { return m_actions; }

private:
    QVBoxLayout *m_column;
    QHBoxLayout *m_top;
    QHBoxLayout *m_actions;
    QLabel *m_title;
};

// The body of a page that is taller than the window, in a scroll area.
[[nodiscard]] QWidget *scrolling(QWidget *body);

} // namespace unmta::ui
