#include "assembly/ports/ChallengeRelay.h"

#include "service/routing/SnapshotPublisher.h"

namespace unmta {

void ChallengeRelay::publish(const QString &token, const QString &host, const QByteArray &keyAuthorization,
                             std::function<void()> published)
{
    QMetaObject::invokeMethod(
        this,
        [=, this, published = std::move(published)] {
            m_hosts.insert(token, host);
            m_publisher.challengePublished(host, token, keyAuthorization);
            published();
        },
        Qt::QueuedConnection);
}

void ChallengeRelay::withdraw(const QString &token)
{
    QMetaObject::invokeMethod(
        this,
        [=, this] {
            if (const QString host = m_hosts.take(token); !host.isEmpty())
                m_publisher.challengeWithdrawn(host, token);
        },
        Qt::QueuedConnection);
}

} // namespace unmta
