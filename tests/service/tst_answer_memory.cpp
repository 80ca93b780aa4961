// What is known of requests with an Idempotency-Key, also when the engine stopped in the middle of one.
#include "service/access/AnswerMemory.h"
#include "support/ServiceHarness.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_answer_memory {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestAnswerMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersAreRemembered()
    {
        ServiceHarness h;
        AnswerMemory memory(*h.store, h.clock);
        QVERIFY(!memory.begin(m_key, "asked").value());
        QCOMPARE(memory.begin(m_key, "asked").error().code, u"idempotency.in_progress"_s);
        memory.end(m_key, m_answer);
        QCOMPARE(memory.begin(m_key, "asked").value(), std::optional(m_answer));
        QCOMPARE(memory.begin(m_key, "something else").error().code, u"idempotency.other_request"_s);
        h.clock.advance(AnswerMemory::kept);
        QVERIFY(memory.begin(m_key, "asked").value());
        h.clock.advance(Millis(1));
        QVERIFY(!memory.begin(m_key, "something else").value());
    }

    // Neither done again nor called done.
    void whatTheEngineLeftUnfinishedIsNotGuessed()
    {
        ServiceHarness h;
        QVERIFY(!AnswerMemory(*h.store, h.clock).begin(m_key, "asked").value());
        AnswerMemory afterRestart(*h.store, h.clock);
        QCOMPARE(afterRestart.begin(m_key, "asked").error().code, u"idempotency.outcome_unknown"_s);
    }

    void refusalsAndLargeAnswersAreNotKept()
    {
        ServiceHarness h;
        AnswerMemory memory(*h.store, h.clock);
        QVERIFY(!memory.begin(m_key, "asked").value());
        memory.end(m_key, std::nullopt);
        QVERIFY(!memory.begin(m_key, "another").value());
        memory.end(m_key, RememberedAnswer{200, "text/plain", QByteArray(AnswerMemory::maxAnswer + 1, 'x')});
        QVERIFY(!memory.begin(m_key, "asked").value());
    }

private:
    const RequestKey m_key = AnswerMemory::keyOf(u"token:1"_s, "a-key").value();
    const RememberedAnswer m_answer{201, "application/json", "{\"data\":{}}"};
};

UNMTA_TEST(TestAnswerMemory)

} // namespace unmta::tst_answer_memory

#include "tst_answer_memory.moc"
