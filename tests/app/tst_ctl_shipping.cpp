// unmta-ctl shipping: what is asked of the engine, where secrets come from, and how the answer reads.
#include "contract/FakeEngine.h"

#include "contract/LocalSocketTransport.h"
#include "support/ApiDocument.h"
#include "support/TestMain.h"
#include "support/TestPaths.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace unmta::tst_ctl_shipping {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestCtlShipping : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    bool m_isOff = false;
    FakeEngine m_engine{[this](const FakeRequest &request) {
        if (request.target.startsWith("/api/v1/clusters?"))
            return FakeEngine::data(QJsonArray{apiExample(u"Cluster"_s)});
        if (m_isOff)
            return FakeEngine::reply(404, R"({"message":"Not Found","code":"request.not_found"})");
        return FakeEngine::data(apiExample(u"Shipping"_s));
    }};
    QByteArray m_err;

    QByteArray run(const QString &line, int exitCode = 0, const QByteArray &input = {}, const QString &variable = {})
    {
        m_engine.requests.clear();
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(u"UNMTA_SHIPPING_SECRET_KEY"_s);
        if (!variable.isEmpty())
            environment.insert(u"UNMTA_SHIPPING_SECRET_KEY"_s, variable);
        process.setProcessEnvironment(environment);
        QSignalSpy ended(&process, &QProcess::finished);
        process.start(programPath(u"unmta-ctl"_s),
                      QStringList{u"--data-dir"_s, m_dir.path(), u"shipping"_s} + line.split(u' '));
        process.write(input);
        process.closeWriteChannel();
        // The engine answers in this thread meanwhile.
        if (process.state() != QProcess::NotRunning && !ended.wait(patienceMs))
            process.kill();
        m_err = process.readAllStandardError();
        if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != exitCode)
            return "exit code " + QByteArray::number(process.exitCode()) + '\n' + m_err;
        return process.readAllStandardOutput();
    }
    [[nodiscard]] QString fileWith(const QByteArray &content)
    {
        QFile file(m_dir.filePath(u"secret"_s));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
    }
    [[nodiscard]] QJsonObject sent() const
    {
        return m_engine.requests.isEmpty() ? QJsonObject()
                                           : QJsonDocument::fromJson(m_engine.requests.last().body).object();
    }

    static inline const QString bucket = u"set --kind s3 --endpoint https://s3.example.net --bucket events "
                                         "--access-key AKIA"_s;

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_engine.listenLocal(localSocketName(m_dir.path()))); }

    void requests_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("show") << u"show"_s << "GET"_ba << QByteArray();
        QTest::newRow("directory")
            << u"set --kind directory --path /srv/events --compression zstd --max-bytes 65536 --start now"_s << "PUT"_ba
            << R"({"compression":"zstd","kind":"directory","max_bytes":65536,"path":"/srv/events","start":"now"})"_ba;
        QTest::newRow("bucket")
            << bucket + u" --region eu-central-1 --prefix a/b --interval 1m --secret-key s3cret"_s << "PUT"_ba
            << R"({"access_key":"AKIA","bucket":"events","endpoint":"https://s3.example.net","interval":"1m",)"
               R"("kind":"s3","prefix":"a/b","region":"eu-central-1","secret_key":"s3cret"})"_ba;
        QTest::newRow("delete") << u"delete --yes"_s << "DELETE"_ba << QByteArray();
    }
    void requests()
    {
        QFETCH(QString, line);
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, body);
        const QByteArray out = run(line);
        QVERIFY2(!m_engine.requests.isEmpty(), out.constData());
        const QString cluster = apiExample(u"Cluster"_s).value(u"id"_s).toString();
        QCOMPARE(m_engine.requests.last().method, request);
        QCOMPARE(m_engine.requests.last().target, "/api/v1/clusters/" + cluster.toLatin1() + "/shipping");
        QCOMPARE(m_engine.requests.last().body, body);
    }

    void secrets()
    {
        (void)run(bucket + u" --secret-key-file "_s + fileWith("from a file\nmore\n"));
        QCOMPARE(sent().value(u"secret_key"_s).toString(), u"from a file"_s);
        (void)run(bucket + u" --secret-key-file -"_s, 0, "from input\r\n");
        QCOMPARE(sent().value(u"secret_key"_s).toString(), u"from input"_s);
        (void)run(bucket, 0, {}, u"from a variable"_s);
        QCOMPARE(sent().value(u"secret_key"_s).toString(), u"from a variable"_s);
        // The present one stays.
        (void)run(bucket);
        QVERIFY(sent().contains(u"access_key"_s));
        QVERIFY(!sent().contains(u"secret_key"_s));
        // A directory has none.
        (void)run(u"set --kind directory --path /srv"_s, 0, {}, u"from a variable"_s);
        QVERIFY(!sent().contains(u"secret_key"_s));
    }

    void filesWithoutSecret()
    {
        (void)run(bucket + u" --secret-key-file "_s + m_dir.filePath(u"missing"_s), 2);
        QVERIFY2(m_err.contains("cannot be read"), m_err.constData());
        (void)run(bucket + u" --secret-key-file "_s + fileWith("\n"), 2);
        QVERIFY2(m_err.contains("has no secret key"), m_err.constData());
        QVERIFY(m_engine.requests.isEmpty());
    }

    void shows()
    {
        const QByteArray out = run(u"show"_s);
        for (const char *line : {"https://s3.example.net/events (eu-central-1)", "failing, tried 2 times in a row",
                                 "The service takes no objects now.", "1204 events in 1 object, up to 1245",
                                 "17 events", "tracking/0a1b2c3d/2026/11/29/0000000000000042.ndjson.gz"})
            QVERIFY2(out.contains(line), out.constData());
        QVERIFY(!out.contains("secret"));
        QCOMPARE(QJsonDocument::fromJson(run(u"show --json"_s)).object(), apiExample(u"Shipping"_s));
        m_isOff = true;
        (void)run(u"show"_s, 1);
        QVERIFY2(m_err.contains("Events are not shipped. Begin with"), m_err.constData());
        m_isOff = false;
        // Where nobody can be asked nothing is done.
        (void)run(u"delete"_s, 2);
        QVERIFY(m_engine.requests.isEmpty());
    }
};

UNMTA_TEST(TestCtlShipping)

} // namespace unmta::tst_ctl_shipping

#include "tst_ctl_shipping.moc"
