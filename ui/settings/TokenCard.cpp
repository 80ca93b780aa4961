#include "settings/TokenCard.h"

#include "kit/text/CopyButton.h"
#include "kit/text/ValueField.h"
#include "language/EngineText.h"
#include "session/Session.h"
#include "settings/TokenDialog.h"
#include "support/Formatting.h"
#include "support/Scale.h"
#include "support/WrapRow.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

QList<wire::Token> ofCluster(QList<wire::Token> tokens, const QString &cluster)
{
    tokens.removeIf([&cluster](const wire::Token &token) { return token.clusterId != cluster; });
    return tokens;
}

} // namespace

TokenCard::TokenCard(Session &session, QWidget *parent)
    : QFrame(parent)
    , m_session(session)
    , m_rows(new QVBoxLayout)
    , m_fresh(new QFrame)
    , m_freshText(paragraph({}))
    , m_token(new ValueField)
    , m_copy(new CopyButton(tr("the token")))
    , m_problem(paragraph({}, u"errorSmall"_s))
{
    setObjectName(u"tokenCard"_s);
    setProperty("role", u"card"_s);
    m_token->setObjectName(u"freshTokenField"_s);
    m_token->setAccessibleName(tr("New token"));
    m_copy->setObjectName(u"copyTokenButton"_s);
    m_problem->hide();
    auto *add = new QPushButton(tr("New token…"));
    add->setObjectName(u"newTokenButton"_s);
    add->setProperty("look", u"small"_s);
    connect(add, &QPushButton::clicked, this, &TokenCard::create);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 16);
    column->setSpacing(10);
    auto *top = new QHBoxLayout;
    top->addWidget(label(tr("Access tokens"), u"heading"_s));
    top->addStretch();
    top->addWidget(add);
    column->addLayout(top);
    column->addWidget(
        paragraph(tr("For scripts, mail hosts and consoles on other computers. A token is shown once."), u"small"_s));
    m_fresh->setProperty("role", u"notice"_s);
    m_fresh->setProperty("tone", u"good"_s);
    auto *fresh = new QVBoxLayout(m_fresh);
    fresh->setContentsMargins(12, 10, 12, 10);
    m_freshText->setObjectName(u"freshTokenText"_s);
    fresh->addWidget(m_freshText);
    auto *value = new QHBoxLayout;
    value->addWidget(m_token);
    value->addWidget(m_copy);
    value->addStretch();
    fresh->addLayout(value);
    m_fresh->hide();
    column->addWidget(m_fresh);
    m_rows->setSpacing(6);
    column->addLayout(m_rows);
    column->addWidget(m_problem);
}

void TokenCard::load()
{
    m_session.client().tokens(this, [this](const Result<QList<wire::Token>> &tokens) {
        if (tokens)
            fill(m_isOnlyCluster ? ofCluster(*tokens, m_session.clusterId()) : *tokens);
        else
            showProblem(errorText(tokens.error()));
    });
}

// "read, rewrite · newsletter"
QString TokenCard::scopeWords(const wire::Token &token) const
{
    const QString scopes = token.scopes.join(u", "_s);
    if (!token.clusterId)
        return scopes;
    for (const wire::Cluster &cluster : m_session.clusters()) {
        if (cluster.id == *token.clusterId)
            return u"%1 · %2"_s.arg(scopes, cluster.name);
    }
    return u"%1 · %2"_s.arg(scopes, *token.clusterId);
}

void TokenCard::fill(const QList<wire::Token> &tokens)
{
    m_problem->hide();
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto addRow = [this] {
        auto *holder = new QWidget;
        m_rows->addWidget(holder);
        auto *row = new WrapRow(holder);
        row->setSpacing(16);
        return row;
    };
    for (const wire::Token &token : tokens) {
        WrapRow *row = addRow();
        row->add(paragraph(token.name), scaled(160, fontMetrics()));
        row->add(label(scopeWords(token), u"dim"_s));
        row->add(label(token.lastUsedAt ? tr("used %1").arg(relativeTime(*token.lastUsedAt, m_session.now()))
                                        : tr("never used"),
                       u"dim"_s));
        if (token.expiresAt) {
            const bool isOver = *token.expiresAt <= m_session.now();
            const QString when = relativeTime(*token.expiresAt, m_session.now());
            auto *expiry = label(isOver ? tr("expired %1").arg(when) : tr("expires %1").arg(when), u"dim"_s);
            expiry->setObjectName(u"tokenExpiry%1"_s.arg(token.id));
            expiry->setToolTip(plainTip(exactTime(*token.expiresAt)));
            row->add(expiry);
        }
        auto *revokeButton = new QPushButton(tr("Revoke"));
        revokeButton->setObjectName(u"revokeTokenButton%1"_s.arg(token.id));
        revokeButton->setAccessibleName(tr("Revoke the token %1").arg(token.name));
        revokeButton->setProperty("look", u"small"_s);
        connect(revokeButton, &QPushButton::clicked, this, [this, id = token.id] { revoke(id); });
        auto *rotateButton = new QPushButton(tr("Rotate"));
        rotateButton->setObjectName(u"rotateTokenButton%1"_s.arg(token.id));
        rotateButton->setAccessibleName(tr("Give the token %1 a new text").arg(token.name));
        rotateButton->setProperty("look", u"small"_s);
        connect(rotateButton, &QPushButton::clicked, this, [this, id = token.id] { rotate(id); });
        row->add(rotateButton);
        row->add(revokeButton);
    }
    if (tokens.isEmpty())
        m_rows->addWidget(label(tr("There are none yet."), u"dim"_s));
}

void TokenCard::create()
{
    auto *dialog = new TokenDialog(m_session.clusters(), m_session.now(), window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (m_isOnlyCluster)
        dialog->chooseCluster(m_session.clusterId());
    connect(dialog, &TokenDialog::submitted, this, [this, dialog](const wire::TokenInput &input) {
        m_session.client().createToken(input, dialog, [this, dialog](const Result<wire::Token> &token) {
            if (!token)
                return dialog->refuse(token.error());
            showOnce(*token, tr("Copy the new token now; it cannot be shown again."));
            dialog->accept();
        });
    });
    dialog->open();
}

// Nobody is cut off: the text so far stays good for a day.
void TokenCard::rotate(qint64 id)
{
    m_session.client().call(api::rotateToken, {QString::number(id)}, {}, this,
                            [this](const Result<wire::Token> &token) {
                                if (!token)
                                    return showProblem(errorText(token.error()));
                                showOnce(*token, tr("Copy the new text of %1 now; it cannot be shown again. The one so "
                                                    "far is good for another day.")
                                                     .arg(token->name));
                            });
}

void TokenCard::showOnce(const wire::Token &token, const QString &what)
{
    m_freshText->setText(what);
    m_token->setValue(token.token.value_or(QString()));
    m_copy->setValue(m_token->text());
    m_fresh->show();
    load();
}

void TokenCard::revoke(qint64 id)
{
    m_session.client().revokeToken(id, this, [this](const Result<void> &done) {
        if (!done)
            return showProblem(errorText(done.error()));
        load();
    });
}

void TokenCard::showProblem(const QString &text)
{
    m_problem->setText(text);
    m_problem->show();
}

} // namespace unmta::ui
