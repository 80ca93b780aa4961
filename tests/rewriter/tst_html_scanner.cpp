// Tokenization by the WHATWG standard: which tags there are, and where.
#include "rewriter/html/HtmlLinks.h"
#include "rewriter/html/HtmlScanner.h"
#include "rewriter/text/CharacterReferences.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_html_scanner {

using namespace unmta::rewriter;

namespace {

// "a href=[x] rel" per start tag, "/a" per end tag, "a/" when self-closing, "svg:a" in foreign content; joined by
// spaces.
QByteArray listTags(const QByteArray &html)
{
    const std::string_view text(html.constData(), static_cast<std::size_t>(html.size()));
    HtmlScanner scanner(text);
    HtmlTag tag;
    QByteArrayList result;
    while (scanner.next(tag)) {
        QByteArray one = tag.isEnd ? "/" : tag.foreign ? "svg:" : "";
        one += QByteArray::fromStdString(std::string(tag.name.in(text)));
        for (const HtmlAttribute &a : tag.attributes) {
            one += ' ' + QByteArray::fromStdString(std::string(a.name.in(text)));
            if (a.hasValue)
                one += "=[" + QByteArray::fromStdString(std::string(a.value.in(text))) + ']';
        }
        if (tag.selfClosing)
            one += '/';
        result.append(one);
    }
    if (!scanner.endsInContent())
        result.append("…");
    return result.join(" | ");
}

} // namespace

class HtmlScannerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTags_data();
    void findsTags();
    void rangesAreExact();
    void decodesReferences_data();
    void decodesReferences();
    void encodedTextDecodesToItself();
    void findsLinks_data();
    void findsLinks();
};

void HtmlScannerTest::findsTags_data()
{
    QTest::addColumn<QByteArray>("html");
    QTest::addColumn<QByteArray>("tags");
    const auto row = [](const char *name, const char *html, const char *tags) {
        QTest::newRow(name) << QByteArray(html) << QByteArray(tags);
    };
    row("plain text", "hello < world > a<", "…");
    row("a lone less-than", "1 < 2 <b>", "b");
    row("quotes, three kinds", "<a href=\"x\" b='y' c=z>", "a href=[x] b=[y] c=[z]");
    row("the other quote inside", "<a href=\"it's\" b='\"'>", "a href=[it's] b=[\"]");
    row("greater-than in quotes", "<a title='>' href=x>", "a title=[>] href=[x]");
    row("no value", "<a href>", "a href");
    row("empty value", "<a href=\"\">", "a href=[]");
    row("missing value", "<a href=>", "a href=[]");
    row("space around equals", "<a href = \n 'x' >", "a href=[x]");
    row("slash in unquoted value", "<a href=http://x/>", "a href=[http://x/]");
    row("self-closing", "<br/><br / >", "br/ | br");
    row("attributes without space", "<a href='x'rel='y'>", "a href=[x] rel=[y]");
    row("slashes between", "<a/href=x/ /b>", "a href=[x/] b");
    row("equals begins a name", "<a =x=y>", "a =x=[y]");
    row("quote in a name", "<a h\"ref=x>", "a h\"ref=[x]");
    row("duplicate attribute", "<a href=1 href=2>", "a href=[1] href=[2]");
    row("upper case", "<A HREF=x></A>", "A HREF=[x] | /A");
    row("less-than in a tag", "<a<b href=x>", "a<b href=[x]");
    row("unclosed tag", "<b><a href=x", "b | …");
    row("unclosed quote", "<b><a href=\"x>text</b>", "b | …");
    row("end tag with attributes", "</a x=y>", "/a x=[y]");
    row("empty end tag", "</><b>", "b");
    row("bogus end tag", "</ b><i>", "i");
    row("processing instruction", "<?xml <a> ?><b>", "b");
    row("doctype ends at the first greater-than", "<!DOCTYPE html \"<a>\"><b>", "b");
    row("comment", "<!-- <a> --><b>", "b");
    row("comment abruptly closed", "<!--><b><!---><i>", "b | i");
    row("comment with bang", "<!-- x --!><b>", "b");
    row("comment with dashes", "<!-- x ---><b>", "b");
    row("nested comment ends early", "<!-- <!-- --><b>", "b");
    row("unclosed comment", "<b><!-- <a>", "b | …");
    row("conditional comment", "<!--[if mso]><a href=x><![endif]--><b>", "b");
    row("revealed conditional comment", "<![if !mso]><a href=x><![endif]>", "a href=[x]");
    row("cdata in html is a bogus comment", "<![CDATA[ <a> ]]><b>", "b");
    row("script", "<script>'<a href=x>'</script><b>", "script | /script | b");
    row("script, other end tag", "<script></scripty></b></script ><b>", "script | /script | b");
    row("script, escaped", "<script><!-- <a> </script><b>", "script | /script | b");
    row("script, double escaped", "<script><!-- <script> </script> <a> --></script><b>", "script | /script | b");
    row("script, double escape ended", "<script><!--<script>--></script><b>", "script | /script | b");
    row("script, empty comment", "<script><!--></script><b>", "script | /script | b");
    row("style", "<style>a:after{content:'<a href=x>'}</STYLE><b>", "style | /STYLE | b");
    row("textarea", "<textarea><a href=x></textarea><b>", "textarea | /textarea | b");
    row("title", "<title><a></titl></title><b>", "title | /title | b");
    row("unclosed title", "<title><a>", "title | …");
    row("plaintext", "<plaintext><a></plaintext>", "plaintext | …");
    row("noscript is content", "<noscript><a href=x></noscript>", "noscript | a href=[x] | /noscript");
    row("svg", "<svg><a href=x></a></svg><a>", "svg:svg | svg:a href=[x] | /a | /svg | a");
    row("svg has no raw text", "<svg><style><a></style></svg><b>", "svg:svg | svg:style | svg:a | /style | /svg | b");
    row("svg cdata", "<svg><![CDATA[ <a> > ]]></svg><b>", "svg:svg | /svg | b");
    row("svg left by a paragraph", "<svg><g><p><a></p>", "svg:svg | svg:g | p | a | /p");
    row("svg left by its parent", "<div><svg><g></div><a>", "div | svg:svg | svg:g | /div | a");
    row("svg self-closing", "<svg/><a>", "svg:svg/ | a");
    row("foreignObject is html", "<svg><foreignObject><a></a></foreignObject></svg><b>",
        "svg:svg | svg:foreignObject | a | /a | /foreignObject | /svg | b");
    row("svg open at the end", "<svg><g>", "svg:svg | svg:g | …");
    row("math", "<math><mi><a></a></mi></math><b>", "svg:math | svg:mi | a | /a | /mi | /math | b");
}

void HtmlScannerTest::findsTags()
{
    QFETCH(QByteArray, html);
    QFETCH(QByteArray, tags);
    QCOMPARE(listTags(html), tags);
}

void HtmlScannerTest::rangesAreExact()
{
    const std::string_view html = "xx<a  href='u'>yy</a >";
    HtmlScanner scanner(html);
    HtmlTag tag;
    QVERIFY(scanner.next(tag));
    QCOMPARE(tag.range.in(html), "<a  href='u'>");
    QCOMPARE(tag.attributes.at(0).value.begin, 12u);
    QCOMPARE(tag.attributes.at(0).quote, '\'');
    QVERIFY(scanner.next(tag));
    QCOMPARE(tag.range.in(html), "</a >");
    QVERIFY(!scanner.next(tag));
    QVERIFY(scanner.endsInContent());
}

void HtmlScannerTest::decodesReferences_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *raw, const char *text) {
        QTest::newRow(raw) << QByteArray(raw) << QByteArray(text);
    };
    row("a&amp;b", "a&b");
    row("a&ampb", "a&ampb");
    row("a&amp", "a&");
    row("a&amp=b", "a&amp=b");
    row("a&#38;b", "a&b");
    row("a&#38b", "a&b");
    row("a&#x26;b", "a&b");
    row("a&#X26b", "aɫ"); // b is a hexadecimal digit
    row("?a=1&copy=2", "?a=1&copy=2");
    row("?a=1&copy&b", "?a=1©&b");
    row("?a=1&copy;2", "?a=1©2");
    row("?a&copyright", "?a&copyright");
    row("&lang=en", "&lang=en");
    row("&lang;", "⟨");
    row("&notit;", "&notit;");
    row("&notin;", "∉");
    row("&#0;&#xD800;&#x110000;", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
    row("&#128;&#150;", "€–");
    row("&#;&#x;&;&", "&#;&#x;&;&");
    row("&NotEqualTilde;", "\xe2\x89\x82\xcc\xb8");
    row("&uuml;&#252;&#xfc;", "üüü");
    row("&#99999999999999999999;", "\xef\xbf\xbd");
    row("&Tab;&NewLine;", "\t\n");
}

void HtmlScannerTest::decodesReferences()
{
    QFETCH(QByteArray, raw);
    QFETCH(QByteArray, text);
    QCOMPARE(QByteArray::fromStdString(decodeReferences(raw.toStdString())), text);
}

void HtmlScannerTest::encodedTextDecodesToItself()
{
    std::string all;
    for (char c = 0x20; c < 0x7f; ++c)
        all += c;
    all += "&amp;&copy&#38;";
    const std::string encoded = encodeForAttribute(all);
    QCOMPARE(decodeReferences(encoded), all);
    QVERIFY(encoded.find_first_of("\"'<> `") == std::string::npos);
}

void HtmlScannerTest::findsLinks_data()
{
    QTest::addColumn<QByteArray>("html");
    QTest::addColumn<QByteArray>("links"); // "value!exclusion#name"
    const auto row = [](const char *name, const QByteArray &html, const QByteArray &links) {
        QTest::newRow(name) << html << links;
    };
    row("anchor and area", "<a href=1><area href=2><link href=3><base href=4><img src=5>", "1 2");
    row("first href counts", "<a href=1 href=2>", "1");
    row("names", "<a href=1 data-link-name=n><a data-msys-linkname='m' href=2>", "1#n 2#m");
    row("data-track off", "<a href=1 data-track=off><a href=2 data-track='on'><a data-track=\"OFF\" href=3>",
        "1!data-track 2 3!data-track");
    row("clicktracking", "<a clicktracking=off href=1><a clicktracking=on href=2>", "1!clicktracking 2");
    row("disable-tracking", "<a href=1 disable-tracking=true><a href=2 disable-tracking=false>",
        "1!disable-tracking 2");
    row("sparkpost", "<a data-msys-clicktrack=\"0\" href=1><a data-msys-clicktrack=1 href=2>",
        "1!data-msys-clicktrack 2");
    row("postmark", "<a data-pm-no-track href=1>", "1!data-pm-no-track");
    row("ses", "<a ses:no-track href=1>", "1!ses:no-track");
    row("mailchimp", "<a mc:disable-tracking href=1>", "1!mc:disable-tracking");
    row("mautic", "<a mautic:disable-tracking=\"true\" href=1><a mautic:disable:tracking=true href=2>",
        "1!mautic:disable-tracking 2!mautic:disable:tracking");
    row("mautic's newer spelling",
        "<a data-mautic-disable-tracking=\"true\" href=1><a data-mautic-disable-tracking=false href=2>",
        "1!data-mautic-disable-tracking 2");
    for (const char *attribute :
         {"data-disable-tracking", "data-no-track", "data-notrack", "data-as-no-track", "data-ses-no-track",
          "data-mc-disable-tracking", "cm_dontconvertlink", "mb_dontconvertlink"})
        row(attribute, "<a " + QByteArray(attribute) + " href=1>", "1!" + QByteArray(attribute));
    for (const char *attribute : {"data-clicktracking", "data-click-tracking"})
        row(attribute, "<a " + QByteArray(attribute) + "=off href=1><a " + attribute + " href=2>",
            "1!" + QByteArray(attribute) + " 2");
    row("in a conditional comment", "<a href=1><!--[if mso]><a href=2><area href=3/><![endif]--><a href=4>",
        "1 2 3/ 4");
    row("VML shapes in one",
        "<!--[if gte mso 9]><v:roundrect href='1'><V:Rect href=2><v:shape href=3><v:fill href=4><x:rect href=5>"
        "<![endif]-->",
        "1 2 3");
    row("VML shapes outside of one", "<v:roundrect href=1>", "");
    row("a comment that is not conditional", "<!-- [if mso]><a href=1><![endif]--><!--[ifs]><a href=2><![endif]-->",
        "");
    row("a conditional comment without its end", "<!--[if mso]><a href=1>--><!--[if mso]<a href=2><![endif]-->", "");
    row("an end before the beginning", "<!--[if mso <![endif]>]><a href=1>-->", "");
    row("other letters in the words", "<!--[IF MSO]><a href=1><![EndIf]-->", "1");
    row("one that others read", "<!--[if !mso]><!--><a href=1><!--<![endif]-->", "1");
    row("conditions within", "<!--[if mso]><a href=1><![if gte mso 12]><a href=2><![endif]><a href=3><![endif]-->",
        "1 2 3");
    row("raw text within", "<!--[if mso]><style><a href=1></style><a href=2><![endif]-->", "2");
    row("an open tag within does not reach out", "<!--[if mso]><a href='1<![endif]--><a href='2'>", "2");
    row("exclusions within", "<!--[if mso]><a href=1 data-track=off><![endif]-->", "1!data-track");
}

void HtmlScannerTest::findsLinks()
{
    QFETCH(QByteArray, html);
    QFETCH(QByteArray, links);
    const std::string_view text(html.constData(), static_cast<std::size_t>(html.size()));
    QByteArrayList found;
    for (const HtmlLink &link : findHtmlLinks(text, 100, false).links) {
        QByteArray one = QByteArray::fromStdString(std::string(link.value.in(text)));
        if (!link.exclusion.empty())
            one += '!' + QByteArray::fromStdString(std::string(link.exclusion));
        if (!link.name.isEmpty())
            one += '#' + QByteArray::fromStdString(std::string(link.name.in(text)));
        found.append(one);
    }
    QCOMPARE(found.join(' '), links);
}

UNMTA_TEST(HtmlScannerTest)

} // namespace unmta::tst_html_scanner

#include "tst_html_scanner.moc"
