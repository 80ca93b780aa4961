// Certificates from a real ACME server that rejects nonces at random.
#include "ChallengeServer.h"
#include "Pebble.h"

#include "acme/Certificate.h"
#include "outbound/OutboundHttp.h"
#include "support/TestMain.h"

namespace unmta::tst_acme_pebble {

using namespace Qt::StringLiterals;
using namespace unmta::acme;
using namespace unmta::test;

namespace {

// What an issuer reports, kept by the test's thread.
struct Log
{
    QMutex mutex;
    QByteArray account;
    QList<QByteArray> states;
    QList<IssueOutcome> outcomes;

    [[nodiscard]] qsizetype outcomeCount()
    {
        const QMutexLocker lock(&mutex);
        return outcomes.size();
    }
    [[nodiscard]] QByteArray stateNamed(const QString &name)
    {
        const QMutexLocker lock(&mutex);
        for (const QByteArray &state : std::as_const(states)) {
            if (QJsonDocument::fromJson(state).object().value(u"state"_s).toString() == name)
                return state;
        }
        return {};
    }
};

AcmeConfig configFor(const Pebble &pebble)
{
    AcmeConfig config;
    config.directoryUrl = pebble.directoryUrl();
    config.email = u"admin@example.com"_s;
    config.caFile = pebble.caFile();
    return config;
}

std::unique_ptr<AcmeIssuer> issuerFor(outbound::OutboundHttp &http, ChallengeBoard &board, const AcmeConfig &config,
                                      Log &log, const QByteArray &account = {})
{
    static const SystemClock clock;
    return std::make_unique<AcmeIssuer>(http, board, clock, config, account, [&log](const QByteArray &changed) {
        const QMutexLocker lock(&log.mutex);
        log.account = changed;
    });
}

void issue(AcmeIssuer &issuer, Log &log, const QString &host, const QByteArray &resumeState = {})
{
    issuer.issue(
        {host, resumeState, {}},
        [&log](const QByteArray &state) {
            const QMutexLocker lock(&log.mutex);
            log.states.append(state);
        },
        [&log](const IssueOutcome &outcome) {
            const QMutexLocker lock(&log.mutex);
            log.outcomes.append(outcome);
        });
}

QString faultOf(const IssueOutcome &outcome)
{
    return outcome.certificate ? QString() : describe(outcome.certificate.error());
}

} // namespace

class TestAcmePebble : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void issuesAlthoughNoncesAreRejected_data()
    {
        QTest::addColumn<int>("rejectedNonces");
        QTest::addColumn<QStringList>("hosts");
        const QStringList three = {u"track.example.com"_s, u"links.example.net"_s, u"xn--mnchen-3ya.example.org"_s};
        QTest::newRow("none rejected") << 0 << three;
        QTest::newRow("half of them") << 50 << three;
        QTest::newRow("nine of ten") << 90 << QStringList{u"track.example.com"_s};
    }

    void issuesAlthoughNoncesAreRejected()
    {
        QFETCH(int, rejectedNonces);
        QFETCH(QStringList, hosts);
        ChallengeServer board;
        const Pebble pebble(board.port(), {rejectedNonces, false});
        outbound::OutboundHttp http;
        Log log;
        const auto issuer = issuerFor(http, board, configFor(pebble), log);
        for (const QString &host : hosts)
            issue(*issuer, log, host);
        QTRY_COMPARE(log.outcomeCount(), hosts.size());

        QStringList named;
        for (const IssueOutcome &outcome : std::as_const(log.outcomes)) {
            QVERIFY2(outcome.certificate.ok(), qPrintable(faultOf(outcome)));
            const IssuedCertificate &issued = *outcome.certificate;
            const auto info = parseCertificate(issued.chainPem);
            QVERIFY(info.ok());
            QCOMPARE(info->names.size(), 1);
            named += info->names;
            QVERIFY(checkCertificate(issued.chainPem, issued.keyPem, info->names.first(), SystemClock().now()).ok());
            QCOMPARE(issued.notAfter, info->notAfter);
            QVERIFY(issued.issuerName.contains(u"Pebble"));
        }
        named.sort();
        QStringList expected = hosts;
        expected.sort();
        QCOMPARE(named, expected);
        QCOMPARE(board.openAnswers(), 0);
        QVERIFY(log.account.contains("\"url\":\"https://localhost"));
    }

    void resumesAfterACrash_data()
    {
        QTest::addColumn<QString>("state");
        for (const char *state : {"new", "authorising", "challenge_ready", "validating", "finalising", "downloading"})
            QTest::newRow(state) << QString::fromLatin1(state);
    }

    void resumesAfterACrash()
    {
        QFETCH(QString, state);
        ChallengeServer board;
        // Otherwise the CA may see the answer gone, which ends the order whatever the successor does.
        board.setKeepsAll(true);
        const Pebble pebble(board.port());
        outbound::OutboundHttp http;
        Log before;
        auto issuer = issuerFor(http, board, configFor(pebble), before);
        issue(*issuer, before, u"track.example.com"_s);
        QTRY_VERIFY(!before.stateNamed(state).isEmpty());
        issuer.reset();

        Log after;
        issuer = issuerFor(http, board, configFor(pebble), after, before.account);
        const QByteArray saved = before.stateNamed(state);
        issue(*issuer, after, u"track.example.com"_s, saved);
        QTRY_COMPARE(after.outcomeCount(), 1);
        const Result<IssuedCertificate> &certificate = after.outcomes.first().certificate;
        QVERIFY2(certificate.ok(), qPrintable(faultOf(after.outcomes.first())));
        const QString key = QJsonDocument::fromJson(saved).object().value(u"key"_s).toString();
        QCOMPARE(QString::fromLatin1(certificate->keyPem), key);
        QVERIFY2(after.account.isEmpty(), "the account is used, not registered again");
    }

    void startsAnewWhenTheCaHasForgottenEverything()
    {
        ChallengeServer board;
        Pebble pebble(board.port());
        outbound::OutboundHttp http;
        Log before;
        auto issuer = issuerFor(http, board, configFor(pebble), before);
        issue(*issuer, before, u"track.example.com"_s);
        QTRY_VERIFY(!before.stateNamed(u"authorising"_s).isEmpty());
        issuer.reset();
        pebble.restart();

        Log after;
        issuer = issuerFor(http, board, configFor(pebble), after, before.account);
        issue(*issuer, after, u"track.example.com"_s, before.stateNamed(u"authorising"_s));
        QTRY_COMPARE(after.outcomeCount(), 1);
        const Result<IssuedCertificate> &certificate = after.outcomes.first().certificate;
        QVERIFY2(certificate.ok(), qPrintable(faultOf(after.outcomes.first())));
        QVERIFY2(!after.account.isEmpty(), "registered again");
    }

    void saysWhyTheCaRefuses()
    {
        ChallengeServer board;
        board.setDeaf(true);
        const Pebble pebble(board.port());
        outbound::OutboundHttp http;
        Log log;
        const auto issuer = issuerFor(http, board, configFor(pebble), log);
        issue(*issuer, log, u"track.example.com"_s);
        QTRY_COMPARE(log.outcomeCount(), 1);
        QVERIFY(!log.outcomes.first().certificate);
        QCOMPARE(log.outcomes.first().certificate.error().code, u"acme.unauthorized"_s);
        QVERIFY(log.outcomes.first().permanent);
        QVERIFY2(log.states.last().isEmpty(), "a dead order is not kept");
    }

    void bindsToAnExternalAccount()
    {
        ChallengeServer board;
        const Pebble pebble(board.port(), {50, true});
        outbound::OutboundHttp http;
        Log log;
        AcmeConfig config = configFor(pebble);
        auto issuer = issuerFor(http, board, config, log);
        issue(*issuer, log, u"track.example.com"_s);
        QTRY_COMPARE(log.outcomeCount(), 1);
        QVERIFY(!log.outcomes.first().certificate);
        QCOMPARE(log.outcomes.first().certificate.error().code, u"acme.eab_required"_s);
        QVERIFY(log.outcomes.first().permanent);

        config.eabKid = u"kid-1"_s;
        config.eabKey = u"zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtx3MUAsUDkMTQ12W"_s;
        issuer = issuerFor(http, board, config, log, log.account);
        issue(*issuer, log, u"track.example.com"_s);
        QTRY_COMPARE(log.outcomeCount(), 2);
        QVERIFY(log.outcomes.last().certificate.ok());
    }
};

UNMTA_TEST(TestAcmePebble)

} // namespace unmta::tst_acme_pebble

#include "tst_acme_pebble.moc"
