#include "rewriting/RewriteEdit.h"

#include <QFontDatabase>

namespace unmta::ui {

RewriteEdit::RewriteEdit(int height, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_height(height)
{
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setWordWrapMode(QTextOption::WrapAnywhere);
    setTabChangesFocus(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

} // namespace unmta::ui
