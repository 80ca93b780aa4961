// Verdicts by behaviour. Events are written as "400 cA1@": after 400 ms client A follows link 1 from a data centre.
// o and c are an open and a click of a person, a an open loaded ahead, h a click's head, p a program's open.
#include "domain/bots/EventJudge.h"
#include "support/TestMain.h"

#include <QTest>

#include <random>

namespace unmta::tst_bot_behaviour {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestBotBehaviour : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runs_data();
    void runs();
    void names();
    void theOrderOfEqualTimesDecidesNothing();
    void whatIsFarAwayDecidesNothing();
    void severalRunsAtOnce();
    void onceMoreChangesNothing();
    void rulesThatChanged_data();
    void rulesThatChanged();
    void contextIsAskedOnlyWhereItDecides();
};

BehaviourEvent parse(const QString &text)
{
    const QStringList words = text.simplified().split(u' ');
    const QString what = words.value(1);
    const bool isClick = what.startsWith(u'c') || what.startsWith(u'h');
    const Standing standing = what.startsWith(u'h')   ? Standing::HeadRequest
                              : what.startsWith(u'a') ? Standing::LoadedAhead
                              : what.startsWith(u'p') ? Standing::Program
                                                      : Standing::Person;
    return {TimePoint(1700000000s) + std::chrono::milliseconds(words.value(0).toLongLong()),
            isClick ? LinkKind::Click : LinkKind::Open,
            standing,
            what.endsWith(u'@'),
            what.at(1).unicode(),
            isClick ? what.at(2).unicode() : 0ULL};
}

std::vector<BehaviourEvent> parseAll(const QString &text)
{
    std::vector<BehaviourEvent> events;
    for (const QString &each : text.split(u',', Qt::SkipEmptyParts))
        events.push_back(parse(each));
    return events;
}

std::vector<Behaviour> judged(const std::vector<BehaviourEvent> &events, const RunContext &context = {})
{
    std::vector<Behaviour> verdicts(events.size());
    judgeRun(events, context, BehaviourRules(), verdicts);
    return verdicts;
}

// "- head burst"
QString shown(const std::vector<Behaviour> &verdicts)
{
    QStringList words;
    for (const Behaviour each : verdicts)
        words << (each == Behaviour::None ? u"-"_s : QString::fromLatin1(behaviourName(each)));
    return words.join(u' ');
}

void TestBotBehaviour::runs_data()
{
    QTest::addColumn<QString>("events");
    QTest::addColumn<QString>("verdicts");
    const auto row = [](const char *name, const char *events, const char *verdicts) {
        QTest::newRow(name) << QString::fromLatin1(events) << QString::fromLatin1(verdicts);
    };
    row("nothing", "", "");
    row("an open", "0 oA", "-");
    row("a click without open, from home", "0 cA1", "-");
    row("open, read, click", "0 oA, 4000 cA1", "- -");
    row("open by a proxy, click by the person", "0 oA, 200 cB1", "- -");

    row("two links at once", "0 oA, 5000 cB1, 5400 cB2", "- link_burst link_burst");
    row("two links within the second", "0 cB1, 1000 cB2", "link_burst link_burst");
    row("two links in more than a second", "0 cB1, 1001 cB2", "- -");
    row("one link twice: a double click", "0 cB1, 150 cB1", "- -");
    row("two links at once, by two clients", "0 cB1, 100 cC2", "- -");
    row("three links in three seconds", "0 cB1, 1500 cB2, 3000 cB3", "link_burst link_burst link_burst");
    row("three links in more", "0 cB1, 1500 cB2, 3001 cB3", "- - -");
    row("five in ten seconds", "0 cB1, 2500 cB2, 5000 cB3, 7500 cB4, 10000 cB5",
        "link_burst link_burst link_burst link_burst link_burst");
    row("five in more", "0 cB1, 2500 cB2, 5000 cB3, 7500 cB4, 10001 cB5", "- - - - -");
    row("what comes before and after a burst", "0 cB1, 5000 cB2, 5100 cB3, 5200 cB2, 60000 cB4",
        "- link_burst link_burst link_burst -");
    row("two bursts", "0 cB1, 100 cB2, 9000 cB1, 9100 cB2", "link_burst link_burst link_burst link_burst");
    row("what another client does in between", "0 cB1, 50 cC1, 100 cB2", "link_burst - link_burst");
    row("a program's own clicks do not count", "0 cB1, 100 hC2", "- -");

    row("a head, then the link", "0 hB1, 300 cB1", "- after_head");
    row("the link, then the head", "0 cB1, 300 hB1", "after_head -");
    row("ten seconds later", "0 hB1, 10000 cB1", "- after_head");
    row("later still", "0 hB1, 10001 cB1", "- -");
    row("a head of somebody else", "0 hC1, 300 cB1", "- -");
    row("an open beside a head", "0 hB1, 300 oB", "- after_head");
    row("a head before a burst", "0 hB1, 300 cB1, 400 cB2", "- after_head after_head");

    row("picture and link at once", "0 oB, 300 cB1", "instant_click instant_click");
    row("half a second", "0 oB, 500 cB1", "instant_click instant_click");
    row("more", "0 oB, 501 cB1", "- -");
    row("a picture that is loaded again", "0 oB, 60000 oB, 60100 cB1", "- - -");
    row("loaded again by another program", "0 oA, 60000 oB, 60100 cB1", "- - -");
    row("a link, then the picture", "0 cB1, 100 oB", "- -");
    row("a program's picture, a person's link", "0 pB, 100 cB1", "- -");
    row("a picture, a person's link elsewhere", "0 oB, 100 cC1", "- -");

    row("from a data centre, never opened", "0 cB1@", "click_without_open");
    row("from a data centre, opened before", "0 oA, 60000 cB1@", "- -");
    row("from a data centre, opened ten minutes later", "0 cB1@, 600000 oA", "- -");
    row("from a data centre, opened later still", "0 cB1@, 600001 oA", "click_without_open -");
    row("from a data centre, loaded ahead", "0 aA, 60000 cB1@", "- -");
    row("from a data centre, loaded by a scanner", "0 pA, 60000 cB1@", "- click_without_open");
    row("from a data centre, the open is a program's by its pace", "0 oB, 100 cB1, 60000 cC1@",
        "instant_click instant_click click_without_open");
    row("an open from a data centre", "0 oA@", "-");
    row("a head from a data centre", "0 hA1@", "-");
}

void TestBotBehaviour::runs()
{
    QFETCH(const QString, events);
    QFETCH(const QString, verdicts);
    const auto run = parseAll(events);
    QCOMPARE(shown(judged(run)), verdicts);
    // Who opened before has read the message; who cannot open does not tell by it that he did not.
    const auto knownBefore = shown(judged(run, {.openedBefore = true}));
    QVERIFY(!knownBefore.contains(u"click_without_open"_s) && !knownBefore.contains(u"instant_click"_s));
    QVERIFY(!shown(judged(run, {.opensAreTracked = false})).contains(u"click_without_open"_s));
    if (!verdicts.contains(u"without"_s) && !verdicts.contains(u"instant"_s))
        QCOMPARE(knownBefore, verdicts);
}

void TestBotBehaviour::names()
{
    for (const Behaviour each : allBehaviours) {
        QCOMPARE(behaviourNamed(behaviourName(each)), each);
        QCOMPARE(standingOf(behaviourName(each)), Standing::Program);
    }
    QCOMPARE(behaviourNamed(""), Behaviour::None);
    QCOMPARE(behaviourNamed("head_request"), Behaviour::None);
    QCOMPARE(standingOf(""), Standing::Person);
}

class Dice
{
public:
    explicit Dice(unsigned seed)
        : m_random(seed)
    {}
    int upTo(int most) { return std::uniform_int_distribution<int>(0, most)(m_random); }
    template <typename List>
    void shuffle(List &list)
    {
        std::shuffle(list.begin(), list.end(), m_random);
    }

private:
    std::mt19937 m_random;
};

// Few clients and links within few moments, so that everything happens, in the order of time.
std::vector<BehaviourEvent> randomRun(Dice &dice)
{
    std::vector<BehaviourEvent> events;
    long long at = 0;
    for (int i = dice.upTo(9); i >= 0; --i) {
        at += dice.upTo(3) == 0 ? dice.upTo(700000) : dice.upTo(3) * 250;
        const bool isClick = dice.upTo(1) == 1;
        Standing standing = dice.upTo(3) > 0 ? Standing::Person : Standing(dice.upTo(3));
        if (isClick && standing == Standing::LoadedAhead)
            standing = Standing::Program;
        events.push_back({TimePoint(1700000000s) + std::chrono::milliseconds(at),
                          isClick ? LinkKind::Click : LinkKind::Open, standing, dice.upTo(2) == 0,
                          std::uint64_t(dice.upTo(1)), isClick ? std::uint64_t(dice.upTo(2)) : 0});
    }
    return events;
}

void TestBotBehaviour::theOrderOfEqualTimesDecidesNothing()
{
    Dice dice(1);
    std::array<int, allBehaviours.size() + 1> seen{};
    for (int round = 0; round < 3000; ++round) {
        const auto events = randomRun(dice);
        const auto verdicts = judged(events);
        std::vector<std::size_t> places(events.size());
        for (std::size_t i = 0; i < places.size(); ++i)
            places[i] = i;
        dice.shuffle(places);
        std::stable_sort(places.begin(), places.end(),
                         [&](std::size_t a, std::size_t b) { return events[a].time < events[b].time; });
        std::vector<BehaviourEvent> other;
        for (const std::size_t place : places)
            other.push_back(events[place]);
        const auto otherVerdicts = judged(other);
        for (std::size_t i = 0; i < places.size(); ++i) {
            QCOMPARE(otherVerdicts[i], verdicts[places[i]]);
            QVERIFY(verdicts[places[i]] == Behaviour::None || events[places[i]].standing == Standing::Person);
            ++seen[std::size_t(otherVerdicts[i])];
        }
    }
    for (const int count : seen)
        QVERIFY2(count > 100, qPrintable(QString::number(count)));
}

// A run may be cut where nothing happens for longer than any rule looks, as long as it is known what was opened before.
void TestBotBehaviour::whatIsFarAwayDecidesNothing()
{
    Dice dice(2);
    for (int round = 0; round < 2000; ++round) {
        const auto early = randomRun(dice);
        auto late = randomRun(dice);
        for (BehaviourEvent &event : late)
            event.time += early.back().time - TimePoint(1700000000s) + 11min;
        auto whole = early;
        whole.insert(whole.end(), late.begin(), late.end());
        auto verdicts = judged(early);
        bool opened = false;
        for (const BehaviourEvent &event : early)
            opened = opened || event.kind == LinkKind::Open;
        // Whether what was opened is a person's decides only where a verdict hangs on it; here all opens are.
        if (opened && std::any_of(early.begin(), early.end(), [](const BehaviourEvent &event) {
                return event.kind == LinkKind::Open && event.standing != Standing::LoadedAhead;
            }))
            continue;
        const auto rest = judged(late, {.openedBefore = opened});
        verdicts.insert(verdicts.end(), rest.begin(), rest.end());
        QCOMPARE(shown(judged(whole)), shown(verdicts));
    }
}

struct Told
{
    QByteArray message = "<1@example.com>";
    QByteArray recipient = "ann@example.net";
    QByteArray url;
    QByteArray ip;
    QByteArray agent;
    QByteArray bot;
    LinkKind kind = LinkKind::Open;
    TimePoint time;

    [[nodiscard]] StoredEvent event() const
    {
        StoredEvent stored;
        stored.timestamp = time;
        stored.kind = kind;
        stored.clusterId = "0a1b2c3d";
        stored.messageId = message;
        stored.recipient = recipient;
        stored.url = url;
        stored.ip = ip;
        stored.userAgent = agent;
        stored.bot = bot;
        return stored;
    }
};

std::vector<StoredEvent> eventsOf(const std::vector<Told> &all)
{
    std::vector<StoredEvent> events;
    for (const Told &each : all)
        events.push_back(each.event());
    return events;
}

QList<QByteArray> verdictsOf(EventJudge &judge, const std::vector<StoredEvent> &events, EventJudge::Scope scope)
{
    QList<QByteArray> verdicts;
    const auto reasons = judge.judge(events, scope, [](const StoredEvent &) { return RunContext(); });
    for (std::size_t i = 0; i < events.size(); ++i)
        verdicts << judge.verdict(reasons[i], events[i]).toByteArray();
    return verdicts;
}

const QByteArray firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

Told randomEvent(Dice &dice)
{
    constexpr std::array agents = {"", "Mozilla/5.0", "curl/8.0", "Barracuda Sentinel (EE)"};
    constexpr std::array bots = {"",           "",           "",        "head_request", "prefetch", "apple_privacy",
                                 "link_burst", "after_head", "crawler", "no_user_agent"};
    constexpr std::array addresses = {"192.0.2.1", "192.0.2.0", "", "3.1.2.3", "209.222.80.1", "2600:1f14::1"};
    Told told;
    told.message = dice.upTo(9) == 0 ? QByteArray() : QByteArray::number(dice.upTo(3));
    told.recipient = dice.upTo(9) == 0 ? QByteArray() : QByteArray::number(dice.upTo(3));
    told.kind = dice.upTo(1) == 0 ? LinkKind::Open : LinkKind::Click;
    if (told.kind == LinkKind::Click)
        told.url = "https://example.com/" + QByteArray::number(dice.upTo(2));
    told.ip = addresses[std::size_t(dice.upTo(int(addresses.size()) - 1))];
    told.agent = dice.upTo(1) == 0 ? firefox : QByteArray(agents[std::size_t(dice.upTo(int(agents.size()) - 1))]);
    told.bot = bots[std::size_t(dice.upTo(int(bots.size()) - 1))];
    told.time = TimePoint(1700000000s) + std::chrono::milliseconds(dice.upTo(80) * 250);
    return told;
}

// All at once, in any order, is like each run by itself.
void TestBotBehaviour::severalRunsAtOnce()
{
    Dice dice(3);
    EventJudge judge(shippedBotMatcher());
    int behaviours = 0;
    for (int round = 0; round < 300; ++round) {
        std::vector<Told> all;
        for (int i = dice.upTo(60); i >= 0; --i)
            all.push_back(randomEvent(dice));
        const auto events = eventsOf(all);
        for (const auto scope : {EventJudge::Scope::Behaviour, EventJudge::Scope::Everything}) {
            const auto together = verdictsOf(judge, events, scope);
            for (std::size_t i = 0; i < all.size(); ++i) {
                std::vector<StoredEvent> run;
                std::size_t here = 0;
                for (std::size_t j = 0; j < all.size(); ++j) {
                    if (all[j].message != all[i].message || all[j].recipient != all[i].recipient)
                        continue;
                    if (j == i)
                        here = run.size();
                    run.push_back(events[j]);
                }
                const QByteArray alone = verdictsOf(judge, run, scope).at(qsizetype(here));
                QCOMPARE(together[qsizetype(i)], alone);
                const bool isBehaviour = behaviourNamed(alone) != Behaviour::None;
                QVERIFY(!isBehaviour || (!all[i].message.isEmpty() && !all[i].recipient.isEmpty()));
                behaviours += isBehaviour;
            }
        }
    }
    QVERIFY(behaviours > 500);
}

void TestBotBehaviour::onceMoreChangesNothing()
{
    Dice dice(4);
    EventJudge judge(shippedBotMatcher());
    for (int round = 0; round < 300; ++round) {
        std::vector<Told> all;
        for (int i = dice.upTo(40); i >= 0; --i)
            all.push_back(randomEvent(dice));
        for (const auto scope : {EventJudge::Scope::Everything, EventJudge::Scope::Behaviour}) {
            const auto once = verdictsOf(judge, eventsOf(all), scope);
            for (std::size_t i = 0; i < all.size(); ++i)
                all[i].bot = once[qsizetype(i)];
            QCOMPARE(verdictsOf(judge, eventsOf(all), scope), once);
            // A verdict of a request stays when only behaviour is judged.
            QCOMPARE(verdictsOf(judge, eventsOf(all), EventJudge::Scope::Behaviour), once);
        }
    }
}

void TestBotBehaviour::rulesThatChanged_data()
{
    QTest::addColumn<QByteArray>("agent");
    QTest::addColumn<QByteArray>("ip");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("because");
    const auto row = [](const char *name, const QByteArray &agent, const char *ip, const char *before,
                        const char *after, const char *because) {
        QTest::newRow(name) << agent << QByteArray(ip) << QByteArray(before) << QByteArray(after)
                            << QByteArray(because);
    };
    row("a person", firefox, "192.0.2.1", "", "", "");
    row("a rule that is new", "watcher/1", "192.0.2.1", "", "monitor", "watcher");
    row("of another kind now", "watcher/1", "192.0.2.1", "crawler", "monitor", "watcher");
    row("by the address alone", "", "198.51.100.0", "", "link_scanner", "scanner");
    row("a rule that is gone", firefox, "192.0.2.1", "crawler", "", "");
    row("a rule for people that is new", "x proxy watcher/1", "192.0.2.1", "monitor", "", "proxy");
    row("gone, but the address is not stored", firefox, "", "link_scanner", "link_scanner", "link_scanner");
    row("gone, but the agent is not stored", "", "192.0.2.1", "http_library", "http_library", "http_library");
    row("gone, but the agent is cut", firefox + QByteArray(500, 'x'), "192.0.2.1", "crawler", "crawler", "crawler");
    row("without agent", "", "192.0.2.1", "no_user_agent", "no_user_agent", "no_user_agent");
    row("by the method", "watcher/1", "192.0.2.1", "head_request", "head_request", "head_request");
    row("by a header", firefox, "192.0.2.1", "prefetch", "prefetch", "prefetch");
    row("by behaviour, and alone", firefox, "192.0.2.1", "link_burst", "", "");
    row("by behaviour, and a rule that is new", "watcher/1", "192.0.2.1", "link_burst", "monitor", "watcher");
}

void TestBotBehaviour::rulesThatChanged()
{
    QFETCH(const QByteArray, agent);
    QFETCH(const QByteArray, ip);
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    QFETCH(const QByteArray, because);
    const auto table = BotTable::parse("proxy\timage_proxy\tagent\tproxy\ts\n"
                                       "watcher\tmonitor\tagent\twatcher/\ts\n"
                                       "scanner\tlink_scanner\taddress\t198.51.100.0/24\ts\n"
                                       "nobody\tno_user_agent\tagent\t^$\ts\n");
    QVERIFY(table.ok());
    const BotMatcher matcher{BotTable(*table)};
    EventJudge judge(matcher);
    Told told;
    told.agent = agent;
    told.ip = ip;
    told.bot = before;
    const std::vector events{told.event()};
    const auto reasons =
        judge.judge(events, EventJudge::Scope::Everything, [](const StoredEvent &) { return RunContext(); });
    QCOMPARE(judge.verdict(reasons[0], events[0]).toByteArray(), after);
    QCOMPARE(judge.reasonName(reasons[0], events[0]).toByteArray(), because);
}

void TestBotBehaviour::contextIsAskedOnlyWhereItDecides()
{
    const auto click = [](const char *ip, std::chrono::milliseconds at, const char *url) {
        Told told;
        told.kind = LinkKind::Click;
        told.url = url;
        told.ip = ip;
        told.agent = firefox;
        told.time = TimePoint(1700000000s) + at;
        return told;
    };
    EventJudge judge(shippedBotMatcher());
    QList<TimePoint> asked;
    const auto ask = [&](const std::vector<Told> &all, bool openedBefore) {
        const auto events = eventsOf(all);
        const auto reasons = judge.judge(events, EventJudge::Scope::Behaviour, [&](const StoredEvent &first) {
            asked << first.timestamp;
            return RunContext{true, openedBefore};
        });
        return judge.verdict(reasons.back(), events.back()).toByteArray();
    };
    const Told home = click("192.0.2.1", 0s, "a");
    const Told other = click("192.0.2.1", 200ms, "b");
    const Told hosted = click("3.1.2.3", 60s, "a");
    QCOMPARE(ask({home}, false), ""_ba);
    QCOMPARE(ask({home, other}, false), "link_burst"_ba);
    QCOMPARE(ask({home, hosted}, false), "click_without_open"_ba);
    QCOMPARE(asked, QList<TimePoint>{home.time});
    QCOMPARE(ask({hosted}, true), ""_ba);
    QCOMPARE(asked, (QList<TimePoint>{home.time, hosted.time}));

    // Where nobody can tell, what was found out stays, and nothing new is found.
    const auto unknown = [&judge](Told told, const QByteArray &before) {
        told.bot = before;
        const std::vector events{told.event()};
        const auto reasons = judge.judge(events, EventJudge::Scope::Behaviour,
                                         [](const StoredEvent &) { return RunContext{.isKnown = false}; });
        return judge.verdict(reasons[0], events[0]).toByteArray();
    };
    QCOMPARE(unknown(hosted, ""), ""_ba);
    QCOMPARE(unknown(hosted, "click_without_open"), "click_without_open"_ba);
    QCOMPARE(unknown(hosted, "after_head"), ""_ba);
    QCOMPARE(unknown(home, "click_without_open"), ""_ba);
}

UNMTA_TEST(TestBotBehaviour)

} // namespace unmta::tst_bot_behaviour

#include "tst_bot_behaviour.moc"
