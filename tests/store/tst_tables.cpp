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
    Certificate::Fields certificate;
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
    certificate.alertAt = start + 1992h;
    certificate.failures = 2;
    certificate.errorCode = u"acme.dns"_s;
    certificate.errorMessage = u"no such name"_s;
    certificate.orderState = R"({"order":"PLANTED-ORDER-STATE"})";
    return Certificate::fromStore(std::move(certificate));
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
    void theWholeOutboxAtOnce();
    void oldNotificationsArePruned_data();
    void oldNotificationsArePruned();
    void pruningTakesTheOldestFirst();
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
    const QString host = u"track.example.com"_s;
    const Certificate certificate = sampleCertificate(host);
    QCOMPARE(codeOf(store().certificates.upsert(certificate)), u"ok"_s);
    QCOMPARE(**store().certificates.byHost(host), certificate);
    const Certificate bare = Certificate::ofHost(host);
    QCOMPARE(codeOf(store().certificates.upsert(bare)), u"ok"_s);
    QCOMPARE(**store().certificates.byHost(host), bare);
    QVERIFY(!*store().certificates.byHost(u"other.example.com"_s));

    const Certificate other = sampleCertificate(u"a.example.com"_s);
    QVERIFY(store().certificates.upsert(other).ok());
    QStringList usable; // one without material is not
    QVERIFY(store()
                .certificates
                .forEachUsable([&](const CertificateTable::Usable &found) {
                    usable.append(found.host);
                    QCOMPARE(found.chainPem, other.fields().chainPem);
                    QCOMPARE(found.keyPem, other.fields().keyPem);
                    QCOMPARE(std::optional(found.notAfter), other.fields().notAfter);
                })
                .ok());
    QCOMPARE(usable, QStringList{u"a.example.com"_s});

    QVERIFY(store().certificates.removeForHost(host).ok());
    QVERIFY(store().certificates.removeForHost(host).ok());
    QVERIFY(!*store().certificates.byHost(host));
}

void TestTables::dueCertificates()
{
    for (int i = 1; i <= 3; ++i) {
        auto fields = sampleCertificate(u"h%1.example.com"_s.arg(4 - i)).fields();
        fields.nextAttemptAt = start + i * 1h;
        QVERIFY(store().certificates.upsert(Certificate::fromStore(fields)).ok());
    }
    QVERIFY(store().certificates.upsert(sampleCertificate(u"idle.example.com"_s).unwanted().certificate).ok());
    QCOMPARE(*store().certificates.nextDue(), std::optional(start + 1h));
    const auto due = store().certificates.due(start + 2h, 10);
    QCOMPARE(due->size(), 2);
    QCOMPARE(due->first().fields().host, u"h3.example.com"_s);
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
    QCOMPARE(**store().tokens.byHash(token.sha256), token);
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
        entry.node = i == 5 ? u"web-2"_s : QString();
        QCOMPARE(codeOf(store().audit.insert(entry)), u"ok"_s);
    }
    const auto page = store().audit.list({}, {}, 4);
    QCOMPARE(page->items.size(), 4);
    QCOMPARE(page->items[0].at, start + 5min);
    QVERIFY(!page->items[0].clusterId);
    QCOMPARE(page->items[0].node, u"web-2"_s);
    QCOMPARE(page->items[1].node, QString());
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
    QVERIFY(store().notifications.insert(general).ok());

    QCOMPARE(store().notifications.list({}, {}, 10)->items.size(), 2);
    QCOMPARE(store().notifications.list(one, {}, 10)->items.size(), 1);
    QCOMPARE(store().notifications.ofDomain(7, {}, 10)->items.size(), 1);
}

void TestTables::notificationsInTheOutbox()
{
    QList<Notification> queued;
    for (int i = 0; i < 3; ++i) {
        Notification notification;
        notification.clusterId = i < 2 ? std::optional(one) : std::nullopt;
        notification.createdAt = start;
        notification.delivery = Delivery::queued(start + (3 - i) * 1min);
        notification.id = *store().notifications.insert(notification);
        queued.append(notification);
    }
    QCOMPARE(*store().notifications.nextDue(), std::optional(start + 1min));
    QVERIFY(store().notifications.due(start, 10)->isEmpty());
    QCOMPARE(*store().notifications.queued(), 3);
    const auto due = store().notifications.due(start + 2min, 10);
    QCOMPARE(*due, (QList{queued[2], queued[1]}));

    // Under a clock that was set back by a day they are not lost.
    QCOMPARE(store().notifications.due(start - 24h, 10)->size(), 3);

    // The first two leave in one digest; one of its people has it already.
    const QStringList people{u"ann@example.net"_s, u"bob@example.net"_s};
    for (auto &notification : queued.first(2)) {
        notification.delivery = notification.delivery.inMail(u"digest-1@unmta"_s, people)
                                    .takenFor(people[0])
                                    .deferred(u"451 later"_s, start)
                                    .concluded({people[1]}, u"550 gone"_s, start + 5min);
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
    queued[0].id = 999;
    QCOMPARE(codeOf(store().notifications.updateDelivery(queued[0])), u"store.not_found"_s);
}

// What one statement does to all is what Delivery says of each.
void TestTables::theWholeOutboxAtOnce()
{
    const TimePoint now = start + 3h;
    const TimePoint again = now + 5min;
    const QString words = u"Nobody answers."_s;
    const auto tried = [](int attempts, TimePoint next) {
        Delivery delivery = Delivery::queued(start).inMail(u"m@unmta"_s, {u"ann@example.net"_s});
        for (int i = 0; i < attempts; ++i)
            delivery = delivery.relayFailed(u"Before."_s, start);
        return delivery.postponed(next);
    };
    const QList<Delivery> before{
        Delivery(), // on the screen only
        tried(0, now),
        tried(1, start),
        tried(Delivery::mostAttempts - 1, start),
        tried(0, now + 1min), // not yet
        tried(2, now + 1h),   // not yet, but hastened
        tried(1, now + 24h),  // from before the clock was set back
        tried(1, now).concluded({}, {}, start),
        tried(0, now).concluded({u"ann@example.net"_s}, u"Gone."_s, start),
    };
    QList<std::int64_t> ids;
    for (const Delivery &delivery : before) {
        Notification notification;
        notification.clusterId = one;
        notification.createdAt = start;
        notification.delivery = delivery;
        ids << *store().notifications.insert(notification);
    }
    QCOMPARE(store().notifications.ofMail(u"m@unmta"_s)->size(), 6);

    const auto givenUp = store().notifications.relayFailed(now, again, words);
    QCOMPARE(codeOf(givenUp), u"ok"_s);
    QCOMPARE(*givenUp, QSet<QString>{one});
    const auto stored = [&](qsizetype i) { return (*store().notifications.byId(ids[i]))->delivery; };
    QList<Delivery> failed;
    for (const Delivery &delivery : before)
        failed << (delivery.isDue(now) ? delivery.relayFailed(words, again) : delivery);
    for (qsizetype i = 0; i < ids.size(); ++i)
        QVERIFY2(stored(i) == failed[i], qPrintable(QString::number(i)));
    QCOMPARE(stored(3).state(), DeliveryState::Failed);

    QVERIFY(store().notifications.hasten(now + 1min).ok());
    for (qsizetype i = 0; i < ids.size(); ++i)
        QVERIFY2(stored(i) == failed[i].hastened(now + 1min), qPrintable(QString::number(i)));
}

void TestTables::oldNotificationsArePruned_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("isQueued");
    QTest::addColumn<bool>("hasTrouble");
    QTest::addColumn<bool>("stays");
    QTest::newRow("read on the screen") << u"domain.warning"_s << false << false << false;
    QTest::newRow("still to be mailed") << u"domain.warning"_s << true << false << true;
    QTest::newRow("people know of the trouble") << u"certificate.failed"_s << false << true << true;
    QTest::newRow("trouble that is over") << u"certificate.failed"_s << false << false << false;
    QTest::newRow("another notice about that host") << u"certificate.recovered"_s << false << true << false;
}

void TestTables::oldNotificationsArePruned()
{
    QFETCH(QString, kind);
    QFETCH(bool, isQueued);
    QFETCH(bool, hasTrouble);
    QFETCH(bool, stays);
    Notification notification;
    notification.kind = kind;
    notification.domainName = u"track.example.com"_s;
    notification.createdAt = start;
    if (isQueued)
        notification.delivery = Delivery::queued(start);
    if (hasTrouble)
        QVERIFY(store().certificates.upsert(sampleCertificate(u"track.example.com"_s)).ok()); // two failures
    QVERIFY(store().notifications.insert(notification).ok());
    QCOMPARE(*store().notifications.prune(start, 10), 0);
    QCOMPARE(*store().notifications.prune(start + 1ms, 10), stays ? 0 : 1);
    QCOMPARE(store().notifications.list({}, {}, 10)->items.size(), stays ? 1 : 0);
}

void TestTables::pruningTakesTheOldestFirst()
{
    for (int i = 0; i < 5; ++i) {
        Notification notification;
        notification.createdAt = start + i * 1min;
        QVERIFY(store().notifications.insert(notification).ok());
        QVERIFY(store().audit.insert({0, start + i * 1min, u"a"_s, u"b"_s, QString::number(i), {}, {}}).ok());
    }
    QCOMPARE(*store().notifications.prune(start + 4min, 3), 3);
    QCOMPARE(*store().audit.prune(start + 4min, 3), 3);
    QCOMPARE(store().notifications.list({}, {}, 10)->items.last().createdAt, start + 3min);
    QCOMPARE(store().audit.list({}, {}, 10)->items.last().at, start + 3min);
    QCOMPARE(*store().notifications.prune(start + 4min, 3), 1);
    QCOMPARE(*store().audit.prune(start + 4min, 3), 1);
    QCOMPARE(*store().audit.prune(start + 4min, 3), 0);
    QCOMPARE(store().notifications.list({}, {}, 10)->items.size(), 1);
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
    if (isOnPostgres())
        QSKIP("looks into SQLite's file");
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
