#include "acme/InternalCa.h"
#include "outbound/OutboundHttp.h"
#include "support/ServiceHarness.h"
#include "support/TestMain.h"
#include "support/stores/StorePlace.h"

#include <QSignalSpy>
#include <QTest>

namespace unmta::tst_certificate_service {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Issues what the test lays out, on the caller's thread: the service queues it to itself all the same.
class ScriptedIssuer final : public acme::CertificateIssuer
{
public:
    ScriptedIssuer(const Clock &clock, QString kind)
        : m_clock(clock)
        , m_kind(std::move(kind))
    {}

    void issue(acme::IssueRequest request, Progress progress, Done done) override
    {
        orders.append(request.host);
        lastResume = request.resumeState;
        progress("half-way");
        progresses.append(std::move(progress));
        if (held)
            waiting.append(std::move(done));
        else
            done(outcome(request.host));
    }
    void renewalWindow(QByteArray, std::function<void(RenewalAdvice)> done) override
    {
        ++windowQuestions;
        done(window ? RenewalAdvice(*window) : RenewalAdvice());
    }
    [[nodiscard]] QString kind() const override { return m_kind; }

    acme::IssueOutcome outcome(const QString &host)
    {
        if (failure)
            return {Error(*failure), permanent, retryAfter};
        return {ca.issue(forOtherName ? u"other.example.com"_s : host, m_clock.now() - clockIsAheadBy), false,
                std::nullopt};
    }

    QStringList orders;
    QByteArray lastResume;
    int windowQuestions = 0;
    std::optional<QString> failure;
    bool permanent = true;
    std::optional<Millis> retryAfter;
    std::optional<RenewalWindow> window;
    bool forOtherName = false;
    Millis clockIsAheadBy{0}; // our clock, of the CA's
    bool held = false;
    QList<Done> waiting;
    QList<Progress> progresses;
    acme::InternalCa ca = acme::InternalCa::create(fromUnixMs(1'789'000'000'000)).value();

private:
    const Clock &m_clock;
    QString m_kind;
};

QString host(int number)
{
    return u"track%1.example.com"_s.arg(number);
}

struct CertificateHarness : ServiceHarness
{
    CertificateHarness()
    {
        auto made = std::make_unique<ScriptedIssuer>(clock, u"acme"_s);
        issuer = made.get();
        certificates.setIssuer(std::move(made), "first");
        certificates.start();
        // Orders are for the hosts that a test names, and none for the cluster's own.
        QObject::disconnect(&certificates, &CertificateService::issuedFor, &services, nullptr);
    }
    [[nodiscard]] bool hasCertificate(const QByteArray &host) const
    {
        const auto snapshot = snapshots.current();
        const HostEntry *entry = snapshot->host(host);
        return entry && entry->certificate;
    }
    ScriptedIssuer *issuer;
};

} // namespace

class TestCertificateService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void orderedWhenActiveAndNeverBefore()
    {
        CertificateHarness h;
        const auto domain = h.add(u"track.example.com"_s);
        h.clock.advance(24h);
        h.certificates.lookAgain();
        QTest::qWait(0);
        QVERIFY(h.issuer->orders.isEmpty());
        QVERIFY(h.domains.recordCheck(domain.fields().id, h.match()));
        QTRY_VERIFY(h.hasCertificate("track.example.com"));
        QCOMPARE(h.issuer->orders, QStringList{u"track.example.com"_s});
        QCOMPARE(h.certificates.of(u"track.example.com"_s).fields().state, CertificateState::Valid);
    }

    void failureIsReportedAndTriedAgainWithPauses()
    {
        CertificateHarness h;
        h.issuer->failure = u"acme.unauthorized"_s;
        h.activate(u"track.example.com"_s);
        QTRY_COMPARE(h.certificates.of(u"track.example.com"_s).fields().state, CertificateState::Failed);
        const auto failed = h.certificates.of(u"track.example.com"_s).fields();
        QCOMPARE(failed.errorCode, u"acme.unauthorized"_s);
        QVERIFY(*failed.nextAttemptAt >= h.clock.now() + 1min);
        h.certificates.lookAgain();
        QTest::qWait(0);
        QCOMPARE(h.issuer->orders.size(), 1);
        h.issuer->failure.reset();
        h.clock.advance(1min);
        h.certificates.lookAgain();
        QTRY_VERIFY(h.hasCertificate("track.example.com"));
        QVERIFY(h.certificates.of(u"track.example.com"_s).fields().errorCode.isEmpty());
    }

    void retryAfterIsObeyed()
    {
        CertificateHarness h;
        h.issuer->failure = u"acme.rate_limited"_s;
        h.issuer->retryAfter = 5h;
        h.activate(u"track.example.com"_s);
        QTRY_COMPARE(h.certificates.of(u"track.example.com"_s).fields().state, CertificateState::Failed);
        QVERIFY(*h.certificates.of(u"track.example.com"_s).fields().nextAttemptAt >= h.clock.now() + 5h);
    }

    void certificateForAnotherNameNeverReplacesAGoodOne()
    {
        CertificateHarness h;
        h.activate(u"track.example.com"_s);
        QTRY_VERIFY(h.hasCertificate("track.example.com"));
        const QByteArray good = h.certificates.of(u"track.example.com"_s).fields().chainPem;
        QTRY_COMPARE(h.issuer->windowQuestions, 1);
        h.issuer->forOtherName = true;
        h.clock.advance(24h * 65);
        h.certificates.lookAgain();
        QTRY_COMPARE(h.certificates.of(u"track.example.com"_s).fields().state, CertificateState::Failed);
        QCOMPARE(h.certificates.of(u"track.example.com"_s).fields().chainPem, good);
        QCOMPARE(h.snapshots.current()->host("track.example.com")->certificate->chainPem(), good);
    }

    void announcedIsWhatTheApiShows()
    {
        CertificateHarness h;
        h.issuer->held = true;
        const QString host = u"track.example.com"_s;
        h.activate(host);
        QTRY_COMPARE(h.issuer->waiting.size(), 1);
        qint64 seen = 0;
        const auto announced = [&] {
            const auto changes = h.feed.since(h.feed.epoch(), seen);
            seen = changes.next;
            return std::count_if(changes.list.begin(), changes.list.end(),
                                 [](const Change &change) { return change.kind == ChangeKind::Domain; });
        };
        QVERIFY(announced() > 0); // verified, a certificate is wanted
        // The steps of an order are nobody's business.
        h.issuer->progresses.first()("two thirds");
        QTRY_COMPARE(h.certificates.of(host).fields().orderState, QByteArray("two thirds"));
        QCOMPARE(announced(), 0);
        h.issuer->waiting.first()(h.issuer->outcome(host));
        QTRY_VERIFY(h.hasCertificate("track.example.com"));
        QCOMPARE(announced(), 1);
        // Nor is what the CA says about renewal, while it says nothing new.
        QTRY_COMPARE(h.issuer->windowQuestions, 1);
        QTRY_VERIFY(*h.certificates.of(host).fields().nextAttemptAt > h.clock.now());
        QCOMPARE(announced(), 0);
        // A failure that is the same as the last one is a line in the timeline.
        h.issuer->held = false;
        h.issuer->failure = u"acme.unauthorized"_s;
        h.clock.advance(24h * 65);
        h.certificates.lookAgain();
        QTRY_COMPARE(h.certificates.of(host).fields().failures, 1);
        QCOMPARE(announced(), 2); // renewing, failed
    }

    void renewedAtTheWindowThatTheCaNames()
    {
        CertificateHarness h;
        h.issuer->window = RenewalWindow{h.clock.now() + 24h * 3, h.clock.now() + 24h * 3 + 1h, 6h};
        h.activate(u"track.example.com"_s);
        QTRY_COMPARE(h.issuer->windowQuestions, 1);
        const QByteArray first = h.certificates.of(u"track.example.com"_s).fields().chainPem;
        QTRY_VERIFY(*h.certificates.of(u"track.example.com"_s).fields().renewAt <= h.clock.now() + 24h * 3 + 1h);
        QCOMPARE(h.issuer->orders.size(), 1);
        h.clock.advance(24h * 3 + 1h);
        h.certificates.lookAgain();
        QTRY_COMPARE(h.issuer->orders.size(), 2);
        QTRY_VERIFY(h.certificates.of(u"track.example.com"_s).fields().chainPem != first);
    }

    void attemptIsResumedFromItsLastState()
    {
        CertificateHarness h;
        h.issuer->held = true;
        h.activate(u"track.example.com"_s);
        QTRY_COMPARE(h.certificates.of(u"track.example.com"_s).fields().orderState, QByteArray("half-way"));
        // The engine ends and starts again: another service over the same store.
        auto issuer = std::make_unique<ScriptedIssuer>(h.clock, u"acme"_s);
        auto *resumed = issuer.get();
        CertificateService again({*h.store, h.publisher, h.feed, h.notifications, h.clock, h.random});
        again.setIssuer(std::move(issuer), "first");
        again.start();
        QTRY_COMPARE(resumed->orders.size(), 1);
        QCOMPARE(resumed->lastResume, QByteArray("half-way"));
        h.certificates.stop();
    }

    void deletedWhileItsOrderIsUnderWay()
    {
        CertificateHarness h;
        h.issuer->held = true;
        h.activate(u"track.example.com"_s);
        QTRY_COMPARE(h.issuer->waiting.size(), 1);
        QVERIFY(h.domains.remove(h.cluster(), u"track.example.com"_s));
        h.issuer->waiting.first()(h.issuer->outcome(u"track.example.com"_s));
        QTest::qWait(0);
        QVERIFY2(h.certificates.of(u"track.example.com"_s).fields().host.isEmpty(),
                 "key and certificate must not come back");
    }

    void troubleIsToldOnceAndItsEndOnce_data()
    {
        QTest::addColumn<bool>("permanent");
        QTest::addColumn<int>("toldAfter");
        QTest::newRow("permanent: at the first failure") << true << 1;
        QTest::newRow("temporary: at the third") << false << 3;
    }
    void troubleIsToldOnceAndItsEndOnce()
    {
        QFETCH(bool, permanent);
        QFETCH(int, toldAfter);
        CertificateHarness h;
        const auto told = [&h] {
            QStringList kinds;
            const auto page = h.store->notifications.list({}, {}, 100);
            for (const Notification &notification : page->items) {
                if (notification.kind.startsWith(u"certificate."_s))
                    kinds.prepend(notification.kind);
            }
            return kinds;
        };
        const QString host = u"track.example.com"_s;
        h.issuer->failure = u"acme.caa"_s;
        h.issuer->permanent = permanent;
        h.activate(host);
        for (int failure = 1; failure <= 5; ++failure) {
            QTRY_COMPARE(h.certificates.of(host).fields().failures, failure);
            QCOMPARE(told().size(), failure < toldAfter ? 0 : 1);
            if (failure == 5)
                h.issuer->failure.reset();
            h.clock.advance(25h);
            h.certificates.lookAgain();
        }
        QTRY_VERIFY(h.hasCertificate("track.example.com"));
        QCOMPARE(told(), (QStringList{u"certificate.failed"_s, u"certificate.recovered"_s}));
        const auto news = h.store->notifications.list({}, {}, 100)->items;
        const auto failed = std::find_if(news.begin(), news.end(), [](const Notification &notification) {
            return notification.kind == u"certificate.failed"_s;
        });
        QCOMPARE(failed->clusterId, std::optional(h.cluster()));
        QVERIFY(failed->domainId != 0);
        QVERIFY(failed->args.value(u"problem"_s).toString().contains(u"acme.caa"_s));
        // Every attempt is remembered, the newest first.
        const auto attempts = h.store->certificates.attempts(host);
        QCOMPARE(attempts->size(), 6);
        QCOMPARE(attempts->first().code, u"issued"_s);
        QCOMPARE(attempts->last().code, u"failed"_s);
    }

    // Each stage once, also over a restart, and not again after the end of the trouble.
    void peopleHearOfACertificateThatEnds()
    {
        CertificateHarness h;
        h.activate(u"track.example.com"_s);
        QTRY_VERIFY(h.hasCertificate("track.example.com"));
        const TimePoint end = *h.certificates.of(u"track.example.com"_s).fields().notAfter;
        const auto alerts = [&h] {
            QList<Notification> result;
            const auto page = h.store->notifications.list({}, {}, 100);
            for (const Notification &notification : page->items) {
                if (notification.kind == u"certificate.expiring"_s)
                    result.append(notification);
            }
            return result;
        };
        const auto fields = [&h] { return h.certificates.of(u"track.example.com"_s).fields(); };
        const auto goOnTo = [&](TimePoint moment) {
            h.clock.advance(moment - h.clock.now());
            h.certificates.lookAgain();
        };
        QTRY_VERIFY(*fields().nextAttemptAt > h.clock.now());
        h.issuer->failure = u"acme.connection"_s;
        goOnTo(*fields().renewAt);
        QTRY_COMPARE(fields().failures, 1);
        QVERIFY(alerts().isEmpty());
        const TimePoint halfWay = h.clock.now() + (end - h.clock.now()) / 2;
        QCOMPARE(fields().alertAt, std::optional(halfWay));
        qsizetype told = 0;
        for (const TimePoint moment : {halfWay, end - 24h * 7, end - 24h * 3, end - 24h}) {
            const int failures = fields().failures;
            goOnTo(moment);
            ++told;
            QTRY_COMPARE(alerts().size(), told);
            QTRY_COMPARE(fields().failures, failures + 1);
            h.certificates.lookAgain();
        }
        QVERIFY(!fields().alertAt);
        const QJsonObject args = alerts().first().args;
        QVERIFY(args.value(u"problem"_s).toString().contains(u"acme.connection"_s));
        QCOMPARE(args.value(u"not_after_at"_s).toString(), toIso8601(end));
        h.issuer->failure.reset();
        goOnTo(*fields().nextAttemptAt);
        QTRY_VERIFY(*fields().notAfter > end);
        QVERIFY(*fields().alertAt > end);
        QCOMPARE(alerts().size(), told);
    }

    void anotherIssuerReplacesWhatTheFirstOneIssued()
    {
        CertificateHarness h;
        h.activate(u"track.example.com"_s);
        QTRY_VERIFY(h.hasCertificate("track.example.com"));
        h.certificates.setIssuer(std::make_unique<ScriptedIssuer>(h.clock, u"internal"_s), "second");
        QTRY_COMPARE(h.certificates.of(u"track.example.com"_s).fields().issuer, u"internal"_s);
    }

    void restartDoesNotHastenWhatFailed_data()
    {
        QTest::addColumn<QByteArray>("configuration");
        QTest::addColumn<bool>("isDueAtOnce");
        QTest::newRow("the same issuer again") << QByteArray("first") << false;
        QTest::newRow("another account or directory") << QByteArray("second") << true;
    }
    void restartDoesNotHastenWhatFailed()
    {
        QFETCH(QByteArray, configuration);
        QFETCH(bool, isDueAtOnce);
        CertificateHarness h;
        h.issuer->failure = u"acme.unauthorized"_s;
        h.activate(u"track.example.com"_s);
        QTRY_COMPARE(h.certificates.of(u"track.example.com"_s).fields().state, CertificateState::Failed);
        h.certificates.stop();
        CertificateService again({*h.store, h.publisher, h.feed, h.notifications, h.clock, h.random});
        auto issuer = std::make_unique<ScriptedIssuer>(h.clock, u"acme"_s);
        auto *orders = &issuer->orders;
        QVERIFY(!again.isMadeFrom(configuration));
        again.setIssuer(std::move(issuer), configuration);
        QVERIFY(again.isMadeFrom(configuration));
        again.start();
        if (isDueAtOnce) {
            QTRY_COMPARE(orders->size(), 1);
        } else {
            QTest::qWait(0);
            QVERIFY(orders->isEmpty());
            QCOMPARE(again.of(u"track.example.com"_s).fields().failures, 1);
        }
    }

    // As long as the store has no room for the result nothing is ordered, however often one looks.
    void fullStoreOrdersNothing()
    {
        if (isOnPostgres())
            QSKIP("whose disk is not ours to fill");
        CertificateHarness h;
        const auto domain = h.add(u"track.example.com"_s);
        auto &database = h.store->database();
        QVERIFY(h.domains.recordCheck(domain.fields().id, h.match()));
        QVERIFY(database.execute(u"PRAGMA max_page_count = 1"_s)); // as many as there are
        for (int i = 0; i < 50; ++i) {
            h.clock.advance(1min);
            h.certificates.lookAgain();
            QTest::qWait(0);
        }
        QVERIFY(h.issuer->orders.isEmpty());
        QVERIFY(database.execute(u"PRAGMA max_page_count = 1000000"_s));
        h.certificates.storeRecovered();
        QTRY_VERIFY(h.hasCertificate("track.example.com"));
        QCOMPARE(h.issuer->orders.size(), 1);
    }

    // What was issued is not thrown away because it cannot be saved at once, and never ordered a second time for that.
    void certificateThatCannotBeSavedIsSavedLater()
    {
        CertificateHarness h;
        h.issuer->held = true;
        h.activate(u"track.example.com"_s);
        QTRY_COMPARE(h.issuer->waiting.size(), 1);
        auto &database = h.store->database();
        QVERIFY(database.execute(refusingUpdates(u"certificate"_s)));
        h.issuer->waiting.first()(h.issuer->outcome(u"track.example.com"_s));
        for (int i = 0; i < 50; ++i) {
            h.clock.advance(1min);
            h.certificates.lookAgain();
            QTest::qWait(0);
        }
        QCOMPARE(h.issuer->orders.size(), 1);
        QVERIFY(!h.hasCertificate("track.example.com"));
        QVERIFY(database.execute(refusingNone(u"certificate"_s)));
        h.certificates.storeRecovered();
        QTRY_VERIFY(h.hasCertificate("track.example.com"));
        QCOMPARE(h.issuer->orders.size(), 1);
    }

    void clockThatIsAheadMakesNoStorm_data()
    {
        QTest::addColumn<std::optional<RenewalWindow>>("window");
        QTest::newRow("by the lifetime") << std::optional<RenewalWindow>();
        const TimePoint past = fromUnixMs(1'780'000'000'000);
        QTest::newRow("by the CA's window") << std::optional(RenewalWindow{past, past + 24h, 6h});
    }
    // A fresh certificate that is due already: the clock is wrong, and more orders do not mend it.
    void clockThatIsAheadMakesNoStorm()
    {
        QFETCH(std::optional<RenewalWindow>, window);
        CertificateHarness h;
        h.issuer->clockIsAheadBy = 24h * 75;
        h.issuer->window = window;
        h.activate(u"track.example.com"_s);
        QTRY_COMPARE(h.issuer->orders.size(), 1);
        for (int minute = 0; minute < 120; ++minute) {
            h.clock.advance(1min);
            h.certificates.lookAgain();
            QTest::qWait(0);
        }
        QCOMPARE(h.issuer->orders.size(), 1);
        h.clock.advance(23h);
        h.certificates.lookAgain();
        QTRY_COMPARE(h.issuer->orders.size(), 2);
        QTRY_VERIFY(h.certificates.of(u"track.example.com"_s).fields().state == CertificateState::Valid);
        // Right again: what was put off by that clock does not wait for it.
        h.issuer->clockIsAheadBy = Millis(0);
        h.clock.jumpWall(-24h * 75);
        h.certificates.clockSet(-24h * 75);
        QVERIFY(*h.certificates.of(u"track.example.com"_s).fields().nextAttemptAt <= h.clock.now() + 24h);
        h.clock.advance(24h * 65);
        h.certificates.lookAgain();
        QTRY_COMPARE(h.issuer->orders.size(), 3);
    }

    // Of a store that was restored or edited: an active domain whose certificate nobody knows of gets one.
    void activeDomainsWithoutCertificateAreFound()
    {
        CertificateHarness h;
        h.certificates.stop();
        constexpr int count = 2 * CertificateWalk::rowsPerTurn + 3;
        for (int i = 0; i < count; ++i)
            h.activate(host(i));
        const auto pending = h.add(u"pending.example.com"_s);
        QVERIFY(h.store->database().execute(u"DELETE FROM certificate WHERE host <> 'track1.example.com'"_s));
        QVERIFY(h.store->database().execute(u"UPDATE certificate SET next_attempt_at = NULL"_s));
        auto issuer = std::make_unique<ScriptedIssuer>(h.clock, u"acme"_s);
        auto *found = issuer.get();
        CertificateService again({*h.store, h.publisher, h.feed, h.notifications, h.clock, h.random});
        const quint64 before = h.store->database().commits();
        again.setIssuer(std::move(issuer), "first");
        again.start();
        for (int i = 0; i < count; ++i)
            QTRY_VERIFY(h.hasCertificate(host(i).toLatin1()));
        QCOMPARE(found->orders.size(), count);
        QVERIFY(again.of(pending.fields().name).fields().host.isEmpty());
        // Found, ordered, half-way, issued and asked about: many at a time.
        QVERIFY2(h.store->database().commits() - before < count,
                 QByteArray::number(h.store->database().commits() - before));
    }

    // An issuer that is chosen means work for all certificates; whoever asks meanwhile waits for a few of them.
    void choosingAnIssuerTakesManyShortTurns()
    {
        CertificateHarness h;
        constexpr int count = 3 * CertificateWalk::rowsPerTurn;
        h.certificates.stop();
        const auto issued = acme::InternalCa::create(h.clock.now())->issue(u"any.example.com"_s, h.clock.now()).value();
        for (int i = 0; i < count; ++i) {
            h.activate(host(i));
            const auto done = Certificate::ofHost(host(i)).issued(
                {issued.chainPem, issued.keyPem, u"acme"_s, {}, issued.notBefore, issued.notAfter}, h.clock.now(),
                h.random);
            QVERIFY(h.store->certificates.upsert(done.certificate.windowLearned({}, h.clock.now()).certificate));
        }
        auto other = std::make_unique<ScriptedIssuer>(h.clock, u"internal"_s);
        other->held = true;
        CertificateService again({*h.store, h.publisher, h.feed, h.notifications, h.clock, h.random});
        const quint64 before = h.store->database().statementsRun();
        const quint64 commits = h.store->database().commits();
        again.setIssuer(std::move(other), "second");
        QVERIFY(h.store->database().statementsRun() - before < 10);
        const auto due = [&] { return h.store->certificates.due(h.clock.now(), maxPageSize)->size(); };
        QTRY_COMPARE(due(), count);
        QVERIFY(h.store->database().commits() - commits <= 5);
        QTRY_VERIFY(h.store->monitorState.value(u"issuer"_s).value().has_value());
    }

    // Domains that a round activates together want their certificates together; those of a cluster go together.
    void crowdOfDomainsIsOneTransaction()
    {
        CertificateHarness h;
        h.issuer->held = true;
        QList<DomainService::CheckedDomain> checks;
        for (int i = 0; i < 30; ++i)
            checks.append({h.add(host(i)).fields().id, h.match()});
        auto &database = h.store->database();
        quint64 before = database.commits();
        QCOMPARE(h.domains.recordChecks(checks).size(), 30);
        QCOMPARE(database.commits() - before, quint64{2}); // checks, certificates
        QCOMPARE(h.certificates.of(host(29)).fields().state, CertificateState::Issuing);

        QVERIFY(h.clusters.create(u"other"_s));
        before = database.commits();
        QVERIFY(h.clusters.remove(h.cluster()));
        QCOMPARE(database.commits() - before, quint64{2}); // the cluster, certificates
        QVERIFY(h.certificates.of(host(29)).fields().host.isEmpty());
    }

    // A crowd of results waits for the disk once.
    void manyAreStoredTogether()
    {
        CertificateHarness h;
        h.issuer->held = true;
        constexpr int count = 20;
        for (int i = 0; i < count; ++i)
            h.activate(host(i));
        QTRY_COMPARE(h.issuer->waiting.size(), count);
        QTRY_COMPARE(h.certificates.of(host(count - 1)).fields().orderState, QByteArray("half-way"));
        const quint64 before = h.store->database().commits();
        for (int i = 0; i < count; ++i)
            h.issuer->waiting[i](h.issuer->outcome(h.issuer->orders[i]));
        QTRY_COMPARE(h.issuer->windowQuestions, count);
        for (int i = 0; i < count; ++i) {
            QTRY_VERIFY(*h.certificates.of(host(i)).fields().nextAttemptAt > h.clock.now());
            QVERIFY(h.hasCertificate(host(i).toLatin1()));
        }
        QCOMPARE(h.store->database().commits() - before, quint64{2}); // the certificates, what is said of renewal
    }

    // Whoever asks meanwhile waits for one turn's work, not for all of it.
    void turnIsShortWhateverArrives()
    {
        CertificateHarness h;
        h.issuer->held = true;
        h.activate(host(0));
        QTRY_COMPARE(h.certificates.of(host(0)).fields().orderState, QByteArray("half-way"));
        auto &database = h.store->database();
        quint64 seen = database.statementsRun();
        quint64 longestTurn = 0;
        QTimer turns;
        QObject::connect(&turns, &QTimer::timeout, &turns, [&] {
            longestTurn = std::max(longestTurn, database.statementsRun() - seen);
            seen = database.statementsRun();
        });
        turns.start(0);
        for (int i = 0; i < 500; ++i)
            h.issuer->progresses.first()("step " + QByteArray::number(i));
        QTRY_COMPARE(h.certificates.of(host(0)).fields().orderState, QByteArray("step 499"));
        QVERIFY(longestTurn > 0);
        QVERIFY2(longestTurn < 100, QByteArray::number(longestTurn));
    }

    void downgradedHostKeepsItsCertificateButIsNotRenewed()
    {
        CertificateHarness h;
        const auto domain = h.activate(u"track.example.com"_s);
        QTRY_VERIFY(h.hasCertificate("track.example.com"));
        for (int strike = 0; strike < 2; ++strike) {
            h.clock.advance(24h);
            QVERIFY(h.domains.recordCheck(domain.fields().id, FakeRecordChecker::changed()));
        }
        const auto kept = h.certificates.of(u"track.example.com"_s).fields();
        QVERIFY(!kept.chainPem.isEmpty());
        QVERIFY(!kept.nextAttemptAt);
    }
};

UNMTA_TEST(TestCertificateService)

} // namespace unmta::tst_certificate_service

#include "tst_certificate_service.moc"
