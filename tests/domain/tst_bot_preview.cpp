// How figures would move: sums, and what each rule has to do with it.
#include "domain/bots/BotPreview.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_bot_preview {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

const QByteArray firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

class TestBotPreview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyWayThatAnEventMoves();
    void opensOfEarlierCallsCount();
    void withoutOpensNobodyMissesThem();
    void openedRuns();
};

StoredEvent stored(LinkKind kind, QByteArrayView recipient, QByteArrayView agent, QByteArrayView bot,
                   QByteArrayView ip = "192.0.2.1", TimePoint at = TimePoint(1700000000s))
{
    StoredEvent made;
    made.timestamp = at;
    made.kind = kind;
    made.clusterId = "0a1b2c3d";
    made.messageId = "<1@example.com>";
    made.recipient = recipient;
    made.url = kind == LinkKind::Click ? "https://example.com/" : "";
    made.ip = ip;
    made.userAgent = agent;
    made.bot = bot;
    return made;
}

BotTable table()
{
    return BotTable::parse("proxy\timage_proxy\tagent\tproxy\ts\n"
                           "watcher\tmonitor\tagent\twatcher/\ts\n"
                           "hosted\thosting\taddress\t198.51.100.0/24\ts\n")
        .value();
}

// One after the other, so that nobody is anybody's neighbour.
void TestBotPreview::everyWayThatAnEventMoves()
{
    const BotMatcher matcher(table());
    BotPreview preview(matcher);
    const std::vector events{
        stored(LinkKind::Open, "a", firefox, ""),                         // stays a person
        stored(LinkKind::Open, "b", "watcher/1", ""),                     // becomes a program
        stored(LinkKind::Click, "c", "watcher/1", ""),                    // the same
        stored(LinkKind::Click, "d", "watcher/1", "monitor"),             // is one already
        stored(LinkKind::Click, "e", "watcher/1", "crawler"),             // becomes one of another kind
        stored(LinkKind::Open, "f", firefox, "crawler"),                  // becomes a person: no rule speaks
        stored(LinkKind::Click, "g", firefox, "crawler"),                 // the same
        stored(LinkKind::Open, "h", "a proxy", "crawler"),                // becomes a person: a rule says so
        stored(LinkKind::Open, "i", "a proxy", ""),                       // is one already
        stored(LinkKind::Open, "j", firefox, "head_request"),             // stays, for that is not stored
        stored(LinkKind::Click, "k", firefox, "", "198.51.100.7"),        // behaves like a program
        stored(LinkKind::Click, "l", firefox, "link_burst", "192.0.2.1"), // behaves like a person
    };
    preview.add(events);
    const BotForecast forecast = preview.forecast();
    QCOMPARE(forecast.now, (ActivityCounts{6, 6, 3, 2}));
    QCOMPARE(forecast.then, (ActivityCounts{6, 6, 4, 2}));
    const std::vector<BotEffect> expected{
        {"crawler", "", 0, 0, 0, 1, 1},    {"watcher", "monitor", 4, 1, 1, 0, 0},
        {"proxy", "", 2, 0, 0, 1, 0},      {"click_without_open", "click_without_open", 1, 0, 1, 0, 0},
        {"link_burst", "", 0, 0, 0, 0, 1}, {"head_request", "head_request", 1, 0, 0, 0, 0},
    };
    QCOMPARE(forecast.effects.size(), expected.size());
    for (const BotEffect &each : expected) {
        QVERIFY2(std::find(forecast.effects.begin(), forecast.effects.end(), each) != forecast.effects.end(),
                 each.reason.constData());
    }
    for (std::size_t i = 1; i < forecast.effects.size(); ++i)
        QVERIFY(forecast.effects[i - 1].changed() >= forecast.effects[i].changed());
}

void TestBotPreview::opensOfEarlierCallsCount()
{
    const BotMatcher matcher(table());
    BotPreview preview(matcher);
    const TimePoint later = TimePoint(1700000000s) + 24h;
    preview.add(
        std::vector{stored(LinkKind::Open, "a", firefox, ""), stored(LinkKind::Open, "b", firefox, "crawler", "")});
    preview.add(std::vector{stored(LinkKind::Click, "a", firefox, "", "198.51.100.7", later),
                            stored(LinkKind::Click, "b", firefox, "", "198.51.100.7", later)});
    // The one has read it, of the other only a program loaded the picture.
    QCOMPARE(preview.forecast().then, (ActivityCounts{2, 2, 1, 1}));
}

void TestBotPreview::withoutOpensNobodyMissesThem()
{
    const BotMatcher matcher(table());
    BotPreview preview(matcher);
    preview.add(std::vector{stored(LinkKind::Click, "a", firefox, "", "198.51.100.7")});
    QCOMPARE(preview.forecast().then, (ActivityCounts{0, 1, 0, 1}));
}

void TestBotPreview::openedRuns()
{
    OpenedRuns opened;
    int wrong = 0;
    const auto run = [](int number) {
        const QByteArray recipient = "recipient." + QByteArray::number(number) + "@example.com";
        return runHash(stored(LinkKind::Open, recipient, firefox, ""));
    };
    for (int i = 0; i < 200000; i += 2)
        opened.add(run(i));
    for (int i = 0; i < 200000; i += 2)
        QVERIFY(opened.mayContain(run(i)));
    for (int i = 1; i < 200000; i += 2)
        wrong += opened.mayContain(run(i));
    QVERIFY2(wrong < 100, qPrintable(QString::number(wrong)));
}

UNMTA_TEST(TestBotPreview)

} // namespace unmta::tst_bot_preview

#include "tst_bot_preview.moc"
