// Each event in one object, and in one only, whatever fails, is killed, merged or deleted meanwhile.
#include "shipping/ShippingScene.h"
#include "support/TestMain.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace unmta::tst_shipping_service {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QStringList sorted(QStringList list)
{
    list.sort();
    return list;
}

} // namespace

class TestShippingService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m = std::make_unique<ShippingScene>(); }
    void cleanup() { m.reset(); }

    void shipsWhatIsThere_data()
    {
        QTest::addColumn<int>("compression");
        QTest::addColumn<QString>("ending");
        QTest::newRow("gzip") << int(ShippingCompression::Gzip) << u".ndjson.gz"_s;
        QTest::newRow("zstd") << int(ShippingCompression::Zstd) << u".ndjson.zst"_s;
    }
    void shipsWhatIsThere()
    {
        QFETCH(int, compression);
        QFETCH(QString, ending);
        m->append(2, eventStart, u"11111111"_s); // somebody else's
        const QStringList ids = m->append(3);
        m->begin();
        ShippingTarget target = ShippingScene::directory();
        target.prefix = u"p"_s;
        target.compression = static_cast<ShippingCompression>(compression);
        QCOMPARE(m->set(target), Error());
        QTRY_VERIFY(m->isAtRest());
        QCOMPARE(m->objectNames(), QStringList{u"p/0a0b0c0d/2026/09/21/0000000000000003"_s + ending});
        QCOMPARE(m->shippedIds(), ids);
        const ShippingState state = m->state();
        QCOMPARE(state.shipping.events, 3);
        QCOMPARE(state.shipping.objects, 1);
        QCOMPARE(state.shipping.progress.cursor(), 5);
        QCOMPARE(state.shipping.lastObject->firstSeq, 3);
        QCOMPARE(state.shipping.lastObject->lastSeq, 5);
        QCOMPARE(state.shipping.lastObject->sha256,
                 QCryptographicHash::hash(m->objects.objects.first(), QCryptographicHash::Sha256).toHex());
    }

    // What comes goes with the next interval, not before.
    void byInterval()
    {
        m->begin();
        QCOMPARE(m->set(ShippingScene::directory()), Error());
        QTRY_VERIFY(m->isAtRest());
        QStringList ids = m->append(1);
        m->pass(4min);
        QCOMPARE(m->objects.puts, 0);
        ids += m->append(1);
        m->pass(1min);
        QTRY_COMPARE(m->objectNames().size(), 1);
        QTRY_VERIFY(m->isAtRest());
        QCOMPARE(m->shippedIds(), ids);
    }

    // A limit of bytes begins another object at once.
    void bySize()
    {
        const QStringList ids = m->append(4000);
        m->begin();
        ShippingTarget target = ShippingScene::directory();
        target.maxBytes = 64 * KiB; // about 1,400 of these lines
        QCOMPARE(m->set(target), Error());
        QTRY_VERIFY(m->isAtRest());
        QCOMPARE(m->objectNames().size(), 3);
        QCOMPARE(m->shippedIds(), ids);
        for (const QString &name : m->objectNames())
            QVERIFY(m->objects.objects.value(name).size() < 64 * KiB);
    }

    // Around midnight events of two days alternate: each goes to its day, in two objects. A clock that was wrong for a
    // while makes a third day, which is left for the next one.
    void byDay()
    {
        const TimePoint midnight = *fromIso8601(u"2026-09-22T00:00:00Z"_s);
        QStringList before;
        QStringList after;
        for (int i = 0; i < 5; ++i) {
            before += m->append(1, midnight - 100ms + Millis(i));
            after += m->append(1, midnight + Millis(i));
        }
        const QStringList wrong = m->append(1, midnight + 24h * 400);
        after += m->append(1, midnight + 6ms);
        m->begin();
        QCOMPARE(m->set(ShippingScene::directory()), Error());
        QTRY_VERIFY(m->isAtRest());
        const QString root = u"0a0b0c0d/"_s;
        QCOMPARE(m->objectNames(), (QStringList{root + u"2026/09/21/0000000000000001.ndjson.gz"_s,
                                                root + u"2026/09/22/0000000000000002.ndjson.gz"_s,
                                                root + u"2026/09/22/0000000000000012.ndjson.gz"_s,
                                                root + u"2027/10/27/0000000000000011.ndjson.gz"_s}));
        QCOMPARE(m->shippedIds(), before + after + wrong);
        QCOMPARE(m->state().shipping.progress.cursor(), 12);
    }

    // Killed before and after each thing that can be durable, while events come, are merged and cross midnight; what
    // was there only half is written again under its name, byte for byte.
    void killedAnywhere_data()
    {
        QTest::addColumn<quint64>("seed");
        for (const quint64 seed : {1, 2})
            QTest::newRow(QByteArray::number(seed).constData()) << seed;
    }
    void killedAnywhere()
    {
        QFETCH(quint64, seed);
        FakeRandom random(seed);
        m->objects.isOpen = false;
        m->begin();
        ShippingTarget target = ShippingScene::directory();
        target.maxBytes = 64 * KiB;
        target.interval = 1s;
        QCOMPARE(m->set(target), Error());
        QStringList ids;
        QMap<QString, QByteArray> before;
        int again = 0;
        for (int life = 0; life < 30; ++life) {
            const TimePoint time = eventStart + 30min * life;
            ids += m->append(1 + static_cast<int>(random.below(900)), time);
            if (random.below(3) == 0)
                m->merge();
            m->pass(2s);
            const auto steps = random.below(3);
            for (std::uint32_t step = 0; step < steps; ++step) {
                QTRY_VERIFY(!m->objects.waiting.empty() || m->isAtRest());
                if (m->objects.waiting.empty())
                    m->pass(2s);
                m->objects.finishOne();
            }
            // Mostly in the middle of an object, which is there already, or is not; sometimes wherever it is.
            if (random.below(4) > 0)
                QTRY_VERIFY(!m->objects.waiting.empty() || m->isAtRest());
            if (!m->objects.waiting.empty() && random.below(4) > 0) {
                const auto put = m->objects.waiting.front();
                m->objects.landOne();
                before.insert(put.name, put.content);
            }
            m->kill();
            m->begin();
            for (auto it = before.cbegin(); it != before.cend(); ++it)
                QCOMPARE(m->objects.objects.value(it.key()), it.value());
        }
        m->objects.isOpen = true;
        while (!m->objects.waiting.empty())
            m->objects.finishOne();
        m->pass(2s);
        QTRY_VERIFY(m->isAtRest() && m->state().shipping.progress.cursor() == m->log->lastSeq());
        for (const QString &name : m->objectNames())
            again += m->objects.writes.value(name) - 1;
        QVERIFY2(again > 3, "hardly anything was written twice, so little is shown");
        QCOMPARE(sorted(m->shippedIds()), sorted(ids));
    }

    // Planned before the kill; deleted after it. What is left goes into the object, even if that is nothing.
    void deletedMeanwhile()
    {
        m->objects.isOpen = false;
        const QStringList ids = m->append(3);
        m->begin();
        QCOMPARE(m->set(ShippingScene::directory()), Error());
        QTRY_COMPARE(m->objects.waiting.size(), std::size_t(1));
        m->objects.landOne();
        m->kill();
        const auto erased = store::SegmentPlanner(*m->reader)
                                .mergeBatches(100, store::RecipientOfCluster{m->cluster, u"ann@example.net"_s});
        QVERIFY(*m->log->apply(*erased));
        m->objects.isOpen = true;
        m->begin();
        QTRY_VERIFY(m->isAtRest());
        QCOMPARE(m->objectNames().size(), 1);
        QCOMPARE(m->shippedIds(), QStringList());
        QCOMPARE(m->state().shipping.progress.cursor(), 3);
        const QStringList later = m->append(2);
        m->pass(5min);
        QTRY_COMPARE(m->shippedIds(), later);
    }

    // Pauses grow, what is asked for is obeyed, and the same object is tried again.
    void failing()
    {
        m->append(1);
        m->objects.failure = Error(u"shipping.unavailable"_s);
        m->begin();
        QCOMPARE(m->set(ShippingScene::directory()), Error());
        QTRY_COMPARE(m->state().failures, 1);
        QCOMPARE(m->state().phase, ShippingState::Phase::Failing);
        QCOMPARE(m->state().error->code, u"shipping.unavailable"_s);
        Millis last(0);
        for (int failures = 2; failures < 10; ++failures) {
            const Millis pause = *m->state().nextTryAt - m->clock.now();
            QVERIFY(pause > Millis(0) && pause <= 1125s);
            QVERIFY(pause > last || pause >= 675s);
            last = pause;
            m->pass(pause);
            QTRY_COMPARE(m->state().failures, failures);
        }
        m->objects.failure = Error(u"shipping.unavailable"_s, {}, {{u"seconds"_s, u"3000"_s}});
        m->pass(20min);
        QTRY_COMPARE(m->state().failures, 10);
        QVERIFY(*m->state().nextTryAt - m->clock.now() >= 3000s);
        m->objects.failure.reset();
        m->pass(1h);
        QTRY_VERIFY(m->isAtRest());
        QVERIFY(!m->state().error);
        QCOMPARE(m->objectNames().size(), 1);
        QCOMPARE(m->state().failures, 0);
    }

    void manifests()
    {
        m->begin();
        QCOMPARE(m->set(ShippingScene::directory()), Error());
        for (int i = 0; i < 3; ++i) {
            m->append(2);
            m->pass(5min);
            QTRY_COMPARE(m->objectNames().size(), i + 1);
            QTRY_VERIFY(m->isAtRest());
        }
        QCOMPARE(m->objects.objects.size(), 3);
        // It is due when the hour is over, however long the interval.
        m->pass(1h);
        const QString name = manifestName({}, m->cluster, hourOf(eventStart + 5min), 1);
        QTRY_VERIFY(m->objects.objects.contains(name));
        const auto manifest = wire::parseObject(m->objects.objects.value(name));
        QCOMPARE(manifest->value(u"cluster_id"_s).toString(), m->cluster);
        const QJsonArray list = manifest->value(u"objects"_s).toArray();
        QCOMPARE(list.size(), 3);
        const QJsonObject second = list.at(1).toObject();
        const QByteArray content = m->objects.objects.value(second.value(u"name"_s).toString());
        QCOMPARE(second.value(u"first_seq"_s).toInt(), 3);
        QCOMPARE(second.value(u"last_seq"_s).toInt(), 4);
        QCOMPARE(second.value(u"events"_s).toInt(), 2);
        QCOMPARE(second.value(u"bytes"_s).toInt(), content.size());
        QCOMPARE(second.value(u"sha256"_s).toString().toLatin1(),
                 QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
        QTRY_VERIFY(m->isAtRest());
        m->kill();
        m->begin();
        QTRY_VERIFY(m->isAtRest());
        QCOMPARE(m->objects.writes.value(name), 1);
    }

    void switchedOffAndOn()
    {
        QStringList ids = m->append(2);
        m->begin();
        QCOMPARE(m->set(ShippingScene::directory()), Error());
        QTRY_COMPARE(m->shippedIds(), ids);
        QTRY_VERIFY(m->isAtRest());
        QVERIFY(m->service->switchOff(m->cluster));
        QCOMPARE(codeOf(m->service->switchOff(m->cluster)), u"request.not_found"_s);
        ids += m->append(2);
        QCOMPARE(m->set(ShippingScene::directory()), Error());
        QTRY_COMPARE(m->shippedIds(), ids);
        QTRY_VERIFY(m->isAtRest());
        QVERIFY(m->service->switchOff(m->cluster));
        m->append(2); // not wanted
        QCOMPARE(m->set(ShippingScene::directory(), ShippingStart::Now), Error());
        ids += m->append(2);
        m->pass(5min);
        QTRY_COMPARE(m->shippedIds(), ids);
    }

    // While one object is on its way somewhere else is named, and somebody switches off: it ends as it began.
    void changedMeanwhile()
    {
        m->objects.isOpen = false;
        const QStringList ids = m->append(2);
        m->begin();
        QCOMPARE(m->set(ShippingScene::directory()), Error());
        QTRY_COMPARE(m->objects.waiting.size(), std::size_t(1));
        ShippingTarget other = ShippingScene::directory();
        other.path = u"/srv/elsewhere"_s;
        other.prefix = u"q"_s;
        QCOMPARE(m->set(other), Error());
        m->objects.finishOne();
        QTRY_VERIFY(m->isAtRest());
        QCOMPARE(m->shippedIds(), ids);
        m->append(1);
        m->pass(5min);
        QTRY_COMPARE(m->objects.waiting.size(), std::size_t(1));
        QVERIFY(m->objects.waiting.front().name.startsWith(u"q/"_s));
        QVERIFY(m->service->switchOff(m->cluster));
        m->objects.finishOne(); // nobody is there any more
        QVERIFY(m->service->overview().isEmpty());
    }

    void secretsStay()
    {
        ShippingTarget target;
        target.kind = ShippingKind::S3;
        target.endpoint = u"https://s3.example.net"_s;
        target.bucket = u"events"_s;
        target.accessKey = u"AKIA"_s;
        m->begin();
        QCOMPARE(m->set(target).field, u"secret_key"_s);
        target.secretKey = u"secret"_s;
        QCOMPARE(m->set(target), Error());
        target.secretKey.clear();
        target.prefix = u"x"_s;
        QCOMPARE(m->set(target), Error());
        QCOMPARE((*m->fixture.store->shipping.of(m->cluster))->target.secretKey, u"secret"_s);
        target.accessKey = u"another"_s;
        QCOMPARE(m->set(target).field, u"secret_key"_s);
    }

    void refusedPlaces()
    {
        m->objects.probed = Error(u"shipping.directory"_s);
        m->begin();
        QCOMPARE(m->set(ShippingScene::directory()).code, u"shipping.directory"_s);
        QVERIFY(m->service->overview().isEmpty());
        QVERIFY(!*m->fixture.store->shipping.progress(m->cluster));
    }

    void tellsWhatWaits()
    {
        m->objects.failure = Error(u"shipping.unavailable"_s);
        m->begin();
        QCOMPARE(m->set(ShippingScene::directory()), Error());
        m->append(4);
        std::optional<Result<ShippingState>> described;
        m->service->describe(m->cluster, [&](const Result<ShippingState> &state) { described = state; });
        QTRY_VERIFY(described);
        QCOMPARE((*described)->backlog, (store::EventBacklog{4, eventStart}));
        // For metrics it is counted again when somebody asks.
        m->pass(6s);
        (void)m->service->overview();
        QTRY_COMPARE(m->state().backlog.events, 4);
        described.reset();
        m->service->describe(u"11111111"_s, [&](const Result<ShippingState> &state) { described = state; });
        QTRY_VERIFY(described);
        QCOMPARE(codeOf(*described), u"request.not_found"_s);
    }

    // So many clusters at a time, and all of them in the end.
    void fewAtATime()
    {
        m->objects.isOpen = false;
        m->begin();
        for (int i = 0; i < 10; ++i) {
            const QString cluster = u"0000000%1"_s.arg(i);
            QVERIFY(m->fixture.addCluster(cluster));
            m->append(1, eventStart, cluster);
            m->service->set(cluster, ShippingScene::directory(), {}, [](const Result<void> &done) { QVERIFY(done); });
        }
        std::size_t most = 0;
        QTRY_COMPARE(m->objects.waiting.size(), std::size_t(ShippingService::mostAtOnce));
        for (int i = 0; i < 10; ++i) {
            QTRY_VERIFY(!m->objects.waiting.empty());
            most = std::max(most, m->objects.waiting.size());
            m->objects.finishOne();
        }
        QTRY_COMPARE(m->objectNames().size(), 10);
        QVERIFY(most <= ShippingService::mostAtOnce);
    }

private:
    std::unique_ptr<ShippingScene> m;
};

UNMTA_TEST(TestShippingService)

} // namespace unmta::tst_shipping_service

#include "tst_shipping_service.moc"
