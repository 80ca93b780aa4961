#include "connecting/ConnectionDialog.h"

#include "connecting/TrustCard.h"
#include "kit/Labels.h"
#include "language/EngineText.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

QString titleOf(ConnectionDialog::Purpose purpose, const QString &name)
{
    switch (purpose) {
    case ConnectionDialog::Purpose::New:
        break;
    case ConnectionDialog::Purpose::Edit:
        return ConnectionDialog::tr("Connection to %1").arg(name);
    case ConnectionDialog::Purpose::Token:
        return ConnectionDialog::tr("Another token for %1").arg(name);
    case ConnectionDialog::Purpose::Certificate:
        return ConnectionDialog::tr("The certificate of %1").arg(name);
    }
    return ConnectionDialog::tr("Connect to an engine");
}

QString explanationOf(ConnectionDialog::Purpose purpose)
{
    switch (purpose) {
    case ConnectionDialog::Purpose::New:
        break;
    case ConnectionDialog::Purpose::Edit:
        return ConnectionDialog::tr("It is reached once more before anything is changed.");
    case ConnectionDialog::Purpose::Token:
        return ConnectionDialog::tr(
            "The engine does not take the token that this console has: it was revoked, has ended, "
            "or may not read. Make one there: unmta-ctl token create NAME --scope admin");
    case ConnectionDialog::Purpose::Certificate:
        return {};
    }
    return ConnectionDialog::tr("The engine goes on where it runs; this window shows it. It has to listen for that "
                                "(unmta-engine --api) and needs a token, made there: "
                                "unmta-ctl token create NAME --scope admin");
}

} // namespace

ConnectionDialog::ConnectionDialog(Purpose purpose, Connection connection, QString token, QWidget *parent)
    : Sheet(u"connectionDialog"_s, titleOf(purpose, connection.name), 480, parent)
    , m_purpose(purpose)
    , m_connection(std::move(connection))
    , m_known(std::move(token))
    , m_urlAnswer(paragraph({}, u"errorSmall"_s))
    , m_tokenAnswer(paragraph({}, u"errorSmall"_s))
    , m_trust(new TrustCard)
    , m_kept(paragraph({}))
    , m_cancel(new QPushButton(tr("Cancel")))
    , m_confirm(new QPushButton)
{
    const bool hasPlace = purpose == Purpose::New || purpose == Purpose::Edit;
    if (const QString explanation = explanationOf(purpose); !explanation.isEmpty())
        column()->addWidget(paragraph(explanation, u"dim"_s));
    m_urlAnswer->setObjectName(u"connectionUrlAnswer"_s);
    m_tokenAnswer->setObjectName(u"connectionTokenAnswer"_s);
    if (hasPlace) {
        m_name = addField(tr("Name"), u"connectionNameEdit"_s, nullptr);
        m_name->setText(m_connection.name);
        m_name->setPlaceholderText(tr("Yours to choose; or the address"));
        m_url = addField(tr("Address"), u"connectionUrlEdit"_s, m_urlAnswer);
        m_url->setText(m_connection.url.toString());
        m_url->setPlaceholderText(tr("https://engine.example.com:8089"));
    } else {
        column()->addWidget(label(m_connection.url.toString(), u"dim"_s));
        column()->addWidget(m_urlAnswer);
    }
    // An engine that was set up anew knows no token of before.
    const bool hasToken = purpose == Purpose::Edit || purpose == Purpose::Certificate;
    m_token = addField(tr("Token"), u"connectionTokenEdit"_s, m_tokenAnswer);
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setPlaceholderText(hasToken && !m_known.isEmpty() ? tr("The one so far") : u"utk_…"_s);
    m_tokenAnswer->hide();
    m_urlAnswer->hide();
    column()->addWidget(m_trust);
    m_kept->setObjectName(u"tokenKeptText"_s);
    m_kept->hide();
    column()->addWidget(m_kept);
    m_cancel->setObjectName(u"cancelButton"_s);
    m_confirm->setObjectName(u"connectButton"_s);
    m_confirm->setProperty("look", u"primary"_s);
    m_confirm->setDefault(true);
    addButtons({m_cancel, m_confirm});
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_confirm, &QPushButton::clicked, this, [this] { m_isDone ? accept() : tryAgain(); });
    connect(m_trust, &TrustCard::mayAcceptChanged, this, &ConnectionDialog::showButton);
    connect(&m_contact, &Contact::failed, this, &ConnectionDialog::failed);
    connect(&m_contact, &Contact::reached, this, [this] {
        showButton();
        Q_EMIT connected(m_connection, m_known);
    });
    if (m_url && m_connection.url.isEmpty())
        m_url->setFocus();
    else
        m_token->setFocus();
    showButton();
    if (purpose == Purpose::Certificate)
        tryNow();
}

QLineEdit *ConnectionDialog::addField(const QString &name, const QString &objectName, QLabel *answer)
{
    auto *edit = new QLineEdit;
    edit->setObjectName(objectName);
    edit->setAccessibleName(name);
    column()->addSpacing(4);
    column()->addWidget(label(name, u"strong"_s));
    column()->addWidget(edit);
    if (answer)
        column()->addWidget(answer);
    connect(edit, &QLineEdit::textChanged, this, [this] {
        m_contact.cancel();
        clearAnswers();
        m_trust->putAway();
    });
    return edit;
}

void ConnectionDialog::clearAnswers()
{
    for (QLabel *answer : {m_urlAnswer, m_tokenAnswer}) {
        answer->clear();
        answer->hide();
    }
}

void ConnectionDialog::tryAgain()
{
    if (m_url) {
        m_connection.url = engineUrl(m_url->text());
        m_connection.name = m_name->text().trimmed();
        if (m_connection.name.isEmpty())
            m_connection.name = placeOf(m_connection);
    }
    if (!m_token->text().trimmed().isEmpty())
        m_known = m_token->text().trimmed();
    if (!m_trust->fingerprint().isEmpty()) {
        // Whom this computer trusts by itself needs no pin: the next certificate of such an engine is as good.
        m_accepted = m_trust->fingerprint();
        m_connection.pin.clear();
        m_trust->putAway();
    } else {
        m_accepted.clear();
    }
    tryNow();
}

void ConnectionDialog::tryNow()
{
    clearAnswers();
    m_contact.reach(m_connection, m_known);
    showButton();
}

void ConnectionDialog::failed(const Error &error)
{
    const QString fingerprint = error.context.value(u"fingerprint"_s);
    if (error.code == u"transport.tls" && !m_accepted.isEmpty() && fingerprint == m_accepted) {
        m_connection.pin = error.context.value(u"certificate"_s).toLatin1();
        return tryNow();
    }
    if (TrustCard::concerns(error)) {
        m_trust->show(error);
        reveal(m_trust->evidence());
        showButton();
        m_cancel->setFocus(); // trust is given on purpose, not by the key that was pressed anyway
        return;
    }
    const bool isOfToken = error.code.startsWith(u"auth."_s);
    QLabel *answer = isOfToken ? m_tokenAnswer : m_urlAnswer;
    answer->setText(
        error.code == u"auth.unauthenticated"
            ? (m_known.isEmpty() ? tr("The engine wants a token.") : tr("The engine does not take this token."))
            : errorText(error));
    answer->show();
    if (QLineEdit *edit = isOfToken ? m_token : m_url; edit) {
        edit->setFocus();
        edit->selectAll();
    }
    showButton();
}

void ConnectionDialog::showButton()
{
    const bool asksForTrust = !m_trust->fingerprint().isEmpty();
    const bool isBusy = m_contact.isUnderWay();
    m_confirm->setText(m_isDone                              ? tr("Done")
                       : isBusy                              ? tr("Connecting…")
                       : asksForTrust && m_trust->isChange() ? tr("Trust the new certificate")
                       : asksForTrust                        ? tr("Trust and connect")
                                                             : tr("Connect"));
    m_confirm->setAccessibleName(m_confirm->text());
    setLook(m_confirm, "look", asksForTrust && m_trust->isChange() ? u"danger"_s : u"primary"_s);
    m_confirm->setDefault(!asksForTrust);
    m_cancel->setDefault(asksForTrust);
    m_confirm->setEnabled(m_isDone || (!isBusy && (!asksForTrust || m_trust->mayAccept())));
    m_cancel->setVisible(!m_isDone);
}

void ConnectionDialog::finishWith(const QString &text, bool isProblem)
{
    m_isDone = true;
    m_trust->putAway();
    setRole(m_kept, isProblem ? u"error"_s : QString());
    m_kept->setText(text);
    m_kept->show();
    showButton();
    m_confirm->setFocus();
}

void ConnectionDialog::tellKept(const QString &path)
{
    finishWith(
        tr("Connected. No keychain of this computer took the token, so it lies in a file that only you can read: %1")
            .arg(path),
        false);
}

void ConnectionDialog::tellProblem(const Error &error)
{
    finishWith(errorText(error), true);
}

} // namespace unmta::ui
