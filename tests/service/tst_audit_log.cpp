// Who did what, and when.
#include "service/access/AuditLog.h"
#include "support/ServiceHarness.h"
#include "support/TestMain.h"
#include "support/stores/PostgresServer.h"

#include <QSysInfo>
#include <QTest>

namespace unmta::tst_audit_log {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestAuditLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void auditIsOfTheMoment()
    {
        ServiceHarness h;
        AuditLog audit(*h.store, h.feed, h.clock);
        AuditEntry entry;
        entry.actor = u"local"_s;
        entry.action = u"domain.added"_s;
        entry.subject = u"a.example.com"_s;
        audit.write(entry);
        h.clock.advance(std::chrono::hours(1));
        entry.action = u"domain.deleted"_s;
        audit.write(entry);
        const auto newest = audit.list({}, {}, 1).value();
        QCOMPARE(newest.items.size(), 1);
        QCOMPARE(newest.items[0].action, u"domain.deleted"_s);
        QCOMPARE(newest.items[0].at, h.clock.now());
        QCOMPARE(newest.items[0].node, isOnPostgres() ? QSysInfo::machineHostName() : QString());
        const auto before = audit.list({}, newest.next, 1).value();
        QCOMPARE(before.items[0].action, u"domain.added"_s);
        QCOMPARE(before.items[0].at, h.clock.now() - std::chrono::hours(1));
    }
};

UNMTA_TEST(TestAuditLog)

} // namespace unmta::tst_audit_log

#include "tst_audit_log.moc"
