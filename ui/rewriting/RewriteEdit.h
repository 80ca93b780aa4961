// A field for source text: fixed font, of a height that is given, left by the Tab key.
#pragma once

#include <QPlainTextEdit>

namespace unmta::ui {

class RewriteEdit final : public QPlainTextEdit
{
    Q_OBJECT

public:
    // `height` is the one beside a font of 13 px.
    explicit RewriteEdit(int height, QWidget *parent = nullptr);
    // The style sheet's least height would take back what setFixedHeight() says.
    [[nodiscard]] QSize sizeHint() const override { return {200, m_height}; }

private:
    int m_height;
};

} // namespace unmta::ui
