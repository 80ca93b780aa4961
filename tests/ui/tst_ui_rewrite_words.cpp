// What the rewriting page says about the rewriter's codes, and where it finds a link's address in a source.
#include "rewriting/RewriteMarks.h"
#include "rewriting/RewriteReading.h"
#include "rewriting/RewriteWords.h"
#include "support/TestMain.h"
#include "ui/RewriteSamples.h"

#include <QLocale>
#include <QScopeGuard>
#include <QTest>

namespace unmta::tst_ui_rewrite_words {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestUiRewriteWords final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void encodedPartsAreReadable_data();
    void encodedPartsAreReadable();
    void signedMessagesAreCalledSigned();
    void sizesAreWrittenAsTheReaderDoes();
    void everyCodeHasItsSentence_data();
    void everyCodeHasItsSentence();
    void everyWarningHasItsSentence_data();
    void everyWarningHasItsSentence();
    void summariesTellTheOutcome_data();
    void summariesTellTheOutcome();
    void addressesAreFoundInTheSource_data();
    void addressesAreFoundInTheSource();
};

void TestUiRewriteWords::everyCodeHasItsSentence_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *code, const char *sentence) {
        QTest::newRow(code) << QString::fromLatin1(code) << QString::fromLatin1(sentence);
    };
    row("tracked", "A click is counted");
    row("foreign_content", "SVG or MathML");
    row("notrack_scheme", "+notrack");
    row("empty", "leads nowhere");
    row("fragment", "within the message");
    row("relative", "names no host");
    row("other_scheme", "Only http and https");
    row("malformed", "not a valid web address");
    row("charset_unreadable", "charset");
    row("already_tracked", "already");
    row("clicks_off", "Clicks are not tracked");
    row("too_long", "2,000 characters");
    row("line_too_long", "998 bytes");
    row("no_certificate", "no certificate yet");
    row("dkim_signed", "signed (DKIM)");
    row("excluded_by.data-pm-no-track", "The template says so: data-pm-no-track.");
    row("link.url_too_long", "8 KiB"); // from the table of errors
}

void TestUiRewriteWords::everyCodeHasItsSentence()
{
    QFETCH(QString, code);
    QFETCH(QString, sentence);
    QVERIFY2(ui::linkReason(code).contains(sentence), qPrintable(ui::linkReason(code)));
    QVERIFY(ui::linkReason(code).endsWith(u'.'));
}

void TestUiRewriteWords::everyWarningHasItsSentence_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *code, const char *sentence) {
        QTest::newRow(code) << QString::fromLatin1(code) << QString::fromLatin1(sentence);
    };
    row("over_102_kib", "The HTML part becomes 120 KB. Gmail cuts");
    row("visible_host_differs", "shows another host");
    row("no_html_part", "no HTML part");
    row("already_signed", "DKIM signature");
    row("tracking_host_not_active", "not active in this cluster; track.example.com is used");
    row("track_header_unknown", "X-Unmta-Track");
    row("meta_malformed", "X-Unmta-Meta");
    row("no_certificate", "neither track.example.com nor");
    row("pixel_position_unknown", "X-Unmta-Pixel-Position");
}

void TestUiRewriteWords::everyWarningHasItsSentence()
{
    QFETCH(QString, code);
    QFETCH(QString, sentence);
    wire::RewritePreview preview = samplePreview();
    preview.parts[1].bytesAfter = 120 * 1024;
    QVERIFY2(ui::rewriteWarning(code, preview).contains(sentence), qPrintable(ui::rewriteWarning(code, preview)));
}

void TestUiRewriteWords::summariesTellTheOutcome_data()
{
    QTest::addColumn<wire::RewritePreview>("preview");
    QTest::addColumn<QString>("badge");
    QTest::addColumn<QString>("summary");
    const auto row = [](const char *name, auto change, const QString &badge, const QString &summary) {
        wire::RewritePreview preview = samplePreview();
        change(preview);
        QTest::newRow(name) << preview << badge << summary;
    };
    row(
        "rewritten", [](auto &) {}, u"Rewritten"_s, u"2 of 5 links tracked, pixel added, host track.example.com"_s);
    row(
        "one link", [](auto &p) { p.links = p.links.mid(0, 1); }, u"Rewritten"_s,
        u"The one link tracked, pixel added, host track.example.com"_s);
    row(
        "nothing to do",
        [](auto &p) {
            p.links.clear();
            p.result = u"unchanged"_s;
            p.pixelReason = u"opens_off"_s;
        },
        u"Unchanged"_s, u"No links found, no pixel, because opens are not tracked, host track.example.com"_s);
    row(
        "signed part", [](auto &p) { p.pixelReason = u"signed"_s; }, u"Rewritten"_s,
        u"2 of 5 links tracked, no pixel in the HTML part: it is signed, and a change would break the signature, host "
        "track.example.com"_s);
    row(
        "nothing but a signed part",
        [](auto &p) {
            p.links.clear();
            p.result = u"unchanged"_s;
            p.pixelReason = u"signed"_s;
            p.parts = {{u"1"_s, u"text/html"_s, false, u"signed"_s, 10, 10}};
        },
        u"Unchanged"_s,
        u"No links looked for, no pixel in the HTML part: it is signed, and a change would break the signature, host "
        "track.example.com"_s);
    row(
        "beyond a limit",
        [](auto &p) {
            p.result = u"passed_through"_s;
            p.reason = u"limit.parts"_s;
        },
        u"Passed through"_s, u"The message goes out as it came: it has too many parts."_s);
}

void TestUiRewriteWords::summariesTellTheOutcome()
{
    QFETCH(wire::RewritePreview, preview);
    QFETCH(QString, badge);
    QFETCH(QString, summary);
    QCOMPARE(ui::rewriteBadge(preview).text, badge);
    QCOMPARE(ui::rewriteSummary(preview), summary);
}

void TestUiRewriteWords::addressesAreFoundInTheSource_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QStringList>("links");
    QTest::addColumn<QStringList>("found"); // as they stand in the source
    const auto row = [](const char *name, const QString &source, const QStringList &links, const QStringList &found) {
        QTest::newRow(name) << source << links << found;
    };
    const QString u1 = u"https://a.example.com/?x=1&y=2"_s;
    row("as it is", u"<a href=\"https://a.example.com/\">"_s, {u"https://a.example.com/"_s},
        {u"https://a.example.com/"_s});
    row("character references", u"<a href='https://a.example.com/?x=1&amp;y=2'>"_s, {u1},
        {u"https://a.example.com/?x=1&amp;y=2"_s});
    row("numeric references", u"<a href=https://a.example.com/?x=1&#x26;y=2>"_s, {u1},
        {u"https://a.example.com/?x=1&#x26;y=2"_s});
    row("quoted-printable", u"<a href=3D\"https://a.exam=\nple.com/?x=3D1&amp;y=3D2\">"_s, {u1},
        {u"https://a.exam=\nple.com/?x=3D1&amp;y=3D2"_s});
    row("in UTF-8, quoted-printable", u"<a href=3D\"https://a.example.com/gr=C3=BCn\">"_s,
        {u"https://a.example.com/grün"_s}, {u"https://a.example.com/gr=C3=BCn"_s});
    row("an address in the text is not the link's", u"https://b.example.com <a href=\"https://b.example.com\">"_s,
        {u"https://b.example.com"_s}, {u"https://b.example.com"_s});
    row("the beginning of another address", u"<a href=\"/about\"><a href=\"/\">"_s, {u"/"_s}, {u"/"_s});
    row("the same twice, the first one broken",
        u"<a href=3D\"https://a.e=\nxample.com/\"><a href=\"https://a.example.com/\">"_s,
        {u"https://a.example.com/"_s, u"https://a.example.com/"_s},
        {u"https://a.e=\nxample.com/"_s, u"https://a.example.com/"_s});
    row("not there", u"PGEgaHJlZj0i"_s, {u"https://a.example.com/"_s}, {});
}

void TestUiRewriteWords::addressesAreFoundInTheSource()
{
    QFETCH(QString, source);
    QFETCH(QStringList, links);
    QFETCH(QStringList, found);
    wire::RewritePreview preview;
    preview.parts = {{u"1"_s, u"text/html"_s, true, u"rewritten"_s, 0, 0}};
    for (const QString &url : links) {
        wire::RewriteLink link;
        link.part = u"1"_s;
        link.url = url;
        preview.links.append(link);
    }
    QStringList marked;
    qsizetype before = 0;
    for (const ui::TextMark &mark : ui::findMarks(source, preview, ui::RewriteSide::Original)) {
        QVERIFY(mark.begin >= before);
        before = mark.begin + mark.length;
        marked << source.mid(mark.begin, mark.length);
    }
    QCOMPARE(marked, found);
}

void TestUiRewriteWords::encodedPartsAreReadable_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("readable");
    QTest::addColumn<bool>("decoded");
    const auto row = [](const char *name, const QByteArray &source, const QByteArray &readable, bool decoded = true) {
        QTest::newRow(name) << source << readable << decoded;
    };
    const QByteArray html = "Content-Type: text/html; charset=utf-8\n";
    const QByteArray base64 = html + "Content-Transfer-Encoding: base64\n\n";
    const QByteArray quoted = html + "Content-Transfer-Encoding: Quoted-Printable\n\n";
    row("base64", base64 + "PGEgaHJlZj1odHRwOi8vYS5iLz7DvDwvYT4=\n", base64 + "<a href=http://a.b/>\xc3\xbc</a>");
    row("cut base64", base64 + "PGEgaHJlZj1odHRw\nOi8vYS5i", base64 + "<a href=http://a.b");
    row("quoted-printable", quoted + "<a href=3Dhttp://=\na.b/>=C3=BC</a> \nx",
        quoted + "<a href=http://a.b/>\xc3\xbc</a>\nx");
    row("latin1", "Content-Transfer-Encoding: quoted-printable\nContent-Type: text/html; charset=\"iso-8859-1\"\n\n=FC",
        "Content-Transfer-Encoding: quoted-printable\nContent-Type: text/html; charset=\"iso-8859-1\"\n\n\xc3\xbc");
    row("8bit", html + "\n<a href=3D>", html + "\n<a href=3D>", false);
    row("parts",
        "Content-Type: multipart/mixed;\n boundary=\"b 1\"\n\npreamble\n--b 1\n" + base64 + "eA==\n--b 1\n" + quoted +
            "--b=\n2\n--b 1\nContent-Type: image/gif\nContent-Transfer-Encoding: base64\n\neA==\n--b 1--\neA==\n",
        "Content-Type: multipart/mixed;\n boundary=\"b 1\"\n\npreamble\n--b 1\n" + base64 + "x\n--b 1\n" + quoted +
            "--b2\n--b 1\nContent-Type: image/gif\nContent-Transfer-Encoding: base64\n\neA==\n--b 1--\neA==\n");
    row("HTML alone", "<a href=3D>\nContent-Transfer-Encoding: base64\n\neA==",
        "<a href=3D>\nContent-Transfer-Encoding: base64\n\neA==", false);
    row("nothing", "", "", false);
}

void TestUiRewriteWords::encodedPartsAreReadable()
{
    QFETCH(const QByteArray, source);
    QFETCH(const QByteArray, readable);
    QFETCH(const bool, decoded);
    const auto reading = ui::readableSource(source);
    QCOMPARE(reading.text, readable);
    QCOMPARE(reading.hasDecoded, decoded);
}

void TestUiRewriteWords::sizesAreWrittenAsTheReaderDoes()
{
    const auto back = qScopeGuard([before = QLocale()] { QLocale::setDefault(before); });
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    QCOMPARE(ui::byteSize(1536), u"1,5 KB"_s);
    QCOMPARE(ui::byteSize(8 * 1024 * 1024), u"8,0 MB"_s);
}

void TestUiRewriteWords::signedMessagesAreCalledSigned()
{
    wire::RewritePreview preview;
    preview.result = u"unchanged"_s;
    preview.parts = {{u"1"_s, u"text/html"_s, false, u"dkim_signed"_s, 10, 10}};
    QCOMPARE(ui::rewriteSummary(preview), u"The message is signed (DKIM) and was left alone; it has no links."_s);
    wire::RewriteLink link;
    link.reason = u"dkim_signed"_s;
    preview.links = {link};
    QCOMPARE(ui::rewriteSummary(preview), u"The message is signed (DKIM) and was left alone, with its one link."_s);
    preview.links = QList<wire::RewriteLink>(7, link);
    QCOMPARE(ui::rewriteSummary(preview), u"The message is signed (DKIM) and was left alone, with its 7 links."_s);
    QVERIFY(ui::rewriteWarning(u"already_signed"_s, preview).contains(u"Also signed messages"_s));
    QCOMPARE(ui::linkReason(link.reason), u"The message is signed (DKIM), and a change would break the signature."_s);
    preview.parts.clear(); // it was rewritten all the same
    QVERIFY(ui::rewriteWarning(u"already_signed"_s, preview).contains(u"Sign it again"_s));
}

UNMTA_TEST(TestUiRewriteWords)

} // namespace unmta::tst_ui_rewrite_words

#include "tst_ui_rewrite_words.moc"
