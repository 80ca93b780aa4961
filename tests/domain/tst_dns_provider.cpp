// Whose name servers hold a zone.
#include "base/DnsProviders.h"
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
    void everyProviderIsTold();
    void aHeadIsRead();
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
    QTest::newRow("GoDaddy") << QStringList{u"ns01.domaincontrol.com"_s, u"ns02.domaincontrol.com"_s} << "godaddy";
    QTest::newRow("Namecheap") << QStringList{u"dns1.registrar-servers.com"_s} << "namecheap";
    QTest::newRow("Azure") << QStringList{u"ns1-03.azure-dns.com"_s, u"ns4-03.azure-dns.info"_s} << "azure";
    QTest::newRow("Azure, last of four") << QStringList{u"ns4-03.azure-dns.info"_s} << "azure";
    QTest::newRow("Google Cloud DNS") << QStringList{u"ns-cloud-b1.googledomains.com"_s} << "google";
    QTest::newRow("another of Google's") << QStringList{u"mail.googledomains.com"_s} << "other";
    QTest::newRow("DigitalOcean") << QStringList{u"ns3.digitalocean.com"_s} << "digitalocean";
    QTest::newRow("Hetzner") << QStringList{u"helium.ns.hetzner.de"_s} << "hetzner";
    QTest::newRow("Hetzner, Robot") << QStringList{u"robotns2.second-ns.de"_s} << "hetzner";
    QTest::newRow("OVHcloud") << QStringList{u"dns108.ovh.net"_s} << "ovh";
    QTest::newRow("OVHcloud, anycast") << QStringList{u"ns200.anycast.me"_s} << "ovh";
    QTest::newRow("IONOS") << QStringList{u"ns1045.ui-dns.biz"_s} << "ionos";
    QTest::newRow("Gandi") << QStringList{u"ns-12-a.gandi.net"_s} << "gandi";
    QTest::newRow("Porkbun") << QStringList{u"maceio.ns.porkbun.com"_s} << "porkbun";
    QTest::newRow("Squarespace") << QStringList{u"ns01.squarespacedns.com"_s} << "squarespace";
    QTest::newRow("Netlify") << QStringList{u"dns2.p08.nsone.net"_s} << "netlify";
    QTest::newRow("Vercel") << QStringList{u"ns1.vercel-dns.com"_s} << "vercel";
    QTest::newRow("a middle label that only begins alike") << QStringList{u"ns-1.awsdns-22.example.com"_s} << "other";
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

void TestDnsProvider::everyProviderIsTold()
{
    QVERIFY(dnsProviders().size() >= 16);
    QCOMPARE(dnsProviders().constLast().id, u"other"_s);
    for (const DnsProvider &provider : dnsProviders()) {
        QCOMPARE(findDnsProvider(provider.id), &provider);
        QVERIFY2(provider.servers.isEmpty() == (provider.id == u"other"), qPrintable(provider.id));
        QVERIFY2(!provider.guide.contains(u"servers:") && provider.guide.startsWith(u"1. "), qPrintable(provider.id));
        // No other provider claims its servers.
        for (QString server : provider.servers)
            QCOMPARE(dnsProviderOf({u"ns1."_s + server.replace(u'*', u'7')}), provider.id);
    }
    QVERIFY(!findDnsProvider(u"nobody"));
}

void TestDnsProvider::aHeadIsRead()
{
    const auto full = parseDnsProvider(
        u"x"_s, u"---\nname: X & Co\nservers: a.example b-*.example\nplace: In X: here\n---\n1. Do.\n"_s);
    QCOMPARE(full.name, u"X & Co"_s);
    QCOMPARE(full.place, u"In X: here"_s);
    QCOMPARE(full.servers, QStringList({u"a.example"_s, u"b-*.example"_s}));
    QCOMPARE(full.guide, u"1. Do.\n"_s);
    QVERIFY(full.owns(u"b-9.example"_s) && full.owns(u"ns.a.example"_s) && !full.owns(u"example"_s));
    const auto bare = parseDnsProvider(u"y"_s, u"1. Do.\n"_s);
    QCOMPARE(bare.guide, u"1. Do.\n"_s);
    QCOMPARE(bare.place, u"At y"_s);
    QVERIFY(!bare.owns(u"ns.y.example"_s));
}

UNMTA_TEST(TestDnsProvider)

} // namespace unmta::tst_dns_provider

#include "tst_dns_provider.moc"
