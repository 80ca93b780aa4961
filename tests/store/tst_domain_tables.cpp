// Clusters, domains, targets and checks: the tables that belong together.
#include "store/Statement.h"
#include "store/StoreFixture.h"
#include "support/TestMain.h"

namespace unmta::tst_domain_tables {

using namespace unmta::store;
using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString one = u"00000001"_s;
const QString two = u"00000002"_s;

QStringList namesOf(const QList<TrackingDomain> &domains)
{
    QStringList names;
    for (const auto &domain : domains)
        names.append(domain.fields().name);
    return names;
}

Check sampleCheck(int number)
{
    Check check;
    check.at = start + number * 1min;
    check.outcome = CheckOutcome::Changed;
    check.code = u"wrong_target"_s;
    check.confirmed = true;
    check.expected = u"v-1.track.unmta.net"_s;
    check.found = u"other%1.example"_s.arg(number);
    check.chain = {u"track.example.com"_s, check.found};
    check.message = u"münch"_s;
    check.hint = u"change the record"_s;
    check.servers = {{u"ns1.example.com"_s, u"192.0.2.53:53"_s, u"authoritative"_s, u"wrong_target"_s,
                      u"CNAME other.example."_s, 300},
                     {u"ns2.example.com"_s, u"192.0.2.54:53"_s, u"authoritative"_s, u"timeout"_s, {}, std::nullopt}};
    check.nameServers = {u"ns1.example.com"_s, u"ns2.example.com"_s};
    check.node = u"web-2"_s;
    return check;
}

} // namespace

class TestDomainTables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<StoreFixture>();
        QVERIFY(m_fixture->open());
        QVERIFY(m_fixture->addCluster(one));
        QVERIFY(m_fixture->addCluster(two));
    }
    void clusters();
    void clusterNamesAreUnique();
    void deletedClusterTakesEverythingButTargets();
    void domainKeepsAllFields();
    void domainNamesAreUniqueInTheCluster();
    void oneDefaultPerCluster();
    void oneActiveDomainPerHost();
    void countsFollow();
    void pagesNeedNoSorting();
    void domainPages();
    void dueDomains();
    void everyDomain();
    void servedDomains();
    void targetsAreNeverIssuedTwice();
    void burntTargets();
    void dueTimesComeFromTheIndex_data();
    void dueTimesComeFromTheIndex();
    void dueFromBehindAPlace();
    void dueTimesOfAnotherClock();
    void providerIsKept();
    void checks();
    void checksArePruned();

private:
    [[nodiscard]] EngineStore &store() { return *m_fixture->store; }
    std::unique_ptr<StoreFixture> m_fixture;
};

void TestDomainTables::clusters()
{
    const auto all = store().clusters.list({}, 10);
    QVERIFY(all.ok());
    QCOMPARE(all->items.size(), 2);
    QVERIFY(all->next.isEmpty());
    QCOMPARE(all->items[0], (Cluster{one, u"cluster 00000001"_s, start}));

    const auto first = store().clusters.list({}, 1);
    QCOMPARE(first->items.size(), 1);
    const auto second = store().clusters.list(first->next, 1);
    QCOMPARE(second->items.size(), 1);
    QCOMPARE(second->items[0].id, two);
    QVERIFY(second->next.isEmpty());

    QCOMPARE(codeOf(store().clusters.rename(one, u"shop"_s)), u"ok"_s);
    QCOMPARE((*store().clusters.byId(one))->name, u"shop"_s);
    QCOMPARE(codeOf(store().clusters.rename(u"ffffffff"_s, u"x"_s)), u"store.not_found"_s);
    QVERIFY(!*store().clusters.byId(u"ffffffff"_s));
}

void TestDomainTables::clusterNamesAreUnique()
{
    const auto again = store().clusters.insert({u"00000003"_s, u"cluster 00000001"_s, start});
    QCOMPARE(codeOf(again), u"cluster.duplicate"_s);
    QCOMPARE(again.error().field, u"name"_s);
    QCOMPARE(codeOf(store().clusters.rename(two, u"cluster 00000001"_s)), u"cluster.duplicate"_s);
}

void TestDomainTables::deletedClusterTakesEverythingButTargets()
{
    const auto id = m_fixture->addDomain(one, u"track.example.com"_s);
    const auto kept = m_fixture->addDomain(two, u"track.example.com"_s);
    QVERIFY(id != 0 && kept != 0);
    const QString target = m_fixture->domain(id).fields().target;
    QVERIFY(store().checks.insert(id, sampleCheck(1)).ok());
    QVERIFY(store().linkKeys.insert(one, {1, QByteArray(32, 'k')}, start).ok());
    Token token;
    token.name = u"of one"_s;
    token.sha256 = QByteArray(32, 't');
    token.clusterId = one;
    QVERIFY(store().tokens.insert(token).ok());
    Notification notification;
    notification.clusterId = one;
    QVERIFY(store().notifications.insert(notification).ok());

    QCOMPARE(codeOf(store().clusters.remove(one, start + 1h)), u"ok"_s);
    QCOMPARE(codeOf(store().clusters.remove(one, start + 1h)), u"store.not_found"_s);
    QVERIFY(!*store().domains.byId(id));
    QVERIFY(*store().domains.byId(kept));
    QVERIFY(!*store().checks.latest(id));
    QVERIFY(store().linkKeys.keyring(one)->empty());
    QVERIFY(!*store().tokens.byHash(token.sha256));
    QVERIFY(store().notifications.list({}, {}, 10)->items.isEmpty());

    const auto owner = store().targets.owner(target);
    QVERIFY(owner && *owner);
    QCOMPARE(**owner, (IssuedTarget{target, one, u"track.example.com"_s, start, start + 1h, {}, {}}));
    QCOMPARE(codeOf(store().targets.claim(target, two, u"track.example.com"_s, start)), u"store.target_taken"_s);
}

void TestDomainTables::domainKeepsAllFields()
{
    const auto id = m_fixture->addDomain(one, u"track.example.com"_s);
    TrackingDomain::Fields fields = m_fixture->domain(id).fields();
    QCOMPARE(fields.status, DomainStatus::Pending);
    QCOMPARE(fields.nextCheckAt, std::optional(start + 1min));
    fields.status = DomainStatus::Active;
    fields.isDefault = true;
    fields.defaultOnVerify = true;
    fields.strikes = 1;
    fields.tries = 4;
    fields.pendingSince = start + 1s;
    fields.verifiedAt = start + 2s;
    fields.lastStrikeAt = start + 3s;
    fields.nextCheckAt = start + 4s;
    QCOMPARE(codeOf(store().domains.update(TrackingDomain::fromStore(fields))), u"ok"_s);
    QCOMPARE(m_fixture->domain(id).fields(), fields);
    QCOMPARE((*store().domains.byName(one, fields.name))->fields(), fields);
    QCOMPARE((*store().domains.activeByName(fields.name))->fields(), fields);
    QCOMPARE((*store().domains.defaultOf(one))->fields(), fields);
    QVERIFY(!*store().domains.byName(two, fields.name));

    fields.verifiedAt.reset();
    fields.lastStrikeAt.reset();
    fields.nextCheckAt.reset();
    QCOMPARE(codeOf(store().domains.update(TrackingDomain::fromStore(fields))), u"ok"_s);
    QCOMPARE(m_fixture->domain(id).fields(), fields);

    QCOMPARE(codeOf(store().domains.remove(id, start + 1h)), u"ok"_s);
    QCOMPARE(codeOf(store().domains.remove(id, start + 1h)), u"store.not_found"_s);
    QCOMPARE(codeOf(store().domains.update(TrackingDomain::fromStore(fields))), u"store.not_found"_s);
    QCOMPARE((*store().targets.owner(fields.target))->deletedAt, std::optional(start + 1h));
    const auto again = m_fixture->addDomain(one, u"track.example.com"_s);
    QVERIFY(again > id);
}

void TestDomainTables::domainNamesAreUniqueInTheCluster()
{
    QVERIFY(m_fixture->addDomain(one, u"track.example.com"_s) != 0);
    QVERIFY(m_fixture->addDomain(two, u"track.example.com"_s) != 0);
    QVERIFY(store().targets.claim(u"v-2.track.unmta.net"_s, one, u"track.example.com"_s, start).ok());
    const auto domain = TrackingDomain::added(one, u"track.example.com"_s, u"v-2.track.unmta.net"_s, false, start, {});
    const auto again = store().domains.insert(domain);
    QCOMPARE(codeOf(again), u"domain.duplicate"_s);
    QCOMPARE(again.error().field, u"name"_s);

    const auto unclaimed =
        TrackingDomain::added(one, u"links.example.com"_s, u"v-3.track.unmta.net"_s, false, start, {});
    QCOMPARE(codeOf(store().domains.insert(unclaimed)), u"store.constraint"_s);
    const auto homeless =
        TrackingDomain::added(u"ffffffff"_s, u"a.example.com"_s, u"v-2.track.unmta.net"_s, false, start, {});
    QCOMPARE(codeOf(store().domains.insert(homeless)), u"store.constraint"_s);
}

void TestDomainTables::oneDefaultPerCluster()
{
    const auto first = m_fixture->addDomain(one, u"a.example.com"_s);
    const auto second = m_fixture->addDomain(one, u"b.example.com"_s);
    const auto foreign = m_fixture->addDomain(two, u"c.example.com"_s);
    for (const auto id : {first, second, foreign}) {
        const auto domain = m_fixture->activated(id).madeDefault();
        QVERIFY(domain.ok());
        QCOMPARE(codeOf(store().domains.update(*domain)), u"ok"_s);
    }
    QCOMPARE((*store().domains.defaultOf(one))->fields().id, second);
    QVERIFY(!m_fixture->domain(first).fields().isDefault);
    QCOMPARE((*store().domains.defaultOf(two))->fields().id, foreign);
    QVERIFY(store().domains.update(m_fixture->domain(second).clearedDefault()).ok());
    QVERIFY(!*store().domains.defaultOf(one));

    // Even past the table class.
    Statement force(store().database(), u"UPDATE tracking_domain SET is_default = 1 WHERE cluster_id = ?"_s);
    QCOMPARE(codeOf(force.bind(one).run()), u"store.duplicate"_s);
}

void TestDomainTables::oneActiveDomainPerHost()
{
    const auto holder = m_fixture->addDomain(one, u"track.example.com"_s);
    const auto claimant = m_fixture->addDomain(two, u"track.example.com"_s);
    QVERIFY(store().domains.update(m_fixture->activated(holder)).ok());
    QCOMPARE(codeOf(store().domains.update(m_fixture->activated(claimant))), u"store.duplicate"_s);
    QVERIFY(!m_fixture->domain(claimant).isActive());

    auto transaction = Transaction::begin(store().database());
    QVERIFY(transaction.ok());
    QVERIFY(store().domains.update(m_fixture->domain(holder).claimedElsewhere(start, {}).domain).ok());
    QCOMPARE(codeOf(store().domains.update(m_fixture->activated(claimant))), u"ok"_s);
    QVERIFY(transaction->commit().ok());
    QCOMPARE((*store().domains.activeByName(u"track.example.com"_s))->fields().id, claimant);
    const auto counts = store().domains.counts();
    QCOMPARE(counts->active, 1);
    QCOMPARE(counts->pending, 1);
}

// What the store counts by itself is what a count would say, whatever happens to domains, and what rolls back.
void TestDomainTables::countsFollow()
{
    const auto isRight = [this] {
        Statement statement(store().database(), u"SELECT coalesce(sum(CASE WHEN status = 'pending' THEN 1 END), 0), "
                                                "coalesce(sum(CASE WHEN status = 'active' THEN 1 END), 0) "
                                                "FROM tracking_domain"_s);
        const auto counted =
            statement.row([](const Statement &row) { return std::pair(row.integer(0), row.integer(1)); });
        const auto counts = store().domains.counts();
        return counted && *counted && counts && std::pair(counts->pending, counts->active) == **counted;
    };
    QList<std::int64_t> ids;
    for (int i = 0; i < 6; ++i)
        ids.append(m_fixture->addDomain(i < 3 ? one : two, u"d%1.example.com"_s.arg(i)));
    QVERIFY(isRight());
    for (const int i : {0, 1, 3, 4})
        QVERIFY(store().domains.update(m_fixture->activated(ids[i])).ok());
    QCOMPARE(store().domains.counts()->active, 4);
    QVERIFY(isRight());
    QVERIFY(store().domains.update(m_fixture->domain(ids[0]).claimedElsewhere(start, {}).domain).ok());
    QVERIFY(store().domains.remove(ids[1], start).ok());
    QVERIFY(isRight());
    {
        auto transaction = Transaction::begin(store().database());
        QVERIFY(transaction.ok());
        QVERIFY(store().domains.update(m_fixture->activated(ids[5])).ok());
    }
    QVERIFY(isRight());
    QVERIFY(store().clusters.remove(two, start).ok()); // and its domains
    QCOMPARE(store().domains.counts()->pending, 2);
    QVERIFY(isRight());
}

// A page of a large cluster is found without sorting all of it.
void TestDomainTables::pagesNeedNoSorting()
{
    if (isOnPostgres())
        QSKIP("asks SQLite how it goes about it");
    Statement statement(store().database(), u"EXPLAIN QUERY PLAN SELECT name FROM tracking_domain WHERE cluster_id = ? "
                                            "AND id > ? ORDER BY id LIMIT ?"_s);
    const auto plan = statement.bind(one).bind(0).bind(10).rows([](const Statement &row) { return row.text(3); });
    QVERIFY(plan.ok());
    QVERIFY2(!plan->join(u' ').contains("TEMP B-TREE"_L1), qPrintable(plan->join(u' ')));
}

void TestDomainTables::domainPages()
{
    QStringList expected;
    for (int i = 0; i < 25; ++i) {
        expected.append(u"d%1.example.com"_s.arg(i));
        QVERIFY(m_fixture->addDomain(one, expected.last()) != 0);
        QVERIFY(m_fixture->addDomain(two, expected.last()) != 0);
    }
    QStringList found;
    QString cursor;
    QList<qsizetype> sizes;
    do {
        const auto page = store().domains.list(one, cursor, 10);
        QVERIFY(page.ok());
        found += namesOf(page->items);
        sizes.append(page->items.size());
        cursor = page->next;
    } while (!cursor.isEmpty());
    QCOMPARE(found, expected);
    QCOMPARE(sizes, (QList<qsizetype>{10, 10, 5}));
    QCOMPARE(store().domains.list(one, {}, 25)->next, QString()); // exactly full is the last page
    QCOMPARE(store().domains.list(one, {}, -5)->items.size(), 1);
}

void TestDomainTables::dueDomains()
{
    for (const auto &[name, minutes] :
         {std::pair{u"late"_s, 30}, {u"early"_s, 10}, {u"later"_s, 50}, {u"never"_s, 0}}) {
        auto fields = m_fixture->domain(m_fixture->addDomain(one, name + u".example.com"_s)).fields();
        fields.nextCheckAt = minutes == 0 ? std::nullopt : std::optional(start + minutes * 1min);
        QVERIFY(store().domains.update(TrackingDomain::fromStore(fields)).ok());
    }
    QVERIFY(store().domains.due(DomainStatus::Pending, start, 10)->isEmpty());
    QCOMPARE(namesOf(*store().domains.due(DomainStatus::Pending, start + 30min, 10)),
             (QStringList{u"early.example.com"_s, u"late.example.com"_s}));
    QCOMPARE(namesOf(*store().domains.due(DomainStatus::Pending, start + 24h, 1)), QStringList{u"early.example.com"_s});
    QCOMPARE(*store().domains.nextDue(DomainStatus::Pending), std::optional(start + 10min));
}

void TestDomainTables::everyDomain()
{
    for (int i = 0; i < 10; ++i)
        QVERIFY(m_fixture->addDomain(i % 2 == 0 ? one : two, u"d%1.example.com"_s.arg(i)) != 0);
    QStringList names;
    const auto visited =
        store().domains.forEach([&names](const TrackingDomain &domain) { names.append(domain.fields().name); });
    QVERIFY(visited.ok());
    QCOMPARE(names.size(), 10);
    QCOMPARE(names.last(), u"d9.example.com"_s);
}

void TestDomainTables::servedDomains()
{
    QVERIFY(m_fixture->addDomain(one, u"pending.example.com"_s) != 0);
    const auto id = m_fixture->addDomain(two, u"track.example.com"_s);
    QVERIFY(store().domains.update(*m_fixture->activated(id).madeDefault()).ok());
    int visited = 0;
    const auto read = store().domains.forEachServed([&](const DomainTable::Served &served) {
        ++visited;
        QCOMPARE(served.id, id);
        QCOMPARE(served.clusterId, two);
        QCOMPARE(served.host, u"track.example.com"_s);
        QVERIFY(served.isDefault);
    });
    QVERIFY(read.ok());
    QCOMPARE(visited, 1);
}

void TestDomainTables::targetsAreNeverIssuedTwice()
{
    const QString target = u"v-0123456789abcdef0123.track.unmta.net"_s;
    QCOMPARE(codeOf(store().targets.claim(target, one, u"a.example.com"_s, start)), u"ok"_s);
    QCOMPARE(codeOf(store().targets.claim(target, one, u"a.example.com"_s, start)), u"store.target_taken"_s);
    QCOMPARE(codeOf(store().targets.burn(target, start + 1h)), u"ok"_s);
    QCOMPARE(codeOf(store().targets.burn(target, start + 2h)), u"ok"_s);
    QCOMPARE((*store().targets.owner(target))->deletedAt, std::optional(start + 1h));
    QCOMPARE(codeOf(store().targets.claim(target, two, u"a.example.com"_s, start)), u"store.target_taken"_s);
    QCOMPARE(codeOf(store().targets.burn(u"v-none"_s, start)), u"store.not_found"_s);
    QVERIFY(!*store().targets.owner(u"v-none"_s));
}

void TestDomainTables::burntTargets()
{
    for (int i = 0; i < 5; ++i) {
        const QString target = u"v-%1"_s.arg(i);
        QVERIFY(store().targets.claim(target, one, u"a.example.com"_s, start).ok());
        if (i > 0)
            QVERIFY(store().targets.burn(target, start + i * 24h).ok());
    }
    const auto suspectAt = [this](Millis at) {
        const auto suspect = store().targets.suspect(start + at - 3 * 24h, start + at - 24h);
        return suspect.ok() && *suspect ? (*suspect)->target : QString();
    };
    QCOMPARE(suspectAt(47h), QString()); // the first was burnt less than a day ago
    QCOMPARE(suspectAt(48h), u"v-1"_s);
    // Looked for: a day's rest, and the next one's turn.
    QVERIFY(store().targets.looked(u"v-1"_s, start + 48h, start + 48h).ok());
    QCOMPARE(suspectAt(49h), QString());
    QCOMPARE(suspectAt(72h), u"v-1"_s);
    QVERIFY(store().targets.looked(u"v-1"_s, start + 72h, start + 72h).ok());
    QCOMPARE(suspectAt(72h), u"v-2"_s);
    QCOMPARE(suspectAt(24h * 4 + 1h), u"v-2"_s); // the first is beyond what is watched
    QCOMPARE(codeOf(store().targets.looked(u"v-none"_s, start, {})), u"store.not_found"_s);

    const auto dangling = store().targets.dangling(one, start, {}, 10);
    QCOMPARE(dangling->items.size(), 1);
    QCOMPARE(dangling->items.first().target, u"v-1"_s);
    QCOMPARE(dangling->items.first().seenAt, std::optional(start + 72h));
    QVERIFY(store().targets.dangling(two, start, {}, 10)->items.isEmpty());
    QVERIFY(store().targets.dangling(one, start + 25h, {}, 10)->items.isEmpty());
    // In pages, in the order of their deletion.
    for (const QString &later : {u"v-9"_s, u"v-8"_s}) {
        QVERIFY(store().targets.claim(later, one, later + u".example.com"_s, start).ok());
        QVERIFY(store().targets.burn(later, start + (later == u"v-8"_s ? 30h : 31h)).ok());
        QVERIFY(store().targets.looked(later, start + 90h, start + 90h).ok());
    }
    QStringList paged;
    QString after;
    do {
        const auto page = store().targets.dangling(one, start, after, 1);
        QCOMPARE(page->items.size(), 1);
        paged << page->items.first().target;
        after = page->next;
    } while (!after.isEmpty());
    QCOMPARE(paged, (QStringList{u"v-1"_s, u"v-8"_s, u"v-9"_s}));
    QCOMPARE(codeOf(store().targets.dangling(one, start, u"x"_s, 1)), u"store.bad_cursor"_s);
    for (const QString &gone : paged)
        QVERIFY(store().targets.looked(gone, start + 96h, {}).ok());
    QVERIFY(store().targets.dangling(one, start, {}, 10)->items.isEmpty());
}

void TestDomainTables::dueTimesComeFromTheIndex_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("due") << u"SELECT id, name FROM tracking_domain WHERE status = ? AND next_check_at <= ? AND "
                            "(next_check_at, id) > (?, ?) ORDER BY next_check_at, id LIMIT ?"_s;
    QTest::newRow("next due") << u"SELECT next_check_at FROM tracking_domain WHERE status = ? AND next_check_at IS NOT "
                                 "NULL ORDER BY next_check_at LIMIT 1"_s;
    QTest::newRow("watched")
        << u"SELECT count(*) FROM tracking_domain WHERE status = ? AND next_check_at IS NOT NULL"_s;
}

// With a million domains anything else would take the engine thread for a while. tests/bench has the figures.
void TestDomainTables::dueTimesComeFromTheIndex()
{
    if (isOnPostgres())
        QSKIP("asks SQLite how it goes about it");
    QFETCH(const QString, sql);
    Statement statement(store().database(), u"EXPLAIN QUERY PLAN "_s + sql);
    for (qsizetype i = 0; i < sql.count(u'?'); ++i)
        statement.bind(1);
    const auto plan = statement.rows([](const Statement &row) { return row.text(3); });
    QVERIFY(plan.ok());
    QCOMPARE(plan->size(), 1); // a second step would sort
    QVERIFY2(plan->first().contains(u"INDEX tracking_domain_due"_s), qPrintable(plan->first()));
    QVERIFY2(plan->first().startsWith(u"SEARCH"_s), qPrintable(plan->first()));
}

void TestDomainTables::dueFromBehindAPlace()
{
    // Two are due at the same moment: the place tells them apart.
    for (const auto &[name, minutes] : {std::pair(u"a.example.com"_s, 2), std::pair(u"b.example.com"_s, 1),
                                        std::pair(u"c.example.com"_s, 2), std::pair(u"d.example.com"_s, 9)}) {
        auto fields = store().domains.byId(m_fixture->addDomain(one, name)).value()->fields();
        fields.nextCheckAt = start + minutes * 1min;
        QVERIFY(store().domains.update(TrackingDomain::fromStore(fields)).ok());
    }
    QStringList names;
    std::optional<DomainTable::DuePosition> behind;
    for (;;) {
        const auto due = store().domains.due(DomainStatus::Pending, start + 5min, 1, behind);
        QVERIFY(due.ok());
        if (due->isEmpty())
            break;
        const auto &fields = due->first().fields();
        names << fields.name;
        behind = DomainTable::DuePosition{*fields.nextCheckAt, fields.id};
    }
    QCOMPARE(names, (QStringList{u"b.example.com"_s, u"a.example.com"_s, u"c.example.com"_s}));
    QCOMPARE(store().domains.watched(DomainStatus::Pending).value(), 4);
    QCOMPARE(store().domains.watched(DomainStatus::Active).value(), 0);
}

void TestDomainTables::dueTimesOfAnotherClock()
{
    const auto near = m_fixture->addDomain(one, u"a.example.com"_s);
    const auto far = m_fixture->addDomain(one, u"b.example.com"_s);
    const auto put = [&](std::int64_t id, TimePoint due) {
        auto fields = store().domains.byId(id).value()->fields();
        fields.nextCheckAt = due;
        return store().domains.update(TrackingDomain::fromStore(fields)).ok();
    };
    QVERIFY(put(near, start + 30h) && put(far, start + 24h * 400));
    QVERIFY(store().domains.bringForward(start, start + 30h, 24h).ok());
    QCOMPARE(store().domains.byId(near).value()->fields().nextCheckAt, std::optional(start + 30h));
    const TimePoint brought = *store().domains.byId(far).value()->fields().nextCheckAt;
    QVERIFY(brought >= start && brought < start + 24h);
}

void TestDomainTables::providerIsKept()
{
    const auto id = m_fixture->addDomain(one, u"a.example.com"_s);
    const auto before = store().domains.byId(id).value().value();
    QCOMPARE(before.fields().provider, QString());
    QVERIFY(store().domains.setProvider(id, u"route53"_s).ok());
    QVERIFY(store().domains.update(before).ok()); // what a check writes leaves it alone
    QCOMPARE(store().domains.byId(id).value()->fields().provider, u"route53"_s);
    QCOMPARE(codeOf(store().domains.setProvider(id + 100, u"other"_s)), u"store.not_found"_s);
}

void TestDomainTables::checks()
{
    const auto id = m_fixture->addDomain(one, u"a.example.com"_s);
    const auto other = m_fixture->addDomain(one, u"b.example.com"_s);
    const auto unchecked = m_fixture->addDomain(one, u"c.example.com"_s);
    for (int i = 1; i <= 3; ++i)
        QVERIFY(store().checks.insert(id, sampleCheck(i)).ok());
    QVERIFY(store().checks.insert(other, Check{}).ok());
    QCOMPARE(**store().checks.latest(id), sampleCheck(3));
    QCOMPARE(**store().checks.latest(other), Check{});
    QVERIFY(!*store().checks.latest(unchecked));
    const auto latest = store().checks.latestOf({id, other, unchecked});
    QCOMPARE(latest->size(), 2);
    QCOMPARE(latest->value(id), sampleCheck(3));

    const auto page = store().checks.list(id, {}, 2);
    QCOMPARE(page->items, (QList{sampleCheck(3), sampleCheck(2)}));
    const auto rest = store().checks.list(id, page->next, 2);
    QCOMPARE(rest->items, QList{sampleCheck(1)});
    QVERIFY(rest->next.isEmpty());
    QCOMPARE(codeOf(store().checks.insert(999, Check{})), u"store.constraint"_s);
}

void TestDomainTables::checksArePruned()
{
    const auto id = m_fixture->addDomain(one, u"a.example.com"_s);
    const auto other = m_fixture->addDomain(one, u"b.example.com"_s);
    auto transaction = Transaction::begin(store().database());
    QVERIFY(transaction.ok());
    QVERIFY(store().checks.insert(other, sampleCheck(0)).ok());
    for (int i = 0; i < CheckTable::kept + 5; ++i)
        QVERIFY(store().checks.insert(id, sampleCheck(i)).ok());
    QVERIFY(transaction->commit().ok());
    const auto all = store().checks.list(id, {}, maxPageSize);
    QCOMPARE(all->items.size(), CheckTable::kept);
    QCOMPARE(all->items.last(), sampleCheck(5));
    QVERIFY(*store().checks.latest(other));
}

UNMTA_TEST(TestDomainTables)

} // namespace unmta::tst_domain_tables

#include "tst_domain_tables.moc"
