#include "webhooks/WebhookDialog.h"

#include "kit/Labels.h"
#include "language/EngineText.h"
#include "session/Session.h"
#include "support/Words.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

WebhookDialog::WebhookDialog(Session &session, std::optional<wire::Webhook> webhook, QWidget *parent)
    : Sheet(u"webhookDialog"_s, webhook ? tr("Change webhook") : tr("Add webhook"), 560, parent)
    , m_session(session)
    , m_webhook(std::move(webhook))
    , m_url(new QLineEdit)
    , m_hosts(new QLineEdit)
    , m_people(new QCheckBox(tr("Opens and clicks of &people only")))
    , m_batch(new QCheckBox(tr("In &batches of up to 500, once a second")))
    , m_answer(paragraph({}, u"errorSmall"_s))
    , m_save(new QPushButton(m_webhook ? tr("Save") : tr("Add webhook")))
{
    m_url->setObjectName(u"webhookUrlEdit"_s);
    m_url->setAccessibleName(tr("Receiver's address"));
    m_url->setPlaceholderText(tr("https://crm.example.com/hooks/tracking"));
    m_hosts->setObjectName(u"webhookHostsEdit"_s);
    m_hosts->setAccessibleName(tr("Tracking hosts"));
    m_hosts->setPlaceholderText(tr("all of this cluster"));
    m_people->setObjectName(u"webhookPeopleCheckBox"_s);
    m_batch->setObjectName(u"webhookBatchCheckBox"_s);
    m_answer->setObjectName(u"webhookAnswer"_s);
    m_answer->setMinimumHeight(m_answer->fontMetrics().lineSpacing());
    m_save->setObjectName(u"saveWebhookButton"_s);
    m_save->setProperty("look", u"primary"_s);
    m_save->setDefault(true);
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(u"cancelButton"_s);

    column()->setSpacing(6);
    column()->addWidget(label(tr("Receiver's address"), u"strong"_s));
    column()->addWidget(m_url);
    column()->addSpacing(6);
    column()->addWidget(label(tr("It is told of"), u"strong"_s));
    addTypes();
    column()->addSpacing(6);
    column()->addWidget(label(tr("Tracking hosts"), u"strong"_s));
    column()->addWidget(m_hosts);
    column()->addWidget(paragraph(tr("Separated by commas; nothing means all of them."), u"small"_s));
    column()->addWidget(m_people, 0, Qt::AlignLeft);
    column()->addWidget(m_batch, 0, Qt::AlignLeft);
    column()->addWidget(m_answer);
    addButtons({cancel, m_save});

    const wire::Webhook shown = m_webhook.value_or(wire::Webhook());
    m_url->setText(shown.url);
    m_hosts->setText(shown.hosts.join(u", "_s));
    m_people->setChecked(shown.peopleOnly);
    m_batch->setChecked(!m_webhook || shown.batch);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &WebhookDialog::submit);
    m_url->setFocus();
}

void WebhookDialog::addTypes()
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(4);
    const QStringList chosen = m_webhook ? m_webhook->types : QStringList{u"event.open"_s, u"event.click"_s};
    const QStringList types = webhookTypes();
    for (const QString &type : types) {
        auto *box = new QCheckBox(webhookTypeWord(type));
        box->setObjectName(u"webhookType_"_s + type);
        box->setToolTip(type);
        box->setChecked(chosen.contains(type));
        const int at = int(m_types.size());
        grid->addWidget(box, at / 2, at % 2, Qt::AlignLeft);
        m_types << box;
    }
    column()->addLayout(grid);
}

QStringList WebhookDialog::chosenTypes() const
{
    QStringList chosen;
    const QStringList types = webhookTypes();
    for (qsizetype i = 0; i < types.size(); ++i) {
        if (m_types[i]->isChecked())
            chosen << types[i];
    }
    return chosen;
}

void WebhookDialog::submit()
{
    static const QRegularExpression separators(u"[,\\s]+"_s);
    const QStringList hosts = m_hosts->text().split(separators, Qt::SkipEmptyParts);
    const QString url = m_url->text().trimmed();
    m_save->setEnabled(false);
    m_answer->clear();
    const auto taken = [this](const Result<wire::Webhook> &webhook) { take(webhook); };
    if (m_webhook) {
        const wire::WebhookChange change{url, chosenTypes(), hosts, m_people->isChecked(), m_batch->isChecked(), {}};
        m_session.client().call(api::updateWebhook, {m_session.clusterId(), QString::number(m_webhook->id)}, change,
                                this, taken);
    } else {
        const wire::WebhookInput input{url, chosenTypes(), hosts, m_people->isChecked(), m_batch->isChecked(), {}};
        m_session.client().call(api::createWebhook, {m_session.clusterId()}, input, this, taken);
    }
}

void WebhookDialog::take(const Result<wire::Webhook> &webhook)
{
    m_save->setEnabled(true);
    if (!webhook)
        return m_answer->setText(errorText(webhook.error()));
    Q_EMIT saved(*webhook);
    accept();
}

} // namespace unmta::ui
