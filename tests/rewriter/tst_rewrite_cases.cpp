// Messages from the field in tests/rewriter/cases, each with its right result beside it: NAME.eml becomes
// NAME.expected. A new case needs both files and no line here.
#include "RewriteScene.h"
#include "support/TestMain.h"

#include <QDir>
#include <QFile>
#include <QTest>

namespace unmta::tst_rewrite_cases {

using namespace unmta::rewriter;
using namespace Qt::StringLiterals;
using namespace unmta::test;

namespace {

QString pathOf(const QString &name)
{
    return QStringLiteral(QT_TESTCASE_SOURCEDIR "/cases/") + name;
}

QByteArray contentOf(const QString &name)
{
    QFile file(pathOf(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class RewriteCasesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void becomesWhatIsExpected_data();
    void becomesWhatIsExpected();
};

void RewriteCasesTest::becomesWhatIsExpected_data()
{
    QTest::addColumn<QString>("name");
    const QStringList files = QDir(pathOf({})).entryList({u"*.eml"_s}, QDir::Files, QDir::Name);
    QVERIFY(files.size() >= 9);
    for (const QString &file : files)
        QTest::newRow(qPrintable(file)) << file.chopped(4);
}

void RewriteCasesTest::becomesWhatIsExpected()
{
    QFETCH(QString, name);
    const QByteArray message = contentOf(name + u".eml"_s);
    FakeMinter minter;
    minter.length = 180; // as long as real ones, and with a dot at many places
    const RewriteOutcome outcome = rewritten(message, minter);
    if (qEnvironmentVariableIsSet("UNMTA_WRITE_EXPECTED")) { // then look at what changed
        QFile file(pathOf(name + u".expected"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(outcome.bytes) == outcome.bytes.size());
    }
    QCOMPARE(outcome.bytes, contentOf(name + u".expected"_s));
    QVERIFY(outcome.pixel);
    // Once more adds nothing.
    QCOMPARE(rewritten(outcome.bytes, minter).bytes, outcome.bytes);
}

UNMTA_TEST(RewriteCasesTest)

} // namespace unmta::tst_rewrite_cases

#include "tst_rewrite_cases.moc"
