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
    void readsMarkupInAnyAsciiCharset_data();
    void readsMarkupInAnyAsciiCharset();
    void readsTheAsciiOfStatefulCharsets_data();
    void readsTheAsciiOfStatefulCharsets();
    void rewritesPlainTextWhenAsked_data();
    void rewritesPlainTextWhenAsked();
    void takesTheMarkerOutOfPlainText();
    void limitsPassThrough_data();
    void limitsPassThrough();
    void signedMessagesTellOfTheirLinks();
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
    for (const char *charset : {"UTF-16LE",
                                "utf_16",
                                "x-utf-16le-bom",
                                "UTF-32",
                                "ucs-2",
                                "ISO-10646-UCS-2",
                                "unicode",
                                "unicodeFFFE",
                                "unicode-1-1-utf-7",
                                "x-imap4-modified-utf7",
                                "hz-gb-2312",
                                "hz",
                                "cp037",
                                "IBM037",
                                "ibm-1047",
                                "IBM01140",
                                "cp00924",
                                "csIBM500",
                                "EBCDIC-US",
                                "x-EBCDIC-KoreanExtended",
                                "IBM-Thai",
                                "iso-2022-cn",
                                "johab",
                                "SCSU"})
        row(charset, "Content-Type: text/html; charset=" + QByteArray(charset) + "||" + link,
            "charset_not_ascii_compatible");
    const QByteArray japanese = "Content-Type: text/html; charset=ISO-2022-JP||";
    row("iso-2022-jp over a line end", japanese + "\x1b$B>\\|:Y\x1b(B" + link, "charset_not_ascii_compatible");
    row("iso-2022-jp without its end", japanese + link + "\x1b$B>\\", "charset_not_ascii_compatible");
    row("iso-2022-jp with an unknown sequence", japanese + "\x1b$(X>\\\x1b(B" + link, "charset_not_ascii_compatible");
    row("iso-2022-jp with a cut sequence", japanese + link + "\x1b$", "charset_not_ascii_compatible");
    row("iso-2022-kr over a line end", "Content-Type: text/html; charset=iso-2022-kr||\x1b$)C\x0e>\\|\x0f" + link,
        "charset_not_ascii_compatible");
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

void RewriteLimitsTest::readsMarkupInAnyAsciiCharset_data()
{
    QTest::addColumn<QByteArray>("charset");
    for (const char *charset :
         {"",          "utf-8",   "utf_8",       "us-ascii",       "windows-949", "windows-874",  "cp949",
          "uhc",       "cp866",   "cp850",       "x-mac-cyrillic", "l1",          "iso-ir-100",   "x-gbk",
          "cp936",     "cn-big5", "ms_kanji",    "x-euc-jp",       "ansi",        "x-unknown",    "unknown-8bit",
          "shift_jis", "gb18030", "big5-hkscs",  "tis-620",        "koi8-u",      "iso-8859-8-i", "x-user-defined",
          "DEFAULT",   "8bit",    "iso-8859-16", "ibm850",         "cp437",       "windows-31j",  "_autodetect_all",
          "0",         "x-what",  "csBig5",      "viscii",         "mac",         "\"utf-8\"",    "cp1250"})
        QTest::newRow(charset) << QByteArray(charset);
}

void RewriteLimitsTest::readsMarkupInAnyAsciiCharset()
{
    QFETCH(QByteArray, charset);
    const QByteArray head = "Content-Type: text/html; charset=" + charset + "\r\n\r\n";
    // Bytes that are text somewhere, in the text and in a URL.
    const QByteArray text = "<p title=\"\x83\x5c\xb0\xa1\">\x82\xa0\xc7\xd1</p>";
    FakeMinter minter;
    const auto outcome = rewritten(head + text + "<a href=\"http://a.b/\">x</a>", minter);
    QVERIFY2(outcome.bytes.startsWith(head + text + "<a href=\"https://track.example.com/c/1\">x</a><img "),
             outcome.bytes);
    QVERIFY(outcome.pixel);
    for (const QByteArray &url :
         {QByteArray("http://a.b/?\xc7\xd1\xff\xfe"), QByteArray("http://a.b/?&#54620;&#252;")}) {
        const auto foreign = rewritten(head + "<a href=\"" + url + "\">", minter, clicksOnly());
        QCOMPARE(foreign.links.size(), 1);
        if (!foreign.links[0].tracked)
            QCOMPARE(foreign.links[0].reason, u"charset_unreadable"_s);
        if (charset == "x-what" || charset == "unknown-8bit")
            QVERIFY(!foreign.links[0].tracked);
    }
}

void RewriteLimitsTest::readsTheAsciiOfStatefulCharsets_data()
{
    QTest::addColumn<QByteArray>("charset");
    QTest::addColumn<QByteArray>("html");
    QTest::addColumn<QByteArray>("result"); // with the link "L" and the pixel "P"
    const auto row = [](const char *name, const char *charset, const char *html, const char *result) {
        QTest::newRow(name) << QByteArray(charset) << QByteArray(html) << QByteArray(result);
    };
    row("iso-2022-jp", "ISO-2022-JP", "<b>\x1b$B$3$s\x1b(B</b><a href=http://a.b/>\x1b$B>\\:Y\x1b(J</a></body>",
        "<b>\x1b$B$3$s\x1b(B</b><a href=L>\x1b$B>\\:Y\x1b(J</a>P</body>");
    row("what looks like markup", "iso-2022-jp",
        "\x1b$B<\"a>\"<a href=http://a.b/>\"\x1b(B<a title='\x1b$B'\"'>\x1b(B' href='http://a.b/'>",
        "\x1b$B<\"a>\"<a href=http://a.b/>\"\x1b(B<a title='\x1b$B'\"'>\x1b(B' href='L'>P");
    row("other spellings", "csISO2022JP", "\x1b$@<<\x1b(J\x1b$(D<<\x1b(B<a href=http://a.b/>",
        "\x1b$@<<\x1b(J\x1b$(D<<\x1b(B<a href=L>P");
    row("half-width kana", "iso-2022-jp-ms", "\x1b(I1<\x1b(B<a href=http://a.b/>", "\x1b(I1<\x1b(B<a href=L>P");
    row("Japanese in the address", "iso-2022-jp", "<a href='http://a.b/\x1b$B>\\\x1b(B'>",
        "<a href='http://a.b/\x1b$B>\\\x1b(B'>P");
    row("references in the address", "iso-2022-jp", "<a href='http://a.b/?&#26085;'>",
        "<a href='http://a.b/?&#26085;'>P");
    row("iso-2022-kr", "iso-2022-kr", "\x1b$)C\r\n\x0e<<\x0f<a href=http://a.b/>", "\x1b$)C\r\n\x0e<<\x0f<a href=L>P");
}

void RewriteLimitsTest::readsTheAsciiOfStatefulCharsets()
{
    QFETCH(QByteArray, charset);
    QFETCH(QByteArray, html);
    QFETCH(QByteArray, result);
    const QByteArray head = "Content-Type: text/html; charset=" + charset + "\r\n\r\n";
    FakeMinter minter;
    QByteArray bytes = rewritten(head + html, minter).bytes;
    const qsizetype pixel = bytes.indexOf("<img");
    QVERIFY(pixel > 0);
    bytes.replace(pixel, bytes.indexOf('>', pixel) + 1 - pixel, "P");
    QCOMPARE(bytes.replace("https://track.example.com/c/1", "L"), head + result);
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

void RewriteLimitsTest::signedMessagesTellOfTheirLinks()
{
    const QByteArray body =
        "<a href=http://a.b/1><a href=mailto:x@y><a href=https+notrack://a.b/2><a href=http://a.b/3>";
    const QByteArray message =
        "DKIM-Signature: v=1\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n" + body.toBase64();
    FakeMinter minter;
    const auto left = rewritten(message, minter);
    QCOMPARE(left.bytes, message);
    QVERIFY(minter.requests.isEmpty());
    QCOMPARE(left.linksLeft, 4);
    QStringList reasons;
    for (const LinkDecision &link : left.links) {
        reasons.append(link.reason);
        QVERIFY(!link.tracked && link.newUrl.isEmpty());
    }
    QCOMPARE(reasons, (QStringList{u"dkim_signed"_s, u"other_scheme"_s, u"notrack_scheme"_s, u"dkim_signed"_s}));
    QCOMPARE(left.links.back().url, u"http://a.b/3"_s);
    QCOMPARE(left.pixelReason, u"dkim_signed"_s);
    RewriteRules allowed;
    allowed.dkimSigned = true;
    QCOMPARE(rewritten(message, minter, allowed).linksTracked, 2);
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
