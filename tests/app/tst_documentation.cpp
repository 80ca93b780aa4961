// Where the console looks for the pages that its Help opens, and what unmta-ctl help prints without an engine.
#include "common/Documentation.h"
#include "support/TestMain.h"
#include "support/TestPaths.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

namespace unmta::tst_documentation {

using namespace Qt::StringLiterals;

namespace {

struct Run
{
    int exitCode = -1;
    QByteArray out;
};

Run run(const QStringList &arguments)
{
    QProcess process;
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(test::programPath(u"unmta-ctl"_s), arguments);
    if (!process.waitForFinished())
        return {};
    return {process.exitCode(), process.readAllStandardOutput()};
}

} // namespace

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

    void theDocumentationIsRead_data()
    {
        QTest::addColumn<QString>("topic");
        QTest::addColumn<QString>("says");
        QTest::newRow("a page") << u"quick-start"_s << u"# Quick start\n"_s;
        QTest::newRow("a mail server") << u"postfix"_s << u"# Postfix\n"_s;
        QTest::newRow("a DNS provider") << u"hetzner"_s << u"# Hetzner\n"_s;
        QTest::newRow("a check's code") << u"wrong_target"_s << u"### `wrong_target`\n"_s;
        QTest::newRow("an error's code") << u"domain.apex"_s << u"### `domain.apex`\n"_s;
    }
    void theDocumentationIsRead()
    {
        QFETCH(QString, topic);
        QFETCH(QString, says);
        const Run done = run({u"help"_s, topic});
        QCOMPARE(done.exitCode, 0);
        const QString text = QString::fromUtf8(done.out);
        QVERIFY2(text.startsWith(says), qPrintable(text.left(200)));
        QVERIFY(text.size() > 2 * says.size());
        QVERIFY(!text.contains(u"{{") && !text.contains(u"<!--"));
        QCOMPARE(text.count(u"\n### "), 0);
    }
    void marksForTheTestsAreLeftOut()
    {
        // Only these: the page itself speaks of comments in HTML.
        const QByteArray text = run({u"help"_s, u"rewriting"_s}).out;
        QVERIFY(!text.contains("<!-- not run"));
        QVERIFY(text.contains("<!--[if mso]>"));
        QVERIFY(text.contains("\n## unmta-milter\n"));
    }
    void topicsAreListed()
    {
        const Run done = run({u"--json"_s, u"help"_s});
        QCOMPARE(done.exitCode, 0);
        const QJsonArray topics = QJsonDocument::fromJson(done.out).array();
        QSet<QString> names;
        for (const QJsonValue &each : topics) {
            const QString name = each[u"topic"].toString();
            QVERIFY2(!each[u"title"].toString().isEmpty() && !names.contains(name), qPrintable(name));
            names << name;
        }
        QVERIFY(names.contains({u"quick-start"_s, u"troubleshooting"_s, u"api"_s, u"postfix"_s, u"cloudflare"_s}));
        QCOMPARE(run({u"help"_s}).out.count('\n'), topics.size() + 1);
    }
};

UNMTA_TEST(TestDocumentation)

} // namespace unmta::tst_documentation

#include "tst_documentation.moc"
