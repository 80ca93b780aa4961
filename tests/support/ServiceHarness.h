// The engine's services over a real store in a temporary directory, with a fake clock, repeatable randomness, a
// scripted DNS and a relay that takes everything. Nothing falls due by itself: the services' own upkeep is not started.
#pragma once

#include "assembly/Services.h"
#include "store/EngineStore.h"
#include "support/FakeCanaryProbe.h"
#include "support/FakeClock.h"
#include "support/FakeMailSender.h"
#include "support/FakeRandom.h"
#include "support/FakeRecordChecker.h"

#include <QTemporaryDir>

namespace unmta::test {

struct ServiceHarness
{
    explicit ServiceHarness(quint64 seed = 7, const QString &where = place());
    ~ServiceHarness();

    // A cluster, made on first use.
    QString cluster();
    TrackingDomain add(const QString &name, bool wantsDefault = false);
    Check match() const;
    TrackingDomain activate(const QString &name, bool wantsDefault = false);
    // A running one, beside that of `services`.
    std::unique_ptr<MonitorService> makeMonitor(MonitorService::Limits limits = {});
    bool isServed(const QByteArray &host) const;

    // In memory where the system has such a place: what these tests show does not depend on the disk.
    static QString place();

    QTemporaryDir directory;
    FakeClock clock;
    FakeRandom random;
    FakeRecordChecker checker;
    FakeCanaryProbe canaries;
    FakeMailSender mail;
    std::unique_ptr<store::EngineStore> store;
    Services services;

    SnapshotHolder &snapshots = services.snapshots;
    ChangeFeed &feed = services.feed;
    SettingsService &settings = services.settings;
    SnapshotPublisher &publisher = services.publisher;
    NotificationService &notifications = services.notifications;
    ClusterService &clusters = services.clusters;
    MonitorClock &monitorClock = services.monitorClock;
    DomainService &domains = services.domains;
    VerificationService &verification = services.verification;
    CertificateService &certificates = services.certificates;
    LinkService &links = services.links;
    TokenService &tokens = services.tokens;

private:
    QString m_cluster;
};

} // namespace unmta::test
