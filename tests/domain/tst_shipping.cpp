// What shipped objects are called, what comes next, and what may be asked for.
#include "domain/shipping/ShippingProgress.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_shipping {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

ShippingTarget bucket()
{
    ShippingTarget target;
    target.kind = ShippingKind::S3;
    target.endpoint = u"https://s3.example.net"_s;
    target.region = u"eu-central-1"_s;
    target.bucket = u"events"_s;
    target.accessKey = u"AKIA0EXAMPLE"_s;
    target.secretKey = u"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY="_s;
    return target;
}

ShippingTarget directory()
{
    ShippingTarget target;
    target.path = u"/srv/events"_s;
    return target;
}

ShippingPart part(std::int64_t day, std::int64_t seq)
{
    return {objectName({}, u"0a0b0c0d"_s, day, seq, ShippingCompression::Gzip), day};
}

} // namespace

class TestShipping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names_data()
    {
        QTest::addColumn<QString>("prefix");
        QTest::addColumn<QString>("time");
        QTest::addColumn<int>("compression");
        QTest::addColumn<QString>("name");
        const int gzip = int(ShippingCompression::Gzip);
        QTest::newRow("gzip") << u"a/b"_s << u"2026-11-29T13:05:00Z"_s << gzip
                              << u"a/b/0a0b0c0d/2026/11/29/0000000000000042.ndjson.gz"_s;
        QTest::newRow("zstd") << u"a"_s << u"2026-11-29T13:05:00Z"_s << int(ShippingCompression::Zstd)
                              << u"a/0a0b0c0d/2026/11/29/0000000000000042.ndjson.zst"_s;
        QTest::newRow("no prefix") << QString() << u"2027-01-01T00:00:00Z"_s << gzip
                                   << u"0a0b0c0d/2027/01/01/0000000000000042.ndjson.gz"_s;
        QTest::newRow("the last moment of a day") << QString() << u"2028-02-29T23:59:59.999Z"_s << gzip
                                                  << u"0a0b0c0d/2028/02/29/0000000000000042.ndjson.gz"_s;
        QTest::newRow("before 1970") << QString() << u"1969-12-31T23:59:59Z"_s << gzip
                                     << u"0a0b0c0d/1969/12/31/0000000000000042.ndjson.gz"_s;
    }
    void names()
    {
        QFETCH(QString, prefix);
        QFETCH(QString, time);
        QFETCH(int, compression);
        QTEST(unmta::objectName(prefix, u"0a0b0c0d"_s, dayOf(toUnixMs(*fromIso8601(time))), 42,
                                static_cast<ShippingCompression>(compression)),
              "name");
    }

    void manifestNames()
    {
        const auto hour = hourOf(*fromIso8601(u"2026-11-29T03:59:59.999Z"_s));
        QCOMPARE(manifestName(u"a"_s, u"0a0b0c0d"_s, hour, 42),
                 u"a/0a0b0c0d/2026/11/29/manifest-03-0000000000000042.json"_s);
        QCOMPARE(manifestName({}, u"0a0b0c0d"_s, hour + 21, 7),
                 u"0a0b0c0d/2026/11/30/manifest-00-0000000000000007.json"_s);
    }

    // The cursor moves when the last object of what was planned is written, and not before.
    void progress()
    {
        ShippingProgress progress;
        QCOMPARE(progress.cursor(), 0);
        QVERIFY(!progress.pending());
        progress = progress.planned(10, {part(20'000, 3), part(20'001, 7)});
        QCOMPARE(progress.cursor(), 0);
        QCOMPARE(*progress.pending(), (ShippingPiece{0, 10, part(20'000, 3)}));
        // What is stored comes back as it was.
        progress = ShippingProgress(progress.fields());
        progress = progress.written();
        QCOMPARE(progress.cursor(), 0);
        QCOMPARE(*progress.pending(), (ShippingPiece{0, 10, part(20'001, 7)}));
        progress = progress.written();
        QCOMPARE(progress.cursor(), 10);
        QVERIFY(!progress.pending());
        progress = progress.planned(11, {part(20'001, 11)});
        QCOMPARE(*progress.pending(), (ShippingPiece{10, 11, part(20'001, 11)}));
        QCOMPARE(progress.written(), ShippingProgress::from(11));
    }

    void spellings()
    {
        ShippingTarget target = bucket();
        target.endpoint = u"https://S3.example.net:9000/"_s;
        target.region.clear();
        target.prefix = u"/a/b//"_s;
        target.path = u"relative"_s;
        const auto checked = checkedTarget(target);
        QVERIFY2(checked, checked ? "" : qPrintable(describe(checked.error())));
        QCOMPARE(checked->endpoint, u"https://s3.example.net:9000"_s);
        QCOMPARE(checked->region, u"us-east-1"_s);
        QCOMPARE(checked->prefix, u"a/b"_s);
        QCOMPARE(checked->path, QString());
        target = directory();
        target.path = u"/srv/x/../events/"_s;
        target.secretKey = u"left over"_s;
        QCOMPARE(checkedTarget(target).value(), directory());
    }

    void refusals_data()
    {
        QTest::addColumn<ShippingTarget>("target");
        QTest::addColumn<QString>("field");
        const auto row = [](const char *name, ShippingTarget target, QString ShippingTarget::*member,
                            const QString &value, const char *field) {
            target.*member = value;
            QTest::newRow(name) << target << QString::fromLatin1(field);
        };
        using T = ShippingTarget;
        row("no endpoint", bucket(), &T::endpoint, {}, "endpoint");
        row("another protocol", bucket(), &T::endpoint, u"ftp://s3.example.net"_s, "endpoint");
        row("with a path", bucket(), &T::endpoint, u"https://s3.example.net/x"_s, "endpoint");
        row("with a user", bucket(), &T::endpoint, u"https://a:b@s3.example.net"_s, "endpoint");
        row("with a query", bucket(), &T::endpoint, u"https://s3.example.net/?x"_s, "endpoint");
        row("line break", bucket(), &T::endpoint, u"https://s3.example.net\r\nX: y"_s, "endpoint");
        row("region", bucket(), &T::region, u"eu/central"_s, "region");
        row("no bucket", bucket(), &T::bucket, {}, "bucket");
        row("capitals", bucket(), &T::bucket, u"Events"_s, "bucket");
        row("a slash", bucket(), &T::bucket, u"events/x"_s, "bucket");
        row("dots", bucket(), &T::bucket, u"ev..ents"_s, "bucket");
        row("no key", bucket(), &T::accessKey, {}, "access_key");
        row("a colon", bucket(), &T::accessKey, u"a:b"_s, "access_key");
        row("no secret", bucket(), &T::secretKey, {}, "secret_key");
        row("a blank in the secret", bucket(), &T::secretKey, u"a b"_s, "secret_key");
        row("up", bucket(), &T::prefix, u"a/../b"_s, "prefix");
        row("hidden", directory(), &T::prefix, u".a"_s, "prefix");
        row("letters that are coded", bucket(), &T::prefix, u"a b"_s, "prefix");
        row("relative", directory(), &T::path, u"srv/events"_s, "path");
        row("nowhere", directory(), &T::path, {}, "path");
        ShippingTarget target = directory();
        target.interval = 999ms;
        QTest::newRow("too often") << target << u"interval"_s;
        target.interval = 25h;
        QTest::newRow("too seldom") << target << u"interval"_s;
        target = directory();
        target.maxBytes = 64 * KiB - 1;
        QTest::newRow("too small") << target << u"max_bytes"_s;
        target.maxBytes = 256 * MiB + 1;
        QTest::newRow("too large") << target << u"max_bytes"_s;
    }
    void refusals()
    {
        QFETCH(ShippingTarget, target);
        const auto checked = checkedTarget(target);
        QVERIFY(!checked);
        QCOMPARE(checked.error().code, u"shipping.malformed"_s);
        QTEST(checked.error().field, "field");
        QVERIFY(!checked.error().context.value(u"expected"_s).isEmpty());
    }
};

UNMTA_TEST(TestShipping)

} // namespace unmta::tst_shipping

#include "tst_shipping.moc"
