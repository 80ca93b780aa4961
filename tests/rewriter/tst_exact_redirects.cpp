// The promise "exact redirects": the URL in the token of a rewritten link is the URL that stood in the message.
#include "Corpus.h"
#include "Oracles.h"

#include "../support/FakeRandom.h"
#include "rewriter/LinkRewriter.h"
#include "rewriter/RewriteSnapshot.h"
#include "rewriter/text/CharacterReferences.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_exact_redirects {

using namespace unmta::rewriter;
using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

// How templates spell an URL in an attribute.
QByteArray spelt(const QByteArray &url, int style)
{
    QByteArray result = url;
    switch (style) {
    case 0:
        return result.replace("&", "&amp;").replace("\"", "&quot;");
    case 1:
        return result.replace("&", "&#38;").replace("\"", "&#34;");
    case 2:
        return result.replace("&", "&#x26;").replace("\"", "&#x22;").replace("/", "&#x2f;");
    default: // a bare ampersand is no fault where no reference begins
        return result.replace("\"", "&quot;");
    }
}

QList<QByteArray> shapes()
{
    const QByteArrayList schemes = {"http://", "https://", "HtTpS://"};
    const QByteArrayList hosts = {"example.org",
                                  "EXAMPLE.org:8080",
                                  "user:p%40ss@example.org",
                                  "b\xc3\xbc"
                                  "cher.example",
                                  "xn--bcher-kva.example",
                                  "[2001:db8::1]:81",
                                  "192.0.2.1",
                                  "a.b-c.example.org."};
    const QByteArrayList paths = {
        "",         "/",        "/a/b.html", "/a%20b%2Fc", "/gr\xc3\xbcn", "/[x]{y}|z", "/a;b=c,d:e@f!$*()~'",
        "/..//./x", "/%3D%zz%", "/\\back"};
    const QByteArrayList queries = {"",
                                    "?",
                                    "?a=1&b=2",
                                    "?q=a+b%2Bc",
                                    "?u=http://x.example/?y=1&z",
                                    "?a[]=1&a[]=\xc3\xb6",
                                    "?x==&&y",
                                    "?lt&copy=1&para=2",
                                    "?a=\"b\""};
    const QByteArrayList fragments = {"", "#", "#gr\xc3\xbcn", "#/r?x=1&y#z"};
    QList<QByteArray> result;
    int skip = 0;
    for (const QByteArray &scheme : schemes)
        for (const QByteArray &host : hosts)
            for (const QByteArray &path : paths)
                for (const QByteArray &query : queries)
                    for (const QByteArray &fragment : fragments)
                        if (++skip % 5 == 0)
                            result.append(scheme + host + path + query + fragment);
    for (const int size : {500, 1000, 1400})
        result.append("http://example.org/" + QByteArray(size, 'a'));
    return result;
}

} // namespace

class ExactRedirectsTest : public QObject
{
    Q_OBJECT

public:
    ExactRedirectsTest()
    {
        m_snapshot.clusterId = "0123abcd";
        m_snapshot.keys = {makeLinkKey(m_random)};
        m_snapshot.hosts = {{"links.example.com", true}, {"c-0123abcd.zone.example", false}};
        m_snapshot.defaultHost = "links.example.com";
        m_snapshot.fallbackHost = "c-0123abcd.zone.example";
        m_snapshot.targetZone = "zone.example";
        m_entry = {m_snapshot.clusterId, m_snapshot.keys, m_snapshot.fallbackHost, m_snapshot.defaultHost};
    }

private Q_SLOTS:
    void comesBackTheSame_data();
    void comesBackTheSame();
    void longUrlsAreLeftAlone();
    void legacyCharsets_data();
    void legacyCharsets();
    void schemeFollowsTheCertificate();
    void snapshotSurvivesJson();

private:
    ClusterMinter minter()
    {
        return {m_entry, m_snapshot.targetZone,
                [this](const QByteArray &host) -> std::optional<bool> {
                    const auto it = m_snapshot.hosts.constFind(host);
                    return it == m_snapshot.hosts.cend() ? std::nullopt : std::optional(*it);
                },
                m_random};
    }
    QString opened(const QByteArray &url, const QByteArray &host = "links.example.com")
    {
        const QByteArray token = url.mid(url.lastIndexOf('/') + 1);
        const auto payload = openLink(token, {LinkKind::Click, m_snapshot.clusterId, host}, m_snapshot.keys);
        return payload ? payload->url : u"(not genuine)"_s;
    }

    FakeRandom m_random;
    RewriteSnapshot m_snapshot;
    ClusterEntry m_entry;
};

void ExactRedirectsTest::comesBackTheSame_data()
{
    QTest::addColumn<int>("style");
    QTest::addColumn<QByteArray>("open");
    QTest::addColumn<QByteArray>("close");
    QTest::addColumn<QByteArray>("encoding");
    QTest::newRow("&amp; in double quotes, 8bit") << 0 << QByteArray("\"") << QByteArray("\"") << QByteArray("8bit");
    QTest::newRow("&#38; in single quotes, quoted-printable")
        << 1 << QByteArray("'") << QByteArray("'") << QByteArray("quoted-printable");
    QTest::newRow("&#x26; unquoted, base64") << 2 << QByteArray("") << QByteArray("") << QByteArray("base64");
    QTest::newRow("bare, with white space around, quoted-printable")
        << 3 << QByteArray("\" \r\n\t") << QByteArray("  \"") << QByteArray("quoted-printable");
    QTest::newRow("broken over lines, base64") << 4 << QByteArray("\"") << QByteArray("\"") << QByteArray("base64");
}

void ExactRedirectsTest::comesBackTheSame()
{
    QFETCH(int, style);
    QFETCH(QByteArray, open);
    QFETCH(QByteArray, close);
    QFETCH(QByteArray, encoding);
    QList<QByteArray> urls = shapes();
    if (open == "'") // an apostrophe would end the value
        urls.removeIf([](const QByteArray &url) { return url.contains('\''); });
    if (encoding == "8bit") // their tracked links do not fit into a line
        urls.removeIf([](const QByteArray &url) { return url.size() > 600; });
    QVERIFY(urls.size() > 1000);
    QByteArray html;
    for (const QByteArray &url : std::as_const(urls)) {
        QByteArray value = spelt(url, style);
        if (style == 4)
            value.insert(value.indexOf("://") + 4, "\r\n");
        html += "<a href=" + open + value + close + ">x</a>\r\n";
    }
    QByteArray body = html;
    if (encoding == "quoted-printable")
        body = quotedPrintable(html);
    else if (encoding == "base64")
        body = base64Lines(html);
    const QByteArray message =
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: " + encoding + "\r\n\r\n" + body;
    ClusterMinter links = minter();
    const RewriteOutcome outcome = rewriteMessage(message, {}, {}, links);
    const auto parts = gmimeParts(outcome.bytes);
    QCOMPARE(parts.size(), 1);
    const QList<OracleLink> found = gumboLinks(parts.front().content);
    QCOMPARE(found.size(), urls.size());
    for (qsizetype i = 0; i < urls.size(); ++i) {
        QVERIFY2(found.at(i).url.trimmed().startsWith("https://links.example.com/c/"),
                 found.at(i).url + " for " + urls.at(i));
        QCOMPARE(opened(found.at(i).url.trimmed()), QString::fromUtf8(urls.at(i)));
    }
}

void ExactRedirectsTest::longUrlsAreLeftAlone()
{
    const QByteArray message =
        "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<a href=3D\"" +
        quotedPrintable("http://example.org/" + QByteArray(8192, 'a')) + "\">";
    ClusterMinter links = minter();
    RewriteRules rules;
    rules.opens = false;
    const RewriteOutcome outcome = rewriteMessage(message, rules, {}, links);
    QCOMPARE(outcome.bytes, message);
    QVERIFY(!outcome.links.front().tracked);
}

void ExactRedirectsTest::legacyCharsets_data()
{
    QTest::addColumn<QByteArray>("charset");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("url");
    // Browsers send a query in the document's charset; path and fragment are UTF-8 everywhere.
    QTest::newRow("latin1") << QByteArray("iso-8859-1") << QByteArray("http://x.example/gr\xfcn?q=gr\xfcn#\xfc")
                            << u"http://x.example/grün?q=gr%FCn#ü"_s;
    QTest::newRow("latin1 is windows-1252")
        << QByteArray("ISO-8859-1") << QByteArray("http://x.example/\x80?\x80") << u"http://x.example/€?%80"_s;
    QTest::newRow("reference outside of the charset")
        << QByteArray("windows-1252") << QByteArray("http://x.example/?a=&#1078;&uuml;")
        << u"http://x.example/?a=%26%231078%3B%FC"_s;
    QTest::newRow("undeclared UTF-8") << QByteArray("us-ascii") << QByteArray("http://x.example/?\xc3\xbc")
                                      << u"http://x.example/?ü"_s;
    QTest::newRow("ascii in shift_jis") << QByteArray("shift_jis") << QByteArray("http://x.example/?a")
                                        << u"http://x.example/?a"_s;
}

void ExactRedirectsTest::legacyCharsets()
{
    QFETCH(QByteArray, charset);
    QFETCH(QByteArray, value);
    QFETCH(QString, url);
    ClusterMinter links = minter();
    const RewriteOutcome outcome = rewriteMessage(
        "Content-Type: text/html; charset=" + charset + "\r\n\r\n<a href='" + value + "'>", {}, {}, links);
    QCOMPARE(outcome.linksTracked, 1);
    QCOMPARE(opened(outcome.links.front().newUrl.toLatin1()), url);
}

void ExactRedirectsTest::schemeFollowsTheCertificate()
{
    m_entry.defaultHost.clear();
    ClusterMinter links = minter();
    LinkRequest pixel{LinkKind::Open, "links.example.com", {}};
    pixel.payload.messageId = u"m@x"_s;
    const QByteArray made = links.mint(pixel).value().mid(QByteArray("https://links.example.com").size());
    QVERIFY(links.opened("links.example.com", made).has_value());
    QCOMPARE(links.opened("links.example.com", made)->messageId, pixel.payload.messageId);
    QVERIFY(!links.opened("c-0123abcd.zone.example", made));
    QVERIFY(!links.opened("links.example.com", "/o/x.gif"));
    QVERIFY(!links.opened("links.example.com", "/robots.txt"));
    QCOMPARE(links.secureHost("links.example.com"), "links.example.com");
    QCOMPARE(links.secureHost("c-0123abcd.zone.example"), "");
    m_snapshot.hosts["c-0123abcd.zone.example"] = true;
    QCOMPARE(links.secureHost("other.example.com"), "c-0123abcd.zone.example");
    m_snapshot.hosts["c-0123abcd.zone.example"] = false;
    const QByteArray message =
        "Content-Type: text/html\r\n\r\n<a href='http://x.example/'><a href='http://v-1.zone.example/'>";
    const RewriteOutcome outcome = rewriteMessage(message, {}, {}, links);
    m_entry.defaultHost = "links.example.com";
    QVERIFY(outcome.links.front().newUrl.startsWith("http://c-0123abcd.zone.example/c/"_L1));
    QCOMPARE(outcome.links.back().reason, u"already_tracked"_s);
    QCOMPARE(opened(outcome.links.front().newUrl.toLatin1(), "c-0123abcd.zone.example"), u"http://x.example/"_s);
    QCOMPARE(opened(outcome.links.front().newUrl.toLatin1()), u"(not genuine)"_s);
}

void ExactRedirectsTest::snapshotSurvivesJson()
{
    m_snapshot.rules.plainText = true;
    m_snapshot.rules.opens = false;
    m_snapshot.rules.pixelPosition = PixelPosition::End;
    const auto back = RewriteSnapshot::fromJson(m_snapshot.toJson());
    QVERIFY(back.ok());
    QCOMPARE(back->toJson(), m_snapshot.toJson());
    QCOMPARE(back->keys.front().secret, m_snapshot.keys.front().secret);
    QVERIFY(back->rules == m_snapshot.rules);
    for (const QString &field : {u"cluster_id"_s, u"keys"_s, u"fallback_host"_s}) {
        QJsonObject broken = m_snapshot.toJson();
        broken.remove(field);
        const auto refused = RewriteSnapshot::fromJson(broken);
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().field, field);
    }
}

UNMTA_TEST(ExactRedirectsTest)

} // namespace unmta::tst_exact_redirects

#include "tst_exact_redirects.moc"
