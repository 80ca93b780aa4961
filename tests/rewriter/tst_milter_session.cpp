// The milter protocol as a mail server sees it: packets in, packets out.
#include "Corpus.h"
#include "FakeMinter.h"
#include "MilterPackets.h"

#include "rewriter/milter/MilterSession.h"
#include "support/TestMain.h"

#include <QTest>
#include <QtEndian>

namespace unmta::tst_milter_session {

using namespace unmta::rewriter;
using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

constexpr quint32 allSteps = 0x1fffff;
constexpr quint32 allActions = 0x1ff;

// "c", "m1:X-Name", "b[body]", joined by spaces.
QByteArray readable(QByteArray bytes)
{
    QByteArrayList result;
    while (bytes.size() >= 5) {
        const auto length = static_cast<qsizetype>(qFromBigEndian<quint32>(bytes.constData()));
        const char reply = bytes.at(4);
        const QByteArray data = bytes.mid(5, length - 1);
        bytes.remove(0, 4 + length);
        if (reply == 'm')
            result.append("m" + QByteArray::number(qFromBigEndian<quint32>(data.constData())) + ':' +
                          data.mid(4).replace('\0', '|'));
        else if (reply == 'b')
            result.append("b[" + data + ']');
        else
            result.append(QByteArray(1, reply));
    }
    return result.join(' ');
}

} // namespace

class MilterSessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_minter = {};
        m_messages.clear();
        m_outcomes.clear();
        m_session = std::make_unique<MilterSession>(
            [this](const QByteArray &message, const RewriteContext &context) {
                m_messages.append(message);
                m_context = context;
                return rewriteMessage(message, {}, context, m_minter);
            },
            [this](const RewriteOutcome &outcome, const QByteArray &queueId) {
                m_outcomes.append(outcome);
                m_reportedId = queueId;
            },
            100'000);
    }

    void negotiates_data();
    void negotiates();
    void rewritesAMessage();
    void deletesEveryControlHeader();
    void headersComeBackAsTheyWere();
    void waitsWhereTheServerDoes();
    void editsNothingWhenNotAllEditsAreAllowed();
    void passesOversizeThrough();
    void abortForgetsTheMessage();
    void manyMessagesOnOneConnection();
    void largeBodiesComeInChunks();
    void anySplitOfTheBytesGivesTheSame();
    void refusesGarbage_data();
    void refusesGarbage();
    void survivesMutations();

private:
    QByteArray open(quint32 steps = allSteps, quint32 actions = allActions)
    {
        return m_session->receive(packet('O', number(6) + number(actions) + number(steps)));
    }
    static QByteArray message(const QByteArray &headers, const QByteArray &body)
    {
        return packet('D', "M" + texts({"i", "4ABC", "j", "mx.example.org"})) +
               packet('M', texts({"<a@example.org>"})) + packet('R', texts({"<b@example.net>", "SIZE=1"})) + headers +
               packet('N') + packet('B', body) + packet('E');
    }
    static QByteArray htmlHeader() { return packet('L', texts({"Content-Type", " text/html"})); }

    FakeMinter m_minter;
    QByteArrayList m_messages;
    RewriteContext m_context;
    QList<RewriteOutcome> m_outcomes;
    QByteArray m_reportedId;
    std::unique_ptr<MilterSession> m_session;
};

void MilterSessionTest::negotiates_data()
{
    QTest::addColumn<QByteArray>("offer");
    QTest::addColumn<QByteArray>("reply");
    const quint32 steps = 0x1000 | 0x2 | 0x80 | 0x100 | 0x200 | 0x4000 | 0x8000 | 0x40000 | 0x80000 | 0x100000;
    QTest::newRow("Postfix, Sendmail 8.14")
        << number(6) + number(allActions) + number(allSteps) << packet('O', number(6) + number(0x12) + number(steps));
    QTest::newRow("Sendmail 8.13, version 2")
        << number(2) + number(0x3f) + number(0x7f) << packet('O', number(2) + number(0x12) + number(0x02));
    QTest::newRow("a newer version") << number(9) + number(0xffffffff) + number(0xffffffff)
                                     << packet('O', number(6) + number(0x12) + number(steps));
    QTest::newRow("no body edits") << number(6) + number(0x1fd) + number(0)
                                   << packet('O', number(6) + number(0) + number(0));
    QTest::newRow("version 1") << number(1) + number(0x12) + number(0) << QByteArray();
    QTest::newRow("cut off") << number(6) + number(0x12) << QByteArray();
}

void MilterSessionTest::negotiates()
{
    QFETCH(QByteArray, offer);
    QFETCH(QByteArray, reply);
    QCOMPARE(m_session->receive(packet('O', offer)), reply);
    QCOMPARE(m_session->isClosed(), reply.isEmpty());
}

void MilterSessionTest::rewritesAMessage()
{
    (void)open();
    const QByteArray replies = m_session->receive(
        message(htmlHeader() + packet('L', texts({"X-Unmta-Track", " clicks"})), "<a href=\"http://a.b/\">\r\n"));
    QCOMPARE(readable(replies), "m1:X-Unmta-Track|| b[<a href=\"https://track.example.com/c/1\">\r\n] c");
    QCOMPARE(m_messages.front(),
             "Content-Type: text/html\r\nX-Unmta-Track: clicks\r\n\r\n<a href=\"http://a.b/\">\r\n");
    QCOMPARE(m_context.recipient, u"b@example.net"_s);
    QCOMPARE(m_context.queueId, u"4ABC@mx.example.org"_s);
    QVERIFY(!m_context.nullSender);
    QCOMPARE(m_reportedId, "4ABC");
    QCOMPARE(m_outcomes.front().linksTracked, 1);
}

void MilterSessionTest::deletesEveryControlHeader()
{
    (void)open();
    QByteArray headers;
    for (const char *value : {" a=1", " b=2", " c=3"})
        headers += packet('L', texts({"X-Unmta-Meta", value}));
    headers += packet('L', texts({"x-unmta-message-id", " i"}));
    QCOMPARE(readable(m_session->receive(message(headers, "plain\r\n"))),
             "m1:x-unmta-message-id|| m3:X-Unmta-Meta|| m2:X-Unmta-Meta|| m1:X-Unmta-Meta|| c");
}

void MilterSessionTest::headersComeBackAsTheyWere()
{
    (void)open(0);
    (void)m_session->receive(
        message(packet('L', texts({"Subject", "folded\n\tvalue"})) + packet('L', texts({"Empty", ""})), ""));
    QCOMPARE(m_messages.front(), "Subject: folded\r\n\tvalue\r\nEmpty: \r\n\r\n");
    (void)open();
    (void)m_session->receive(message(packet('L', texts({"Subject", "no blank"})), ""));
    QCOMPARE(m_messages.back(), "Subject:no blank\r\n\r\n");
}

void MilterSessionTest::waitsWhereTheServerDoes()
{
    (void)open(0);
    // Connect, helo and the rest are answered when the server sends them although nobody needs them.
    QCOMPARE(readable(m_session->receive(packet('C', texts({"host"})))), "c");
    QCOMPARE(readable(m_session->receive(packet('H', texts({"helo"})))), "c");
    QCOMPARE(readable(m_session->receive(packet('M', texts({"<>"})))), "c");
    QCOMPARE(readable(m_session->receive(packet('R', texts({"<b@x>"})))), "c");
    QCOMPARE(readable(m_session->receive(packet('R', texts({"<c@x>"})))), "c");
    QCOMPARE(readable(m_session->receive(packet('T'))), "c");
    QCOMPARE(readable(m_session->receive(packet('L', texts({"A", "b"})))), "c");
    QCOMPARE(readable(m_session->receive(packet('N'))), "c");
    QCOMPARE(readable(m_session->receive(packet('B', "x"))), "c");
    QCOMPARE(readable(m_session->receive(packet('E', "y"))), "c");
    QCOMPARE(m_messages.front(), "A: b\r\n\r\nxy");
    QVERIFY(m_context.nullSender);
    QVERIFY(m_context.recipient.isEmpty()); // two of them
}

void MilterSessionTest::editsNothingWhenNotAllEditsAreAllowed()
{
    (void)open(allSteps, 0x10); // headers only
    QCOMPARE(readable(m_session->receive(message(htmlHeader(), "<a href=\"http://a.b/\">"))), "c");
    QVERIFY(m_messages.isEmpty());
    QCOMPARE(m_outcomes.front().reason, u"milter.edits_refused"_s);
}

void MilterSessionTest::passesOversizeThrough()
{
    (void)open();
    QByteArray big = packet('M', texts({"<a@x>"})) + packet('L', texts({"X-Unmta-Track", " clicks"})) + packet('N');
    for (int i = 0; i < 3; ++i)
        big += packet('B', QByteArray(50'000, 'x'));
    QCOMPARE(readable(m_session->receive(big + packet('E'))), "c");
    QVERIFY(m_messages.isEmpty());
    QCOMPARE(m_outcomes.front().reason, u"limit.size"_s);
    QCOMPARE(readable(m_session->receive(message(htmlHeader(), "x"))).right(1), "c");
    QCOMPARE(m_messages.size(), 1); // and the next one is as usual
}

void MilterSessionTest::abortForgetsTheMessage()
{
    (void)open();
    QVERIFY(
        m_session->receive(packet('M', texts({"<a@x>"})) + htmlHeader() + packet('N') + packet('B', "half")).isEmpty());
    QVERIFY(m_session->isInMessage());
    QVERIFY(m_session->receive(packet('A')).isEmpty());
    QVERIFY(!m_session->isInMessage());
    QVERIFY(m_messages.isEmpty());
    (void)m_session->receive(message(packet('L', texts({"A", " b"})), "next"));
    QCOMPARE(m_messages.front(), "A: b\r\n\r\nnext");
}

void MilterSessionTest::manyMessagesOnOneConnection()
{
    (void)open();
    for (int i = 0; i < 100; ++i)
        QVERIFY(readable(m_session->receive(message(htmlHeader(), "<a href=\"http://a.b/\">"))).endsWith(" c"));
    QCOMPARE(m_outcomes.size(), 100);
    QVERIFY(m_session->receive(packet('K')).isEmpty()); // the same connection, another client
    QVERIFY(!m_session->isClosed());
    QCOMPARE(open().at(4), 'O');
    QVERIFY(m_session->receive(packet('Q')).isEmpty());
    QVERIFY(m_session->isClosed());
    QVERIFY(!m_session->isBroken());
}

void MilterSessionTest::largeBodiesComeInChunks()
{
    (void)open();
    QByteArray bytes = packet('M', texts({"<a@x>"})) + htmlHeader() + packet('N') +
                       packet('B', QByteArray(60'000, 'x') + "\r\n") + packet('B', QByteArray(20'000, 'y') + "\r\n") +
                       packet('E');
    const QByteArray replies = m_session->receive(bytes);
    QCOMPARE(qFromBigEndian<quint32>(replies.constData()), 65'536u);
    QByteArray body = readable(replies);
    QVERIFY(body.endsWith("] c"));
    body = body.replace("] b[", "");
    QVERIFY(body.contains(QByteArray(60'000, 'x') + "\r\n" + QByteArray(20'000, 'y')));
}

void MilterSessionTest::anySplitOfTheBytesGivesTheSame()
{
    const QByteArray bytes = packet('O', number(6) + number(allActions) + number(allSteps)) +
                             message(htmlHeader(), "<a href=\"http://a.b/\">");
    const QByteArray whole = m_session->receive(bytes);
    for (qsizetype split = 1; split < bytes.size(); ++split) {
        init();
        QByteArray parts = m_session->receive(QByteArrayView(bytes).first(split));
        parts += m_session->receive(QByteArrayView(bytes).sliced(split));
        QCOMPARE(parts, whole);
    }
}

void MilterSessionTest::refusesGarbage_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("no negotiation") << packet('M', texts({"<a@x>"}));
    QTest::newRow("empty packet") << number(0) + "O";
    QTest::newRow("huge packet") << number(0x7fffffff) + "B";
    QTest::newRow("unknown command") << packet('z');
    QTest::newRow("http") << QByteArray("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    QTest::newRow("garbage after a good start")
        << packet('O', number(6) + number(allActions) + number(allSteps)) + packet('\0', "x");
}

void MilterSessionTest::refusesGarbage()
{
    QFETCH(QByteArray, bytes);
    (void)m_session->receive(bytes);
    QVERIFY(m_session->isClosed());
    QVERIFY(m_session->isBroken());
    QVERIFY(m_session->receive(message(htmlHeader(), "x")).isEmpty());
    QVERIFY(m_messages.isEmpty());
}

void MilterSessionTest::survivesMutations()
{
    const int wanted = qEnvironmentVariableIntValue("UNMTA_MUTATIONS");
    Corpus corpus(7);
    const QByteArray start = packet('O', number(6) + number(allActions) + number(allSteps));
    for (int i = 0; i < (wanted > 0 ? wanted : 20'000); ++i) {
        init();
        const QByteArray bytes =
            corpus.mutated(start + message(htmlHeader(), "<a href=\"http://a.b/\">") + packet('Q'));
        const auto split = static_cast<qsizetype>(corpus.below(static_cast<std::uint32_t>(bytes.size() + 1)));
        QByteArray replies = m_session->receive(QByteArrayView(bytes).first(split));
        replies += m_session->receive(QByteArrayView(bytes).sliced(split));
        // An edit never stands alone: the answer that ends the message came with it.
        const QByteArray list = readable(replies);
        if (list.contains("b["))
            QVERIFY(list.endsWith(" c") || list.contains("] c"));
    }
}

UNMTA_TEST(MilterSessionTest)

} // namespace unmta::tst_milter_session

#include "tst_milter_session.moc"
