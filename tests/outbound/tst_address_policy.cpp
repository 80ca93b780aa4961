// Which addresses may be connected, and how a server's wish to wait is read.
#include "outbound/AddressPolicy.h"
#include "outbound/Outbound.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_address_policy {

using namespace Qt::StringLiterals;
using namespace unmta::outbound;

class TestAddressPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void policies_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QStringList>("allowed");
        QTest::addColumn<bool>("isPermitted");
        const QStringList none;
        for (const char *open : {"8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "192.167.255.255",
                                 "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "223.255.255.255"})
            QTest::newRow(open) << QString::fromLatin1(open) << none << true;
        for (const char *closed : {"0.0.0.0",
                                   "10.1.2.3",
                                   "100.64.0.1",
                                   "127.0.0.1",
                                   "127.255.255.255",
                                   "169.254.169.254",
                                   "172.16.0.1",
                                   "172.31.255.255",
                                   "192.0.0.1",
                                   "192.0.2.1",
                                   "192.168.1.1",
                                   "198.18.0.1",
                                   "198.51.100.1",
                                   "203.0.113.1",
                                   "224.0.0.1",
                                   "255.255.255.255",
                                   "::",
                                   "::1",
                                   "fe80::1",
                                   "fc00::1",
                                   "fd12::1",
                                   "ff02::1",
                                   "2001:db8::1",
                                   "2002:7f00:1::",
                                   "2001::1",
                                   "::ffff:10.0.0.1",
                                   "::ffff:127.0.0.1",
                                   "64:ff9b::a00:1",
                                   "::127.0.0.1",
                                   "fec0::1",
                                   "5f00::1",
                                   "localhost",
                                   "2130706433",
                                   ""})
            QTest::newRow(closed) << QString::fromLatin1(closed) << none << false;
        QTest::newRow("in an allowed network") << u"10.1.2.3"_s << QStringList{u"10.1.0.0/16"_s} << true;
        QTest::newRow("beside an allowed network") << u"10.2.2.3"_s << QStringList{u"10.1.0.0/16"_s} << false;
        QTest::newRow("an allowed address") << u"127.0.0.1"_s << QStringList{u"127.0.0.1"_s} << true;
        QTest::newRow("an allowed address in IPv6") << u"::ffff:127.0.0.1"_s << QStringList{u"127.0.0.1"_s} << true;
        QTest::newRow("an allowed odd prefix") << u"10.1.127.3"_s << QStringList{u"10.1.0.0/17"_s} << true;
        QTest::newRow("beyond an allowed odd prefix") << u"10.1.128.3"_s << QStringList{u"10.1.0.0/17"_s} << false;
        QTest::newRow("in an allowed IPv6 network") << u"fd00::1"_s << QStringList{u"fd00::/8"_s} << true;
        QTest::newRow("everything allowed") << u"10.1.1.1"_s << QStringList{u"0.0.0.0/0"_s} << true;
        QTest::newRow("all IPv4 is not all IPv6") << u"fd00::1"_s << QStringList{u"0.0.0.0/0"_s} << false;
    }

    void policies()
    {
        QFETCH(QString, address);
        QFETCH(QStringList, allowed);
        const auto policy = AddressPolicy::publicOnly(allowed);
        QVERIFY(policy.ok());
        QTEST(policy->permits(address), "isPermitted");
    }

    void refusesBadNetworks_data()
    {
        QTest::addColumn<QString>("network");
        for (const char *bad :
             {"", "x", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "::/129", "10.0.0/8", "10.0.0.0/8/8"})
            QTest::newRow(bad) << QString::fromLatin1(bad);
    }

    void refusesBadNetworks()
    {
        QFETCH(QString, network);
        QCOMPARE(AddressPolicy::publicOnly({network}).error().code, u"outbound.bad_network"_s);
    }

    void loopbackHosts_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("isLoopback");
        QTest::newRow("localhost") << u"localhost"_s << true;
        QTest::newRow("with dot") << u"LOCALHOST."_s << true;
        QTest::newRow("under it") << u"mail.localhost"_s << true;
        QTest::newRow("127.9.9.9") << u"127.9.9.9"_s << true;
        QTest::newRow("::1") << u"[::1]"_s << true;
        QTest::newRow("begins alike") << u"localhost.example.com"_s << false;
        QTest::newRow("a name of digits") << u"127.0.0.1.example.com"_s << false;
        QTest::newRow("any address") << u"0.0.0.0"_s << false;
        QTest::newRow("far") << u"192.168.1.1"_s << false;
    }

    void loopbackHosts()
    {
        QFETCH(QString, host);
        QTEST(isLoopbackHost(host), "isLoopback");
    }

    void retryAfter_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<qlonglong>("seconds");
        QTest::newRow("none") << QByteArray() << -1LL;
        QTest::newRow("seconds") << "120"_ba << 120LL;
        QTest::newRow("zero") << "0"_ba << 0LL;
        QTest::newRow("date") << "Sun, 06 Nov 1994 08:49:37 GMT"_ba << 37LL;
        QTest::newRow("date in the past") << "Sun, 06 Nov 1994 08:00:00 GMT"_ba << 0LL;
        QTest::newRow("date far away") << "Sun, 06 Nov 2094 08:49:37 GMT"_ba << 8LL * 86400;
        QTest::newRow("more than 8 days") << "99999999"_ba << 8LL * 86400;
        QTest::newRow("overflow") << "99999999999999999999999999"_ba << 8LL * 86400;
        QTest::newRow("negative") << "-5"_ba << -1LL;
        QTest::newRow("noise") << "soon"_ba << -1LL;
    }

    void retryAfter()
    {
        QFETCH(QByteArray, value);
        QFETCH(qlonglong, seconds);
        const auto wait = parseRetryAfter(value, *fromIso8601(u"1994-11-06T08:49:00Z"_s));
        QCOMPARE(wait ? wait->count() : -1000, seconds * 1000);
    }
};

UNMTA_TEST(TestAddressPolicy)

} // namespace unmta::tst_address_policy

#include "tst_address_policy.moc"
