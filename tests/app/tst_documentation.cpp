// Where the console looks for the pages that its Help opens.
#include "common/Documentation.h"
#include "support/TestMain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace unmta::tst_documentation {

using namespace Qt::StringLiterals;

class TestDocumentation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pagesAreFoundBesideThePrograms_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::newRow("installed") << u"share/doc/unmta/html"_s;
        QTest::newRow("built") << u"docs/html"_s;
    }
    void pagesAreFoundBesideThePrograms()
    {
        QFETCH(QString, folder);
        const QTemporaryDir root;
        QVERIFY(QDir(root.path()).mkpath(folder) && QDir(root.path()).mkpath(u"bin"_s));
        QFile page(root.filePath(folder + u"/quick-start.html"_s));
        QVERIFY(page.open(QIODevice::WriteOnly));
        const QString programs = root.filePath(u"bin"_s);
        QCOMPARE(documentationPage(programs, u"quick-start"_s), QFileInfo(page).canonicalFilePath());
        QCOMPARE(documentationPage(programs, u"nonsense"_s), QString());
    }
    void withoutPagesThereIsNone()
    {
        const QTemporaryDir root;
        QCOMPARE(documentationPage(root.path(), u"index"_s), QString());
    }
};

UNMTA_TEST(TestDocumentation)

} // namespace unmta::tst_documentation

#include "tst_documentation.moc"
