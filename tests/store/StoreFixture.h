// An engine store in a directory of its own, and short ways to fill it.
#pragma once

#include "store/EngineStore.h"
#include "store/Statement.h"
#include "support/FakeClock.h"
#include "support/FakeRandom.h"
#include "support/stores/StorePlace.h"

#include <QTemporaryDir>
#include <QTest>

namespace unmta::test {

inline const TimePoint start = fromUnixMs(1'790'000'000'000);

// The code of a failed result; "ok" for a good one.
template <typename T>
[[nodiscard]] QString codeOf(const Result<T> &result)
{
    return result ? QStringLiteral("ok") : result.error().code;
}

// On a server: the connection is gone when it is used next.
inline void endSession(store::Database &database)
{
    store::Statement own(database, QStringLiteral("SELECT pg_backend_pid()"));
    const auto pid = own.row([](const store::Statement &row) { return row.text(0); });
    QVERIFY(pid && *pid);
    const PostgresServer &server = PostgresServer::shared();
    QCOMPARE(server.query(QStringLiteral("SELECT pg_terminate_backend(%1, 30000)").arg(**pid)), QStringLiteral("t"));
}

struct StoreFixture
{
    QTemporaryDir directory;
    FakeRandom random;
    std::optional<store::ServerAddress> server = freshServer();
    std::unique_ptr<store::EngineStore> store;

    [[nodiscard]] QString path(const QString &name) const { return directory.filePath(name); }

    [[nodiscard]] bool open()
    {
        store.reset();
        auto opened = store::EngineStore::open(directory.path(), random, server);
        if (!opened) {
            qWarning().noquote() << describe(opened.error());
            return false;
        }
        store = std::move(*opened);
        return true;
    }

    [[nodiscard]] bool addCluster(const QString &id)
    {
        return store->clusters.insert({id, QStringLiteral("cluster ") + id, start}).ok();
    }

    // A pending domain with a target of its own; 0 when that failed.
    [[nodiscard]] std::int64_t addDomain(const QString &clusterId, const QString &name)
    {
        const QString target = QStringLiteral("v-%1.track.unmta.net").arg(random.hex(10));
        if (!store->targets.claim(target, clusterId, name, start))
            return 0;
        const auto id =
            store->domains.insert(TrackingDomain::added(clusterId, name, target, false, start, MonitorPolicy{}));
        return id ? *id : 0;
    }

    [[nodiscard]] TrackingDomain domain(std::int64_t id) const { return **store->domains.byId(id); }

    [[nodiscard]] TrackingDomain activated(std::int64_t id)
    {
        return domain(id).checked(CheckOutcome::Match, true, start, MonitorPolicy{}, random).domain;
    }
};

} // namespace unmta::test
