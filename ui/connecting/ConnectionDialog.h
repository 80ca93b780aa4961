// An engine elsewhere: its name here, its address, a token for it, and the certificate that it shows. It is reached
// before the dialog closes, so that what is kept has worked once.
#pragma once

#include "connecting/Connection.h"
#include "connecting/Contact.h"
#include "kit/Sheet.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace unmta::ui {

class TrustCard;

class ConnectionDialog final : public Sheet
{
    Q_OBJECT

public:
    enum class Purpose : std::uint8_t
    {
        New,
        Edit,
        Token,      // another one for the same engine
        Certificate // the engine is met anew, by what is known of it
    };

    // `token` is the one that is known; it is never shown.
    ConnectionDialog(Purpose purpose, Connection connection, QString token, QWidget *parent = nullptr);

    // The keychain did not take the token: where it lies now. The dialog stays until this is read.
    void tellKept(const QString &path);
    // It could not be kept at all.
    void tellProblem(const Error &error);

Q_SIGNALS:
    // The engine took the token. Whoever listens keeps both and closes the dialog.
    void connected(const unmta::ui::Connection &connection, const QString &token);

private:
    QLineEdit *addField(const QString &name, const QString &objectName, QLabel *answer);
    void tryAgain();
    void tryNow();
    void failed(const Error &error);
    void clearAnswers();
    void showButton();
    void finishWith(const QString &text, bool isProblem);

    Purpose m_purpose;
    Connection m_connection;
    QString m_known; // token
    Contact m_contact;
    QString m_accepted; // fingerprint
    bool m_isDone = false;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_url = nullptr;
    QLineEdit *m_token = nullptr;
    QLabel *m_urlAnswer;
    QLabel *m_tokenAnswer;
    TrustCard *m_trust;
    QLabel *m_kept;
    QPushButton *m_cancel;
    QPushButton *m_confirm;
};

} // namespace unmta::ui
