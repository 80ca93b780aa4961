// The API's tokens: which there are, a new one or a new text (shown once), and taking one back.
#pragma once

#include "contract/wire/Wire.h"
#include "kit/Labels.h"

class QVBoxLayout;

namespace unmta::ui {

class CopyButton;
class Session;
class ValueField;

class TokenCard final : public QFrame
{
    Q_OBJECT

public:
    explicit TokenCard(Session &session, QWidget *parent = nullptr);
    // Only those of the session's cluster, and new ones are for it at first.
    void showOnlyCluster(bool isOnly) { m_isOnlyCluster = isOnly; }
    void load();

private:
    void fill(const QList<wire::Token> &tokens);
    void create();
    void rotate(qint64 id);
    void showOnce(const wire::Token &token, const QString &what);
    [[nodiscard]] QString scopeWords(const wire::Token &token) const;
    void revoke(qint64 id);
    void showProblem(const QString &text);

    Session &m_session;
    QVBoxLayout *m_rows;
    QFrame *m_fresh;
    QLabel *m_freshText;
    ValueField *m_token;
    CopyButton *m_copy;
    QLabel *m_problem;
    bool m_isOnlyCluster = false;
};

} // namespace unmta::ui
