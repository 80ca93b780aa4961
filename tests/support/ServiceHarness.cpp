#include "support/ServiceHarness.h"

#include "support/stores/StorePlace.h"

namespace unmta::test {

using namespace Qt::StringLiterals;

ServiceHarness::ServiceHarness(quint64 seed, const QString &where)
    : directory(where)
    , random(seed)
    , store(store::EngineStore::open(directory.path(), random, freshServer()).value())
    , services({*store, clock, random, random, checker, canaries, mail, describe, u"epoch"_s})
{
    if (!store->settings.set(u"edge.target_zone"_s, u"track.unmta.net"_s, false) || !settings.load())
        qFatal("no target zone");
}

ServiceHarness::~ServiceHarness() = default;

QString ServiceHarness::cluster()
{
    if (m_cluster.isEmpty())
        m_cluster = clusters.create(u"first"_s).value().id;
    return m_cluster;
}

TrackingDomain ServiceHarness::add(const QString &name, bool wantsDefault)
{
    return domains.add(cluster(), name, wantsDefault).value();
}

Check ServiceHarness::match() const
{
    Check check;
    check.at = clock.now();
    check.outcome = CheckOutcome::Match;
    check.code = u"ok"_s;
    check.confirmed = true;
    return check;
}

TrackingDomain ServiceHarness::activate(const QString &name, bool wantsDefault)
{
    return domains.recordCheck(add(name, wantsDefault).fields().id, match()).value();
}

std::unique_ptr<MonitorService> ServiceHarness::makeMonitor(MonitorService::Limits limits)
{
    auto monitor = std::make_unique<MonitorService>(MonitorService::Dependencies{*store, verification, domains,
                                                                                 canaries, notifications, settings,
                                                                                 feed, monitorClock, clock},
                                                    limits);
    if (!monitor->start())
        qFatal("the monitor did not start");
    return monitor;
}

bool ServiceHarness::isServed(const QByteArray &host) const
{
    return snapshots.current()->host(host) != nullptr;
}

QString ServiceHarness::place()
{
    return QFileInfo(u"/dev/shm"_s).isWritable() ? u"/dev/shm/unmta-test-XXXXXX"_s
                                                 : QDir::tempPath() + u"/unmta-test-XXXXXX"_s;
}

} // namespace unmta::test
