// Under which names the API's certificate and its checks of a caller's Host know this computer.
#include "assembly/endpoints/OwnNames.h"

#include "support/TestMain.h"

#include <QNetworkInterface>
#include <QSysInfo>
#include <QTest>

namespace unmta::tst_own_names {

using namespace Qt::StringLiterals;

class TestOwnNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyAddress_data()
    {
        QTest::addColumn<QString>("listener");
        QTest::newRow("IPv4") << u"0.0.0.0"_s;
        QTest::newRow("IPv6") << u"::"_s;
        QTest::newRow("IPv6 with a scope") << u"::%1"_s;
    }
    void everyAddress()
    {
        QFETCH(QString, listener);
        const QStringList subjects = ownSubjects(listener);
        QVERIFY(subjects.contains(QSysInfo::machineHostName().toLower()));
        QVERIFY(subjects.contains(u"localhost"_s) && subjects.contains(u"127.0.0.1"_s) && subjects.contains(u"::1"_s));
        for (QHostAddress own : QNetworkInterface::allAddresses()) {
            own.setScopeId({});
            QVERIFY2(subjects.contains(own.toString()), qPrintable(own.toString()));
        }
        QVERIFY(!subjects.contains(listener));
    }

    void oneAddressIsGivenWithoutItsScope()
    {
        const QStringList subjects = ownSubjects(u"fe80::5%1"_s);
        QVERIFY(subjects.contains(u"fe80::5"_s));
        QVERIFY(!subjects.join(u' ').contains(u'%'));
        QCOMPARE(subjects.count(u"localhost"_s), 1);
    }
};

UNMTA_TEST(TestOwnNames)

} // namespace unmta::tst_own_names

#include "tst_own_names.moc"
