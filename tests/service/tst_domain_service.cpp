#include "support/ServiceHarness.h"
#include "support/TestMain.h"

#include <QSignalSpy>
#include <QTest>

namespace unmta::tst_domain_service {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestDomainService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addIssuesATargetThatIsNeverIssuedAgain()
    {
        ServiceHarness h;
        const auto first = h.add(u"track.example.com"_s);
        QVERIFY(first.fields().target.startsWith(u"v-"_s));
        QVERIFY(h.domains.remove(h.cluster(), u"track.example.com"_s));
        const auto again = h.add(u"track.example.com"_s);
        QVERIFY(again.fields().target != first.fields().target);
        QVERIFY((*h.store->targets.owner(first.fields().target))->deletedAt.has_value());
        QCOMPARE(
            h.store->targets.claim(first.fields().target, h.cluster(), u"x.example.com"_s, h.clock.now()).error().code,
            u"store.target_taken"_s);
    }

    void addRefuses_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("code");
        QTest::newRow("a rule of names") << "example.com"
                                         << "domain.not_subdomain";
        QTest::newRow("our own zone") << "x.track.unmta.net"
                                      << "domain.own_zone";
        QTest::newRow("a duplicate") << "track.example.com"
                                     << "domain.duplicate";
        QTest::newRow("a duplicate in another spelling") << "TRACK.Example.com."
                                                         << "domain.duplicate";
    }
    void addRefuses()
    {
        QFETCH(QString, name);
        QFETCH(QString, code);
        ServiceHarness h;
        h.add(u"track.example.com"_s);
        const auto refused = h.domains.add(h.cluster(), name, false);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, code);
        QCOMPARE(refused.error().field, u"name"_s);
    }

    void theSameNameInAnotherClusterIsAllowed()
    {
        ServiceHarness h;
        const auto mine = h.add(u"track.example.com"_s);
        const auto other = h.clusters.create(u"second"_s).value();
        const auto theirs = h.domains.add(other.id, u"track.example.com"_s, false);
        QVERIFY(theirs);
        QVERIFY(theirs->fields().target != mine.fields().target);
    }

    void verifiedDomainIsServedWhenTheReplyIsThere()
    {
        ServiceHarness h;
        const auto domain = h.add(u"track.example.com"_s);
        QVERIFY(!h.isServed("track.example.com"));
        // Whoever hears of the activation must find the snapshot already there.
        bool servedWhenTold = false;
        QObject::connect(&h.domains, &DomainService::activated, &h.domains,
                         [&](const QStringList &hosts) { servedWhenTold = h.isServed(hosts.value(0).toLatin1()); });
        QVERIFY(h.domains.recordCheck(domain.fields().id, h.match()));
        QVERIFY(servedWhenTold);
    }

    void defaultIsGrantedAtVerificationAndMovesInOneStep()
    {
        ServiceHarness h;
        const auto first = h.activate(u"a.example.com"_s, true);
        QVERIFY(first.fields().isDefault);
        const auto second = h.activate(u"b.example.com"_s);
        QVERIFY(!second.fields().isDefault);
        QVERIFY(h.domains.setDefault(h.cluster(), u"b.example.com"_s));
        QVERIFY(!h.domains.find(h.cluster(), u"a.example.com"_s)->fields().isDefault);
        QCOMPARE(h.clusters.hostsOf(h.cluster()).inForce, u"b.example.com"_s);
        QVERIFY(h.domains.unsetDefault(h.cluster(), u"b.example.com"_s));
        const auto hosts = h.clusters.hostsOf(h.cluster());
        QCOMPARE(hosts.inForce, hosts.fallback);
    }

    void pendingDomainCannotBeDefault()
    {
        ServiceHarness h;
        h.add(u"a.example.com"_s);
        QCOMPARE(h.domains.setDefault(h.cluster(), u"a.example.com"_s).error().code, u"domain.pending"_s);
    }

    void secondStrikeTakesTheHostOutAndTheDefaultAway()
    {
        ServiceHarness h;
        const auto domain = h.activate(u"a.example.com"_s, true);
        QSignalSpy deactivated(&h.domains, &DomainService::deactivated);
        h.clock.advance(24h);
        QVERIFY(h.domains.recordCheck(domain.fields().id, FakeRecordChecker::changed())->isActive());
        QVERIFY(h.isServed("a.example.com"));
        h.clock.advance(24h);
        const auto downgraded = h.domains.recordCheck(domain.fields().id, FakeRecordChecker::changed()).value();
        QVERIFY(!downgraded.isActive());
        QVERIFY(downgraded.fields().defaultOnVerify);
        QVERIFY(!h.isServed("a.example.com"));
        QCOMPARE(deactivated.size(), 1);
        const auto hosts = h.clusters.hostsOf(h.cluster());
        QCOMPARE(hosts.inForce, hosts.fallback);
        QStringList kinds;
        const auto notifications = h.store->notifications.list({}, {}, 10).value();
        for (const auto &notification : notifications.items)
            kinds.prepend(notification.kind);
        QCOMPARE(kinds, QStringList({u"domain.verified"_s, u"domain.warning"_s, u"domain.downgraded"_s}));
    }

    void anotherClusterThatVerifiesTakesTheHostOver()
    {
        ServiceHarness h;
        h.activate(u"track.example.com"_s);
        const auto other = h.clusters.create(u"second"_s).value();
        const auto theirs = h.domains.add(other.id, u"track.example.com"_s, false).value();
        QSignalSpy deactivated(&h.domains, &DomainService::deactivated);
        Check match = h.match();
        match.expected = theirs.fields().target;
        QVERIFY(h.domains.recordCheck(theirs.fields().id, match)->isActive());
        const auto displaced = h.domains.find(h.cluster(), u"track.example.com"_s).value();
        QVERIFY(!displaced.isActive());
        // Its last check tells why, and what to do.
        const auto told = h.store->checks.latest(displaced.fields().id).value();
        QVERIFY(told);
        QCOMPARE(told->outcome, CheckOutcome::Changed);
        QCOMPARE(told->code, u"claimed_elsewhere"_s);
        QCOMPARE(told->expected, displaced.fields().target);
        QCOMPARE(told->found, theirs.fields().target);
        QVERIFY(told->message.contains(u"Another cluster verified track.example.com"_s));
        QVERIFY(told->hint.contains(displaced.fields().target));
        QCOMPARE(h.store->checks.latest(theirs.fields().id).value()->code, u"ok"_s);
        QCOMPARE(h.snapshots.current()->host("track.example.com")->clusterId, other.id.toLatin1());
        QVERIFY2(deactivated.isEmpty(), "the host is still served, its certificate must stay");
        QCOMPARE(h.store->notifications.list(h.cluster(), {}, 1)->items.first().kind, u"domain.claimed_elsewhere"_s);
    }

    void deletingStopsTheEdgeAtOnce()
    {
        ServiceHarness h;
        const auto domain = h.activate(u"track.example.com"_s, true);
        QVERIFY(h.domains.remove(h.cluster(), u"track.example.com"_s));
        QVERIFY(!h.isServed("track.example.com"));
        QCOMPARE(h.domains.find(h.cluster(), u"track.example.com"_s).error().code, u"request.not_found"_s);
        QCOMPARE(h.domains.recordCheck(domain.fields().id, h.match()).error().code, u"request.not_found"_s);
        QVERIFY(!h.isServed("track.example.com"));
    }

    void oldLinksWorkAgainAfterDeletingAndAddingAnew()
    {
        ServiceHarness h;
        h.activate(u"track.example.com"_s, true);
        LinkOrder order;
        order.payload.url = u"https://example.org/"_s;
        order.allowHttp = true;
        const QString url = h.links.mint(h.cluster(), order).value();
        QVERIFY(h.domains.remove(h.cluster(), u"track.example.com"_s));
        h.activate(u"track.example.com"_s);
        const auto snapshot = h.snapshots.current();
        const auto *cluster = snapshot->cluster(h.cluster().toLatin1());
        const QByteArray token = url.section(u"/c/"_s, 1).toLatin1();
        QVERIFY(openLink(token, {LinkKind::Click, cluster->id, "track.example.com"}, cluster->keys));
    }

    void snapshotAfterARestartIsTheSame()
    {
        ServiceHarness h;
        h.activate(u"a.example.com"_s, true);
        h.add(u"b.example.com"_s);
        SnapshotHolder fresh;
        SnapshotPublisher again(*h.store, fresh);
        QVERIFY(again.load(h.settings.current().targetZone()));
        QVERIFY(fresh.current()->host("a.example.com"));
        QVERIFY(!fresh.current()->host("b.example.com"));
        QCOMPARE(fresh.current()->hostInForce(h.cluster().toLatin1()), QByteArray("a.example.com"));
        QVERIFY(fresh.current()->host(h.clusters.hostsOf(h.cluster()).fallback.toLatin1()));
    }

    void changesAreToldAfterTheSnapshot()
    {
        ServiceHarness h;
        const auto domain = h.add(u"a.example.com"_s);
        const qint64 before = h.feed.since(u"epoch"_s, 0).next;
        QVERIFY(h.domains.recordCheck(domain.fields().id, h.match()));
        const auto changes = h.feed.since(u"epoch"_s, before);
        QVERIFY(!changes.reset);
        QVERIFY(std::any_of(changes.list.begin(), changes.list.end(), [](const Change &change) {
            return change.kind == ChangeKind::Domain && change.subject == u"a.example.com"_s;
        }));
    }

    void twoQuestionsAtOnceAreOneCheck()
    {
        ServiceHarness h;
        h.checker.held = true;
        const auto domain = h.add(u"a.example.com"_s);
        int answers = 0;
        const auto count = [&](const Result<VerificationService::Verification> &outcome) {
            answers += outcome && outcome->domain.isActive() ? 1 : 0;
        };
        h.verification.verify(domain, true, count);
        h.verification.verify(domain, true, count);
        QVERIFY(h.verification.isChecking(domain.fields().id));
        h.checker.answerAll();
        QCOMPARE(h.checker.asked.size(), 1);
        QCOMPARE(answers, 2);
        QVERIFY(!h.verification.isChecking(domain.fields().id));
        QCOMPARE(h.store->checks.list(domain.fields().id, {}, 10)->items.size(), 1);
    }

    void domainDeletedDuringItsCheckStaysDeleted()
    {
        ServiceHarness h;
        h.checker.held = true;
        const auto domain = h.add(u"a.example.com"_s);
        QString code;
        h.verification.verify(domain, true,
                              [&](const auto &outcome) { code = outcome ? u"ok"_s : outcome.error().code; });
        QVERIFY(h.domains.remove(h.cluster(), u"a.example.com"_s));
        h.checker.answerAll();
        QCOMPARE(code, u"request.not_found"_s);
        QVERIFY(!h.isServed("a.example.com"));
    }

    void monitorChecksWhatIsDueAndOnlyThat()
    {
        ServiceHarness h;
        h.activate(u"a.example.com"_s);
        h.clock.advance(2h);
        h.activate(u"b.example.com"_s);
        const auto monitor = h.makeMonitor();
        monitor->lookAgain();
        // a is due after 26.4 h at the latest, b not before 23.6 h from now.
        h.clock.advance(23h + 30min + 54min);
        while (h.domains.find(h.cluster(), u"a.example.com"_s)->fields().nextCheckAt > h.clock.now())
            h.clock.advance(1min);
        monitor->lookAgain();
        QTRY_VERIFY(!h.checker.asked.isEmpty());
        QCOMPARE(h.checker.asked.size(), 1);
        QCOMPARE(h.checker.asked.first().host, u"a.example.com"_s);
        QVERIFY(!h.checker.asked.first().thorough);
    }

    void targetZoneHasOneSpelling()
    {
        ServiceHarness h;
        QVERIFY(h.settings.update({{u"edge.target_zone"_s, u"Track.Example.NET."_s}}));
        QCOMPARE(h.settings.current().targetZone(), u"track.example.net"_s);
        QVERIFY(h.add(u"a.example.com"_s).fields().target.endsWith(u".track.example.net"_s));
    }

    void zoneMustBeChosenFirst()
    {
        ServiceHarness h;
        QVERIFY(h.settings.update({{u"edge.target_zone"_s, QString()}}));
        const auto refused = h.domains.add(h.cluster(), u"a.example.com"_s, false);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, u"settings.target_zone_missing"_s);
        QVERIFY(h.domains.find(h.cluster(), u"a.example.com"_s).ok() == false);
        QVERIFY(h.settings.update({{u"edge.target_zone"_s, u"track.example.net"_s}}));
        QVERIFY(h.add(u"a.example.com"_s).fields().target.endsWith(u".track.example.net"_s));
    }

    void shorterIntervalBringsChecksForward()
    {
        ServiceHarness h;
        h.activate(u"a.example.com"_s);
        QVERIFY(h.settings.update({{u"monitor.interval"_s, u"10s"_s}}));
        QVERIFY(h.domains.reschedule());
        const auto next = h.domains.find(h.cluster(), u"a.example.com"_s)->fields().nextCheckAt;
        QVERIFY(next && *next <= h.clock.now() + 11s);
    }
};

UNMTA_TEST(TestDomainService)

} // namespace unmta::tst_domain_service

#include "tst_domain_service.moc"
