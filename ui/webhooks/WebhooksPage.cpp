#include "webhooks/WebhooksPage.h"

#include "kit/FitTable.h"
#include "kit/Labels.h"
#include "kit/StateView.h"
#include "kit/text/CopyButton.h"
#include "kit/text/ValueField.h"
#include "session/Session.h"
#include "webhooks/WebhookCard.h"
#include "webhooks/WebhookDialog.h"
#include "webhooks/WebhookListModel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

WebhooksPage::WebhooksPage(Session &session, QWidget *parent)
    : PageFrame(tr("Webhooks"), tr("Your own systems are told of opens, clicks and what happens to domains."), parent)
    , m_session(session)
    , m_model(new WebhookListModel([&session] { return session.now(); }, this))
    , m_table(new FitTable)
    , m_card(new WebhookCard(session))
    , m_secret(new QFrame)
    , m_secretField(new ValueField)
    , m_copy(new CopyButton(tr("the secret")))
{
    auto *add = new QPushButton(tr("Add webhook…"));
    add->setObjectName(u"addWebhookButton"_s);
    add->setProperty("look", u"primary"_s);
    actions()->addWidget(add);
    m_table->setObjectName(u"webhookTable"_s);
    m_table->setAccessibleName(tr("Webhooks"));
    m_table->setModel(m_model);
    m_table->offer(m_card->buttons());
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(WebhookListModel::Receiver, QHeaderView::Stretch);
    m_table->hideWhenNarrow(WebhookListModel::LastSuccess, 520);
    auto *list = new QFrame;
    list->setProperty("role", u"card"_s);
    list->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    auto *inside = new QVBoxLayout(list);
    inside->setContentsMargins(1, 1, 1, 1);
    inside->addWidget(m_table);
    m_card->hide();
    makeSecret();

    auto *body = new QWidget;
    auto *stack = new QVBoxLayout(body);
    scrollToTheEdges(*body);
    stack->setSpacing(16);
    stack->addWidget(m_secret);
    stack->addWidget(list);
    stack->addWidget(m_card);
    stack->addStretch(1);
    m_view = new StateView(scrolling(body));
    m_view->showLoading();
    column()->addWidget(m_view, 1);

    connect(add, &QPushButton::clicked, this, &WebhooksPage::add);
    // By the arrows and by the right button as well: what its buttons do, they do with the row that is seen to be
    // chosen.
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                if (current.isValid() && m_model->at(current.row()).id != m_chosen)
                    choose(m_model->at(current.row()).id);
            });
    connect(m_card, &WebhookCard::changed, this, &WebhooksPage::load);
    connect(m_card, &WebhookCard::secretMade, this, &WebhooksPage::showSecret);
    connect(m_view, &StateView::primaryRequested, this, &WebhooksPage::add);
    connect(m_view, &StateView::retryRequested, this, [this] {
        m_session.retryNow();
        load();
    });
    connect(&session, &Session::reset, this, &WebhooksPage::load);
    connect(&session, &Session::onlineChanged, this, &WebhooksPage::load);
    connect(&session, &Session::clusterChosen, this, [this] {
        m_secret->hide();
        choose(0);
        load();
    });
    // Calls follow what recipients do.
    connect(&session, &Session::changed, this, [this](const wire::Change &change) {
        const bool isMine = change.clusterId == m_session.clusterId();
        if (isMine && (change.kind == ChangeKind::Webhook || (change.kind == ChangeKind::Activity && isVisible())))
            load();
    });
}

void WebhooksPage::makeSecret()
{
    m_secret->setProperty("role", u"notice"_s);
    m_secret->setProperty("tone", u"good"_s);
    m_secretField->setObjectName(u"webhookSecretField"_s);
    m_secretField->setAccessibleName(tr("Secret"));
    m_copy->setObjectName(u"copySecretButton"_s);
    auto *column = new QVBoxLayout(m_secret);
    column->setContentsMargins(12, 10, 12, 10);
    column->addWidget(
        paragraph(tr("Copy the secret now; it cannot be shown again. With it the receiver knows who calls.")));
    auto *value = new QHBoxLayout;
    value->addWidget(m_secretField);
    value->addWidget(m_copy);
    value->addStretch();
    column->addLayout(value);
    m_secret->hide();
}

void WebhooksPage::load()
{
    if (m_session.clusterId().isEmpty()) {
        if (!m_session.isOnline() && !m_session.problem().code.isEmpty())
            m_view->showError(m_session.problem());
        return;
    }
    m_session.client().call(api::listWebhooks, {m_session.clusterId()}, this,
                            [this, cluster = m_session.clusterId()](const Result<QList<wire::Webhook>> &webhooks) {
                                if (cluster != m_session.clusterId())
                                    return;
                                if (webhooks)
                                    take(*webhooks);
                                else if (m_model->rowCount() == 0)
                                    m_view->showError(webhooks.error());
                            });
}

void WebhooksPage::take(const QList<wire::Webhook> &webhooks)
{
    m_model->replaceAll(webhooks);
    if (webhooks.isEmpty()) {
        m_view->showEmpty(
            {u"webhooks"_s,
             tr("No webhooks yet"),
             tr("A webhook is an address of yours that is called when a recipient opens or clicks, or when "
                "something happens to a domain. Calls are signed, come in order, and wait for a receiver "
                "that is away."),
             tr("Add webhook…"),
             {}});
    } else {
        m_view->showContent();
    }
    choose(m_model->rowOf(m_chosen) < 0 && !webhooks.isEmpty() ? webhooks.front().id : m_chosen);
}

void WebhooksPage::choose(qint64 id)
{
    m_chosen = id;
    const int row = m_model->rowOf(id);
    if (row < 0)
        return m_card->hide();
    if (m_table->currentRow() != row)
        m_table->selectRow(row);
    m_card->show(m_model->at(row));
}

void WebhooksPage::add()
{
    if (m_session.clusterId().isEmpty())
        return;
    auto *dialog = new WebhookDialog(m_session, std::nullopt, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &WebhookDialog::saved, this, [this](const wire::Webhook &webhook) {
        m_chosen = webhook.id;
        showSecret(webhook.secret.value_or(QString()));
        load();
    });
    dialog->open();
}

void WebhooksPage::showSecret(const QString &secret)
{
    m_secretField->setValue(secret);
    m_copy->setValue(secret);
    m_secret->show();
}

void WebhooksPage::requestDelete()
{
    if (m_card->isVisible())
        m_card->requestDelete();
}

void WebhooksPage::showEvent(QShowEvent *event)
{
    PageFrame::showEvent(event);
    load();
}

} // namespace unmta::ui
