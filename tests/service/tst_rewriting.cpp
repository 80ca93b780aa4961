// Rewriting by the cluster's rules, and what is told of a link.
#include "rewriter/RewriteSnapshot.h"
#include "service/rewriting/RewriteService.h"
#include "support/ServiceHarness.h"
#include "support/TestMain.h"

#include <QRegularExpression>
#include <QTest>

namespace unmta::tst_rewriting {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

const QString host = u"track.example.com"_s;
const QByteArray html = "<a href=\"http://example.org/\">offer</a>";

struct RewriteHarness : ServiceHarness
{
    RewriteHarness() { (void)activate(host, true); }

    [[nodiscard]] rewriter::RewriteOutcome rewritten(const RewriteJob &job, bool shown = true)
    {
        RewriteOrder order{html, true, {}};
        order.context.wantDecisions = shown;
        order.context.trackingHost = wanted;
        return job.run(order);
    }

    QByteArray wanted;
    RewriteService rewriting{{*store, feed, clusters, settings, snapshots, clock}};
};

} // namespace

class TestRewriting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_h = std::make_unique<RewriteHarness>(); }
    void cleanup() { m_h.reset(); }

    void rulesAreKeptAndAnnounced()
    {
        QCOMPARE(m_h->rewriting.rules(m_h->cluster()).value(), TrackingRules());
        const TrackingRules rules{false, true, true, false, PixelPosition::Start};
        const qint64 before = m_h->feed.since(m_h->feed.epoch(), 0).next;
        QVERIFY(m_h->rewriting.setRules(m_h->cluster(), rules));
        QCOMPARE(m_h->rewriting.rules(m_h->cluster()).value(), rules);
        const auto changes = m_h->feed.since(m_h->feed.epoch(), before).list;
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes[0].kind, ChangeKind::Cluster);
        QCOMPARE(changes[0].subject, m_h->cluster());
    }

    void unknownClusterHasNothing()
    {
        const QString nobody = u"ffffffff"_s;
        const QString refusal = u"request.not_found"_s;
        const qint64 before = m_h->feed.since(m_h->feed.epoch(), 0).next;
        QCOMPARE(m_h->rewriting.rules(nobody).error().code, refusal);
        QCOMPARE(m_h->rewriting.setRules(nobody, {}).error().code, refusal);
        QCOMPARE(m_h->rewriting.snapshot(nobody).error().code, refusal);
        QCOMPARE(m_h->rewriting.prepare(nobody).error().code, refusal);
        QCOMPARE(m_h->feed.since(m_h->feed.epoch(), 0).next, before);
    }

    void snapshotHasTheClustersOwnHosts()
    {
        const QString other = m_h->clusters.create(u"second"_s).value().id;
        const auto theirs = m_h->domains.add(other, u"theirs.example.com"_s, false).value();
        QVERIFY(m_h->domains.recordCheck(theirs.fields().id, m_h->match()));
        (void)m_h->add(u"pending.example.com"_s);
        const auto snapshot = m_h->rewriting.snapshot(m_h->cluster()).value();
        const QByteArray fallback = m_h->clusters.hostsOf(m_h->cluster()).fallback.toLatin1();
        QCOMPARE(snapshot.hosts, (QHash<QByteArray, bool>{{host.toLatin1(), false}, {fallback, false}}));
        QCOMPARE(snapshot.defaultHost, host.toLatin1());
        QVERIFY(!snapshot.keys.empty());
    }

    void rewritesByTheRulesOfItsMoment()
    {
        const auto job = m_h->rewriting.prepare(m_h->cluster()).value();
        QVERIFY(m_h->rewriting.setRules(m_h->cluster(), {false, false, false, false}));
        QVERIFY(m_h->domains.remove(m_h->cluster(), host));
        const auto before = m_h->rewritten(job);
        QCOMPARE(before.linksTracked, 1);
        QVERIFY(before.bytes.contains("http://" + host.toLatin1() + "/c/"));
        const auto after = m_h->rewritten(m_h->rewriting.prepare(m_h->cluster()).value());
        QCOMPARE(after.bytes, html);
    }

    void warningsAreShownOrLogged()
    {
        m_h->wanted = "nope.example.com";
        const auto job = m_h->rewriting.prepare(m_h->cluster()).value();
        QTest::failOnWarning(QRegularExpression(u"."_s));
        QVERIFY(m_h->rewritten(job).warnings.contains(u"tracking_host_not_active"_s));
        const QString line = u"tracking_host_not_active rewrite cluster=%1 host=%2"_s.arg(m_h->cluster(), host);
        QTest::ignoreMessage(QtWarningMsg, qPrintable(line));
        (void)m_h->rewritten(job, false);
    }

    void httpsIsNeverReachedByHttp_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("hostIsSecure");
        QTest::addColumn<bool>("fallbackIsSecure");
        QTest::addColumn<QString>("rewritten"); // the beginning of what it becomes; "": stays as it is
        QTest::addColumn<QString>("minted");
        QTest::addColumn<QString>("mintedAtTheHost");
        QTest::addColumn<QString>("allowed");
        const QString secure = u"https://%1/c/"_s.arg(host);
        const QString plain = u"http://%1/c/"_s.arg(host);
        const QString fallback = u"https://%2/c/"_s;
        const QString https = u"https://example.org/"_s;
        QTest::newRow("certificate") << https << true << false << secure << secure << secure << secure;
        QTest::newRow("none") << https << false << false << QString() << QString() << QString() << plain;
        QTest::newRow("the fallback has one") << https << false << true << fallback << fallback << QString() << plain;
        QTest::newRow("upper case") << u"HTTPS://example.org/"_s << false << false << QString() << QString()
                                    << QString() << plain;
        QTest::newRow("http") << u"http://example.org/"_s << false << true << plain << plain << plain << plain;
    }
    void httpsIsNeverReachedByHttp()
    {
        QFETCH(const QString, url);
        QFETCH(const bool, hostIsSecure);
        QFETCH(const bool, fallbackIsSecure);
        QFETCH(const QString, rewritten);
        QFETCH(const QString, minted);
        QFETCH(const QString, mintedAtTheHost);
        QFETCH(const QString, allowed);
        const QString fallback = m_h->clusters.hostsOf(m_h->cluster()).fallback;
        m_h->snapshots.publish([&](Snapshot &next) {
            const auto certify = [&](const QString &name, bool secure) {
                HostEntry entry = *next.host(name.toLatin1());
                if (secure)
                    entry.certificate = std::make_shared<const CertificateMaterial>(
                        QByteArray(), QByteArray(), m_h->clock.now() + std::chrono::hours(1), 1);
                next.hosts().insert(name.toLatin1(), entry);
            };
            certify(host, hostIsSecure);
            certify(fallback, fallbackIsSecure);
        });
        const RewriteOrder message{"<a href=\"" + url.toLatin1() + "\">", true, {}};
        const auto outcome = m_h->rewriting.prepare(m_h->cluster()).value().run(message);
        QCOMPARE(outcome.links.size(), 1);
        QCOMPARE(outcome.links[0].tracked, !rewritten.isEmpty());
        QCOMPARE(outcome.links[0].reason, rewritten.isEmpty() ? u"no_certificate"_s : u"tracked"_s);
        QCOMPARE(outcome.warnings.contains(u"no_certificate"_s), rewritten.isEmpty());
        const auto expected = [&](QString beginning) { return beginning.replace(u"%2"_s, fallback); };
        QVERIFY2(outcome.links[0].newUrl.startsWith(expected(rewritten)), qPrintable(outcome.links[0].newUrl));
        QVERIFY(outcome.pixel);

        const auto mint = [&](const QString &atHost, bool allowHttp) {
            LinkOrder order;
            order.payload.url = url;
            order.trackingHost = atHost;
            order.allowHttp = allowHttp;
            return m_h->links.mint(m_h->cluster(), order);
        };
        const auto holds = [&](const QString &beginning, const Result<QString> &made) {
            return beginning.isEmpty() ? !made && made.error().code == u"link.no_certificate"_s
                                       : made && made->startsWith(expected(beginning));
        };
        QVERIFY(holds(minted, mint({}, false)));
        QVERIFY(holds(mintedAtTheHost, mint(host, false)));
        QVERIFY(holds(allowed, mint({}, true)));
    }

    void inspects_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("foreign");
        QTest::addColumn<InspectedLink::Outcome>("outcome");
        QTest::newRow("genuine") << u"%1"_s << false << InspectedLink::Outcome::Genuine;
        QTest::newRow("of another cluster") << u"%1"_s << true << InspectedLink::Outcome::UnknownHost;
        QTest::newRow("cut") << u"http://%2/c/AQAAAAE"_s << false << InspectedLink::Outcome::Refused;
        QTest::newRow("unknown host") << u"http://other.example.com/c/AQAAAAE"_s << false
                                      << InspectedLink::Outcome::UnknownHost;
        QTest::newRow("another path") << u"http://%2/robots.txt"_s << false << InspectedLink::Outcome::NotALink;
        QTest::newRow("no address") << u"offer"_s << false << InspectedLink::Outcome::NotALink;
    }
    void inspects()
    {
        QFETCH(const QString, url);
        QFETCH(const bool, foreign);
        QFETCH(const InspectedLink::Outcome, outcome);
        LinkOrder order;
        order.payload.url = u"https://example.org/"_s;
        order.payload.recipient = u"ann@example.net"_s;
        order.allowHttp = true;
        QString asked = url;
        asked.replace(u"%1"_s, m_h->links.mint(m_h->cluster(), order).value()).replace(u"%2"_s, host);
        const auto link = m_h->links.inspect(asked, foreign ? u"ffffffff"_s : m_h->cluster());
        QCOMPARE(link.outcome, outcome);
        const bool genuine = outcome == InspectedLink::Outcome::Genuine;
        QCOMPARE(link.payload, genuine ? order.payload : LinkPayload());
        QCOMPARE(link.clusterId, genuine ? m_h->cluster() : QString());
        QCOMPARE(link.refusal.has_value(), outcome == InspectedLink::Outcome::Refused);
    }

private:
    std::unique_ptr<RewriteHarness> m_h;
};

UNMTA_TEST(TestRewriting)

} // namespace unmta::tst_rewriting

#include "tst_rewriting.moc"
