#include "domain/Snapshot.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_snapshot {

namespace {

HostEntry entry(const QByteArray &cluster, std::int64_t domain = 1)
{
    return {cluster, domain, nullptr};
}

} // namespace

class TestSnapshot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatWasInserted()
    {
        ShardedMap<int> map;
        for (int i = 0; i < 5000; ++i)
            map.insert(QByteArray::number(i), i);
        QCOMPARE(map.size(), 5000);
        QCOMPARE(*map.find("4711"), 4711);
        QVERIFY(!map.find("x"));
        map.insert("4711", 1);
        QCOMPARE(map.size(), 5000);
        QCOMPARE(*map.find("4711"), 1);
        map.remove("4711");
        map.remove("never there");
        QVERIFY(!map.find("4711"));
        int visited = 0;
        map.forEach([&visited](const QByteArray &key, int value) { visited += key.toInt() == value ? 1 : 0; });
        QCOMPARE(visited, 4999);
    }

    void changesWhatIsThere()
    {
        ShardedMap<int> map;
        map.insert("a", 1);
        const ShardedMap<int> before = map;
        map.change("a", [](int &value) { value += 5; });
        map.change("b", [](int &value) { value += 5; });
        QCOMPARE(*map.find("a"), 6);
        QCOMPARE(*before.find("a"), 1);
        QVERIFY(!map.find("b"));
    }

    // What is being filled is nobody else's: a million hosts must not each copy those that came before them.
    void fillingCopiesNothing()
    {
        ShardedMap<int> map;
        map.insert("0", 0);
        const int *const first = map.find("0");
        for (int i = 1; i < 1'000; ++i)
            map.insert("other" + QByteArray::number(i), i); // one beside the first in a shard, or two
        QCOMPARE(map.find("0"), first);
        const ShardedMap<int> shared = map;
        map.insert("0", 1);
        QCOMPARE(*shared.find("0"), 0);
        QVERIFY(map.find("0") != first);
    }

    void aChangeCopiesOneShardOnly()
    {
        ShardedMap<int> before;
        for (int i = 0; i < 20'000; ++i)
            before.insert(QByteArray::number(i), i);
        ShardedMap<int> after = before;
        after.insert("7", -7);
        QCOMPARE(*before.find("7"), 7);
        QCOMPARE(*after.find("7"), -7);
        // Values that moved in memory were copied.
        int copied = 0;
        for (int i = 0; i < 20'000; ++i)
            copied += before.find(QByteArray::number(i)) != after.find(QByteArray::number(i)) ? 1 : 0;
        QVERIFY2(copied > 0 && copied < 100, qPrintable(QString::number(copied)));
        // Removing what is not there copies nothing.
        ShardedMap<int> same = before;
        same.remove("never there");
        for (int i = 0; i < 20'000; ++i)
            QCOMPARE(before.find(QByteArray::number(i)), same.find(QByteArray::number(i)));
    }

    void challengesBelongToTheirHost()
    {
        Snapshot snapshot;
        snapshot.addChallenge("track.example.com", "tok", "tok.thumb");
        QCOMPARE(snapshot.challenge("track.example.com", "tok"), QByteArray("tok.thumb"));
        QVERIFY(snapshot.challenge("links.example.com", "tok").isEmpty());
        QVERIFY(snapshot.challenge("track.example.com", "to").isEmpty());
        QVERIFY(snapshot.challenge("track.example.com", "tok/").isEmpty());
        QVERIFY(snapshot.challenge("track.example.com/tok", "").isEmpty());
        snapshot.removeChallenge("links.example.com", "tok");
        QVERIFY(!snapshot.challenge("track.example.com", "tok").isEmpty());
        snapshot.removeChallenge("track.example.com", "tok");
        QVERIFY(snapshot.challenge("track.example.com", "tok").isEmpty());
    }

    void hostInForce()
    {
        Snapshot snapshot;
        snapshot.clusters().insert("c1", {"c1", {}, "c-c1.track.unmta.net", {}});
        QCOMPARE(snapshot.hostInForce("c1"), QByteArray("c-c1.track.unmta.net"));
        snapshot.clusters().insert("c1", {"c1", {}, "c-c1.track.unmta.net", "track.example.com"});
        QCOMPARE(snapshot.hostInForce("c1"), QByteArray("track.example.com"));
        QVERIFY(snapshot.hostInForce("c2").isEmpty());
    }

    void publishingLeavesTheOldSnapshotAlone()
    {
        SnapshotHolder holder;
        holder.publish([](Snapshot &next) { next.hosts().insert("a.example.com", entry("c1")); });
        const auto old = holder.current();
        holder.publish([](Snapshot &next) { next.hosts().remove("a.example.com"); });
        QVERIFY(old->host("a.example.com"));
        QVERIFY(!holder.current()->host("a.example.com"));
    }

    void readersSeeAllOfAnEditOrNothing()
    {
        SnapshotHolder holder;
        const auto publishRound = [&holder](std::int64_t round) {
            holder.publish([round](Snapshot &next) {
                for (const char *name : {"a.example.com", "b.example.com", "c.example.com"})
                    next.hosts().insert(name, entry("c1", round));
            });
        };
        publishRound(1);
        std::atomic<bool> stop = false;
        std::atomic<int> torn = 0;
        std::atomic<std::int64_t> seen = 0;
        std::thread reader([&] {
            std::int64_t last = 0;
            while (!stop) {
                const auto snapshot = holder.current();
                const std::int64_t round = snapshot->host("a.example.com")->domainId;
                if (snapshot->host("b.example.com")->domainId != round ||
                    snapshot->host("c.example.com")->domainId != round || round < last)
                    ++torn;
                last = round;
                seen = round;
            }
        });
        for (std::int64_t round = 2; round <= 2000; ++round)
            publishRound(round);
        // The reader has looked at the last one before it is stopped.
        QTRY_COMPARE(seen.load(), 2000);
        stop = true;
        reader.join();
        QCOMPARE(torn.load(), 0);
    }
};

UNMTA_TEST(TestSnapshot)

} // namespace unmta::tst_snapshot

#include "tst_snapshot.moc"
