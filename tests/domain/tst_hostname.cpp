#include "domain/Hostname.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_hostname {

using namespace Qt::StringLiterals;

namespace {

const QString zone = u"track.unmta.net"_s;

QString repeated(const QString &text, int times)
{
    return text.repeated(times);
}

// 253 characters in five labels, none longer than 63.
const QString longest = repeated(u"a"_s, 63) + u'.' + repeated(u"b"_s, 63) + u'.' + repeated(u"c"_s, 63) + u'.' +
                        repeated(u"d"_s, 57) + u".com"_s;

} // namespace

class TestHostname : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepted_data()
    {
        QTest::addColumn<QString>("input");
        QTest::addColumn<QString>("ascii");
        QTest::addColumn<QString>("unicode");

        const auto row = [](const char *what, const QString &input, const QString &ascii, QString unicode = {}) {
            QTest::newRow(what) << input << ascii << (unicode.isEmpty() ? ascii : unicode);
        };
        row("three labels", u"track.example.com"_s, u"track.example.com"_s);
        row("trailing dot", u"track.example.com."_s, u"track.example.com"_s);
        row("upper case", u"Track.EXAMPLE.Com"_s, u"track.example.com"_s);
        row("blanks around", u" track.example.com\n"_s, u"track.example.com"_s);
        row("below a public suffix of two labels", u"track.example.co.uk"_s, u"track.example.co.uk"_s);
        row("below a private suffix", u"track.me.github.io"_s, u"track.me.github.io"_s);
        row("digits", u"1.2.example.com"_s, u"1.2.example.com"_s);
        row("hyphens inside", u"a-b--c.example.com"_s, u"a-b--c.example.com"_s);
        row("63 characters", repeated(u"a"_s, 63) + u".example.com"_s, repeated(u"a"_s, 63) + u".example.com"_s);
        row("253 characters", longest, longest);
        row("umlaut", u"Münch.beispiel.de"_s, u"xn--mnch-0ra.beispiel.de"_s, u"münch.beispiel.de"_s);
        row("umlaut, encoded", u"XN--MNCH-0RA.beispiel.de"_s, u"xn--mnch-0ra.beispiel.de"_s, u"münch.beispiel.de"_s);
        row("umlaut, decomposed", u"Mu\u0308nch.beispiel.de"_s, u"xn--mnch-0ra.beispiel.de"_s, u"münch.beispiel.de"_s);
        row("sharp s is its own letter", u"straße.beispiel.de"_s, u"xn--strae-oqa.beispiel.de"_s,
            u"straße.beispiel.de"_s);
        row("joiner where the script needs it", u"क\u094d\u200dष.example.com"_s, u"xn--11b2ezcw70k.example.com"_s,
            u"क\u094d\u200dष.example.com"_s);
        row("full-width letters", u"ｔｒａｃｋ.example.com"_s, u"track.example.com"_s);
        row("full-width dots", u"track．example．com"_s, u"track.example.com"_s);
        row("ideographic full stops", u"track。example｡com"_s, u"track.example.com"_s);
        row("ideographic full stop at the end", u"track.example.com。"_s, u"track.example.com"_s);
        row("soft hyphen vanishes", u"tr\u00adack.example.com"_s, u"track.example.com"_s);
        row("Chinese suffix", u"track.食狮.公司.cn"_s, u"track.xn--85x722f.xn--55qx5d.cn"_s, u"track.食狮.公司.cn"_s);
        row("beside our zone", u"track.unmta.net.example.com"_s, u"track.unmta.net.example.com"_s);
        row("ends like our zone", u"xtrack.unmta.net"_s, u"xtrack.unmta.net"_s);
        row("reserved word in front", u"local.example.com"_s, u"local.example.com"_s);
        row("reserved word as registered name", u"track.test.com"_s, u"track.test.com"_s);
    }
    void accepted()
    {
        QFETCH(QString, input);
        QFETCH(QString, ascii);
        QFETCH(QString, unicode);
        const auto parsed = parseTrackingHostname(input, zone);
        QVERIFY2(parsed.ok(), parsed.ok() ? "" : qPrintable(describe(parsed.error())));
        QCOMPARE(parsed->ascii(), ascii);
        QCOMPARE(parsed->unicode(), unicode);
        // Both forms are spellings of the same name.
        QCOMPARE(parseTrackingHostname(unicode, zone)->ascii(), ascii);
        QCOMPARE(parseTrackingHostname(ascii, zone)->ascii(), ascii);
    }

    void refused_data()
    {
        QTest::addColumn<QString>("input");
        QTest::addColumn<QString>("code");

        const auto rows = [](const QString &code, const QStringList &inputs) {
            for (const QString &input : inputs)
                QTest::addRow("%s: %s", qPrintable(code), qPrintable(input.left(60))) << input << code;
        };
        rows(u"domain.required"_s, {u""_s, u"  "_s, u"."_s, u"。"_s});
        rows(u"domain.not_subdomain"_s, {u"example.com"_s, u"com"_s, u"co.uk"_s, u"EXAMPLE.com."_s, u"münchen.de"_s});
        rows(u"domain.apex"_s, {u"example.co.uk"_s, u"EXAMPLE.CO.UK."_s, u"me.github.io"_s, u"食狮.公司.cn"_s,
                                u"foo.bar.kawasaki.jp"_s, u"b.c.ck"_s});
        rows(u"domain.ip_address"_s,
             {u"10.0.0.1"_s,   u"0x7f.1"_s,        u"127.1"_s,          u"2130706433"_s,      u"0x7f000001"_s,
              u"0177.0.0.1"_s, u"0x7f.0.0.0x1"_s,  u"10.0.0.1."_s,      u"256.256.256.256"_s, u"1.2.3.4.5"_s,
              u"[::1]"_s,      u"::1"_s,           u"::ffff:1.2.3.4"_s, u"2001:db8::1"_s,     u"fe80::1%eth0"_s,
              u"[::1]:443"_s,  u"10.0.0.1:8080"_s, u"１０.0.0.1"_s,     u"10。0。0。1"_s,     u"track.example.0x1"_s});
        rows(u"domain.reserved_tld"_s,
             {u"a.b.localhost"_s, u"a.b.local"_s, u"a.b.test"_s, u"a.b.invalid"_s, u"a.b.example"_s,
              u"a.b.localdomain"_s, u"a.b.onion"_s, u"a.b.internal"_s, u"a.b.alt"_s, u"a.home.arpa"_s, u"home.arpa"_s,
              u"localhost"_s, u"A.B.TEST."_s, u"ａ.b.ｔｅｓｔ"_s});
        rows(u"domain.own_zone"_s, {u"track.unmta.net"_s, u"v-deadbeef.track.unmta.net"_s, u"A.TRACK.unmta.NET."_s});
        rows(u"domain.wildcard"_s, {u"*.example.com"_s, u"*"_s, u"*.track.example.com."_s});
        rows(u"domain.label_too_long"_s,
             {repeated(u"a"_s, 64) + u".example.com"_s, repeated(u"ü"_s, 60) + u".example.com"_s,
              u"track."_s + repeated(u"食"_s, 70) + u".com"_s});
        rows(u"domain.too_long"_s, {u"d."_s + longest, repeated(u"abc."_s, 62) + u"example.com"_s});
        rows(u"domain.malformed"_s,
             {u"-x.example.com"_s, u"x-.example.com"_s, u"_dmarc.example.com"_s, u"a..example.com"_s, u".example.com"_s,
              u"track.example.com.."_s, u"tra ck.example.com"_s, u"a.*.example.com"_s, u"track.example.com\x01"_s,
              u"track\\.example.com"_s, u"tr'ack.example.com"_s, u"track,example.com"_s, u"a_b.münch.de"_s,
              // Labels that are the encoding of nothing.
              u"xn--a.example.com"_s, u"xn--abc-.example.com"_s, u"xn--.example.com"_s, u"xn--999999999.example.com"_s,
              // Letters that IDNA2008 does not have, as they are and encoded; a joiner out of place; a mark first; a
              // right-to-left letter before a left-to-right one.
              u"😀.example.com"_s, u"xn--e28h.example.com"_s, u"☃.example.com"_s, u"a\u200db.example.com"_s,
              u"\u0301a.example.com"_s, u"שx.example.com"_s, u"-ü.example.com"_s});
        rows(u"domain.url"_s,
             {u"https://track.example.com/"_s, u"http://track.example.com"_s, u"track.example.com/path"_s,
              u"//track.example.com"_s, u"track.example.com?x=1"_s, u"track.example.com#top"_s,
              u"postmaster@track.example.com"_s, u"mailto:postmaster@track.example.com"_s, u"track.example.com:8443"_s,
              u"https://user:secret@track.example.com:8443/a?b#c"_s, u"HTTPS://TRACK.EXAMPLE.COM"_s,
              u"https://10.0.0.1/"_s, u"https://"_s, u"/"_s, u"https://[::1]/"_s});
    }
    void refused()
    {
        QFETCH(QString, input);
        QFETCH(QString, code);
        const auto parsed = parseTrackingHostname(input, zone);
        QVERIFY2(!parsed.ok(), parsed.ok() ? qPrintable(parsed->ascii()) : "");
        QCOMPARE(parsed.error().code, code);
        QCOMPARE(parsed.error().field, u"name"_s);
        QVERIFY(parsed.error().context.contains(u"name"_s));
    }

    void mistypedNameGetsItsFix_data()
    {
        QTest::addColumn<QString>("input");
        QTest::addColumn<QString>("fix");
        QTest::newRow("quotes") << u"\"track.example.com\""_s << u"remove the quotation marks: track.example.com."_s;
        QTest::newRow("typographic quotes")
            << u"„track.example.com“"_s << u"remove the quotation marks: track.example.com."_s;
        QTest::newRow("backslash") << u"track\\.example.com"_s << u"remove the backslash: track.example.com."_s;
        QTest::newRow("blank inside") << u"track .example.com"_s << u": track.example.com."_s;
        QTest::newRow("second dot at the end")
            << u"track.example.com.."_s << u"remove the second dot: track.example.com."_s;
        QTest::newRow("second dot inside") << u"track..example.com"_s << u"remove the second dot: track.example.com."_s;
        QTest::newRow("BIND line") << u"track.example.com. 300 IN CNAME v-1.track.unmta.net."_s
                                   << u"enter only the name at its beginning: track.example.com."_s;
        QTest::newRow("beyond repair") << u"-x.example.com"_s << QString();
        QTest::newRow("a comma") << u"track,example.com"_s << QString();
    }
    void mistypedNameGetsItsFix()
    {
        QFETCH(QString, input);
        QFETCH(QString, fix);
        const auto parsed = Hostname::parse(input);
        QVERIFY(!parsed.ok());
        QCOMPARE(parsed.error().code, u"domain.malformed"_s);
        const QString said = parsed.error().context.value(u"fix"_s);
        QVERIFY2(said.endsWith(fix) && said.isEmpty() == fix.isEmpty(), qPrintable(said));
    }

    void pastedAddressGetsItsHost_data()
    {
        QTest::addColumn<QString>("input");
        QTest::addColumn<QString>("host");
        QTest::newRow("url") << u"https://Links.Example.org/x?y#z"_s << u"links.example.org"_s;
        QTest::newRow("with everything") << u"https://u:p@links.example.org:8443/x"_s << u"links.example.org"_s;
        QTest::newRow("host and port") << u"links.example.org:443"_s << u"links.example.org"_s;
        QTest::newRow("mail address") << u"me@links.example.org"_s << u"links.example.org"_s;
        QTest::newRow("at sign in the path") << u"links.example.org/@me"_s << u"links.example.org"_s;
        QTest::newRow("IDN") << u"https://münch.beispiel.de/"_s << u"xn--mnch-0ra.beispiel.de"_s;
        QTest::newRow("nothing usable") << u"https:///x"_s << u"track.example.com"_s;
        QTest::newRow("an address") << u"http://10.0.0.1/"_s << u"track.example.com"_s;
    }
    void pastedAddressGetsItsHost()
    {
        QFETCH(QString, input);
        QFETCH(QString, host);
        const auto parsed = parseTrackingHostname(input, zone);
        QVERIFY(!parsed.ok());
        QCOMPARE(parsed.error().context.value(u"host"_s), host);
    }

    void syntaxAloneKnowsNoPolicy_data()
    {
        QTest::addColumn<QString>("input");
        for (const QString &name : {u"localhost"_s, u"example.com"_s, u"a.test"_s, u"c-0a1b2c3d.track.unmta.net"_s})
            QTest::newRow(qPrintable(name)) << name;
    }
    void syntaxAloneKnowsNoPolicy()
    {
        QFETCH(QString, input);
        QVERIFY(Hostname::parse(input).ok());
    }

    void registrableDomain_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("registrable");
        QTest::addColumn<QString>("label");
        QTest::newRow("com") << u"track.example.com"_s << u"example.com"_s << u"track"_s;
        QTest::newRow("two labels in front") << u"a.b.example.com"_s << u"example.com"_s << u"a.b"_s;
        QTest::newRow("co.uk") << u"track.example.co.uk"_s << u"example.co.uk"_s << u"track"_s;
        QTest::newRow("private suffix") << u"track.me.github.io"_s << u"me.github.io"_s << u"track"_s;
        QTest::newRow("unknown top level") << u"track.example.zzzz"_s << u"example.zzzz"_s << u"track"_s;
        QTest::newRow("wildcard rule") << u"track.foo.bar.kawasaki.jp"_s << u"foo.bar.kawasaki.jp"_s << u"track"_s;
        QTest::newRow("exception to it") << u"track.city.kawasaki.jp"_s << u"city.kawasaki.jp"_s << u"track"_s;
        QTest::newRow("IDN suffix") << u"a.食狮.公司.cn"_s << u"xn--85x722f.xn--55qx5d.cn"_s << u"a"_s;
        QTest::newRow("the domain itself") << u"example.com"_s << u"example.com"_s << u"example.com"_s;
        QTest::newRow("a suffix") << u"co.uk"_s << QString() << u"co.uk"_s;
    }
    void registrableDomain()
    {
        QFETCH(QString, name);
        QFETCH(QString, registrable);
        QFETCH(QString, label);
        const auto parsed = Hostname::parse(name);
        QVERIFY(parsed.ok());
        QCOMPARE(parsed->registrableDomain(), registrable);
        QCOMPARE(parsed->labelsBelowRegistrableDomain(), label);
    }

    void underAZone()
    {
        const Hostname name = *Hostname::parse(u"a.track.example.com"_s);
        QVERIFY(name.isUnder(u"example.com"_s));
        QVERIFY(name.isUnder(u"Example.COM"_s));
        QVERIFY(name.isUnder(u"track.example.com"_s));
        QVERIFY(!name.isUnder(u"a.track.example.com"_s));
        QVERIFY(!name.isUnder(u"rack.example.com"_s));
        QVERIFY(!name.isUnder(u""_s));
        QCOMPARE(name.labelCount(), 4);
        QCOMPARE(Hostname().labelCount(), 0);
        QVERIFY(Hostname().isEmpty());
    }

    void anyTextIsAnsweredWithoutHarm()
    {
        // Neither a crash nor a host that is not letters, digits, hyphens and stops.
        static const QRegularExpression ldh(u"\\A[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})*\\z"_s);
        quint32 state = 12345;
        const auto next = [&state] { return state = state * 1664525u + 1013904223u, state >> 8; };
        const QString alphabet = u"aé.-_xn0:/@[]%*ß。😀\u200d\u0301ש食 1"_s;
        int accepted = 0;
        for (int i = 0; i < 20'000; ++i) {
            QString text;
            for (quint32 n = next() % 24; n > 0; --n)
                text += alphabet.at(static_cast<qsizetype>(next() % static_cast<quint32>(alphabet.size())));
            const auto parsed = parseTrackingHostname(text + u".example.com"_s, zone);
            if (!parsed)
                continue;
            ++accepted;
            QVERIFY2(ldh.match(parsed->ascii()).hasMatch(), qPrintable(text));
            QVERIFY2(parsed->ascii().size() <= 253, qPrintable(text));
            QCOMPARE(parseTrackingHostname(parsed->ascii(), zone)->ascii(), parsed->ascii());
        }
        QVERIFY(accepted > 50);
    }
};

UNMTA_TEST(TestHostname)

} // namespace unmta::tst_hostname

#include "tst_hostname.moc"
