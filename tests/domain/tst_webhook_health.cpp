#include "domain/webhooks/WebhookHealth.h"
#include "support/FakeRandom.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_webhook_health {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr TimePoint start{Millis(1'790'000'000'000)};
const QString words = u"The receiver answered with status 503."_s;

Millis pauseOf(const WebhookHealth &health, TimePoint now)
{
    return *health.fields().nextAttemptAt - now;
}

} // namespace

class TestWebhookHealth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pausesGrow()
    {
        const QList<Millis> expected{5s, 30s, 2min, 5min, 15min, 30min, 60min, 60min};
        for (int i = 0; i < expected.size(); ++i)
            QCOMPARE(webhookPause(i + 1), expected[i]);
    }

    void aPauseVariesByAFifth()
    {
        FakeRandom random;
        Millis shortest = 1h;
        Millis longest = 0ms;
        for (int i = 0; i < 200; ++i) {
            const Millis pause = pauseOf(WebhookHealth().failed(words, {}, start, random), start);
            shortest = std::min(shortest, pause);
            longest = std::max(longest, pause);
        }
        QVERIFY2(shortest >= 4s && shortest < 4500ms, qPrintable(QString::number(shortest.count())));
        QVERIFY2(longest <= 6s && longest > 5500ms, qPrintable(QString::number(longest.count())));
    }

    // Down for good: tried over a whole day, the last time at its end, then off.
    void whoIsDownForADayIsSwitchedOff()
    {
        FakeRandom random;
        WebhookHealth health;
        TimePoint now = start;
        int attempts = 0;
        while (health.isOn()) {
            QVERIFY(health.isDue(now));
            health = health.failed(words, {}, now, random);
            ++attempts;
            if (!health.isOn())
                break;
            QVERIFY(!health.isDue(now));
            QVERIFY(*health.fields().nextAttemptAt <= start + 24h);
            now = *health.fields().nextAttemptAt;
        }
        QCOMPARE(health.state(), WebhookState::GivenUp);
        QCOMPARE(now, start + 24h);
        QVERIFY2(attempts >= 25 && attempts <= 40, qPrintable(QString::number(attempts)));
        QCOMPARE(health.fields().lastError, words);
        QVERIFY(!health.isDue(now + 1h));
    }

    void oneSuccessBeginsANewDay()
    {
        FakeRandom random;
        WebhookHealth health;
        for (int i = 0; i < 20; ++i)
            health = health.failed(words, {}, start + i * 1h, random);
        health = health.succeeded(start + 20h);
        QVERIFY(!health.isFailing() && health.isDue(start + 20h));
        QCOMPARE(health.fields().lastError, QString());
        QCOMPARE(*health.fields().lastSuccessAt, start + 20h);
        for (int i = 0; i < 20; ++i)
            health = health.failed(words, {}, start + 21h + i * 1h, random);
        QVERIFY(health.isOn());
    }

    // A computer that slept, or a clock that was set ahead: the day is over, but it was tried once only.
    void aLeapOfTheClockSwitchesNobodyOff()
    {
        FakeRandom random;
        WebhookHealth health = WebhookHealth().failed(words, {}, start, random);
        for (int i = 1; i < WebhookHealth::leastAttempts - 1; ++i) {
            health = health.failed(words, {}, start + 48h + i * 1s, random);
            QVERIFY(health.isOn());
            QVERIFY(health.fields().nextAttemptAt > start + 48h);
        }
        QVERIFY(!health.failed(words, {}, start + 49h, random).isOn());
    }

    void aClockSetBackDelaysNobody()
    {
        FakeRandom random;
        const WebhookHealth health = WebhookHealth().failed(words, {}, start, random);
        QVERIFY(!health.isDue(start - 1min));
        QVERIFY(health.isDue(start - 10h));
        QCOMPARE(*health.failed(words, {}, start - 10h, random).fields().firstFailedAt, start - 10h);
    }

    void retryAfterIsObeyedWithinBounds()
    {
        FakeRandom random;
        QCOMPARE(pauseOf(WebhookHealth().failed(words, 10min, start, random), start), Millis(10min));
        QCOMPARE(pauseOf(WebhookHealth().failed(words, 48h, start, random), start), Millis(6h));
        const Millis least = pauseOf(WebhookHealth().failed(words, 0s, start, random), start);
        QVERIFY(least >= 4s);
        // Nor does it lead over the end of the day, where the last attempt stands.
        WebhookHealth health = WebhookHealth().failed(words, {}, start, random);
        health = health.failed(words, 6h, start + 22h, random);
        QCOMPARE(*health.fields().nextAttemptAt, start + 24h);
    }

    void whoIsGoneIsSwitchedOffAtOnce()
    {
        const WebhookHealth health = WebhookHealth().gone(u"Gone."_s);
        QCOMPARE(health.state(), WebhookState::Gone);
        QCOMPARE(health.fields().lastError, u"Gone."_s);
        QVERIFY(!health.isDue(start));
    }

    void switchedOnItIsTriedAtOnce()
    {
        FakeRandom random;
        const WebhookHealth failing = WebhookHealth().succeeded(start - 1h).failed(words, 5h, start, random);
        QVERIFY(!failing.isDue(start));
        QVERIFY(failing.switchedOn().isDue(start));
        QCOMPARE(failing.switchedOn().fields().failures, 0);
        QCOMPARE(*failing.switchedOn().fields().lastSuccessAt, start - 1h);
        QVERIFY(!failing.switchedOff().isDue(start + 24h));
        QVERIFY(failing.gone(words).switchedOn().isDue(start));
    }

    // A call that was under way when it was switched off.
    void whatIsOffStaysOff()
    {
        FakeRandom random;
        const WebhookHealth off = WebhookHealth().switchedOff();
        QCOMPARE(off.succeeded(start).state(), WebhookState::Off);
        QCOMPARE(off.failed(words, {}, start, random).state(), WebhookState::Off);
        QCOMPARE(off.gone(words).state(), WebhookState::Off);
    }
};

UNMTA_TEST(TestWebhookHealth)

} // namespace unmta::tst_webhook_health

#include "tst_webhook_health.moc"
