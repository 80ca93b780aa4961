// The command line as people and scripts meet it: the program itself against an engine that answers by script.
#include "contract/FakeEngine.h"

#include "base/AllSettings.h"
#include "contract/LocalSocketTransport.h"
#include "contract/json/JsonCodec.h"
#include "contract/wire/Wire.h"
#include "support/ApiDocument.h"
#include "support/TestMain.h"
#include "support/TestPaths.h"
#include "support/system/Host.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace unmta::tst_ctl {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

struct Run
{
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
};

QProcessEnvironment plainEnvironment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"UNMTA_ENGINE"_s, u"UNMTA_TOKEN_FILE"_s, u"UNMTA_DATA_DIR"_s, u"STATE_DIRECTORY"_s})
        environment.remove(name);
    return environment;
}

wire::Cluster otherCluster()
{
    auto other = sample<wire::Cluster>("Cluster");
    other.id = u"ffffffff"_s;
    other.name = u"second"_s;
    return other;
}

QByteArray realServer()
{
    auto server = sample<wire::Server>("Server");
    server.capabilities.clear();
    return FakeEngine::data(wire::toJson(server));
}

QJsonObject numberedEvent(int n)
{
    auto made = sample<wire::Event>("Event");
    made.eventId = QString::number(n);
    return wire::toJson(made);
}

} // namespace

class TestCtl : public QObject
{
    Q_OBJECT

    [[nodiscard]] QString appLinksFile() const
    {
        QFile file(m_dir.filePath(u"app-links.json"_s));
        return file.open(QIODevice::WriteOnly) && file.write(R"({ "applinks" : 1 })") > 0 ? file.fileName() : QString();
    }

    QTemporaryDir m_dir;
    FakeEngine m_engine{[this](const FakeRequest &request) { return answer(request); }};
    QHash<QByteArray, QByteArray> m_replies; // "METHOD target" → reply
    QJsonArray m_clusters;

    QByteArray answer(const FakeRequest &request)
    {
        const QByteArray key = request.method + ' ' + request.target;
        if (m_replies.contains(key))
            return m_replies.value(key);
        if (request.target.startsWith("/api/v1/clusters?"))
            return FakeEngine::data(m_clusters);
        if (request.target == "/api/v1/server")
            return FakeEngine::data(apiExample(u"Server"_s));
        return FakeEngine::reply(404, R"({"message":"Not Found","code":"request.not_found"})");
    }

    Run run(const QStringList &arguments, bool toEngine = true,
            const QProcessEnvironment &environment = plainEnvironment(),
            const std::function<void(QProcess &)> &arrange = {}, const QByteArray &input = {})
    {
        QProcess process;
        QSignalSpy ended(&process, &QProcess::finished);
        process.setProcessEnvironment(environment);
        if (arrange)
            arrange(process);
        else if (input.isEmpty())
            process.setStandardInputFile(QProcess::nullDevice());
        process.start(test::programPath(u"unmta-ctl"_s),
                      toEngine ? QStringList{u"--data-dir"_s, m_dir.path()} + arguments : arguments);
        if (!input.isEmpty()) {
            process.write(input);
            process.closeWriteChannel();
        }
        // The engine answers in this thread meanwhile.
        if (process.state() != QProcess::NotRunning && !ended.wait(patienceMs)) {
            process.kill();
            process.waitForFinished();
        }
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
                process.readAllStandardError()};
    }
    QByteArray lastBody() const { return m_engine.requests.isEmpty() ? QByteArray() : m_engine.requests.last().body; }
    QByteArray lastTarget() const
    {
        return m_engine.requests.isEmpty() ? QByteArray() : m_engine.requests.last().target;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_engine.listenLocal(localSocketName(m_dir.path())));
        QVERIFY(m_engine.listenTcp());
        QFile token(m_dir.filePath(u"token"_s));
        QVERIFY(token.open(QIODevice::WriteOnly));
        token.write("utk_secret\n");
    }
    void init()
    {
        m_replies.clear();
        m_engine.requests.clear();
        m_clusters = {apiExample(u"Cluster"_s)};
    }

    void wrongUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("says");
        const auto row = [](const QString &line, const QString &says) {
            QTest::newRow(qPrintable(line.isEmpty() ? u"nothing"_s : line))
                << line.split(u' ', Qt::SkipEmptyParts) << says;
        };
        row(u""_s, u"subcommand is required"_s);
        row(u"domain"_s, u"subcommand is required"_s);
        row(u"dance"_s, u"there is no command “dance”"_s);
        row(u"domain add"_s, u"name is required"_s);
        row(u"domain list --nonsense"_s, u"--nonsense"_s);
        row(u"event list --kind both"_s, u"both"_s);
        row(u"event list --limit 0"_s, u"--limit"_s);
        row(u"link mint --kind click --meta nothing"_s, u"key=value"_s);
        row(u"settings set onlykey"_s, u"key=value"_s);
        row(u"token revoke abc --yes"_s, u"abc"_s);
        row(u"token create ci --scope read --expires soon"_s, u"soon"_s);
        row(u"domain delete track.example.com"_s, u"--yes"_s);
        row(u"help nonsense"_s, u"no topic nonsense"_s);
        row(u"help ../user/quick-start"_s, u"no topic"_s);
        row(u"event delete"_s, u"--recipient is required"_s);
        row(u"event delete --yes"_s, u"--recipient is required"_s);
        row(u"token revoke 3"_s, u"--yes"_s);
        row(u"--engine http://127.0.0.1:1 domain list"_s, u"either"_s);
    }
    void wrongUsage()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, says);
        const Run done = run(arguments);
        QCOMPARE(done.exitCode, 2);
        QVERIFY2(done.err.toLower().contains(says.toUtf8()), done.err.constData());
        QVERIFY(done.out.isEmpty());
        // The same for programs.
        const Run json = run(QStringList{u"--json"_s} + arguments);
        QCOMPARE(json.exitCode, 2);
        QCOMPARE(QJsonDocument::fromJson(json.err).object().value(u"code"_s).toString(), u"usage.wrong"_s);
    }

    void helpIsNoFault()
    {
        for (const QStringList &line : {QStringList{u"--help"_s}, QStringList{u"--version"_s},
                                        QStringList{u"domain"_s, u"verify"_s, u"--help"_s}}) {
            const Run done = run(line);
            QCOMPARE(done.exitCode, 0);
            QVERIFY(!done.out.isEmpty() && done.err.isEmpty());
        }
        QVERIFY(m_engine.requests.isEmpty());
    }

    void unreachable_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no socket") << QStringList{u"--data-dir"_s, u"/nonexistent"_s, u"server"_s, u"show"_s};
        QTest::newRow("no listener") << QStringList{u"--engine"_s,     u"http://127.0.0.1:1"_s,
                                                    u"--token-file"_s, m_dir.filePath(u"token"_s),
                                                    u"server"_s,       u"show"_s};
    }
    void unreachable()
    {
        QFETCH(QStringList, arguments);
        const Run done = run(arguments, false);
        QCOMPARE(done.exitCode, 3);
        QVERIFY2(done.err.startsWith("No engine answers at "), done.err.constData());
        const Run json = run(arguments + QStringList{u"--json"_s}, false);
        QCOMPARE(json.exitCode, 3);
        QCOMPARE(json.err.count('\n'), 1);
        QCOMPARE(QJsonDocument::fromJson(json.err).object().value(u"code"_s).toString(), u"transport.unreachable"_s);
    }

    void whatAnswersIsNoEngine()
    {
        m_replies.insert("GET /api/v1/server", "SSH-2.0-OpenSSH\r\n\r\n");
        QCOMPARE(run({u"server"_s, u"show"_s}).exitCode, 3);
    }

    void refusalsCarryTheApisSentence()
    {
        const QByteArray body = R"({"message":"example.com has no subdomain.","code":"domain.not_subdomain",)"
                                R"("errors":{"name":["example.com has no subdomain.","Second."]}})";
        m_replies.insert("POST /api/v1/clusters/0a1b2c3d/tracking-domains", FakeEngine::reply(422, body));
        const Run done = run({u"domain"_s, u"add"_s, u"example.com"_s});
        QCOMPARE(done.exitCode, 1);
        QCOMPARE(done.err, QByteArray("example.com has no subdomain.\n  name: Second.\n"));
        QVERIFY(done.out.isEmpty());
        const Run json = run({u"domain"_s, u"add"_s, u"example.com"_s, u"--json"_s});
        QCOMPARE(json.exitCode, 1);
        QCOMPARE(QJsonDocument::fromJson(json.err), QJsonDocument::fromJson(body));
        QVERIFY(json.out.isEmpty());
    }

    // What is asked, and that --json prints the API's data and nothing else, with the option on either side.
    void commands_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QJsonValue>("data");
        const auto row = [](const QString &line, const QByteArray &request, const QByteArray &body,
                            const QJsonValue &data) {
            QTest::newRow(qPrintable(line)) << line.split(u' ') << request << body << data;
        };
        const QByteArray cluster = "/api/v1/clusters/0a1b2c3d";
        const QByteArray domain = cluster + "/tracking-domains/track.example.com";
        const QJsonValue domainJson = apiExample(u"TrackingDomain"_s);
        const QJsonValue clusterJson = apiExample(u"Cluster"_s);
        const QJsonObject settings{{u"monitor.interval"_s, u"24h"_s}};
        row(u"server show"_s, "GET /api/v1/server", "", apiExample(u"Server"_s));
        row(u"cluster list"_s, "GET /api/v1/clusters?limit=1000", "", QJsonArray{clusterJson});
        row(u"cluster show"_s, "GET " + cluster, "", clusterJson);
        row(u"cluster show main"_s, "GET " + cluster, "", clusterJson);
        row(u"cluster create north"_s, "POST /api/v1/clusters", R"({"name":"north"})", clusterJson);
        row(u"cluster rename 0a1b2c3d north"_s, "PATCH " + cluster, R"({"name":"north"})", clusterJson);
        row(u"cluster delete main --yes"_s, "DELETE " + cluster, "", QJsonValue());
        row(u"domain add track.example.com --default"_s, "POST " + cluster + "/tracking-domains",
            R"({"default":true,"name":"track.example.com"})", domainJson);
        row(u"domain list"_s, "GET " + cluster + "/tracking-domains?limit=1000", "", QJsonArray{domainJson});
        row(u"domain list --cluster main"_s, "GET " + cluster + "/tracking-domains?limit=1000", "",
            QJsonArray{domainJson});
        row(u"domain show track.example.com"_s, "GET " + domain, "", domainJson);
        row(u"domain show a/b%c"_s, "GET " + cluster + "/tracking-domains/a%2Fb%25c", "", domainJson);
        row(u"domain verify track.example.com"_s, "POST " + domain + "/verify", "",
            wire::toJson(
                wire::VerifyReply{sample<wire::TrackingDomain>("TrackingDomain"), sample<wire::Check>("Check")}));
        row(u"domain default track.example.com"_s, "PUT " + domain + "/default", "", domainJson);
        row(u"domain undefault track.example.com"_s, "DELETE " + domain + "/default", "", domainJson);
        row(u"domain delete track.example.com --yes"_s, "DELETE " + domain, "", QJsonValue());
        row(u"domain checks track.example.com --limit 5"_s, "GET " + domain + "/checks?limit=5", "",
            QJsonArray{apiExample(u"Check"_s)});
        row(u"domain timeline track.example.com --limit 5"_s, "GET " + domain + "/timeline?limit=5", "",
            QJsonArray{apiExample(u"TimelineEntry"_s)});
        row(u"domain activity track.example.com --from 2026-11-01T00:00:00Z --to 2026-11-02T00:00:00Z --bucket hour"_s,
            "GET " + domain + "/activity?from=2026-11-01T00%3A00%3A00Z&to=2026-11-02T00%3A00%3A00Z&bucket=hour", "",
            QJsonArray{apiExample(u"ActivityBucket"_s)});
        row(u"event list"_s, "GET " + cluster + "/events?order=desc&limit=100", "", QJsonArray{numberedEvent(1)});
        row(u"event list --domain track.example.com --kind click --order oldest --after c+1 --limit 7"_s,
            "GET " + domain + "/events?kind=click&after=c%2B1&order=oldest&limit=7", "", QJsonArray{numberedEvent(1)});
        row(u"event delete --recipient ann+news@example.net --yes"_s,
            "DELETE " + cluster + "/events?recipient=ann%2Bnews%40example.net", "", apiExample(u"EventDeletion"_s));
        row(u"link mint --kind click --url https://example.com/?a=b&c --message-id m --recipient r --tracking-host h "
            "--link-name n --meta k=v=w --meta l= --allow-http"_s,
            "POST " + cluster + "/links",
            R"({"allow_http":true,"kind":"click","link_name":"n","message_id":"m","meta":{"k":"v=w","l":""},"recipient":"r",)"
            R"("tracking_host":"h","url":"https://example.com/?a=b&c"})",
            QJsonObject{{u"url"_s, u"https://track.example.com/c/x"_s}});
        row(u"link mint --kind click --url https://example.com/ --app"_s, "POST " + cluster + "/links",
            R"({"app":true,"kind":"click","link_name":"","message_id":"","meta":{},"recipient":"",)"
            R"("url":"https://example.com/"})",
            QJsonObject{{u"url"_s, u"https://track.example.com/c/a/x"_s}});
        row(u"app-links show track.example.com --platform android"_s, "GET " + domain + "/app-links/android", "",
            QJsonArray());
        row(u"app-links set track.example.com --platform apple --file %1"_s.arg(appLinksFile()),
            "PUT " + domain + "/app-links/apple", R"({ "applinks" : 1 })", QJsonObject{{u"applinks"_s, 1}});
        row(u"app-links delete track.example.com --platform apple --yes"_s, "DELETE " + domain + "/app-links/apple", "",
            QJsonValue());
        row(u"rewrite-rules --pixel-position start --plain-text on"_s, "PATCH " + cluster + "/rewrite-rules",
            R"({"pixel_position":"start","plain_text":true})",
            QJsonObject{{u"pixel_position"_s, u"start"_s}, {u"plain_text"_s, true}});
        row(u"settings list"_s, "GET /api/v1/settings", "", settings);
        row(u"settings set monitor.interval 24h"_s, "PATCH /api/v1/settings", R"({"monitor.interval":"24h"})",
            settings);
        row(u"settings set monitor.interval=24h smtp.url="_s, "PATCH /api/v1/settings",
            R"({"monitor.interval":"24h","smtp.url":""})", settings);
        row(u"token create deploy --scope read --scope rewrite"_s, "POST /api/v1/tokens",
            R"({"name":"deploy","scopes":["read","rewrite"]})", apiExample(u"Token"_s));
        row(u"token create deploy --scope admin --cluster main"_s, "POST /api/v1/tokens",
            R"({"cluster_id":"0a1b2c3d","name":"deploy","scopes":["admin"]})", apiExample(u"Token"_s));
        row(u"token create deploy --scopes read,rewrite"_s, "POST /api/v1/tokens",
            R"({"name":"deploy","scopes":["read","rewrite"]})", apiExample(u"Token"_s));
        row(u"token create deploy --scope read --expires 90d"_s, "POST /api/v1/tokens",
            R"({"expires_at":"2027-02-22T22:07:10Z","name":"deploy","scopes":["read"]})", apiExample(u"Token"_s));
        row(u"token list"_s, "GET /api/v1/tokens?limit=1000", "", QJsonArray{apiExample(u"Token"_s)});
        row(u"token revoke 7 --yes"_s, "DELETE /api/v1/tokens/7", "", QJsonValue());
        row(u"notification list"_s, "GET /api/v1/notifications?limit=50", "",
            QJsonArray{apiExample(u"Notification"_s)});
        row(u"notification test"_s, "POST /api/v1/notifications/test", "",
            wire::toJson(wire::MailTest{true, u"The relay took the mail."_s, u"smtp://mail.example.com"_s}));
        row(u"cluster notify main --to ann@example.net --to bob@example.net"_s, "PATCH " + cluster,
            R"({"notify_to":["ann@example.net","bob@example.net"]})", apiExample(u"Cluster"_s));
        row(u"cluster notify main"_s, "PATCH " + cluster, R"({"notify_to":[]})", apiExample(u"Cluster"_s));
        row(u"audit list --limit 2"_s, "GET /api/v1/audit?limit=2", "", QJsonArray{apiExample(u"AuditEntry"_s)});
        row(u"domain dangling"_s, "GET " + cluster + "/dangling?limit=1000", "",
            QJsonArray{apiExample(u"DanglingRecord"_s)});
        row(u"monitor show"_s, "GET /api/v1/monitor", "", apiExample(u"Monitor"_s));
        row(u"monitor release --yes"_s, "POST /api/v1/monitor/release", "", apiExample(u"Monitor"_s));
        row(u"node list"_s, "GET /api/v1/nodes", "", QJsonArray{apiExample(u"Node"_s)});
        row(u"node drain 5f2a"_s, "POST /api/v1/nodes/5f2a/drain", "", apiExample(u"Node"_s));
        row(u"node resume 5f2a"_s, "DELETE /api/v1/nodes/5f2a/drain", "", apiExample(u"Node"_s));
        row(u"node remove 5f2a --yes"_s, "DELETE /api/v1/nodes/5f2a", "", QJsonValue());
        row(u"sandbox dns list"_s, "GET /api/v1/sandbox/dns-records", "", QJsonArray{apiExample(u"DnsRecord"_s)});
        row(u"sandbox dns set track.example.com cname v-1.track.unmta.net"_s, "PUT /api/v1/sandbox/dns-records",
            R"({"name":"track.example.com","ttl":60,"type":"CNAME","value":"v-1.track.unmta.net"})",
            QJsonArray{apiExample(u"DnsRecord"_s)});
        row(u"sandbox dns unset track.example.com CNAME"_s,
            "DELETE /api/v1/sandbox/dns-records?name=track.example.com&type=CNAME", "", QJsonValue());
        row(u"sandbox clock advance 24h"_s, "POST /api/v1/sandbox/clock", R"({"advance":"24h"})",
            QJsonObject{{u"time"_s, u"2026-11-24T22:07:10Z"_s}});
    }
    void commands()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, body);
        QFETCH(QJsonValue, data);
        const bool empty = data.isNull() || data.isUndefined();
        m_replies.insert(request, empty ? FakeEngine::noContent() : FakeEngine::data(data));
        const QByteArray expected =
            empty ? QByteArray()
                  : QByteArray(QJsonDocument(QJsonArray{data}).toJson(QJsonDocument::Compact)).sliced(1).chopped(1) +
                        '\n';

        for (const bool before : {true, false}) {
            m_engine.requests.clear();
            const Run json = run(before ? QStringList{u"--json"_s} + arguments : arguments + QStringList{u"--json"_s});
            QVERIFY2(json.exitCode == 0, json.err.constData());
            QCOMPARE(json.out, expected);
            QVERIFY2(json.err.isEmpty(), json.err.constData());
            const FakeRequest &last = m_engine.requests.last();
            QCOMPARE(last.method + ' ' + last.target, request);
            QCOMPARE(last.body, body);
        }
        // For people: something readable, and success.
        const Run human = run(arguments);
        QVERIFY2(human.exitCode == 0, human.err.constData());
        QVERIFY(!human.out.isEmpty());
        QVERIFY(!human.out.contains('{'));
    }

    void notVerifiedIsExitOne()
    {
        const QByteArray request = "POST /api/v1/clusters/0a1b2c3d/tracking-domains/track.example.com/verify";
        for (const auto outcome : {wire::CheckOutcome::Changed, wire::CheckOutcome::Unknown}) {
            auto check = sample<wire::Check>("Check");
            check.outcome = outcome;
            check.message = u"There is no such record."_s;
            check.hint = u"Publish it."_s;
            m_replies.insert(request, FakeEngine::data(wire::toJson(
                                          wire::VerifyReply{sample<wire::TrackingDomain>("TrackingDomain"), check})));
            const Run done = run({u"domain"_s, u"verify"_s, u"track.example.com"_s});
            QCOMPARE(done.exitCode, 1);
            for (const QByteArray &word :
                 {QByteArray("There is no such record."), QByteArray("Publish it."), check.expected.toUtf8(),
                  check.found.toUtf8(), QByteArray("ns1.example.net")})
                QVERIFY2(done.out.contains(word), done.out.constData());
            QCOMPARE(run({u"domain"_s, u"verify"_s, u"track.example.com"_s, u"--json"_s}).exitCode, 1);
        }
    }

    void severalClustersMustBeTold()
    {
        m_clusters.append(wire::toJson(otherCluster()));
        const Run done = run({u"domain"_s, u"list"_s});
        QCOMPARE(done.exitCode, 2);
        for (const char *word : {"main", "0a1b2c3d", "second", "ffffffff", "--cluster"})
            QVERIFY2(done.err.contains(word), done.err.constData());
        const Run unknown = run({u"--cluster"_s, u"third"_s, u"domain"_s, u"list"_s});
        QCOMPARE(unknown.exitCode, 1);
        QVERIFY(unknown.err.contains("third") && unknown.err.contains("second"));
        m_replies.insert("GET /api/v1/clusters/ffffffff/tracking-domains?limit=1000", FakeEngine::data(QJsonArray()));
        QCOMPARE(run({u"domain"_s, u"list"_s, u"--cluster"_s, u"second"_s, u"--json"_s}).out, QByteArray("[]\n"));
        m_clusters = {};
        QCOMPARE(run({u"domain"_s, u"list"_s}).exitCode, 1);
    }

    // What each is for stands beneath its value; the JSON is the engine's own.
    void settingsListExplains()
    {
        QJsonObject settings{{u"no.such"_s, u"of a later engine"_s}};
        for (const Setting &row : allSettings)
            settings.insert(QString::fromLatin1(row.name), u"value of %1"_s.arg(QLatin1StringView(row.name)));
        m_replies.insert("GET /api/v1/settings", FakeEngine::data(settings));
        const QStringList lines =
            QString::fromUtf8(run({u"settings"_s, u"list"_s}).out).split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 2 + 2 * qsizetype(std::size(allSettings)));
        QCOMPARE(lines.filter(u"of a later engine"_s).size(), 1);
        for (const Setting &row : allSettings) {
            const QString name = QString::fromLatin1(row.name);
            const auto at = std::find_if(lines.begin(), lines.end(),
                                         [&](const QString &line) { return line.startsWith(name + u' '); });
            QVERIFY2(at != lines.end(), row.name);
            QVERIFY2(at->endsWith(u"value of "_s + name), qPrintable(*at));
            const QString remark = u"    "_s + settingDescription(row);
            const QString byDefault = QString::fromUtf8(row.byDefault);
            QCOMPARE(*std::next(at), byDefault.isEmpty() ? remark : remark + u" Default: "_s + byDefault);
        }
        const QByteArray json = run({u"settings"_s, u"list"_s, u"--json"_s}).out;
        QCOMPARE(QJsonDocument::fromJson(json).object(), settings);
    }

    void settingsGet()
    {
        m_replies.insert("GET /api/v1/settings", FakeEngine::data(QJsonObject{{u"monitor.interval"_s, u"24h"_s}}));
        QCOMPARE(run({u"settings"_s, u"get"_s, u"monitor.interval"_s}).out, QByteArray("24h\n"));
        QCOMPARE(run({u"settings"_s, u"get"_s, u"monitor.interval"_s, u"--json"_s}).out, QByteArray("\"24h\"\n"));
        const Run unknown = run({u"settings"_s, u"get"_s, u"no.such"_s});
        QCOMPARE(unknown.exitCode, 1);
        QVERIFY(unknown.err.contains("no.such"));
    }

    void tokenTravelsByFileAndEnvironment()
    {
        m_replies.insert("GET /api/v1/settings", FakeEngine::data(QJsonObject{{u"a"_s, u"1"_s}}));
        const QString file = m_dir.filePath(u"token"_s);
        const QStringList command{u"settings"_s, u"list"_s, u"--json"_s};
        const Run byOption = run(QStringList{u"--engine"_s, m_engine.url(), u"--token-file"_s, file} + command, false);
        QVERIFY2(byOption.exitCode == 0, byOption.err.constData());
        QCOMPARE(byOption.out, QByteArray("{\"a\":\"1\"}\n"));
        QCOMPARE(m_engine.requests.last().headers.value("authorization"), QByteArray("Bearer utk_secret"));

        QProcessEnvironment environment = plainEnvironment();
        environment.insert(u"UNMTA_ENGINE"_s, m_engine.url());
        environment.insert(u"UNMTA_TOKEN_FILE"_s, file);
        QCOMPARE(run(command, false, environment).exitCode, 0);
        QCOMPARE(m_engine.requests.last().headers.value("authorization"), QByteArray("Bearer utk_secret"));
        // The command line goes before the environment: the local socket, no token.
        QCOMPARE(run(command, true, environment).exitCode, 0);
        QVERIFY(!m_engine.requests.last().headers.contains("authorization"));
        QProcessEnvironment byDirectory = plainEnvironment();
        byDirectory.insert(u"UNMTA_DATA_DIR"_s, m_dir.path());
        QCOMPARE(run(command, false, byDirectory).exitCode, 0);

        QCOMPARE(run(QStringList{u"--engine"_s, m_engine.url()} + command, false).exitCode, 2);
        QCOMPARE(run(QStringList{u"--engine"_s, m_engine.url(), u"--token-file"_s, u"/nonexistent"_s} + command, false)
                     .exitCode,
                 2);
        QCOMPARE(
            run(QStringList{u"--engine"_s, u"http://192.0.2.1"_s, u"--token-file"_s, file} + command, false).exitCode,
            2);
        QCOMPARE(
            run(QStringList{u"--engine"_s, u"ftp://127.0.0.1"_s, u"--token-file"_s, file} + command, false).exitCode,
            2);
        QCOMPARE(
            run(QStringList{u"--engine"_s, u"https://127.0.0.1:1"_s, u"--token-file"_s, file, u"--ca-file"_s, file} +
                    command,
                false)
                .exitCode,
            2);
    }

    void defaultDataDirectory()
    {
        if (!isUnix())
            QSKIP("no variable names it here");
        m_replies.insert("GET /api/v1/settings", FakeEngine::data(QJsonObject{{u"a"_s, u"1"_s}}));
        QProcessEnvironment environment = plainEnvironment();
        environment.insert(u"STATE_DIRECTORY"_s, m_dir.path() + u":/elsewhere"_s);
        QCOMPARE(run({u"settings"_s, u"list"_s}, false, environment).exitCode, 0);
        if (QFileInfo(u"/var/lib/unmta-tracking"_s).isWritable())
            QSKIP("the service is installed here, and its store goes before the user's");
        environment.remove(u"STATE_DIRECTORY"_s);
        environment.insert(u"XDG_DATA_HOME"_s, m_dir.filePath(u"xdg"_s));
        const Run user = run({u"settings"_s, u"list"_s}, false, environment);
        QCOMPARE(user.exitCode, 3);
        QVERIFY2(user.err.contains(m_dir.filePath(u"xdg/unmta-tracking/api.sock"_s).toUtf8()), user.err.constData());
    }

    void pagesAreJoined()
    {
        const auto page = [](const QJsonArray &items, const QJsonValue &next) {
            const QJsonObject body{{u"data"_s, items}, {u"meta"_s, QJsonObject{{u"next"_s, next}}}};
            return FakeEngine::reply(200, QJsonDocument(body).toJson());
        };
        const QByteArray path = "GET /api/v1/notifications?";
        m_replies.insert(path + "limit=50", page({1, 2}, u"a b"_s));
        m_replies.insert(path + "after=a%20b&limit=48", page({3}, QJsonValue::Null));
        QCOMPARE(run({u"notification"_s, u"list"_s, u"--json"_s}).out, QByteArray("[1,2,3]\n"));
        m_replies.insert(path + "limit=2", page({1, 2}, u"more"_s));
        QCOMPARE(run({u"notification"_s, u"list"_s, u"--json"_s, u"--limit"_s, u"2"_s}).out, QByteArray("[1,2]\n"));
    }

    void exportEscapesFormulas()
    {
        QJsonObject hostile = numberedEvent(1);
        hostile[u"url"_s] = u"=HYPERLINK(\"http://evil\")"_s;
        hostile[u"user_agent"_s] = u"@SUM(1)"_s;
        hostile[u"recipient"_s] = u"a,b\"c"_s;
        hostile[u"link_name"_s] = u"line\nend"_s;
        m_replies.insert("GET /api/v1/clusters/0a1b2c3d/events?limit=1000",
                         FakeEngine::data(QJsonArray{hostile, numberedEvent(2)}));
        const Run csv = run({u"event"_s, u"export"_s});
        QCOMPARE(csv.exitCode, 0);
        QVERIFY(
            csv.out.startsWith("event_id,type,timestamp,cluster_id,tracking_host,message_id,recipient,url,link_index,"
                               "link_name,ip,user_agent,bot,meta,cursor\r\n"));
        QVERIFY2(csv.out.contains("\"'=HYPERLINK(\"\"http://evil\"\")\""), csv.out.constData());
        QVERIFY(csv.out.contains("\"'@SUM(1)\""));
        QVERIFY(csv.out.contains(R"("a,b""c")"));
        QVERIFY(csv.out.contains("\"line\nend\""));
        const Run lines = run({u"event"_s, u"export"_s, u"--format"_s, u"ndjson"_s});
        const QByteArrayList rows = lines.out.split('\n');
        QCOMPARE(rows.size(), 3);
        QCOMPARE(QJsonDocument::fromJson(rows.first()).object(), hostile);
    }

    void followPrintsWhatIsNew()
    {
        const QByteArray path = "GET /api/v1/clusters/0a1b2c3d/events?";
        const auto page = [](const QJsonArray &items, const QString &next) {
            const QJsonObject body{{u"data"_s, items}, {u"meta"_s, QJsonObject{{u"next"_s, next}}}};
            return FakeEngine::reply(200, QJsonDocument(body).toJson());
        };
        const auto feed = [](int next) {
            return FakeEngine::data(wire::toJson(wire::ChangePage{u"e"_s, next, false, {}}));
        };
        m_replies.insert(path + "order=desc&limit=1", page({numberedEvent(1)}, u"c0"_s)); // there already
        m_replies.insert("GET /api/v1/changes?since=0&wait=0ms", feed(5));
        m_replies.insert(path + "after=4711&limit=1000", page({numberedEvent(2)}, u"c2"_s));
        m_replies.insert("GET /api/v1/changes?epoch=e&since=5&wait=25000ms", feed(6));
        m_replies.insert(path + "after=c2&limit=1000", page({numberedEvent(3)}, u"c3"_s));
        m_replies.insert("GET /api/v1/changes?epoch=e&since=6&wait=25000ms", FakeEngine::reply(503, "{}"));
        const Run done = run({u"event"_s, u"follow"_s, u"--json"_s});
        const QByteArrayList rows = done.out.split('\n');
        QCOMPARE(rows.size(), 3);
        QCOMPARE(QJsonDocument::fromJson(rows[0]).object(), numberedEvent(2));
        QCOMPARE(QJsonDocument::fromJson(rows[1]).object(), numberedEvent(3));
    }

    // A token of scope rewrite may not list the clusters, and need not.
    void worksWithATokenForOnePurpose()
    {
        const QByteArray forbidden = R"({"message":"This token lacks a scope.","code":"auth.forbidden"})";
        m_replies.insert("GET /api/v1/clusters?limit=1000", FakeEngine::reply(403, forbidden));
        m_replies.insert("POST /api/v1/clusters/0a1b2c3d/links",
                         FakeEngine::data(QJsonObject{{u"url"_s, u"https://track.example.com/c/x"_s}}));
        const QStringList mint{u"link"_s, u"mint"_s, u"--kind"_s, u"click"_s, u"--url"_s, u"https://example.org/"_s};
        const Run minted = run(QStringList{u"--cluster"_s, u"0a1b2c3d"_s} + mint);
        QVERIFY2(minted.exitCode == 0 && minted.out.contains("/c/x"), minted.err.constData());
        const Run byName = run(QStringList{u"--cluster"_s, u"main"_s} + mint);
        QCOMPARE(byName.exitCode, 2);
        QVERIFY2(byName.err.contains("--cluster ID"), byName.err.constData());
    }

    void lostOutputIsNoSuccess()
    {
        if (!isLinux())
            QSKIP("nothing here is always full");
        m_replies.insert("POST /api/v1/tokens", FakeEngine::data(apiExample(u"Token"_s)));
        for (const QStringList &line :
             {QStringList{u"cluster"_s, u"list"_s}, QStringList{u"--json"_s, u"cluster"_s, u"list"_s},
              QStringList{u"token"_s, u"create"_s, u"deploy"_s, u"--scope"_s, u"read"_s}}) {
            const Run lost = run(line, true, plainEnvironment(), writeToFullDisk);
            QCOMPARE(lost.exitCode, 1);
            QVERIFY2(lost.err.contains("could not be written"), lost.err.constData());
        }
    }

    void doctorTellsWhatIsMissing()
    {
        const auto examine = [this](wire::ReadinessState state, const wire::TrackingDomain &domain) {
            const wire::Readiness readiness{
                false,
                {{u"target_zone"_s, wire::ReadinessState::Ready, u"Chosen."_s, {}, {}, {}},
                 {u"wildcard"_s, state, u"It leads elsewhere."_s, u"Publish:\n*.t.example.org. A 192.0.2.80"_s,
                  u"Asked: ns1"_s, TimePoint()}}};
            m_replies.insert("POST /api/v1/readiness/probe", FakeEngine::data(wire::toJson(readiness)));
            m_replies.insert("GET /api/v1/clusters/0a1b2c3d/tracking-domains?limit=1000",
                             FakeEngine::data(QJsonArray{wire::toJson(domain)}));
            return run({u"doctor"_s});
        };
        m_replies.insert("GET /api/v1/monitor",
                         FakeEngine::data(wire::toJson(wire::Monitor{u"running"_s, {}, {}, {}, {}, {}})));
        m_replies.insert("GET /api/v1/clusters/0a1b2c3d/dangling?limit=1000", FakeEngine::data(QJsonArray()));
        const auto fine = sample<wire::TrackingDomain>("TrackingDomain");
        const Run undone = examine(wire::ReadinessState::Todo, fine);
        QVERIFY2(undone.exitCode == 0, undone.out.constData());
        QVERIFY2(undone.out.contains("to do") && undone.out.contains("    *.t.example.org. A 192.0.2.80\n"),
                 undone.out.constData());
        QVERIFY2(!undone.out.contains("Somebody is needed"), undone.out.constData());
        auto struck = fine;
        struck.strikes = 1;
        const Run ill = examine(wire::ReadinessState::Failed, struck);
        QCOMPARE(ill.exitCode, 1);
        QVERIFY2(!ill.out.contains("\\x0a") && ill.out.contains("FAILED") && ill.out.contains("Asked: ns1") &&
                     ill.out.contains("one strike"),
                 ill.out.constData());
        const Run json = run({u"doctor"_s, u"--json"_s});
        QCOMPARE(json.exitCode, 1);
        const QJsonObject data = QJsonDocument::fromJson(json.out).object();
        QCOMPARE(data[u"checks"_s].toArray().size(), 2);
        QCOMPARE(data[u"checks"_s][1][u"state"_s].toString(), u"failed"_s);

        m_replies.insert("GET /api/v1/monitor", FakeEngine::data(apiExample(u"Monitor"_s)));
        m_replies.insert("GET /api/v1/clusters/0a1b2c3d/dangling?limit=1000",
                         FakeEngine::data(QJsonArray{apiExample(u"DanglingRecord"_s)}));
        const Run held = examine(wire::ReadinessState::Ready, fine);
        QCOMPARE(held.exitCode, 0);
        QVERIFY2(held.out.contains("are held") && held.out.contains("still there"), held.out.constData());
    }

    void doctorOfAReaderAsksNobody()
    {
        m_replies.insert("POST /api/v1/readiness/probe",
                         FakeEngine::reply(403, R"({"message":"no","code":"auth.forbidden"})"));
        m_replies.insert("GET /api/v1/readiness", FakeEngine::data(apiExample(u"Readiness"_s)));
        const Run known = run({u"doctor"_s, u"--json"_s});
        QVERIFY2(known.exitCode == 0 && known.out.contains("target_zone"), known.out.constData());
        QVERIFY2(known.err.contains("seen last"), known.err.constData());
    }

    void setupSavesWhatIsNew()
    {
        m_replies.insert("GET /api/v1/server", realServer());
        m_replies.insert("GET /api/v1/settings",
                         FakeEngine::data(QJsonObject{{u"edge.target_zone"_s, u"t.example.org"_s}}));
        m_replies.insert("PATCH /api/v1/settings", FakeEngine::data(QJsonObject{{u"acme.email"_s, u"me@x.net"_s}}));
        for (const QByteArray &request : {"GET /api/v1/readiness"_ba, "POST /api/v1/readiness/probe"_ba})
            m_replies.insert(request, FakeEngine::data(apiExample(u"Readiness"_s)));
        const QStringList line{u"setup"_s, u"--zone"_s, u"t.example.org"_s, u"--email"_s, u"me@x.net"_s, u"--yes"_s};
        const Run done = run(line);
        QVERIFY2(done.exitCode == 0 && done.out.contains("target_zone"), done.err.constData());
        QVERIFY2(!done.err.contains("\\x0a"), done.err.constData());
        QByteArray body;
        for (const FakeRequest &request : m_engine.requests) {
            if (request.method == "PATCH")
                body += request.body;
        }
        QCOMPARE(QJsonDocument::fromJson(body).object(), (QJsonObject{{u"acme.email"_s, u"me@x.net"_s}}));

        // The same again changes nothing.
        m_replies.insert("GET /api/v1/settings",
                         FakeEngine::data(QJsonObject{{u"edge.target_zone"_s, u"t.example.org"_s},
                                                      {u"acme.email"_s, u"me@x.net"_s}}));
        m_engine.requests.clear();
        QCOMPARE(run(line).exitCode, 0);
        for (const FakeRequest &request : m_engine.requests)
            QVERIFY(request.method != "PATCH");
    }

    void setupAsksForWhatNoOptionSays()
    {
        m_replies.insert("GET /api/v1/server", realServer());
        m_replies.insert("GET /api/v1/settings", FakeEngine::data(QJsonObject()));
        m_replies.insert("PATCH /api/v1/settings", FakeEngine::data(QJsonObject()));
        for (const QByteArray &request : {"GET /api/v1/readiness"_ba, "POST /api/v1/readiness/probe"_ba})
            m_replies.insert(request, FakeEngine::data(apiExample(u"Readiness"_s)));
        // Zone, addresses, mail address; no relay, and the input ends.
        const Run done = run({u"setup"_s}, true, plainEnvironment(), {}, "t.example.org\n192.0.2.80\nme@x.net\n");
        QVERIFY2(done.exitCode == 0 && done.err.contains("Target zone"), done.err.constData());
        QByteArray body;
        for (const FakeRequest &request : m_engine.requests) {
            if (request.method == "PATCH")
                body += request.body;
        }
        QCOMPARE(QJsonDocument::fromJson(body).object(), (QJsonObject{{u"acme.email"_s, u"me@x.net"_s},
                                                                      {u"edge.public_addresses"_s, u"192.0.2.80"_s},
                                                                      {u"edge.target_zone"_s, u"t.example.org"_s}}));
    }

    void setupOfASandboxIsRefused()
    {
        const Run refused = run({u"setup"_s, u"--zone"_s, u"t.example.org"_s, u"--yes"_s});
        QVERIFY2(refused.exitCode == 2 && refused.err.contains("sandbox"), refused.err.constData());
    }

    void textFromOutsideCannotDriveTheTerminal()
    {
        auto hostile = sample<wire::Cluster>("Cluster");
        hostile.name = u"a\u001b[31mred\u009b2J\u202egnp\nx"_s;
        m_clusters = {wire::toJson(hostile)};
        const Run human = run({u"cluster"_s, u"list"_s});
        QVERIFY(human.out.contains("a\\x1b[31mred\\x9b2J\\x202egnp\\x0ax"));
        const Run json = run({u"cluster"_s, u"list"_s, u"--json"_s});
        QVERIFY(!json.out.contains('\x1b') && !json.out.contains("\u009b") && !json.out.contains("\u202e"));
        QCOMPARE(QJsonDocument::fromJson(json.out).array(), m_clusters);
        const QByteArray refusal = "{\"message\":\"no \\u001b[2J\",\"code\":\"x.y\"}";
        m_replies.insert("GET /api/v1/server", FakeEngine::reply(422, refusal));
        QCOMPARE(run({u"server"_s, u"show"_s}).err, QByteArray("no \\x1b[2J\n"));
    }

    void takesAnAnswerFromAPipe_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QByteArray>("says");
        const QString domain = u"domain delete track.example.com"_s;
        const QString events = u"event delete --recipient "_s;
        const QByteArray gone = "track.example.com is deleted.\n";
        QTest::newRow("yes") << domain << QByteArray("y\n") << 0 << gone;
        QTest::newRow("the very name") << domain << QByteArray("track.example.com\n") << 0 << gone;
        QTest::newRow("another word") << domain << QByteArray("no\n") << 1 << QByteArray();
        QTest::newRow("no event") << events + u"0"_s << QByteArray("y\n") << 0
                                  << QByteArray("There was no event of 0.\n");
        QTest::newRow("one event") << events + u"1"_s << QByteArray("y\n") << 0
                                   << QByteArray("1 event of 1 is deleted.\n");
        QTest::newRow("events") << events + u"12"_s << QByteArray("12\n") << 0
                                << QByteArray("12 events of 12 are deleted.\n");
        QTest::newRow("kept events") << events + u"12"_s << QByteArray("no\n") << 1 << QByteArray();
    }
    void takesAnAnswerFromAPipe()
    {
        QFETCH(QString, command);
        QFETCH(QByteArray, input);
        QFETCH(int, exitCode);
        QFETCH(QByteArray, says);
        const QByteArray cluster = "/api/v1/clusters/0a1b2c3d/";
        m_replies.insert("DELETE " + cluster + "tracking-domains/track.example.com", FakeEngine::noContent());
        for (const int n : {0, 1, 12}) { // a recipient named like the number of his events
            const QByteArray whose = "?recipient=" + QByteArray::number(n);
            m_replies.insert("GET " + cluster + "events/count" + whose,
                             FakeEngine::data(QJsonObject{{u"events"_s, n}}));
            m_replies.insert("DELETE " + cluster + "events" + whose, FakeEngine::data(QJsonObject{{u"deleted"_s, n}}));
        }
        const auto done = run(command.split(u' '), true, plainEnvironment(), {}, input);
        QVERIFY2(done.exitCode == exitCode, done.err.constData());
        QCOMPARE(done.out, says);
        const bool deleted = std::any_of(m_engine.requests.begin(), m_engine.requests.end(),
                                         [](const FakeRequest &request) { return request.method == "DELETE"; });
        QCOMPARE(deleted, exitCode == 0);
    }

    void asksAtATerminal_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("the name") << QByteArray("track.example.com\n") << 0;
        QTest::newRow("something else") << QByteArray("y\n") << 1;
        QTest::newRow("nothing") << QByteArray("\n") << 1;
        QTest::newRow("end of input") << QByteArray("\x04") << 1;
    }
    void asksAtATerminal()
    {
        if (!isUnix())
            QSKIP("needs a pseudo-terminal");
        QFETCH(QByteArray, typed);
        QFETCH(int, exitCode);
        m_replies.insert("DELETE /api/v1/clusters/0a1b2c3d/tracking-domains/track.example.com",
                         FakeEngine::noContent());
        Run done;
        QVERIFY(atTerminal(typed, [&](const std::function<void(QProcess &)> &sit) {
            done = run({u"domain"_s, u"delete"_s, u"track.example.com"_s}, true, plainEnvironment(), sit);
        }));
        QVERIFY2(done.exitCode == exitCode, done.err.constData());
        QVERIFY(done.err.contains("track.example.com will be deleted for ever"));
        const bool deleted = std::any_of(m_engine.requests.begin(), m_engine.requests.end(),
                                         [](const FakeRequest &r) { return r.method == "DELETE"; });
        QCOMPARE(deleted, exitCode == 0);
    }
};

UNMTA_TEST(TestCtl)

} // namespace unmta::tst_ctl

#include "tst_ctl.moc"
