// The services over a real store in a temporary directory, with a fake clock, repeatable randomness and a scripted DNS.
#pragma once

#include "domain/Snapshot.h"
#include "service/access/TokenService.h"
#include "service/certificates/CertificateService.h"
#include "service/changes/ChangeFeed.h"
#include "service/domains/ClusterService.h"
#include "service/domains/DomainService.h"
#include "service/domains/MonitorClock.h"
#include "service/domains/VerificationService.h"
#include "service/monitor/MonitorService.h"
#include "service/notices/NotificationService.h"
#include "service/rewriting/LinkService.h"
#include "service/routing/SnapshotPublisher.h"
#include "service/settings/SettingsService.h"
#include "store/EngineStore.h"
#include "support/FakeCanaryProbe.h"
#include "support/FakeClock.h"
#include "support/FakeRandom.h"
#include "support/FakeRecordChecker.h"

#include <QTemporaryDir>

namespace unmta::test {

struct ServiceHarness
{
    explicit ServiceHarness(quint64 seed = 7, const QString &where = place())
        : directory(where)
        , random(seed)
        , store(openStore(directory.path(), random))
        , feed(QStringLiteral("epoch"))
        , settings(*store, feed)
        , publisher(*store, snapshots)
        , notifications(*store, feed, settings, clock, [](const Error &error) { return describe(error); })
        , clusters({*store, publisher, feed, settings, clock, random})
        , monitorClock(*store, clock)
        , domains({*store, publisher, feed, settings, notifications, monitorClock, clock, random})
        , verification({checker, domains, *store, feed, settings, monitorClock, clock})
        , certificates({*store, publisher, feed, notifications, clock, random})
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
    std::unique_ptr<MonitorService> makeMonitor(MonitorService::Limits limits = {})
    {
        auto monitor = std::make_unique<MonitorService>(MonitorService::Dependencies{*store, verification, domains,
                                                                                     canaries, notifications, settings,
                                                                                     feed, monitorClock, clock},
                                                        limits);
        if (!monitor->start())
            qFatal("the monitor did not start");
        return monitor;
    }
    bool isServed(const QByteArray &host) const { return snapshots.current()->host(host) != nullptr; }

    static std::unique_ptr<store::EngineStore> openStore(const QString &path, Random &random)
    {
        return store::EngineStore::open(path, random).value();
    }

    // In memory where the system has such a place: what these tests show does not depend on the disk.
    static QString place()
    {
        return QFileInfo(QStringLiteral("/dev/shm")).isWritable()
                   ? QStringLiteral("/dev/shm/unmta-test-XXXXXX")
                   : QDir::tempPath() + QStringLiteral("/unmta-test-XXXXXX");
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
    MonitorClock monitorClock;
    DomainService domains;
    FakeRecordChecker checker;
    FakeCanaryProbe canaries;
    VerificationService verification;
    CertificateService certificates;
    LinkService links;
    TokenService tokens;

private:
    QString m_cluster;
};

} // namespace unmta::test
