// What is rewritten, what is left alone and why, and that nothing else changes.
#include "RewriteScene.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_link_rewriter {

using namespace unmta::rewriter;
using namespace Qt::StringLiterals;
using namespace unmta::test;

namespace {

// Taken out where it stands; the whole value written anew where it is spelt with references.
QByteArray withoutMarker(QByteArray html)
{
    return html.replace("https+notrack://", "https://")
        .replace("HTTPS+NOTRACK://", "HTTPS://")
        .replace("https&#43;notrack://a.b/?c&amp;d=\xc3\xbc", "https://a.b/?c&amp;d=&#252;")
        .replace("https+notrack&#58;//", "https://");
}

} // namespace

class LinkRewriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rewritesHtml_data();
    void rewritesHtml();
    void decidesPerLink_data();
    void decidesPerLink();
    void obeysControlHeaders_data();
    void obeysControlHeaders();
    void contextChoosesTheHost();
    void linksCarryTheMessage();
    void bouncesAreNotTracked();
    void pixelGoesIntoTheFirstHtmlPart();
    void pixelHasItsPlace_data();
    void pixelHasItsPlace();
    void messagesChooseThePlaceOfThePixel_data();
    void messagesChooseThePlaceOfThePixel();
    void rewritingTwiceAddsNothing();
    void rewritesPastedHtml();
};

void LinkRewriterTest::rewritesHtml_data()
{
    QTest::addColumn<QByteArray>("html");
    QTest::addColumn<QByteArray>("result");
    const auto row = [](const char *name, const char *html, const char *result) {
        QTest::newRow(name) << QByteArray(html) << QByteArray(result);
    };
    const char *pixel =
        "<img src=\"https://track.example.com/o/1.gif\" width=\"1\" height=\"1\" alt=\"\" style=\"border:0\">";
    const QByteArray pixel2 = QByteArray(pixel).replace("/o/1", "/o/2");
    row("a pixel of ours that nobody sealed", "<body><IMG SRC='http&#58;//links.example.com/o/x.gif'></body>",
        (QByteArray("<body><IMG SRC='http&#58;//links.example.com/o/x.gif'>") + pixel + "</body>").constData());
    row("an image elsewhere is no pixel of ours", "<img src=http://a.b/o/x.gif>",
        (QByteArray("<img src=http://a.b/o/x.gif>") + pixel).constData());
    row("an image of ours that is no pixel", "<img src=http://links.example.com/x.gif>",
        (QByteArray("<img src=http://links.example.com/x.gif>") + pixel).constData());
    row("link and pixel before the last body end", "<body><a href=\"http://a.b/\">x</a></body> </BODY >y",
        ("<body><a href=\"https://track.example.com/c/1\">x</a></body> " + pixel2 + "</BODY >y").constData());
    row("pixel at the end", "<a href='http://a.b/'>",
        ("<a href='https://track.example.com/c/1'>" + pixel2).constData());
    row("unquoted", "<a href=http://a.b/>", ("<a href=https://track.example.com/c/1>" + pixel2).constData());
    row("a body end in a comment is none", "x<!-- </body> -->", (QByteArray("x<!-- </body> -->") + pixel).constData());
    row("no pixel into an open comment", "x<!-- y", "x<!-- y");
    row("no pixel into a script", "x<script>", "x<script>");
    row("link behind the body end", "</body><a href=http://a.b>",
        (QByteArray("") + QByteArray(pixel).replace("/o/1", "/o/2") + "</body><a href=https://track.example.com/c/1>")
            .constData());
}

void LinkRewriterTest::rewritesHtml()
{
    QFETCH(QByteArray, html);
    QFETCH(QByteArray, result);
    FakeMinter minter;
    QCOMPARE(rewritten(htmlHead + html, minter).bytes, htmlHead + result);
}

void LinkRewriterTest::decidesPerLink_data()
{
    QTest::addColumn<QByteArray>("html");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("url");
    const auto row = [](const char *name, const char *html, const char *reason, const char *url) {
        QTest::newRow(name) << QByteArray(html) << QString::fromLatin1(reason) << QString::fromUtf8(url);
    };
    row("http", "<a href=http://a.b/>", "tracked", "http://a.b/");
    row("upper-case scheme", "<a href=HTTPS://A.b/C>", "tracked", "HTTPS://A.b/C");
    row("area", "<area href=http://a.b/>", "tracked", "http://a.b/");
    row("white space stripped", "<a href=' \thttp://a.b/c\r\n d '>", "tracked", "http://a.b/c%20d");
    row("leading reference to a space", "<a href='&#32;http://a.b/&#10;'>", "tracked", "http://a.b/");
    row("mailto", "<a href=mailto:x@y>", "other_scheme", "mailto:x@y");
    row("tel", "<a href=tel:+1>", "other_scheme", "tel:+1");
    row("cid", "<a href=cid:x>", "other_scheme", "cid:x");
    row("data", "<a href=data:text/html,x>", "other_scheme", "data:text/html,x");
    row("javascript", "<a href=javascript:x>", "other_scheme", "javascript:x");
    row("fragment", "<a href=#top>", "fragment", "#top");
    row("empty", "<a href=''>", "empty", "");
    row("relative", "<a href=/x>", "relative", "/x");
    row("protocol-relative", "<a href=//x/y>", "relative", "//x/y");
    row("no host", "<a href=http:///x>", "malformed", "http:///x");
    row("no slashes", "<a href=http:x.y>", "malformed", "http:x.y");
    row("backslashes", "<a href='http:\\\\x.y'>", "malformed", "http:\\\\x.y");
    row("space in the host", "<a href='http://a b/'>", "malformed", "http://a b/");
    row("ours", "<a href=https://Track.example.com/c/x>", "already_tracked", "https://Track.example.com/c/x");
    row("ours with port", "<a href=https://track.example.com:443/c/x>", "already_tracked",
        "https://track.example.com:443/c/x");
    row("ours, target zone", "<a href=http://c-1.zone.example/c/x>", "already_tracked", "http://c-1.zone.example/c/x");
    row("excluded", "<a href=http://a.b/ data-track=off>", "excluded_by.data-track", "http://a.b/");
    row("svg", "<svg><a href=http://a.b/></a></svg>", "foreign_content", "http://a.b/");
    row("no-track scheme", "<a href=https+notrack://a.b/>", "notrack_scheme", "https://a.b/");
    row("no-track scheme in upper case", "<a href=HTTPS+NOTRACK://A.b/+notrack>", "notrack_scheme",
        "HTTPS://A.b/+notrack");
    row("no-track scheme with references", "<a href='https&#43;notrack://a.b/?c&amp;d=\xc3\xbc'>", "notrack_scheme",
        "https://a.b/?c&d=\xc3\xbc");
    row("no-track scheme and its colon", "<a href=https+notrack&#58;//a.b/:>", "notrack_scheme", "https://a.b/:");
    row("UTF-8", "<a href='http://bücher.example/grün?ö#ß'>", "tracked", "http://bücher.example/grün?ö#ß");
    row("bad UTF-8", "<a href='http://a.b/\xfc'>", "charset_unreadable", "");
}

void LinkRewriterTest::decidesPerLink()
{
    QFETCH(QByteArray, html);
    QFETCH(QString, reason);
    QFETCH(QString, url);
    FakeMinter minter;
    const RewriteOutcome outcome = rewritten(htmlHead + html, minter, clicksOnly());
    QCOMPARE(outcome.links.size(), 1);
    const LinkDecision &link = outcome.links.front();
    QCOMPARE(link.reason, reason);
    QCOMPARE(link.url, url);
    QCOMPARE(link.tracked, reason == "tracked"_L1);
    QCOMPARE(outcome.linksTracked, link.tracked ? 1 : 0);
    QCOMPARE(outcome.linksLeft, link.tracked ? 0 : 1);
    if (link.tracked)
        QCOMPARE(minter.requests.front().payload.url, url);
    else if (reason == "notrack_scheme"_L1)
        QCOMPARE(outcome.bytes, htmlHead + withoutMarker(html));
    else
        QCOMPARE(outcome.bytes, htmlHead + html);
}

void LinkRewriterTest::obeysControlHeaders_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<bool>("opens");
    QTest::addColumn<bool>("clicks");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QStringList>("warnings");
    const auto row = [](const char *name, const QByteArray &headers, bool opens, bool clicks,
                        const char *host = "track.example.com", const QStringList &warnings = {}) {
        QTest::newRow(name) << mail(headers) << opens << clicks << QString::fromLatin1(host) << warnings;
    };
    row("none given", "", true, true);
    row("none", "X-Unmta-Track: none|", false, false);
    row("opens", "X-Unmta-Track: opens|", true, false);
    row("clicks", "x-unmta-track:clicks|", false, true);
    row("both", "X-UNMTA-Track: opens, clicks|", true, true);
    row("folded", "X-Unmta-Track: opens,|\tclicks|", true, true);
    row("twice: the strictest", "X-Unmta-Track: opens, clicks|X-Unmta-Track: clicks|", false, true);
    row("not understood", "X-Unmta-Track: maybe|", false, false, "track.example.com", {u"track_header_unknown"_s});
    row("host", "X-Unmta-Tracking-Host: Links.Example.com.|", true, true, "links.example.com");
    row("host not active", "X-Unmta-Tracking-Host: evil.example.net|", true, true, "track.example.com",
        {u"tracking_host_not_active"_s});
}

void LinkRewriterTest::obeysControlHeaders()
{
    QFETCH(QByteArray, headers);
    QFETCH(bool, opens);
    QFETCH(bool, clicks);
    QFETCH(QString, host);
    QFETCH(QStringList, warnings);
    FakeMinter minter;
    const RewriteOutcome outcome = rewritten("Subject: s\r\n" + headers + htmlHead + "<a href=http://a.b/>", minter);
    QVERIFY(outcome.bytes.startsWith("Subject: s\r\n" + htmlHead));
    QCOMPARE(outcome.bytes.mid(outcome.bodyBegin).startsWith("<a "), true);
    QCOMPARE(outcome.pixel, opens);
    QCOMPARE(outcome.linksTracked, clicks ? 1 : 0);
    QCOMPARE(outcome.trackingHost, host);
    QCOMPARE(outcome.warnings, warnings);
    QCOMPARE(outcome.removedHeaders.size(), headers.toLower().count("x-unmta"));
    if (clicks)
        QVERIFY(outcome.bytes.contains("href=https://" + host.toLatin1() + "/c/1>"));
}

void LinkRewriterTest::contextChoosesTheHost()
{
    RewriteContext context;
    context.trackingHost = "links.example.com";
    const QByteArray html = "<a href=http://a.b/>";
    FakeMinter minter;
    // Before what the message asks for, whose header goes all the same.
    const auto overruled =
        rewritten("X-Unmta-Tracking-Host: track.example.com\r\n" + htmlHead + html, minter, clicksOnly(), context);
    QCOMPARE(overruled.bytes, htmlHead + "<a href=https://links.example.com/c/1>");
    QCOMPARE(overruled.warnings, QStringList());
    QCOMPARE(rewriteHtml(html, clicksOnly(), context, minter).bytes, "<a href=https://links.example.com/c/2>");
    // Nothing of it stays in what passes through, and line ends remain the message's own.
    RewriteRules none;
    none.limits.messageBytes = 1;
    QCOMPARE(rewritten(htmlHead + html, minter, none, context).bytes, htmlHead + html);
    context.trackingHost = "evil.example.net";
    const auto inactive = rewritten(htmlHead + html, minter, clicksOnly(), context);
    QCOMPARE(inactive.trackingHost, u"track.example.com"_s);
    QCOMPARE(inactive.warnings, QStringList{u"tracking_host_not_active"_s});
}

void LinkRewriterTest::linksCarryTheMessage()
{
    FakeMinter minter;
    RewriteContext context;
    context.recipient = u"r@x"_s;
    const QByteArray head =
        "X-Unmta-Message-Id: <own@id>\r\nX-Unmta-Meta: campaign = spring 1\r\nX-Unmta-Meta: k=v=w\r\n"
        "X-Unmta-Meta: broken\r\n";
    const auto outcome = rewritten(head + htmlHead +
                                       "<a href=mailto:x><a href=http://a.b/1 data-track=off><a href=http://a.b/2 "
                                       "data-link-name='A &amp; B'>",
                                   minter, {}, context);
    QCOMPARE(outcome.messageId, u"own@id"_s);
    QCOMPARE(outcome.warnings, QStringList{u"meta_malformed"_s});
    QCOMPARE(outcome.removedHeaders.size(), 4);
    QCOMPARE(outcome.removedHeaders.at(3).occurrence, 3);
    QCOMPARE(minter.requests.size(), 2);
    const LinkRequest &click = minter.requests.at(0);
    QCOMPARE(click.payload.messageId, u"own@id"_s);
    QCOMPARE(click.payload.recipient, u"r@x"_s);
    QCOMPARE(click.payload.linkIndex, 2);
    QCOMPARE(click.payload.linkName, u"A & B"_s);
    QCOMPARE(click.payload.meta, (QMap<QString, QString>{{u"campaign"_s, u"spring 1"_s}, {u"k"_s, u"v=w"_s}}));
    QCOMPARE(minter.requests.at(1).kind, LinkKind::Open);
    QCOMPARE(minter.requests.at(1).payload.linkIndex, 0);
    FakeMinter plain;
    QCOMPARE(rewritten(htmlHead + "x", plain, {}, context).messageId, u"id@x"_s);
    context.queueId = u"queue@host"_s;
    QCOMPARE(rewritten("Content-Type: text/html\r\n\r\nx", plain, {}, context).messageId, u"queue@host"_s);
    context.messageId = u"given"_s;
    QCOMPARE(rewritten("Content-Type: text/html\r\n\r\nx", plain, {}, context).messageId, u"given"_s);
}

void LinkRewriterTest::bouncesAreNotTracked()
{
    FakeMinter minter;
    RewriteContext context;
    context.nullSender = true;
    QCOMPARE(rewritten(htmlHead + "<a href=http://a.b/>", minter, {}, context).bytes,
             htmlHead + "<a href=http://a.b/>");
    QCOMPARE(
        rewritten("X-Unmta-Track: clicks\r\n" + htmlHead + "<a href=http://a.b/>", minter, {}, context).linksTracked,
        1);
}

void LinkRewriterTest::rewritingTwiceAddsNothing()
{
    const QByteArray message = mail("Content-Type: multipart/mixed; boundary=b||--b|Content-Type: text/html||"
                                    "<a href=http://a.b/>one</a>|--b|Content-Type: text/html||two|--b--|");
    FakeMinter minter;
    const auto once = rewritten(message, minter);
    QVERIFY(once.pixel);
    const auto twice = rewritten(once.bytes, minter);
    QCOMPARE(twice.bytes, once.bytes);
    QVERIFY(!twice.pixel);
    QCOMPARE(twice.pixelReason, u"already_there"_s);
}

void LinkRewriterTest::pixelGoesIntoTheFirstHtmlPart()
{
    const QByteArray message = mail("Content-Type: multipart/mixed; boundary=b||--b|Content-Type: text/html||one|--b|"
                                    "Content-Type: text/html||two|--b--|");
    FakeMinter minter;
    const auto outcome = rewritten(message, minter);
    QCOMPARE(minter.requests.size(), 1);
    QVERIFY(outcome.pixel);
    QVERIFY(outcome.bytes.contains("one<img "));
    QVERIFY(outcome.bytes.endsWith(mail("|--b|Content-Type: text/html||two|--b--|")));
}

void LinkRewriterTest::pixelHasItsPlace_data()
{
    QTest::addColumn<PixelPosition>("position");
    QTest::addColumn<QByteArray>("html");   // "#" is so much text that the part becomes large
    QTest::addColumn<QByteArray>("result"); // "@" is the pixel; empty: there is none
    const auto row = [](const char *name, PixelPosition position, const QByteArray &html, const QByteArray &result) {
        QTest::newRow(name) << position << html << result;
    };
    const auto automatic = PixelPosition::Auto;
    const auto start = PixelPosition::Start;
    const auto end = PixelPosition::End;
    row("small", automatic, "<body>x</body>", "<body>x@</body>");
    row("large", automatic, "<body>#</body>", "<body>@#</body>");
    row("large, end", end, "<body>#</body>", "<body>#@</body>");
    row("small, start", start, "<BODY class='a > b'>x</body>", "<BODY class='a > b'>@x</body>");
    row("the first body", start, "<body>x<body>y</body>", "<body>@x<body>y</body>");
    row("no body but a head", start, "<head><title>t</title></head>x", "<head><title>t</title></head>@x");
    row("neither", start, "<p>x</p>", "@<p>x</p>");
    row("text", start, "x <p>y</p>", "@x <p>y</p>");
    row("byte order mark", start, "\xef\xbb\xbf<p>x</p>", "\xef\xbb\xbf@<p>x</p>");
    row("nothing but a declaration", start, "<!DOCTYPE html><p>x</p>", "<!DOCTYPE html><p>x</p>@");
    row("nothing but a style", start, "<style>p{}</style><p>x</p>", "<style>p{}</style><p>x</p>@");
    row("a body in a comment", start, "<!-- <body> --><p>x</p>", "<!-- <body> --><p>x</p>@");
    row("open at the end", end, "<body>x<!-- y", "");
    row("open at the end, start", start, "<body>x<!-- y", "<body>@x<!-- y");
    row("open at the end, auto", automatic, "<body>x<!-- y", "");
}

void LinkRewriterTest::pixelHasItsPlace()
{
    QFETCH(PixelPosition, position);
    QFETCH(QByteArray, html);
    QFETCH(QByteArray, result);
    const QByteArray text = QByteArray("<p>much text</p>\r\n").repeated(99'990 / 18);
    html.replace("#", text);
    FakeMinter minter;
    RewriteRules rules;
    rules.pixelPosition = position;
    const auto outcome = rewritten(htmlHead + html, minter, rules);
    QCOMPARE(outcome.pixel, !result.isEmpty());
    QCOMPARE(outcome.pixelReason, result.isEmpty() ? u"unclosed_markup"_s : u"added"_s);
    const QByteArray pixel =
        "<img src=\"https://track.example.com/o/1.gif\" width=\"1\" height=\"1\" alt=\"\" style=\"border:0\">";
    if (!result.isEmpty())
        QVERIFY(outcome.bytes == htmlHead + result.replace("@", pixel).replace("#", text));
}

void LinkRewriterTest::messagesChooseThePlaceOfThePixel_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("asked"); // by way of the context
    QTest::addColumn<bool>("atStart");
    QTest::addColumn<QStringList>("warnings");
    QTest::newRow("nothing") << QByteArray() << false << false << QStringList();
    QTest::newRow("start") << QByteArray("X-Unmta-Pixel-Position: Start\r\n") << false << true << QStringList();
    QTest::newRow("end") << QByteArray("X-Unmta-Pixel-Position: end\r\n") << false << false << QStringList();
    QTest::newRow("unknown") << QByteArray("X-Unmta-Pixel-Position: top\r\n") << false << false
                             << QStringList{u"pixel_position_unknown"_s};
    QTest::newRow("context first") << QByteArray("X-Unmta-Pixel-Position: end\r\n") << true << true << QStringList();
}

void LinkRewriterTest::messagesChooseThePlaceOfThePixel()
{
    QFETCH(QByteArray, header);
    QFETCH(bool, asked);
    QFETCH(bool, atStart);
    QFETCH(QStringList, warnings);
    FakeMinter minter;
    RewriteContext context;
    if (asked)
        context.pixelPosition = PixelPosition::Start;
    const auto outcome = rewritten(header + htmlHead + "<body>x</body>", minter, {}, context);
    QVERIFY(outcome.bytes.startsWith(htmlHead + (atStart ? "<body><img " : "<body>x<img ")));
    QCOMPARE(outcome.warnings, warnings);
}

void LinkRewriterTest::rewritesPastedHtml()
{
    FakeMinter minter;
    const auto outcome = rewriteHtml("<a href='http://a.b/'>Hi &amp; bye</a></body>", {}, {}, minter);
    QVERIFY(outcome.bytes.startsWith("<a href='https://track.example.com/c/1'>Hi &amp; bye</a><img "));
    QCOMPARE(outcome.links.front().text, u"Hi & bye"_s);
    QCOMPARE(outcome.result, RewriteResult::Rewritten);
}

UNMTA_TEST(LinkRewriterTest)

} // namespace unmta::tst_link_rewriter

#include "tst_link_rewriter.moc"
