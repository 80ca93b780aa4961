// One line of text for one question: a cluster's name, a token's name. The asker carries the answer out and tells the
// dialog how it went.
#pragma once

#include "base/Error.h"
#include "kit/Sheet.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace unmta::ui {

struct Prompt
{
    QString objectName;
    QString title;
    QString explanation;
    QString field;
    QString text; // what the line contains at first
    QString action;
};

class PromptDialog final : public Sheet
{
    Q_OBJECT

public:
    explicit PromptDialog(const Prompt &prompt, QWidget *parent = nullptr);
    // The answer was refused: the dialog stays open and says why.
    void refuse(const Error &error);

Q_SIGNALS:
    void submitted(const QString &text);

private:
    QLineEdit *m_edit;
    QLabel *m_answer;
    QPushButton *m_confirm;
};

} // namespace unmta::ui
