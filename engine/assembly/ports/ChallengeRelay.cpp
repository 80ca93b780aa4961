#include "assembly/ports/ChallengeRelay.h"

#include "base/Log.h"
#include "service/routing/SnapshotPublisher.h"
#include "store/EngineStore.h"

#include <QTimer>

namespace unmta {

namespace {

constexpr Millis challengeLife = std::chrono::hours(1);
// Longer than it takes until all have seen a change.
constexpr auto othersNeed = std::chrono::milliseconds(1200);
constexpr Millis isAlive = std::chrono::minutes(1);

} // namespace

// Those that are silent answer nobody.
bool ChallengeRelay::hasOthers() const
{
    const auto nodes = m_store ? m_store->nodes.all() : QList<store::Node>();
    return nodes && std::count_if(nodes->begin(), nodes->end(),
                                  [](const store::Node &node) { return node.silentFor < isAlive; }) > 1;
}

void ChallengeRelay::publish(const QString &token, const QString &host, const QByteArray &keyAuthorization,
                             std::function<void()> published)
{
    QMetaObject::invokeMethod(
        this,
        [=, this, published = std::move(published)] {
            m_hosts.insert(token, host);
            m_publisher.challengePublished(host, token, keyAuthorization);
            if (!hasOthers())
                return published();
            if (auto done = m_store->challenges.publish({host, token, keyAuthorization}, challengeLife); !done)
                qCWarning(lcAcme).noquote() << "other nodes cannot answer the challenge" << describe(done.error());
            // The authority may ask any of them.
            QTimer::singleShot(othersNeed, this, published);
        },
        Qt::QueuedConnection);
}

void ChallengeRelay::withdraw(const QString &token)
{
    QMetaObject::invokeMethod(
        this,
        [=, this] {
            const QString host = m_hosts.take(token);
            if (host.isEmpty())
                return;
            m_publisher.challengeWithdrawn(host, token);
            if (m_store) {
                if (auto done = m_store->challenges.withdraw(host, token); !done)
                    qCDebug(lcAcme).noquote() << "a challenge stays for now" << describe(done.error());
            }
        },
        Qt::QueuedConnection);
}

} // namespace unmta
