// The table of sentences against itself and against what the engine's sources can say.
#include "contract/ErrorText.h"
#include "support/TestMain.h"
#include "support/TestPaths.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

namespace unmta::tst_error_text {

using namespace Qt::StringLiterals;

namespace {

QString contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

// code → sentence as the table spells it.
QMap<QString, QString> table()
{
    static const QRegularExpression entry(u"\\{u\"([a-z_]+\\.[a-z_0-9]+)\",\\s+u\"([^\"]*)\"\\}"_s);
    QMap<QString, QString> result;
    for (auto it = entry.globalMatch(contentOf(test::sourcePath(u"engine/contract/ErrorText.cpp"_s))); it.hasNext();) {
        const auto match = it.next();
        result.insert(match.captured(1), match.captured(2));
    }
    return result;
}

} // namespace

class TestErrorText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sentences_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("sentence");
        const auto all = table();
        QVERIFY(all.size() > 80);
        for (auto it = all.cbegin(); it != all.cend(); ++it)
            QTest::newRow(qPrintable(it.key())) << it.key() << it.value();
    }
    void sentences()
    {
        QFETCH(QString, code);
        QFETCH(QString, sentence);
        QVERIFY(hasErrorSentence(code));
        // A whole sentence, calm, without tricks of markup.
        static const QRegularExpression ends(u"(?:[.]|Not Found)\\z"_s);
        QVERIFY2(ends.match(sentence).hasMatch(), qPrintable(sentence));
        static const QRegularExpression begins(u"\\A[A-Z{“]|\\A(?:smtp|acme)\\."_s);
        QVERIFY2(begins.match(sentence).hasMatch(), qPrintable(sentence));
        for (const QString &unwanted :
             {u"!"_s, u"  "_s, u"<"_s + u"b>"_s, u"\\n"_s, u"lease "_s, u"orry"_s, u"nvalid"_s, u"rror"_s})
            QVERIFY2(!sentence.contains(unwanted), qPrintable(sentence));

        // Each placeholder takes a value, and none is left over.
        static const QRegularExpression placeholder(u"\\{(\\w+)\\}"_s);
        QMap<QString, QString> context;
        for (auto it = placeholder.globalMatch(sentence); it.hasNext();)
            context.insert(it.next().captured(1), u"VALUE"_s);
        const QString filled = errorSentence(Error(code, {}, context));
        QVERIFY2(!filled.contains(u'{') && !filled.contains(u'}'), qPrintable(filled));
        QCOMPARE(filled.count(u"VALUE"_s), sentence.count(placeholder));
        // Even when nobody brought a value.
        const QString bare = errorSentence(Error(code));
        QVERIFY2(!bare.contains(u'{') && !bare.contains(u'}'), qPrintable(bare));
    }

    void everyCodeOfTheSourcesHasASentence()
    {
        static const QRegularExpression made(
            u"\\b(?:E|\\w*e)rror\\w*\\(\\s*(?:u\"|QStringLiteral\\(\")([a-z_]+\\.[a-z_0-9]+)\""_s);
        QStringList missing;
        int found = 0;
        for (const QString &folder : {u"/engine"_s, u"/app"_s}) {
            QDirIterator files(test::sourcePath(folder), {u"*.cpp"_s, u"*.h"_s}, QDir::Files,
                               QDirIterator::Subdirectories);
            while (files.hasNext()) {
                const QString path = files.next();
                for (auto it = made.globalMatch(contentOf(path)); it.hasNext();) {
                    const auto match = it.next();
                    ++found;
                    // The command line words its own.
                    if (!hasErrorSentence(match.captured(1)) && !path.contains(u"/app/ctl/"_s))
                        missing << u"%1 in %2"_s.arg(match.captured(1), path.section(u'/', -2));
                }
            }
        }
        QVERIFY(found > 80);
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u"; "_s)));
    }

    void valuesAreFilledInOnce()
    {
        // A value that looks like a placeholder stays what it is.
        const Error error(u"domain.own_zone"_s, u"name"_s, {{u"name"_s, u"{zone}"_s}, {u"zone"_s, u"{name}"_s}});
        QVERIFY(errorSentence(error).startsWith(u"{zone} lies under {name}, "_s));
    }

    void theReasonMayComeFromTheSystem()
    {
        const Error said = systemError(u"acme.unreachable"_s, u"connection refused"_s);
        QVERIFY(errorSentence(said).contains(u"(connection refused)"_s));
        const Error worded(u"acme.unreachable"_s, {}, {{u"reason"_s, u"it is asleep"_s}}, u"connection refused"_s);
        QVERIFY(errorSentence(worded).contains(u"(it is asleep)"_s));
    }

    void aSentenceThatCameAlongWins()
    {
        const Error error(u"domain.apex"_s, u"name"_s, {{u"message"_s, u"As the engine said."_s}, {u"name"_s, u"x"_s}});
        QCOMPARE(errorSentence(error), u"As the engine said."_s);
    }

    void unknownCodesStillSaySomething()
    {
        QVERIFY(!hasErrorSentence(u"no.such"_s));
        QCOMPARE(errorSentence(Error(u"no.such"_s)), u"Something failed (no.such)."_s);
        QCOMPARE(errorSentence(systemError(u"no.such"_s, u"Disk on fire"_s)), u"Disk on fire"_s);
    }
};

UNMTA_TEST(TestErrorText)

} // namespace unmta::tst_error_text

#include "tst_error_text.moc"
