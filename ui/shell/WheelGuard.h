// Scrolling a page must not change what happens to lie under the mouse: boxes and spin boxes take the wheel only once
// they have the focus, and the wheel does not give it to them. Watches all widgets of the program while it lives.
#pragma once

#include <QObject>

namespace unmta::ui {

class WheelGuard final : public QObject
{
    Q_OBJECT

public:
    explicit WheelGuard(QObject *parent);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace unmta::ui
