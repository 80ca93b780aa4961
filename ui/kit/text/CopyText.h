// Lines that are copied as they are: fixed font on a tinted ground, broken anywhere rather than cut, with their button.
#pragma once

#include <QFrame>

namespace unmta::ui {

class CopyText final : public QFrame
{
    Q_OBJECT

public:
    // `name` completes the object names; `what` completes "Copy …" for those who hear the button. `shown` stands there
    // in place of the text, where that is better read in lines of its own; it is the text that is copied.
    CopyText(const QString &name, const QString &what, const QString &text, const QString &shown = {});
};

} // namespace unmta::ui
