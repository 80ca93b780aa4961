// A link that no line has room for: its part becomes quoted-printable, and nothing else changes.
#include "MilterPackets.h"
#include "Oracles.h"
#include "RewriteScene.h"
#include "support/TestMain.h"

#include "rewriter/milter/MilterSession.h"

#include <QTest>

namespace unmta::tst_reencoding {

using namespace unmta::rewriter;
using namespace Qt::StringLiterals;
using namespace unmta::test;

namespace {

constexpr int urlLength = 1500;
const QByteArray longLink = "<a href=\"http://a.b/?" + QByteArray(1000, 'q') + "\">";
const QByteArray field = "Content-Transfer-Encoding: quoted-printable";

RewriteRules rulesWithText()
{
    RewriteRules rules = clicksOnly();
    rules.plainText = true;
    return rules;
}

// What its readers see of the first text part.
QByteArray seenIn(const QByteArray &message)
{
    for (const OraclePart &part : gmimeParts(message)) {
        if (part.type.startsWith("text/"))
            return part.content;
    }
    return {};
}

} // namespace

class ReencodingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesTheEncodingAndTheLinks_data();
    void changesTheEncodingAndTheLinks();
    void keepsEveryByteOfTheText_data();
    void keepsEveryByteOfTheText();
    void makesRoomForThePixel();
    void happensOnlyWhereItMust_data();
    void happensOnlyWhereItMust();
    void pastedHtmlHasNoEncoding();
    void tellsTheMailServer_data();
    void tellsTheMailServer();
};

void ReencodingTest::changesTheEncodingAndTheLinks_data()
{
    QTest::addColumn<QByteArray>("before"); // of the text
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("old"); // as it stands in `before`, and what is there afterwards
    QTest::addColumn<QByteArray>("changed");
    QTest::addColumn<bool>("ofMessage");
    const auto row = [](const char *name, const char *before, const char *after, const char *old, const char *changed,
                        bool ofMessage) {
        QTest::newRow(name) << mail(before) << mail(after) << mail(old) << mail(changed) << ofMessage;
    };
    const QByteArray added = field + '|';
    row("8bit", "Content-Transfer-Encoding: 8bit|Content-Type: text/html||", "", "Content-Transfer-Encoding: 8bit|",
        added, true);
    row("7bit, last, oddly written", "Content-Type: text/html|content-transfer-encoding:|  7BIT (a comment)||", "",
        "content-transfer-encoding:|  7BIT (a comment)|", added, true);
    row("binary", "Content-Type: text/html|Content-Transfer-Encoding: binary||", "",
        "Content-Transfer-Encoding: binary|", added, true);
    row("not declared", "Subject: s|Content-Type: text/html||", "", "text/html||", "text/html|" + added + "|", true);
    row("not declared, mbox", "From a@b Mon Jan  1 10:00:00 2026|Content-Type: text/html||", "", "text/html||",
        "text/html|" + added + "|", true);
    row("in a multipart",
        "Content-Transfer-Encoding: 8bit|Content-Type: multipart/mixed; boundary=b||--b|Content-Type: text/html|"
        "Content-Transfer-Encoding: 7bit||",
        "|--b|Content-Type: text/plain||.two|--b--|", "Content-Transfer-Encoding: 7bit|", added, false);
    row("in a multipart, not declared", "Content-Type: multipart/mixed; boundary=b||--b|Content-Type: text/html||",
        "|--b--|", "text/html||", "text/html|" + added + "|", false);
    row("in a multipart, without header", "Content-Type: multipart/mixed; boundary=b||--b||", "|--b--|", "--b||",
        "--b|" + added + "|", false);
}

void ReencodingTest::changesTheEncodingAndTheLinks()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QByteArray, old);
    QFETCH(QByteArray, changed);
    QFETCH(bool, ofMessage);
    const bool isHtml = before.contains("html");
    // Control headers around it go away as ever.
    const QByteArray control = "X-Unmta-Meta: a=b\r\n";
    for (const QByteArray &newline : {"\r\n"_ba, "\n"_ba}) {
        const auto wanted = [&newline](QByteArray text) { return text.replace("\r\n", newline); };
        FakeMinter minter;
        minter.length = urlLength;
        const QByteArray text =
            isHtml ? "one\n" + longLink + "two\n" : "one http://a.b/" + QByteArray(990, 'q') + " two\n";
        const bool mbox = before.startsWith("From ");
        const QByteArray message =
            wanted((mbox ? before : control + before) + QByteArray(text).replace('\n', "\r\n") + after);
        const auto outcome = rewritten(message, minter, rulesWithText());
        QCOMPARE(outcome.linksTracked, 1);
        QCOMPARE(outcome.linksLeft, 0);
        const QByteArray head = wanted(QByteArray(before).replace(old, changed));
        QCOMPARE(outcome.bytes.first(head.size()), head);
        QVERIFY(outcome.bytes.endsWith(wanted(after)));
        const QByteArray encoded = outcome.bytes.sliced(head.size()).chopped(wanted(after).size());
        for (const QByteArray &line : encoded.split('\n'))
            QVERIFY2(line.size() <= 77 && !line.startsWith('.'), line);
        const LinkDecision &link = outcome.links.front();
        QCOMPARE(seenIn(outcome.bytes).replace(link.newUrl.toLatin1(), link.url.toLatin1()), seenIn(message));
        QCOMPARE(outcome.changedHeaders.size(), ofMessage ? 1 : 0);
        const QByteArray emptyLine = newline + newline;
        QCOMPARE(outcome.bodyBegin, outcome.bytes.indexOf(emptyLine) + emptyLine.size());
        QCOMPARE(rewritten(outcome.bytes, minter, rulesWithText()).bytes, outcome.bytes);
    }
}

void ReencodingTest::keepsEveryByteOfTheText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("UTF-8") << QByteArray("gr\xc3\xbc\xc3\x9f\r\n");
    QTest::newRow("all bytes but those that mean UTF-16 or a shift") << [] {
        QByteArray all;
        for (int c = 1; c < 256; ++c) {
            if (c != 0x1b)
                all += static_cast<char>(c);
        }
        return all + "\r\n";
    }();
    QTest::newRow("blanks at ends") << QByteArray("a \r\nb\t\r\n \r\n\t");
    QTest::newRow("dots") << QByteArray(".\r\n..\r\n.a\r\n");
    QTest::newRow("equal signs") << QByteArray("=20 =\r\na=\r\n==\r\n");
    QTest::newRow("line ends of all kinds") << QByteArray("a\rb\nc\r\r\nd\n\ne\r\n\r\n");
    QTest::newRow("no line end") << QByteArray("a");
    QTest::newRow("lines of 70 to 80") << [] {
        QByteArray lines;
        for (int length = 70; length <= 80; ++length)
            lines += QByteArray(length - 1, 'x') + ".\r\n" + QByteArray(length - 1, 'y') + "\xff\r\n" +
                     QByteArray(length - 1, 'z') + " \r\n";
        return lines;
    }();
    QTest::newRow("a line of 5,000") << QByteArray(5000, 'x') + "\r\n";
}

void ReencodingTest::keepsEveryByteOfTheText()
{
    QFETCH(QByteArray, text);
    FakeMinter minter;
    minter.length = urlLength;
    const QByteArray head = "Content-Type: text/html\r\n";
    const auto outcome = rewritten(head + "\r\n" + text + longLink + text, minter, clicksOnly());
    QCOMPARE(outcome.linksTracked, 1);
    const auto parts = gmimeParts(outcome.bytes);
    QCOMPARE(parts.size(), 1);
    const LinkDecision &link = outcome.links.front();
    QCOMPARE(QByteArray(parts.front().content).replace(link.newUrl.toLatin1(), link.url.toLatin1()),
             text + longLink + text);
    for (const QByteArray &line : outcome.bytes.sliced(outcome.bodyBegin).split('\n'))
        QVERIFY2(line.size() <= 77 && !line.startsWith('.'), line);
}

void ReencodingTest::makesRoomForThePixel()
{
    FakeMinter minter;
    minter.length = urlLength;
    const auto outcome = rewritten(htmlHead + "one", minter);
    QVERIFY(outcome.pixel);
    QCOMPARE(outcome.pixelReason, u"added"_s);
    QVERIFY(seenIn(outcome.bytes).startsWith("one<img src=\"https://track.example.com/o/1"));
    QVERIFY(!seenIn(outcome.bytes).contains('\n'));
}

void ReencodingTest::happensOnlyWhereItMust_data()
{
    QTest::addColumn<QByteArray>("message"); // "@" is the link
    QTest::addColumn<int>("length");
    QTest::newRow("the line has room") << mail("Content-Type: text/html||@") << 400;
    QTest::newRow("base64 has no lines") << "Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
                                                longLink.toBase64()
                                         << urlLength;
    QTest::newRow("an attached message") << mail("Content-Type: message/rfc822||Content-Type: text/html||@")
                                         << urlLength;
    QTest::newRow("a signed part") << mail("Content-Type: multipart/signed; boundary=b||--b|Content-Type: text/html||"
                                           "@|--b--|")
                                   << urlLength;
    QTest::newRow("a signed message") << mail("DKIM-Signature: v=1|Content-Type: text/html||@") << urlLength;
    QTest::newRow("an attachment") << mail("Content-Type: text/html|Content-Disposition: attachment||@") << urlLength;
}

void ReencodingTest::happensOnlyWhereItMust()
{
    QFETCH(QByteArray, message);
    QFETCH(int, length);
    FakeMinter minter;
    minter.length = length;
    const QByteArray link = length < 998 ? "<a href=\"http://a.b/\">"_ba : longLink;
    const auto outcome = rewritten(message.replace("@", link), minter, clicksOnly());
    QVERIFY(!outcome.bytes.contains("quoted-printable"));
    QVERIFY(outcome.changedHeaders.isEmpty());
}

void ReencodingTest::pastedHtmlHasNoEncoding()
{
    FakeMinter minter;
    minter.length = urlLength;
    const auto outcome = rewriteHtml(longLink, clicksOnly(), {}, minter);
    QCOMPARE(outcome.bytes, longLink);
    QCOMPARE(outcome.links.front().reason, u"line_too_long"_s);
    QVERIFY(outcome.changedHeaders.isEmpty());
}

void ReencodingTest::tellsTheMailServer_data()
{
    QTest::addColumn<quint32>("steps");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("values come with their blanks") << quint32(milter::LeadingSpace) << " quoted-printable"_ba;
    QTest::newRow("values come without") << quint32(0) << "quoted-printable"_ba;
}

void ReencodingTest::tellsTheMailServer()
{
    QFETCH(quint32, steps);
    QFETCH(QByteArray, value);
    FakeMinter minter;
    minter.length = urlLength;
    MilterSession session(
        [&](const QByteArray &message, const RewriteContext &context) {
            return rewritten(message, minter, clicksOnly(), context);
        },
        [](const RewriteOutcome &, const QByteArray &) {}, MiB);
    (void)session.receive(packet('O', number(6) + number(0x1ff) + number(steps)));
    (void)session.receive(packet('M', texts({"<a@x>"})) + packet('L', texts({"X-Unmta-Track", "clicks"})) +
                          packet('L', texts({"Content-Type", "text/html"})) + packet('N') + packet('B', longLink));
    const QByteArray reply = session.receive(packet('E'));
    const QByteArray expected = packet('m', number(1) + texts({"X-Unmta-Track", ""})) +
                                packet('m', number(1) + texts({"Content-Transfer-Encoding", value}));
    QCOMPARE(reply.first(expected.size()), expected);
    QVERIFY(reply.endsWith(packet('c')));
}

UNMTA_TEST(ReencodingTest)

} // namespace unmta::tst_reencoding

#include "tst_reencoding.moc"
