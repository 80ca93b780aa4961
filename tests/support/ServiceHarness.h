// The services over a real store in a temporary directory, with a fake clock, repeatable randomness and a scripted DNS.
#pragma once

#include "domain/Snapshot.h"
#include "service/CertificateService.h"
#include "service/ChangeFeed.h"
#include "service/ClusterService.h"
#include "service/DomainService.h"
#include "service/LinkService.h"
#include "service/MonitorService.h"
#include "service/NotificationService.h"
#include "service/SettingsService.h"
#include "service/SnapshotPublisher.h"
#include "service/TokenService.h"
#include "service/VerificationService.h"
#include "store/EngineStore.h"
#include "support/FakeClock.h"
#include "support/FakeRandom.h"
#include "support/FakeRecordChecker.h"

#include <QTemporaryDir>

namespace unmta::test {

struct ServiceHarness
{
    explicit ServiceHarness(quint64 seed = 7)
        : random(seed)
        , store(openStore(directory.path(), random))
        , feed(QStringLiteral("epoch"))
        , settings(*store, feed)
        , publisher(*store, snapshots)
        , notifications(*store, feed, clock)
        , clusters({*store, publisher, feed, settings, clock, random})
        , domains({*store, publisher, feed, settings, notifications, clock, random})
        , verification({checker, domains, *store, feed, settings, clock})
        , certificates({*store, publisher, feed, clock, random})
        , links(snapshots, clock, random)
        , tokens(*store, feed, clock, random)
    {}

    // A cluster, made on first use.
    QString cluster()
    {
        if (m_cluster.isEmpty())
            m_cluster = clusters.create(QStringLiteral("first")).value().id;
        return m_cluster;
    }
    TrackingDomain add(const QString &name, bool wantsDefault = false)
    {
        return domains.add(cluster(), name, wantsDefault).value();
    }
    Check match() const
    {
        Check check;
        check.at = clock.now();
        check.outcome = CheckOutcome::Match;
        check.code = QStringLiteral("ok");
        check.confirmed = true;
        return check;
    }
    TrackingDomain activate(const QString &name, bool wantsDefault = false)
    {
        return domains.recordCheck(add(name, wantsDefault).fields().id, match()).value();
    }
    bool isServed(const QByteArray &host) const { return snapshots.current()->host(host) != nullptr; }

    static std::unique_ptr<store::EngineStore> openStore(const QString &path, Random &random)
    {
        return store::EngineStore::open(path, random).value();
    }

    QTemporaryDir directory;
    FakeClock clock;
    FakeRandom random;
    SnapshotHolder snapshots;
    std::unique_ptr<store::EngineStore> store;
    ChangeFeed feed;
    SettingsService settings;
    SnapshotPublisher publisher;
    NotificationService notifications;
    ClusterService clusters;
    DomainService domains;
    FakeRecordChecker checker;
    VerificationService verification;
    CertificateService certificates;
    LinkService links;
    TokenService tokens;

private:
    QString m_cluster;
};

} // namespace unmta::test
