// What the services tell each other, as the engine has them.
#include "acme/CertificateIssuer.h"
#include "rewriter/RewriteSnapshot.h"
#include "support/ServiceHarness.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_services {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class InternalAuthority final : public acme::CertificateIssuer
{
public:
    explicit InternalAuthority(QStringList &orders)
        : m_orders(orders)
    {}
    void issue(acme::IssueRequest request, Progress, Done) override { m_orders.append(request.host); }
    void renewalWindow(QByteArray, std::function<void(RenewalAdvice)>) override {}
    [[nodiscard]] QString kind() const override { return u"internal"_s; }

private:
    QStringList &m_orders;
};

} // namespace

class TestServices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void certificatesFollowTheDomain()
    {
        ServiceHarness h;
        const QString name = u"track.example.com"_s;
        const auto domain = h.add(name);
        QVERIFY(h.certificates.of(name).fields().host.isEmpty());
        QVERIFY(h.domains.recordCheck(domain.fields().id, h.match()));
        QVERIFY(h.certificates.of(name).fields().nextAttemptAt.has_value());
        for (int strike = 0; strike < 2; ++strike) {
            h.clock.advance(24h);
            Check check = FakeRecordChecker::changed();
            check.at = h.clock.now();
            QVERIFY(h.domains.recordCheck(domain.fields().id, check));
        }
        QVERIFY(!h.domains.find(h.cluster(), name)->isActive());
        QVERIFY(!h.certificates.of(name).fields().nextAttemptAt.has_value());
        QVERIFY(h.domains.remove(h.cluster(), name));
        QVERIFY(h.certificates.of(name).fields().host.isEmpty());
    }

    // A public authority asks for the host, which must lead here by then: a domain's certificate shows that it may.
    void theFallbackHostWaitsForADomainUnlessTheAuthorityIsOurs()
    {
        for (const bool internal : {true, false}) {
            ServiceHarness h;
            if (internal)
                QVERIFY(h.settings.update({{u"certificates.issuer"_s, u"internal"_s}}));
            const QString fallback = h.clusters.hostsOf(h.cluster()).fallback;
            QCOMPARE(h.certificates.of(fallback).fields().nextAttemptAt.has_value(), internal);
            h.activate(u"track.example.com"_s);
            QCOMPARE(h.certificates.of(fallback).fields().nextAttemptAt.has_value(), internal);
            Q_EMIT h.certificates.issuedFor(u"track.example.com"_s);
            QVERIFY(h.certificates.of(fallback).fields().nextAttemptAt.has_value());
        }
    }

    void aClusterTakesItsCertificateWithIt()
    {
        ServiceHarness h;
        QVERIFY(h.settings.update({{u"certificates.issuer"_s, u"internal"_s}}));
        (void)h.cluster();
        const auto second = h.clusters.create(u"second"_s);
        const QString fallback = h.clusters.hostsOf(second->id).fallback;
        QVERIFY(!h.certificates.of(fallback).fields().host.isEmpty());
        QVERIFY(h.clusters.remove(second->id));
        QVERIFY(h.certificates.of(fallback).fields().host.isEmpty());
    }

    void fallbackHostsFollowTheTargetZone()
    {
        ServiceHarness h;
        const QString before = h.clusters.hostsOf(h.cluster()).fallback;
        QVERIFY(h.isServed(before.toLatin1()));
        QVERIFY(h.settings.update({{u"edge.target_zone"_s, u"hosts.example.net"_s}}));
        const QString after = h.clusters.hostsOf(h.cluster()).fallback;
        QVERIFY(after.endsWith(u".hosts.example.net"_s));
        QVERIFY(h.isServed(after.toLatin1()));
        QVERIFY(!h.isServed(before.toLatin1()));
    }

    void withoutATargetZoneNothingIsMadeUp()
    {
        ServiceHarness h;
        QVERIFY(h.settings.update({{u"edge.target_zone"_s, QString()}}));
        const QString cluster = h.cluster();
        QCOMPARE(h.clusters.hostsOf(cluster).fallback, QString());
        QVERIFY(!h.isServed({}));
        const auto link = h.links.mint(cluster, LinkOrder{.kind = LinkKind::Open});
        QVERIFY(!link);
        QCOMPARE(link.error().code, u"link.no_host"_s);

        const QByteArray html = "<body><a href=\"http://example.org/\">offer</a></body>";
        const auto job = h.services.rewriting.prepare(cluster);
        QVERIFY(job);
        const auto outcome = job->run({html, true, {}});
        QCOMPARE(outcome.reason, u"no_host"_s);
        QCOMPARE(outcome.bytes, html);
        const auto snapshot = h.services.rewriting.snapshot(cluster);
        QVERIFY(snapshot && rewriter::RewriteSnapshot::fromJson(snapshot->toJson()));

        QVERIFY(h.settings.update({{u"edge.target_zone"_s, u"hosts.example.net"_s}}));
        QVERIFY(h.isServed(h.clusters.hostsOf(cluster).fallback.toLatin1()));
        QVERIFY(h.links.mint(cluster, LinkOrder{.kind = LinkKind::Open}));
    }

    void nothingIsOrderedBeforeTheUpkeepBeginsNorAfterItsEnd()
    {
        ServiceHarness h;
        QStringList orders;
        h.certificates.setIssuer(std::make_unique<InternalAuthority>(orders), "configuration");
        h.activate(u"track.example.com"_s);
        h.services.lookAgain();
        QTest::qWait(0);
        QVERIFY(orders.isEmpty());
        QVERIFY(h.services.startUpkeep());
        QTRY_COMPARE(orders, QStringList{u"track.example.com"_s});
        h.services.stop();
        QVERIFY(h.feed.isClosed());
        h.activate(u"other.example.com"_s);
        h.services.lookAgain();
        QTest::qWait(0);
        QCOMPARE(orders.size(), 1);
    }

    void mailLeavesThroughThePort()
    {
        ServiceHarness h;
        QVERIFY(h.settings.update({{u"smtp.url"_s, u"smtp://mail.example.com"_s},
                                   {u"smtp.from"_s, u"tracking@example.com"_s},
                                   {u"notify.to"_s, u"ann@example.net"_s}}));
        QVERIFY(h.services.startUpkeep());
        h.activate(u"track.example.com"_s);
        QTRY_COMPARE(h.mail.recipients, QList<QStringList>{{u"ann@example.net"_s}});
        QVERIFY(h.mail.messages.first().contains("track.example.com"));
    }
};

UNMTA_TEST(TestServices)

} // namespace unmta::tst_services

#include "tst_services.moc"
