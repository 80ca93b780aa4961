#include "contract/ChangeFollower.h"
#include "contract/json/JsonCodec.h"
#include "support/TestMain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

namespace unmta::tst_change_follower {

using namespace Qt::StringLiterals;

namespace {

// Keeps the questions; the test answers them.
class ScriptedTransport final : public Transport
{
public:
    void send(ApiRequest request, Callback done) override
    {
        asked << request;
        m_waiting << done;
    }
    [[nodiscard]] qsizetype waiting() const { return m_waiting.size(); }
    void answer(const wire::ChangePage &page) { answer(wire::toJson(page)); }
    void answer(const QJsonObject &page)
    {
        const QJsonObject body{{u"data"_s, page}};
        m_waiting.takeFirst()(ApiResponse{200, "application/json", QJsonDocument(body).toJson(), 0, {}});
    }
    void fail(const QString &code) { m_waiting.takeFirst()(Error(code)); }

    QList<ApiRequest> asked;

private:
    QList<Callback> m_waiting;
};

wire::ChangePage page(const QString &epoch, qint64 next, const QStringList &subjects = {}, bool reset = false)
{
    wire::ChangePage result{epoch, next, reset, {}};
    for (const QString &subject : subjects)
        result.changes << wire::Change{next, ChangeKind::Domain, u"c"_s, subject, wire::ChangeAction::Changed};
    return result;
}

} // namespace

class TestChangeFollower : public QObject
{
    Q_OBJECT

    std::unique_ptr<ScriptedTransport> m_transport;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<ChangeFollower> m_follower;
    QStringList m_log;

    QString query(qsizetype i, const QString &key) const { return m_transport->asked.at(i).query.queryItemValue(key); }

private Q_SLOTS:
    void init()
    {
        m_log.clear();
        m_transport = std::make_unique<ScriptedTransport>();
        m_client = std::make_unique<ApiClient>(*m_transport);
        m_follower = std::make_unique<ChangeFollower>(*m_client);
        connect(m_follower.get(), &ChangeFollower::changed, this,
                [this](const wire::Change &c) { m_log << c.subject; });
        connect(m_follower.get(), &ChangeFollower::reset, this, [this] { m_log << u"reset"_s; });
        connect(m_follower.get(), &ChangeFollower::onlineChanged, this, [this](bool online, const Error &error) {
            m_log << (online ? u"online"_s : u"offline "_s + error.code);
        });
    }
    void cleanup()
    {
        m_follower.reset();
        m_client.reset();
        m_transport.reset();
    }

    void beginsWithAResetAndThenTellsChanges()
    {
        m_follower->start();
        QCOMPARE(m_transport->asked.size(), 1);
        QCOMPARE(query(0, u"wait"_s), u"0ms"_s); // the first question must not wait
        QVERIFY(query(0, u"epoch"_s).isEmpty());
        m_transport->answer(page(u"e"_s, 5, {u"old news"_s}));
        QCOMPARE(m_log, (QStringList{u"online"_s, u"reset"_s})); // everything is read anyway
        QTRY_COMPARE(m_transport->asked.size(), 2);
        QCOMPARE(query(1, u"epoch"_s), u"e"_s);
        QCOMPARE(query(1, u"since"_s), u"5"_s);
        QCOMPARE(query(1, u"wait"_s), u"25000ms"_s);
        QVERIFY(m_transport->asked.at(1).timeoutMs > 25'000);
        m_transport->answer(page(u"e"_s, 7, {u"a"_s, u"b"_s}));
        QCOMPARE(m_log.sliced(2), (QStringList{u"a"_s, u"b"_s}));
        QTRY_COMPARE(m_transport->asked.size(), 3);
        QCOMPARE(query(2, u"since"_s), u"7"_s);
        m_transport->answer(page(u"e"_s, 7));
        QCOMPARE(m_log.size(), 4);
        QTRY_COMPARE(m_transport->waiting(), 1);
    }

    // A newer engine may tell of what this console does not know.
    void unknownKindsAreToldLikeOthers()
    {
        m_follower->start();
        m_transport->answer(page(u"e"_s, 1));
        QTRY_COMPARE(m_transport->waiting(), 1);
        QJsonObject newer = wire::toJson(page(u"e"_s, 3, {u"a"_s, u"b"_s}));
        QJsonArray changes = newer.value(u"changes"_s).toArray();
        QJsonObject first = changes.first().toObject();
        first.insert(u"kind"_s, u"of-a-later-release"_s);
        changes.replace(0, first);
        newer.insert(u"changes"_s, changes);
        QSignalSpy changed(m_follower.get(), &ChangeFollower::changed);
        m_transport->answer(newer);
        QCOMPARE(m_log.sliced(2), (QStringList{u"a"_s, u"b"_s}));
        QCOMPARE(changed.at(0).at(0).value<wire::Change>().kind, ChangeKind::Unknown);
        QCOMPARE(changed.at(1).at(0).value<wire::Change>().kind, ChangeKind::Domain);
    }

    void missedChangesAreAReset()
    {
        m_follower->start();
        m_transport->answer(page(u"e"_s, 1));
        QTRY_COMPARE(m_transport->waiting(), 1);
        m_transport->answer(page(u"e"_s, 900, {u"a"_s}, true));
        QCOMPARE(m_log, (QStringList{u"online"_s, u"reset"_s, u"reset"_s}));
        QTRY_COMPARE(m_transport->waiting(), 1);
        QCOMPARE(query(2, u"since"_s), u"900"_s);
    }

    void aNewEpochIsAResetEvenUnsaid()
    {
        m_follower->start();
        m_transport->answer(page(u"e"_s, 50));
        QTRY_COMPARE(m_transport->waiting(), 1);
        m_transport->answer(page(u"f"_s, 2, {u"a"_s}));
        QCOMPARE(m_log, (QStringList{u"online"_s, u"reset"_s, u"reset"_s}));
        QTRY_COMPARE(m_transport->waiting(), 1);
        QCOMPARE(query(2, u"epoch"_s), u"f"_s);
        QCOMPARE(query(2, u"since"_s), u"2"_s);
    }

    void offlineIsToldOnceAndTriedAgain()
    {
        m_follower->start();
        m_transport->answer(page(u"e"_s, 1));
        QTRY_COMPARE(m_transport->waiting(), 1);
        m_transport->fail(u"transport.unreachable"_s);
        QTRY_COMPARE(m_transport->waiting(), 1);
        QCOMPARE(query(2, u"wait"_s), u"0ms"_s); // to be online again soon
        m_transport->fail(u"transport.unreachable"_s);
        QTRY_COMPARE(m_transport->waiting(), 1);
        m_transport->answer(page(u"e"_s, 2, {u"a"_s}));
        QCOMPARE(m_log,
                 (QStringList{u"online"_s, u"reset"_s, u"offline transport.unreachable"_s, u"online"_s, u"a"_s}));
    }

    void neverReachedIsOfflineToo()
    {
        m_follower->start();
        m_transport->fail(u"transport.timeout"_s);
        QCOMPARE(m_log, QStringList{u"offline transport.timeout"_s});
    }

    void anotherReasonIsTold()
    {
        m_follower->start();
        m_transport->fail(u"transport.unreachable"_s);
        QTRY_COMPARE(m_transport->waiting(), 1);
        m_transport->fail(u"auth.unauthenticated"_s);
        QTRY_COMPARE(m_transport->waiting(), 1);
        m_transport->fail(u"auth.unauthenticated"_s);
        QCOMPARE(m_log, (QStringList{u"offline transport.unreachable"_s, u"offline auth.unauthenticated"_s}));
    }

    void pausesGrow()
    {
        m_follower->start();
        QList<qint64> pauses;
        QElapsedTimer timer;
        for (int i = 0; i < 3; ++i) {
            timer.restart();
            m_transport->fail(u"transport.unreachable"_s);
            QTRY_COMPARE(m_transport->waiting(), 1);
            pauses << timer.elapsed();
        }
        // 250, 500 and 1,000 ms; Qt's coarse timers may be 5 % early.
        for (qsizetype i = 0; i < pauses.size(); ++i)
            QVERIFY2(pauses[i] >= (225 << i), qPrintable(u"pause %1: %2 ms"_s.arg(i).arg(pauses[i])));
    }

    void retryNowEndsThePause()
    {
        m_follower->start();
        for (int i = 0; i < 4; ++i) { // the next pause would be seconds
            m_transport->fail(u"transport.unreachable"_s);
            QCOMPARE(m_transport->waiting(), 0);
            m_follower->retryNow();
            QCOMPARE(m_transport->waiting(), 1);
        }
        m_follower->retryNow(); // a question is on its way already
        QCOMPARE(m_transport->waiting(), 1);
    }

    void repliesFromBeforeStopAreIgnored()
    {
        m_follower->start();
        m_follower->stop();
        m_transport->answer(page(u"e"_s, 1));
        QVERIFY(m_log.isEmpty());
        m_follower->start();
        QCOMPARE(m_transport->waiting(), 1);
        m_transport->answer(page(u"e"_s, 1));
        QCOMPARE(m_log.size(), 2);
    }

    void aReplyAfterItsEndDoesNoHarm()
    {
        m_follower->start();
        m_follower.reset();
        m_transport->answer(page(u"e"_s, 1));
        QVERIFY(m_log.isEmpty());
    }
};

UNMTA_TEST(TestChangeFollower)

} // namespace unmta::tst_change_follower

#include "tst_change_follower.moc"
