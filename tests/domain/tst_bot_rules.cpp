// Rules about programs: the table's form, the one that is shipped, and the matcher against a search rule by rule.
#include "base/IpAddress.h"
#include "domain/bots/BotMatcher.h"
#include "support/TestMain.h"

#include <QSet>
#include <QTest>

#include <random>

namespace unmta::tst_bot_rules {

using namespace Qt::StringLiterals;

class TestBotRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void malformed_data();
    void malformed();
    void everyShippedPatternSpeaks();
    void verdicts_data();
    void verdicts();
    void headers_data();
    void headers();
    void addresses_data();
    void addresses();
    void theEarlierRuleCounts();
    void aMatcherIsLikeASearchRuleByRule();
    void theMemoryOfAgentsChangesNothing();
    void rangesInEachOther();
};

BotTable tableOf(const QByteArray &text)
{
    const auto table = BotTable::parse(text);
    return table.ok() ? *table : BotTable();
}

void TestBotRules::malformed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("line"); // empty: it is fine
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const char *text, const char *line, const char *reason) {
        QTest::newRow(name) << QByteArray(text) << QString::fromUtf8(line) << QString::fromUtf8(reason);
    };
    row("nothing", "", "", "");
    row("comments", "# a\n\n#\n", "", "");
    row("one", "a\tcrawler\tagent\tbot/\tsource", "", "");
    row("from another system", "# a\r\na\tcrawler\tagent\tbot/\tsource\r\n", "", "");
    row("whole agent", "a\tno_user_agent\tagent\t^$\tsource", "", "");
    row("four columns", "# a\na\tcrawler\tagent\tbot/", "2", "five columns");
    row("blanks for tabs", "a crawler agent bot/ source", "1", "five columns");
    row("name", "A\tcrawler\tagent\tbot/\tsource", "1", "name");
    row("kind", "a\tpeople\tagent\tbot/\tsource", "1", "“people” is no kind");
    row("field", "a\tcrawler\tcookie\tbot/\tsource", "1", "third column");
    row("header without name", "a\tcrawler\theader \tbot/\tsource", "1", "third column");
    row("empty pattern", "a\tcrawler\tagent\t\tsource", "1", "everybody");
    row("empty beginning", "a\tcrawler\tagent\t^\tsource", "1", "everybody");
    row("empty value", "a\tcrawler\theader purpose\t$\tsource", "1", "everybody");
    row("capital", "a\tcrawler\tagent\tBot\tsource", "1", "capital");
    row("beyond ASCII", "a\tcrawler\tagent\tb\xc3\xb6t\tsource", "1", "ASCII");
    row("no source", "a\tcrawler\tagent\tbot/\t ", "1", "source");
    row("no address", "a\tcrawler\taddress\texample.com\tsource", "1", "no range");
    row("narrow range", "a\tcrawler\taddress\t192.0.2.0/25\tsource", "1", "24 bits");
    row("narrow range of IPv6", "a\tcrawler\taddress\t2001:db8::/49\tsource", "1", "up to 48");
    row("widest narrow ranges", "a\tcrawler\taddress\t192.0.2.0/24\ts\na\tcrawler\taddress\t2001:db8::/48\ts", "", "");
    row("agent of a data centre", "a\thosting\tagent\tbot/\tsource", "1", "only addresses");
    row("two kinds", "a\tcrawler\tagent\tbot/\ts\na\tmonitor\tagent\tb\ts", "2", "one kind");
    row("torn apart", "a\tcrawler\tagent\ta\ts\nb\tcrawler\tagent\tb\ts\na\tcrawler\tagent\tc\ts", "3",
        "stand together");
}

void TestBotRules::malformed()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, line);
    QFETCH(const QString, reason);
    const auto table = BotTable::parse(text);
    QCOMPARE(table.ok(), line.isEmpty());
    if (table.ok())
        return;
    QCOMPARE(table.error().code, u"bots.malformed_rule"_s);
    QCOMPARE(table.error().context.value(u"line"_s), line);
    QVERIFY2(table.error().context.value(u"reason"_s).contains(reason),
             qPrintable(table.error().context.value(u"reason"_s)));
}

// A pattern behind one that always speaks before it would be dead.
void TestBotRules::everyShippedPatternSpeaks()
{
    const BotMatcher &matcher = shippedBotMatcher();
    QVERIFY(matcher.table().rules.size() > 80);
    for (const BotPattern &pattern : matcher.table().patterns) {
        const BotRule &rule = matcher.table().rules[pattern.rule];
        const QByteArray told = rule.name + ": " + pattern.text;
        QByteArray agent = "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/128.0";
        if (pattern.field == BotField::Agent)
            agent = pattern.atStart ? pattern.text : "Mozilla/5.0 (x) " + pattern.text;
        if (pattern.field == BotField::Agent && !pattern.atEnd)
            agent += "9";
        const QByteArray method = pattern.field == BotField::Method ? pattern.text.toUpper() : "GET"_ba;
        const QByteArray address = pattern.range ? pattern.range->network().toText() : "192.0.2.1"_ba;
        BotRuleId found = matcher.match({method, agent, address});
        if (pattern.field == BotField::Header)
            found = std::min(found, matcher.matchHeader(pattern.header, pattern.text));
        if (rule.kind == BotKind::Hosting) {
            QVERIFY2(matcher.isHosting(pattern.range->network()), told.constData());
            QVERIFY2(found == noBotRule, told.constData());
        } else {
            QVERIFY2(found == pattern.rule, told.constData());
        }
    }
}

void TestBotRules::verdicts_data()
{
    QTest::addColumn<QByteArray>("agent");
    QTest::addColumn<QByteArray>("verdict");
    const auto row = [](const char *agent, const char *verdict) {
        QTest::newRow(agent) << QByteArray(agent) << QByteArray(verdict);
    };
    // People, among them those whose agents look like a rule.
    row("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.0", "");
    row("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
        "");
    row("Mozilla/5.0 (Linux; Android 9; CUBOT NOTE 20) AppleWebKit/537.36 Mobile Safari/537.36", "");
    row("Outlook-iOS/2.0", "");
    row("Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)", "");
    row("Dalvik/2.1.0 (Linux; U; Android 13; SM-S908B)", "");
    row("okhttp/4.12.0", "");
    row("YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html", "");
    row("Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)", "");
    row("Mozilla/5.0 (X11) Ruby", "");
    row("Mozilla/5.0 node", "");
    // Programs.
    row("", "no_user_agent");
    row("MOZILLA/5.0", "apple_privacy");
    row("Mozilla/5.0 ", "");
    row("Ruby", "http_library");
    row("node", "http_library");
    row("Barracuda Sentinel (EE)", "link_scanner");
    row("Google-Safety", "link_scanner");
    row("WhatsApp/2.23.20.0 A", "link_preview");
    row("facebookexternalhit/1.1;line-poker/1.0", "link_preview");
    row("Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)", "monitor");
    row("Mozilla/5.0 (compatible;PetalBot;+https://webmaster.petalsearch.com/site/petalbot)", "crawler");
    row("Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.19041", "http_library");
}

void TestBotRules::verdicts()
{
    QFETCH(const QByteArray, agent);
    QFETCH(const QByteArray, verdict);
    const BotMatcher &matcher = shippedBotMatcher();
    QCOMPARE(matcher.verdict(matcher.match({"GET", agent, {}})).toByteArray(), verdict);
    QCOMPARE(matcher.verdict(matcher.match({"HEAD", agent, {}})).toByteArray(), "head_request"_ba);
}

void TestBotRules::headers_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("verdict");
    const auto row = [](const char *name, const char *value, const char *verdict) {
        QTest::newRow(qPrintable(QString::fromUtf8(name) + u": "_s + QString::fromUtf8(value)))
            << QByteArray(name) << QByteArray(value) << QByteArray(verdict);
    };
    row("Sec-Purpose", "prefetch;anonymous-client-ip", "prefetch");
    row("sec-purpose", "prefetch", "prefetch");
    row("Purpose", "Prefetch", "prefetch");
    row("X-Purpose", "preview", "prefetch");
    row("X-Purpose", "previews of something", "");
    row("X-Moz", "prefetch", "prefetch");
    row("X-Moz", "pre", "");
    row("X-Moz", "", "");
    row("Referer", "prefetch", "");
    row("Cookie", "prefetch", "");
    row("", "prefetch", "");
}

void TestBotRules::headers()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, value);
    QFETCH(const QByteArray, verdict);
    const BotMatcher &matcher = shippedBotMatcher();
    QCOMPARE(matcher.verdict(matcher.matchHeader(name, value)).toByteArray(), verdict);
}

void TestBotRules::addresses_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<QByteArray>("verdict");
    QTest::addColumn<bool>("hosting");
    const auto row = [](const char *address, const char *verdict, bool hosting) {
        QTest::newRow(address) << QByteArray(address) << QByteArray(verdict) << hosting;
    };
    row("192.0.2.1", "", false);
    row("2001:db8::1", "", false);
    row("209.222.79.255", "", false);
    row("209.222.80.0", "link_scanner", false);
    row("209.222.87.255", "link_scanner", false);
    row("209.222.88.0", "", false);
    row("::ffff:209.222.80.1", "link_scanner", false);
    row("2a01:111:f403:1::5", "link_scanner", false);
    row("2a01:111:f402:ffff:ffff:ffff:ffff:ffff", "", false);
    row("3.255.255.255", "", true);
    row("2600:1f14::1", "", true);
    row("no address", "", false);
    row("", "", false);
}

void TestBotRules::addresses()
{
    QFETCH(const QByteArray, address);
    QFETCH(const QByteArray, verdict);
    QFETCH(const bool, hosting);
    const BotMatcher &matcher = shippedBotMatcher();
    QCOMPARE(matcher.verdict(matcher.match({"GET", "Mozilla/5.0 (X11) Firefox/128.0", address})).toByteArray(),
             verdict);
    const auto parsed = IpAddress::parse(address);
    QCOMPARE(parsed && matcher.isHosting(*parsed), hosting);
}

void TestBotRules::theEarlierRuleCounts()
{
    const BotMatcher matcher(tableOf("people\timage_proxy\tagent\tproxy\ts\n"
                                     "net\tlink_scanner\taddress\t192.0.2.0/24\ts\n"
                                     "late\tcrawler\tagent\tbot\ts\n"));
    QCOMPARE(matcher.match({"GET", "a bot of a proxy", "192.0.2.1"}), BotRuleId(0));
    QCOMPARE(matcher.match({"GET", "a bot", "192.0.2.1"}), BotRuleId(1));
    QCOMPARE(matcher.match({"GET", "a bot", "198.51.100.1"}), BotRuleId(2));
    QCOMPARE(matcher.match({"GET", "somebody", "198.51.100.1"}), noBotRule);
    QCOMPARE(matcher.verdict(0).toByteArray(), QByteArray());
    QCOMPARE(matcher.verdict(1).toByteArray(), "link_scanner"_ba);
}

// What the table says, read line by line.
BotRuleId searched(const BotTable &table, const QByteArray &agent)
{
    const QByteArray lower = agent.toLower();
    for (const BotPattern &pattern : table.patterns) {
        const bool fits = pattern.atStart && pattern.atEnd ? lower == pattern.text
                          : pattern.atStart                ? lower.startsWith(pattern.text)
                          : pattern.atEnd                  ? lower.endsWith(pattern.text)
                                                           : lower.contains(pattern.text);
        if (fits)
            return static_cast<BotRuleId>(pattern.rule);
    }
    return noBotRule;
}

// Few letters, so that patterns lie in, over and behind each other.
void TestBotRules::aMatcherIsLikeASearchRuleByRule()
{
    std::mt19937 random(1); // the same on every machine
    const auto upTo = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
    const auto text = [&](int most) {
        QByteArray made;
        for (int i = upTo(most); i >= 0; --i)
            made += "abB c"[upTo(4)];
        return made;
    };
    int spoke = 0;
    for (int round = 0; round < 300; ++round) {
        QByteArray lines;
        for (int rule = 0; rule < 12; ++rule) {
            const QByteArray pattern = (upTo(3) == 0 ? "^" : "") + text(4).toLower() + (upTo(3) == 0 ? "$" : "");
            lines += "r" + QByteArray::number(rule) + "\tcrawler\tagent\t" + pattern + "\ts\n";
        }
        const BotTable table = tableOf(lines);
        QCOMPARE(table.rules.size(), std::size_t(12));
        const BotMatcher matcher{BotTable(table)};
        for (int i = 0; i < 40; ++i) {
            const QByteArray agent = text(14);
            const BotRuleId rule = matcher.match({"GET", agent, {}});
            QVERIFY2(rule == searched(table, agent), (lines + '\n' + agent).constData());
            spoke += rule != noBotRule;
        }
    }
    QVERIFY2(spoke > 1000 && spoke < 11900, qPrintable(QString::number(spoke)));
}

// More agents than are remembered, twice and in two tables; also such as differ in their last character only, or are
// too long to be remembered.
void TestBotRules::theMemoryOfAgentsChangesNothing()
{
    const BotTable here = tableOf("a\tcrawler\tagent\tx7\ts\n");
    const BotTable there = tableOf("a\tcrawler\tagent\tx8\ts\nb\tmonitor\tagent\tx7\ts\n");
    const BotMatcher one{BotTable(here)};
    const BotMatcher two{BotTable(there)};
    for (const qsizetype length : {1, 7, 8, 100, 240, 243, 244, 600}) {
        for (int i = 0; i < 2000; ++i) {
            const QByteArray agent = QByteArray(length, '-') + "x" + QByteArray::number(i % 1000);
            QCOMPARE(one.match({"GET", agent, {}}), searched(here, agent));
            QCOMPARE(two.match({"GET", agent, {}}), searched(there, agent));
        }
    }
}

void TestBotRules::rangesInEachOther()
{
    const auto range = [](const char *text) { return *IpRange::parse(QString::fromLatin1(text)); };
    const AddressIndex index({{range("10.0.0.0/8"), 5},
                              {range("10.1.0.0/16"), 3},
                              {range("10.1.2.0/24"), 7},
                              {range("0.0.0.0/1"), 9},
                              {range("255.255.255.255"), 1},
                              {range("2001:db8::/32"), 4},
                              {range("ffff:ffff:ffff:ffff::/64"), 2}});
    const auto at = [&](const char *text) { return index.leastAt(*IpAddress::parse(text)); };
    QCOMPARE(at("0.0.0.0"), std::uint16_t(9));
    QCOMPARE(at("10.0.255.255"), std::uint16_t(5));
    QCOMPARE(at("10.1.0.0"), std::uint16_t(3));
    QCOMPARE(at("10.1.2.3"), std::uint16_t(3));
    QCOMPARE(at("10.2.0.0"), std::uint16_t(5));
    QCOMPARE(at("11.0.0.0"), std::uint16_t(9));
    QCOMPARE(at("128.0.0.0"), AddressIndex::none);
    QCOMPARE(at("255.255.255.254"), AddressIndex::none);
    QCOMPARE(at("255.255.255.255"), std::uint16_t(1));
    QCOMPARE(at("::"), AddressIndex::none);
    QCOMPARE(at("2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"), std::uint16_t(4));
    QCOMPARE(at("2001:db9::"), AddressIndex::none);
    QCOMPARE(at("ffff:ffff:ffff:ffff::1"), std::uint16_t(2));
}

UNMTA_TEST(TestBotRules)

} // namespace unmta::tst_bot_rules

#include "tst_bot_rules.moc"
