// "Connect your mail server": the guide for it, and a token for the mail host that is made on the spot.
#pragma once

#include "contract/wire/Token.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;

namespace unmta::ui {

class CopyButton;
class Session;
class ValueField;

class ConnectMail final : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectMail(Session &session, QWidget *parent = nullptr);
    // For another domain: a token that was shown is shown no more.
    void forget();

Q_SIGNALS:
    // A topic of the documentation.
    void helpRequested(const QString &topic);

private:
    void explain();
    void makeToken(int number);
    void showToken(const wire::Token &token);

    Session &m_session;
    QComboBox *m_server;
    QLabel *m_way;
    QPushButton *m_make;
    QWidget *m_fresh;
    ValueField *m_token;
    CopyButton *m_copy;
    QLabel *m_where;
    QLabel *m_problem;
};

} // namespace unmta::ui
