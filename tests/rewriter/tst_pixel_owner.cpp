// A message gets one pixel of its own: none more when it comes by again, and one although it quotes another's. By
// source of its id, and by what happens to its header in between.
#include "RewriteScene.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_pixel_owner {

using namespace unmta::rewriter;
using namespace Qt::StringLiterals;
using namespace unmta::test;

namespace {

const QByteArray htmlType = "Content-Type: text/html\r\n\r\n";
const QByteArray noHeader = {};

// One way through the rewriter. `given` is the API's message_id; where it and `queue` are empty, nobody names it.
struct Pass
{
    QByteArray header;
    QString given;
    QString queue;
};

const Pass byMessageId{"Message-ID: <first@x>\r\n", {}, u"q1@host"_s};
const Pass byHeaderOfOurs{"Message-ID: <first@x>\r\nX-Unmta-Message-Id: own-1\r\n", {}, u"q1@host"_s};
const Pass byHeaderOfOursAlone{"X-Unmta-Message-Id: own-1\r\n", {}, u"q1@host"_s};
const Pass byApi{noHeader, u"given-1"_s, {}};
const Pass byQueue{noHeader, {}, u"q1@host"_s};
const Pass byNothing{noHeader, {}, {}};

RewriteOutcome passed(const QByteArray &body, const Pass &pass, FakeMinter &minter)
{
    RewriteContext context;
    context.messageId = pass.given;
    context.queueId = pass.queue;
    return rewritten(pass.header + htmlType + body, minter, {}, context);
}

QByteArray bodyOf(const RewriteOutcome &outcome)
{
    return outcome.bytes.mid(outcome.bytes.indexOf("\r\n\r\n") + 4);
}

} // namespace

class PixelOwnerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comingByAgain_data();
    void comingByAgain();
    void quoting_data();
    void quoting();
    void mintedPixels();
    void whereItStands_data();
    void whereItStands();
    void pastedHtmlInItsMessage();
};

void PixelOwnerTest::comingByAgain_data()
{
    QTest::addColumn<Pass>("first");
    QTest::addColumn<Pass>("again");
    const Pass milter{noHeader, {}, u"q2@host"_s};
    const Pass milterKnows{"Message-ID: <first@x>\r\n", {}, u"q2@host"_s};
    const Pass milterAdded{"Message-ID: <added@x>\r\n", {}, u"q2@host"_s};
    QTest::newRow("Message-ID, by the milter") << byMessageId << milterKnows;
    QTest::newRow("Message-ID, by the API") << byMessageId << Pass{"Message-ID: <first@x>\r\n", {}, {}};
    QTest::newRow("Message-ID, given in the API, too")
        << byMessageId << Pass{"Message-ID: <first@x>\r\n", u"first@x"_s, {}};
    QTest::newRow("Message-ID, then given alone") << byMessageId << Pass{noHeader, u"first@x"_s, {}};
    QTest::newRow("ours, removed since") << byHeaderOfOurs << milterKnows;
    QTest::newRow("ours alone, removed since") << byHeaderOfOursAlone << milter;
    QTest::newRow("ours alone, sent again") << byHeaderOfOursAlone << byHeaderOfOursAlone;
    QTest::newRow("ours alone, a Message-ID since") << byHeaderOfOursAlone << milterAdded;
    QTest::newRow("API, again") << byApi << byApi;
    QTest::newRow("API, then ours") << byApi << Pass{"X-Unmta-Message-Id: given-1\r\n", {}, {}};
    QTest::newRow("API, then the milter") << byApi << milter;
    QTest::newRow("API, then the milter with a Message-ID") << byApi << milterAdded;
    QTest::newRow("queue, another queue id") << byQueue << milter;
    QTest::newRow("queue, a Message-ID since") << byQueue << milterAdded;
    QTest::newRow("nothing, again") << byNothing << byNothing;
    QTest::newRow("nothing, then the milter") << byNothing << milter;
    QTest::newRow("nothing, then given") << byNothing << byApi;
    QTest::newRow("nothing, then ours") << byNothing << byHeaderOfOursAlone;
    QTest::newRow("nothing, a Message-ID since") << byNothing << milterAdded;
}

void PixelOwnerTest::comingByAgain()
{
    QFETCH(Pass, first);
    QFETCH(Pass, again);
    for (const QByteArray &html : {"<html><body>one</body></html>"_ba, "one"_ba}) {
        FakeMinter minter;
        const auto once = passed(html, first, minter);
        QVERIFY(once.pixel);
        const auto twice = passed(bodyOf(once), again, minter);
        QCOMPARE(twice.pixelReason, u"already_there"_s);
        QCOMPARE(bodyOf(twice), bodyOf(once));
    }
}

void PixelOwnerTest::quoting_data()
{
    QTest::addColumn<Pass>("first");
    QTest::addColumn<Pass>("reply");
    QTest::addColumn<bool>("pixel");
    const Pass withMessageId{"Message-ID: <reply@x>\r\n", {}, u"q2@host"_s};
    const Pass withOurs{"X-Unmta-Message-Id: own-2\r\n", {}, u"q2@host"_s};
    const Pass withBoth{"Message-ID: <first@x>\r\nX-Unmta-Message-Id: own-2\r\n", {}, u"q2@host"_s};
    const Pass given{noHeader, u"given-2"_s, {}};
    const Pass byMilter{noHeader, {}, u"q2@host"_s};
    // `named`: the quoted message left with a Message-ID. Where neither has one, a reply cannot be told from the
    // message itself, which is the more frequent of the two and must not be counted twice.
    const auto rows = [&](const char *name, const Pass &first, bool named) {
        QTest::addRow("%s, by a reply with Message-ID", name) << first << withMessageId << true;
        QTest::addRow("%s, by a reply with an id of ours", name) << first << withOurs << true;
        QTest::addRow("%s, by a reply that is given an id", name) << first << given << true;
        QTest::addRow("%s, by a reply without id in the milter", name) << first << byMilter << named;
        QTest::addRow("%s, by a reply without id in the API", name) << first << byNothing << named;
    };
    rows("Message-ID", byMessageId, true);
    rows("ours", byHeaderOfOurs, true);
    rows("ours alone", byHeaderOfOursAlone, false);
    rows("API", byApi, false);
    rows("queue", byQueue, false);
    rows("nothing", byNothing, false);
    QTest::newRow("Message-ID, by a message with the same and an id of ours") << byMessageId << withBoth << true;
}

void PixelOwnerTest::quoting()
{
    QFETCH(Pass, first);
    QFETCH(Pass, reply);
    QFETCH(bool, pixel);
    FakeMinter minter;
    const QByteArray quoted = bodyOf(passed("one", first, minter));
    const auto outcome = passed("<p>two</p><blockquote>" + quoted + "</blockquote>", reply, minter);
    QCOMPARE(outcome.pixel, pixel);
    QCOMPARE(outcome.pixelReason, pixel ? u"added"_s : u"already_there"_s);
    QCOMPARE(outcome.bytes.count("<img"), pixel ? 2 : 1);
    if (!pixel)
        return;
    QCOMPARE(minter.requests.back().payload.messageId, outcome.messageId);
    // And it is the reply's own when that comes by again, whatever was removed from its header.
    Pass again = reply;
    again.header = outcome.bytes.first(outcome.bytes.indexOf(htmlType));
    if (!again.queue.isEmpty())
        again.queue = u"q3@host"_s;
    const auto twice = passed(bodyOf(outcome), again, minter);
    QCOMPARE(twice.pixelReason, u"already_there"_s);
    QCOMPARE(bodyOf(twice), bodyOf(outcome));
}

// A pixel that somebody minted and put into the template.
void PixelOwnerTest::mintedPixels()
{
    FakeMinter minter;
    const auto minted =
        minter.mint({LinkKind::Open, "track.example.com", {{}, u"campaign-7"_s, {}, 0, {}, {}, noOrigin}});
    const QByteArray html = "<p>one</p><img src=\"" + *minted + "\">";
    QCOMPARE(passed(html, {"X-Unmta-Message-Id: campaign-7\r\n", {}, {}}, minter).pixelReason, u"already_there"_s);
    QCOMPARE(passed(html, {noHeader, u"campaign-7"_s, {}}, minter).pixelReason, u"already_there"_s);
    QCOMPARE(passed(html, byQueue, minter).pixelReason, u"already_there"_s);
    QCOMPARE(passed(html, byMessageId, minter).pixelReason, u"added"_s);
}

void PixelOwnerTest::whereItStands_data()
{
    QTest::addColumn<QByteArray>("html"); // "@" is a pixel whose message had no id
    QTest::addColumn<bool>("own");
    const auto row = [](const char *name, const char *html, bool own) {
        QTest::newRow(name) << QByteArray(html) << own;
    };
    row("at the end", "<html><body>one@</body></html>", true);
    row("at the end of what has no body", "one@", true);
    row("at the start", "<html><body>@one</body></html>", true);
    row("quoted, at the end of the quotation", "<html><body>two<blockquote>one@</blockquote></body></html>", false);
    row("quoted, at its start", "<html><body><blockquote>@one</blockquote></body></html>", false);
    row("with text behind it", "<html><body>one@two</body></html>", false);
}

void PixelOwnerTest::whereItStands()
{
    QFETCH(QByteArray, html);
    QFETCH(bool, own);
    FakeMinter minter;
    const QByteArray pixel = bodyOf(passed("x", byNothing, minter)).mid(1);
    QVERIFY(pixel.startsWith("<img "));
    // As other writers spell it, its line ends, and its twin of another spelling.
    QByteArray broken = pixel;
    broken.replace("<img ", "<img\r\n").replace("\">", "\"\r\n>");
    QByteArray respelt = pixel;
    respelt.replace("width=\"1\"", "width=1");
    const auto reasonWith = [&](const QByteArray &tag) {
        return passed(QByteArray(html).replace("@", tag), byMessageId, minter).pixelReason;
    };
    QCOMPARE(reasonWith(pixel), own ? u"already_there"_s : u"added"_s);
    QCOMPARE(reasonWith(broken), own ? u"already_there"_s : u"added"_s);
    QCOMPARE(reasonWith(respelt), u"added"_s);
}

void PixelOwnerTest::pastedHtmlInItsMessage()
{
    FakeMinter minter;
    const QByteArray html = rewriteHtml("<body>one</body>", {}, {}, minter).bytes;
    QVERIFY(html.contains("<img "));
    QCOMPARE(passed(html, byMessageId, minter).pixelReason, u"already_there"_s);
    QCOMPARE(rewriteHtml(html, {}, {}, minter).bytes, html);
}

UNMTA_TEST(PixelOwnerTest)

} // namespace unmta::tst_pixel_owner

Q_DECLARE_METATYPE(unmta::tst_pixel_owner::Pass)

#include "tst_pixel_owner.moc"
