// Gives the focus back to a control that was out of use, or out of sight, while what it had begun went on (Verify Now).
// Where the user has moved the focus since then, it stays.
#pragma once

#include <QObject>
#include <QPointer>
#include <QWidget>

namespace unmta::ui {

class FocusKeeper final : public QObject
{
    Q_OBJECT

public:
    explicit FocusKeeper(QObject *parent = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void focusMoved(QWidget *from, QWidget *to);
    void giveBack();

    QPointer<QWidget> m_lost;    // had the focus, and cannot have it now
    QPointer<QWidget> m_standIn; // what Qt gave it to instead; none: nobody has it
};

} // namespace unmta::ui
