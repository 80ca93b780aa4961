// unmta-ctl webhook: what is asked of the engine, and how its answers read.
#include "app/CtlHands.h"
#include "contract/json/JsonCodec.h"
#include "contract/wire/Wire.h"
#include "support/ApiDocument.h"
#include "support/TestMain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace unmta::tst_ctl_webhooks {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray answer(const FakeRequest &request, const QString &problem)
{
    if (request.target.startsWith("/api/v1/clusters?"))
        return FakeEngine::data(QJsonArray{apiExample(u"Cluster"_s)});
    if (request.method == "DELETE")
        return FakeEngine::noContent();
    QJsonObject delivery = apiExample(u"WebhookDelivery"_s);
    delivery.insert(u"problem"_s, problem);
    if (request.target.endsWith("/test"))
        return FakeEngine::data(delivery);
    if (request.target.contains("/deliveries"))
        return FakeEngine::data(QJsonArray{delivery});
    if (request.method == "GET" && request.target.split('?').first().endsWith("/webhooks"))
        return FakeEngine::data(QJsonArray{apiExample(u"Webhook"_s)});
    return FakeEngine::data(apiExample(u"Webhook"_s));
}

} // namespace

class TestCtlWebhooks : public QObject
{
    Q_OBJECT

    QString m_problem;
    CtlHands m_ctl{[this](const FakeRequest &request) { return answer(request, m_problem); }};

    QStringList run(const QString &line, int exitCode = 0)
    {
        QStringList lines = m_ctl.run(QStringList{u"webhook"_s} + line.split(u' '), exitCode);
        if (lines.isEmpty())
            return {u"another exit status"_s};
        lines.removeAll(QString());
        return lines;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_ctl.start()); }

    void requests_data();
    void requests()
    {
        QFETCH(QString, line);
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, body);
        for (const QString &more : {QString(), u" --json"_s}) {
            const QStringList lines = run(line + more);
            QVERIFY2(!lines.contains(u"another exit status"_s), m_ctl.err.constData());
            const FakeRequest &last = m_ctl.engine.requests.last();
            QCOMPARE(last.method + ' ' + last.target, request);
            QCOMPARE(last.body, body);
            QCOMPARE(lines.isEmpty(), !more.isEmpty() && request.startsWith("DELETE"));
        }
    }

    // The one line of standard output, fit for a script.
    void theSecretStandsAlone()
    {
        const QStringList lines = run(u"add --url https://a.example/ --type event.open"_s);
        QCOMPARE(lines, QStringList{u"whsec_x"_s});
        QVERIFY(m_ctl.err.contains("once only"));
    }

    void aTestThatFailsIsExitOne()
    {
        QVERIFY(run(u"test 7"_s).first().startsWith(u"The receiver took it"_s));
        m_problem = u"The receiver answered with status 503."_s;
        QCOMPARE(run(u"test 7"_s, 1), QStringList{m_problem});
        m_problem.clear();
    }

    void listsRead()
    {
        QCOMPARE(run(u"list"_s).last().simplified(), u"3 https://crm.example.com/hooks/tracking event.open,event.click "
                                                     "on 0 2026-11-24 22:07:12"_s);
        QCOMPARE(run(u"deliveries 7"_s).last().simplified(), u"17 2026-11-24 22:07:10 present 1 312 503 84 -"_s);
    }

    void wrongUsage_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QByteArray>("told");
        QTest::newRow("no id") << u"show abc"_s << "abc"_ba;
        QTest::newRow("no url") << u"add --type event.open"_s << "--url"_ba;
        QTest::newRow("both") << u"update 7 --batch --single"_s << "--single"_ba;
        QTest::newRow("hosts") << u"update 7 --host a.example.com --all-hosts"_s << "--all-hosts"_ba;
        QTest::newRow("no time") << u"replay 7 --since yesterday"_s << "yesterday"_ba;
        QTest::newRow("no delivery") << u"replay 7 --delivery last"_s << "last"_ba;
        QTest::newRow("two owners") << u"list --installation --cluster main"_s << "--installation"_ba;
        QTest::newRow("nobody to ask") << u"delete 7"_s << "--yes"_ba;
    }
    void wrongUsage()
    {
        QFETCH(QString, line);
        QFETCH(QByteArray, told);
        QCOMPARE(run(line, 2), QStringList());
        QVERIFY2(m_ctl.err.contains(told), m_ctl.err.constData());
    }
};

// Not in the class: moc gives up on these texts.
void TestCtlWebhooks::requests_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("body");
    const QByteArray cluster =
        "/api/v1/clusters/" + apiExample(u"Cluster"_s).value(u"id"_s).toString().toLatin1() + "/webhooks";
    const auto row = [](const QString &line, const QByteArray &request, const QByteArray &body = {}) {
        QTest::newRow(qPrintable(line)) << line << request << body;
    };
    row(u"add --url https://a.example/ --type event.open,event.click --type domain.warning --batch"_s,
        "POST " + cluster,
        R"({"batch":true,"types":["event.open","event.click","domain.warning"],"url":"https://a.example/"})");
    row(u"add --url https://a.example/ --type monitor.held --host a.example.com --disable --installation"_s,
        "POST /api/v1/webhooks",
        R"({"enabled":false,"hosts":["a.example.com"],"types":["monitor.held"],"url":"https://a.example/"})");
    row(u"list"_s, "GET " + cluster + "?limit=1000");
    row(u"show 7 --installation"_s, "GET /api/v1/webhooks/7");
    row(u"update 7 --url https://b.example/ --people-only"_s, "PATCH " + cluster + "/7",
        R"({"people_only":true,"url":"https://b.example/"})");
    row(u"update 7 --all-hosts --everybody --single --enable"_s, "PATCH " + cluster + "/7",
        R"({"batch":false,"enabled":true,"hosts":[],"people_only":false})");
    row(u"delete 7 --yes"_s, "DELETE " + cluster + "/7");
    row(u"test 7"_s, "POST " + cluster + "/7/test");
    row(u"replay 7 --delivery 3"_s, "POST " + cluster + "/7/replay", R"({"delivery":3})");
    row(u"replay 7 --since 2026-11-24T22:00:00Z --until 2026-11-24T23:00:00+00:00"_s, "POST " + cluster + "/7/replay",
        R"({"since":"2026-11-24T22:00:00Z","until":"2026-11-24T23:00:00Z"})");
    row(u"deliveries 7 --limit 5"_s, "GET " + cluster + "/7/deliveries?limit=5");
    row(u"rotate-secret 7"_s, "POST " + cluster + "/7/rotate-secret");
}

UNMTA_TEST(TestCtlWebhooks)

} // namespace unmta::tst_ctl_webhooks

#include "tst_ctl_webhooks.moc"
