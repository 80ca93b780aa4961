// The few kinds of text a page is made of. All of them are plain text.
#pragma once

#include <QFrame>
#include <QLabel>

class QVBoxLayout;

namespace unmta::ui {

// `role` is looked up in the style sheet: "title", "heading", "strong", "dim", "small", "error".
[[nodiscard]] QLabel *label(const QString &text, const QString &role = {}, QWidget *parent = nullptr);
// The same, over as many lines as it needs, and selectable.
[[nodiscard]] QLabel *paragraph(const QString &text, const QString &role = {}, QWidget *parent = nullptr);
void setRole(QWidget *widget, const QString &role);
// For style-sheet properties that change while the widget is shown.
void setLook(QWidget *widget, const char *property, const QVariant &value);

// A line of one pixel between two rows.
[[nodiscard]] QFrame *rule();

// A section: one line around, radius 8.
class Card final : public QFrame
{
    Q_OBJECT

public:
    explicit Card(const QString &heading = {}, QWidget *parent = nullptr);
    [[nodiscard]] QVBoxLayout *body() const { return m_body; }
    [[nodiscard]] QLabel *heading() const { return m_heading; }

private:
    QVBoxLayout *m_body;
    QLabel *m_heading = nullptr;
};

} // namespace unmta::ui
