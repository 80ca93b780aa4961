#include "kit/CopyText.h"

#include "kit/CopyButton.h"
#include "support/FixedFont.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QTextEdit>

#include <cmath>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

// As tall as its text. A label breaks between words only, and an address or a command has long ones.
class Lines final : public QTextEdit
{
public:
    explicit Lines(const QString &text)
    {
        setReadOnly(true);
        setProperty("look", u"guide"_s);
        setFocusPolicy(Qt::ClickFocus); // the button copies; by keyboard there is nothing to do here
        setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        document()->setDocumentMargin(0);
        setPlainText(text);
    }

    [[nodiscard]] QSize sizeHint() const override { return {200, height()}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {1, height()}; }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QTextEdit::resizeEvent(event);
        fit();
    }
    void changeEvent(QEvent *event) override
    {
        QTextEdit::changeEvent(event);
        if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
            takeFont();
    }

private:
    // As large as the words around it, however large the system wants those.
    void takeFont()
    {
        const QFont fixed = fixedFont(parentWidget() ? parentWidget()->font() : font());
        if (document()->defaultFont() != fixed)
            document()->setDefaultFont(fixed);
        fit();
    }
    void fit()
    {
        document()->setTextWidth(viewport()->width());
        const int needed = int(std::ceil(document()->size().height())) + height() - viewport()->height();
        if (needed != height())
            setFixedHeight(needed);
    }
};

} // namespace

CopyText::CopyText(const QString &name, const QString &what, const QString &text, QWidget *parent)
    : QFrame(parent)
{
    setProperty("role", u"code"_s);
    auto *lines = new Lines(text);
    lines->setObjectName(u"copyText_"_s + name);
    lines->setAccessibleName(what);
    auto *copy = new CopyButton(what);
    copy->setObjectName(u"copyButton_"_s + name);
    copy->setValue(text);
    setFocusProxy(copy);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(10, 5, 5, 5);
    row->setSpacing(8);
    row->addWidget(lines, 1, Qt::AlignVCenter);
    row->addWidget(copy, 0, Qt::AlignTop);
}

} // namespace unmta::ui
