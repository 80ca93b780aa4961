// Rewriting by way of the API and of unmta-ctl: what may be asked, and that nothing is decided in silence.
#include "contract/ApiClient.h"
#include "support/ApiWorld.h"
#include "support/TestMain.h"
#include "support/TestPaths.h"
#include "support/system/Host.h"

#include <QJsonArray>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

namespace unmta::tst_rewrite_api {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray html = "<a href=\"http://example.org/\">offer</a>\r\n";
const QByteArray message = "Message-ID: <a@example.com>\nContent-Type: text/html\n\n" + html;
const QString activeName = u"links.example.com"_s;

} // namespace

class RewriteApiTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void refusesBadQueries_data();
    void refusesBadQueries();
    void takesTheHostFromTheQuery();
    void takesThePlaceOfThePixel();
    void countsTheMessageAsItCame();
    void logsAnInactiveHost();
    void ctlWritesTheResultAndWarns();
    void ctlKeepsWarningsOutOfASharedPipe();
    void inspectsOnlyTheTokensCluster();

private:
    ApiAnswered rewrite(const QUrlQuery &query, const QByteArray &content = message,
                        const QByteArray &type = "message/rfc822")
    {
        ApiRequest request = ApiWorld::request(Method::Post, {u"clusters"_s, m_world.cluster, u"rewrite"_s}, query);
        request.contentType = type;
        request.body = content;
        return ApiWorld::send(m_world.door(Door::Local), std::move(request));
    }

    void runCtl(QProcess &ctl, const QByteArray &input)
    {
        ctl.start(test::programPath(u"unmta-ctl"_s),
                  {u"--data-dir"_s, m_world.dataDir(), u"rewrite"_s, u"--tracking-host"_s, u"nope.example.com"_s});
        QVERIFY(ctl.waitForStarted());
        ctl.write(input);
        ctl.closeWriteChannel();
        QTRY_COMPARE(ctl.state(), QProcess::NotRunning);
    }

    ApiWorld m_world;
};

void RewriteApiTest::initTestCase()
{
    QVERIFY2(m_world.start(), qPrintable(m_world.failure.code));
    QVERIFY(m_world.activate(activeName));
}

void RewriteApiTest::refusesBadQueries_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("good");
    QTest::newRow("preview 1") << u"preview"_s << u"1"_s << true;
    QTest::newRow("preview 0") << u"preview"_s << u"0"_s << true;
    QTest::newRow("preview 2") << u"preview"_s << u"2"_s << false;
    QTest::newRow("preview true") << u"preview"_s << u"true"_s << false;
    QTest::newRow("message id of 250") << u"message_id"_s << QString(250, u'm') << true;
    QTest::newRow("message id of 251") << u"message_id"_s << QString(251, u'm') << false;
    QTest::newRow("message id with a line end") << u"message_id"_s << u"a%0D%0Ab"_s << false;
    QTest::newRow("recipient") << u"recipient"_s << u"ann@example.net"_s << true;
    QTest::newRow("recipient of 321") << u"recipient"_s << QString(321, u'r') << false;
    QTest::newRow("recipient with NUL") << u"recipient"_s << u"a%00b"_s << false;
    QTest::newRow("recipient with an escape") << u"recipient"_s << u"a%1B[0m"_s << false;
    for (const QString &position : {u"auto"_s, u"start"_s, u"end"_s})
        QTest::newRow(qPrintable(u"pixel position "_s + position)) << u"pixel_position"_s << position << true;
    QTest::newRow("pixel position middle") << u"pixel_position"_s << u"middle"_s << false;
    QTest::newRow("host") << u"tracking_host"_s << activeName << true;
    QTest::newRow("no host name") << u"tracking_host"_s << u"not a host"_s << false;
}

void RewriteApiTest::refusesBadQueries()
{
    QFETCH(const QString, field);
    QFETCH(const QString, value);
    QFETCH(const bool, good);
    const auto reply = rewrite(QUrlQuery(field + u'=' + value));
    if (good) {
        QCOMPARE(reply.status, 200);
        return;
    }
    QCOMPARE(reply.status, 422);
    QCOMPARE(reply.body.value(u"code"_s).toString(), u"request.bad_query"_s);
    const QString sentence = reply.body.value(u"message"_s).toString();
    QVERIFY2(sentence.contains(field) && sentence.contains(u"give "_s), qPrintable(sentence));
}

void RewriteApiTest::takesTheHostFromTheQuery()
{
    const QUrlQuery query{{u"tracking_host"_s, activeName}};
    QVERIFY(rewrite(query).raw.body.contains(activeName.toLatin1() + "/c/"));
    QVERIFY(rewrite(query, html, "text/html").raw.body.contains(activeName.toLatin1() + "/c/"));
    // Before the message's own wish.
    const auto own = rewrite(query, "X-Unmta-Tracking-Host: other.example.net\n" + message);
    QVERIFY(own.raw.body.contains(activeName.toLatin1() + "/c/"));
    QVERIFY(!own.raw.body.contains("X-Unmta"));
}

void RewriteApiTest::takesThePlaceOfThePixel()
{
    const QByteArray page = "<body>" + html + "</body>";
    const auto beginsWithPixel = [&](const QString &position) {
        QUrlQuery query;
        if (!position.isEmpty())
            query.addQueryItem(u"pixel_position"_s, position);
        return rewrite(query, page, "text/html").raw.body.startsWith("<body><img ");
    };
    const QStringList rules{u"clusters"_s, m_world.cluster, u"rewrite-rules"_s};
    const auto set = [&](const QString &position) {
        ApiRequest request = jsonRequest(Method::Patch, apiPath(rules), {{u"pixel_position"_s, position}});
        return ApiWorld::send(m_world.door(Door::Local), std::move(request));
    };
    QVERIFY(!beginsWithPixel({}));
    QVERIFY(beginsWithPixel(u"start"_s));
    const auto changed = set(u"start"_s);
    QCOMPARE(changed.status, 200);
    QCOMPARE(changed.data("pixel_position").toString(), u"start"_s);
    QVERIFY(changed.data("opens").toBool());
    QVERIFY(beginsWithPixel({}));
    QVERIFY(!beginsWithPixel(u"end"_s));
    QCOMPARE(set(u"middle"_s).status, 422);
    QCOMPARE(set(u"auto"_s).status, 200);
    QVERIFY(!beginsWithPixel({}));
}

void RewriteApiTest::countsTheMessageAsItCame()
{
    const auto reply = rewrite({{u"tracking_host"_s, activeName}, {u"preview"_s, u"1"_s}});
    QCOMPARE(reply.data("bytes_before").toInteger(), message.size());
    QCOMPARE(reply.data("tracking_host").toString(), activeName);
    const QByteArray content = QByteArray::fromBase64(reply.data("content").toString().toLatin1());
    QVERIFY(content.startsWith("Message-ID: <a@example.com>\nContent-Type: text/html\n\n<a "));
}

void RewriteApiTest::logsAnInactiveHost()
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^tracking_host_not_active rewrite cluster="_s));
    const auto reply = rewrite({{u"tracking_host"_s, u"nope.example.com"_s}});
    QCOMPARE(reply.status, 200);
    const auto preview = rewrite({{u"tracking_host"_s, u"nope.example.com"_s}, {u"preview"_s, u"1"_s}});
    QVERIFY(preview.data("warnings").toArray().contains(u"tracking_host_not_active"_s));
}

void RewriteApiTest::ctlWritesTheResultAndWarns()
{
    QProcess ctl;
    runCtl(ctl, message);
    const QByteArray complaint = ctl.readAllStandardError();
    QVERIFY2(ctl.exitCode() == 0, complaint.constData());
    QCOMPARE(complaint, "Warning: tracking_host_not_active\n");
    const QByteArray result = ctl.readAllStandardOutput();
    QVERIFY2(result.startsWith("Message-ID: <a@example.com>\nContent-Type: text/html\n\n<a href=\"http"), result);
    QVERIFY(result.contains("/c/") && result.contains("/o/"));
}

// As Exim runs a transport filter.
void RewriteApiTest::ctlKeepsWarningsOutOfASharedPipe()
{
    if (!isUnix())
        QSKIP("pipes are not shared that way here");
    QProcess ctl;
    ctl.setProcessChannelMode(QProcess::MergedChannels);
    runCtl(ctl, message + QByteArray(8 << 20, 'y'));
    const QByteArray result = ctl.readAll();
    QCOMPARE(ctl.exitCode(), 0);
    QVERIFY(result.startsWith("Message-ID: <a@example.com>\n") && result.size() > 8 << 20);
    QVERIFY(!result.contains("Warning"));
    QVERIFY(!result.contains("tracking_host_not_active"));
}

void RewriteApiTest::inspectsOnlyTheTokensCluster()
{
    const QString other = m_world.post({u"clusters"_s}, {{u"name"_s, u"other"_s}}).data("id").toString();
    const QString url = u"http://%1%2"_s.arg(activeName, QString::fromLatin1(m_world.mint(activeName)));
    const auto inspect = [&](const QString &cluster) {
        const auto door = m_world.httpDoor(m_world.token({u"read"_s}, cluster));
        return ApiWorld::send(*door, jsonRequest(Method::Post, apiPath({u"links"_s, u"inspect"_s}), {{u"url"_s, url}}));
    };
    const auto own = inspect(m_world.cluster);
    QCOMPARE(own.status, 200);
    QVERIFY(own.data("genuine").toBool());
    const auto foreign = inspect(other);
    QCOMPARE(foreign.status, 200);
    QVERIFY(!foreign.data("genuine").toBool());
    QCOMPARE(foreign.data("message").toString(), activeName + u" is not a host that is served here."_s);
    QVERIFY(foreign.data("cluster_id").toString().isEmpty() && foreign.data("recipient").toString().isEmpty());
}

UNMTA_TEST(RewriteApiTest)

} // namespace unmta::tst_rewrite_api

#include "tst_rewrite_api.moc"
