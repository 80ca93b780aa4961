// Whose name servers hold a zone.
#include "domain/Check.h"
#include "domain/DnsProvider.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_dns_provider {

using namespace Qt::StringLiterals;

class TestDnsProvider : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void providers_data();
    void providers();
};

void TestDnsProvider::providers_data()
{
    QTest::addColumn<QStringList>("nameServers");
    QTest::addColumn<QString>("provider");
    QTest::newRow("none known") << QStringList() << "";
    QTest::newRow("Cloudflare") << QStringList{u"kai.ns.cloudflare.com"_s, u"uma.ns.cloudflare.com."_s} << "cloudflare";
    QTest::newRow("Route 53") << QStringList{u"ns-1.awsdns-22.co.uk"_s, u"NS-9.AWSDNS-01.com"_s} << "route53";
    QTest::newRow("one of several") << QStringList{u"ns1.example.com"_s, u"kai.ns.cloudflare.com"_s} << "cloudflare";
    QTest::newRow("foundationdns.com") << QStringList{u"blue.foundationdns.com"_s} << "cloudflare";
    QTest::newRow("own servers") << QStringList{u"ns1.example.com"_s} << "other";
    QTest::newRow("similar name") << QStringList{u"ns1.notns.cloudflare.com.example.org"_s} << "other";
    QTest::newRow("a name that ends alike") << QStringList{u"a.notfoundationdns.com"_s} << "other";
}

void TestDnsProvider::providers()
{
    QFETCH(QStringList, nameServers);
    QFETCH(QString, provider);
    QCOMPARE(dnsProviderOf(nameServers), provider);
    Check check;
    check.nameServers = nameServers;
    QCOMPARE(check.provider(), provider);
}

UNMTA_TEST(TestDnsProvider)

} // namespace unmta::tst_dns_provider

#include "tst_dns_provider.moc"
