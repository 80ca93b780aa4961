// Deleted domains whose records are still there, and whose DNS a zone is.
#include "service/monitor/DanglingWatch.h"
#include "support/ServiceHarness.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_dangling_watch {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct DanglingHarness : ServiceHarness
{
    DanglingHarness() { watch.start(); }

    // Time passes, and whatever is to be looked for then is.
    void pass(Millis time)
    {
        checker.asked.clear();
        clock.advance(time);
        watch.lookAgain();
        const auto looks = [this] {
            return store->targets.suspect(clock.now() - DanglingWatch::watchedFor, clock.now() - 24h)->has_value();
        };
        QVERIFY(QTest::qWaitFor([&] { return !looks(); }, patienceMs));
    }
    [[nodiscard]] QStringList dangling()
    {
        QStringList names;
        const auto targets =
            store->targets.dangling(cluster(), clock.now() - DanglingWatch::watchedFor, {}, 100).value().items;
        for (const auto &target : targets)
            names << target.host;
        return names;
    }
    [[nodiscard]] int told() const
    {
        const auto page = store->notifications.list({}, {}, 1000).value();
        return static_cast<int>(std::count_if(page.items.begin(), page.items.end(), [](const Notification &n) {
            return n.kind == u"domain.dangling"_s && n.domainName == u"a.example.com"_s;
        }));
    }

    DanglingWatch watch{{*store, checker, settings, notifications, feed, clock}, 0ms};
};

} // namespace

class TestDanglingWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordThatStaysIsReportedOnceAndUntilItGoes()
    {
        DanglingHarness h;
        const QString target = h.activate(u"a.example.com"_s).fields().target;
        QVERIFY(h.domains.remove(h.cluster(), u"a.example.com"_s));
        h.pass(23h); // nobody is quicker than that
        QVERIFY(h.checker.asked.isEmpty() && h.dangling().isEmpty());
        h.pass(1h);
        QCOMPARE(h.checker.asked.size(), 1);
        QCOMPARE(h.checker.asked.first().target, target);
        QVERIFY(!h.checker.asked.first().thorough);
        QCOMPARE(h.dangling(), QStringList{u"a.example.com"_s});
        for (int day = 0; day < 5; ++day)
            h.pass(24h);
        QCOMPARE(h.checker.asked.size(), 1); // once a day
        QCOMPARE(h.told(), 1);
        h.checker.answers.insert(u"a.example.com"_s, FakeRecordChecker::changed());
        h.pass(24h);
        QVERIFY(h.dangling().isEmpty());
        QCOMPARE(h.told(), 1);
    }

    void silenceIsNoSign()
    {
        DanglingHarness h;
        h.activate(u"a.example.com"_s);
        QVERIFY(h.domains.remove(h.cluster(), u"a.example.com"_s));
        h.checker.answers.insert(u"a.example.com"_s, FakeRecordChecker::unknown());
        h.pass(24h);
        QVERIFY(h.dangling().isEmpty());
        h.checker.answers.clear();
        h.pass(24h);
        h.checker.answers.insert(u"a.example.com"_s, FakeRecordChecker::unknown());
        h.pass(24h);
        QCOMPARE(h.dangling(), QStringList{u"a.example.com"_s});
        QCOMPARE(h.told(), 1);
    }

    void afterNinetyDaysItIsForgotten()
    {
        DanglingHarness h;
        h.activate(u"a.example.com"_s);
        QVERIFY(h.domains.remove(h.cluster(), u"a.example.com"_s));
        h.pass(24h * 89);
        QCOMPARE(h.checker.asked.size(), 1);
        QCOMPARE(h.dangling(), QStringList{u"a.example.com"_s});
        h.pass(24h * 2);
        QVERIFY(h.checker.asked.isEmpty() && h.dangling().isEmpty());
    }

    void domainThatIsBackDoesNotDangle()
    {
        DanglingHarness h;
        h.activate(u"a.example.com"_s);
        QVERIFY(h.domains.remove(h.cluster(), u"a.example.com"_s));
        h.pass(24h);
        QCOMPARE(h.dangling().size(), 1);
        h.add(u"a.example.com"_s);
        h.pass(24h);
        QVERIFY(h.dangling().isEmpty());
    }

    void nobodyIsToldAboutAClusterThatIsGone()
    {
        DanglingHarness h;
        h.activate(u"a.example.com"_s);
        QVERIFY(h.clusters.create(u"second"_s));
        QVERIFY(h.clusters.remove(h.cluster()));
        h.pass(48h);
        QVERIFY(h.checker.asked.isEmpty());
    }

    void oneLookAtATime()
    {
        DanglingHarness h;
        for (const QString &name : {u"a.example.com"_s, u"b.example.com"_s, u"c.example.com"_s}) {
            h.activate(name);
            QVERIFY(h.domains.remove(h.cluster(), name));
        }
        h.checker.held = true;
        h.clock.advance(24h);
        h.watch.lookAgain();
        QTRY_COMPARE(h.checker.asked.size(), 1);
        h.watch.lookAgain();
        QTest::qWait(0);
        QCOMPARE(h.checker.asked.size(), 1);
        h.checker.answerAll();
        QTRY_COMPARE(h.checker.asked.size(), 2);
    }

    void providerIsKnownBeforeTheFirstCheck()
    {
        ServiceHarness h;
        h.checker.provider = u"cloudflare"_s;
        const auto domain = h.add(u"a.example.com"_s);
        QVERIFY(domain.fields().provider.isEmpty());
        const auto provider = [&] { return h.domains.find(h.cluster(), u"a.example.com"_s)->fields().provider; };
        QTRY_COMPARE(provider(), u"cloudflare"_s);
        // What happens to the domain does not lose it; another zone's servers in a check replace it.
        QVERIFY(h.domains.recordCheck(domain.fields().id, h.match()));
        QCOMPARE(provider(), u"cloudflare"_s);
        Check check = h.match();
        check.nameServers = {u"ns-1.awsdns-00.com"_s};
        h.checker.answers.insert(u"a.example.com"_s, check);
        h.verification.verify(*h.domains.find(h.cluster(), u"a.example.com"_s), true, [](const auto &) {});
        QTRY_COMPARE(provider(), u"route53"_s);
    }

    void providerOfADomainThatIsGoneMeanwhile()
    {
        ServiceHarness h;
        h.checker.provider = u"other"_s;
        h.add(u"a.example.com"_s);
        QVERIFY(h.domains.remove(h.cluster(), u"a.example.com"_s));
        const auto before = h.feed.since(h.feed.epoch(), 0).next;
        QTRY_COMPARE(h.checker.providersGiven, 1);
        QCOMPARE(h.feed.since(h.feed.epoch(), 0).next, before);
    }
};

UNMTA_TEST(TestDanglingWatch)

} // namespace unmta::tst_dangling_watch

#include "tst_dangling_watch.moc"
