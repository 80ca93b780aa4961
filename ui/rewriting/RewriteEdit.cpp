#include "rewriting/RewriteEdit.h"

#include "support/FixedFont.h"
#include "support/Scale.h"

namespace unmta::ui {

RewriteEdit::RewriteEdit(int height, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_height(scaled(height, fontMetrics()))
{
    setFont(fixedFont(font()));
    setWordWrapMode(QTextOption::WrapAnywhere);
    setTabChangesFocus(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

} // namespace unmta::ui
