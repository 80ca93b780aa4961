// Brings HTTP-01 challenge answers from the outbound worker's thread into the snapshot.
#pragma once

#include "acme/AcmeIssuer.h"

#include <QHash>
#include <QObject>

namespace unmta {

namespace store {
class EngineStore;
}
class SnapshotPublisher;

// Made on the engine thread; publish() and withdraw() come from the worker thread.
class ChallengeRelay final : public QObject, public acme::ChallengeBoard
{
    Q_OBJECT

public:
    // `store`: of a node among others, which are told; null: there are none.
    ChallengeRelay(SnapshotPublisher &publisher, store::EngineStore *store)
        : m_publisher(publisher)
        , m_store(store)
    {}
    void publish(const QString &token, const QString &host, const QByteArray &keyAuthorization,
                 std::function<void()> published) override;
    void withdraw(const QString &token) override;

private:
    [[nodiscard]] bool hasOthers() const;

    SnapshotPublisher &m_publisher;
    store::EngineStore *m_store;
    QHash<QString, QString> m_hosts; // of the tokens that are published; engine thread
};

} // namespace unmta
