#include "domain/TrackingLink.h"
#include "support/FakeRandom.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_tracking_link {

using namespace Qt::StringLiterals;

namespace {

const LinkScope clickScope{LinkKind::Click, "0a1b2c3d", "track.example.com"};
const LinkScope openScope{LinkKind::Open, "0a1b2c3d", "track.example.com"};

LinkKey numberedKey(quint32 id, char fill)
{
    return {id, QByteArray(32, fill)};
}

const LinkKeyring ring{numberedKey(0x01020304, 'k'), numberedKey(7, 'o')};

LinkPayload sample()
{
    LinkPayload payload;
    payload.url = u"https://shop.example.com/a?b=1&c=%3D#d"_s;
    payload.messageId = u"<1@example.com>"_s;
    payload.recipient = u"ann@example.net"_s;
    payload.linkIndex = 3;
    payload.linkName = u"Größe"_s;
    payload.meta = {{u"campaign"_s, u"spring"_s}, {u"empty"_s, u""_s}};
    return payload;
}

QByteArray seal(const LinkPayload &payload, const LinkScope &scope, const LinkKeyring &keys, quint64 seed = 1)
{
    test::FakeRandom random(seed);
    const auto token = sealLink(payload, scope, keys, random);
    return token ? *token : QByteArray();
}

const auto spelling = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

} // namespace

class TestTrackingLink : public QObject
{
    Q_OBJECT

    void mustNotOpen(const QByteArray &token, const LinkScope &scope = clickScope, const LinkKeyring &keys = ring)
    {
        const auto opened = openLink(token, scope, keys);
        QVERIFY2(!opened.ok(), token.constData());
        QCOMPARE(opened.error(), Error(u"link.not_genuine"_s)); // nothing that would tell why
    }

private Q_SLOTS:
    // The layout that TrackingLink.h describes, frozen: links in delivered mail must open for ever.
    void vectors_data()
    {
        QTest::addColumn<bool>("click");
        QTest::addColumn<LinkPayload>("payload");
        QTest::addColumn<QByteArray>("rawHex");

        QTest::newRow("click with everything")
            << true << sample()
            << QByteArray("0101020304c15c0289ec2d0a9167ec8e65b07048454dc50a309d52eafeaa5d3af4f4f750e5cc0da665cfa4ca"
                          "2c58247da5fd5282da6f9105424dba701433991da3dabbbabf157266450e3388fca63857e2e349df60f67d90"
                          "f6563d8bd30cfb5f74f04e0b007938ff674133d63f845d95d2da60f2432412fb675197ce10e78dcf00b0fac2"
                          "f962b42a9a797654ad97f4a4");
        LinkPayload open;
        open.messageId = u"m1"_s;
        open.recipient = u"r1"_s;
        QTest::newRow("open")
            << false << open
            << QByteArray("0101020304c15c0289ec2d0a9167ec8e65b3544d003ab70b3b655289b2a3be1774908b9295f542ddf6");
        QTest::newRow("open of nothing") << false << LinkPayload()
                                         << QByteArray(
                                                "0101020304c15c0289ec2d0a9167ec8e651f96e0aa5898e35e3213823f57640191");
    }
    void vectors()
    {
        QFETCH(bool, click);
        QFETCH(LinkPayload, payload);
        QFETCH(QByteArray, rawHex);
        const LinkScope &scope = click ? clickScope : openScope;
        QCOMPARE(QByteArray::fromBase64(seal(payload, scope, ring), spelling).toHex(), rawHex);
        const auto opened = openLink(QByteArray::fromHex(rawHex).toBase64(spelling), scope, ring);
        QVERIFY(opened.ok());
        QVERIFY(*opened == payload);
    }

    void paths()
    {
        QCOMPARE(linkPath(LinkKind::Open, "abc"), QByteArray("/o/abc.gif"));
        QCOMPARE(linkPath(LinkKind::Click, "abc"), QByteArray("/c/abc"));
    }

    void parsedPaths_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("kind"); // empty: no link
        QTest::addColumn<QByteArray>("token");
        QTest::newRow("pixel") << "/o/abc.gif"_ba
                               << "o"_ba
                               << "abc"_ba;
        QTest::newRow("click") << "/c/abc"_ba
                               << "c"_ba
                               << "abc"_ba;
        QTest::newRow("click that looks like a picture") << "/c/abc.gif"_ba
                                                         << "c"_ba
                                                         << "abc.gif"_ba;
        QTest::newRow("whatever stands there") << "/c/b/c%20"_ba
                                               << "c"_ba
                                               << "b/c%20"_ba;
        QTest::newRow("for apps") << "/c/a/abc"_ba
                                  << "c"_ba
                                  << "abc"_ba;
        QTest::newRow("for apps, without a token") << "/c/a/"_ba
                                                   << "c"_ba
                                                   << ""_ba;
        QTest::newRow("a pixel is not for apps") << "/o/a/abc.gif"_ba
                                                 << "o"_ba
                                                 << "a/abc"_ba;
        QTest::newRow("pixel without token") << "/o/.gif"_ba
                                             << "o"_ba
                                             << ""_ba;
        QTest::newRow("click without token") << "/c/"_ba
                                             << "c"_ba
                                             << ""_ba;
        QTest::newRow("prefix and suffix share nothing") << "/o/gif"_ba
                                                         << ""_ba
                                                         << ""_ba;
        QTest::newRow("pixel without ending") << "/o/abc"_ba
                                              << ""_ba
                                              << ""_ba;
        QTest::newRow("another path") << "/x/abc"_ba
                                      << ""_ba
                                      << ""_ba;
        QTest::newRow("further down") << "/a/c/abc"_ba
                                      << ""_ba
                                      << ""_ba;
        QTest::newRow("capital") << "/C/abc"_ba
                                 << ""_ba
                                 << ""_ba;
        QTest::newRow("nothing") << ""_ba
                                 << ""_ba
                                 << ""_ba;
    }
    void parsedPaths()
    {
        QFETCH(const QByteArray, path);
        QFETCH(const QByteArray, kind);
        QFETCH(const QByteArray, token);
        const auto link = parseLinkPath(path);
        QCOMPARE(link.has_value(), !kind.isEmpty());
        if (!link)
            return;
        QCOMPARE(link->kind, kind == "o" ? LinkKind::Open : LinkKind::Click);
        QCOMPARE(link->token.toByteArray(), token);
        QCOMPARE(link->isForApps, path.startsWith("/c/a/"));
        QCOMPARE(linkPath(link->kind, token, link->isForApps), path);
    }

    void noFlippedBitIsAccepted()
    {
        const QByteArray raw = QByteArray::fromBase64(seal(sample(), clickScope, ring), spelling);
        for (qsizetype i = 0; i < raw.size() * 8; ++i) {
            QByteArray changed = raw;
            changed[i / 8] = static_cast<char>(changed[i / 8] ^ (1 << (i % 8)));
            mustNotOpen(changed.toBase64(spelling));
        }
    }

    void noTruncationOrExtensionIsAccepted()
    {
        const QByteArray raw = QByteArray::fromBase64(seal(sample(), clickScope, ring), spelling);
        for (qsizetype i = 0; i < raw.size(); ++i) {
            mustNotOpen(raw.first(i).toBase64(spelling));
            mustNotOpen(raw.sliced(i + 1).toBase64(spelling));
        }
        mustNotOpen((raw + '\0').toBase64(spelling));
        const QByteArray token = raw.toBase64(spelling);
        for (qsizetype i = 0; i < token.size(); ++i)
            mustNotOpen(token.first(i));
    }

    void oneSpellingOnly()
    {
        // All three lengths modulo 3, so that spare bits and padding are met.
        for (const QString &recipient : {u"a"_s, u"ab"_s, u"abc"_s}) {
            LinkPayload payload = sample();
            payload.recipient = recipient;
            const QByteArray token = seal(payload, clickScope, ring);
            QVERIFY(openLink(token, clickScope, ring).ok());
            for (const QByteArray &other :
                 {token + '=', token + "==", token + '\n', ' ' + token, token + '%',
                  token.left(9) + '\n' + token.mid(9), token + QByteArray(1, '\0'), token.toUpper()})
                mustNotOpen(other);
            // Every other last character: the spare bits must be zero.
            for (const char c : QByteArray("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")) {
                if (c && c != token.back())
                    mustNotOpen(token.chopped(1) + c);
            }
            // The other alphabet of base64.
            QByteArray standard = QByteArray::fromBase64(token, spelling).toBase64(QByteArray::OmitTrailingEquals);
            if (standard != token)
                mustNotOpen(standard);
        }
    }

    void boundToKindClusterAndHost_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("cluster");
        QTest::addColumn<QByteArray>("host");
        const int click = static_cast<int>(LinkKind::Click);
        const int open = static_cast<int>(LinkKind::Open);
        QTest::newRow("other kind") << open << QByteArray("0a1b2c3d") << QByteArray("track.example.com");
        QTest::newRow("other cluster") << click << QByteArray("0a1b2c3e") << QByteArray("track.example.com");
        QTest::newRow("other host") << click << QByteArray("0a1b2c3d") << QByteArray("links.example.com");
        QTest::newRow("host in upper case") << click << QByteArray("0a1b2c3d") << QByteArray("Track.example.com");
        QTest::newRow("boundary moved") << click << QByteArray("0a1b2c3dt") << QByteArray("rack.example.com");
        QTest::newRow("no cluster") << click << QByteArray() << QByteArray("track.example.com");
        QTest::newRow("no host") << click << QByteArray("0a1b2c3d") << QByteArray();
    }
    void boundToKindClusterAndHost()
    {
        QFETCH(int, kind);
        QFETCH(QByteArray, cluster);
        QFETCH(QByteArray, host);
        mustNotOpen(seal(sample(), clickScope, ring), {static_cast<LinkKind>(kind), cluster, host});
    }

    void keysRotate()
    {
        const LinkKeyring before{ring[1]};
        const QByteArray old = seal(sample(), clickScope, before);
        QVERIFY(openLink(old, clickScope, ring).ok());                     // the old key is still in the ring
        QVERIFY(seal(sample(), clickScope, ring) != old);                  // new links use the newest
        mustNotOpen(seal(sample(), clickScope, ring), clickScope, before); // a key nobody knows
        mustNotOpen(old, clickScope, {});
        mustNotOpen(old, clickScope, {numberedKey(7, 'x')}); // right id, other secret
    }

    void everyTokenIsNew()
    {
        test::FakeRandom random;
        QSet<QByteArray> seen;
        for (int i = 0; i < 100; ++i)
            seen.insert(*sealLink(sample(), clickScope, ring, random));
        QCOMPARE(seen.size(), 100);
        QCOMPARE(makeLinkKey(random).secret.size(), 32);
        QVERIFY(makeLinkKey(random).secret != makeLinkKey(random).secret);
    }

    void junkIsRefused()
    {
        for (const QByteArray &junk : {QByteArray(), QByteArray("A"), QByteArray("AQ"), QByteArray(4000, 'A'),
                                       QByteArray("../../etc/passwd"), QByteArray("\xff\xfe"), QByteArray(64, '\0')})
            mustNotOpen(junk);
        test::FakeRandom random(99);
        for (int i = 0; i < 20'000; ++i)
            mustNotOpen(random.bytes(33 + random.below(100)).toBase64(spelling));
    }

    void destinationsComeBackAsTheyWere_data()
    {
        QTest::addColumn<QString>("url");
        for (const QString &url : {u"http://example.com"_s,
                                   u"https://example.com/"_s,
                                   u"HTTPS://Example.com/Path"_s,
                                   u"https://user:pa%20ss@example.com:8443/"_s,
                                   u"https://example.com/?a=1&amp;b=2"_s,
                                   u"https://example.com/?q=a+b%20c"_s,
                                   u"https://example.com/%3D%2f%00"_s,
                                   u"https://[2001:db8::1]/x[1]"_s,
                                   u"https://münchen.example/straße?ü=ß#ä"_s,
                                   u"https://例え.example/パス"_s,
                                   u"https://example.com/😀"_s,
                                   u"https://example.com/{{unsubscribe}}"_s,
                                   u"https://example.com/#"_s,
                                   u"https://example.com?"_s,
                                   u"https://example.com//double//slash"_s,
                                   u"https://example.com/a\\b|c^d`e"_s,
                                   u"https://example.com/%"_s,
                                   u"https://example.com/%zz"_s,
                                   u"http://example.com."_s,
                                   QString(u"https://example.com/"_s + u"x"_s.repeated(5000))})
            QTest::newRow(qPrintable(url.left(60))) << url;
    }
    void destinationsComeBackAsTheyWere()
    {
        QFETCH(QString, url);
        QVERIFY(isSupportedDestination(url));
        LinkPayload payload;
        payload.url = url;
        const auto opened = openLink(seal(payload, clickScope, ring), clickScope, ring);
        QVERIFY(opened.ok());
        QCOMPARE(opened->url, url);
    }

    void destinationsRefused_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("code");
        for (const QString &url : {u""_s,
                                   u"javascript:alert(1)"_s,
                                   u"data:text/html,x"_s,
                                   u"ftp://example.com/"_s,
                                   u"mailto:a@example.com"_s,
                                   u"//example.com/"_s,
                                   u"/path"_s,
                                   u"example.com"_s,
                                   u"http:"_s,
                                   u"http:/example.com"_s,
                                   u"http://"_s,
                                   u"https:///path"_s,
                                   u"https://?x"_s,
                                   u"https://#x"_s,
                                   u"https://:80/"_s,
                                   u"https://a.example\\@b.example/"_s,
                                   u" https://example.com/"_s,
                                   u"https://example.com/\r\nSet-Cookie: a=b"_s,
                                   u"https://exa mple.com/"_s,
                                   u"https://example.com/\t"_s,
                                   u"https://example.com/\x7f"_s,
                                   u"https\u2028://example.com"_s,
                                   u"httpsx://example.com"_s})
            QTest::newRow(QUrl::toPercentEncoding(url, " :/?#").constData()) << url << u"link.url_unsupported"_s;
        QTest::newRow("half a surrogate pair")
            << u"https://example.com/"_s + QChar(0xd83d) << u"link.url_unsupported"_s;
        QTest::newRow("NUL") << u"https://example.com/"_s + QChar(0) << u"link.url_unsupported"_s;
        QTest::newRow("above 8 KiB") << u"https://example.com/"_s + u"x"_s.repeated(8192) << u"link.url_too_long"_s;
        QTest::newRow("its token above 8 KiB")
            << u"https://example.com/"_s + u"x"_s.repeated(6500) << u"link.too_long"_s;
    }
    void destinationsRefused()
    {
        QFETCH(QString, url);
        QFETCH(QString, code);
        LinkPayload payload;
        payload.url = url;
        test::FakeRandom random;
        const auto token = sealLink(payload, clickScope, ring, random);
        QVERIFY(!token.ok());
        QCOMPARE(token.error().code, code);
    }

    void fieldsThatCannotBeCarried_data()
    {
        QTest::addColumn<LinkPayload>("payload");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("field");
        const auto with = [](auto change) {
            LinkPayload payload = sample();
            change(payload);
            return payload;
        };
        const QString tooLong = u"x"_s.repeated(1001);
        QTest::newRow("long message id") << with([&](LinkPayload &p) { p.messageId = tooLong; })
                                         << u"link.field_too_long"_s << u"message_id"_s;
        QTest::newRow("long recipient") << with([&](LinkPayload &p) { p.recipient = tooLong; })
                                        << u"link.field_too_long"_s << u"recipient"_s;
        QTest::newRow("long link name") << with([&](LinkPayload &p) { p.linkName = tooLong; })
                                        << u"link.field_too_long"_s << u"link_name"_s;
        QTest::newRow("long meta value") << with([&](LinkPayload &p) { p.meta[u"k"_s] = tooLong; })
                                         << u"link.field_too_long"_s << u"meta"_s;
        QTest::newRow("meta without key")
            << with([&](LinkPayload &p) { p.meta[QString()] = u"x"_s; }) << u"link.field_malformed"_s << u"meta"_s;
        QTest::newRow("NUL in a meta key") << with([&](LinkPayload &p) { p.meta[QString(QChar(0))] = u"x"_s; })
                                           << u"link.field_malformed"_s << u"meta"_s;
        QTest::newRow("half a surrogate") << with([&](LinkPayload &p) { p.recipient = QString(QChar(0xdc00)); })
                                          << u"link.field_malformed"_s << u"recipient"_s;
        QTest::newRow("very much meta") << with([&](LinkPayload &p) {
            for (int i = 0; i < 10; ++i)
                p.meta.insert(QString::number(i), u"x"_s.repeated(900));
        }) << u"link.too_long"_s << QString();
    }
    void fieldsThatCannotBeCarried()
    {
        QFETCH(LinkPayload, payload);
        QFETCH(QString, code);
        QFETCH(QString, field);
        test::FakeRandom random;
        const auto token = sealLink(payload, clickScope, ring, random);
        QVERIFY(!token.ok());
        QCOMPARE(token.error().code, code);
        QCOMPARE(token.error().field, field);
    }

    void withoutKeyNothingIsSealed()
    {
        test::FakeRandom random;
        QCOMPARE(sealLink(sample(), clickScope, {}, random).error().code, u"link.no_key"_s);
    }

    void openedByManyThreadsAtOnce()
    {
        const QByteArray token = seal(sample(), clickScope, ring);
        std::atomic<int> good = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                for (int n = 0; n < 500; ++n)
                    good += openLink(token, clickScope, ring).ok() ? 1 : 0;
            });
        }
        for (auto &thread : threads)
            thread.join();
        QCOMPARE(good.load(), 2000);
    }
};

UNMTA_TEST(TestTrackingLink)

} // namespace unmta::tst_tracking_link

#include "tst_tracking_link.moc"
