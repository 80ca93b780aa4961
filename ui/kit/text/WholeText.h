// A text that is shown whole: where its line ends it goes on in the next, within a word too where there is no better
// place, as names, addresses and keys want. It can be selected; copying without a selection copies all of it.
#pragma once

#include <QTextEdit>

#include <memory>

namespace unmta::ui {

class WholeText : public QTextEdit
{
    Q_OBJECT

public:
    // `look`: of the style sheet.
    explicit WholeText(const QString &look, QWidget *parent = nullptr);
    ~WholeText() override;

    // As it is, never as markup.
    void setWhole(const QString &text);
    [[nodiscard]] QString text() const { return toPlainText(); }
    // Room around the text, within the frame.
    void setMargin(int margin);

    // All of it in one line, where there is room.
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void measureAnew();
    [[nodiscard]] int frame() const;

    std::unique_ptr<QTextDocument> m_measure; // the same text, in widths that are only asked for
};

} // namespace unmta::ui
