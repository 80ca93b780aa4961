// Couriers between a reader and receivers that are down, slow, odd or gone; over a clock that moves when it is told to.
#include "service/webhooks/WebhookCouriers.h"
#include "support/FakeClock.h"
#include "support/FakeRandom.h"
#include "support/TestMain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <deque>
#include <map>

namespace unmta::tst_webhook_couriers {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Answer = std::optional<Result<outbound::HttpReply>>; // none: it keeps silent

Answer status(int code, const QByteArray &retryAfter = {})
{
    outbound::HttpReply reply;
    reply.status = code;
    if (!retryAfter.isEmpty())
        reply.headers.append(std::pair<QByteArray, QByteArray>("retry-after", retryAfter));
    return reply;
}

// Everything happens in run(), in order; receivers answer as they are told to.
class FakeNet final : public outbound::Outbound
{
public:
    explicit FakeNet(FakeClock &clock)
        : m_clock(clock)
    {}

    void send(outbound::HttpCall call, outbound::HttpDone done) override
    {
        post([this, call = std::move(call), done = std::move(done)] {
            QList<QByteArray> &bodies = received[call.url];
            bodies << call.body;
            ids[call.url] << call.headers[1].second;
            const auto answer = receivers.value(call.url, [](const QByteArray &) { return status(200); })(call.body);
            if (answer)
                done(*answer);
            else
                silent << done;
        });
    }
    void post(std::function<void()> work) override { after(0ms, std::move(work)); }
    void after(Millis delay, std::function<void()> work) override
    {
        m_work.emplace(m_clock.steady() + delay, std::move(work));
    }

    // What is due by now, and what that brings about.
    void run()
    {
        while (!m_work.empty() && m_work.begin()->first <= m_clock.steady()) {
            const auto work = std::move(m_work.begin()->second);
            m_work.erase(m_work.begin());
            work();
        }
    }
    // The same for a stretch of time, second by second.
    void run(Millis stretch)
    {
        for (Millis passed(0); passed < stretch; passed += 1s) {
            m_clock.advance(1s);
            run();
        }
    }

    QHash<QString, std::function<Answer(const QByteArray &body)>> receivers;
    QHash<QString, QList<QByteArray>> received;
    QHash<QString, QList<QByteArray>> ids;
    QList<outbound::HttpDone> silent;

private:
    FakeClock &m_clock;
    std::multimap<std::chrono::steady_clock::time_point, std::function<void()>> m_work;
};

// Numbers from 1 on, each of which is an event.
class FakeReader final : public WebhookReader
{
public:
    FakeReader(const std::int64_t &events, TimePoint at, qsizetype &largest)
        : m_events(events)
        , m_at(at)
        , m_largest(largest)
    {}
    Result<WebhookPosition> last() override { return WebhookPosition{m_events, 0}; }
    Result<WebhookItems> read(const Webhook &, const WebhookWalk &walk, WebhookPosition upTo,
                              const WebhookAppetite &appetite) override
    {
        WebhookItems found;
        found.upTo = walk.at;
        while (found.upTo.event < std::min(upTo.event, m_events) && found.items.size() < appetite.items) {
            ++found.upTo.event;
            const QByteArray number = QByteArray::number(qint64{found.upTo.event});
            found.items.append({found.upTo, m_at, number, number});
        }
        found.isAll = found.upTo.event == upTo.event;
        m_largest = std::max(m_largest, found.items.size());
        return found;
    }

private:
    const std::int64_t &m_events;
    const TimePoint m_at; // of all of them
    qsizetype &m_largest;
};

struct World
{
    World()
    {
        couriers.start();
        net.run();
    }
    ~World()
    {
        // stop() waits for the worker's thread, which this one is.
        couriers.pause();
        net.run();
    }

    Webhook add(const QString &url, bool isBatch = false)
    {
        Webhook webhook;
        webhook.id = ++count;
        webhook.url = url;
        webhook.isBatch = isBatch;
        webhook.types = {WebhookType::EventOpen};
        webhook.secret = "secret";
        couriers.set(webhook, 1);
        net.run();
        return webhook;
    }
    void happen(std::int64_t more)
    {
        events += more;
        couriers.wake();
        net.run();
    }
    // The numbers in the order in which a receiver got them, whether or not it took them.
    [[nodiscard]] QList<qint64> got(const QString &url) const
    {
        QList<qint64> numbers;
        for (const QByteArray &body : net.received.value(url)) {
            if (!body.startsWith('{')) {
                numbers << body.toLongLong();
                continue;
            }
            const QJsonArray batch = QJsonDocument::fromJson(body).object().value(u"data"_s).toArray();
            for (const auto &number : batch)
                numbers << number.toInteger();
        }
        return numbers;
    }
    // Each at least once, and none before the one that precedes it has been there.
    [[nodiscard]] bool isComplete(const QString &url) const
    {
        qint64 next = 1;
        for (const qint64 number : got(url)) {
            if (number > next)
                return false;
            next = std::max(next, number + 1);
        }
        return next == events + 1;
    }
    [[nodiscard]] const WebhookReport &last(std::int64_t id) const { return reports.find(id)->second; }
    [[nodiscard]] QList<WebhookDelivery> log(std::int64_t id) const { return deliveries.value(id); }

    FakeClock clock;
    FakeRandom random;
    FakeNet net{clock};
    std::int64_t events = 0;
    qsizetype largestRead = 0;
    std::int64_t count = 0;
    std::map<std::int64_t, WebhookReport> reports;
    QHash<std::int64_t, QList<WebhookDelivery>> deliveries;
    WebhookCouriers couriers{{net,
                              [this]() -> Result<std::unique_ptr<WebhookReader>> {
                                  return std::unique_ptr<WebhookReader>(
                                      std::make_unique<FakeReader>(events, FakeClock().now(), largestRead));
                              },
                              clock, random, [](const Error &error) { return error.code; },
                              [this](const QList<WebhookReport> &told) {
                                  for (const WebhookReport &report : told) {
                                      reports.insert_or_assign(report.webhookId, report);
                                      deliveries[report.webhookId] += report.deliveries;
                                  }
                              }}};
};

const QString good = u"https://good.example.com/"_s;
const QString bad = u"https://bad.example.com/"_s;

} // namespace

class TestWebhookCouriers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneByOneAndAtOnce()
    {
        World world;
        world.add(good);
        world.happen(3);
        QCOMPARE(world.got(good), (QList<qint64>{1, 2, 3}));
        world.net.run(1s);
        QCOMPARE(world.last(1).present.at.event, 3);
        QCOMPARE(world.log(1).size(), 3);
    }

    void aBatchWaitsASecondForMore()
    {
        World world;
        world.add(good, true);
        world.happen(2);
        world.happen(1);
        QCOMPARE(world.got(good), QList<qint64>());
        world.net.run(1s);
        QCOMPARE(world.net.received.value(good), (QList<QByteArray>{R"({"type":"batch","data":[1,2,3]})"}));
        // What fills a batch does not wait.
        world.happen(500);
        QCOMPARE(world.got(good).size(), 503);
        QCOMPARE(world.net.received.value(good).size(), 2);
    }

    void whoIsDownForADayGetsEverythingAfterwards_data()
    {
        QTest::addColumn<bool>("isBatch");
        QTest::newRow("one by one") << false;
        QTest::newRow("batches") << true;
    }
    void whoIsDownForADayGetsEverythingAfterwards()
    {
        QFETCH(bool, isBatch);
        World world;
        bool isUp = false;
        int attempts = 0;
        world.net.receivers[bad] = [&](const QByteArray &) {
            ++attempts;
            return isUp ? status(200) : Answer(Error(u"outbound.connect"_s));
        };
        world.add(bad, isBatch);
        for (int hour = 0; hour < 23; ++hour) {
            world.happen(100);
            world.net.run(1h);
        }
        QVERIFY2(attempts > 20 && attempts < 40, qPrintable(QString::number(attempts)));
        QCOMPARE(world.last(1).health.state(), WebhookState::On);
        // Nothing is read ahead for who takes nothing.
        QVERIFY(world.largestRead <= 500);
        isUp = true;
        world.net.run(1h);
        QVERIFY(world.isComplete(bad));
        QCOMPARE(world.last(1).health.fields().failures, 0);
    }

    void afterADayItIsSwitchedOffAndCanGoOn()
    {
        World world;
        world.net.receivers[bad] = [](const QByteArray &) { return status(500); };
        Webhook webhook = world.add(bad);
        world.happen(5);
        world.net.run(25h);
        const auto givenUp = world.last(1);
        QCOMPARE(givenUp.health.state(), WebhookState::GivenUp);
        QCOMPARE(givenUp.health.fields().lastError, u"The receiver answered with status 500."_s);
        const qsizetype tried = world.got(bad).size();
        world.happen(5);
        world.net.run(24h);
        QCOMPARE(world.got(bad).size(), tried);
        // People switch it on.
        world.net.receivers.remove(bad);
        webhook.health = givenUp.health.switchedOn();
        webhook.present = givenUp.present;
        world.couriers.set(webhook, 2);
        world.net.run();
        QVERIFY(world.isComplete(bad));
        world.net.run(1s);
        QCOMPARE(world.last(1).revision, quint64{2});
    }

    void whatIsTriedAgainIsTheSame_data() { whoIsDownForADayGetsEverythingAfterwards_data(); }
    void whatIsTriedAgainIsTheSame()
    {
        QFETCH(bool, isBatch);
        World world;
        int calls = 0;
        world.net.receivers[bad] = [&](const QByteArray &) { return status(++calls < 4 ? 500 : 200); };
        world.add(bad, isBatch);
        world.happen(10);
        world.net.run(1s);
        world.happen(10); // joins nothing that was tried already
        world.net.run(10min);
        const QList<QByteArray> bodies = world.net.received.value(bad);
        const QList<QByteArray> ids = world.net.ids.value(bad);
        for (int i = 1; i < 4; ++i) {
            QCOMPARE(bodies[i], bodies[0]);
            QCOMPARE(ids[i], ids[0]);
        }
        QVERIFY(ids[4] != ids[0]);
        QVERIFY(world.isComplete(bad));
    }

    void everySecondCallFails_data() { whoIsDownForADayGetsEverythingAfterwards_data(); }
    void everySecondCallFails()
    {
        QFETCH(bool, isBatch);
        World world;
        int calls = 0;
        world.net.receivers[bad] = [&](const QByteArray &) { return status(++calls % 2 ? 500 : 200); };
        world.add(bad, isBatch);
        world.happen(40);
        world.net.run(10min);
        QVERIFY(world.isComplete(bad));
        QVERIFY(world.last(1).health.isOn());
    }

    void retryAfterIsObeyed()
    {
        World world;
        int calls = 0;
        world.net.receivers[bad] = [&](const QByteArray &) { return ++calls == 1 ? status(429, "600") : status(200); };
        world.add(bad);
        world.happen(1);
        world.net.run(595s);
        QCOMPARE(calls, 1);
        QCOMPARE(world.log(1).first().status, 429);
        world.net.run(10s);
        QCOMPARE(calls, 2);
    }

    void whoIsGoneIsSwitchedOff()
    {
        World world;
        world.net.receivers[bad] = [](const QByteArray &) { return status(410); };
        world.add(bad);
        world.happen(3);
        world.net.run(1h);
        QCOMPARE(world.got(bad), QList<qint64>{1});
        QCOMPARE(world.last(1).health.state(), WebhookState::Gone);
        QCOMPARE(world.last(1).present.at.event, 0); // what it was to be told of waits
    }

    // The errors themselves come from the outbound worker, whose tests show them.
    void noAnswerIsAFailure_data()
    {
        QTest::addColumn<QString>("code");
        QTest::newRow("wrong certificate") << u"outbound.tls"_s;
        QTest::newRow("a private address") << u"outbound.refused_address"_s;
        QTest::newRow("too slow") << u"outbound.timeout"_s;
    }
    void noAnswerIsAFailure()
    {
        QFETCH(QString, code);
        World world;
        world.net.receivers[bad] = [&](const QByteArray &) { return Answer(Error(code)); };
        world.add(bad);
        world.happen(1);
        world.net.run(1s);
        QCOMPARE(world.log(1).first().error, code);
        QCOMPARE(world.log(1).first().status, 0);
        QVERIFY(world.log(1).first().nextAttemptAt.has_value());
        QVERIFY(world.last(1).health.isFailing());
    }

    void aRedirectIsAFailure()
    {
        World world;
        world.net.receivers[bad] = [](const QByteArray &) { return status(302); };
        world.add(bad);
        world.happen(1);
        world.net.run(1s);
        QVERIFY(world.last(1).health.isFailing());
        QCOMPARE(world.last(1).present.at.event, 0);
    }

    void oneThatKeepsSilentDelaysNoOther()
    {
        World world;
        world.net.receivers[bad] = [](const QByteArray &) { return Answer(); };
        for (int i = 0; i < 10; ++i)
            world.add(bad);
        world.add(good);
        for (int i = 0; i < 20; ++i)
            world.happen(50);
        QVERIFY(world.isComplete(good));
        // One call each, and that is all they hold.
        QCOMPARE(world.net.silent.size(), 10);
        // Their ends are still awaited, and lead on.
        world.net.receivers.remove(bad);
        world.net.silent.takeFirst()(*status(200));
        world.net.run();
        QCOMPARE(world.got(bad).last(), world.events);
    }

    void aReplayTakesTurnsWithThePresent()
    {
        World world;
        world.events = 300;
        Webhook webhook;
        webhook.id = ++world.count;
        webhook.url = good;
        webhook.types = {WebhookType::EventOpen};
        webhook.present.at.event = 300;
        webhook.replay = WebhookWalk{{100, 0}, WebhookPosition{300, 0}};
        world.couriers.set(webhook, 1);
        world.happen(300);
        world.net.run(1s);
        QList<qint64> replayed;
        QList<qint64> present;
        for (const qint64 number : world.got(good))
            (number <= 300 ? replayed : present) << number;
        QCOMPARE(replayed.size(), 200);
        QCOMPARE(present.size(), 300);
        QVERIFY(std::is_sorted(replayed.begin(), replayed.end()));
        QVERIFY(std::is_sorted(present.begin(), present.end()));
        QVERIFY(world.got(good).last() > 500 && world.got(good)[199] > 300);
        QVERIFY(!world.last(1).replay.has_value());
    }

    void theLogIsShortAndComplete()
    {
        World world;
        world.add(good);
        world.happen(500);
        world.net.run(1s);
        int calls = 0;
        int events = 0;
        std::int64_t at = 0;
        for (const WebhookDelivery &delivery : world.log(1)) {
            calls += delivery.calls;
            events += delivery.events;
            QCOMPARE(delivery.from.event, at);
            at = delivery.to.event;
        }
        QCOMPARE(calls, 500);
        QCOMPARE(events, 500);
        QCOMPARE(at, 500);
        QVERIFY2(world.log(1).size() <= 20, qPrintable(QString::number(world.log(1).size())));
    }

    void whatIsDeletedIsNotCalledAgain()
    {
        World world;
        world.net.receivers[bad] = [](const QByteArray &) { return Answer(); };
        world.add(bad);
        world.happen(2);
        world.couriers.remove(1);
        world.net.run();
        world.net.silent.first()(*status(200));
        world.net.run(1min);
        QCOMPARE(world.got(bad), QList<qint64>{1});
    }

    void aChangeMeanwhileLosesNothing()
    {
        World world;
        world.net.receivers[bad] = [](const QByteArray &) { return Answer(); };
        Webhook webhook = world.add(bad);
        world.happen(2);
        webhook.url = good;
        world.couriers.set(webhook, 2);
        world.net.run();
        world.net.silent.first()(*status(200));
        world.net.run();
        QCOMPARE(world.got(good), QList<qint64>{2});
        world.net.run(1s);
        QCOMPARE(world.last(1).present.at.event, 2);
    }

    void aTestGoesToWhoIsOff()
    {
        World world;
        Webhook webhook = world.add(good);
        webhook.health = WebhookHealth().switchedOff();
        world.couriers.set(webhook, 2);
        std::optional<WebhookDelivery> seen;
        world.couriers.test(webhook, [&](const WebhookDelivery &delivery) { seen = delivery; });
        world.happen(3);
        world.net.run(1min);
        QVERIFY(seen && seen->isGood());
        QCOMPARE(seen->kind, WebhookDelivery::Kind::Test);
        QCOMPARE(world.net.received.value(good).size(), 1);
        QVERIFY(world.net.received.value(good).first().contains("webhook.test"));
    }

    // As where the store keeps it waiting: the engine thread goes on.
    void aThreadThatComesToNothingIsNotWaitedFor()
    {
        World world;
        const Webhook webhook = world.add(good);
        world.happen(1);
        QVERIFY(world.couriers.stop().isEmpty());
        world.couriers.set(webhook, 2);
        world.couriers.start();
        world.net.run();
        world.happen(1);
        QVERIFY(world.isComplete(good));
    }

    void whoIsBehindSaysByHowMuch()
    {
        World world;
        world.net.receivers[bad] = [](const QByteArray &) { return status(500); };
        world.add(bad);
        world.add(good);
        world.happen(7);
        world.net.run(1min);
        for (const WebhookReading &reading : world.couriers.readings()) {
            QCOMPARE(reading.backlog, reading.webhookId == 1 ? 7 : 0);
            QVERIFY(reading.webhookId == 1 ? reading.behind >= 58s : reading.behind == 0s);
        }
    }
};

UNMTA_TEST(TestWebhookCouriers)

} // namespace unmta::tst_webhook_couriers

#include "tst_webhook_couriers.moc"
