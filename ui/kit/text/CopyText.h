// Lines that are copied as they are: fixed font on a tinted ground, broken anywhere rather than cut, with their button.
#pragma once

#include <QFrame>

namespace unmta::ui {

class CopyText final : public QFrame
{
    Q_OBJECT

public:
    // `name` completes the object names; `what` completes "Copy …" for those who hear the button.
    CopyText(const QString &name, const QString &what, const QString &text, QWidget *parent = nullptr);
};

} // namespace unmta::ui
