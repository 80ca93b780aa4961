// Where the milter's options come from, and which place counts.
#include "milter/MilterOptions.h"
#include "support/TestMain.h"

#include <QTemporaryDir>
#include <QTest>

namespace unmta::tst_milter_options {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestMilterOptions : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    [[nodiscard]] QByteArray configFile(const QByteArray &text) const
    {
        QFile file(m_dir.filePath(u"milter.conf"_s));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(text) != text.size())
            qFatal("the configuration file could not be written");
        return QFile::encodeName(file.fileName());
    }
    [[nodiscard]] static milter::ParsedOptions parse(QList<QByteArray> words)
    {
        words.prepend("unmta-milter");
        std::vector<char *> argv;
        for (QByteArray &word : words)
            argv.push_back(word.data());
        return milter::parseOptions(static_cast<int>(argv.size()), argv.data());
    }

private Q_SLOTS:
    void cleanup()
    {
        qunsetenv("UNMTA_MILTER_CLUSTER");
        qunsetenv("UNMTA_MILTER_TOKEN_FILE");
    }

    void nearerPlaceWins()
    {
        const QByteArray file =
            configFile("engine = http://127.0.0.1:1\ncluster = aaaaaaaa\ntoken-file = /of/the/file\n"
                       "refresh = 20s\ndrain = 9s\n");
        const QList<QByteArray> words{"--config", file};
        const auto byFile = parse(words);
        QVERIFY(!byFile.exitCode);
        QCOMPARE(byFile.options.source.cluster, u"aaaaaaaa"_s);
        QVERIFY(qputenv("UNMTA_MILTER_CLUSTER", "bbbbbbbb") && qputenv("UNMTA_MILTER_TOKEN_FILE", "/of/the/variable"));
        const auto byVariable = parse(words);
        QCOMPARE(byVariable.options.source.cluster, u"bbbbbbbb"_s);
        QCOMPARE(byVariable.options.source.tokenFile, u"/of/the/variable"_s);
        QCOMPARE(byVariable.options.source.refresh, 20s);
        const auto byFlag = parse(words + QList<QByteArray>{"--cluster", "cccccccc", "--drain", "8s"});
        QCOMPARE(byFlag.options.source.cluster, u"cccccccc"_s);
        QCOMPARE(byFlag.options.source.tokenFile, u"/of/the/variable"_s);
        QCOMPARE(byFlag.options.drain, 8s);
    }

    void misspeltNameInTheFileIsAFault()
    {
        const QByteArray file = configFile("engine = http://127.0.0.1:1\nclusterr = aaaaaaaa\n");
        QCOMPARE(parse({"--config", file, "--cluster", "aaaaaaaa", "--token-file", "/t"}).exitCode, std::optional(2));
    }
};

UNMTA_TEST(TestMilterOptions)

} // namespace unmta::tst_milter_options

#include "tst_milter_options.moc"
