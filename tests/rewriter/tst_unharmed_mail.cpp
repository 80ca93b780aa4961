// The promise "unharmed mail", judged by libraries that know nothing of ours: the same links found as gumbo finds, in
// the same parts as GMime finds, and every other byte as it was.
#include "Corpus.h"
#include "FakeMinter.h"
#include "Oracles.h"

#include "rewriter/LinkRewriter.h"
#include "support/TestMain.h"

#include <QRegularExpression>
#include <QTest>

namespace unmta::tst_unharmed_mail {

using namespace unmta::rewriter;
using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

// UNMTA_CORPUS=100000 for a long run.
int countFrom(const char *variable, int usual)
{
    const int wanted = qEnvironmentVariableIntValue(variable);
    return wanted > 0 ? wanted : usual;
}

// As a browser reads a URL: no white space around, none of it inside.
QByteArray normalised(const QByteArray &url)
{
    return url.trimmed().replace(' ', "%20");
}

// Without a line end that may have been added at the end of `text`, before an attribute and the blank that precedes it.
void dropBreakBefore(QByteArray &text)
{
    static const QRegularExpression attribute(u"\\r?\\n([ \\t]?href[\\s]*=[\\s]*[\"']?)$"_s,
                                              QRegularExpression::CaseInsensitiveOption);
    const auto match = attribute.match(QString::fromLatin1(text.right(200)));
    if (match.hasMatch())
        text = text.chopped(match.capturedLength()) + match.captured(1).toLatin1();
}

// The HTML without the values of tracked links, the line ends around them, and the pixel.
QByteArray skeleton(const QByteArray &html, const QList<OracleLink> &links, const QList<int> &without)
{
    QByteArray result;
    qsizetype from = 0;
    for (const int index : without) {
        const OracleLink &link = links.at(index);
        result += html.mid(from, link.begin - from);
        dropBreakBefore(result);
        result += '@';
        from = link.end;
        const char quote = html.at(link.begin - 1);
        if (quote == '"' || quote == '\'') {
            result += quote;
            ++from;
        }
        if (html.mid(from, 2) == "\r\n")
            from += 2;
        else if (html.mid(from, 1) == "\n")
            ++from;
    }
    result += html.mid(from);
    static const QRegularExpression start(u"<img\\s+src=\"https://track.example.com/o/"_s);
    const qsizetype pixel = QString::fromLatin1(result).indexOf(start);
    if (pixel >= 0)
        result.remove(pixel, result.indexOf('>', pixel) + 1 - pixel);
    return result;
}

QByteArray withoutControlHeaders(QByteArray text)
{
    for (const QByteArray &newline : {QByteArray("\r\n"), QByteArray("\n")}) {
        text.replace("X-Unmta-Meta: a=b" + newline, "");
        text.replace("X-Unmta-Track: opens," + newline + " clicks" + newline, "");
    }
    return text;
}

// What lies outside of the leaves.
QByteArray frame(const QByteArray &message, const QList<OraclePart> &parts)
{
    QByteArray result;
    qsizetype from = 0;
    for (const OraclePart &part : parts) {
        result += message.mid(from, part.begin - from) + '@';
        from = part.end;
    }
    return result + message.mid(from);
}

} // namespace

class UnharmedMailTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameLinksAsGumbo();
    void everyOtherByteIsTheSame();
    void rewritingTwiceChangesNothing();
    void brokenInputIsNeverHarmed();
};

void UnharmedMailTest::sameLinksAsGumbo()
{
    const int count = countFrom("UNMTA_CORPUS", 3000);
    int links = 0;
    for (int i = 0; i < count; ++i) {
        Corpus corpus(static_cast<std::uint64_t>(i));
        const QByteArray html = corpus.html();
        FakeMinter minter;
        const RewriteOutcome outcome = rewriteHtml(html, {}, {}, minter);
        QList<LinkDecision> found = outcome.links;
        found.removeIf([](const LinkDecision &link) { return link.reason == "foreign_content"_L1; });
        const QList<OracleLink> expected = gumboLinks(html);
        QStringList ours;
        for (const LinkDecision &link : std::as_const(found))
            ours.append(u"%1-%2"_s.arg(link.range.begin).arg(link.range.end));
        QStringList theirs;
        for (const OracleLink &link : expected)
            theirs.append(u"%1-%2"_s.arg(link.begin).arg(link.end));
        QVERIFY2(ours == theirs, "seed " + QByteArray::number(i) + "\nours   " + ours.join(u' ').toUtf8() +
                                     "\ntheirs " + theirs.join(u' ').toUtf8() + "\n" + html);
        links += static_cast<int>(expected.size());
        for (qsizetype k = 0; k < found.size(); ++k) {
            if (found.at(k).tracked)
                QCOMPARE(found.at(k).url.toUtf8(), normalised(expected.at(k).url));
        }
    }
    qInfo("%d documents, %d links", count, links);
    QVERIFY(links > count);
}

void UnharmedMailTest::everyOtherByteIsTheSame()
{
    const int count = countFrom("UNMTA_CORPUS", 2000);
    int tracked = 0;
    for (int i = 0; i < count; ++i) {
        Corpus corpus(static_cast<std::uint64_t>(i) + 1'000'000);
        const QByteArray message = corpus.message();
        const QByteArray seed = "seed " + QByteArray::number(i);
        FakeMinter minter;
        minter.length = 30 + static_cast<qsizetype>(corpus.below(300));
        const RewriteOutcome outcome = rewriteMessage(message, {}, {}, minter);
        QVERIFY2(outcome.result != RewriteResult::PassedThrough, seed);
        const QList<OraclePart> before = gmimeParts(message);
        const QList<OraclePart> after = gmimeParts(outcome.bytes);
        QCOMPARE(after.size(), before.size());
        QVERIFY2(withoutControlHeaders(frame(message, before)) == frame(outcome.bytes, after), seed);
        tracked += outcome.linksTracked;
        int trackedHere = 0;
        for (qsizetype p = 0; p < before.size(); ++p) {
            if (before.at(p).type != "text/html") {
                QCOMPARE(after.at(p).content, before.at(p).content);
                continue;
            }
            const QList<OracleLink> linksBefore = gumboLinks(before.at(p).content);
            const QList<OracleLink> linksAfter = gumboLinks(after.at(p).content);
            QVERIFY2(linksBefore.size() == linksAfter.size(), seed);
            QList<int> changed;
            for (qsizetype k = 0; k < linksBefore.size(); ++k) {
                if (linksBefore.at(k).url == linksAfter.at(k).url)
                    continue;
                changed.append(static_cast<int>(k));
                const QByteArray now = linksAfter.at(k).url.trimmed();
                if (minter.byUrl.contains(now)) {
                    ++trackedHere;
                    QCOMPARE(minter.byUrl.value(now).url.toUtf8(), normalised(linksBefore.at(k).url));
                } else {
                    QCOMPARE(now, QByteArray(linksBefore.at(k).url).replace("+notrack", "").trimmed());
                }
            }
            const QByteArray was = skeleton(before.at(p).content, linksBefore, changed);
            const QByteArray is = skeleton(after.at(p).content, linksAfter, changed);
            QVERIFY2(was == is, seed + "\nbefore " + was + "\nafter  " + is);
        }
        QCOMPARE(trackedHere, outcome.linksTracked);
    }
    qInfo("%d messages, %d links tracked", count, tracked);
    QVERIFY(tracked > count);
}

void UnharmedMailTest::rewritingTwiceChangesNothing()
{
    RewriteRules rules;
    rules.opens = false;
    for (int i = 0; i < 500; ++i) {
        Corpus corpus(static_cast<std::uint64_t>(i) + 2'000'000);
        corpus.avoidNoTrack();
        FakeMinter minter;
        const QByteArray message = corpus.message();
        const QByteArray once = rewriteMessage(message, rules, {}, minter).bytes;
        const RewriteOutcome twice = rewriteMessage(once, rules, {}, minter);
        for (const LinkDecision &link : twice.links)
            QVERIFY2(!link.tracked, "seed " + QByteArray::number(i) + ' ' + link.url.toUtf8());
        QCOMPARE(twice.bytes, once);
    }
}

void UnharmedMailTest::brokenInputIsNeverHarmed()
{
    const int count = countFrom("UNMTA_MUTATIONS", 20'000);
    RewriteRules rules;
    rules.plainText = true;
    for (int i = 0; i < count; ++i) {
        Corpus corpus(static_cast<std::uint64_t>(i) + 3'000'000);
        corpus.avoidNoTrack();
        const QByteArray message = corpus.mutated(corpus.message());
        FakeMinter minter;
        RewriteContext context;
        context.wantDecisions = i % 4 == 0;
        const RewriteOutcome outcome = rewriteMessage(message, rules, context, minter);
        if (outcome.result != RewriteResult::Rewritten) {
            QCOMPARE(outcome.bytes, message);
            QCOMPARE(outcome.linksTracked, 0);
            continue;
        }
        // Whatever it was, the header is there without the control fields, and the same holds a second time.
        QVERIFY(outcome.bodyBegin <= outcome.bytes.size());
        if (!outcome.bodyChanged)
            QVERIFY(message.endsWith(outcome.bytes.mid(outcome.bodyBegin)));
        // (Removing a control field that was no well-formed field may make the header a well-formed one.)
        if (context.wantDecisions && outcome.clicks && outcome.bodyChanged) {
            RewriteRules clicks = rules;
            clicks.opens = false;
            const RewriteOutcome twice = rewriteMessage(outcome.bytes, clicks, context, minter);
            QVERIFY2(twice.linksTracked == 0, "seed " + QByteArray::number(i) + "\n" + message + "\n=====\n" +
                                                  outcome.bytes + "\n=====\n" + twice.bytes);
        }
    }
}

UNMTA_TEST(UnharmedMailTest)

} // namespace unmta::tst_unharmed_mail

#include "tst_unharmed_mail.moc"
