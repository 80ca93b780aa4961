// What can be done with several chosen domains at once; beneath the list, in the place of its summary.
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace unmta::ui {

class SelectionBar final : public QWidget
{
    Q_OBJECT

public:
    explicit SelectionBar(QWidget *parent = nullptr);
    void show(qsizetype count);
    // A verification is under way: so far `done` of `total`. Equal numbers: none is.
    void showVerifying(qsizetype done, qsizetype total);

Q_SIGNALS:
    void verifyRequested();
    void exportRequested();
    void handOverRequested();
    void deleteRequested();

private:
    QLabel *m_count;
    QPushButton *m_verify;
    bool m_verifyHadFocus = false; // when it was switched off
};

} // namespace unmta::ui
