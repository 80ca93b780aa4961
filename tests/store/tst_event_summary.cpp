// Sums of events by recipient, link and message: what a naive count gives, whatever is merged meanwhile.
#include "service/events/EventSummary.h"

#include "store/Database.h"
#include "store/EventSamples.h"
#include "store/StoreFixture.h"
#include "store/events/EventLog.h"
#include "store/events/SegmentPlanner.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_event_summary {

using namespace unmta::store;
using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString cluster = u"0a0b0c0d"_s;
const QString shop = u"https://example.com/shop"_s;
const QString help = u"https://example.com/help"_s;

} // namespace

class TestEventSummary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_path = m_directory->filePath(u"events.db"_s);
        m_writer = Database::open({m_path, u"events"_s}).value();
        m_log.emplace(*m_writer);
        QVERIFY(m_log->open());
        m_at = eventStart;
        add(LinkKind::Open, u"ann@example.net"_s, u"<1>"_s);
        add(LinkKind::Click, u"Ann@Example.net"_s, u"<1>"_s, shop, u"header"_s);
        add(LinkKind::Click, u"ann@example.net"_s, u"<1>"_s, shop, u"footer"_s);
        add(LinkKind::Open, u"bob@example.net"_s, u"<1>"_s);
        m_bot = u"head_request"_s;
        add(LinkKind::Click, u"bob@example.net"_s, u"<1>"_s, shop, u"header"_s);
        m_bot.clear();
        add(LinkKind::Click, u"zoë@example.org"_s, u"<2>"_s, help);
        add(LinkKind::Open, QString(), u"<2>"_s);
        m_cluster = u"11111111"_s;
        add(LinkKind::Click, u"ann@example.net"_s, u"<1>"_s, shop, u"header"_s);
        m_cluster = cluster;
    }
    void cleanup()
    {
        m_log.reset();
        m_writer.reset();
    }

    void byRecipient_data()
    {
        QTest::addColumn<bool>("isMerged");
        QTest::newRow("as they came") << false;
        QTest::newRow("merged") << true;
    }
    void byRecipient()
    {
        QFETCH(bool, isMerged);
        if (isMerged) {
            const auto reader = Database::open({m_path, u"events"_s, true}).value();
            QVERIFY(m_log->apply(SegmentPlanner(*reader).mergeBatches(100).value()));
        }
        const EventSummary summary = sum({.clusterId = cluster}, EventGrouping::Recipient);
        QCOMPARE(summary.sums.opens, 3);
        QCOMPARE(summary.sums.clicks, 4);
        QCOMPARE(summary.sums.clicksByPeople, 3);
        QCOMPARE(summary.groups, 4);
        QVERIFY(summary.isComplete);
        // One person, however she writes herself; as she did at last.
        const EventGroup &ann = summary.top.at(0);
        QCOMPARE(ann.key, u"ann@example.net"_s);
        QCOMPARE(ann.sums.clicks, 2);
        QCOMPARE(ann.sums.opens, 1);
        QCOMPARE(ann.first, eventStart + 20s);
        QCOMPARE(ann.last, eventStart + 60s);
        QCOMPARE(summary.top.at(1).key, u"bob@example.net"_s);
        QCOMPARE(summary.top.at(1).sums.clicksByPeople, 0);
        QCOMPARE(summary.top.at(2).key, u"zoë@example.org"_s);
        QCOMPARE(summary.top.at(3).key, QString()); // whose it was is not known
    }
    void byLink()
    {
        const EventSummary summary = sum({.clusterId = cluster}, EventGrouping::Link);
        QCOMPARE(summary.groups, 3);
        QCOMPARE(summary.sums.opens, 3); // of all that was found
        QCOMPARE(summary.top.at(0).key, shop);
        QCOMPARE(summary.top.at(0).linkName, u"header"_s);
        QCOMPARE(summary.top.at(0).sums.clicks, 2);
        QCOMPARE(summary.top.at(1).key, help); // the later one of two with one click
        QCOMPARE(summary.top.at(2).linkName, u"footer"_s);
    }
    void ofAMessage()
    {
        const EventSummary summary = sum({.clusterId = cluster, .messageId = u"<2>"_s}, EventGrouping::Message);
        QCOMPARE(summary.groups, 1);
        QCOMPARE(summary.top.at(0).key, u"<2>"_s);
        QCOMPARE(summary.top.at(0).sums.opens, 1);
        QCOMPARE(summary.top.at(0).sums.clicks, 1);
    }
    void theLimitIsOfTheListAlone()
    {
        const EventSummary summary = sum({.clusterId = cluster}, EventGrouping::Recipient, 1);
        QCOMPARE(summary.top.size(), 1);
        QCOMPARE(summary.groups, 4);
        QCOMPARE(summary.sums.clicks, 4);
    }
    void tooManyToTellApart()
    {
        const auto summary = EventSummarizer(m_path, 2).run({.clusterId = cluster}, EventGrouping::Message, 10);
        QVERIFY(summary && summary->isComplete);
        const auto cut = EventSummarizer(m_path, 1).run({.clusterId = cluster}, EventGrouping::Message, 10);
        QVERIFY(cut && !cut->isComplete);
        QCOMPARE(cut->top.size(), 1);
        QCOMPARE(cut->sums.clicks, 4);
    }

private:
    void add(LinkKind kind, const QString &recipient, const QString &message, const QString &url = {},
             const QString &name = {})
    {
        m_at += 20s;
        TrackingEvent event = m_maker.event(kind, u"track.example.com"_s, m_at);
        event.clusterId = m_cluster;
        event.recipient = recipient;
        event.messageId = message;
        event.url = url;
        event.linkName = name;
        event.bot = m_bot;
        QVERIFY(m_log->append(packEvents(std::span(&event, 1))));
    }
    [[nodiscard]] EventSummary sum(const EventQuery &query, EventGrouping grouping, int limit = 100) const
    {
        return EventSummarizer(m_path).run(query, grouping, limit).value();
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_path;
    std::unique_ptr<Database> m_writer;
    std::optional<EventLog> m_log;
    EventMaker m_maker;
    TimePoint m_at;
    QString m_cluster = cluster;
    QString m_bot;
};

UNMTA_TEST(TestEventSummary)

} // namespace unmta::tst_event_summary

#include "tst_event_summary.moc"
