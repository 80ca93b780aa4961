// Lists of tracking domains with filters: what a naive filter gives, in pages, whatever has become of domains and
// certificates before, and without looking at all of them.
#include "domain/Hostname.h"
#include "store/Statement.h"
#include "store/StoreFixture.h"
#include "support/TestMain.h"

namespace unmta::tst_domain_lists {

using namespace unmta::store;
using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

const QStringList clusters{u"0a0b0c0d"_s, u"11111111"_s};
const QStringList zones{u"example.com"_s, u"example.org"_s, u"beispiel.de"_s};
const QStringList labels{u"track"_s, u"links"_s, u"xn--mnch-0ra"_s, u"xn--bcher-kva"_s, u"t"_s};
const QStringList parts{u"track"_s,        u"example"_s, u"ink"_s, u".com"_s,    u"münch"_s, u"ünch"_s,
                        u"bücher.beisp"_s, u"xn--"_s,    u"%"_s,   u"nowhere"_s, u"ä"_s};
const QStringList providers{u"route53"_s, u"cloudflare"_s};
constexpr std::array states{CertificateState::None, CertificateState::Issuing, CertificateState::Valid,
                            CertificateState::Renewing, CertificateState::Failed};

template <typename List>
auto oneOf(const List &list, FakeRandom &random)
{
    return list[static_cast<typename List::size_type>(random.below(static_cast<std::uint32_t>(list.size())))];
}

} // namespace

class TestDomainLists : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<StoreFixture>();
        QVERIFY(m_fixture->open());
        for (const QString &cluster : clusters)
            QVERIFY(m_fixture->addCluster(cluster));
    }
    void likeANaiveFilter_data();
    void likeANaiveFilter();
    void cursorsStayRight();
    void commonPartsComeInPages();
    void rareOnesComeFromAnIndex_data();
    void rareOnesComeFromAnIndex();

private:
    [[nodiscard]] EngineStore &store() { return *m_fixture->store; }
    // The state that is shown.
    [[nodiscard]] CertificateState stateOf(const TrackingDomain &domain)
    {
        const auto certificate = store().certificates.byHost(domain.fields().name).value();
        return domain.isActive() && certificate ? certificate->fields().state : CertificateState::None;
    }
    [[nodiscard]] bool fits(const DomainFilter &filter, const TrackingDomain &domain)
    {
        const auto &fields = domain.fields();
        const QString shown = Hostname::parse(fields.name).value().unicode();
        return (!filter.status || fields.status == *filter.status) &&
               (!filter.isDefault || fields.isDefault == *filter.isDefault) &&
               (filter.part.isEmpty() || shown.contains(filter.part) || fields.name.contains(filter.part)) &&
               (!filter.provider || fields.provider == *filter.provider) &&
               (!filter.certificate || stateOf(domain) == *filter.certificate);
    }
    void change(FakeRandom &random)
    {
        const auto page = store().domains.list(oneOf(clusters, random), {}, 1000).value();
        const QString host =
            u"n%1.%2.%3"_s.arg(QString::number(random.below(9)), oneOf(labels, random), oneOf(zones, random));
        if (page.items.isEmpty() || random.below(3) == 0) {
            (void)m_fixture->addDomain(oneOf(clusters, random), Hostname::parse(host).value().ascii());
            return;
        }
        const TrackingDomain &domain = oneOf(page.items, random);
        auto fields = domain.fields();
        switch (random.below(8)) {
        case 0:
            QVERIFY(store().domains.remove(fields.id, start).ok());
            break;
        case 1:
            QVERIFY(store().domains.setProvider(fields.id, random.below(4) ? oneOf(providers, random) : QString()));
            break;
        case 2:
            QVERIFY(store().certificates.removeForHost(fields.name).ok());
            break;
        case 3:
        case 4: {
            auto certificate = Certificate::ofHost(fields.name).fields();
            certificate.state = oneOf(states, random);
            QVERIFY(store().certificates.upsert(Certificate::fromStore(certificate)).ok());
            break;
        }
        default:
            // Another cluster's claim to the host is refused by the store.
            fields.status = random.below(4) ? DomainStatus::Active : DomainStatus::Pending;
            fields.isDefault = fields.status == DomainStatus::Active && random.below(3) == 0;
            (void)store().domains.update(TrackingDomain::fromStore(fields));
        }
    }

    std::unique_ptr<StoreFixture> m_fixture;
};

void TestDomainLists::likeANaiveFilter_data()
{
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 5; ++seed)
        QTest::addRow("seed %llu", seed) << seed;
}

void TestDomainLists::likeANaiveFilter()
{
    QFETCH(const quint64, seed);
    FakeRandom random(seed * 7919);
    for (int step = 0; step < 300; ++step)
        change(random);
    for (int round = 0; round < 60; ++round) {
        if (random.below(4) == 0)
            change(random);
        DomainFilter filter;
        if (random.below(3) == 0)
            filter.status = random.below(2) ? DomainStatus::Active : DomainStatus::Pending;
        if (random.below(4) == 0)
            filter.isDefault = random.below(2) == 0;
        if (random.below(3) == 0)
            filter.part = oneOf(parts, random);
        if (random.below(3) == 0)
            filter.provider = random.below(3) ? oneOf(providers, random) : QString();
        if (random.below(3) == 0)
            filter.certificate = oneOf(states, random);
        const QString cluster = oneOf(clusters, random);
        QStringList expected;
        QVERIFY(store().domains.forEach([&](const TrackingDomain &domain) {
            if (domain.fields().clusterId == cluster)
                expected << domain.fields().name;
        }));
        expected.removeIf([&](const QString &name) { return !fits(filter, **store().domains.byName(cluster, name)); });
        QStringList found;
        const int limit = 1 + static_cast<int>(random.below(7));
        QString after;
        do {
            const auto page = store().domains.list(cluster, filter, after, limit).value();
            QVERIFY(page.items.size() == limit || page.next.isEmpty());
            for (const TrackingDomain &domain : page.items)
                found << domain.fields().name;
            after = page.next;
        } while (!after.isEmpty());
        QCOMPARE(found, expected);
    }
}

// What goes between two pages takes none with it, and what comes is at the end.
void TestDomainLists::cursorsStayRight()
{
    QList<std::int64_t> ids;
    for (int i = 0; i < 10; ++i)
        ids << m_fixture->addDomain(clusters[0], u"track%1.example.com"_s.arg(i));
    const DomainFilter filter{.status = DomainStatus::Pending, .part = u"track"_s};
    const auto first = store().domains.list(clusters[0], filter, {}, 3).value();
    QCOMPARE(first.items.size(), 3);
    QVERIFY(store().domains.remove(ids[2], start).ok()); // the cursor's own
    QVERIFY(store().domains.update(m_fixture->activated(ids[4])).ok());
    ids << m_fixture->addDomain(clusters[0], u"track10.example.com"_s);
    QList<std::int64_t> rest;
    for (QString after = first.next; !after.isEmpty();) {
        const auto page = store().domains.list(clusters[0], filter, after, 3).value();
        for (const TrackingDomain &domain : page.items)
            rest << domain.fields().id;
        after = page.next;
    }
    QCOMPARE(rest, (QList<std::int64_t>{ids[3], ids[5], ids[6], ids[7], ids[8], ids[9], ids[10]}));
}

// More than are looked for in the names alone.
void TestDomainLists::commonPartsComeInPages()
{
    constexpr int count = 2'050;
    auto transaction = Transaction::begin(store().database());
    for (int i = 0; i < count; ++i)
        QVERIFY(m_fixture->addDomain(clusters[0], u"track%1.example.com"_s.arg(i)) != 0);
    QVERIFY(transaction->commit().ok());
    const DomainFilter filter{.part = u"example.com"_s};
    int seen = 0;
    QString after;
    do {
        const auto page = store().domains.list(clusters[0], filter, after, 500).value();
        seen += static_cast<int>(page.items.size());
        after = page.next;
    } while (!after.isEmpty());
    QCOMPARE(seen, count);
    const DomainFilter rare{.status = DomainStatus::Active, .part = u"example.com"_s};
    QVERIFY(store().domains.list(clusters[0], rare, {}, 500)->items.isEmpty());
}

void TestDomainLists::rareOnesComeFromAnIndex_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("index");
    const QString rows = u"SELECT target FROM tracking_domain WHERE cluster_id = ? AND id > ?"_s;
    QTest::newRow("status") << rows + u" AND status = ? ORDER BY id"_s << u"tracking_domain_status"_s;
    QTest::newRow("provider, then status")
        << rows + u" AND provider = ? AND +status = ? ORDER BY id"_s << u"tracking_domain_provider"_s;
    QTest::newRow("certificate") << rows + u" AND certificate_state = ? AND +provider = ? ORDER BY id"_s
                                 << u"tracking_domain_certificate"_s;
    QTest::newRow("default") << rows + u" AND is_default = 1 AND +status = ? ORDER BY id"_s
                             << u"tracking_domain_default"_s;
    QTest::newRow("not the default") << rows + u" AND +is_default = 0 ORDER BY id"_s << u"tracking_domain_cluster"_s;
    QTest::newRow("a part") << u"SELECT id, name FROM tracking_domain WHERE cluster_id = ? AND +id > ? AND "
                               "instr(name, ?) > 0 ORDER BY +id"_s
                            << u"COVERING INDEX sqlite_autoindex_tracking_domain_2"_s;
}

void TestDomainLists::rareOnesComeFromAnIndex()
{
    if (isOnPostgres())
        QSKIP("asks SQLite how it goes about it");
    QFETCH(const QString, sql);
    QFETCH(const QString, index);
    Statement statement(store().database(), u"EXPLAIN QUERY PLAN "_s + sql);
    for (qsizetype i = 0; i < sql.count(u'?'); ++i)
        statement.bind(1);
    const auto plan = statement.rows([](const Statement &row) { return row.text(3); });
    QVERIFY(plan.ok());
    QVERIFY2(plan->first().contains(index), qPrintable(plan->join(u"; "_s)));
    // Only what is found by a part is sorted.
    QCOMPARE(plan->size(), sql.contains(u"instr"_s) ? 2 : 1);
}

UNMTA_TEST(TestDomainLists)

} // namespace unmta::tst_domain_lists

#include "tst_domain_lists.moc"
