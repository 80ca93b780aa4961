// unmta-ctl event list, follow and export, and domain commands for many: what is asked of the engine, and what comes
// out.
#include "app/CtlHands.h"
#include "contract/json/JsonCodec.h"
#include "contract/wire/Wire.h"
#include "ctl/Output.h"
#include "support/ApiDocument.h"
#include "support/TestMain.h"
#include "support/system/Host.h"

#include <QJsonArray>
#include <QTest>
#include <QUrl>
#include <QUrlQuery>

namespace unmta::tst_ctl_events {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

QJsonObject eventOf(int number, const QString &recipient = u"ann@example.net"_s)
{
    QJsonObject made = apiExample(u"Event"_s);
    made[u"event_id"_s] = u"0192f0c1-0000-7000-8000-%1"_s.arg(number, 12, 10, QChar(u'0'));
    made[u"recipient"_s] = recipient;
    made[u"cursor"_s] = QString::number(number);
    return made;
}

} // namespace

class TestCtlEvents : public QObject
{
    Q_OBJECT

    // An engine with some events, that pages by two, and breaks off where a test says.
    CtlHands m_ctl{[this](const FakeRequest &request) { return answer(request); }};
    QList<QJsonObject> m_events;
    QStringList m_queries;   // of the lists of events
    QList<int> m_failures;   // which of these are answered with 503, from 0
    QByteArrayList m_bodies; // of bulk calls
    int m_looks = 0;         // at the change feed, without waiting; the third finds the engine gone

    QByteArray answer(const FakeRequest &request)
    {
        const QUrl url(QString::fromLatin1(request.target));
        if (url.path().endsWith(u"/clusters"_s))
            return FakeEngine::data(QJsonArray{apiExample(u"Cluster"_s)});
        if (url.path().endsWith(u"/changes"_s)) {
            if (url.query().contains(u"wait=0ms"_s) && ++m_looks <= 2)
                return FakeEngine::data(wire::toJson(wire::ChangePage{u"e"_s, 1, false, {}}));
            return FakeEngine::reply(503, R"({"message":"The engine is stopping.","code":"request.stopping"})");
        }
        if (url.path().endsWith(u"/server"_s)) {
            QJsonObject server = apiExample(u"Server"_s);
            server[u"time"_s] = u"2026-11-24T22:00:00Z"_s;
            return FakeEngine::data(server);
        }
        if (url.path().endsWith(u"/bulk"_s)) {
            m_bodies << request.body;
            return bulk(QJsonDocument::fromJson(request.body).object());
        }
        m_queries << url.query();
        if (m_failures.contains(static_cast<int>(m_queries.size()) - 1))
            return FakeEngine::reply(503, R"({"message":"Busy.","code":"event.busy"})");
        return events(QUrlQuery(url));
    }
    [[nodiscard]] QByteArray events(const QUrlQuery &query) const
    {
        const bool isDescending = query.queryItemValue(u"order"_s) == u"desc"_s;
        const int after = query.queryItemValue(u"after"_s).toInt();
        const int limit = std::min(2, query.queryItemValue(u"limit"_s).toInt());
        QJsonArray page;
        QString next = query.queryItemValue(u"after"_s);
        bool more = false;
        for (qsizetype i = 0; i < m_events.size(); ++i) {
            const QJsonObject &one = isDescending ? m_events[m_events.size() - 1 - i] : m_events[i];
            const int number = one.value(u"cursor"_s).toString().toInt();
            if (isDescending ? after > 0 && number >= after : number <= after)
                continue;
            more = page.size() == limit;
            if (more)
                break;
            page.append(one);
            next = one.value(u"cursor"_s).toString();
        }
        const QJsonObject meta{{u"next"_s, isDescending && !more ? QJsonValue() : QJsonValue(next)}, {u"more"_s, more}};
        return FakeEngine::reply(200, QJsonDocument(QJsonObject{{u"data"_s, page}, {u"meta"_s, meta}}).toJson());
    }
    [[nodiscard]] static QByteArray bulk(const QJsonObject &input)
    {
        QJsonArray outcomes;
        const QJsonArray names = input.value(u"names"_s).toArray();
        for (const auto &name : names) {
            const bool isBad = name.toString().startsWith(u"bad"_s);
            QJsonObject outcome{{u"name"_s, name}, {u"status"_s, isBad ? 422 : 201}};
            if (isBad)
                outcome[u"error"_s] = QJsonObject{{u"message"_s, u"Not that one."_s}, {u"code"_s, u"domain.apex"_s}};
            else
                outcome[u"domain"_s] = apiExample(u"TrackingDomain"_s);
            outcomes.append(outcome);
        }
        return FakeEngine::data(outcomes);
    }
    [[nodiscard]] QStringList idsOf(const QStringList &lines) const
    {
        QStringList ids;
        for (const QString &line : lines) {
            if (!line.isEmpty())
                ids << QJsonDocument::fromJson(line.toUtf8()).object().value(u"cursor"_s).toString();
        }
        return ids;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_ctl.start()); }
    void init()
    {
        m_events.clear();
        for (int i = 1; i <= 5; ++i)
            m_events << eventOf(i);
        m_queries.clear();
        m_failures.clear();
        m_bodies.clear();
        m_looks = 0;
    }

    void allFiltersAreAsked()
    {
        const auto lines = m_ctl.run({u"event"_s,        u"list"_s,
                                      u"--kind"_s,       u"click"_s,
                                      u"--host"_s,       u"t.example.com"_s,
                                      u"--recipient"_s,  u"ann+x@example.net"_s,
                                      u"--message-id"_s, u"<1@example.com>"_s,
                                      u"--link"_s,       u"offer"_s,
                                      u"--since"_s,      u"24h"_s,
                                      u"--until"_s,      u"2026-11-24T21:00:00Z"_s,
                                      u"--people"_s,     u"true"_s,
                                      u"--limit"_s,      u"1"_s});
        QVERIFY2(!lines.isEmpty(), m_ctl.err.constData());
        const QUrlQuery query(m_queries.first());
        const auto value = [&query](const QString &name) { return query.queryItemValue(name, QUrl::FullyDecoded); };
        QCOMPARE(value(u"kind"_s), u"click"_s);
        QCOMPARE(value(u"host"_s), u"t.example.com"_s);
        QCOMPARE(value(u"recipient"_s), u"ann+x@example.net"_s);
        QCOMPARE(value(u"message_id"_s), u"<1@example.com>"_s);
        QCOMPARE(value(u"link"_s), u"offer"_s);
        QVERIFY(value(u"since"_s).startsWith(u"2026-11-23T22:00:00"_s));
        QCOMPARE(value(u"until"_s), u"2026-11-24T21:00:00Z"_s);
        QCOMPARE(value(u"people"_s), u"true"_s);
        QCOMPARE(value(u"order"_s), u"desc"_s);
    }

    void theLastOnesInTheirOrder()
    {
        const auto lines = m_ctl.run({u"event"_s, u"list"_s, u"--limit"_s, u"3"_s, u"--format"_s, u"ndjson"_s});
        QCOMPARE(idsOf(lines), (QStringList{u"3"_s, u"4"_s, u"5"_s}));
    }

    void formats()
    {
        const auto json = m_ctl.run({u"event"_s, u"list"_s, u"--format"_s, u"json"_s});
        QCOMPARE(json, m_ctl.run({u"--json"_s, u"event"_s, u"list"_s}));
        QCOMPARE(QJsonDocument::fromJson(json.first().toUtf8()).array().size(), 5);
        m_events[0] = eventOf(1, u"=HYPERLINK(1)"_s);
        const QString csv = m_ctl.run({u"event"_s, u"list"_s, u"--format"_s, u"csv"_s}).join(u'\n');
        QVERIFY2(csv.contains(u"\"'=HYPERLINK(1)\""_s), qPrintable(csv));
        QCOMPARE(csv.count(u"\r\n"_s), 6);
        QVERIFY(m_ctl.run({u"event"_s, u"list"_s}).first().startsWith(u"TIME"_s));
    }

    // Only what comes after the call, found by one question; and on where it was after the engine was away.
    void followGoesOnWhereItWas()
    {
        m_failures = {2};
        m_ctl.engine.setScript([this](const FakeRequest &request) {
            if (request.target.contains("/events") && m_queries.size() == 1)
                m_events << eventOf(6) << eventOf(7) << eventOf(8);
            return answer(request);
        });
        const auto lines =
            m_ctl.run({u"event"_s, u"follow"_s, u"--json"_s, u"--patience"_s, u"1s"_s, u"--kind"_s, u"click"_s}, 1);
        m_ctl.engine.setScript([this](const FakeRequest &request) { return answer(request); });
        QCOMPARE(idsOf(lines), (QStringList{u"6"_s, u"7"_s, u"8"_s}));
        QCOMPARE(m_queries.first(), u"order=desc&limit=1"_s);
        QVERIFY2(m_ctl.err.contains("Trying again for 1s") && m_ctl.err.contains("--after 8"), m_ctl.err.constData());
    }

    void exportsEveryEventOnce_data()
    {
        QTest::addColumn<QString>("format");
        for (const char *format : {"csv", "ndjson", "sqlite"})
            QTest::newRow(format) << QString::fromLatin1(format);
    }
    void exportsEveryEventOnce()
    {
        QFETCH(const QString, format);
        const QString file = m_ctl.path(u"events."_s + format);
        const QStringList command{u"event"_s, u"export"_s, u"--format"_s, format, u"--output"_s, file};
        QVERIFY2(!m_ctl.run(command).isEmpty(), m_ctl.err.constData());
        QVERIFY(!QFile::exists(file + u".part"_s));
        if (isUnix()) // elsewhere the folder says who may
            QVERIFY(!isOpenToOthers(file));
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QByteArray content = written.readAll();
        written.close(); // Windows replaces nothing that somebody reads
        if (format == u"sqlite"_s) {
            QVERIFY(content.startsWith("SQLite format 3"));
            QVERIFY(!QFile::exists(file + u"-wal"_s) && !QFile::exists(file + u"-journal"_s));
            QVERIFY(content.contains("ann@example.net"));
        } else {
            QCOMPARE(content.count('\n'), format == u"csv"_s ? 6 : 5);
        }
        // What is there stays there.
        QVERIFY(!m_ctl.run(command, 2).isEmpty());
        QVERIFY2(m_ctl.err.contains("--force"), m_ctl.err.constData());
        QVERIFY(!m_ctl.run(command + QStringList{u"--force"_s}).isEmpty());
    }

    void whatBreaksOffIsNotThere_data() { exportsEveryEventOnce_data(); }
    void whatBreaksOffIsNotThere()
    {
        QFETCH(const QString, format);
        m_failures = {1};
        const QString file = m_ctl.path(u"broken."_s + format);
        QVERIFY(!m_ctl.run({u"event"_s, u"export"_s, u"--format"_s, format, u"--output"_s, file}, 1).isEmpty());
        QVERIFY(!QFile::exists(file) && !QFile::exists(file + u".part"_s));
    }

    void aDatabaseIsAFile()
    {
        QVERIFY(!m_ctl.run({u"event"_s, u"export"_s, u"--format"_s, u"sqlite"_s}, 2).isEmpty());
        QVERIFY2(m_ctl.err.contains("--output"), m_ctl.err.constData());
    }

    void readersThatHaveSeenEnough()
    {
        if (!isUnix())
            QSKIP("there is no shell to pipe it through");
        for (int i = 6; i < 3'000; ++i)
            m_events << eventOf(i);
        QProcess shell;
        QSignalSpy ended(&shell, &QProcess::finished);
        shell.start(u"bash"_s, {u"-c"_s, u"set -o pipefail; \"$0\" --data-dir \"$1\" event export | head -n 1"_s,
                                programPath(u"unmta-ctl"_s), QFileInfo(m_ctl.path(u"x"_s)).path()});
        QVERIFY(shell.state() == QProcess::NotRunning || ended.wait(patienceMs));
        QCOMPARE(shell.exitCode(), 0);
        QCOMPARE(shell.readAllStandardError(), QByteArray());
        QVERIFY(shell.readAllStandardOutput().startsWith("event_id,"));
    }

    void manyNames()
    {
        const QString file =
            m_ctl.fileWith(u"names"_s, "# ours\r\na.example.com\r\n\r\n  b.example.com\n#c\nbad.example.com");
        const auto lines = m_ctl.run({u"domain"_s, u"add"_s, u"z.example.com"_s, u"--from"_s, file}, 1);
        QVERIFY2(!lines.isEmpty(), m_ctl.err.constData());
        QCOMPARE(m_bodies.size(), 1);
        QCOMPARE(QJsonDocument::fromJson(m_bodies.first()).object(),
                 (QJsonObject{{u"action"_s, u"add"_s},
                              {u"names"_s, QJsonArray{u"z.example.com"_s, u"a.example.com"_s, u"b.example.com"_s,
                                                      u"bad.example.com"_s}}}));
        QCOMPARE(lines.size(), 6);
        QVERIFY(lines[0].startsWith(u"NAME"_s) && lines[4].contains(u"FAILED"_s) &&
                lines[4].contains(u"Not that one."_s));
        QVERIFY2(m_ctl.err.contains("1 of 4 failed"), m_ctl.err.constData());
        const auto json = m_ctl.run({u"--json"_s, u"domain"_s, u"add"_s, u"--from"_s, file}, 1);
        QCOMPARE(QJsonDocument::fromJson(json.value(0).toUtf8()).array().size(), 3);
        QVERIFY(!m_ctl.run({u"domain"_s, u"verify"_s, u"a.example.com"_s, u"b.example.com"_s}).isEmpty());
    }

    void manyInSeveralCalls()
    {
        QByteArray names;
        for (int i = 0; i < 250; ++i)
            names += "t" + QByteArray::number(i) + ".example.com\n";
        const auto lines = m_ctl.run({u"domain"_s, u"add"_s, u"--from"_s, m_ctl.fileWith(u"names"_s, names)});
        QCOMPARE(lines.size(), 252);
        QCOMPARE(m_bodies.size(), 3);
    }

    void wrongNames_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("told");
        const auto row = [](const QString &line, const char *told) {
            QTest::newRow(qPrintable(line)) << line.split(u' ') << QByteArray(told);
        };
        row(u"domian list"_s, "Did you mean “domain”?");
        row(u"domain lsit"_s, "Did you mean “list”?");
        row(u"domain frobnicate"_s, "There are: add");
        row(u"--data-dir x domian list"_s, "Did you mean “domain”?");
        row(u"event list --recipeint ann@example.net"_s, "Did you mean “--recipient”?");
        row(u"domain delete a.example.com b.example.com"_s, "--yes");
        row(u"domain verify --from /nowhere/names"_s, "cannot be read");
        row(u"domain add --default a.example.com b.example.com"_s, "one NAME");
    }
    void wrongNames()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QByteArray, told);
        QVERIFY(!m_ctl.run(arguments, 2).isEmpty());
        QVERIFY2(m_ctl.err.contains(told), m_ctl.err.constData());
        QVERIFY(m_bodies.isEmpty());
    }

    void tablesFitTheTerminal_data()
    {
        QTest::addColumn<QList<qsizetype>>("widths");
        QTest::addColumn<qsizetype>("most");
        QTest::addColumn<QList<qsizetype>>("fitted");
        using List = QList<qsizetype>;
        QTest::newRow("no terminal") << List{100, 200} << qsizetype{0} << List{100, 200};
        QTest::newRow("fits") << List{10, 20} << qsizetype{32} << List{10, 20};
        QTest::newRow("the widest gives") << List{10, 60} << qsizetype{40} << List{10, 28};
        QTest::newRow("all wide ones give") << List{50, 50, 5} << qsizetype{49} << List{20, 20, 5};
        QTest::newRow("no room at all") << List{50, 50, 5} << qsizetype{1} << List{8, 8, 5};
    }
    void tablesFitTheTerminal()
    {
        QFETCH(const QList<qsizetype>, widths);
        QFETCH(const qsizetype, most);
        QFETCH(const QList<qsizetype>, fitted);
        QCOMPARE(ctl::fitted(widths, most), fitted);
    }
};

UNMTA_TEST(TestCtlEvents)

} // namespace unmta::tst_ctl_events

#include "tst_ctl_events.moc"
