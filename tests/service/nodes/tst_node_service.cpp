// A node that gains and loses the upkeep, and one whose store has another schema by now.
#include "service/nodes/NodeService.h"
#include "store/EngineStore.h"
#include "support/FakeRandom.h"
#include "support/TestMain.h"
#include "support/stores/PostgresServer.h"

#include <QTemporaryDir>
#include <QTest>

namespace unmta::tst_node_service {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestNodeService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_address = store::parseServerAddress(PostgresServer::shared().freshUrl()).value();
        m_directory = std::make_unique<QTemporaryDir>();
        m_store = store::EngineStore::open(m_directory->path(), m_random, m_address).value();
        m_node = std::make_unique<NodeService>(
            NodeService::Dependencies{*m_store,
                                      {m_store->node(), u"here"_s, u"1"_s},
                                      m_permit,
                                      250ms,
                                      [] { return QByteArray("{}"); },
                                      [](const QList<store::NodeChange> &, bool) { return true; }});
    }
    void cleanup()
    {
        m_node.reset();
        m_store.reset();
    }
    void whoLosesItWritesNothing();
    void anotherSchemaIsToldOnce();

private:
    [[nodiscard]] QString query(const QString &sql) const
    {
        return PostgresServer::shared().query(u"SET search_path = %1; %2"_s.arg(m_address.schema, sql));
    }
    [[nodiscard]] QString tryToWrite()
    {
        const auto done = m_store->settings.set(u"edge.x"_s, u"1"_s, false);
        return done ? u"ok"_s : done.error().code;
    }

    store::ServerAddress m_address;
    std::unique_ptr<QTemporaryDir> m_directory;
    FakeRandom m_random;
    DoerPermit m_permit;
    std::unique_ptr<store::EngineStore> m_store;
    std::unique_ptr<NodeService> m_node;
};

// Not even while it stands down.
void TestNodeService::whoLosesItWritesNothing()
{
    QVERIFY(m_node->start().ok());
    QVERIFY(m_node->isDoer() && m_permit.holds());
    QString whenLost;
    QString whenGained;
    connect(m_node.get(), &NodeService::lost, this, [&] { whenLost = tryToWrite(); });
    connect(m_node.get(), &NodeService::gained, this, [&] { whenGained = tryToWrite(); });
    m_node->follow();
    QCOMPARE(tryToWrite(), u"ok"_s);
    QCOMPARE(query(u"UPDATE node_lease SET node = 'ff', token = token + 1, until = node_time() + 3600000"_s),
             QString());
    QTRY_COMPARE(whenLost, u"store.not_the_holder"_s);
    QVERIFY(!m_node->isDoer() && !m_permit.holds());
    QCOMPARE(query(u"UPDATE node_lease SET until = 0"_s), QString());
    QTRY_COMPARE(whenGained, u"ok"_s);
    QVERIFY(m_node->isDoer());
}

void TestNodeService::anotherSchemaIsToldOnce()
{
    QVERIFY(m_node->start().ok());
    int told = 0;
    connect(m_node.get(), &NodeService::schemaMoved, this, [&] { ++told; });
    m_node->follow();
    const auto signsSeen = [this] { return query(u"SELECT seen_at FROM node"_s); };
    const QString before = signsSeen();
    QTRY_VERIFY(signsSeen() != before);
    QCOMPARE(told, 0);
    QCOMPARE(query(u"UPDATE store_version SET version = version + 1 WHERE part = 'events'"_s), QString());
    QTRY_COMPARE(told, 1);
    const QString after = signsSeen();
    QTRY_VERIFY(signsSeen() != after);
    QCOMPARE(told, 1);
}

UNMTA_TEST(TestNodeService)

} // namespace unmta::tst_node_service

#include "tst_node_service.moc"
