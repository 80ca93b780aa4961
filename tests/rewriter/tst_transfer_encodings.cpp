// Edits of encoded parts: unchanged lines stay as they are, changed ones are short enough.
#include "RewriteScene.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_transfer_encodings {

using namespace unmta::rewriter;
using namespace Qt::StringLiterals;
using namespace unmta::test;

namespace {

qsizetype longestLine(const QByteArray &text)
{
    qsizetype longest = 0;
    for (const QByteArray &line : text.split('\n'))
        longest = std::max(longest, line.endsWith('\r') ? line.size() - 1 : line.size());
    return longest;
}

} // namespace

class TransferEncodingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsQuotedPrintableLines();
    void quotedPrintableEdges_data();
    void quotedPrintableEdges();
    void keepsBase64LinesBeforeTheLink();
    void refusesDamagedBase64_data();
    void refusesDamagedBase64();
    void keepsLinesShort_data();
    void keepsLinesShort();
};

void TransferEncodingsTest::keepsQuotedPrintableLines()
{
    const QByteArray head =
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
    const QByteArray before = "<p>gr=C3=BCn=20=\r\n  and =3d some = odd =zz things \t\r\n";
    const QByteArray after = "</a> text that follows, up to the end of an encoded line=\r\n and on=\r\n";
    FakeMinter minter;
    minter.length = 200;
    const auto outcome =
        rewritten(head + before + "<a href=3D\"http://a.b/?x=3D=\r\n1&amp;y\">" + after, minter, clicksOnly());
    QCOMPARE(minter.requests.front().payload.url, u"http://a.b/?x=1&y"_s);
    QVERIFY(outcome.bytes.startsWith(head + before + "<a href=3D\"https://track.example.com/c/1xxx"));
    QVERIFY(outcome.bytes.endsWith("\">" + after));
    QVERIFY(longestLine(outcome.bytes.mid(head.size())) <= 76);
    QVERIFY(QByteArray(outcome.bytes).replace("=\r\n", "").contains(minter.byUrl.keys().front()));
}

void TransferEncodingsTest::quotedPrintableEdges_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("decoded"); // with the link "L" and the pixel "P"
    const auto row = [](const char *name, const char *body, const char *decoded) {
        QTest::newRow(name) << mail(body) << mail(decoded);
    };
    row("encoded quotes", "<a href=3D=22http://a.b/=22>", "<a href=\"L\">P");
    row("soft break at the value's ends", "<a href=3D\"=|http://a.b/=|\">", "<a href=\"L\">P");
    row("dangling soft break at the end", "<a href=3Dhttp://a.b/>=", "<a href=L>P");
    row("soft break and nothing", "x=|", "xP");
    row("padded soft break", "<a href=3Dhttp://a=  \t|.b/>", "<a href=L>P");
    row("line end at the end", "x|", "x|P");
    row("every byte encoded", "=3C=61=20=68=72=65=66=3D=68=74=74=70=3A=2F=2F=61=2E=62=3E", "<a href=L>P");
    row("line feeds only", "<a\n href=3Dhttp://a.b/>", "<a\n href=L>P");
}

void TransferEncodingsTest::quotedPrintableEdges()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, decoded);
    const QByteArray head = "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
    FakeMinter minter;
    QByteArray result = rewritten(head + body, minter).bytes.mid(head.size());
    QVERIFY(longestLine(result) <= 76);
    // Decoded by other means than the product's.
    result.replace("=\r\n", "").replace("=  \t\r\n", "");
    if (result.endsWith('='))
        result.chop(1);
    result = QByteArray::fromPercentEncoding(result, '=');
    const bool hasLink = decoded.contains('L');
    result.replace("https://track.example.com/c/1", "L");
    const QByteArray pixel = hasLink ? "/o/2.gif" : "/o/1.gif";
    result.replace("<img src=\"https://track.example.com" + pixel +
                       "\" width=\"1\" height=\"1\" alt=\"\" style=\"border:0\">",
                   "P");
    QCOMPARE(result, decoded);
}

void TransferEncodingsTest::keepsBase64LinesBeforeTheLink()
{
    const QByteArray head = "Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n";
    const QByteArray html = QByteArray(300, 'x') + "<a href=\"http://a.b/\">" + QByteArray(200, 'y');
    QByteArray encoded;
    const QByteArray flat = html.toBase64();
    for (qsizetype i = 0; i < flat.size(); i += 64)
        encoded += flat.mid(i, 64) + "\r\n";
    FakeMinter minter;
    const QByteArray result = rewritten(head + encoded + "\r\n", minter, clicksOnly()).bytes;
    QVERIFY(result.startsWith(head + encoded.left(6 * 66)));
    QVERIFY(result.endsWith("\r\n\r\n"));
    QCOMPARE(longestLine(result.mid(head.size())), 64);
    QCOMPARE(QByteArray::fromBase64(result.mid(head.size())),
             QByteArray(html).replace("http://a.b/", "https://track.example.com/c/1"));
}

void TransferEncodingsTest::refusesDamagedBase64_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("good");
    const QByteArray good = QByteArray("<a href=http://a.b/>xx").toBase64();
    QTest::newRow("good") << good << true;
    QTest::newRow("spread over lines") << mail(QByteArray(good).insert(5, "| |")) << true;
    QTest::newRow("foreign character") << QByteArray(good).insert(5, '!') << false;
    QTest::newRow("padding inside") << QByteArray("YQ==") + good << false;
    QTest::newRow("text behind the padding") << good + "\r\nfooter" << false;
    QTest::newRow("padding missing") << good.chopped(1) << false;
    QTest::newRow("too much padding") << good + "=" << false;
    QTest::newRow("one character left over") << QByteArray("PGEgaHJlZj1odHRwOi8vYS5iLz4x1") << false;
}

void TransferEncodingsTest::refusesDamagedBase64()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, good);
    const QByteArray head = "Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n";
    FakeMinter minter;
    const auto outcome = rewritten(head + body, minter, clicksOnly());
    QCOMPARE(outcome.linksTracked, good ? 1 : 0);
    if (!good)
        QCOMPARE(outcome.bytes, head + body);
}

void TransferEncodingsTest::keepsLinesShort_data()
{
    QTest::addColumn<QByteArray>("html");
    QTest::addColumn<int>("urlLength");
    QTest::addColumn<int>("tracked");
    QTest::newRow("short line") << QByteArray("<a href=\"http://a.b/\">") << 300 << 1;
    QByteArray many;
    for (int i = 0; i < 20; ++i)
        many += "<a class=x href=\"http://a.b/" + QByteArray::number(i) + "\">";
    QTest::newRow("many links in a line") << many << 300 << 20;
    QTest::newRow("many long links in a line") << many << 980 << 20;
    QTest::newRow("unquoted") << QByteArray(many).replace('"', "") << 300 << 20;
    QTest::newRow("single quotes") << QByteArray(many).replace('"', "'") << 300 << 20;
    QTest::newRow("at the end of a full line") << QByteArray(970, 'x') + "<a href=\"http://a.b/\">" << 300 << 1;
    QTest::newRow("at the beginning of a full line") << "<a href=\"http://a.b/\">" + QByteArray(970, 'x') << 300 << 1;
    QTest::newRow("no line takes it") << many << 1000 << 0;
    QTest::newRow("line feeds within the value") << QByteArray("<a href=\"\r\nhttp://a.b/\r\n\">") << 990 << 1;
}

void TransferEncodingsTest::keepsLinesShort()
{
    QFETCH(QByteArray, html);
    QFETCH(int, urlLength);
    QFETCH(int, tracked);
    FakeMinter minter;
    minter.length = urlLength;
    RewriteRules rules;
    rules.opens = urlLength < 900;
    const auto outcome = rewritten(htmlHead + html + "\r\nnext", minter, rules);
    QCOMPARE(outcome.linksTracked, tracked);
    QCOMPARE(outcome.pixel, rules.opens);
    QVERIFY2(longestLine(outcome.bytes) <= 998, QByteArray::number(longestLine(outcome.bytes)));
    QCOMPARE(outcome.linksTracked + outcome.linksLeft, outcome.links.size());
    if (tracked == 0)
        QCOMPARE(outcome.links.front().reason, u"line_too_long"_s);
    // Line ends stand inside the quotes only: without them the values are the links.
    for (const LinkDecision &link : outcome.links) {
        if (link.tracked)
            QVERIFY(QByteArray(outcome.bytes)
                        .replace("\r\n", "")
                        .contains(link.newUrl.toLatin1() + (html.contains('\'') ? '\'' : '"')) ||
                    outcome.bytes.contains("href=" + link.newUrl.toLatin1() + '>'));
    }
}

UNMTA_TEST(TransferEncodingsTest)

} // namespace unmta::tst_transfer_encodings

#include "tst_transfer_encodings.moc"
