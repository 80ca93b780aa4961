// What nodes agree through: leases with tokens, writing that depends on them, the changes that others have made.
#include "store/Statement.h"
#include "store/StoreFixture.h"
#include "store/nodes/ChangeTable.h"
#include "support/TestMain.h"

#include <QRegularExpression>

namespace unmta::tst_node_tables {

using namespace unmta::store;
using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const auto upkeep = u"upkeep"_s;

// Two nodes on one store.
struct Two
{
    Two()
    {
        const auto address = parseServerAddress(PostgresServer::shared().freshUrl()).value();
        one = EngineStore::open(first.path(), random, address).value();
        static_cast<void>(QFile::copy(first.filePath(u"master.key"_s), second.filePath(u"master.key"_s)));
        two = EngineStore::open(second.path(), random, address).value();
    }

    QTemporaryDir first;
    QTemporaryDir second;
    FakeRandom random;
    std::unique_ptr<EngineStore> one;
    std::unique_ptr<EngineStore> two;
};

QStringList told(const Result<ChangeReader::News> &news)
{
    QStringList subjects;
    if (!news)
        return {describe(news.error())};
    for (const NodeChange &change : news->changes)
        subjects << change.kind + u' ' + change.subject;
    return subjects;
}

} // namespace

class TestNodeTables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leasesAreOnes();
    void anEndedLeaseGoesOnUntilItIsTaken();
    void nothingIsWrittenWithoutTheLease();
    void whatIsAskedForIs();
    void aLostConnectionIsHadAgainWithinTheLease();
    void eachChangeOnce();
    void lowerNumbersThatComeLate();
    void forgottenChanges();
    void whoHasChangedIt();
    void nodesComeAndGo();
    void oneTicketKey();
};

void TestNodeTables::leasesAreOnes()
{
    Two nodes;
    QCOMPARE(nodes.one->leases.take(upkeep, u"one"_s, 1h).value(), std::optional<std::int64_t>(1));
    QCOMPARE(nodes.two->leases.take(upkeep, u"two"_s, 1h).value(), std::nullopt);
    QVERIFY(nodes.one->leases.prolong(upkeep, u"one"_s, 1, 1h).value());
    QVERIFY(!nodes.two->leases.prolong(upkeep, u"two"_s, 1, 1h).value());
    // Its own of an earlier life, which may still think that it lives.
    QCOMPARE(nodes.one->leases.take(upkeep, u"one"_s, 1h).value(), std::optional<std::int64_t>(2));
    QVERIFY(!nodes.one->leases.prolong(upkeep, u"one"_s, 1, 1h).value());
    QCOMPARE(codeOf(nodes.one->leases.giveUp(upkeep, u"one"_s, 1)), u"ok"_s); // not its any more
    QCOMPARE(nodes.two->leases.take(upkeep, u"two"_s, 1h).value(), std::nullopt);
    QCOMPARE(codeOf(nodes.one->leases.giveUp(upkeep, u"one"_s, 2)), u"ok"_s);
    QCOMPARE(nodes.two->leases.take(upkeep, u"two"_s, 1h).value(), std::optional<std::int64_t>(3));
    QCOMPARE(nodes.one->leases.of(upkeep).value()->node, u"two"_s);
}

void TestNodeTables::anEndedLeaseGoesOnUntilItIsTaken()
{
    Two nodes;
    QCOMPARE(nodes.one->leases.take(upkeep, u"one"_s, 0ms).value(), std::optional<std::int64_t>(1));
    QVERIFY(nodes.one->leases.prolong(upkeep, u"one"_s, 1, 0ms).value());
    std::optional<std::int64_t> token;
    QTRY_VERIFY(token || (token = nodes.two->leases.take(upkeep, u"two"_s, 1h).value()));
    QCOMPARE(token, std::optional<std::int64_t>(2));
    QVERIFY(!nodes.one->leases.prolong(upkeep, u"one"_s, 1, 1h).value());
}

void TestNodeTables::nothingIsWrittenWithoutTheLease()
{
    Two nodes;
    const std::int64_t token = nodes.one->leases.take(upkeep, u"one"_s, 0ms).value().value();
    nodes.one->database().setFence({upkeep, u"one"_s, token});
    QCOMPARE(codeOf(nodes.one->settings.set(u"edge.x"_s, u"1"_s, false)), u"ok"_s);
    bool isTaken = false;
    QTRY_VERIFY(isTaken || (isTaken = nodes.two->leases.take(upkeep, u"two"_s, 1h).value().has_value()));
    // It does not know yet.
    QCOMPARE(codeOf(nodes.one->settings.set(u"edge.x"_s, u"2"_s, false)), u"store.not_the_holder"_s);
    QCOMPARE(codeOf(Transaction::begin(nodes.one->database())), u"store.not_the_holder"_s);
    QCOMPARE(nodes.two->settings.all().value().value(u"edge.x"_s), u"1"_s);
    // One that never had it is not even asked for.
    nodes.two->database().setFence({upkeep, u"two"_s, 0});
    QCOMPARE(codeOf(nodes.two->settings.set(u"edge.x"_s, u"3"_s, false)), u"store.not_the_holder"_s);
    QCOMPARE(nodes.one->settings.all().value().value(u"edge.x"_s), u"1"_s); // reading depends on nothing
}

void TestNodeTables::whatIsAskedForIs()
{
    Two nodes;
    nodes.one->database().setFence({upkeep, u"one"_s, 0});
    {
        const Database::Unfenced asked(nodes.one->database());
        QCOMPARE(codeOf(nodes.one->settings.set(u"edge.x"_s, u"1"_s, false)), u"ok"_s);
        auto transaction = Transaction::begin(nodes.one->database());
        QCOMPARE(codeOf(transaction), u"ok"_s);
        QCOMPARE(codeOf(nodes.one->settings.set(u"edge.y"_s, u"1"_s, false)), u"ok"_s);
        QCOMPARE(codeOf(transaction->commit()), u"ok"_s);
    }
    QCOMPARE(codeOf(nodes.one->settings.remove(u"edge.x"_s)), u"store.not_the_holder"_s);
    QCOMPARE(nodes.two->settings.all().value().size(), 2);
}

// As the server ends the session of a node that was stopped in the midst of a transaction.
void TestNodeTables::aLostConnectionIsHadAgainWithinTheLease()
{
    Two nodes;
    const std::int64_t token = nodes.one->leases.take(upkeep, u"one"_s, 1h).value().value();
    nodes.one->database().setFence({upkeep, u"one"_s, token});
    for (const QString &value : {u"1"_s, u"2"_s}) {
        QCOMPARE(codeOf(nodes.one->settings.set(u"edge.x"_s, value, false)), u"ok"_s);
        QCOMPARE(nodes.two->settings.all().value().value(u"edge.x"_s), value);
        endSession(nodes.one->database());
    }
    QCOMPARE(codeOf(nodes.one->settings.set(u"edge.y"_s, u"1"_s, false)), u"ok"_s);
    QVERIFY(!nodes.one->database().stall());
}

void TestNodeTables::eachChangeOnce()
{
    Two nodes;
    QCOMPARE(codeOf(nodes.two->settings.set(u"before"_s, u"1"_s, false)), u"ok"_s);
    ChangeReader reader(nodes.one->database());
    QCOMPARE(codeOf(reader.begin()), u"ok"_s);
    QCOMPARE(told(reader.look()), QStringList());
    QCOMPARE(codeOf(nodes.two->settings.set(u"a"_s, u"1"_s, false)), u"ok"_s);
    QCOMPARE(told(reader.look()), QStringList{u"setting a"_s});
    QCOMPARE(told(reader.look()), QStringList{u"setting a"_s}); // it was not taken in
    reader.done();
    for (int i = 0; i < 5; ++i) {
        const QString key = u"b%1"_s.arg(i);
        QCOMPARE(codeOf(nodes.two->settings.set(key, u"1"_s, false)), u"ok"_s);
        QCOMPARE(told(reader.look()), QStringList{u"setting "_s + key});
        reader.done();
        QCOMPARE(told(reader.look()), QStringList());
        reader.done();
    }
    QVERIFY(reader.position() > 0);
}

// By somebody who takes no lock of ours.
void TestNodeTables::lowerNumbersThatComeLate()
{
    Two nodes;
    ChangeReader reader(nodes.one->database());
    QCOMPARE(codeOf(reader.begin()), u"ok"_s);
    const auto slow = Database::open({nodes.two->place(), u"engine"_s});
    const auto quick = Database::open({nodes.two->place(), u"engine"_s});
    const auto insert = u"INSERT INTO setting (key, value) VALUES ('%1', '')"_s;
    QCOMPARE(codeOf((*slow)->execute(u"BEGIN;\n"_s + insert.arg(u"slow"_s))), u"ok"_s);
    for (int i = 0; i < 3; ++i) {
        const QString key = u"quick%1"_s.arg(i);
        QCOMPARE(codeOf((*quick)->execute(insert.arg(key))), u"ok"_s);
        QCOMPARE(told(reader.look()), QStringList{u"setting "_s + key});
        reader.done();
    }
    QCOMPARE(codeOf((*slow)->execute(u"COMMIT"_s)), u"ok"_s);
    QCOMPARE(told(reader.look()), QStringList{u"setting slow"_s});
    reader.done();
    QCOMPARE(told(reader.look()), QStringList());
}

void TestNodeTables::forgottenChanges()
{
    Two nodes;
    ChangeReader away(nodes.one->database());
    QCOMPARE(codeOf(away.begin()), u"ok"_s);
    ChangeReader present(nodes.two->database());
    QCOMPARE(codeOf(present.begin()), u"ok"_s);
    const auto change = [&](const QString &key) { return codeOf(nodes.two->settings.set(key, u"1"_s, false)); };
    for (const auto &key : {u"a"_s, u"b"_s, u"c"_s}) {
        QCOMPARE(change(key), u"ok"_s);
        QCOMPARE(codeOf(present.look()), u"ok"_s);
        present.done();
    }
    QCOMPARE(codeOf(present.look()), u"ok"_s);
    present.done();
    QCOMPARE(codeOf(present.table().forget(-1h)), u"ok"_s); // all of them
    QVERIFY(!present.look().value().isReset);
    QVERIFY(away.look().value().isReset);
    away.done();
    QVERIFY(!away.look().value().isReset);
    QCOMPARE(change(u"d"_s), u"ok"_s);
    QCOMPARE(told(away.look()), QStringList{u"setting d"_s});
}

void TestNodeTables::whoHasChangedIt()
{
    Two nodes;
    ChangeReader reader(nodes.one->database());
    QCOMPARE(codeOf(reader.begin()), u"ok"_s);
    QCOMPARE(codeOf(nodes.two->settings.set(u"a"_s, u"1"_s, false)), u"ok"_s);
    const auto news = reader.look();
    QCOMPARE(codeOf(news), u"ok"_s);
    QCOMPARE(news->changes.size(), 1);
    QCOMPARE(news->changes.first().node, nodes.two->node());
}

void TestNodeTables::nodesComeAndGo()
{
    Two nodes;
    NodeTable &table = nodes.one->nodes;
    QCOMPARE(codeOf(table.arrive({u"a"_s, u"edge1"_s, u"1.0"_s, {}, {}, {}, {}, "{}"})), u"ok"_s);
    QCOMPARE(table.sign(u"b"_s, "{}").value(), std::nullopt);
    QCOMPARE(codeOf(table.setDraining(u"a"_s, true)), u"ok"_s);
    QCOMPARE(table.sign(u"a"_s, R"({"requests":1})").value(), std::optional(true));
    QCOMPARE(nodes.two->nodes.byId(u"a"_s).value()->facts, QByteArray(R"({"requests":1})"));
    QVERIFY(!table.removeSilent(u"a"_s, 1h).value());
    QCOMPARE(codeOf(table.arrive({u"a"_s, u"edge1"_s, u"1.1"_s, {}, {}, {}, {}, "{}"})), u"ok"_s);
    QVERIFY(!nodes.two->nodes.byId(u"a"_s).value()->isDraining); // a new start
    bool isRemoved = false;
    QTRY_VERIFY(isRemoved || (isRemoved = table.removeSilent(u"a"_s, 0ms).value()));
    QCOMPARE(table.all().value().size(), 0);
    QCOMPARE(codeOf(table.setDraining(u"a"_s, true)), u"store.not_found"_s);
}

void TestNodeTables::oneTicketKey()
{
    Two nodes;
    QCOMPARE(codeOf(nodes.one->ticketKeys.offer(7, "one")), u"ok"_s);
    QCOMPARE(codeOf(nodes.two->ticketKeys.offer(7, "two")), u"ok"_s);
    QCOMPARE(codeOf(nodes.two->ticketKeys.offer(8, "two")), u"ok"_s);
    QCOMPARE(nodes.two->ticketKeys.all().value(), (std::map<std::int64_t, QByteArray>{{7, "one"}, {8, "two"}}));
    QCOMPARE(codeOf(nodes.one->ticketKeys.forgetBefore(8)), u"ok"_s);
    QCOMPARE(nodes.one->ticketKeys.all().value(), (std::map<std::int64_t, QByteArray>{{8, "two"}}));
}

UNMTA_TEST(TestNodeTables)

} // namespace unmta::tst_node_tables

#include "tst_node_tables.moc"
