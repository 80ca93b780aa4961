// A deletion that is confirmed by typing: what is at stake, what cannot be undone, and what to type.
#pragma once

#include "kit/Sheet.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace unmta::ui {

class DeletionSheet : public Sheet
{
    Q_OBJECT

protected:
    struct Words
    {
        QString title;
        QString keep;   // on the button that leads away
        QString action; // on the one that deletes
    };
    DeletionSheet(const QString &objectName, const Words &words, QWidget *parent);

    // A line of the notice above all else, in its order.
    void addStake(QWidget *line);
    // The last part. The button deletes once one of `accepted` is typed; the first is what the field hints at.
    void confirmBy(const QString &prompt, const QString &fieldName, const QStringList &accepted);
    // The button was pressed, which now waits.
    virtual void submit() = 0;
    // Says why, and lets it be tried again.
    void refuse(const QString &sentence);
    // While it is going on; what is typed stays as it is.
    void showProgress(const QString &text);
    // It is over, and not all was done.
    void showLeft(const QString &sentences);

private:
    void showTyped();

    QStringList m_accepted;
    QVBoxLayout *m_stake;
    QLineEdit *m_typed;
    QLabel *m_answer;
    QPushButton *m_cancel;
    QPushButton *m_delete;
};

} // namespace unmta::ui
