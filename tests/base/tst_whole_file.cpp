#include "base/WholeFile.h"

#include "support/TestMain.h"

#include <QSaveFile>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>

#include <sys/resource.h>
#endif

namespace unmta::tst_whole_file {

using namespace Qt::StringLiterals;

class TestWholeFile : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    [[nodiscard]] bool save(const QByteArray &bytes) const
    {
        QSaveFile file(m_dir.filePath(u"file"_s));
        return file.open(QIODevice::WriteOnly) && commitWith(file, bytes);
    }
    [[nodiscard]] QByteArray content() const
    {
        QFile file(m_dir.filePath(u"file"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void replacesTheFormer()
    {
        QVERIFY(save("former"));
        QVERIFY(save("new"));
        QCOMPARE(content(), "new");
    }

    // A file that may not grow stands in for the full disk: so few bytes stay in the buffer until the file is closed.
    void keepsTheFormerWhereThereIsNoRoom()
    {
#ifdef Q_OS_UNIX
        QVERIFY(save("former"));
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        rlimit before = {};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
        const rlimit tight{4, before.rlim_max};
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &tight), 0);
        const bool saved = save("longer than four");
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
        std::signal(SIGXFSZ, handler);
        QVERIFY(!saved);
        QCOMPARE(content(), "former");
#else
        QSKIP("files cannot be kept from growing here");
#endif
    }
};

UNMTA_TEST(TestWholeFile)

} // namespace unmta::tst_whole_file

#include "tst_whole_file.moc"
