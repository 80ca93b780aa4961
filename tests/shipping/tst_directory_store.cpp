// Objects as files: whole or not at all, and nothing outside of the directory.
#include "service/shipping/DirectoryStore.h"
#include "support/TestMain.h"
#include "support/system/Host.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace unmta::tst_directory_store {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestDirectoryStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesFiles()
    {
        const QString name = u"p/q/0a0b0c0d/2026/11/29/0000000000000042.ndjson.gz"_s;
        QVERIFY(put(name, "one"));
        QCOMPARE(contentOf(name), "one"_ba);
        // Once more, after a crash: what had been cut off, too.
        QVERIFY(QFile::exists(m_directory.filePath(u"p"_s)));
        QFile part(m_directory.filePath(u"p/q/0a0b0c0d/2026/11/29/.0000000000000042.ndjson.gz.part"_s));
        QVERIFY(part.open(QIODevice::WriteOnly) && part.write("longer than the other one") > 0);
        part.close();
        QVERIFY(put(name, "two"));
        QCOMPARE(contentOf(name), "two"_ba);
        QCOMPARE(files(), QStringList{name});
    }

    void nobodyElseReadsThem()
    {
        if (!isUnix())
            QSKIP("permissions are kept otherwise here");
        QVERIFY(put(u"private/x"_s, "x"));
        QVERIFY(!(QFile::permissions(m_directory.filePath(u"private/x"_s)) & (QFile::ReadOther | QFile::WriteOther)));
    }

    void refusals()
    {
        const QString missing = m_directory.filePath(u"missing"_s);
        const auto isRefused = [](const Result<void> &outcome, const QString &path) {
            return !outcome && outcome.error().code == u"shipping.directory"_s &&
                   outcome.error().context.value(u"path"_s) == path &&
                   !outcome.error().context.value(u"reason"_s).isEmpty();
        };
        QVERIFY(isRefused(probe(missing), missing));
        QVERIFY(isRefused(putTo(missing, u"a"_s, "b"), missing));
        QVERIFY(!QFile::exists(missing));
        QFile file(m_directory.filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(isRefused(probe(file.fileName()), file.fileName()));
        QVERIFY(probe(m_directory.path()));
        // A file is in the way of a folder.
        QVERIFY(!put(u"file/x"_s, "x"));
        QCOMPARE(files().filter(u"part"_s), QStringList());
        if (isSuperuser() || !isUnix())
            return; // may write everywhere
        QVERIFY(QDir(m_directory.path()).mkdir(u"closed"_s));
        const QString closed = m_directory.filePath(u"closed"_s);
        QVERIFY(QFile::setPermissions(closed, QFile::ReadOwner | QFile::ExeOwner));
        QVERIFY(isRefused(probe(closed), closed));
    }

    void fullDisk()
    {
        if (!QFile::exists(u"/dev/full"_s))
            QSKIP("no /dev/full here");
        // The temporary name leads to a disk that takes nothing.
        const QString part = m_directory.filePath(u"full/.x.part"_s);
        QVERIFY(QDir(m_directory.path()).mkdir(u"full"_s));
        QVERIFY(QFile::link(u"/dev/full"_s, part));
        const auto outcome = put(u"full/x"_s, "x");
        QVERIFY(!outcome);
        QVERIFY2(outcome.error().context.value(u"reason"_s).contains(u"space"_s),
                 qPrintable(describe(outcome.error())));
        QVERIFY(!QFile::exists(m_directory.filePath(u"full/x"_s)));
    }

private:
    Result<void> await(const std::function<void(ObjectStore::Done)> &begin)
    {
        const auto outcome = std::make_shared<std::optional<Result<void>>>();
        begin([outcome](const Result<void> &done) { *outcome = done; });
        if (!QTest::qWaitFor([&] { return outcome->has_value(); }, patienceMs))
            return Error(u"test.no_answer"_s);
        return **outcome;
    }
    Result<void> putTo(const QString &path, const QString &name, const QByteArray &content)
    {
        ShippingTarget target;
        target.path = path;
        return await([&](ObjectStore::Done done) { m_store.put(target, name, content, std::move(done)); });
    }
    Result<void> put(const QString &name, const QByteArray &content)
    {
        return putTo(m_directory.path(), name, content);
    }
    Result<void> probe(const QString &path)
    {
        ShippingTarget target;
        target.path = path;
        return await([&](ObjectStore::Done done) { m_store.probe(target, std::move(done)); });
    }
    QByteArray contentOf(const QString &name)
    {
        QFile file(m_directory.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : "not there";
    }
    QStringList files()
    {
        QStringList found;
        QDirIterator walk(m_directory.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (walk.hasNext())
            found << QDir(m_directory.path()).relativeFilePath(walk.next());
        return found;
    }

    QTemporaryDir m_directory;
    DirectoryStore m_store;
};

UNMTA_TEST(TestDirectoryStore)

} // namespace unmta::tst_directory_store

#include "tst_directory_store.moc"
