// Certificates, keys, tokens, settings, audit and the outbox; and what holds for all tables.
#include "store/StoreFixture.h"
#include "support/TestMain.h"

namespace unmta::tst_tables {

using namespace unmta::store;
using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString one = u"00000001"_s;
const QString two = u"00000002"_s;

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
    void certificates();
    void dueCertificates();
    void acmeAccounts();
    void linkKeys();
    void tokens();
    void settings();
    void audit();
    void notificationsOnTheScreen();
    void notificationsInTheOutbox();
    void theOutboxDefers();
    void troubleWithACertificate();
    void certificateAttempts();
    void badCursors_data();
    void badCursors();
    void secretsAreNeverInClear();
    void textFromOutsideIsOnlyText();

private:
    [[nodiscard]] EngineStore &store() { return *m_fixture->store; }
    std::unique_ptr<StoreFixture> m_fixture;
};

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

    // Under a clock that was set back by a day they are not lost.
    QCOMPARE(store().notifications.due(start - 24h, 10)->size(), 3);

    // The first two leave in one digest.
    const QStringList people{u"ann@example.net"_s, u"bob@example.net"_s};
    for (auto &notification : queued.first(2)) {
        notification.state = DeliveryState::Sent;
        notification.attempts = 2;
        notification.nextAttemptAt.reset();
        notification.sentAt = start + 5min;
        notification.messageId = u"digest-1@unmta"_s;
        notification.lastError = u"451 later"_s;
        notification.recipients = people;
        notification.deliveredTo = people.first(1);
        QVERIFY(store().notifications.updateDelivery(notification).ok());
        QCOMPARE(**store().notifications.byId(notification.id), notification);
    }
    const auto sentAfter = [&](const QStringList &to, TimePoint since, TimePoint now) {
        return store().notifications.sentSince(to, since, now)->mails;
    };
    QCOMPARE(sentAfter(people, start, start + 1h), 1);
    QCOMPARE(store().notifications.sentSince(people, start, start + 1h)->first, std::optional(start + 5min));
    QCOMPARE(sentAfter(people, start + 5min, start + 1h), 0);
    QCOMPARE(sentAfter(people, start, start + 4min), 0); // a clock that was set back
    QCOMPARE(sentAfter(people.first(1), start, start + 1h), 0);
    QCOMPARE(store().notifications.due(start + 24h, 10)->size(), 1);

    QVERIFY(store().notifications.prune(start + 1h).ok());
    const auto left = store().notifications.list({}, {}, 10);
    QCOMPARE(left->items.size(), 1); // the one that still waits
    QCOMPARE(left->items[0].id, queued[2].id);
    queued[0].id = 999;
    QCOMPARE(codeOf(store().notifications.updateDelivery(queued[0])), u"store.not_found"_s);
}

void TestTables::theOutboxDefers()
{
    const auto queued = [&](TimePoint at, int attempts) {
        Notification notification;
        notification.createdAt = start;
        notification.state = DeliveryState::Queued;
        notification.nextAttemptAt = at;
        notification.attempts = attempts;
        notification.messageId = u"m%1@unmta"_s.arg(attempts / 2);
        return *store().notifications.insert(notification);
    };
    const auto first = queued(start, 0);
    const auto second = queued(start, 1);
    const auto third = queued(start, 2);
    const auto later = queued(start + 1h, 0);
    QCOMPARE(store().notifications.ofMail(u"m0@unmta"_s)->size(), 3);
    QVERIFY(store().notifications.deferDue(start, start + 5min, 3, u"Nobody answers."_s).ok());
    const auto at = [&](std::int64_t id) { return **store().notifications.byId(id); };
    QCOMPARE(at(first).attempts, 1);
    QCOMPARE(at(second).nextAttemptAt, std::optional(start + 5min));
    QCOMPARE(at(second).lastError, u"Nobody answers."_s);
    QCOMPARE(at(third).state, DeliveryState::Failed);
    QVERIFY(!at(third).nextAttemptAt);
    QCOMPARE(at(later).attempts, 0);
    QVERIFY(store().notifications.hasten(start + 1min).ok());
    QCOMPARE(at(first).nextAttemptAt, std::optional(start + 1min));
    QCOMPARE(at(later).nextAttemptAt, std::optional(start + 1h));
}

void TestTables::troubleWithACertificate()
{
    const auto told = [&](const QString &kind, std::int64_t domainId) {
        Notification notification;
        notification.kind = kind;
        notification.domainId = domainId;
        notification.domainName = u"track.example.com"_s;
        return store().notifications.insert(notification).ok();
    };
    const auto hasTrouble = [&](std::int64_t domainId) {
        return *store().notifications.hasCertificateTrouble(domainId, u"track.example.com"_s);
    };
    QVERIFY(!hasTrouble(7));
    QVERIFY(told(u"certificate.failed"_s, 7));
    QVERIFY(told(u"domain.warning"_s, 7));
    QVERIFY(hasTrouble(7));
    QVERIFY(!hasTrouble(8)); // added again
    QVERIFY(told(u"certificate.recovered"_s, 7));
    QVERIFY(!hasTrouble(7));
}

void TestTables::certificateAttempts()
{
    const QString host = u"track.example.com"_s;
    for (int i = 0; i <= CertificateTable::keptAttempts; ++i)
        QVERIFY(store().certificates.addAttempt(host, {start + i * 1min, u"failed"_s, u"No."_s}).ok());
    QVERIFY(store().certificates.addAttempt(u"other.example.com"_s, {start, u"issued"_s, u"Yes."_s}).ok());
    const auto attempts = store().certificates.attempts(host);
    QCOMPARE(attempts->size(), qsizetype{CertificateTable::keptAttempts});
    QCOMPARE(attempts->first(),
             (CertificateAttempt{start + CertificateTable::keptAttempts * 1min, u"failed"_s, u"No."_s}));
    QVERIFY(store().certificates.removeForHost(host).ok());
    QVERIFY(store().certificates.attempts(host)->isEmpty());
    QCOMPARE(store().certificates.attempts(u"other.example.com"_s)->size(), 1);
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

UNMTA_TEST(TestTables)

} // namespace unmta::tst_tables

#include "tst_tables.moc"
