// Where the answer to a challenge stands before the authority is told that it may ask: here, and where there are other
// nodes, where they find it.
#include "assembly/ports/ChallengeRelay.h"
#include "service/routing/SnapshotPublisher.h"
#include "store/EngineStore.h"
#include "support/FakeRandom.h"
#include "support/Patience.h"
#include "support/TestMain.h"
#include "support/stores/PostgresServer.h"

#include <QTemporaryDir>
#include <QTest>

namespace unmta::tst_challenge_relay {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestChallengeRelay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        const auto address = store::parseServerAddress(PostgresServer::shared().freshUrl()).value();
        m_store = store::EngineStore::open(m_directory.path(), m_random, address).value();
    }
    void cleanup() { m_store.reset(); }

    void alone()
    {
        QVERIFY(arrive(u"one"_s));
        SnapshotPublisher publisher(*m_store, m_snapshots);
        ChallengeRelay relay(publisher, m_store.get());
        bool isPublished = false;
        relay.publish(u"token"_s, u"a.example"_s, "answer", [&] { isPublished = true; });
        QTRY_VERIFY(isPublished);
        QVERIFY(shared().isEmpty());
    }
    void amongOthers()
    {
        QVERIFY(arrive(u"one"_s) && arrive(u"two"_s));
        SnapshotPublisher publisher(*m_store, m_snapshots);
        ChallengeRelay relay(publisher, m_store.get());
        bool isPublished = false;
        relay.publish(u"token"_s, u"a.example"_s, "answer", [&] {
            isPublished = true;
            QCOMPARE(shared(), QStringList{u"a.example token answer"_s});
        });
        QTRY_VERIFY(isPublished);
        QCOMPARE(m_snapshots.current()->challenge("a.example", "token"), QByteArray("answer"));
        relay.withdraw(u"token"_s);
        QTRY_VERIFY(shared().isEmpty());
        QCOMPARE(m_snapshots.current()->challenge("a.example", "token"), QByteArray());
    }

private:
    [[nodiscard]] bool arrive(const QString &id)
    {
        return m_store->nodes.arrive({id, id, u"1"_s, {}, {}, {}, {}, "{}"}).ok();
    }
    [[nodiscard]] QStringList shared() const
    {
        QStringList texts;
        const auto all = m_store->challenges.all();
        for (const auto &[host, token, answer] : all.value())
            texts << u"%1 %2 %3"_s.arg(host, token, QString::fromLatin1(answer));
        return texts;
    }

    QTemporaryDir m_directory;
    FakeRandom m_random;
    std::unique_ptr<store::EngineStore> m_store;
    SnapshotHolder m_snapshots;
};

UNMTA_TEST(TestChallengeRelay)

} // namespace unmta::tst_challenge_relay

#include "tst_challenge_relay.moc"
