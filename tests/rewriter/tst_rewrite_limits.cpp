// What stays as it came and why, and plain text, which is rewritten only when asked for.
#include "RewriteScene.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_rewrite_limits {

using namespace unmta::rewriter;
using namespace Qt::StringLiterals;
using namespace unmta::test;

class RewriteLimitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesPartsAlone_data();
    void leavesPartsAlone();
    void rewritesPlainTextWhenAsked_data();
    void rewritesPlainTextWhenAsked();
    void takesTheMarkerOutOfPlainText();
    void limitsPassThrough_data();
    void limitsPassThrough();
    void failingMinterLeavesLinks();
    void httpsLinksNeedACertificate();
    void warns_data();
    void warns();
};

void RewriteLimitsTest::leavesPartsAlone_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const QByteArray &message, const char *reason) {
        QTest::newRow(name) << mail(message) << QString::fromLatin1(reason);
    };
    const QByteArray link = "<a href=http://a.b/>";
    row("signed", "Content-Type: multipart/signed; boundary=b||--b|Content-Type: text/html||" + link + "|--b--",
        "signed");
    row("encrypted", "Content-Type: multipart/encrypted; boundary=b||--b|Content-Type: text/html||" + link + "|--b--",
        "encrypted");
    row("attachment", "Content-Type: text/html|Content-Disposition: attachment||" + link, "attachment");
    row("attached message", "Content-Type: message/rfc822||Content-Type: text/html||" + link, "attached_message");
    row("inline PGP", "Content-Type: text/html||<pre>|-----BEGIN PGP SIGNED MESSAGE-----|" + link, "inline_pgp");
    row("inline PGP behind its words",
        "Content-Type: text/html||BEGIN PGP is a word|-----BEGIN PGP SIGNED MESSAGE-----|" + link, "inline_pgp");
    row("inline PGP behind a half of it",
        "Content-Type: text/html||---BEGIN PGP X-----BEGIN PGP SIGNED MESSAGE-----|" + link, "inline_pgp");
    row("dkim", "DKIM-Signature: v=1|Content-Type: text/html||" + link, "dkim_signed");
    row("report", "Content-Type: multipart/report; boundary=b||--b|Content-Type: text/html||" + link + "|--b--",
        "report");
    row("utf-16", "Content-Type: text/html; charset=utf-16||" + link, "charset_not_ascii_compatible");
    row("utf-7", "Content-Type: text/html; charset=utf-7||" + link, "charset_not_ascii_compatible");
    row("iso-2022-jp", "Content-Type: text/html; charset=ISO-2022-JP||" + link, "charset_not_ascii_compatible");
    row("ebcdic", "Content-Type: text/html; charset=cp037||" + link, "charset_not_ascii_compatible");
    row("unknown charset", "Content-Type: text/html; charset=x-what||" + link, "charset_not_ascii_compatible");
    row("undeclared utf-16", "Content-Type: text/html||" + link + QByteArray(1, '\0'), "charset_not_ascii_compatible");
    row("undeclared iso-2022", "Content-Type: text/html||\x1b$B" + link, "charset_not_ascii_compatible");
    row("unknown encoding", "Content-Type: text/html|Content-Transfer-Encoding: x-uue||" + link, "encoding_unknown");
    row("damaged encoding", "Content-Type: text/html|Content-Transfer-Encoding: base64||?", "encoding_damaged");
    row("ambiguous", "Content-Type: text/html|Content-Type: text/html||" + link, "ambiguous_headers");
    row("plain text", "Content-Type: text/plain||http://a.b/", "plain_text_off");
    row("not text", "Content-Type: image/svg+xml||" + link, "not_text");
    row("calendar", "Content-Type: text/calendar||http://a.b/", "not_text");
}

void RewriteLimitsTest::leavesPartsAlone()
{
    QFETCH(QByteArray, message);
    QFETCH(QString, reason);
    FakeMinter minter;
    const RewriteOutcome outcome = rewritten(message, minter);
    QCOMPARE(outcome.bytes, message);
    QCOMPARE(outcome.result, RewriteResult::Unchanged);
    QCOMPARE(outcome.parts.size(), 1);
    QCOMPARE(outcome.parts.front().reason, reason);
    QVERIFY(minter.requests.isEmpty());
}

void RewriteLimitsTest::rewritesPlainTextWhenAsked_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("urls");
    const auto row = [](const char *name, const char *text, const char *urls) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(urls);
    };
    row("alone", "http://a.b/c", "http://a.b/c");
    row("in a sentence", "See http://a.b/c, or https://d.e/?f=g. Bye!", "http://a.b/c https://d.e/?f=g");
    row("in angle brackets", "<http://a.b/c>", "http://a.b/c");
    row("in brackets", "(http://a.b/c) [http://a.b/d]", "http://a.b/c http://a.b/d");
    row("brackets of its own in brackets", "(http://a.b/wiki/c_(d)). [http://a.b/e[1]]",
        "http://a.b/wiki/c_(d) http://a.b/e[1]");
    row("brackets of its own", "http://a.b/c_(d)", "http://a.b/c_(d)");
    row("ampersands are no references", "http://a.b/?c&amp;d", "http://a.b/?c&amp;d");
    row("no scheme", "www.a.b", "");
    row("other scheme", "xhttp://a.b ftp://a.b", "");
    row("no host", "http:// x", "");
}

void RewriteLimitsTest::rewritesPlainTextWhenAsked()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, urls);
    RewriteRules rules;
    rules.plainText = true;
    FakeMinter minter;
    const auto outcome = rewritten("Content-Type: text/plain\r\n\r\n" + text, minter, rules);
    QByteArray expected = text;
    QByteArrayList found;
    for (const LinkRequest &request : std::as_const(minter.requests)) {
        found.append(request.payload.url.toUtf8());
        const qsizetype at = expected.indexOf(found.back());
        expected.replace(at, found.back().size(), "https://track.example.com/c/" + QByteArray::number(found.size()));
    }
    QCOMPARE(found.join(' '), urls);
    QCOMPARE(outcome.bytes, "Content-Type: text/plain\r\n\r\n" + expected);
    FakeMinter longMinter;
    longMinter.length = 990;
    const QByteArray line = "Content-Type: text/plain\r\n\r\nsome words http://a.b/ more";
    QCOMPARE(rewritten(line, longMinter, rules).bytes, line);
}

void RewriteLimitsTest::takesTheMarkerOutOfPlainText()
{
    RewriteRules rules;
    rules.plainText = true;
    FakeMinter minter;
    const QByteArray head = "Content-Type: text/plain\r\n\r\n";
    const auto outcome =
        rewritten(head + "(https+notrack://a.b/c) Http+NoTrack://d.e xhttp+notrack://f.g", minter, rules);
    QCOMPARE(outcome.bytes, head + "(https://a.b/c) Http://d.e xhttp+notrack://f.g");
    QCOMPARE(outcome.links.size(), 2);
    QCOMPARE(outcome.links.front().reason, u"notrack_scheme"_s);
    QCOMPARE(outcome.linksLeft, 2);
    QVERIFY(minter.requests.isEmpty());
}

void RewriteLimitsTest::limitsPassThrough_data()
{
    QTest::addColumn<QString>("reason");
    QTest::newRow("size") << u"limit.size"_s;
    QTest::newRow("links") << u"limit.links"_s;
    QTest::newRow("parts") << u"limit.parts"_s;
    QTest::newRow("depth") << u"limit.depth"_s;
}

void RewriteLimitsTest::limitsPassThrough()
{
    QFETCH(QString, reason);
    const QByteArray message =
        mail("X-Unmta-Track: opens, clicks|Content-Type: multipart/mixed; boundary=b||--b|Content-Type: "
             "multipart/mixed; boundary=c||--c|Content-Type: text/html||"
             "<a href=http://a.b/><a href=http://a.b/>|--c--|--b||x|--b--|");
    FakeMinter minter;
    RewriteRules rules;
    QVERIFY(rewritten(message, minter, rules).result == RewriteResult::Rewritten);
    if (reason == "limit.size"_L1)
        rules.limits.messageBytes = static_cast<std::size_t>(message.size()) - 1;
    else if (reason == "limit.links"_L1)
        rules.limits.links = 1;
    else if (reason == "limit.parts"_L1)
        rules.limits.parts = 1;
    else
        rules.limits.depth = 1;
    const auto outcome = rewritten(message, minter, rules);
    QCOMPARE(outcome.result, RewriteResult::PassedThrough);
    QCOMPARE(outcome.reason, reason);
    QCOMPARE(outcome.bytes, message);
    QVERIFY(!outcome.bodyChanged);
    QVERIFY(outcome.removedHeaders.isEmpty());
}

void RewriteLimitsTest::failingMinterLeavesLinks()
{
    FakeMinter minter;
    minter.error = u"link.no_key"_s;
    const auto outcome = rewritten(htmlHead + "<a href=http://a.b/>", minter);
    QCOMPARE(outcome.bytes, htmlHead + "<a href=http://a.b/>");
    QCOMPARE(outcome.links.front().reason, u"link.no_key"_s);
    QCOMPARE(outcome.pixelReason, u"link.no_key"_s);
    FakeMinter longMinter;
    longMinter.length = 2001;
    const auto tooLong = rewritten(htmlHead + "<a href=http://a.b/>", longMinter);
    QCOMPARE(tooLong.links.front().reason, u"too_long"_s);
    QCOMPARE(tooLong.pixelReason, u"too_long"_s);
    QCOMPARE(tooLong.result, RewriteResult::Unchanged);
}

void RewriteLimitsTest::httpsLinksNeedACertificate()
{
    const QByteArray html = "<a href=http://a.b/><a href=https://c.d/>";
    FakeMinter minter;
    minter.insecure = {"track.example.com"};
    const auto left = rewritten(htmlHead + html, minter);
    QCOMPARE(left.links.at(0).reason, u"tracked"_s);
    QCOMPARE(left.links.at(1).reason, u"no_certificate"_s);
    QCOMPARE(left.linksLeft, 1);
    QCOMPARE(left.warnings, QStringList{u"no_certificate"_s});
    QVERIFY(left.bytes.contains("<a href=https://c.d/>"));
    QVERIFY(left.pixel); // an image that stays away harms nobody
    minter.fallback = "links.example.com";
    const auto carried = rewritten(htmlHead + html, minter);
    QCOMPARE(carried.linksTracked, 2);
    QVERIFY(carried.links.at(0).newUrl.startsWith("https://track.example.com/"_L1));
    QVERIFY(carried.links.at(1).newUrl.startsWith("https://links.example.com/"_L1));
    QCOMPARE(carried.warnings, QStringList());
}

void RewriteLimitsTest::warns_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QStringList>("warnings");
    QTest::newRow("all well") << htmlHead + "<a href=http://a.b.example.org/>click here</a>" << QStringList();
    QTest::newRow("no html") << QByteArray("Subject: x\r\n\r\ny") << QStringList{u"no_html_part"_s};
    QTest::newRow("too large for some readers")
        << htmlHead + QByteArray(103 * 1024, 'x') << QStringList{u"over_102_kib"_s};
    QTest::newRow("visible host of another domain")
        << htmlHead + "<a href=http://shop.example.org/>www.<b>shop</b>.example.org</a>"
        << QStringList{u"visible_host_differs"_s};
    QTest::newRow("visible host of the same domain")
        << htmlHead + "<a href=http://shop.example.com/>https://shop.example.com/x</a>" << QStringList();
    QTest::newRow("already signed") << "DKIM-Signature: x\r\n" + htmlHead + "x" << QStringList{u"already_signed"_s};
}

void RewriteLimitsTest::warns()
{
    QFETCH(QByteArray, message);
    QFETCH(QStringList, warnings);
    FakeMinter minter;
    QCOMPARE(rewritten(message, minter).warnings, warnings);
}

UNMTA_TEST(RewriteLimitsTest)

} // namespace unmta::tst_rewrite_limits

#include "tst_rewrite_limits.moc"
