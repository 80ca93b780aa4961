// Brings HTTP-01 challenge answers from the outbound worker's thread into the snapshot.
#pragma once

#include "acme/AcmeIssuer.h"

#include <QHash>
#include <QObject>

namespace unmta {

class SnapshotPublisher;

// Made on the engine thread; publish() and withdraw() come from the worker thread.
class ChallengeRelay final : public QObject, public acme::ChallengeBoard
{
    Q_OBJECT

public:
    explicit ChallengeRelay(SnapshotPublisher &publisher)
        : m_publisher(publisher)
    {}
    void publish(const QString &token, const QString &host, const QByteArray &keyAuthorization,
                 std::function<void()> published) override;
    void withdraw(const QString &token) override;

private:
    SnapshotPublisher &m_publisher;
    QHash<QString, QString> m_hosts; // of the tokens that are published; engine thread
};

} // namespace unmta
