// What the whole window shares: the way to the engine, the clusters, which one is chosen, whether the engine answers.
// Lives in the GUI thread and outlives every page.
#pragma once

#include "contract/ApiClient.h"
#include "contract/ChangeFollower.h"
#include "session/DomainCache.h"
#include "session/Rights.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace unmta::ui {

class Session final : public QObject
{
    Q_OBJECT

public:
    Session(Transport &transport, const Clock &clock);

    void start();
    void retryNow();

    [[nodiscard]] ApiClient &client() { return m_client; }
    // Those of the chosen cluster.
    [[nodiscard]] DomainCache &domains() { return m_domains; }
    // The engine's time, which the sandbox can move.
    [[nodiscard]] TimePoint now() const { return m_clock.now() + m_clockOffset; }

    [[nodiscard]] bool isOnline() const { return m_online; }
    // Whether the engine has answered at all since start().
    [[nodiscard]] bool wasOnline() const { return m_lastContact.has_value(); }
    [[nodiscard]] const Error &problem() const { return m_problem; }
    // The engine answers, but does not accept the console's token.
    [[nodiscard]] bool isRefused() const { return !m_online && m_problem.code.startsWith(QLatin1StringView("auth.")); }
    // What this console's token lets it do.
    [[nodiscard]] const Rights &rights() const { return m_rights; }
    // It may not change the engine.
    [[nodiscard]] bool isReadOnly() const { return !m_rights.may(Right::ChangeEngine); }
    [[nodiscard]] std::optional<TimePoint> lastContact() const { return m_lastContact; }

    [[nodiscard]] const std::optional<wire::Server> &server() const { return m_server; }
    [[nodiscard]] bool hasCapability(const QString &name) const;
    [[nodiscard]] const QList<wire::Cluster> &clusters() const { return m_clusters; }
    [[nodiscard]] QString clusterId() const { return m_clusterId; }
    [[nodiscard]] const wire::Cluster *cluster() const;
    // Downgraded domains of the clusters that are not chosen.
    [[nodiscard]] qint64 downgradedElsewhere() const;
    void chooseCluster(const QString &id);
    // A new cluster becomes the chosen one.
    void addCluster(const wire::Cluster &cluster);

    void refreshServer();
    void refreshClusters();

Q_SIGNALS:
    void onlineChanged(bool online);
    void serverChanged();
    // rights() are others than before.
    void rightsChanged();
    void clustersChanged();
    void clusterChosen(const QString &id);
    // Read everything anew.
    void reset();
    void changed(const unmta::wire::Change &change);

private:
    void takeClusters(const QList<wire::Cluster> &clusters);
    void takeOnline(bool online, const Error &error);
    void takeChange(const wire::Change &change);

    ApiClient m_client;
    const Clock &m_clock;
    ChangeFollower m_follower;
    DomainCache m_domains;
    Millis m_clockOffset{0};
    std::optional<wire::Server> m_server;
    QList<wire::Cluster> m_clusters;
    QString m_clusterId;
    QTimer m_lookElsewhere; // many changes of other clusters' domains are one question
    Error m_problem;
    std::optional<TimePoint> m_lastContact;
    bool m_online = false;
    Rights m_rights;
};

} // namespace unmta::ui
