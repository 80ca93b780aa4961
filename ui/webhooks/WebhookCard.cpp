#include "webhooks/WebhookCard.h"

#include "kit/Badge.h"
#include "kit/FitTable.h"
#include "language/EngineText.h"
#include "session/Session.h"
#include "support/Formatting.h"
#include "support/WrapRow.h"
#include "webhooks/DeleteWebhookDialog.h"
#include "webhooks/RotateSecretDialog.h"
#include "webhooks/WebhookDialog.h"
#include "webhooks/WebhookLogModel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

WebhookCard::WebhookCard(Session &session, QWidget *parent)
    : QFrame(parent)
    , m_session(session)
    , m_url(paragraph({}, u"heading"_s))
    , m_state(new Badge)
    , m_details(paragraph({}, u"dim"_s))
    , m_answer(paragraph({}))
    , m_table(new FitTable)
    , m_log(new WebhookLogModel([&session] { return session.now(); }, this))
    , m_nothing(paragraph(tr("It has not been called yet."), u"dim"_s))
{
    setObjectName(u"webhookCard"_s);
    setProperty("role", u"card"_s);
    m_url->setObjectName(u"webhookUrl"_s);
    m_details->setObjectName(u"webhookDetails"_s);
    m_answer->setObjectName(u"webhookTestAnswer"_s);
    m_answer->hide();
    m_table->setObjectName(u"webhookLogTable"_s);
    m_table->setAccessibleName(tr("Calls"));
    m_table->setModel(m_log);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(WebhookLogModel::Answer, QHeaderView::Stretch);
    m_table->hideWhenNarrow(WebhookLogModel::Took, 560);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 16);
    column->setSpacing(10);
    auto *top = new QHBoxLayout;
    top->addWidget(m_url, 1);
    top->addWidget(m_state, 0, Qt::AlignTop);
    column->addLayout(top);
    column->addWidget(m_details);
    auto *acts = new WrapRow;
    m_buttons << addButton(*acts, "testWebhookButton", tr("Test"), &WebhookCard::test);
    m_buttons << addButton(*acts, "editWebhookButton", tr("Change…"), &WebhookCard::edit);
    m_toggle = addButton(*acts, "toggleWebhookButton", tr("Switch off"), &WebhookCard::toggle);
    m_buttons << m_toggle;
    m_buttons << addButton(*acts, "rotateSecretButton", tr("New secret…"), &WebhookCard::requestRotation);
    m_buttons << addButton(*acts, "deleteWebhookButton", tr("Delete…"), &WebhookCard::requestDelete);
    column->addLayout(acts);
    column->addWidget(m_answer);
    auto *calls = new QHBoxLayout;
    calls->addWidget(label(tr("Calls"), u"heading"_s), 1);
    m_replay = addButton(*calls, "replayWebhookButton", tr("Send again"), &WebhookCard::replay);
    m_table->offer({m_replay});
    column->addLayout(calls);
    column->addWidget(m_nothing);
    column->addWidget(m_table);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &WebhookCard::showSelection);
    showSelection();
}

QPushButton *WebhookCard::addButton(QLayout &row, const char *name, const QString &text, void (WebhookCard::*act)())
{
    auto *button = new QPushButton(text);
    button->setObjectName(QString::fromLatin1(name));
    button->setProperty("look", u"small"_s);
    connect(button, &QPushButton::clicked, this, act);
    row.addWidget(button);
    return button;
}

QStringList WebhookCard::path() const
{
    return {m_session.clusterId(), QString::number(m_webhook.id)};
}

void WebhookCard::show(const wire::Webhook &webhook)
{
    if (webhook.id != m_webhook.id) {
        m_answer->hide();
        m_log->replaceAll({});
        m_table->hide();
        m_nothing->hide();
    }
    m_webhook = webhook;
    m_url->setText(webhook.url);
    m_state->show(webhookBadge(webhook));
    QStringList parts;
    for (const QString &type : webhook.types)
        parts << webhookTypeWord(type);
    QString text = parts.join(u" · "_s);
    if (!webhook.hosts.isEmpty())
        text += u'\n' + tr("Only %1").arg(webhook.hosts.join(u", "_s));
    if (!webhook.lastError.isEmpty())
        text += u'\n' + engineText(webhook.lastError);
    if (webhook.nextAttemptAt)
        text += u' ' + tr("Tried again %1.").arg(relativeTime(*webhook.nextAttemptAt, m_session.now()));
    m_details->setText(text);
    m_toggle->setText(webhook.enabled ? tr("Switch off") : tr("Switch on"));
    loadLog();
    setVisible(true);
}

void WebhookCard::loadLog()
{
    m_session.client().call(api::listWebhookDeliveries, path(), {{u"limit"_s, u"50"_s}}, this,
                            [this, id = m_webhook.id](const Result<wire::Page<wire::WebhookDelivery>> &page) {
                                if (!page || id != m_webhook.id)
                                    return;
                                m_log->replaceAll(page->items);
                                m_table->setVisible(!page->items.isEmpty());
                                m_nothing->setVisible(page->items.isEmpty());
                                showSelection();
                            });
}

void WebhookCard::showSelection()
{
    const int row = m_table->currentRow();
    m_replay->setEnabled(row >= 0 && row < m_log->rowCount() && m_log->at(row).kind != u"test" && m_webhook.enabled);
}

void WebhookCard::showAnswer(const QString &text, bool isGood)
{
    setRole(m_answer, isGood ? u"dim"_s : u"error"_s);
    m_answer->setText(text);
    m_answer->show();
}

void WebhookCard::test()
{
    showAnswer(tr("Calling the receiver…"), true);
    m_session.client().call(api::testWebhook, path(), this,
                            [this, id = m_webhook.id](const Result<wire::WebhookDelivery> &delivery) {
                                if (id != m_webhook.id)
                                    return;
                                if (!delivery)
                                    return showAnswer(errorText(delivery.error()), false);
                                const bool isGood = delivery->problem.isEmpty();
                                showAnswer(isGood ? tr("The receiver took the test: status %1 after %2 ms.")
                                                        .arg(delivery->status)
                                                        .arg(delivery->tookMs)
                                                  : engineText(delivery->problem),
                                           isGood);
                                loadLog();
                            });
}

void WebhookCard::edit()
{
    auto *dialog = new WebhookDialog(m_session, m_webhook, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &WebhookDialog::saved, this, &WebhookCard::changed);
    dialog->open();
}

void WebhookCard::toggle()
{
    wire::WebhookChange change;
    change.enabled = !m_webhook.enabled;
    m_session.client().call(api::updateWebhook, path(), change, this, [this](const Result<wire::Webhook> &webhook) {
        if (!webhook)
            return showAnswer(errorText(webhook.error()), false);
        Q_EMIT changed();
    });
}

void WebhookCard::rotate()
{
    m_session.client().call(api::rotateWebhookSecret, path(), this, [this](const Result<wire::Webhook> &webhook) {
        if (!webhook)
            return showAnswer(errorText(webhook.error()), false);
        showAnswer(tr("For 24 hours calls are signed with the former secret too."), true);
        Q_EMIT secretMade(webhook->secret.value_or(QString()));
    });
}

void WebhookCard::replay()
{
    const int row = m_table->currentRow();
    if (row < 0 || row >= m_log->rowCount())
        return;
    wire::WebhookReplay what;
    what.delivery = m_log->at(row).id;
    m_session.client().call(api::replayWebhook, path(), what, this, [this](const Result<wire::Webhook> &webhook) {
        if (!webhook)
            return showAnswer(errorText(webhook.error()), false);
        showAnswer(tr("It is sent again."), true);
        Q_EMIT changed();
    });
}

void WebhookCard::requestRotation()
{
    auto *dialog = new RotateSecretDialog(m_webhook, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, &WebhookCard::rotate);
    dialog->open();
}

void WebhookCard::requestDelete()
{
    auto *dialog = new DeleteWebhookDialog(m_session, m_webhook, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &DeleteWebhookDialog::deleted, this, &WebhookCard::changed);
    dialog->open();
}

} // namespace unmta::ui
