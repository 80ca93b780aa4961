// When everybody is asked, who waits for the answers, and who is told of what has changed.
#include "service/readiness/ReadinessService.h"
#include "support/FakeReadinessProbes.h"
#include "support/Patience.h"
#include "support/ServiceHarness.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_readiness_service {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct ReadinessHarness : ServiceHarness
{
    [[nodiscard]] ReadinessCheck check(const QString &id) const
    {
        for (const ReadinessCheck &one : readiness.checks()) {
            if (one.id == id)
                return one;
        }
        return {};
    }
    [[nodiscard]] QStringList told(qint64 since) const
    {
        QStringList subjects;
        for (const auto &change : feed.since(feed.epoch(), since).list) {
            if (change.kind == ChangeKind::Readiness)
                subjects << change.subject;
        }
        return subjects;
    }
    [[nodiscard]] qint64 now() const { return feed.since(feed.epoch(), 0).next; }
    // How often the answers came.
    void probe()
    {
        readiness.probe([this](const QList<ReadinessCheck> &) { ++answers; });
    }

    FakeReadinessProbes probes;
    LocalSeen local{.addresses = {u"192.0.2.80"_s}, .namedAddresses = {u"192.0.2.80"_s}};
    DataDirSeen dataDir{.path = u"/data"_s, .freeBytes = 50'000'000'000, .totalBytes = 100'000'000'000};
    bool hasEvent = false;
    int answers = 0;
    QList<int> holdersAsked;
    ReadinessService readiness{{.store = *store,
                                .settings = settings,
                                .snapshots = snapshots,
                                .certificates = certificates,
                                .outbox = services.outbox,
                                .feed = feed,
                                .clock = clock,
                                .random = random,
                                .probes = probes,
                                .local = [this] { return local; },
                                .dataDir = [this](const std::function<void(DataDirSeen)> &done) { done(dataDir); },
                                .portHolder =
                                    [this](int port) {
                                        holdersAsked << port;
                                        return QString();
                                    },
                                .hasEvent = [this] { return hasEvent; },
                                .wording = describe}};
};

} // namespace

class TestReadinessService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_h = std::make_unique<ReadinessHarness>(); }
    void cleanup() { m_h.reset(); }

    void everybodyIsAsked()
    {
        QCOMPARE(m_h->check(u"wildcard"_s).state, ReadinessState::Unknown);
        m_h->probe();
        QCOMPARE(m_h->answers, 1);
        QCOMPARE(m_h->probes.names.size(), 1);
        QVERIFY(m_h->probes.names[0].endsWith(u".track.unmta.net"_s));
        QCOMPARE(m_h->probes.hosts.size(), 2);
        QCOMPARE(QSet(m_h->probes.hosts.begin(), m_h->probes.hosts.end()).size(), 2);
        for (const char *id : {"wildcard", "http_reachable", "https_reachable", "authority", "resolver", "data_dir"})
            QVERIFY2(m_h->check(QString::fromLatin1(id)).state == ReadinessState::Ready, id);
        // Names that a cache has an answer for prove nothing.
        m_h->probe();
        QCOMPARE(QSet(m_h->probes.names.begin(), m_h->probes.names.end()).size(), 2);
    }

    void whoHasNothingToSayIsNotAsked()
    {
        QVERIFY(m_h->settings.update({{u"edge.target_zone"_s, {}}, {u"certificates.issuer"_s, u"internal"_s}}));
        m_h->probe();
        QCOMPARE(m_h->answers, 1);
        QVERIFY(m_h->probes.names.isEmpty() && m_h->probes.hosts.isEmpty());
        QCOMPARE(m_h->probes.authorityAsked, 0);
        QCOMPARE(m_h->check(u"target_zone"_s).state, ReadinessState::Todo);
    }

    void aMissingRecordIsNotTriedToReach()
    {
        m_h->probes.wildcard.addresses.clear();
        m_h->probe();
        QCOMPARE(m_h->answers, 1);
        QVERIFY(m_h->probes.hosts.isEmpty());
        QCOMPARE(m_h->check(u"wildcard"_s).state, ReadinessState::Todo);
    }

    // Answers to a question that was put before somebody mended something are no answers to him.
    void whoComesLaterGetsAnswersOfALaterRun()
    {
        m_h->probes.isHeld = true;
        m_h->probe();
        m_h->probe();
        QCOMPARE(m_h->answers, 0);
        QCOMPARE(m_h->probes.names.size(), 1);
        m_h->probes.release();
        QCOMPARE(m_h->answers, 2);
        QCOMPARE(m_h->probes.names.size(), 2);
    }

    void whoWaitsAtTheEndIsAnswered()
    {
        m_h->probes.isHeld = true;
        m_h->probe();
        m_h->probe();
        m_h->readiness.stop();
        QCOMPARE(m_h->answers, 2);
        m_h->probes.release(); // too late for anybody
        QCOMPARE(m_h->answers, 2);
        QVERIFY(m_h->probes.hosts.isEmpty()); // and nobody is asked more
    }

    // It is a look at all processes: only where another program may have the edge's place.
    void whoHoldsAPortIsAskedWhereItMatters()
    {
        m_h->local.httpPorts = {80};
        m_h->local.httpsPorts = {8443};
        m_h->probe();
        QCOMPARE(m_h->holdersAsked, QList<int>());
        m_h->probes.reached = ReachSeen::Outcome::Refused;
        m_h->probe();
        QCOMPARE(m_h->holdersAsked, QList<int>({443}));
        m_h->holdersAsked.clear();
        m_h->probes.reached = ReachSeen::Outcome::Foreign;
        m_h->probe();
        QCOMPARE(m_h->holdersAsked, QList<int>({80, 443}));
    }

    void changesAreTold()
    {
        m_h->readiness.start();
        qint64 since = m_h->now();
        m_h->probe();
        QVERIFY(m_h->told(since).contains(u"wildcard"_s));
        since = m_h->now();
        m_h->probe();
        QCOMPARE(m_h->told(since), QStringList());
        m_h->probes.reached = ReachSeen::Outcome::Refused;
        m_h->probe();
        QCOMPARE(m_h->told(since), QStringList({u"http_reachable"_s, u"https_reachable"_s}));
    }

    void settingsAreFollowed()
    {
        m_h->readiness.start();
        m_h->probe();
        const auto before = m_h->probes.names.size();
        QVERIFY(m_h->settings.update({{u"privacy.ip"_s, u"none"_s}, {u"edge.target_zone"_s, u"t.example.net"_s}}));
        QTRY_COMPARE_WITH_TIMEOUT(m_h->probes.names.size(), before + 1, patienceMs);
        QVERIFY(m_h->probes.names.last().endsWith(u".t.example.net"_s));
    }

    void useIsRead()
    {
        QCOMPARE(m_h->check(u"active_domain"_s).state, ReadinessState::Todo);
        m_h->add(u"a.example.com"_s);
        QVERIFY(m_h->check(u"active_domain"_s).sentence.contains(u"a.example.com"_s));
        m_h->activate(u"b.example.com"_s);
        QCOMPARE(m_h->check(u"active_domain"_s).state, ReadinessState::Ready);
        QVERIFY(m_h->check(u"certificate"_s).sentence.contains(u"b.example.com"_s));

        QCOMPARE(m_h->check(u"first_event"_s).state, ReadinessState::Todo);
        m_h->hasEvent = true;
        QCOMPARE(m_h->check(u"first_event"_s).state, ReadinessState::Ready);

        QCOMPARE(m_h->check(u"mail_server"_s).state, ReadinessState::Todo);
        m_h->readiness.mailHostSeen(u"a milter"_s);
        QCOMPARE(m_h->check(u"mail_server"_s).state, ReadinessState::Ready);
        m_h->clock.advance(2h);
        QCOMPARE(m_h->check(u"mail_server"_s).state, ReadinessState::Unknown);
    }

    void aRefusedMailIsSeen()
    {
        QVERIFY(m_h->settings.update({{u"smtp.url"_s, u"smtp://mail.example.net"_s},
                                      {u"smtp.from"_s, u"t@example.net"_s},
                                      {u"notify.to"_s, u"you@example.net"_s}}));
        m_h->probe();
        QCOMPARE(m_h->check(u"notices"_s).state, ReadinessState::Ready);
        mail::SmtpOutcome outcome{Error(u"smtp.rejected"_s), true, 550};
        Q_EMIT m_h->services.outbox.handedIn(outcome);
        QCOMPARE(m_h->check(u"notices"_s).state, ReadinessState::Failed);
        Q_EMIT m_h->services.outbox.handedIn({Result<void>(), false, 250});
        QCOMPARE(m_h->check(u"notices"_s).state, ReadinessState::Ready);
    }

private:
    std::unique_ptr<ReadinessHarness> m_h;
};

UNMTA_TEST(TestReadinessService)

} // namespace unmta::tst_readiness_service

#include "tst_readiness_service.moc"
