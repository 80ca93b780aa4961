// unmta-ctl for settings that are secret and for tokens: what is asked of the engine, and how its answer reads.
#include "app/CtlHands.h"
#include "contract/json/JsonCodec.h"
#include "contract/wire/Wire.h"
#include "support/ApiDocument.h"
#include "support/TestMain.h"

#include <QJsonArray>
#include <QTest>

namespace unmta::tst_ctl_access {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestCtlAccess : public QObject
{
    Q_OBJECT

    CtlHands m_ctl{[](const FakeRequest &request) {
        if (request.target == "/api/v1/settings")
            return FakeEngine::data(QJsonObject{{u"smtp.password"_s, u"********"_s}});
        if (request.target.startsWith("/api/v1/audit"))
            return FakeEngine::data(QJsonArray{apiExample(u"AuditEntry"_s)});
        return FakeEngine::data(apiExample(u"Token"_s));
    }};

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_ctl.start()); }

    void secretsComeFromFiles_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("sent");
        QTest::newRow("as it is") << "s3cret"_ba
                                  << R"({"smtp.password":"s3cret"})"_ba;
        QTest::newRow("as an editor leaves it") << "s3cret\r\n"_ba
                                                << R"({"smtp.password":"s3cret"})"_ba;
        QTest::newRow("blanks are part of it") << " s3 cret \n"_ba
                                               << R"({"smtp.password":" s3 cret "})"_ba;
        QTest::newRow("an equals sign, too") << "a=b"_ba
                                             << R"({"smtp.password":"a=b"})"_ba;
    }
    void secretsComeFromFiles()
    {
        QFETCH(const QByteArray, content);
        QFETCH(const QByteArray, sent);
        const QString file = m_ctl.fileWith(u"secret"_s, content);
        const auto lines = m_ctl.run({u"settings"_s, u"set"_s, u"--from-file"_s, u"smtp.password="_s + file});
        QVERIFY2(!lines.isEmpty(), m_ctl.err.constData());
        QCOMPARE(m_ctl.engine.requests.last().body, sent);
        QVERIFY(!lines.join(u'\n').contains(u"cret"_s));
    }

    void wrongUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("told");
        const auto row = [](const QString &line, const char *told) {
            QTest::newRow(qPrintable(line)) << line.split(u' ') << QByteArray(told);
        };
        row(u"settings set"_s, "Say what to set");
        row(u"settings set --from-file smtp.password"_s, "is not key=file");
        row(u"settings set --from-file smtp.password=/nowhere"_s, "/nowhere cannot be read");
        row(u"token rotate deploy"_s, "is not a token's id");
    }
    void wrongUsage()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QByteArray, told);
        QVERIFY(!m_ctl.run(arguments, 2).isEmpty());
        QVERIFY2(m_ctl.err.contains(told), m_ctl.err.constData());
        QVERIFY(m_ctl.engine.requests.isEmpty());
    }

    void rotatingATokenShowsTheNewText()
    {
        const auto lines = m_ctl.run({u"token"_s, u"rotate"_s, u"3"_s, u"--overlap"_s, u"1h"_s});
        QCOMPARE(lines, (QStringList{u"utk_x"_s, QString()}));
        QCOMPARE(m_ctl.engine.requests.last().target, "/api/v1/tokens/3/rotate"_ba);
        QCOMPARE(m_ctl.engine.requests.last().body, R"({"overlap":"1h"})"_ba);
        QVERIFY2(m_ctl.err.contains("valid until 2026-11-25"), m_ctl.err.constData());
        QVERIFY(!m_ctl.run({u"token"_s, u"rotate"_s, u"3"_s}).isEmpty());
        QCOMPARE(m_ctl.engine.requests.last().body, "{}"_ba);
    }

    void auditTellsWhatChanged()
    {
        const QString lines = m_ctl.run({u"audit"_s, u"list"_s}).join(u'\n');
        QVERIFY2(lines.contains(u"192.0.2.7"_s) && lines.contains(u"monitor.interval: 24h → 12h"_s), qPrintable(lines));
    }
};

UNMTA_TEST(TestCtlAccess)

} // namespace unmta::tst_ctl_access

#include "tst_ctl_access.moc"
