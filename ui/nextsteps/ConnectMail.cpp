#include "nextsteps/ConnectMail.h"

#include "kit/Labels.h"
#include "kit/text/CopyButton.h"
#include "kit/text/ValueField.h"
#include "language/EngineText.h"
#include "nextsteps/MailServers.h"
#include "session/Permit.h"
#include "session/Session.h"
#include "support/WrapRow.h"

#include <QComboBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxNumber = 99; // of tokens that are called alike

} // namespace

ConnectMail::ConnectMail(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_server(new QComboBox)
    , m_way(paragraph({}, u"dim"_s))
    , m_make(new QPushButton(tr("Make a token for it")))
    , m_fresh(new QWidget)
    , m_token(new ValueField)
    , m_copy(new CopyButton(tr("the token")))
    , m_where(paragraph({}, u"small"_s))
    , m_problem(paragraph({}, u"errorSmall"_s))
{
    const auto guides = mailServerGuides();
    const int found = mailServerFound(guides);
    for (int i = 0; i < guides.size(); ++i)
        m_server->addItem(i == found ? tr("%1 (found on this computer)").arg(guides.at(i).name) : guides.at(i).name,
                          guides.at(i).topic);
    m_server->setCurrentIndex(std::max(found, 0));
    m_server->setObjectName(u"mailServerBox"_s);
    m_server->setAccessibleName(tr("Mail server"));
    m_way->setObjectName(u"mailServerWay"_s);
    auto *guide = new QPushButton(tr("Open the guide"));
    guide->setObjectName(u"openGuideButton"_s);
    m_make->setObjectName(u"makeMailTokenButton"_s);
    m_token->setObjectName(u"mailTokenField"_s);
    m_token->setAccessibleName(tr("Token for the mail host"));
    m_copy->setObjectName(u"copyMailTokenButton"_s);
    m_problem->setObjectName(u"mailTokenProblem"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(label(tr("Connect your mail server"), u"strong"_s));
    auto *choice = new WrapRow;
    choice->setSpacing(8);
    choice->add(m_server);
    choice->add(guide);
    choice->add(m_make);
    choice->addStretch();
    column->addLayout(choice);
    column->addWidget(m_way);
    auto *value = new WrapRow;
    value->add(m_token);
    value->add(m_copy);
    value->addStretch();
    auto *fresh = new QVBoxLayout(m_fresh);
    fresh->setContentsMargins(0, 2, 0, 0);
    fresh->setSpacing(4);
    fresh->addLayout(value);
    fresh->addWidget(m_where);
    column->addWidget(m_fresh);
    column->addWidget(m_problem);
    permit(session, Right::ChangeEngine, {m_make});
    connect(m_server, &QComboBox::currentIndexChanged, this, &ConnectMail::explain);
    connect(guide, &QPushButton::clicked, this, [this] { Q_EMIT helpRequested(m_server->currentData().toString()); });
    connect(m_make, &QPushButton::clicked, this, [this] {
        m_make->setEnabled(false);
        makeToken(1);
    });
    explain();
    forget();
}

void ConnectMail::forget()
{
    m_fresh->hide();
    m_token->setValue({});
    m_copy->setValue({});
    m_problem->hide();
}

void ConnectMail::explain()
{
    for (const MailServerGuide &guide : mailServerGuides()) {
        if (guide.topic == m_server->currentData().toString())
            m_way->setText(guide.way);
    }
}

// Names of tokens are unique, and this one has to be told from the others in their list.
void ConnectMail::makeToken(int number)
{
    const QString topic = m_server->currentData().toString();
    wire::TokenInput input;
    input.name = number == 1 ? topic : u"%1-%2"_s.arg(topic).arg(number);
    input.scopes = {u"rewrite"_s};
    input.clusterId = m_session.clusterId();
    m_session.client().createToken(input, this, [this, number](const Result<wire::Token> &token) {
        if (!token && token.error().code == u"token.duplicate" && number < maxNumber)
            return makeToken(number + 1);
        m_make->setEnabled(true);
        m_problem->setVisible(!token);
        if (token)
            showToken(*token);
        else
            m_problem->setText(errorText(token.error()));
    });
}

void ConnectMail::showToken(const wire::Token &token)
{
    m_token->setValue(token.token.value_or(QString()));
    m_copy->setValue(m_token->text());
    m_where->setText(
        tr("Copy it now, it cannot be shown again. It is called %1, may rewrite mail of the cluster %2 and nothing "
           "else. The guide says into which file of the mail host it goes.")
            .arg(token.name, token.clusterId.value_or(QString())));
    m_fresh->show();
    m_copy->setFocus();
}

} // namespace unmta::ui
