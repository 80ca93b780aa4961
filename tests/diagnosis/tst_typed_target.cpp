// The own target with a typing mistake in it, as it comes out of DNS, and what is said about it.
#include "CheckerHarness.h"
#include "diagnosis/TypedTarget.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_typed_target {

using namespace Qt::StringLiterals;
using namespace unmta::diagnosis;
using namespace unmta::dns;
using namespace unmta::test;

class TestTypedTarget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mistake_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<TypingMistake>("mistake");
        const auto row = [](const char *name, const QString &value, TypingMistake mistake) {
            QTest::newRow(name) << value << mistake;
        };
        row("the target", Target, TypingMistake::None);
        row("the target in capitals", Target.toUpper(), TypingMistake::None);
        row("zone appended", Target + u".example.com"_s, TypingMistake::None);
        row("another target", u"v-ffffffffffffffffffff.track.unmta.net"_s, TypingMistake::None);
        row("another host in quotes", u"\\\"www.example.net\\\""_s, TypingMistake::None);
        row("quotes", u"\\\""_s + Target + u"\\\""_s, TypingMistake::Quotes);
        row("quotes, zone appended", u"\\\""_s + Target + u"\\\".example.com"_s, TypingMistake::Quotes);
        row("an apostrophe", Target + u"'"_s, TypingMistake::Quotes);
        row("a backslash", u"\\\\"_s + Target, TypingMistake::Backslash);
        row("https", u"https://"_s + Target, TypingMistake::Scheme);
        row("https in capitals, with a slash", u"HTTPS://"_s + Target.toUpper() + u"/"_s, TypingMistake::Scheme);
        row("a slash", Target + u"/"_s, TypingMistake::Scheme);
        row("blank before", u"\\032"_s + Target, TypingMistake::Blank);
        row("blank behind", Target + u"\\032"_s, TypingMistake::Blank);
        row("blank behind, zone appended", Target + u"\\032.example.com"_s, TypingMistake::Blank);
        row("a second dot", Target + u"\\."_s, TypingMistake::Dots);
        row("a dot before", u"\\."_s + Target, TypingMistake::Dots);
        row("the whole line", u"track.example.com.\\032300\\032in\\032cname\\032"_s + Target,
            TypingMistake::WholeRecord);
        row("another whole line", u"track\\032in\\032cname\\032www.example.net"_s, TypingMistake::None);
        row("nothing", QString(), TypingMistake::None);
    }
    void mistake()
    {
        QFETCH(QString, value);
        QFETCH(TypingMistake, mistake);
        QCOMPARE(typingMistakeIn(value, Target), mistake);
    }

    void wholeCheck_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("says");
        QTest::newRow("quotes") << u"\"%1\""_s.arg(Target) << u"without the quotes"_s;
        QTest::newRow("backslash") << u"\\"_s + Target << u"without the backslash"_s;
        QTest::newRow("https") << u"https://%1/"_s.arg(Target) << u"without https://"_s;
        QTest::newRow("blank before") << u' ' + Target << u"without blanks"_s;
        QTest::newRow("blank behind") << Target + u' ' << u"without blanks"_s;
        QTest::newRow("the whole line") << u"track 300 IN CNAME %1"_s.arg(Target) << u"without name, time and type"_s;
    }
    // As bytes in a reply: a label may hold anything.
    void wholeCheck()
    {
        QFETCH(QString, value);
        QFETCH(QString, says);
        const QByteArray escaped = [&value] {
            QByteArray text;
            for (const char c : value.toLatin1()) {
                const bool isPlain =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
                text += isPlain ? QByteArray(1, c) : "\\" + QByteArray::number(int(c)).rightJustified(3, '0');
            }
            return text;
        }();
        LyingDnsServer server([escaped](LyingExchange &exchange) {
            Message reply = exchange.honest();
            if (exchange.query.question.type == RrType::CNAME)
                reply.answer << Record{exchange.query.question.name, RrType::CNAME, 300, QString::fromLatin1(escaped)};
            exchange.send(reply);
        });
        CheckerConfig config = quick({server.endpoint()});
        config.authorities = {server.endpoint()};
        const Finding result = finding(config, question());
        QCOMPARE(result.check.code, u"wrong_target"_s);
        QVERIFY(!result.foundIsOurTarget);
        QVERIFY2(result.check.message.contains(u"has the right target"_s), qPrintable(result.check.message));
        QVERIFY2(result.check.hint.contains(says) && result.check.hint.contains(Target), qPrintable(result.check.hint));
        QVERIFY(result.check.confirmed);
    }
};

UNMTA_TEST(TestTypedTarget)

} // namespace unmta::tst_typed_target

#include "tst_typed_target.moc"
