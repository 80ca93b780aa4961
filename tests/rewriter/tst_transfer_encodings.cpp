// Edits of encoded parts: unchanged lines stay as they are, changed ones are short enough.
#include "RewriteScene.h"
#include "support/TestMain.h"

#include <QRegularExpression>
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

// Every byte of the values of href, whatever it is.
QByteArrayList hrefsOf(const QByteArray &html)
{
    static const QRegularExpression href(u"href\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s>]*))"_s);
    QByteArrayList values;
    for (auto it = href.globalMatch(QString::fromLatin1(html)); it.hasNext();)
        values.append(it.next().capturedTexts().mid(1).join(QString()).toLatin1());
    return values;
}

QByteArray squeezed(QByteArray text)
{
    return text.replace("\r", "").replace("\n", "").replace(" ", "");
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
    void breaksLinesOutsideOfValues_data();
    void breaksLinesOutsideOfValues();
    void quotedPrintableLinesAreSafe();
    void quotedPrintableTextBehindALink();
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
    for (const LinkDecision &link : outcome.links) {
        if (link.tracked)
            QVERIFY2(hrefsOf(outcome.bytes).contains(link.newUrl.toLatin1()), outcome.bytes);
    }
    // Added line ends are white space between attributes, so without white space nothing else has changed.
    QByteArray without = outcome.bytes;
    for (const LinkDecision &link : outcome.links) {
        if (link.tracked)
            without.replace(link.newUrl.toLatin1(), link.url.toLatin1());
    }
    if (outcome.pixel)
        without.truncate(without.indexOf("<img"));
    QCOMPARE(squeezed(without), squeezed(htmlHead + html + "\r\nnext"));
}

void TransferEncodingsTest::breaksLinesOutsideOfValues_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("tag");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("result"); // "@" is the tracked link of 300 bytes
    const QByteArray full(937, 'x');
    const auto row = [](const char *name, const QByteArray &before, const char *tag, const QByteArray &after,
                        const char *result) {
        QTest::newRow(name) << before << QByteArray(tag) << after << mail(result);
    };
    row("double quotes", full, "<a href=\"http://a.b/\">", "", "<a| href=\"@\">");
    row("single quotes", full, "<a href='http://a.b/'>", "", "<a| href='@'>");
    row("no quotes", full, "<a href=http://a.b/>", "", "<a| href=@>");
    row("other attributes", full, "<a class=x href='http://a.b/' id=y>", "", "<a class=x| href='@' id=y>");
    row("a tab", full, "<a\thref='http://a.b/'>", "", "<a|\thref='@'>");
    row("no blank before the name", full, "<a/href='http://a.b/'>", "", "<a/|href='@'>");
    row("blanks around the sign", full, "<a href = 'http://a.b/'>", "", "<a| href = '@'>");
    row("a full line behind it", "", "<a href='http://a.b/'>", full, "<a| href='@'|>");
    row("a full line behind it, no quotes", "", "<a href=http://a.b/>", full, "<a| href=@|>");
    row("full lines around it", full, "<a href='http://a.b/' id=y>", full, "<a| href='@'| id=y>");
    row("the end of an empty element", "", "<area href='http://a.b/'/>", full, "<area| href='@'|/>");
    row("a line that was too long", full + full, "<a href='http://a.b/'>", "", "<a| href='@'>");
    row("the marker of links that are not tracked", full + full, "<a href='http+notrack://a.b/'>", "",
        "<a| href='http://a.b/'>");
    row("the line begins there", full + "\r\n", "<a href='http://a.b/'>", "", "<a href='@'>");
}

void TransferEncodingsTest::breaksLinesOutsideOfValues()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, tag);
    QFETCH(QByteArray, after);
    QFETCH(QByteArray, result);
    for (const QByteArray &newline : {QByteArray("\r\n"), QByteArray("\n")}) {
        FakeMinter minter;
        minter.length = 300;
        const auto wanted = [&newline](QByteArray text) { return text.replace("\r\n", newline); };
        const QByteArray head = wanted(htmlHead + before);
        const QByteArray message = head + tag + wanted(after + "\r\nnext");
        const QByteArray bytes = rewritten(message, minter, clicksOnly()).bytes;
        QByteArray expected = result;
        if (expected.contains('@'))
            expected.replace("@", minter.byUrl.keys().front());
        QCOMPARE(bytes, head + wanted(expected) + wanted(after + "\r\nnext"));
    }
}

void TransferEncodingsTest::quotedPrintableLinesAreSafe()
{
    // At every column of the line, so that a soft break falls before every character of link and pixel.
    const QByteArray head =
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
    for (int column = 1; column <= 76; ++column) {
        const QByteArray x(column, 'x');
        const QByteArray tag = "<a href=3D\"http://a.b/\">";
        for (const QByteArray &body :
             {x, x.chopped(std::min(column, 3)) + (column < 3 ? "x" : "=C3"), x.chopped(std::min(column, 1)) + '.',
              x + "=\r\n" + tag, x + "=\r\n" + tag + x.left(76 - tag.size()) + "=\r\n...\r\n",
              x + "=\r\n" + tag + x.left(70 - tag.size()) + "......", x.left(50) + tag}) {
            FakeMinter minter;
            const auto outcome = rewritten(head + body, minter);
            const QByteArray result = outcome.bytes.mid(head.size());
            QVERIFY(outcome.pixel);
            QVERIFY2(longestLine(result) <= std::max<qsizetype>(76, longestLine(body)), result);
            QVERIFY2(!body.startsWith('.') == !result.startsWith('.'), result);
            QCOMPARE(result.count("\n."), body.count("\n."));
            QByteArray flat = QByteArray(result).replace("=\r\n", "");
            flat = QByteArray::fromPercentEncoding(flat, '=');
            for (auto it = minter.byUrl.cbegin(); it != minter.byUrl.cend(); ++it)
                QVERIFY2(flat.contains('"' + it.key() + '"'), result);
            flat.truncate(flat.indexOf("<img"));
            flat.replace("https://track.example.com/c/1", "http://a.b/");
            QCOMPARE(flat, QByteArray::fromPercentEncoding(QByteArray(body).replace("=\r\n", ""), '='));
        }
    }
}

void TransferEncodingsTest::quotedPrintableTextBehindALink()
{
    // A sentence ends behind an address, and its dot must not begin a line.
    RewriteRules rules;
    rules.plainText = true;
    const QByteArray head = "Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
    for (int length = 30; length < 180; ++length) {
        FakeMinter minter;
        minter.length = length;
        const QByteArray result = rewritten(head + "See http://a.b/...\r\nnext", minter, rules).bytes.mid(head.size());
        QVERIFY2(!result.contains("\n."), result);
        QVERIFY2(longestLine(result) <= 76, result);
        QCOMPARE(QByteArray::fromPercentEncoding(QByteArray(result).replace("=\r\n", ""), '='),
                 "See " + minter.byUrl.keys().front() + "...\r\nnext");
    }
}

UNMTA_TEST(TransferEncodingsTest)

} // namespace unmta::tst_transfer_encodings

#include "tst_transfer_encodings.moc"
