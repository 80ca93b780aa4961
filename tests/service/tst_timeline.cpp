// What happened to a domain, in one list.
#include "service/domains/Timeline.h"
#include "support/ServiceHarness.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_timeline {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const TimePoint start = fromUnixMs(1'790'000'000'000);

Check checkAt(Millis later, CheckOutcome outcome, const QString &found = {}, bool confirmed = true)
{
    Check check;
    check.at = start + later;
    check.outcome = outcome;
    check.code = outcome == CheckOutcome::Match     ? u"ok"_s
                 : outcome == CheckOutcome::Changed ? u"wrong_target"_s
                                                    : u"timeout"_s;
    check.confirmed = confirmed;
    check.expected = u"v-1.track.unmta.net"_s;
    check.found = found;
    check.message = u"As %1."_s.arg(check.code);
    return check;
}

// "kind code xCOUNT", newest first.
QStringList outlined(const QList<TimelineEntry> &entries)
{
    static const QStringList names{u"check"_s, u"record"_s, u"status"_s, u"certificate"_s, u"mail"_s, u"operator"_s};
    QStringList lines;
    for (const TimelineEntry &entry : entries)
        lines << u"%1 %2 x%3"_s.arg(names[static_cast<int>(entry.kind)], entry.code).arg(entry.count);
    return lines;
}

} // namespace

class TestTimeline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalChecksAreOneEntry()
    {
        TimelineSources sources;
        sources.checks = {checkAt(5h, CheckOutcome::Match), checkAt(4h, CheckOutcome::Match),
                          checkAt(3h, CheckOutcome::Unknown), checkAt(2h, CheckOutcome::Match)};
        sources.allChecks = false;
        const auto entries = timelineOf(sources);
        QCOMPARE(outlined(entries), (QStringList{u"check ok x2"_s, u"check timeout x1"_s, u"check ok x1"_s}));
        QCOMPARE(entries[0].at, start + 4h);
        QCOMPARE(entries[0].until, std::optional(start + 5h));
        QVERIFY(!entries[1].until);
    }

    void eachNodesChecksAreAnEntry()
    {
        TimelineSources sources;
        sources.checks = {checkAt(5h, CheckOutcome::Match), checkAt(4h, CheckOutcome::Match),
                          checkAt(3h, CheckOutcome::Match)};
        sources.checks[0].node = u"web-2"_s;
        sources.checks[1].node = sources.checks[2].node = u"web-1"_s;
        sources.allChecks = false;
        AuditEntry added;
        added.at = start;
        added.action = u"domain.added"_s;
        added.node = u"web-3"_s;
        sources.audit = {added};
        const auto entries = timelineOf(sources);
        QCOMPARE(outlined(entries), (QStringList{u"check ok x1"_s, u"check ok x2"_s, u"operator domain.added x1"_s}));
        QCOMPARE(entries[0].node, u"web-2"_s);
        QCOMPARE(entries[1].node, u"web-1"_s);
        QCOMPARE(entries[2].node, u"web-3"_s);
    }

    void theRecordsOwnStory()
    {
        TimelineSources sources;
        sources.checks = {checkAt(7h, CheckOutcome::Match),
                          checkAt(6h, CheckOutcome::Changed, {}),
                          checkAt(5h, CheckOutcome::Changed, u"b.example.org"_s, false), // nobody confirmed it
                          checkAt(4h, CheckOutcome::Unknown),
                          checkAt(3h, CheckOutcome::Changed, u"a.example.org"_s),
                          checkAt(2h, CheckOutcome::Match),
                          checkAt(1h, CheckOutcome::Changed, {})}; // not there yet: no news
        QStringList story;
        for (const TimelineEntry &entry : timelineOf(sources)) {
            if (entry.kind == TimelineEntry::Kind::Record)
                story << entry.message;
        }
        QCOMPARE(story,
                 (QStringList{u"The record leads to v-1.track.unmta.net."_s,
                              u"The record is gone; it led to a.example.org."_s,
                              u"The record leads to a.example.org."_s, u"The record leads to v-1.track.unmta.net."_s}));
    }

    void mailsAndCertificates()
    {
        TimelineSources sources;
        Notification notification;
        notification.kind = u"domain.warning"_s;
        notification.domainName = u"track.example.com"_s;
        notification.createdAt = start;
        const QStringList people{u"ann@example.net"_s};
        const Delivery mail = Delivery::queued(start).inMail(u"m@example.com"_s, people);
        notification.delivery = mail.concluded({}, {}, start + 1min);
        sources.notifications << notification;
        notification.kind = u"certificate.failed"_s;
        notification.delivery = mail.concluded(people, u"No such user."_s, start + 1min);
        sources.notifications << notification;
        sources.attempts = {{start + 4h, u"renewed"_s, u"R."_s},
                            {start + 3h, u"failed"_s, u"No."_s},
                            {start + 2h, u"failed"_s, u"No."_s},
                            {start + 1h, u"issued"_s, u"I."_s}};
        const auto entries = timelineOf(sources);
        QCOMPARE(outlined(entries),
                 (QStringList{u"certificate renewed x1"_s, u"certificate failed x2"_s, u"certificate issued x1"_s,
                              u"mail mail.sent x1"_s, u"mail mail.failed x1"_s, u"status domain.warning x1"_s}));
        QCOMPARE(entries[3].message, u"Mailed to ann@example.net: track.example.com: the record has changed."_s);
        QVERIFY(entries[4].message.endsWith(u"No such user."_s));
    }

    void nodesByTheirNames_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("joined") << u"node.joined"_s << u"Node edge2 is new here."_s;
        QTest::newRow("took over") << u"node.took_over"_s
                                   << u"Node edge2 does the upkeep from now on, in place of edge1."_s;
        QTest::newRow("drained") << u"node.drained"_s << u"Node edge2 was taken out of service by token:ops."_s;
        QTest::newRow("resumed") << u"node.resumed"_s << u"Node edge2 was taken into service again by token:ops."_s;
        QTest::newRow("removed") << u"node.removed"_s << u"Node edge2 was removed by token:ops."_s;
        QTest::newRow("of a newer engine") << u"node.painted"_s << u"node.painted by token:ops."_s;
    }

    void nodesByTheirNames()
    {
        QFETCH(QString, action);
        QFETCH(QString, sentence);
        AuditEntry entry;
        entry.at = start;
        entry.actor = u"token:ops"_s;
        entry.action = action;
        entry.subject = u"5f2a"_s;
        entry.detail = u"edge2"_s;
        entry.before = "{\"upkeep\":\"edge1\"}";
        TimelineSources sources;
        sources.nodes = {entry};
        const auto entries = timelineOf(sources);
        QCOMPARE(entries.size(), 1);
        QCOMPARE(entries[0].kind, TimelineEntry::Kind::Node);
        QCOMPARE(entries[0].code, action);
        QCOMPARE(entries[0].message, sentence);
    }

    void theWholeStoryInPages()
    {
        ServiceHarness h;
        const QString name = u"track.example.com"_s;
        const auto audited = [&](const QString &action) {
            AuditEntry entry;
            entry.at = h.clock.now();
            entry.actor = u"console"_s;
            entry.action = action;
            entry.subject = name;
            entry.clusterId = h.cluster();
            return h.store->audit.insert(entry).ok();
        };
        QVERIFY(audited(u"domain.deleted"_s)); // of an earlier one
        h.clock.advance(1h);
        const auto domain = h.add(name);
        QVERIFY(audited(u"domain.added"_s));
        const auto record = [&](Check check) {
            h.clock.advance(24h);
            check.at = h.clock.now();
            check.expected = domain.fields().target;
            return h.domains.recordCheck(domain.fields().id, check).ok();
        };
        QVERIFY(record(checkAt(0h, CheckOutcome::Changed, {})));
        for (int day = 0; day < 3; ++day)
            QVERIFY(record(checkAt(0h, CheckOutcome::Match)));
        for (int strike = 0; strike < 2; ++strike)
            QVERIFY(record(checkAt(0h, CheckOutcome::Changed, u"a.example.org"_s)));
        QVERIFY(h.store->certificates.addAttempt(name, {h.clock.now(), u"issued"_s, u"I."_s}).ok());
        const QStringList expected{u"certificate issued x1"_s,     u"status domain.downgraded x1"_s,
                                   u"check wrong_target x2"_s,     u"status domain.warning x1"_s,
                                   u"record record.changed x1"_s,  u"check ok x3"_s,
                                   u"status domain.verified x1"_s, u"record record.changed x1"_s,
                                   u"check wrong_target x1"_s,     u"operator domain.added x1"_s};
        const auto current = h.domains.find(h.cluster(), name).value();
        const auto whole = Timeline(*h.store).page(current, {}, 100);
        QCOMPARE(outlined(whole->items), expected);
        QVERIFY(whole->next.isEmpty());
        QCOMPARE(whole->items.last().message, u"Added by console."_s);
        for (const int size : {1, 2, 3, 9, 10}) {
            QList<TimelineEntry> read;
            QString after;
            do {
                const auto page = Timeline(*h.store).page(current, after, size);
                QVERIFY(page.ok() && page->items.size() <= size);
                read += page->items;
                after = page->next;
            } while (!after.isEmpty());
            QCOMPARE(read, whole->items);
        }
        // What happens meanwhile does not shift the pages behind.
        const auto first = Timeline(*h.store).page(current, {}, 3);
        QVERIFY(h.store->checks.insert(domain.fields().id, checkAt(24h * 30, CheckOutcome::Changed, u"a.example.org"_s))
                    .ok());
        const auto second = Timeline(*h.store).page(current, first->next, 3);
        QCOMPARE(second->items, whole->items.mid(3, 3));
    }

    void foreignCursors_data()
    {
        QTest::addColumn<QString>("cursor");
        for (const char *cursor : {"x", "1", "1-", "-1", "1-0", "1-x", "99999999999999999999-1", "-5-1"})
            QTest::newRow(cursor) << QString::fromLatin1(cursor);
    }
    void foreignCursors()
    {
        QFETCH(QString, cursor);
        ServiceHarness h;
        const auto page = Timeline(*h.store).page(h.add(u"track.example.com"_s), cursor, 10);
        QVERIFY(!page.ok());
        QCOMPARE(page.error().code, u"store.bad_cursor"_s);
    }
};

UNMTA_TEST(TestTimeline)

} // namespace unmta::tst_timeline

#include "tst_timeline.moc"
