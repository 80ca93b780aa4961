// unmta-ctl bots: what is asked of the engine, and how its answer reads.
#include "app/CtlHands.h"
#include "contract/json/JsonCodec.h"
#include "contract/wire/Wire.h"
#include "support/ApiDocument.h"
#include "support/TestMain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace unmta::tst_ctl_bots {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestCtlBots : public QObject
{
    Q_OBJECT

    CtlHands m_ctl{[](const FakeRequest &request) {
        if (request.target.startsWith("/api/v1/clusters?"))
            return FakeEngine::data(QJsonArray{apiExample(u"Cluster"_s)});
        return FakeEngine::data(apiExample(request.target.endsWith("/judge") ? u"BotJudging"_s : u"BotTest"_s));
    }};

    QStringList run(const QStringList &arguments, int exitCode = 0)
    {
        return m_ctl.run(QStringList{u"bots"_s} + arguments, exitCode);
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_ctl.start()); }

    void testReads()
    {
        const QStringList lines = run({u"test"_s});
        QVERIFY2(!lines.isEmpty(), m_ctl.err.constData());
        QCOMPARE(m_ctl.engine.requests.last().method, "POST"_ba);
        const QString cluster = apiExample(u"Cluster"_s).value(u"id"_s).toString();
        QCOMPARE(m_ctl.engine.requests.last().target, "/api/v1/clusters/" + cluster.toLatin1() + "/bots/test");
        QCOMPARE(m_ctl.engine.requests.last().body, "{}"_ba);
        QVERIFY2(lines.contains(u"  by people:  500 → 497 (−3)"_s), qPrintable(lines.join(u'|')));
        QVERIFY2(lines.contains(u"  by people:  120 → 108 (−12)"_s), qPrintable(lines.join(u'|')));
        const auto row = lines.filter(u"link_burst"_s).value(0).simplified();
        QCOMPARE(row, u"link_burst link_burst 40 3 12 0 0"_s);
    }

    void testInJson()
    {
        const QStringList lines = run({u"test"_s, u"--json"_s});
        QCOMPARE(QJsonDocument::fromJson(lines.value(0).toUtf8()).object(), apiExample(u"BotTest"_s));
    }

    void rulesOfAFile()
    {
        const QString path = m_ctl.fileWith(u"rules.tsv"_s, "a\tcrawler\tagent\tx\ty\n");
        QVERIFY2(!run({u"test"_s, u"--rules"_s, path}).isEmpty(), m_ctl.err.constData());
        QCOMPARE(m_ctl.engine.requests.last().body, R"({"rules":"a\tcrawler\tagent\tx\ty\n"})"_ba);
    }

    void judging()
    {
        const QStringList lines = run({u"judge"_s, u"--yes"_s});
        QVERIFY2(lines.contains(u"15 events have another verdict now."_s), m_ctl.err.constData());
        QVERIFY(m_ctl.engine.requests.last().target.endsWith("/bots/judge"));
        // Where nobody can be asked, nothing is done.
        run({u"judge"_s});
        QVERIFY(m_ctl.engine.requests.last().target.endsWith("/bots/test"));
    }

    void filesThatAreNone_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("told");
        QTest::newRow("missing") << u"missing.tsv"_s << "cannot be read"_ba;
        QTest::newRow("empty") << u"empty.tsv"_s << "is empty"_ba;
    }

    // An empty table would be taken for the engine's own.
    void filesThatAreNone()
    {
        QFETCH(const QString, name);
        QFETCH(const QByteArray, told);
        QVERIFY(!m_ctl.fileWith(u"empty.tsv"_s, {}).isEmpty());
        QVERIFY(!run({u"test"_s, u"--rules"_s, m_ctl.path(name)}, 2).isEmpty());
        QVERIFY2(m_ctl.err.contains(told), m_ctl.err.constData());
        QVERIFY(m_ctl.engine.requests.isEmpty());
    }
};

UNMTA_TEST(TestCtlBots)

} // namespace unmta::tst_ctl_bots

#include "tst_ctl_bots.moc"
