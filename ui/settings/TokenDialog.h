// A new token: what it is for, what it may do, where, and until when. The asker carries the answer out and tells the
// dialog how it went.
#pragma once

#include "base/Error.h"
#include "contract/wire/Wire.h"
#include "kit/Sheet.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace unmta::ui {

class TokenDialog final : public Sheet
{
    Q_OBJECT

public:
    // `now` is the engine's; the token may be bound to one of `clusters`.
    TokenDialog(const QList<wire::Cluster> &clusters, TimePoint now, QWidget *parent = nullptr);
    // What is chosen at first.
    void chooseCluster(const QString &id);
    // The token was not made: the dialog stays open and says why.
    void refuse(const Error &error);

Q_SIGNALS:
    void submitted(const wire::TokenInput &input);

private:
    [[nodiscard]] wire::TokenInput input() const;
    void addRow(const QString &name, QWidget *field);
    void explain();

    TimePoint m_now;
    QLineEdit *m_name;
    QComboBox *m_scope;
    QLabel *m_explanation;
    QComboBox *m_cluster;
    QComboBox *m_expiry;
    QLabel *m_answer;
    QPushButton *m_confirm;
};

} // namespace unmta::ui
