// The numbered change feed (architecture.md, decision 2): identities of what changed, in order. Lives on the engine
// thread.
#pragma once

#include "base/ChangeKind.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QSet>
#include <QString>
#include <QTimer>

#include <deque>

namespace unmta {

struct Change
{
    qint64 sequence = 0;
    ChangeKind kind = ChangeKind::Unknown;
    QString clusterId;
    QString subject;
    ChangeAction action = ChangeAction::Changed;
};

class ChangeFeed final : public QObject
{
    Q_OBJECT

public:
    struct Changes
    {
        QList<Change> list;
        qint64 next = 0;    // the sequence to ask from
        bool reset = false; // older changes than the feed keeps are wanted, or it began anew
    };

    explicit ChangeFeed(QString epoch);

    [[nodiscard]] const QString &epoch() const { return m_epoch; }

    void add(ChangeKind kind, const QString &clusterId, const QString &subject, ChangeAction action);
    // Recipient traffic: at most one change per second and host, however many events there are.
    void addActivity(const QString &clusterId, const QString &host);

    // Changes after `since`. Another epoch than ours is a reset.
    [[nodiscard]] Changes since(const QString &epoch, qint64 since) const;

    // The engine stops: whoever waits for changes is answered with what there is.
    void close();
    [[nodiscard]] bool isClosed() const { return m_closed; }

Q_SIGNALS:
    void appended(); // or closed

private:
    void flushActivity();

    static constexpr std::size_t kept = 10'000;

    QString m_epoch;
    qint64 m_sequence = 0;
    std::deque<Change> m_changes;
    QSet<std::pair<QString, QString>> m_waitingActivity;
    QTimer m_activityTimer;
    bool m_closed = false;
};

} // namespace unmta
