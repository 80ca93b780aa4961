// What webhooks read: events in whatever form they lie, and notices between them, in order, each once.
#include "service/webhooks/WebhookSource.h"
#include "store/EngineStore.h"
#include "store/EventSamples.h"
#include "store/StoreFixture.h"
#include "store/events/EventLog.h"
#include "store/events/SegmentPlanner.h"
#include "support/TestMain.h"
#include "support/stores/StorePlace.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QTemporaryDir>

namespace unmta::tst_webhook_source {

using namespace unmta::store;
using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString ours = u"0a0b0c0d"_s;
const QString theirs = u"0d0c0b0a"_s;
const QString track = u"track.example.com"_s;

void writeId(QByteArray &to, std::int64_t, const TrackingEvent &event)
{
    to += '"' + event.messageId.toUtf8() + '"';
}

Webhook webhookOf(const std::optional<QString> &cluster)
{
    Webhook webhook;
    webhook.id = 1;
    webhook.clusterId = cluster;
    for (std::size_t i = 0; i < webhookTypeNames.size(); ++i)
        webhook.types << static_cast<WebhookType>(i);
    return webhook;
}

} // namespace

class TestWebhookSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        auto engine = EngineStore::open(m_directory->path(), m_maker.random, freshServer());
        QVERIFY(engine.ok());
        m_engine = *std::move(engine);
        const DatabasePlace events = freshEvents(EngineStore::eventsPath(m_directory->path()));
        m_writer = Database::open({events, u"events"_s}).value();
        m_reader = Database::open({events, u"events"_s, true}).value();
        for (const QString &cluster : {ours, theirs})
            QVERIFY(m_engine->clusters.insert({cluster, cluster, eventStart, {}}));
        // Without a webhook nothing is noted.
        QVERIFY(m_engine->webhooks.insert(webhookOf({}), u"a"_s).ok());
        m_source = WebhookSource::open({m_engine->place(), events}, writeId).value();
    }
    void cleanup()
    {
        m_source.reset();
        m_reader.reset();
        m_writer.reset();
        m_engine.reset();
    }

    void whateverTheForm_data()
    {
        QTest::addColumn<int>("merges");
        QTest::newRow("batches") << 0;
        QTest::newRow("a segment each and batches") << 1;
        QTest::newRow("segments") << 2;
    }
    void whateverTheForm()
    {
        QFETCH(int, merges);
        QStringList all;
        QStringList mine;
        for (int part = 0; part < 2; ++part) {
            std::vector<TrackingEvent> events;
            for (int i = 0; i < 40; ++i) {
                all << QString::number(part * 40 + i);
                events.push_back(made(i % 3 ? ours : theirs, all.last()));
                if (i % 3)
                    mine << all.last();
            }
            append(events);
            if (part < merges)
                merge();
        }
        QCOMPARE(readAll(webhookOf({}), 7), all);
        QCOMPARE(readAll(webhookOf(ours), 7), mine);
        QCOMPARE(readAll(webhookOf({}), 500), all);
        Webhook opens = webhookOf({});
        opens.types = {WebhookType::EventOpen};
        QCOMPARE(readAll(opens, 7), QStringList());
    }

    void noticesStandWhereTheyHappened()
    {
        append({made(ours, u"first"_s, 1s), made(ours, u"third"_s, 3s)});
        note(WebhookType::DomainWarning, ours, track, 2s);
        note(WebhookType::DomainDeleted, theirs, u"other.example.com"_s, 4s);
        QCOMPARE(readAll(webhookOf({}), 1),
                 (QStringList{u"first"_s, u"domain.warning"_s, u"third"_s, u"domain.deleted"_s}));
        QCOMPARE(readAll(webhookOf(ours), 500), (QStringList{u"first"_s, u"domain.warning"_s, u"third"_s}));
        Webhook ofHost = webhookOf({});
        ofHost.hosts = {u"other.example.com"_s, u"third.example.com"_s};
        QCOMPARE(readAll(ofHost, 500), QStringList{u"domain.deleted"_s});
    }

    void whatIsAboutTheInstallationNamesNoOther()
    {
        QVERIFY(m_engine->webhookNotices.insert({0,
                                                 WebhookType::MonitorHeld,
                                                 std::nullopt,
                                                 QString(),
                                                 eventStart,
                                                 {{u"explanation"_s, u"other.example.com changed"_s}}}));
        QVERIFY(first(webhookOf({})).envelope.contains("other.example.com"));
        QVERIFY(!first(webhookOf(ours)).envelope.contains("other.example.com"));
        QVERIFY(first(webhookOf(ours)).envelope.contains("monitor.held"));
    }

    void aLongWayWithoutAnythingIsTakenInSteps()
    {
        std::vector<TrackingEvent> events;
        for (int i = 0; i < 25'000; ++i)
            events.push_back(made(theirs, u"x"_s));
        events.push_back(made(ours, u"mine"_s));
        append(events);
        const auto step = m_source->read(webhookOf(ours), {}, m_source->last().value(), {});
        QVERIFY(step->items.isEmpty() && !step->isAll);
        QVERIFY(step->upTo.event > 0 && step->upTo.event < 25'000);
        QCOMPARE(readAll(webhookOf(ours), 500), QStringList{u"mine"_s});
    }

    void onlyWhatHappenedMeanwhile()
    {
        append({made(ours, u"before"_s, 0s), made(ours, u"during"_s, 10s), made(ours, u"after"_s, 20s)});
        merge();
        WebhookWalk walk;
        walk.since = eventStart + 5s;
        walk.until = eventStart + 20s;
        QCOMPARE(readAll(webhookOf(ours), 500, walk), QStringList{u"during"_s});
        QCOMPARE(readAll(webhookOf({}), 500, walk), QStringList{u"during"_s});
    }

    // The engine thread comes to wait for whoever reads here.
    void aServerThatIsSilentEndsIt()
    {
        if (!isOnPostgres())
            QSKIP("a file answers or fails");
        PostgresServer::shared().freeze();
        QElapsedTimer took;
        took.start();
        const auto last = m_source->last();
        PostgresServer::shared().thaw();
        QCOMPARE(codeOf(last), u"store.unreachable"_s);
        QVERIFY2(took.elapsed() < 60'000, qPrintable(QString::number(took.elapsed())));
        QTRY_VERIFY(m_source->last().ok());
    }

    void positionsOutliveWhatIsDeleted()
    {
        append({made(ours, u"a"_s)});
        note(WebhookType::DomainDeleted, theirs, track, 0s);
        merge();
        const auto last = m_source->last().value();
        QVERIFY(EventLog(*m_writer).prune(eventStart + 24h, 100).ok());
        QVERIFY(m_engine->clusters.remove(theirs, eventStart));
        QCOMPARE(m_source->last().value(), last);
    }

private:
    [[nodiscard]] TrackingEvent made(const QString &cluster, const QString &id, Millis at = 0ms)
    {
        TrackingEvent event = m_maker.event(LinkKind::Click, track, eventStart + at);
        event.clusterId = cluster;
        event.messageId = id;
        return event;
    }
    void append(const std::vector<TrackingEvent> &events)
    {
        EventLog log(*m_writer);
        if (!log.open() || !log.append(packEvents(events)))
            qFatal("not appended");
    }
    void merge()
    {
        EventLog log(*m_writer);
        const auto change = SegmentPlanner(*m_reader).mergeBatches(100'000);
        if (!log.open() || !log.apply(change.value()).value())
            qFatal("not merged");
    }
    void note(WebhookType type, const QString &cluster, const QString &host, Millis at)
    {
        if (!m_engine->webhookNotices.insert({0, type, cluster, host, eventStart + at, {}}))
            qFatal("not noted");
    }
    [[nodiscard]] WebhookItem first(const Webhook &webhook)
    {
        return m_source->read(webhook, {}, m_source->last().value(), {}).value().items.first();
    }
    // What a courier would send, so many at a time: the ids of events, the types of the rest.
    [[nodiscard]] QStringList readAll(const Webhook &webhook, int atATime, WebhookWalk walk = {})
    {
        QStringList all;
        const WebhookPosition end = m_source->last().value();
        for (bool isAll = false; !isAll;) {
            const WebhookItems read = m_source->read(webhook, walk, end, {atATime, 1 << 20}).value();
            if (read.items.size() > atATime || (read.upTo == walk.at && !read.isAll))
                return {u"no way forward"_s};
            for (const WebhookItem &item : read.items) {
                const QJsonObject envelope = QJsonDocument::fromJson(item.envelope).object();
                all << (envelope.value(u"data"_s).isString() ? envelope.value(u"data"_s).toString()
                                                             : envelope.value(u"type"_s).toString());
            }
            walk.at = read.upTo;
            isAll = read.isAll;
        }
        return walk.at == end ? all : QStringList{u"not at the end"_s};
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<EngineStore> m_engine;
    std::unique_ptr<Database> m_writer;
    std::unique_ptr<Database> m_reader;
    std::unique_ptr<WebhookSource> m_source;
    EventMaker m_maker;
};

UNMTA_TEST(TestWebhookSource)

} // namespace unmta::tst_webhook_source

#include "tst_webhook_source.moc"
