#include "session/Session.h"

namespace unmta::ui {

using namespace Qt::StringLiterals;

Session::Session(Transport &transport, const Clock &clock)
    : m_client(transport)
    , m_clock(clock)
    , m_follower(m_client)
    , m_domains(m_client)
{
    m_lookElsewhere.setSingleShot(true);
    m_lookElsewhere.setInterval(500);
    connect(&m_lookElsewhere, &QTimer::timeout, this, &Session::refreshClusters);
    connect(&m_follower, &ChangeFollower::onlineChanged, this, &Session::takeOnline);
    connect(&m_follower, &ChangeFollower::changed, this, &Session::takeChange);
    connect(&m_follower, &ChangeFollower::reset, this, [this] {
        refreshServer();
        refreshClusters();
        m_domains.reload();
        Q_EMIT reset();
    });
}

void Session::start()
{
    m_follower.start();
}

void Session::retryNow()
{
    m_follower.retryNow();
}

bool Session::hasCapability(const QString &name) const
{
    return m_server && m_server->capabilities.contains(name);
}

const wire::Cluster *Session::cluster() const
{
    for (const wire::Cluster &cluster : m_clusters) {
        if (cluster.id == m_clusterId)
            return &cluster;
    }
    return nullptr;
}

qint64 Session::downgradedElsewhere() const
{
    qint64 downgraded = 0;
    for (const wire::Cluster &cluster : m_clusters) {
        if (cluster.id != m_clusterId)
            downgraded += cluster.downgraded;
    }
    return downgraded;
}

void Session::chooseCluster(const QString &id)
{
    if (id == m_clusterId)
        return;
    if (!std::exchange(m_clusterId, id).isEmpty())
        m_lookElsewhere.start(); // the former one is elsewhere now
    m_domains.choose(id);
    Q_EMIT clusterChosen(id);
}

void Session::addCluster(const wire::Cluster &cluster)
{
    const bool known = std::any_of(m_clusters.begin(), m_clusters.end(),
                                   [&cluster](const wire::Cluster &other) { return other.id == cluster.id; });
    if (!known)
        m_clusters.append(cluster);
    Q_EMIT clustersChanged();
    chooseCluster(cluster.id);
}

void Session::refreshServer()
{
    m_client.server(this, [this](const Result<wire::Server> &server) {
        if (!server)
            return;
        m_clockOffset = server->time - m_clock.now();
        // A second's difference is the way of the reply, not a moved clock.
        if (std::chrono::abs(m_clockOffset) < std::chrono::seconds(5))
            m_clockOffset = Millis(0);
        m_server = *server;
        Q_EMIT serverChanged();
        Rights rights(server->access);
        if (std::exchange(m_rights, std::move(rights)) != Rights(server->access))
            Q_EMIT rightsChanged();
    });
}

void Session::refreshClusters()
{
    m_client.clusters(this, [this](const Result<QList<wire::Cluster>> &clusters) {
        if (clusters)
            takeClusters(*clusters);
    });
}

void Session::takeClusters(const QList<wire::Cluster> &clusters)
{
    m_clusters = clusters;
    Q_EMIT clustersChanged();
    if (!cluster() && !m_clusters.isEmpty())
        chooseCluster(m_clusters.front().id);
}

void Session::takeOnline(bool online, const Error &error)
{
    m_online = online;
    m_problem = error;
    if (online || m_lastContact)
        m_lastContact = now();
    online ? m_domains.comeBack() : m_domains.goOffline(error);
    Q_EMIT onlineChanged(online);
}

void Session::takeChange(const wire::Change &change)
{
    m_lastContact = now();
    if (change.kind == ChangeKind::Cluster)
        refreshClusters();
    else if (change.kind == ChangeKind::Settings || change.kind == ChangeKind::Clock)
        refreshServer();
    else if (change.kind == ChangeKind::Domain && change.clusterId != m_clusterId && !m_lookElsewhere.isActive())
        m_lookElsewhere.start();
    m_domains.takeChange(change);
    Q_EMIT changed(change);
}

} // namespace unmta::ui
