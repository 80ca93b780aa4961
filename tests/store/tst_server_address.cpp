// Where a PostgreSQL is: what is taken, and what is refused without giving a password away.
#include "store/StoreFixture.h"
#include "support/TestMain.h"
#include "support/system/Host.h"

namespace unmta::tst_server_address {

using namespace unmta::store;
using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestServerAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void taken_data();
    void taken();
    void refused_data();
    void refused();
    void passwords();
};

void TestServerAddress::taken_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("parts"); // host, port, user, database, schema
    QTest::addColumn<QString>("name");
    QTest::newRow("all") << u"postgresql://unmta@db.example.net:5433/mail?schema=track&sslmode=verify-full"_s
                         << QStringList{u"db.example.net"_s, u"5433"_s, u"unmta"_s, u"mail"_s, u"track"_s}
                         << u"postgresql://unmta@db.example.net:5433/mail?schema=track"_s;
    QTest::newRow("short scheme, no port")
        << u"postgres://unmta@192.0.2.7/mail"_s << QStringList{u"192.0.2.7"_s, u"0"_s, u"unmta"_s, u"mail"_s, QString()}
        << u"postgresql://unmta@192.0.2.7/mail"_s;
    QTest::newRow("IPv6") << u"postgresql://unmta@[2001:db8::7]:5433/mail"_s
                          << QStringList{u"2001:db8::7"_s, u"5433"_s, u"unmta"_s, u"mail"_s, QString()}
                          << u"postgresql://unmta@[2001:db8::7]:5433/mail"_s;
    QTest::newRow("the system's socket") << u"postgresql:///mail"_s
                                         << QStringList{QString(), u"0"_s, QString(), u"mail"_s, QString()}
                                         << u"postgresql:///mail"_s;
    QTest::newRow("a socket's directory") << u"postgresql://unmta@/mail?host=/run/postgresql"_s
                                          << QStringList{u"/run/postgresql"_s, u"0"_s, u"unmta"_s, u"mail"_s, QString()}
                                          << u"postgresql://unmta@/mail?host=/run/postgresql"_s;
    QTest::newRow("escaped") << u"postgresql://a%40b@db/ma%20il"_s
                             << QStringList{u"db"_s, u"0"_s, u"a@b"_s, u"ma il"_s, QString()}
                             << u"postgresql://a%40b@db/ma%20il"_s;
}

void TestServerAddress::taken()
{
    QFETCH(QString, text);
    const auto address = parseServerAddress(text);
    QCOMPARE(codeOf(address), u"ok"_s);
    const QStringList parts{address->host, QString::number(address->port), address->user, address->database,
                            address->schema};
    QTEST(parts, "parts");
    if (QTest::currentDataTag() != QByteArray("escaped"))
        QTEST(address->name(), "name");
    if (text.contains("sslmode"_L1))
        QCOMPARE(address->options.value(u"sslmode"_s), u"verify-full"_s);
}

void TestServerAddress::refused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    const QString bad = u"config.bad_store"_s;
    QTest::newRow("another scheme") << u"mysql://unmta@db/mail"_s << bad;
    QTest::newRow("a path") << u"/var/lib/unmta"_s << bad;
    QTest::newRow("no database") << u"postgresql://unmta@db"_s << bad;
    QTest::newRow("no database, with a slash") << u"postgresql://unmta@db/"_s << bad;
    QTest::newRow("two databases") << u"postgresql://unmta@db/a/b"_s << bad;
    QTest::newRow("unknown option") << u"postgresql://unmta@db/mail?sslmod=require"_s << bad;
    QTest::newRow("an option that would end ours") << u"postgresql://unmta@db/mail?sslmode=a;b"_s << bad;
    QTest::newRow("a schema that would end the statement") << u"postgresql://unmta@db/mail?schema=a%22b"_s << bad;
    QTest::newRow("bad port") << u"postgresql://unmta@db:port/mail"_s << bad;
    QTest::newRow("password") << u"postgresql://unmta:PLANTED@db/mail"_s << u"config.store_password"_s;
    QTest::newRow("password as an option")
        << u"postgresql://unmta@db/mail?password=PLANTED"_s << u"config.store_password"_s;
    QTest::newRow("password without a user") << u"postgresql://:PLANTED@db/mail"_s << u"config.store_password"_s;
    QTest::newRow("password, and no address") << u"postgresql://unmta:PLANTED@@db:x/mail"_s << bad;
    QTest::newRow("password in the socket's form")
        << u"postgresql://unmta:PLANTED@/mail"_s << u"config.store_password"_s;
}

void TestServerAddress::refused()
{
    QFETCH(QString, text);
    const auto address = parseServerAddress(text);
    QTEST(codeOf(address), "code");
    QVERIFY(!describe(address.error()).contains("PLANTED"_L1));
}

void TestServerAddress::passwords()
{
    QTemporaryDir directory;
    QFile file(directory.filePath(u"password"_s));
    QCOMPARE(codeOf(readPassword(file.fileName())), u"config.store_password_file"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    QCOMPARE(codeOf(readPassword(file.fileName())), u"config.store_password_file"_s);
    file.write("open sesame\r\nmore\n");
    file.close();
    QCOMPARE(*readPassword(file.fileName()), u"open sesame"_s);
    QVERIFY(openTo(QFile::ReadOther, file.fileName()));
    QCOMPARE(codeOf(readPassword(file.fileName())), u"store.unsafe_file"_s);
}

UNMTA_TEST(TestServerAddress)

} // namespace unmta::tst_server_address

#include "tst_server_address.moc"
