// The tables of engine.db, one after the other.
#include "store/Statement.h"
#include "store/StoreFixture.h"

using namespace unmta;
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

Certificate sampleCertificate(const QString &host)
{
    Certificate certificate;
    certificate.host = host;
    certificate.state = CertificateState::Renewing;
    certificate.chainPem = "-----BEGIN CERTIFICATE-----chain";
    certificate.keyPem = "PLANTED-PRIVATE-KEY";
    certificate.issuer = u"acme"_s;
    certificate.issuerName = u"CN=R11, O=Example"_s;
    certificate.notBefore = start;
    certificate.notAfter = start + 2160h;
    certificate.renewAt = start + 1440h;
    certificate.nextAttemptAt = start + 1h;
    certificate.failures = 2;
    certificate.errorCode = u"acme.dns"_s;
    certificate.errorMessage = u"no such name"_s;
    certificate.orderState = R"({"order":"PLANTED-ORDER-STATE"})";
    return certificate;
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
    return check;
}

} // namespace

class TestTables : public QObject
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
    void domainPages();
    void dueDomains();
    void everyDomain();
    void targetsAreNeverIssuedTwice();
    void burntTargets();
    void checks();
    void checksArePruned();
    void certificates();
    void dueCertificates();
    void acmeAccounts();
    void linkKeys();
    void tokens();
    void settings();
    void audit();
    void notificationsOnTheScreen();
    void notificationsInTheOutbox();
    void badCursors_data();
    void badCursors();
    void secretsAreNeverInClear();
    void textFromOutsideIsOnlyText();

private:
    [[nodiscard]] EngineStore &store() { return *m_fixture->store; }
    std::unique_ptr<StoreFixture> m_fixture;
};

void TestTables::clusters()
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

void TestTables::clusterNamesAreUnique()
{
    const auto again = store().clusters.insert({u"00000003"_s, u"cluster 00000001"_s, start});
    QCOMPARE(codeOf(again), u"cluster.duplicate"_s);
    QCOMPARE(again.error().field, u"name"_s);
    QCOMPARE(codeOf(store().clusters.rename(two, u"cluster 00000001"_s)), u"cluster.duplicate"_s);
}

void TestTables::deletedClusterTakesEverythingButTargets()
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
    QCOMPARE(**owner, (IssuedTarget{target, one, u"track.example.com"_s, start, start + 1h}));
    QCOMPARE(codeOf(store().targets.claim(target, two, u"track.example.com"_s, start)), u"store.target_taken"_s);
}

void TestTables::domainKeepsAllFields()
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
    QCOMPARE((*store().domains.byTarget(fields.target))->fields(), fields);
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

void TestTables::domainNamesAreUniqueInTheCluster()
{
    QVERIFY(m_fixture->addDomain(one, u"track.example.com"_s) != 0);
    QVERIFY(m_fixture->addDomain(two, u"track.example.com"_s) != 0);
    QVERIFY(store().targets.claim(u"v-2.track.unmta.net"_s, one, u"track.example.com"_s, start).ok());
    const auto domain = TrackingDomain::added(one, u"track.example.com"_s, u"v-2.track.unmta.net"_s, false, start, {});
    const auto again = store().domains.insert(domain);
    QCOMPARE(codeOf(again), u"domain.duplicate"_s);
    QCOMPARE(again.error().field, u"name"_s);

    const auto unclaimed = TrackingDomain::added(one, u"links.example.com"_s, u"v-3.track.unmta.net"_s, false, start, {});
    QCOMPARE(codeOf(store().domains.insert(unclaimed)), u"store.constraint"_s);
    const auto homeless = TrackingDomain::added(u"ffffffff"_s, u"a.example.com"_s, u"v-2.track.unmta.net"_s, false, start, {});
    QCOMPARE(codeOf(store().domains.insert(homeless)), u"store.constraint"_s);
}

void TestTables::oneDefaultPerCluster()
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

void TestTables::oneActiveDomainPerHost()
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

void TestTables::domainPages()
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

void TestTables::dueDomains()
{
    for (const auto &[name, minutes] : {std::pair{u"late"_s, 30}, {u"early"_s, 10}, {u"later"_s, 50}, {u"never"_s, 0}}) {
        auto fields = m_fixture->domain(m_fixture->addDomain(one, name + u".example.com"_s)).fields();
        fields.nextCheckAt = minutes == 0 ? std::nullopt : std::optional(start + minutes * 1min);
        QVERIFY(store().domains.update(TrackingDomain::fromStore(fields)).ok());
    }
    QVERIFY(store().domains.due(start, 10)->isEmpty());
    QCOMPARE(namesOf(*store().domains.due(start + 30min, 10)),
             (QStringList{u"early.example.com"_s, u"late.example.com"_s}));
    QCOMPARE(namesOf(*store().domains.due(start + 24h, 1)), QStringList{u"early.example.com"_s});
    QCOMPARE(*store().domains.nextDue(), std::optional(start + 10min));
}

void TestTables::everyDomain()
{
    for (int i = 0; i < 10; ++i)
        QVERIFY(m_fixture->addDomain(i % 2 == 0 ? one : two, u"d%1.example.com"_s.arg(i)) != 0);
    QStringList names;
    const auto visited = store().domains.forEach(
        [&names](const TrackingDomain &domain) { names.append(domain.fields().name); });
    QVERIFY(visited.ok());
    QCOMPARE(names.size(), 10);
    QCOMPARE(names.last(), u"d9.example.com"_s);
}

void TestTables::targetsAreNeverIssuedTwice()
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

void TestTables::burntTargets()
{
    for (int i = 0; i < 5; ++i) {
        const QString target = u"v-%1"_s.arg(i);
        QVERIFY(store().targets.claim(target, one, u"a.example.com"_s, start).ok());
        if (i > 0)
            QVERIFY(store().targets.burn(target, start + i * 24h).ok());
    }
    const auto recent = store().targets.burntSince(start + 48h, {}, 2);
    QVERIFY(recent.ok());
    QCOMPARE(recent->items.size(), 2);
    QCOMPARE(recent->items[0].target, u"v-2"_s);
    const auto rest = store().targets.burntSince(start + 48h, recent->next, 2);
    QCOMPARE(rest->items.size(), 1);
    QCOMPARE(rest->items[0].target, u"v-4"_s);
    QVERIFY(rest->next.isEmpty());
}

void TestTables::checks()
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

void TestTables::checksArePruned()
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

void TestTables::certificates()
{
    const Certificate certificate = sampleCertificate(u"track.example.com"_s);
    QCOMPARE(codeOf(store().certificates.upsert(certificate)), u"ok"_s);
    QCOMPARE(**store().certificates.byHost(certificate.host), certificate);
    Certificate bare;
    bare.host = certificate.host;
    QCOMPARE(codeOf(store().certificates.upsert(bare)), u"ok"_s);
    QCOMPARE(**store().certificates.byHost(certificate.host), bare);
    QVERIFY(!*store().certificates.byHost(u"other.example.com"_s));

    QVERIFY(store().certificates.upsert(sampleCertificate(u"a.example.com"_s)).ok());
    QStringList hosts;
    QVERIFY(store().certificates.forEach([&hosts](const Certificate &found) { hosts.append(found.host); }).ok());
    QCOMPARE(hosts, (QStringList{u"a.example.com"_s, u"track.example.com"_s}));

    QVERIFY(store().certificates.removeForHost(certificate.host).ok());
    QVERIFY(store().certificates.removeForHost(certificate.host).ok());
    QVERIFY(!*store().certificates.byHost(certificate.host));
}

void TestTables::dueCertificates()
{
    for (int i = 1; i <= 3; ++i) {
        auto certificate = sampleCertificate(u"h%1.example.com"_s.arg(4 - i));
        certificate.nextAttemptAt = start + i * 1h;
        QVERIFY(store().certificates.upsert(certificate).ok());
    }
    auto idle = sampleCertificate(u"idle.example.com"_s);
    idle.nextAttemptAt.reset();
    QVERIFY(store().certificates.upsert(idle).ok());
    QCOMPARE(*store().certificates.nextDue(), std::optional(start + 1h));
    const auto due = store().certificates.due(start + 2h, 10);
    QCOMPARE(due->size(), 2);
    QCOMPARE(due->first().host, u"h3.example.com"_s);
    QCOMPARE(store().certificates.due(start + 24h, 1)->size(), 1);
}

void TestTables::acmeAccounts()
{
    const QString directory = u"https://ca.example/directory"_s;
    QVERIFY(!*store().acmeAccounts.account(directory));
    QVERIFY(store().acmeAccounts.save(directory, "first").ok());
    QVERIFY(store().acmeAccounts.save(directory, "second").ok());
    QCOMPARE(**store().acmeAccounts.account(directory), QByteArray("second"));
    QVERIFY(!*store().acmeAccounts.account(u"https://other.example/"_s));
    QVERIFY(!*store().acmeAccounts.internalRoot());
    QVERIFY(store().acmeAccounts.saveInternalRoot({"root", "key"}).ok());
    QCOMPARE((*store().acmeAccounts.internalRoot())->rootPem, QByteArray("root"));
    QCOMPARE((*store().acmeAccounts.internalRoot())->keyPem, QByteArray("key"));
}

void TestTables::linkKeys()
{
    const LinkKey old{0xfffffff0u, QByteArray(32, 'a')};
    const LinkKey fresh{1, QByteArray(32, 'b')};
    QVERIFY(store().linkKeys.insert(one, old, start).ok());
    QVERIFY(store().linkKeys.insert(one, fresh, start).ok());
    QVERIFY(store().linkKeys.insert(two, fresh, start).ok());
    QCOMPARE(codeOf(store().linkKeys.insert(one, fresh, start)), u"store.duplicate"_s);
    const auto keys = store().linkKeys.keyring(one);
    QCOMPARE(keys->size(), std::size_t{2});
    QCOMPARE(keys->front().id, fresh.id);
    QCOMPARE(keys->back().id, old.id);
    QCOMPARE(keys->back().secret, old.secret);

    QStringList seen;
    QVERIFY(store()
                .linkKeys
                .forEach([&seen](const QString &cluster, const LinkKeyring &ring) {
                    seen.append(u"%1:%2:%3"_s.arg(cluster).arg(ring.size()).arg(ring.front().id));
                })
                .ok());
    QCOMPARE(seen, (QStringList{u"00000001:2:1"_s, u"00000002:1:1"_s}));
    QVERIFY(store().linkKeys.remove(one, old.id).ok());
    QCOMPARE(codeOf(store().linkKeys.remove(one, old.id)), u"store.not_found"_s);
    QCOMPARE(store().linkKeys.keyring(one)->size(), std::size_t{1});
}

void TestTables::tokens()
{
    Token token;
    token.name = u"deploy"_s;
    token.sha256 = QByteArray(32, 'h');
    token.scopes = {TokenScope::Read, TokenScope::Rewrite};
    token.clusterId = one;
    token.createdAt = start;
    token.expiresAt = start + 24h;
    const auto id = store().tokens.insert(token);
    QVERIFY(id.ok());
    token.id = *id;
    QCOMPARE(**store().tokens.byHash(token.sha256), token);
    QVERIFY(store().tokens.touch(*id, start + 1h).ok());
    token.lastUsedAt = start + 1h;
    QCOMPARE(**store().tokens.byId(*id), token);
    QCOMPARE(codeOf(store().tokens.insert(token)), u"token.duplicate"_s);

    Token admin;
    admin.name = u"admin"_s;
    admin.sha256 = QByteArray(32, 'i');
    admin.scopes = {TokenScope::Admin};
    QVERIFY(store().tokens.insert(admin).ok());
    const auto page = store().tokens.list({}, 1);
    QCOMPARE(page->items.size(), 1);
    QCOMPARE(store().tokens.list(page->next, 1)->items[0].name, u"admin"_s);
    QVERIFY(store().tokens.remove(*id).ok());
    QCOMPARE(codeOf(store().tokens.remove(*id)), u"store.not_found"_s);
    QVERIFY(!*store().tokens.byHash(token.sha256));
}

void TestTables::settings()
{
    QVERIFY(!*store().settings.value(u"smtp.url"_s));
    QVERIFY(store().settings.set(u"smtp.url"_s, u"smtp://relay"_s, false).ok());
    QVERIFY(store().settings.set(u"smtp.password"_s, u"geheim"_s, true).ok());
    QVERIFY(store().settings.set(u"smtp.from"_s, QString(), false).ok());
    const QMap<QString, QString> expected{
        {u"smtp.url"_s, u"smtp://relay"_s}, {u"smtp.password"_s, u"geheim"_s}, {u"smtp.from"_s, u""_s}};
    QCOMPARE(*store().settings.all(), expected);
    QCOMPARE(**store().settings.value(u"smtp.password"_s), u"geheim"_s);
    // A setting may become secret, and the other way round.
    QVERIFY(store().settings.set(u"smtp.url"_s, u"smtps://relay"_s, true).ok());
    QCOMPARE(**store().settings.value(u"smtp.url"_s), u"smtps://relay"_s);
    QVERIFY(store().settings.set(u"smtp.url"_s, u"smtp://other"_s, false).ok());
    QCOMPARE(**store().settings.value(u"smtp.url"_s), u"smtp://other"_s);
    QVERIFY(store().settings.remove(u"smtp.url"_s).ok());
    QVERIFY(!*store().settings.value(u"smtp.url"_s));
}

void TestTables::audit()
{
    for (int i = 0; i < 6; ++i) {
        AuditEntry entry;
        entry.at = start + i * 1min;
        entry.actor = u"token:deploy"_s;
        entry.action = u"domain.added"_s;
        entry.subject = u"d%1.example.com"_s.arg(i % 2);
        entry.clusterId = i < 4 ? std::optional(one) : std::nullopt;
        QCOMPARE(codeOf(store().audit.insert(entry)), u"ok"_s);
    }
    const auto page = store().audit.list({}, {}, 4);
    QCOMPARE(page->items.size(), 4);
    QCOMPARE(page->items[0].at, start + 5min);
    QVERIFY(!page->items[0].clusterId);
    QCOMPARE(store().audit.list({}, page->next, 4)->items.size(), 2);
    QCOMPARE(store().audit.list({one, {}}, {}, 10)->items.size(), 4);
    QCOMPARE(store().audit.list({one, u"d1.example.com"_s}, {}, 10)->items.size(), 2);
}

void TestTables::notificationsOnTheScreen()
{
    Notification notification;
    notification.kind = u"domain.warning"_s;
    notification.clusterId = one;
    notification.domainId = 7;
    notification.domainName = u"track.example.com"_s;
    notification.createdAt = start;
    notification.args = {{u"found"_s, u"other.example"_s}, {u"n"_s, 3}};
    const auto first = store().notifications.insert(notification);
    QVERIFY(first.ok());
    notification.id = *first;
    QCOMPARE(**store().notifications.byId(*first), notification);
    Notification general;
    general.kind = u"monitor.held"_s;
    const auto second = store().notifications.insert(general);
    QVERIFY(second.ok());

    QCOMPARE(store().notifications.list({}, {}, 10)->items.size(), 2);
    QCOMPARE(store().notifications.list({one, false}, {}, 10)->items.size(), 1);
    QCOMPARE(store().notifications.ofDomain(7, {}, 10)->items.size(), 1);
    QCOMPARE(*store().notifications.unreadCount({}), 2);
    QVERIFY(store().notifications.markRead(*first).ok());
    QCOMPARE(codeOf(store().notifications.markRead(999)), u"store.not_found"_s);
    QCOMPARE(*store().notifications.unreadCount(one), 0);
    QCOMPARE(store().notifications.list({{}, true}, {}, 10)->items[0].id, *second);
    QVERIFY(store().notifications.markAllRead({}).ok());
    QCOMPARE(*store().notifications.unreadCount({}), 0);
}

void TestTables::notificationsInTheOutbox()
{
    QList<Notification> queued;
    for (int i = 0; i < 3; ++i) {
        Notification notification;
        notification.clusterId = i < 2 ? std::optional(one) : std::nullopt;
        notification.createdAt = start;
        notification.state = DeliveryState::Queued;
        notification.nextAttemptAt = start + (3 - i) * 1min;
        notification.id = *store().notifications.insert(notification);
        queued.append(notification);
    }
    QCOMPARE(*store().notifications.nextDue(), std::optional(start + 1min));
    QVERIFY(store().notifications.due(start, 10)->isEmpty());
    const auto due = store().notifications.due(start + 2min, 10);
    QCOMPARE(*due, (QList{queued[2], queued[1]}));

    // The first two leave in one digest.
    for (auto &notification : queued.first(2)) {
        notification.state = DeliveryState::Sent;
        notification.attempts = 2;
        notification.nextAttemptAt.reset();
        notification.sentAt = start + 5min;
        notification.messageId = u"digest-1@unmta"_s;
        notification.lastError = u"451 later"_s;
        QVERIFY(store().notifications.updateDelivery(notification).ok());
        QCOMPARE(**store().notifications.byId(notification.id), notification);
    }
    QCOMPARE(*store().notifications.sentSince(one, start), 1);
    QCOMPARE(*store().notifications.sentSince(one, start + 6min), 0);
    QCOMPARE(*store().notifications.sentSince(std::nullopt, start), 0);
    QCOMPARE(store().notifications.due(start + 24h, 10)->size(), 1);

    QVERIFY(store().notifications.prune(start + 1h).ok());
    const auto left = store().notifications.list({}, {}, 10);
    QCOMPARE(left->items.size(), 1); // the one that still waits
    QCOMPARE(left->items[0].id, queued[2].id);
    queued[0].id = 999;
    QCOMPARE(codeOf(store().notifications.updateDelivery(queued[0])), u"store.not_found"_s);
}

void TestTables::badCursors_data()
{
    QTest::addColumn<QString>("cursor");
    QTest::newRow("word") << u"abc"_s;
    QTest::newRow("negative") << u"-1"_s;
    QTest::newRow("SQL") << u"1 OR 1=1"_s;
    QTest::newRow("too big") << u"99999999999999999999"_s;
}

void TestTables::badCursors()
{
    QFETCH(QString, cursor);
    const auto refused = store().domains.list(one, cursor, 10);
    QCOMPARE(codeOf(refused), u"store.bad_cursor"_s);
    QCOMPARE(refused.error().field, u"after"_s);
    QCOMPARE(codeOf(store().clusters.list(cursor, 10)), u"store.bad_cursor"_s);
    QCOMPARE(codeOf(store().audit.list({}, cursor, 10)), u"store.bad_cursor"_s);
}

void TestTables::secretsAreNeverInClear()
{
    QVERIFY(store().certificates.upsert(sampleCertificate(u"track.example.com"_s)).ok());
    QVERIFY(store().settings.set(u"smtp.password"_s, u"PLANTED-SMTP-PASSWORD"_s, true).ok());
    QVERIFY(store().settings.set(u"smtp.username"_s, u"VISIBLE-USERNAME"_s, false).ok());
    QVERIFY(store().acmeAccounts.save(u"https://ca.example/"_s, "PLANTED-ACME-ACCOUNT").ok());
    QVERIFY(store().acmeAccounts.saveInternalRoot({"root", "PLANTED-ROOT-KEY"}).ok());
    QVERIFY(store().linkKeys.insert(one, {1, "PLANTED-LINK-KEY-of-32-bytes-xxx"}, start).ok());

    QByteArray files;
    for (const QString &name : {u"engine.db"_s, u"engine.db-wal"_s}) {
        QFile file(m_fixture->path(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        files += file.readAll();
    }
    QVERIFY(files.contains("VISIBLE-USERNAME")); // so that looking for the others means something
    QVERIFY(!files.contains("PLANTED"));
    QFile key(m_fixture->path(u"master.key"_s));
    QVERIFY(key.open(QIODevice::ReadOnly));
    QVERIFY(!files.contains(key.readAll()));
}

void TestTables::textFromOutsideIsOnlyText()
{
    for (const QString &text : {u"'; DROP TABLE cluster; --"_s, u"\"\\%_"_s, u"a\nb\tc"_s, u"\U0001F4EC münch"_s}) {
        QVERIFY(store().settings.set(u"notify.to"_s, text, false).ok());
        QCOMPARE(**store().settings.value(u"notify.to"_s), text);
        QVERIFY(!*store().clusters.byId(text));
        QVERIFY(store().clusters.rename(one, text).ok());
        QCOMPARE((*store().clusters.byId(one))->name, text);
    }
}

QTEST_GUILESS_MAIN(TestTables)
#include "tst_tables.moc"
