#include "cluster/DeleteClusterDialog.h"

#include "charts/Activity.h"
#include "kit/Labels.h"
#include "language/EngineText.h"
#include "session/Session.h"
#include "support/Formatting.h"

#include <QVBoxLayout>

#include <algorithm>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

QLabel *stakeLine(const QString &name, const QString &atFirst)
{
    auto *made = paragraph(atFirst);
    made->setObjectName(name);
    return made;
}

} // namespace

DeleteClusterDialog::DeleteClusterDialog(Session &session, wire::Cluster cluster, QWidget *parent)
    : DeletionSheet(u"deleteClusterDialog"_s,
                    {tr("Delete the cluster %1?").arg(cluster.name), tr("Keep it"), tr("Delete cluster")}, parent)
    , m_session(session)
    , m_cluster(std::move(cluster))
    , m_domains(stakeLine(u"domainsAtStake"_s, tr("Counting its tracking domains…")))
    , m_clicks(stakeLine(u"clicksAtStake"_s, tr("Counting the clicks of the last 30 days…")))
    , m_tokens(stakeLine(u"tokensAtStake"_s, tr("Counting its access tokens…")))
    , m_webhooks(stakeLine(u"webhooksAtStake"_s, tr("Counting its webhooks…")))
{
    for (QLabel *each : {m_domains, m_clicks, m_tokens, m_webhooks})
        addStake(each);
    addStake(paragraph(tr("Tracked links in mail that has already been delivered stop working at once; "
                          "recipients who click them see an error.")));
    column()->addWidget(
        paragraph(tr("This cannot be undone: domains, certificates, link keys and the targets of the records are "
                     "destroyed, and so are its rules and where its events are shipped."),
                  u"dim"_s));
    confirmBy(tr("Type the name to confirm:"), u"confirmNameEdit"_s, {m_cluster.name});
    count();
}

void DeleteClusterDialog::count()
{
    countDomains();
    connect(&m_session.domains(), &DomainCache::changed, this, &DeleteClusterDialog::countDomains);
    connect(&m_session.domains(), &DomainCache::stateChanged, this, &DeleteClusterDialog::countDomains);
    const DaySpan span = lastDays(m_session.now(), 30);
    m_session.client().call(
        api::getClusterActivity, {m_cluster.id},
        {{u"from"_s, toIso8601(span.from)}, {u"to"_s, toIso8601(span.to)}, {u"bucket"_s, u"day"_s}}, this,
        [this](const Result<QList<wire::ActivityBucket>> &buckets) {
            m_clicks->setText(
                buckets ? tr("Its links were clicked %1 times in the last 30 days.").arg(number(sumOf(*buckets).clicks))
                        : tr("How many links were clicked lately could not be counted."));
        });
    m_session.client().tokens(this, [this](const Result<QList<wire::Token>> &tokens) {
        if (!tokens)
            return m_tokens->setText(tr("Its access tokens could not be counted."));
        const auto own = std::count_if(tokens->begin(), tokens->end(),
                                       [this](const wire::Token &token) { return token.clusterId == m_cluster.id; });
        m_tokens->setText(tr("Access tokens for it alone: %1.").arg(number(own)));
    });
    m_session.client().call(api::listWebhooks, {m_cluster.id}, this,
                            [this](const Result<QList<wire::Webhook>> &webhooks) {
                                m_webhooks->setText(webhooks ? tr("Webhooks: %1.").arg(number(webhooks->size()))
                                                             : tr("Its webhooks could not be counted."));
                            });
}

// The window knows them all; they are the chosen cluster's.
void DeleteClusterDialog::countDomains()
{
    if (m_session.clusterId() != m_cluster.id || m_session.domains().state() != DomainCache::State::Ready)
        return;
    const auto &domains = m_session.domains().all();
    const auto active = std::count_if(domains.begin(), domains.end(), [](const wire::TrackingDomain &domain) {
        return domain.status == wire::DomainStatus::Active;
    });
    m_domains->setText(tr("Tracking domains: %1, of which %2 are active.").arg(number(domains.size()), number(active)));
}

void DeleteClusterDialog::submit()
{
    m_session.client().call(api::deleteCluster, {m_cluster.id}, this, [this](const Result<void> &done) {
        if (!done)
            return refuse(errorText(done.error()));
        m_session.refreshClusters();
        accept();
    });
}

} // namespace unmta::ui
