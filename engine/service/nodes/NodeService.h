// This engine among those that share a PostgreSQL: gives signs of life, reads what the others have changed, and holds
// the lease of the one that does what only one may do (monitor rounds, orders, mails, webhooks, shipping).
// Engine thread.
//
// The lease is one for all of it: what depends on it shares state in the store, and a node that does half of it would
// be no better than one that does nothing. It is prolonged several times while it lasts. A holder that was stopped, or
// cut off, for longer finds another one's token in the store: nothing that it writes is kept (Fence), nothing leaves it
// (DoerPermit), and it stands down as soon as it learns of it.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "service/nodes/DoerPermit.h"
#include "service/nodes/NodeNews.h"
#include "store/nodes/ChangeTable.h"
#include "store/nodes/NodeTable.h"
#include "store/nodes/SchemaVersions.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace unmta {

namespace store {
class EngineStore;
}

class NodeService final : public QObject
{
    Q_OBJECT

public:
    struct Self
    {
        QString id;
        QString name;
        QString version;
    };
    struct Dependencies
    {
        store::EngineStore &store;
        Self self;
        DoerPermit &permit;
        Millis takeover;                   // after so long without a sign of life another node does what this one did
        std::function<QByteArray()> facts; // for the others, JSON
        // Others have changed that, or (isReset) anything. False: it could not be taken in, and comes again.
        std::function<bool(const QList<store::NodeChange> &changes, bool isReset)> apply;
        std::function<void(const NodeNews &news)> tell = {}; // for the audit log; empty: nobody wants to know
    };

    static const QString leaseName;
    // Until a schema that has moved is told of again.
    static constexpr Millis schemaPause = std::chrono::minutes(1);
    // What is not told by a notification is looked for so often.
    static constexpr Millis lookPause{500};
    // So long changes are kept for those that are cut off.
    static constexpr Millis keptChanges = std::chrono::hours(6);

    explicit NodeService(Dependencies d);
    ~NodeService() override;

    // Signs on, and remembers up to where changes count as known: what is read from the store afterwards has them.
    // Takes the lease where it is free. Errors: those of the store.
    [[nodiscard]] Result<void> start();
    // From here on others' changes are taken in, and gained() and lost() are told.
    void follow();
    // The engine stops: it does not take the lease any more.
    void refrain() { m_isEnding = true; }
    // Gives the lease up; it may be taken again.
    void giveUp();
    // For good.
    void stop();

    [[nodiscard]] const QString &id() const { return d.self.id; }
    [[nodiscard]] bool isDoer() const { return m_token > 0; }
    [[nodiscard]] bool isDraining() const { return m_isDraining; }
    // Of the changes that were taken in.
    [[nodiscard]] std::int64_t position() const { return m_reader.position(); }
    // Since all of others' changes that there were had been taken in.
    [[nodiscard]] Millis behind() const;

Q_SIGNALS:
    void gained();
    void lost();
    // The store's schema is another one than this engine works with, or could be made so: it is to start anew. Told
    // again after a while.
    void schemaMoved();

private:
    enum class Turn : std::uint8_t
    {
        Same,
        Gained,
        Lost,
    };

    void look();
    void sign();
    [[nodiscard]] Turn keepAlive();
    void watchSchema();
    void forgetOldChanges();
    [[nodiscard]] Result<void> arrive();
    [[nodiscard]] Result<void> tryToTake();
    void setToken(std::int64_t token);
    [[nodiscard]] store::Node self() const;
    [[nodiscard]] Millis signPause() const { return d.takeover / 5; }

    Dependencies d;
    store::ChangeReader m_reader;
    QTimer m_lookTimer;
    QTimer m_signTimer;
    std::int64_t m_token = 0; // 0: somebody else's turn
    bool m_isFollowing = false;
    bool m_isDraining = false;
    bool m_isEnding = false;
    bool m_isLookDue = false;
    bool m_isUnreachable = false;
    std::chrono::steady_clock::time_point m_forgotAt;
    store::PartVersions m_schema; // when it started
    std::optional<std::chrono::steady_clock::time_point> m_toldOfSchema;
    std::chrono::steady_clock::time_point m_knewAllAt; // of others' changes
};

} // namespace unmta
