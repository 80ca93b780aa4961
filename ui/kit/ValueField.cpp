#include "kit/ValueField.h"

#include "support/FixedFont.h"
#include "support/Formatting.h"

#include <QKeyEvent>

namespace unmta::ui {

using namespace Qt::StringLiterals;

ValueField::ValueField(QWidget *parent)
    : QLineEdit(parent)
{
    setReadOnly(true);
    setFrame(false);
    setProperty("look", u"value"_s);
    setFont(fixedFont(font()));
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

void ValueField::setValue(const QString &value)
{
    if (value == text())
        return;
    setText(value);
    setCursorPosition(0);
    setToolTip(plainTip(value));
    updateGeometry();
}

QSize ValueField::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 18, fontMetrics().height() + 6};
}

QSize ValueField::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), 120), sizeHint().height()};
}

void ValueField::keyPressEvent(QKeyEvent *event)
{
    // Copying without a selection means the whole value.
    if (event->matches(QKeySequence::Copy) && !hasSelectedText())
        selectAll();
    QLineEdit::keyPressEvent(event);
}

} // namespace unmta::ui
