// The count of certified hosts holds as long as nothing has changed, and no longer.
#include "service/readiness/CertifiedHosts.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_certified_hosts {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr TimePoint start{1000h};

void put(SnapshotHolder &routing, const QByteArray &host, std::int64_t domain, std::optional<TimePoint> notAfter)
{
    const auto certificate =
        notAfter ? std::make_shared<const CertificateMaterial>(QByteArray(), QByteArray(), *notAfter, 1) : nullptr;
    routing.publish([&](Snapshot &next) { next.hosts().insert(host, {"c", domain, certificate}); });
}

} // namespace

class TestCertifiedHosts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsActiveHosts()
    {
        SnapshotHolder routing;
        put(routing, "a.example.com", 1, start + 1h);
        put(routing, "b.example.com", 2, std::nullopt);
        put(routing, "c-0.example.net", 0, std::nullopt); // a fallback host
        CertifiedHosts hosts;
        hosts.look(routing.current(), start);
        QCOMPARE(hosts.certified(), 1);
        QCOMPARE(hosts.others(), QStringList{u"b.example.com"_s});
    }

    void followsTheRouting()
    {
        SnapshotHolder routing;
        put(routing, "a.example.com", 1, std::nullopt);
        CertifiedHosts hosts;
        hosts.look(routing.current(), start);
        put(routing, "a.example.com", 1, start + 1h);
        hosts.look(routing.current(), start);
        QCOMPARE(hosts.certified(), 1);
        QVERIFY(hosts.others().isEmpty());
    }

    void followsTheClock()
    {
        SnapshotHolder routing;
        put(routing, "a.example.com", 1, start + 2h);
        put(routing, "b.example.com", 2, start + 1h);
        CertifiedHosts hosts;
        hosts.look(routing.current(), start);
        QCOMPARE(hosts.certified(), 2);
        hosts.look(routing.current(), start + 1h);
        QCOMPARE(hosts.others(), QStringList{u"b.example.com"_s});
        hosts.look(routing.current(), start); // the sandbox's clock does not go back, a computer's may
        QCOMPARE(hosts.certified(), 2);
    }

    // One change among many hosts costs a look at its neighbours, not at all of them.
    void looksOnlyAtWhatChanged()
    {
        SnapshotHolder routing;
        routing.publish([](Snapshot &next) {
            for (int i = 0; i < 20'000; ++i)
                next.hosts().insert("h" + QByteArray::number(i) + ".example.com", {"c", i + 1, nullptr});
        });
        CertifiedHosts hosts;
        hosts.look(routing.current(), start);
        QCOMPARE(hosts.looked(), quint64{20'000});
        put(routing, "h7.example.com", 8, start + 1h);
        hosts.look(routing.current(), start);
        QCOMPARE(hosts.certified(), 1);
        QVERIFY2(hosts.looked() < 20'100, QByteArray::number(hosts.looked()));
        hosts.look(routing.current(), start + 1h); // and so does its end
        QCOMPARE(hosts.certified(), 0);
        QVERIFY2(hosts.looked() < 20'200, QByteArray::number(hosts.looked()));
    }

    void namesAFew()
    {
        SnapshotHolder routing;
        for (int i = 0; i < 30; ++i)
            put(routing, "h" + QByteArray::number(i) + ".example.com", i + 1, std::nullopt);
        CertifiedHosts hosts;
        hosts.look(routing.current(), start);
        QCOMPARE(hosts.others().size(), CertifiedHosts::namedAtMost);
    }
};

UNMTA_TEST(TestCertifiedHosts)

} // namespace unmta::tst_certified_hosts

#include "tst_certified_hosts.moc"
