#include "cluster/ClusterPage.h"

#include "cluster/ClusterCard.h"
#include "cluster/DeleteClusterDialog.h"
#include "cluster/ShippingCard.h"
#include "kit/StateView.h"
#include "language/EngineText.h"
#include "rewriting/RewriteRulesCard.h"
#include "session/Session.h"
#include "settings/TokenCard.h"
#include "support/Formatting.h"
#include "support/Scale.h"
#include "support/WrapRow.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

ClusterPage::ClusterPage(Session &session, QWidget *parent)
    : PageFrame(tr("Cluster"), {}, parent)
    , m_session(session)
    , m_cluster(new ClusterCard(session))
    , m_rules(new RewriteRulesCard(session))
    , m_tokens(new TokenCard(session))
    , m_shipping(new ShippingCard(session))
    , m_webhooks(paragraph({}))
    , m_delete(new QPushButton(tr("Delete this cluster…")))
    , m_last(paragraph(tr("It is the only cluster; an engine keeps at least one."), u"small"_s))
{
    setObjectName(u"clusterPage"_s);
    auto *add = new QPushButton(tr("Add cluster…"));
    add->setObjectName(u"addClusterButton"_s);
    actions()->addWidget(add);
    m_tokens->showOnlyCluster(true);
    m_rules->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);

    auto *body = new QWidget;
    auto *stack = new QVBoxLayout(body);
    scrollToTheEdges(*body);
    stack->setSpacing(14);
    stack->addWidget(m_cluster);
    stack->addWidget(m_rules);
    stack->addWidget(m_tokens);
    stack->addWidget(makeWebhooks());
    stack->addWidget(m_shipping);
    stack->addWidget(makeDanger());
    stack->addStretch(1);
    m_view = new StateView(scrolling(body));
    m_view->showLoading();
    column()->addWidget(m_view, 1);

    connect(add, &QPushButton::clicked, this, &ClusterPage::addRequested);
    connect(m_cluster, &ClusterCard::renameRequested, this, &ClusterPage::renameRequested);
    connect(m_view, &StateView::retryRequested, this, [this] {
        m_session.retryNow();
        load();
    });
    connect(&session, &Session::clustersChanged, this, &ClusterPage::showCluster);
    const auto anew = [this] {
        if (isVisible())
            load();
    };
    connect(&session, &Session::clusterChosen, this, anew);
    connect(&session, &Session::reset, this, anew);
    connect(&session, &Session::onlineChanged, this, anew);
    connect(&session, &Session::changed, this, [this](const wire::Change &change) {
        if (!isVisible())
            return;
        if (change.kind == ChangeKind::Token)
            m_tokens->load();
        else if (change.kind == ChangeKind::Webhook)
            loadWebhooks();
        else if (change.kind == ChangeKind::Cluster && change.clusterId == m_session.clusterId())
            load();
    });
}

QWidget *ClusterPage::makeWebhooks()
{
    auto *card = new Card(tr("Webhooks"));
    card->setObjectName(u"clusterWebhooksCard"_s);
    m_webhooks->setObjectName(u"clusterWebhooksText"_s);
    auto *show = new QPushButton(tr("Show webhooks"));
    show->setObjectName(u"showWebhooksButton"_s);
    show->setProperty("look", u"small"_s);
    auto *row = new WrapRow;
    row->add(m_webhooks, scaled(240, fontMetrics()));
    row->add(show);
    card->body()->addLayout(row);
    connect(show, &QPushButton::clicked, this, &ClusterPage::webhooksRequested);
    return card;
}

QWidget *ClusterPage::makeDanger()
{
    auto *card = new Card(tr("Delete"));
    card->setObjectName(u"deleteClusterCard"_s);
    m_delete->setObjectName(u"deleteClusterButton"_s);
    m_last->setObjectName(u"lastClusterText"_s);
    card->body()->addWidget(
        paragraph(tr("Deletes the cluster with its domains, certificates, link keys, tokens and webhooks. Links in "
                     "mail that was delivered stop working."),
                  u"dim"_s));
    card->body()->addWidget(m_last);
    auto *row = new WrapRow;
    row->add(m_delete);
    row->addStretch();
    card->body()->addLayout(row);
    connect(m_delete, &QPushButton::clicked, this, &ClusterPage::requestDelete);
    return card;
}

void ClusterPage::showEvent(QShowEvent *event)
{
    PageFrame::showEvent(event);
    load();
}

void ClusterPage::showCluster()
{
    const wire::Cluster *cluster = m_session.cluster();
    if (!cluster) {
        if (!m_session.isOnline() && !m_session.problem().code.isEmpty())
            m_view->showError(m_session.problem());
        return;
    }
    m_cluster->show(*cluster);
    const bool isLast = m_session.clusters().size() < 2;
    m_delete->setEnabled(!isLast);
    m_last->setVisible(isLast);
    m_view->showContent();
}

void ClusterPage::load()
{
    showCluster();
    if (m_session.clusterId().isEmpty())
        return;
    m_rules->load();
    m_tokens->load();
    m_shipping->load();
    loadWebhooks();
}

void ClusterPage::loadWebhooks()
{
    m_session.client().call(
        api::listWebhooks, {m_session.clusterId()}, this,
        [this, cluster = m_session.clusterId()](const Result<QList<wire::Webhook>> &webhooks) {
            if (cluster != m_session.clusterId())
                return;
            if (!webhooks)
                return m_webhooks->setText(errorText(webhooks.error()));
            const auto failing = std::count_if(webhooks->begin(), webhooks->end(), [](const wire::Webhook &webhook) {
                return webhook.state == wire::WebhookState::Failing || webhook.state == wire::WebhookState::GivenUp;
            });
            if (webhooks->isEmpty())
                m_webhooks->setText(tr("None: no system of yours is told of opens and clicks."));
            else if (failing > 0)
                m_webhooks->setText(tr("%1, of which %2 fail.").arg(number(webhooks->size()), number(failing)));
            else
                m_webhooks->setText(tr("%1, all of them in order.").arg(number(webhooks->size())));
        });
}

void ClusterPage::requestDelete()
{
    const wire::Cluster *cluster = m_session.cluster();
    if (!cluster || !m_delete->isEnabled())
        return;
    auto *dialog = new DeleteClusterDialog(m_session, *cluster, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace unmta::ui
