// Engines that are upgraded one after the other: the schema of the release before is understood, and stays until nobody
// needs it any more.
#include "OlderStore.h"
#include "store/StoreFixture.h"
#include "store/nodes/SchemaVersions.h"
#include "support/TestMain.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace unmta::tst_rolling_upgrade {

using namespace unmta::store;
using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestRollingUpgrade : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = parseServerAddress(PostgresServer::shared().freshUrl()).value();
        m_server.takeover = 1h;
        m_directory = std::make_unique<QTemporaryDir>();
    }
    void aFreshStoreIsTheNewest();
    void staysWhileAnOlderOneWorks();
    void whatIsDoneMeanwhileIsKept();
    void whoIsSilentDoesNotCount();
    void whoIsFurtherBehindIsNamed();
    void tellsWhatItKnows();

private:
    [[nodiscard]] QString makeStore(int events)
    {
        return makeOlderStore(m_server, {{u"engine"_s, SchemaVersions::known()[u"engine"_s]},
                                         {u"events"_s, events},
                                         {u"nodes"_s, SchemaVersions::known()[u"nodes"_s]}});
    }
    // A node, perhaps of the release before, which says nothing of what it knows.
    [[nodiscard]] QString addNode(const QByteArray &facts, const QString &seenAt = u"node_time()"_s)
    {
        const auto sql = u"SET search_path = %1; INSERT INTO node (id, name, version, started_at, seen_at, facts) "
                         "VALUES ('ff', 'other', '1', 1, %2, '%3')"_s;
        return PostgresServer::shared().query(sql.arg(m_server.schema, seenAt, QString::fromUtf8(facts)));
    }
    [[nodiscard]] Result<PartVersions> opened()
    {
        auto store = EngineStore::open(m_directory->path(), m_random, m_server);
        if (!store)
            return store.error();
        m_keeps = (*store)->place().server->keepsSchema;
        return SchemaVersions((*store)->database()).stored();
    }

    ServerAddress m_server;
    std::unique_ptr<QTemporaryDir> m_directory;
    FakeRandom m_random;
    bool m_keeps = false;
};

void TestRollingUpgrade::aFreshStoreIsTheNewest()
{
    const auto versions = opened();
    QCOMPARE(codeOf(versions), u"ok"_s);
    QCOMPARE(*versions, SchemaVersions::known());
    QVERIFY(!m_keeps);
}

void TestRollingUpgrade::staysWhileAnOlderOneWorks()
{
    const int newest = SchemaVersions::known()[u"events"_s];
    QCOMPARE(makeStore(newest - 1), QString());
    QCOMPARE(addNode("{}"), QString());
    auto versions = opened();
    QCOMPARE(codeOf(versions), u"ok"_s);
    QCOMPARE(versions->value(u"events"_s), newest - 1);
    QVERIFY(m_keeps);
    // One of this release does not mind.
    QCOMPARE(PostgresServer::shared().query(u"DELETE FROM %1.node"_s.arg(m_server.schema)), QString());
    QCOMPARE(addNode(SchemaVersions::addTo("{}")), QString());
    versions = opened();
    QCOMPARE(codeOf(versions), u"ok"_s);
    QCOMPARE(*versions, SchemaVersions::known());
    QVERIFY(!m_keeps);
}

// The audit log got a column in this release.
void TestRollingUpgrade::whatIsDoneMeanwhileIsKept()
{
    const PartVersions newest = SchemaVersions::known();
    QCOMPARE(makeOlderStore(m_server, {{u"engine"_s, newest[u"engine"_s] - 1},
                                       {u"events"_s, newest[u"events"_s]},
                                       {u"nodes"_s, newest[u"nodes"_s]}}),
             QString());
    QCOMPARE(addNode("{}"), QString());
    const auto store = EngineStore::open(m_directory->path(), m_random, m_server);
    QCOMPARE(codeOf(store), u"ok"_s);
    AuditEntry entry;
    entry.action = u"domain.added"_s;
    entry.node = u"web-2"_s;
    QCOMPARE(codeOf((*store)->audit.insert(entry)), u"ok"_s);
    const auto listed = (*store)->audit.list({}, {}, 10);
    QCOMPARE(codeOf(listed), u"ok"_s);
    QCOMPARE(listed->items.size(), 1);
    QCOMPARE(listed->items[0].node, QString());
}

void TestRollingUpgrade::whoIsSilentDoesNotCount()
{
    QCOMPARE(makeStore(SchemaVersions::known()[u"events"_s] - 1), QString());
    QCOMPARE(addNode("{}", u"node_time() - 3600001"_s), QString());
    const auto versions = opened();
    QCOMPARE(codeOf(versions), u"ok"_s);
    QCOMPARE(*versions, SchemaVersions::known());
}

void TestRollingUpgrade::whoIsFurtherBehindIsNamed()
{
    const PartVersions newest = SchemaVersions::known();
    QCOMPARE(makeStore(newest[u"events"_s] - 1), QString());
    QCOMPARE(addNode("{}"), QString());
    QCOMPARE(PostgresServer::shared().query(
                 u"UPDATE %1.store_version SET version = %2 WHERE part = 'events'"_s.arg(m_server.schema)
                     .arg(newest[u"events"_s] - 2)),
             QString());
    QCOMPARE(codeOf(opened()), u"store.older_engines"_s);
}

void TestRollingUpgrade::tellsWhatItKnows()
{
    const QJsonObject told = QJsonDocument::fromJson(SchemaVersions::addTo(R"({"requests":7})")).object();
    QCOMPARE(told[u"requests"_s].toInt(), 7);
    QCOMPARE(told[u"schema"_s][u"events"_s].toInt(), SchemaVersions::known()[u"events"_s]);
    QCOMPARE(told[u"schema"_s][u"engine"_s].toInt(), SchemaVersions::known()[u"engine"_s]);
}

UNMTA_TEST(TestRollingUpgrade)

} // namespace unmta::tst_rolling_upgrade

#include "tst_rolling_upgrade.moc"
