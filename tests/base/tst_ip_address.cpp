// Spellings of addresses and networks: each is understood, or refused with what to do about it.
#include "base/IpAddress.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_ip_address {

using namespace Qt::StringLiterals;

class IpAddressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addresses_data();
    void addresses();
    void peers_data();
    void peers();
    void ranges_data();
    void ranges();
    void single_data();
    void single();
    void advice_data();
    void advice();
};

void IpAddressTest::addresses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("canonical"); // empty: refused
    const auto row = [](const char *text, const char *canonical) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(canonical);
    };
    row("192.0.2.1", "192.0.2.1");
    row("0.0.0.0", "0.0.0.0");
    row("::ffff:192.0.2.1", "192.0.2.1");
    row("::FFFF:c000:0201", "192.0.2.1");
    row("0:0:0:0:0:ffff:192.0.2.1", "192.0.2.1");
    row("::192.0.2.1", "::192.0.2.1");
    row("::", "::");
    row("2001:DB8::A", "2001:db8::a");
    row("2001:0db8:0000:0000:0000:0000:0000:000a", "2001:db8::a");
    row("2001:db8::00000a", "");
    row("192.0.2.01", "");
    row("0xc0.0.2.1", "");
    row("192.0.2", "");
    row("192.0.2.1.", "");
    row("192.0.2.256", "");
    row("3221225985", "");
    row("192.0.2.1:80", "");
    row("[2001:db8::1]", "");
    row("fe80::1%eth0", "");
    row("1::2::3", "");
    row(" 192.0.2.1", "");
    row("localhost", "");
    row("", "");
}

void IpAddressTest::addresses()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, canonical);
    const auto address = IpAddress::parse(text);
    QCOMPARE(address ? address->toText() : QByteArray(), canonical);
    if (address)
        QVERIFY(IpAddress::parse(address->toText()) == address);
}

void IpAddressTest::peers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("canonical");
    const auto row = [](const char *text, const char *canonical) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(canonical);
    };
    row("fe80::1%eth0", "fe80::1");
    row("FE80::1%2", "fe80::1");
    row("2001:db8::1", "2001:db8::1");
    row("fe80::1%", "");
    row("%eth0", "");
    row("192.0.2.1%eth0", "");
}

void IpAddressTest::peers()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, canonical);
    const auto address = IpAddress::parsePeer(text);
    QCOMPARE(address ? address->toText() : QByteArray(), canonical);
}

void IpAddressTest::ranges_data()
{
    QTest::addColumn<QString>("entry");
    QTest::addColumn<QByteArrayList>("inside");
    QTest::addColumn<QByteArrayList>("outside");
    const auto row = [](const char *entry, const QByteArrayList &inside, const QByteArrayList &outside) {
        QTest::newRow(entry) << QString::fromLatin1(entry) << inside << outside;
    };
    row("192.0.2.1", {"192.0.2.1", "::ffff:192.0.2.1"}, {"192.0.2.2", "::192.0.2.1"});
    row("192.0.2.1/32", {"192.0.2.1", "::FFFF:192.0.2.1"}, {"192.0.2.0"});
    row("::ffff:192.0.2.1", {"192.0.2.1"}, {"192.0.2.2"});
    row("::ffff:192.0.2.0/120", {"192.0.2.0", "192.0.2.255"}, {"192.0.3.0"});
    row("::ffff:0:0/96", {"192.0.2.1"}, {"2001:db8::1", "::1"});
    row("0.0.0.0/0", {"192.0.2.1", "::ffff:1.2.3.4"}, {"2001:db8::1"});
    row("::/0", {"2001:db8::1", "::1", "::192.0.2.1"}, {"192.0.2.1", "::ffff:192.0.2.1"});
    row("10.1.2.3/8", {"10.0.0.0", "10.255.255.255"}, {"11.0.0.0"});
    row("2001:db8::1/64", {"2001:db8::", "2001:db8::ffff:0:0:1"}, {"2001:db8:0:1::"});
    row("2001:DB8:0000::/33", {"2001:db8:7fff::1"}, {"2001:db8:8000::1"});
    row("[2001:db8::1]", {"2001:db8::1"}, {"2001:db8::2"});
    row("[2001:db8::]/32", {"2001:db8:1::"}, {"2001:db9::"});
    row(" 10.0.0.0 / 8 ", {"10.9.9.9"}, {"9.9.9.9"});
    row("192.0.2.5/24", {"192.0.2.0", "192.0.2.255"}, {"192.0.3.0"});
}

void IpAddressTest::ranges()
{
    QFETCH(const QString, entry);
    QFETCH(const QByteArrayList, inside);
    QFETCH(const QByteArrayList, outside);
    const auto ranges = IpRanges::parse({entry});
    QVERIFY(ranges);
    for (const QByteArray &address : inside)
        QVERIFY2(ranges->contains(IpAddress::parse(address).value()), address);
    for (const QByteArray &address : outside)
        QVERIFY2(!ranges->contains(IpAddress::parse(address).value()), address);
    QCOMPARE(adviceOnIpRange(entry), QString());
}

void IpAddressTest::single_data()
{
    QTest::addColumn<QString>("entry");
    QTest::addColumn<QByteArray>("address"); // empty: several
    QTest::newRow("alone") << u"192.0.2.1"_s << "192.0.2.1"_ba;
    QTest::newRow("all bits") << u"192.0.2.1/32"_s << "192.0.2.1"_ba;
    QTest::newRow("IPv4 as IPv6") << u"::FFFF:192.0.2.1"_s << "192.0.2.1"_ba;
    QTest::newRow("brackets, capitals, zeros") << u"[2001:0DB8::00A]"_s << "2001:db8::a"_ba;
    QTest::newRow("network") << u"192.0.2.0/31"_s << QByteArray();
    QTest::newRow("IPv6 network") << u"2001:db8::/64"_s << QByteArray();
}

void IpAddressTest::single()
{
    QFETCH(const QString, entry);
    QFETCH(const QByteArray, address);
    const auto single = IpRange::parse(entry).value().single();
    QCOMPARE(single ? single->toText() : QByteArray(), address);
}

// What is refused, and what its writer is told.
void IpAddressTest::advice_data()
{
    QTest::addColumn<QString>("entry");
    QTest::addColumn<QString>("advice");
    const auto row = [](const char *entry, const char *advice) {
        QTest::newRow(entry) << QString::fromUtf8(entry) << QString::fromUtf8(advice);
    };
    row("localhost", "“localhost” is a name, give 127.0.0.1 and ::1");
    row("proxy.example.com", "“proxy.example.com” is a name, give its addresses");
    row("münchen.example", "“münchen.example” is a name, give its addresses");
    row("192.0.2.1:443", "“192.0.2.1:443” names a port, give 192.0.2.1 alone");
    row("[2001:db8::1]:443", "“[2001:db8::1]:443” names a port, give 2001:db8::1 alone");
    row("fe80::1%eth0", "“fe80::1%eth0” names an interface, give fe80::1 alone");
    row("fe80::%eth0/64", "“fe80::%eth0” names an interface, give fe80:: alone");
    row("010.0.0.1", "“010.0.0.1” has leading zeros, give 10.0.0.1");
    row("192.000.002.001/32", "“192.000.002.001” has leading zeros, give 192.0.2.1");
    row("10", "“10” is not whole, give all four numbers");
    row("10.1/16", "“10.1” is not whole, give all four numbers");
    row("10.0.0.0/255.0.0.0", "“10.0.0.0/255.0.0.0” has a netmask, give the number of its bits");
    row("10.0.0.0/33", "“10.0.0.0/33” needs a number of bits from 0 to 32");
    row("10.0.0.0/-1", "“10.0.0.0/-1” needs a number of bits from 0 to 32");
    row("10.0.0.0/+8", "“10.0.0.0/+8” needs a number of bits from 0 to 32");
    row("10.0.0.0/08", "“10.0.0.0/08” needs a number of bits from 0 to 32");
    row("10.0.0.0/", "“10.0.0.0/” needs a number of bits from 0 to 32");
    row("10.0.0.0/8/8", "“10.0.0.0/8/8” needs a number of bits from 0 to 32");
    row("::ffff:192.0.2.0/24", "“::ffff:192.0.2.0/24” is IPv4 written as IPv6, give 192.0.2.0/24");
    row("::FFFF:c000:200/95", "“::FFFF:c000:200/95” is IPv4 written as IPv6, give a number of bits from 96 to 128");
    row("::ffff:192.0.2.0/129", "“::ffff:192.0.2.0/129” needs a number of bits from 96 to 128");
    row("::/129", "“::/129” needs a number of bits from 0 to 128");
    row("10.0.0.1 10.0.0.2", "“10.0.0.1 10.0.0.2” is more than one, put commas between them");
    row("10.0.0.1;10.0.0.2", "“10.0.0.1;10.0.0.2” is more than one, put commas between them");
    row("999.1.1.1", "");
    row("1::2::3", "");
    row("*", "");
    row("", "");
}

void IpAddressTest::advice()
{
    QFETCH(QString, entry);
    QFETCH(QString, advice);
    QVERIFY(!IpRanges::parse({entry}));
    QCOMPARE(adviceOnIpRange(entry), advice);
}

UNMTA_TEST(IpAddressTest)

} // namespace unmta::tst_ip_address

#include "tst_ip_address.moc"
