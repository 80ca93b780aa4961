// A line across the top of a page: the engine does not answer, or something was refused.
#pragma once

#include "support/Palette.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace unmta::ui {

class Sign;

class Banner final : public QFrame
{
    Q_OBJECT

public:
    explicit Banner(QWidget *parent = nullptr);
    // The tone is its level: information, warning, error or success, each with its own sign. `action` is the button's
    // text, or empty. A banner with `closable` can be put away.
    void show(Tone tone, const QString &text, const QString &action = {}, bool closable = false);

Q_SIGNALS:
    void actionRequested();

private:
    Sign *m_sign;
    QLabel *m_text;
    QPushButton *m_action;
    QPushButton *m_close;
};

} // namespace unmta::ui
