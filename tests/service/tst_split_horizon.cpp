// The zone says otherwise than a resolver: first it may be an old answer, then it is another view of the world.
#include "support/ServiceHarness.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_split_horizon {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestSplitHorizon : public QObject
{
    Q_OBJECT

    static Check disagreeing(std::int64_t ttl)
    {
        Check check;
        check.outcome = CheckOutcome::Unknown;
        check.code = u"disagree"_s;
        check.servers = {{u"192.0.2.53"_s, u"192.0.2.53:53"_s, u"resolver"_s, u"ok"_s, u"CNAME v-1"_s, ttl},
                         {u"ns1.example.com"_s, u"192.0.2.1:53"_s, u"authoritative"_s, u"wrong_target"_s,
                          u"CNAME old.example.net"_s, 86400}};
        return check;
    }

private Q_SLOTS:
    void cachesAreOverOnceTheResolversTimeIs()
    {
        ServiceHarness h;
        const TrackingDomain domain = h.activate(u"track.example.com"_s);
        const auto asked = [&] {
            h.verification.sweep(domain, [](const VerificationService::SweepOutcome &) {});
            return h.checker.asked.last();
        };
        QVERIFY(!asked().thorough && !asked().cachesAreOver);
        QTRY_COMPARE(h.store->checks.latest(domain.fields().id)->value().code, u"ok"_s);

        h.checker.answers.insert(u"track.example.com"_s, disagreeing(300));
        asked();
        QTRY_COMPARE(h.store->checks.latest(domain.fields().id)->value().code, u"disagree"_s);
        // From now on the zone's servers are asked on every day, and the first disagreement counts, not the latest.
        h.clock.advance(200s);
        QVERIFY(asked().thorough && !asked().cachesAreOver);
        QTRY_COMPARE(h.store->checks.list(domain.fields().id, {}, 10)->items.value(1).code, u"disagree"_s);
        h.clock.advance(101s);
        QVERIFY(asked().cachesAreOver);

        // Agreement ends it.
        h.checker.answers.clear();
        asked();
        QTRY_COMPARE(h.store->checks.latest(domain.fields().id)->value().code, u"ok"_s);
        QVERIFY(!asked().thorough);
    }

    // A resolver with the former answer in its cache must not take back what the zone's servers have said.
    void zoneIsAskedAfterAStrike()
    {
        ServiceHarness h;
        const TrackingDomain domain = h.activate(u"track.example.com"_s);
        h.checker.answers.insert(u"track.example.com"_s, FakeRecordChecker::changed());
        h.clock.advance(27h);
        const auto monitor = h.makeMonitor();
        const auto now = [&] { return *h.domains.find(h.cluster(), u"track.example.com"_s); };
        QTRY_COMPARE(now().fields().strikes, 1);
        h.verification.sweep(now(), [](const VerificationService::SweepOutcome &) {});
        QVERIFY(h.checker.asked.last().thorough);
    }

    void absurdTimeToLiveIsCut()
    {
        ServiceHarness h;
        const TrackingDomain domain = h.add(u"track.example.com"_s);
        Check check = disagreeing(2'000'000'000);
        check.at = h.clock.now();
        QVERIFY(h.store->checks.insert(domain.fields().id, check));
        QCOMPARE(h.store->checks.disagreesUntil(domain.fields().id)->value(), h.clock.now() + 48h);
        // Neither silence nor another resolver's cache begins it anew; only the right record does.
        check.code = u"timeout"_s;
        QVERIFY(h.store->checks.insert(domain.fields().id, check));
        Check later = disagreeing(300);
        later.at = h.clock.now() + 24h;
        QVERIFY(h.store->checks.insert(domain.fields().id, later));
        QCOMPARE(h.store->checks.disagreesUntil(domain.fields().id)->value(), h.clock.now() + 48h);
        check.code = u"ok"_s;
        QVERIFY(h.store->checks.insert(domain.fields().id, check));
        QVERIFY(!h.store->checks.disagreesUntil(domain.fields().id)->has_value());
    }
};

UNMTA_TEST(TestSplitHorizon)

} // namespace unmta::tst_split_horizon

#include "tst_split_horizon.moc"
