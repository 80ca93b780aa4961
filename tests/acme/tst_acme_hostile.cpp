// A CA whose answers are late, lost, mangled or false: nothing crashes, nothing wrong is accepted, everything is issued
// in the end, within the budgets.
#include "CaScene.h"

#include "acme/Certificate.h"
#include "acme/InternalCa.h"
#include "support/TestMain.h"

#include <QLoggingCategory>
#include <QTest>

namespace unmta::tst_acme_hostile {

using namespace Qt::StringLiterals;
using namespace unmta::acme;
using namespace unmta::test;
using namespace std::chrono_literals;

namespace {

using Spoil = std::function<Answer(const FakeCa &, const outbound::HttpCall &, const outbound::HttpReply &)>;

QByteArray object(const char *status)
{
    return QByteArray("{\"status\":\"") + status + "\"}";
}

const QMap<QByteArray, Spoil> &spoils()
{
    static const QMap<QByteArray, Spoil> all = {
        {"429 with Retry-After",
         [](auto &&...) {
             return withStatus(429, "text/html", "slow down", {{"retry-after", "3"}});
         }},
        {"503", [](auto &&...) { return withStatus(503, "text/html", "<h1>maintenance</h1>"); }},
        {"503 with a date as Retry-After",
         [](auto &&...) {
             return withStatus(503, "text/plain", {}, {{"retry-after", "Thu, 01 Jan 1970 00:00:00 GMT"}});
         }},
        {"500 as a problem",
         [](auto &&...) {
             return withStatus(500, "application/problem+json",
                               R"({"type":"urn:ietf:params:acme:error:serverInternal","detail":"oops"})");
         }},
        {"HTML", [](auto &&...) { return withStatus(200, "text/html", "<html>log in to the hotel network</html>"); }},
        {"redirect",
         [](auto &&...) {
             return withStatus(302, "text/html", {}, {{"location", "http://169.254.169.254/"}});
         }},
        {"truncated JSON",
         [](const FakeCa &, const outbound::HttpCall &, const outbound::HttpReply &honest) {
             outbound::HttpReply reply = honest;
             reply.body.chop(honest.body.size() / 2);
             return reply;
         }},
        {"wrong content type",
         [](const FakeCa &, const outbound::HttpCall &, const outbound::HttpReply &honest) {
             return withStatus(honest.status, "application/octet-stream", honest.body);
         }},
        {"no header at all",
         [](const FakeCa &, const outbound::HttpCall &, const outbound::HttpReply &honest) {
             outbound::HttpReply reply = honest;
             reply.headers.clear();
             return reply;
         }},
        {"missing Location and nonce",
         [](const FakeCa &, const outbound::HttpCall &, const outbound::HttpReply &honest) {
             return withStatus(honest.status, honest.header("content-type"), honest.body);
         }},
        {"certificate for another name",
         [](const FakeCa &ca, const outbound::HttpCall &, const outbound::HttpReply &) {
             return withStatus(200, "application/pem-certificate-chain", ca.chainForStranger(u"other.example.com"_s));
         }},
        {"certificate for another key",
         [](const FakeCa &ca, const outbound::HttpCall &, const outbound::HttpReply &) {
             return withStatus(200, "application/pem-certificate-chain", ca.chainForStranger(u"track.example.com"_s));
         }},
        {"empty object", [](auto &&...) { return withStatus(200, "application/json", "{}"); }},
        {"an array", [](auto &&...) { return withStatus(200, "application/json", "[]"); }},
        {"unheard-of status", [](auto &&...) { return withStatus(200, "application/json", object("confused")); }},
        {"numbers for texts",
         [](auto &&...) {
             return withStatus(201, "application/json",
                               R"({"status":1,"authorizations":7,"finalize":{},"challenges":"x","newNonce":[]})",
                               {{"location", "https://ca.example/x"}});
         }},
        {"a deep object",
         [](auto &&...) { return withStatus(200, "application/json", QByteArray("{\"a\":").repeated(5000)); }},
        {"binary noise",
         [](auto &&...) { return withStatus(200, "application/json", QByteArray::fromHex("00ff80fe")); }},
        {"no answer", [](auto &&...) { return Answer(Error(u"outbound.timeout"_s)); }},
        {"connection broken", [](auto &&...) { return Answer(Error(u"outbound.broken"_s)); }},
        {"TLS failure", [](auto &&...) { return Answer(Error(u"outbound.tls"_s)); }},
    };
    return all;
}

const QList<QByteArray> endpoints = {"directory", "nonce",    "account",   "order",      "authorization",
                                     "challenge", "finalize", "orderpoll", "certificate"};

// Nine of ten nonces are rejected, three of ten answers hostile; each host is tried again as its budget allows.
struct Siege
{
    CaScene scene;
    FakeRandom random;
    int spoiled = 0;
    int issued = 0;
    int mostAttempts = 0;
    TimePoint lastIssued;
    QMap<int, QByteArray> states;
    QString faults;

    explicit Siege(quint64 seed)
        : random(seed)
    {
        scene.ca.percentBadNonces = 90;
        scene.world.server = [this](const outbound::HttpCall &call) { return answer(call); };
        scene.open();
    }

    Answer answer(const outbound::HttpCall &call)
    {
        const bool isHeard = random.below(2) == 0;
        if (random.below(100) >= 30)
            return scene.ca.handle(call);
        ++spoiled;
        const outbound::HttpReply honest = isHeard ? scene.ca.handle(call) : withStatus(200, "application/json", "{}");
        const QByteArray endpoint = FakeCa::endpointOf(call);
        if ((endpoint == "orderpoll" || endpoint == "finalize") && random.below(8) == 0)
            return withStatus(200, "application/json", object("invalid"));
        const QList<QByteArray> kinds = spoils().keys();
        const auto kind = kinds[static_cast<qsizetype>(random.below(static_cast<std::uint32_t>(kinds.size())))];
        return spoils().value(kind)(scene.ca, call, honest);
    }

    void order(int hosts)
    {
        for (int host = 0; host < hosts; ++host)
            attempt(host, 0);
    }

    void attempt(int host, int failures)
    {
        const QString name = u"h%1.track.example.com"_s.arg(host);
        scene.issuer->issue(
            {name, states.value(host), {}}, [this, host](const QByteArray &state) { states[host] = state; },
            [this, host, failures, name](const IssueOutcome &outcome) {
                mostAttempts = std::max(mostAttempts, failures + 1);
                const TimePoint now = scene.world.clock.now();
                if (outcome.certificate) {
                    const auto &got = *outcome.certificate;
                    issued += checkCertificate(got.chainPem, got.keyPem, name, now) ? 1 : 0;
                    lastIssued = now;
                    return;
                }
                faults += u' ' + outcome.certificate.error().code + (outcome.permanent ? u"!"_s : QString());
                const TimePoint next = retryMoment(failures + 1, outcome.permanent, now, outcome.retryAfter);
                scene.world.after(next - now, [this, host, failures] { attempt(host, failures + 1); });
            });
    }

    void describe() const
    {
        qInfo("%d issued by %s, %d calls, %d answers spoilt, %d orders, at most %d attempts for a host; faults:%s",
              issued, qPrintable(toIso8601(lastIssued)), scene.world.calls, spoiled, scene.ca.ordersPlaced,
              mostAttempts, qPrintable(faults));
    }
};

} // namespace

class TestAcmeHostile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(u"unmta.acme=false"_s); }

    void survivesOneBadAnswer_data()
    {
        QTest::addColumn<QByteArray>("endpoint");
        QTest::addColumn<QByteArray>("spoil");
        QTest::addColumn<bool>("isHeard");
        for (const QByteArray &endpoint : endpoints) {
            for (auto it = spoils().begin(); it != spoils().end(); ++it) {
                QTest::addRow("%s: %s, request heard", endpoint.constData(), it.key().constData())
                    << endpoint << it.key() << true;
                QTest::addRow("%s: %s, request lost", endpoint.constData(), it.key().constData())
                    << endpoint << it.key() << false;
            }
        }
    }

    // Whatever one answer of one kind is: the certificate comes, in the same attempt.
    void survivesOneBadAnswer()
    {
        QFETCH(QByteArray, endpoint);
        QFETCH(QByteArray, spoil);
        QFETCH(bool, isHeard);
        CaScene scene;
        int spoiled = 0;
        scene.world.server = [&](const outbound::HttpCall &call) -> Answer {
            if (FakeCa::endpointOf(call) != endpoint || spoiled > 0)
                return scene.ca.handle(call);
            ++spoiled;
            const outbound::HttpReply honest =
                isHeard ? scene.ca.handle(call) : withStatus(200, "application/json", "{}");
            return spoils().value(spoil)(scene.ca, call, honest);
        };
        scene.open();
        scene.issue();
        QCOMPARE(spoiled, 1);
        QVERIFY2(scene.isIssued(), qPrintable(scene.fault()));
        QVERIFY2(scene.ca.complaints.isEmpty(), qPrintable(scene.ca.complaints.join(u'\n')));
        QCOMPARE(scene.outcomes.size(), 1);
        QVERIFY(scene.board.answers.isEmpty());
    }

    void givesUpPolitely_data() { survivesOneBadAnswer_data(); }

    // The same bad answer for ever: the attempt ends with a code, after few calls, and says that it may be repeated.
    void givesUpPolitely()
    {
        QFETCH(QByteArray, endpoint);
        QFETCH(QByteArray, spoil);
        QFETCH(bool, isHeard);
        CaScene scene;
        int spoiled = 0;
        scene.world.server = [&](const outbound::HttpCall &call) -> Answer {
            if (FakeCa::endpointOf(call) != endpoint)
                return scene.ca.handle(call);
            ++spoiled;
            const outbound::HttpReply honest =
                isHeard ? scene.ca.handle(call) : withStatus(200, "application/json", "{}");
            return spoils().value(spoil)(scene.ca, call, honest);
        };
        scene.open();
        scene.issue();
        QCOMPARE(scene.outcomes.size(), 1);
        QVERIFY2(spoiled <= 20, qPrintable(QString::number(spoiled)));
        // Some lies are harmless where they are told, and the effect of a request can often be seen elsewhere.
        if (!scene.isIssued()) {
            QVERIFY2(!scene.outcomes.last().permanent, qPrintable(scene.fault()));
            QVERIFY(scene.code().startsWith(u"acme."));
        }
        QVERIFY(scene.board.answers.isEmpty());
    }

    void looksAgainWhenRefusedASecondTime_data()
    {
        QTest::addColumn<QByteArray>("endpoint");
        QTest::newRow("the CA decided between look and request") << "challenge"_ba;
        QTest::newRow("the CSR was heard, its answer lost") << "finalize"_ba;
    }

    void looksAgainWhenRefusedASecondTime()
    {
        QFETCH(QByteArray, endpoint);
        CaScene scene;
        int refused = 0;
        scene.world.server = [&](const outbound::HttpCall &call) -> Answer {
            const outbound::HttpReply honest = scene.ca.handle(call);
            if (FakeCa::endpointOf(call) != endpoint || honest.status >= 400 || refused++ > 0)
                return honest;
            return withStatus(400, "application/problem+json",
                              R"({"type":"urn:ietf:params:acme:error:malformed","detail":"already valid"})");
        };
        scene.open();
        scene.issue();
        QVERIFY2(scene.isIssued(), qPrintable(scene.fault()));
        QCOMPARE(scene.ca.ordersPlaced, 1);
    }

    void refusalsAreExplained_data()
    {
        QTest::addColumn<QByteArray>("endpoint");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QString>("code");
        QTest::addColumn<bool>("permanent");
        QTest::newRow("name on a block list")
            << "order"_ba << 400 << "rejectedIdentifier"_ba << u"acme.rejected_identifier"_s << true;
        QTest::newRow("CAA") << "finalize"_ba << 403 << "caa"_ba << u"acme.caa"_s << true;
        QTest::newRow("account blocked") << "order"_ba << 403 << "unauthorized"_ba << u"acme.unauthorized"_s << true;
        QTest::newRow("terms changed") << "order"_ba << 403 << "userActionRequired"_ba << u"acme.account_rejected"_s
                                       << true;
        QTest::newRow("bad address") << "account"_ba << 400 << "invalidContact"_ba << u"acme.account_rejected"_s
                                     << true;
        QTest::newRow("binding") << "account"_ba << 403 << "externalAccountRequired"_ba << u"acme.eab_required"_s
                                 << true;
        QTest::newRow("something new") << "order"_ba << 400 << "customFault"_ba << u"acme.refused"_s << true;
        QTest::newRow("too many") << "order"_ba << 429 << "rateLimited"_ba << u"acme.rate_limited"_s << false;
        QTest::newRow("server fault") << "order"_ba << 500 << "malformed"_ba << u"acme.refused"_s << false;
    }

    void refusalsAreExplained()
    {
        QFETCH(QByteArray, endpoint);
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        CaScene scene;
        scene.world.server = [&](const outbound::HttpCall &call) -> Answer {
            if (FakeCa::endpointOf(call) != endpoint)
                return scene.ca.handle(call);
            return withStatus(status, "application/problem+json",
                              "{\"type\":\"urn:ietf:params:acme:error:" + type +
                                  "\",\"detail\":\"because\\n of \\u0007 it\"}");
        };
        scene.open();
        scene.issue();
        QTEST(scene.code(), "code");
        QTEST(scene.outcomes.last().permanent, "permanent");
        const QString detail = scene.outcomes.last().certificate.error().detail;
        QVERIFY(detail.contains(u"because"));
        QVERIFY2(!detail.contains(u'\n') && !detail.contains(QChar(7)), "one line for the log");
    }

    void obeysRetryAfter()
    {
        CaScene scene;
        scene.world.server = [&](const outbound::HttpCall &call) -> Answer {
            if (FakeCa::endpointOf(call) != "order")
                return scene.ca.handle(call);
            return withStatus(429, "application/problem+json",
                              R"({"type":"urn:ietf:params:acme:error:rateLimited","detail":"too many"})",
                              {{"retry-after", "7200"}});
        };
        scene.open();
        const TimePoint start = scene.world.clock.now();
        scene.issue();
        QCOMPARE(scene.code(), u"acme.rate_limited"_s);
        QCOMPARE(scene.outcomes.last().retryAfter, std::optional<Millis>(2h));
        QVERIFY2(scene.world.clock.now() - start < 1min, "does not sit on it");
        QCOMPARE(retryMoment(1, false, start, scene.outcomes.last().retryAfter), start + 2h);
    }

    void endsWhenTheCaNeverDecides_data()
    {
        QTest::addColumn<QByteArray>("endpoint");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("authorization pending for ever")
            << "authorization"_ba
            << R"({"status":"pending","identifier":{"value":"track.example.com"},"challenges":[{"type":"http-01",
                "status":"processing","url":"https://ca.example/challenge/1","token":"aaaaaaaaaaaaaaaaaaaaaaaa"}]})"_ba;
        QTest::newRow("order processing for ever") << "orderpoll"_ba << object("processing");
    }

    void endsWhenTheCaNeverDecides()
    {
        QFETCH(QByteArray, endpoint);
        QFETCH(QByteArray, body);
        CaScene scene;
        scene.world.server = [&](const outbound::HttpCall &call) -> Answer {
            const outbound::HttpReply honest = scene.ca.handle(call);
            return FakeCa::endpointOf(call) == endpoint ? withStatus(200, "application/json", body) : honest;
        };
        scene.open();
        const TimePoint start = scene.world.clock.now();
        scene.issue();
        QCOMPARE(scene.code(), u"acme.timeout"_s);
        QVERIFY(!scene.outcomes.last().permanent);
        QVERIFY(scene.world.clock.now() - start < 11min);
        QVERIFY2(!scene.state.isEmpty(), "taken up again later");
        scene.world.server = [&](const outbound::HttpCall &call) -> Answer { return scene.ca.handle(call); };
        scene.issue();
        QVERIFY2(scene.isIssued(), qPrintable(scene.fault()));
    }

    void asksForTheRenewalWindow()
    {
        CaScene scene;
        scene.ca.offersRenewalInfo = true;
        scene.open();
        const auto chain =
            InternalCa::create(scene.world.clock.now())->issue(u"track.example.com"_s, scene.world.clock.now());
        std::optional<RenewalWindow> window;
        scene.issuer->renewalWindow(chain->chainPem, [&](const auto &answer) { window = answer.window; });
        scene.world.run();
        QVERIFY(window);
        QCOMPARE(window->end - window->start, Millis(24h));
        QCOMPARE(window->askAgain, Millis(6h));

        scene.ca.refusesReplaces = true;
        scene.issue(chain->chainPem);
        QVERIFY2(scene.isIssued(), qPrintable(scene.fault()));
    }

    void asksForTheRenewalWindowAgain_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("retryAfter");
        QTest::addColumn<std::optional<Millis>>("again");
        using Again = std::optional<Millis>;
        const QByteArray json = "application/json";
        QTest::newRow("limited") << 429 << json << "{}"_ba
                                 << "7200"_ba << Again(2h);
        QTest::newRow("busy, and for long") << 503 << "text/html"_ba
                                            << "busy"_ba
                                            << "864000"_ba << Again(24h);
        QTest::newRow("broken") << 500 << json << "{}"_ba << QByteArray() << Again(6h);
        QTest::newRow("no window") << 200 << json << "{}"_ba
                                   << "3600"_ba << Again(1h);
        QTest::newRow("window that ends before it starts")
            << 200 << json << R"({"suggestedWindow":{"start":"2027-01-02T00:00:00Z","end":"2027-01-01T00:00:00Z"}})"_ba
            << QByteArray() << Again(6h);
        QTest::newRow("unknown to it") << 404 << json << "{}"_ba << QByteArray() << Again();
    }
    // Section 4.3 of RFC 9773: a CA that cannot tell just now is asked again, when it says, or later.
    void asksForTheRenewalWindowAgain()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, retryAfter);
        CaScene scene;
        scene.ca.offersRenewalInfo = true;
        scene.world.server = [&](const outbound::HttpCall &call) -> Answer {
            if (FakeCa::endpointOf(call) != "renewal")
                return scene.ca.handle(call);
            return withStatus(status, type, body,
                              retryAfter.isEmpty() ? outbound::Headers()
                                                   : outbound::Headers{{"retry-after", retryAfter}});
        };
        scene.open();
        const auto chain =
            InternalCa::create(scene.world.clock.now())->issue(u"track.example.com"_s, scene.world.clock.now());
        std::optional<RenewalAdvice> advice;
        scene.issuer->renewalWindow(chain->chainPem, [&](const RenewalAdvice &answer) { advice = answer; });
        scene.world.run();
        QVERIFY(advice);
        QVERIFY(!advice->window);
        QTEST(advice->askAgain, "again");
    }

    void ordersAnewWhatTheCaWillNotReplace_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("problem");
        QTest::newRow("replaced already") << 409 << "alreadyReplaced"_ba;
        QTest::newRow("malformed") << 400 << "malformed"_ba;
        QTest::newRow("another account's") << 403 << "unauthorized"_ba;
        QTest::newRow("another CA's") << 404 << "malformed"_ba;
    }
    void ordersAnewWhatTheCaWillNotReplace()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, problem);
        CaScene scene;
        scene.ca.offersRenewalInfo = true;
        int refusals = 0;
        scene.world.server = [&](const outbound::HttpCall &call) -> Answer {
            if (FakeCa::endpointOf(call) != "order" || refusals > 0)
                return scene.ca.handle(call);
            ++refusals;
            return withStatus(status, "application/problem+json",
                              R"({"type":"urn:ietf:params:acme:error:)" + problem + R"(","detail":"no"})");
        };
        scene.open();
        const auto chain =
            InternalCa::create(scene.world.clock.now())->issue(u"track.example.com"_s, scene.world.clock.now());
        scene.issue(chain->chainPem);
        QVERIFY2(scene.isIssued(), qPrintable(scene.fault()));
        QCOMPARE(refusals, 1);
        QCOMPARE(scene.ca.ordersPlaced, 1);
    }

    // A CA that has taken the challenge says when to look for its decision.
    void waitsAsLongAsTheChallengeSays()
    {
        CaScene scene;
        std::optional<TimePoint> told;
        std::optional<TimePoint> looked;
        scene.world.server = [&](const outbound::HttpCall &call) -> Answer {
            outbound::HttpReply honest = scene.ca.handle(call);
            const QByteArray endpoint = FakeCa::endpointOf(call);
            if (endpoint == "challenge") {
                told = scene.world.clock.now();
                honest.headers.emplaceBack("retry-after", "25");
            } else if (told && !looked) {
                looked = scene.world.clock.now();
            }
            return honest;
        };
        scene.open();
        scene.issue();
        QVERIFY2(scene.isIssued(), qPrintable(scene.fault()));
        QVERIFY(told && looked);
        QVERIFY(*looked - *told >= 25s);
    }

    void dropsAttemptsWhenDestroyed()
    {
        CaScene scene;
        scene.open();
        for (int calls = 1; calls < 12; ++calls) {
            scene.open();
            scene.issuer->issue(
                {u"track.example.com"_s, scene.state, {}}, [&](const QByteArray &s) { scene.state = s; },
                [&](const IssueOutcome &outcome) { scene.outcomes.append(outcome); });
            scene.world.run(Millis(5 * calls));
            scene.issuer.reset();
            QVERIFY(scene.world.run());
            QVERIFY2(scene.board.answers.isEmpty(), "withdrawn");
        }
        QVERIFY(scene.outcomes.size() <= 3);
    }

    // The promise: nine of ten nonces rejected, three of ten answers hostile, a hundred hosts.
    void issuesAHundredOfAHundred()
    {
        Siege siege(42);
        siege.order(100);
        QVERIFY(siege.scene.world.run());
        siege.describe();
        QCOMPARE(siege.issued, 100);
        QVERIFY(siege.mostAttempts <= 20);
    }

    void issuesFortyWithinTenMinutes_data()
    {
        QTest::addColumn<quint64>("seed");
        for (quint64 seed = 1; seed <= 8; ++seed)
            QTest::addRow("seed %llu", seed) << seed;
    }

    // Both at once must not add up: a rejected nonce is a word of the CA, and costs neither patience nor a budget.
    void issuesFortyWithinTenMinutes()
    {
        QFETCH(quint64, seed);
        Siege siege(seed);
        siege.order(40);
        siege.scene.world.run(10min);
        siege.describe();
        QCOMPARE(siege.issued, 40);
        QVERIFY(siege.mostAttempts <= 2);
    }

    // An order that is dead whenever it is to go on, and alive whenever it is looked at.
    void givesUpOnAnOrderThatDiesAndLives()
    {
        CaScene scene;
        int told = 0;
        scene.world.server = [&](const outbound::HttpCall &call) -> Answer {
            if (FakeCa::endpointOf(call) != "finalize")
                return scene.ca.handle(call);
            ++told;
            return withStatus(200, "application/json", object("invalid"));
        };
        scene.open();
        scene.issue();
        QCOMPARE(scene.code(), u"acme.order_invalid"_s);
        QVERIFY2(told <= 80, qPrintable(QString::number(told)));
        QCOMPARE(scene.ca.ordersPlaced, 1);
    }

    // Whoever answers like a CA only to reject nonces does not keep an attempt going for ever.
    void givesUpThoughNoncesAreRejected()
    {
        CaScene scene;
        scene.ca.percentBadNonces = 90;
        scene.world.server = [&](const outbound::HttpCall &call) -> Answer {
            outbound::HttpReply honest = scene.ca.handle(call);
            const bool isRejected = honest.status == 400 && honest.body.contains("badNonce");
            return FakeCa::endpointOf(call) != "order" || isRejected ? Answer(honest)
                                                                     : withStatus(503, "text/html", {});
        };
        scene.open();
        const TimePoint start = scene.world.clock.now();
        scene.issue();
        QCOMPARE(scene.code(), u"acme.server_error"_s);
        QVERIFY(!scene.outcomes.last().permanent);
        QVERIFY(scene.world.clock.now() - start < 11min);
    }
};

UNMTA_TEST(TestAcmeHostile)

} // namespace unmta::tst_acme_hostile

#include "tst_acme_hostile.moc"
