// What is older than its retention goes in the background, a bounded number of rows at a time.
#include "service/upkeep/HistoryPruner.h"

#include "support/ServiceHarness.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_history_pruner {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestHistoryPruner : public QObject
{
    Q_OBJECT

    ServiceHarness m_h;

    void fill(int rows)
    {
        auto all = store::Transaction::begin(m_h.store->database());
        for (int i = 0; i < rows; ++i) {
            Notification notification;
            notification.kind = u"domain.recovered"_s;
            notification.createdAt = m_h.clock.now();
            QVERIFY(m_h.store->notifications.insert(notification).ok());
            QVERIFY(m_h.store->audit.insert({0, m_h.clock.now(), u"local"_s, u"domain.added"_s, {}, {}, {}}).ok());
        }
        QVERIFY(all->commit().ok());
    }
    [[nodiscard]] std::pair<qsizetype, qsizetype> left() const // notifications, audit entries
    {
        return {m_h.store->notifications.list({}, {}, 1000)->items.size(),
                m_h.store->audit.list({}, {}, 1000)->items.size()};
    }

private Q_SLOTS:
    void cleanup()
    {
        QVERIFY(m_h.store->database().execute(u"DELETE FROM notification;\nDELETE FROM audit;"_s).ok());
        QVERIFY(m_h.settings.update({{u"notifications.retention"_s, {}}, {u"audit.retention"_s, {}}}).ok());
    }

    void eachHasItsOwnRetention_data()
    {
        QTest::addColumn<QString>("notifications");
        QTest::addColumn<QString>("audit");
        QTest::addColumn<int>("days");
        QTest::addColumn<int>("notificationsLeft");
        QTest::addColumn<int>("auditLeft");
        QTest::newRow("by default: within a year") << QString() << QString() << 364 << 3 << 3;
        QTest::newRow("by default: after a year") << QString() << QString() << 366 << 0 << 3;
        QTest::newRow("by default: after two years") << QString() << QString() << 731 << 0 << 0;
        QTest::newRow("as set") << u"30d"_s << u"7d"_s << 8 << 3 << 0;
        QTest::newRow("for ever") << u"forever"_s << u"forever"_s << 10'000 << 3 << 3;
    }
    void eachHasItsOwnRetention()
    {
        QFETCH(QString, notifications);
        QFETCH(QString, audit);
        QFETCH(int, days);
        QFETCH(int, notificationsLeft);
        QFETCH(int, auditLeft);
        QVERIFY(
            m_h.settings.update({{u"notifications.retention"_s, notifications}, {u"audit.retention"_s, audit}}).ok());
        fill(3);
        m_h.clock.advance(std::chrono::days(days));
        HistoryPruner pruner(*m_h.store, m_h.settings, m_h.clock);
        pruner.start();
        fill(1); // one step later there is something young as well
        QTRY_COMPARE(left(), std::pair(qsizetype{notificationsLeft} + 1, qsizetype{auditLeft} + 1));
        pruner.stop();
    }

    void inSteps()
    {
        constexpr int rows = HistoryPruner::rowsPerStep * 2 + 1;
        fill(rows);
        m_h.clock.advance(24h * 1000);
        HistoryPruner pruner(*m_h.store, m_h.settings, m_h.clock);
        pruner.start();
        QTest::qWait(0); // one step
        QCOMPARE(left(),
                 std::pair(qsizetype{rows - HistoryPruner::rowsPerStep}, qsizetype{rows - HistoryPruner::rowsPerStep}));
        QTRY_COMPARE(left(), std::pair(qsizetype{0}, qsizetype{0}));
    }

    void aShorterRetentionHoldsAtOnce()
    {
        fill(3);
        HistoryPruner pruner(*m_h.store, m_h.settings, m_h.clock);
        pruner.start();
        m_h.clock.advance(48h);
        pruner.lookAgain();
        QTest::qWait(0);
        QCOMPARE(left(), std::pair(qsizetype{3}, qsizetype{3}));
        QVERIFY(m_h.settings.update({{u"audit.retention"_s, u"1d"_s}}).ok());
        QTRY_COMPARE(left(), std::pair(qsizetype{3}, qsizetype{0}));
    }
};

UNMTA_TEST(TestHistoryPruner)

} // namespace unmta::tst_history_pruner

#include "tst_history_pruner.moc"
