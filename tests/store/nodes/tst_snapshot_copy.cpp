// The copy of the routing data that a node serves from while its server is away.
#include "service/routing/SnapshotCopy.h"
#include "store/nodes/SnapshotFile.h"
#include "support/FakeRandom.h"
#include "support/Patience.h"
#include "support/TestMain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace unmta::tst_snapshot_copy {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestSnapshotCopy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWas();
    void onlyWhatHasChanged();
    void whatIsGoneIsGone();
    void anotherKey();
    void none();

private:
    static void fill(SnapshotHolder &holder)
    {
        holder.publish([](Snapshot &next) {
            next.clusters().insert("0a1b2c3d", {"0a1b2c3d", {{7, "secret"}, {5, "older"}}, "c-1.example", "a.example"});
            const auto certificate =
                std::make_shared<const CertificateMaterial>("chain", "key", fromUnixMs(90'000), quint64{4});
            const auto links = std::make_shared<const AppLinks>(AppLinks{"{}", "[]"});
            next.hosts().insert("a.example", {"0a1b2c3d", 12, certificate, links});
            next.hosts().insert("c-1.example", {"0a1b2c3d", 0, nullptr, nullptr});
        });
    }
};

void TestSnapshotCopy::comesBackAsItWas()
{
    QTemporaryDir directory;
    SnapshotHolder holder;
    fill(holder);
    {
        SnapshotCopy copy(directory.path(), holder);
        copy.setSettings({{u"privacy.ip"_s, u"none"_s}});
        copy.start();
    }
    const auto read = SnapshotCopy::read(directory.path());
    QVERIFY(read.ok());
    QCOMPARE(read->settings, (StoredSettings{{u"privacy.ip"_s, u"none"_s}}));
    const HostEntry *host = read->snapshot.host("a.example");
    QVERIFY(host);
    QCOMPARE(host->clusterId, QByteArray("0a1b2c3d"));
    QCOMPARE(host->domainId, 12);
    QCOMPARE(host->certificate->chainPem(), QByteArray("chain"));
    QCOMPARE(host->certificate->keyPem(), QByteArray("key"));
    QCOMPARE(host->certificate->notAfter(), fromUnixMs(90'000));
    QCOMPARE(*host->appLinks, (AppLinks{"{}", "[]"}));
    QVERIFY(!read->snapshot.host("c-1.example")->certificate);
    const ClusterEntry *cluster = read->snapshot.cluster("0a1b2c3d");
    QVERIFY(cluster);
    QCOMPARE(cluster->keys.size(), 2U);
    QCOMPARE(cluster->keys[1].id, 5U);
    QCOMPARE(cluster->keys[0].secret, QByteArray("secret"));
    QCOMPARE(read->snapshot.hostInForce("0a1b2c3d"), QByteArray("a.example"));
    QCOMPARE(read->snapshot.hosts().size(), 2);
}

// Whatever is written is encrypted: neither keys nor recipients' links are to be read without the master key.
void TestSnapshotCopy::onlyWhatHasChanged()
{
    QTemporaryDir directory;
    SnapshotHolder holder;
    fill(holder);
    SnapshotCopy copy(directory.path(), holder);
    copy.start();
    QTRY_VERIFY(SnapshotCopy::read(directory.path()).ok());
    holder.publish([](Snapshot &next) { next.hosts().insert("b.example", {"0a1b2c3d", 13, nullptr, nullptr}); });
    QTRY_VERIFY(SnapshotCopy::read(directory.path())->snapshot.host("b.example"));
    QVERIFY(SnapshotCopy::read(directory.path())->snapshot.host("a.example"));
    for (const QString &name : {u"snapshot.db"_s, u"snapshot.db-wal"_s}) {
        QFile file(directory.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(!bytes.contains("secret") && !bytes.contains("a.example"));
    }
}

void TestSnapshotCopy::whatIsGoneIsGone()
{
    QTemporaryDir directory;
    SnapshotHolder holder;
    fill(holder);
    {
        SnapshotCopy copy(directory.path(), holder);
        copy.start();
        QTRY_VERIFY(SnapshotCopy::read(directory.path()).ok());
        holder.publish([](Snapshot &next) { next.hosts().remove("a.example"); });
    }
    QVERIFY(!SnapshotCopy::read(directory.path())->snapshot.host("a.example"));
    holder.publish([](Snapshot &next) { next.clusters().remove("0a1b2c3d"); });
    {
        SnapshotCopy copy(directory.path(), holder); // of another life
        copy.start();
    }
    QVERIFY(!SnapshotCopy::read(directory.path())->snapshot.cluster("0a1b2c3d"));
    QVERIFY(SnapshotCopy::read(directory.path())->snapshot.host("c-1.example"));
}

void TestSnapshotCopy::anotherKey()
{
    QTemporaryDir directory;
    SnapshotHolder holder;
    fill(holder);
    {
        SnapshotCopy copy(directory.path(), holder);
        copy.start();
    }
    QVERIFY(QFile::remove(directory.filePath(u"master.key"_s)));
    QCOMPARE(SnapshotCopy::read(directory.path()).error().code, u"store.bad_key"_s);
}

void TestSnapshotCopy::none()
{
    QTemporaryDir directory;
    QCOMPARE(SnapshotCopy::read(directory.path()).error().code, u"store.not_found"_s);
    QVERIFY(!QFile::exists(directory.filePath(u"snapshot.db"_s)));
}

UNMTA_TEST(TestSnapshotCopy)

} // namespace unmta::tst_snapshot_copy

#include "tst_snapshot_copy.moc"
