// A proxy that nobody named is told of, once; strangers are not.
#include "edge/EdgeFixture.h"
#include "edge/UnknownProxies.h"
#include "support/TestMain.h"

#include <QRegularExpression>
#include <QTest>

namespace unmta::tst_unknown_proxies {

using namespace Qt::StringLiterals;
using namespace unmta::edge;

class UnknownProxiesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsOncePerAddress_data();
    void tellsOncePerAddress();
    void isQuiet_data();
    void isQuiet();
};

namespace {

http::HttpRequest requestOf(const QByteArray &peer, const QByteArray &field)
{
    http::HttpRequest request;
    request.peerAddress = peer;
    if (!field.isEmpty())
        request.headers.add(field, "198.51.100.1");
    return request;
}

} // namespace

void UnknownProxiesTest::tellsOncePerAddress_data()
{
    QTest::addColumn<QByteArray>("peer");
    QTest::addColumn<QByteArray>("field");
    QTest::newRow("loopback") << "127.0.0.1"_ba
                              << "X-Forwarded-For"_ba;
    QTest::newRow("loopback, IPv6") << "::1"_ba
                                    << "Forwarded"_ba;
    QTest::newRow("private") << "10.0.0.7"_ba
                             << "Forwarded"_ba;
    QTest::newRow("private, as IPv6") << "::ffff:172.16.0.7"_ba
                                      << "X-Forwarded-For"_ba;
    QTest::newRow("unique local") << "fd00::7"_ba
                                  << "X-Forwarded-For"_ba;
    QTest::newRow("link-local") << "fe80::7%eth0"_ba
                                << "X-Forwarded-For"_ba;
}

void UnknownProxiesTest::tellsOncePerAddress()
{
    QFETCH(QByteArray, peer);
    QFETCH(QByteArray, field);
    UnknownProxies proxies;
    QTest::ignoreMessage(QtWarningMsg, "a proxy that is not trusted address=" + peer +
                                           " advice=\"if it is yours, name it in edge.trusted_proxies\"");
    proxies.note(requestOf(peer, field), {});
    QTest::failOnWarning(QRegularExpression(u"."_s));
    proxies.note(requestOf(peer, field), {});
}

void UnknownProxiesTest::isQuiet_data()
{
    QTest::addColumn<QByteArray>("peer");
    QTest::addColumn<QByteArray>("field");
    QTest::newRow("a stranger's claim") << "203.0.113.1"_ba
                                        << "X-Forwarded-For"_ba;
    QTest::newRow("a stranger's claim, IPv6") << "2001:db8::1"_ba
                                              << "Forwarded"_ba;
    QTest::newRow("a client nearby") << "10.1.0.7"_ba << QByteArray();
    QTest::newRow("a trusted proxy") << "10.0.0.7"_ba
                                     << "X-Forwarded-For"_ba;
    QTest::newRow("the local socket") << QByteArray() << "X-Forwarded-For"_ba;
}

void UnknownProxiesTest::isQuiet()
{
    QFETCH(QByteArray, peer);
    QFETCH(QByteArray, field);
    UnknownProxies proxies;
    QTest::failOnWarning(QRegularExpression(u"."_s));
    proxies.note(requestOf(peer, field), test::ranges({u"10.0.0.0/24"_s}));
}

UNMTA_TEST(UnknownProxiesTest)

} // namespace unmta::tst_unknown_proxies

#include "tst_unknown_proxies.moc"
