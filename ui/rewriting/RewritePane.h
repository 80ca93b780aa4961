// One side of the comparison: a message's source in the fixed font, with the addresses of its links on a tinted ground.
#pragma once

#include "base/Bytes.h"
#include "rewriting/RewriteMarks.h"

#include <QWidget>

class QLabel;

namespace unmta::ui {

class MarkHighlighter;
class RewriteEdit;

class RewritePane final : public QWidget
{
    Q_OBJECT

public:
    // What is shown of a message, in bytes and lines; more would hold up the window.
    static constexpr qsizetype maxShown = 96 * KiB;
    static constexpr qsizetype maxLine = 16 * KiB;
    static constexpr int maxLines = 2500;

    RewritePane(RewriteSide side, const QString &name, QWidget *parent = nullptr);
    // `beginning` is the content up to maxShown bytes, `whole` how long it really is.
    void show(const QByteArray &beginning, qint64 whole, const wire::RewritePreview &preview);
    // Scrolls to the link and sets it off from the others; −1: none of them.
    void reveal(int link);
    // Scrolls to the first link, which stands behind the header and the styles.
    void revealFirst();

protected:
    void changeEvent(QEvent *event) override;

private:
    void scrollTo(int position);
    void paintChosen();

    RewriteSide m_side;
    RewriteEdit *m_text;
    QLabel *m_note;
    MarkHighlighter *m_highlighter;
    QList<TextMark> m_marks;
    int m_chosen = -1;
};

// Bytes as text: UTF-8, or one character per byte where that fails; lines end in "\n".
[[nodiscard]] QString sourceText(const QByteArray &bytes);

} // namespace unmta::ui
