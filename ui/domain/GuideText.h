// Draws the small subset of Markdown that resources/providers uses: numbered steps, paragraphs, **bold**, `code`. The
// text is laid out span by span, never interpreted as HTML, so that a name put into it stays a name.
#pragma once

#include <QTextEdit>

namespace unmta::ui {

// One block of a guide.
struct GuideBlock
{
    enum class Kind : std::uint8_t
    {
        Step,
        Paragraph,
        Warning
    };
    Kind kind;
    QString text; // with ** and `

    bool operator==(const GuideBlock &) const = default;
};

// "{{zone}}" and its like are replaced by the values, whatever these contain.
[[nodiscard]] QList<GuideBlock> parseGuide(const QString &source, const QHash<QString, QString> &values);

// A read-only text as tall as its content.
class GuideText final : public QTextEdit
{
    Q_OBJECT

public:
    explicit GuideText(QWidget *parent = nullptr);
    void show(const QList<GuideBlock> &blocks);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void render();
    void fitHeight();

    QList<GuideBlock> m_blocks;
};

} // namespace unmta::ui
