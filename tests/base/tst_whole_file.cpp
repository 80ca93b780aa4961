#include "base/WholeFile.h"

#include "support/TestMain.h"
#include "support/system/Host.h"

#include <QSaveFile>
#include <QTemporaryDir>
#include <QTest>

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
        QVERIFY(save("former"));
        bool saved = true;
        if (!test::withFilesNoLongerThan(4, [&] { saved = save("longer than four"); }))
            QSKIP("files cannot be kept from growing here");
        QVERIFY(!saved);
        QCOMPARE(content(), "former");
    }
};

UNMTA_TEST(TestWholeFile)

} // namespace unmta::tst_whole_file

#include "tst_whole_file.moc"
