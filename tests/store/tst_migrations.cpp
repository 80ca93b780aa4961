// Every migration is tried on a store of the version before it, with rows in it. A new migration adds one row to
// keepsRows_data(): how to fill a store of the version it starts from, and what must be found afterwards.
#include "store/Migrator.h"
#include "store/Statement.h"
#include "store/StoreFixture.h"
#include "support/TestMain.h"

namespace unmta::tst_migrations {

using namespace unmta::store;
using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

QList<QStringList> table(Database &database, const QString &sql, int columns)
{
    Statement statement(database, sql);
    const auto rows = statement.rows([columns](const Statement &row) {
        QStringList texts;
        for (int i = 0; i < columns; ++i)
            texts.append(row.text(i));
        return texts;
    });
    return rows ? *rows : QList<QStringList>{{describe(rows.error())}};
}

// No migrations are compiled in under this name: an empty file.
Result<std::unique_ptr<Database>> emptyDatabase(const QString &path)
{
    return Database::open({path, u"none"_s});
}

} // namespace

class TestMigrations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numberedWithoutGaps_data();
    void numberedWithoutGaps();
    void keepsRows_data();
    void keepsRows();
    void appliesWhatIsMissing();
    void failedMigrationLeavesThePreviousVersion();
    void splitsStatements();
};

void TestMigrations::numberedWithoutGaps_data()
{
    QTest::addColumn<QString>("schema");
    QTest::newRow("engine.db") << u"engine"_s;
    QTest::newRow("events.db") << u"events"_s;
}

void TestMigrations::numberedWithoutGaps()
{
    QFETCH(QString, schema);
    const auto migrations = compiledMigrations(schema);
    QVERIFY(!migrations.isEmpty());
    for (qsizetype i = 0; i < migrations.size(); ++i) {
        QCOMPARE(migrations[i].version, static_cast<int>(i + 1));
        QVERIFY(!splitSql(migrations[i].sql).isEmpty());
    }
}

void TestMigrations::keepsRows_data()
{
    QTest::addColumn<QString>("schema");
    QTest::addColumn<int>("from");
    QTest::addColumn<QString>("fill");
    QTest::addColumn<QString>("query");
    QTest::addColumn<QStringList>("found");

    QTest::newRow("engine 1: a cluster and its domain")
        << u"engine"_s << 1
        << u"INSERT INTO cluster (id, name, created_at) VALUES ('0a0b0c0d', 'default', 1000);\n"
           "INSERT INTO target (target, cluster_id, host, issued_at) "
           "VALUES ('v-1.track.unmta.net', '0a0b0c0d', 'track.example.com', 2000);\n"
           "INSERT INTO tracking_domain (cluster_id, name, target, status, is_default, default_on_verify, strikes, "
           "tries, created_at, pending_since) "
           "VALUES ('0a0b0c0d', 'track.example.com', 'v-1.track.unmta.net', 'active', 1, 0, 1, 0, 2000, 2000);"_s
        << u"SELECT c.name, d.name, d.target, d.status, d.is_default, d.strikes "
           "FROM cluster c JOIN tracking_domain d ON d.cluster_id = c.id"_s
        << QStringList{u"default"_s, u"track.example.com"_s, u"v-1.track.unmta.net"_s, u"active"_s, u"1"_s, u"1"_s};
    QTest::newRow("engine 1: a notification, read or not")
        << u"engine"_s << 1
        << u"INSERT INTO notification (kind, domain_id, domain_name, created_at, args, is_read, state, attempts, "
           "message_id, last_error, recipients, delivered_to) VALUES ('monitor.held', 0, '', 1000, '{}', 1, 'sent', 2, "
           "'m@unmta', '', 'ann@example.net', '');\n"
           "INSERT INTO audit (at, actor, action, subject, detail) VALUES (2000, 'local', 'token.created', 'ci', '');"_s
        << u"SELECT n.kind, n.created_at, n.state, n.attempts, n.recipients, a.at, a.subject FROM notification n, audit a"_s
        << QStringList{u"monitor.held"_s, u"1000"_s, u"sent"_s, u"2"_s, u"ann@example.net"_s, u"2000"_s, u"ci"_s};
    QTest::newRow("engine 12: what was done by the only node")
        << u"engine"_s << 12
        << u"INSERT INTO audit (at, actor, action, subject, detail, peer) VALUES (2000, 'local', 'token.created', "
           u"'ci', "
           "'', '192.0.2.7');"_s
        << u"SELECT at, peer, node FROM audit"_s << QStringList{u"2000"_s, u"192.0.2.7"_s, QString()};
    QTest::newRow("engine 2: a domain that may have app links now")
        << u"engine"_s << 2
        << u"INSERT INTO cluster (id, name, created_at) VALUES ('0a0b0c0d', 'default', 1000);\n"
           "INSERT INTO target (target, cluster_id, host, issued_at) "
           "VALUES ('v-1.track.unmta.net', '0a0b0c0d', 'track.example.com', 2000);\n"
           "INSERT INTO tracking_domain (cluster_id, name, target, status, is_default, default_on_verify, strikes, "
           "tries, created_at, pending_since) "
           "VALUES ('0a0b0c0d', 'track.example.com', 'v-1.track.unmta.net', 'active', 1, 0, 1, 0, 2000, 2000);"_s
        << u"SELECT d.name, d.status, count(a.domain_id) FROM tracking_domain d "
           "LEFT JOIN app_links a ON a.domain_id = d.id GROUP BY d.id"_s
        << QStringList{u"track.example.com"_s, u"active"_s, u"0"_s};
    QTest::newRow("engine 3: rules of a cluster")
        << u"engine"_s << 3
        << u"INSERT INTO cluster (id, name, created_at) VALUES ('0a0b0c0d', 'default', 1000);\n"
           "INSERT INTO rewrite_rules (cluster_id, opens, clicks, plain_text, dkim_signed) "
           "VALUES ('0a0b0c0d', 1, 0, 1, 0);"_s
        << u"SELECT cluster_id, opens, clicks, plain_text, dkim_signed, pixel_position FROM rewrite_rules"_s
        << QStringList{u"0a0b0c0d"_s, u"1"_s, u"0"_s, u"1"_s, u"0"_s, u"auto"_s};
    const QString issued = u"INSERT INTO target (target, cluster_id, host, issued_at) "
                           "VALUES ('v-1.track.unmta.net', '0a0b0c0d', 'track.example.com', 2000);"_s;
    const QString zone = u"SELECT coalesce(max(value), '') FROM setting WHERE key = 'edge.target_zone'"_s;
    QTest::newRow("engine 4: targets of the former default zone")
        << u"engine"_s << 4 << issued << zone << QStringList{u"track.unmta.net"_s};
    QTest::newRow("engine 4: a zone that was chosen")
        << u"engine"_s << 4
        << issued + u"\nINSERT INTO setting (key, value) VALUES ('edge.target_zone', 'track.example.net');"_s << zone
        << QStringList{u"track.example.net"_s};
    QTest::newRow("engine 4: no targets") << u"engine"_s << 4 << QString() << zone << QStringList{QString()};
    const auto certificate = [](const QString &due) {
        return u"INSERT INTO certificate (host, state, chain_pem, key_sealed, issuer, issuer_name, not_before, "
               "not_after, renew_at, next_attempt_at, failures, error_code, error_message, order_sealed) VALUES "
               "('a.example.com', "
               "'valid', '', '', 'acme', '', 0, 7776000000, 5184000000, %1, 0, '', '', '');"_s.arg(due);
    };
    const QString alert = u"SELECT host, alert_at FROM certificate"_s;
    QTest::newRow("engine 5: a certificate that is looked after")
        << u"engine"_s << 5 << certificate(u"5184000000"_s) << alert
        << QStringList{u"a.example.com"_s, u"7171200000"_s};
    QTest::newRow("engine 5: a certificate that nobody wants")
        << u"engine"_s << 5 << certificate(u"NULL"_s) << alert << QStringList{u"a.example.com"_s, QString()};
    QTest::newRow("engine 6: domains are counted")
        << u"engine"_s << 6
        << u"INSERT INTO cluster (id, name, created_at) VALUES ('0a0b0c0d', 'default', 1000);\n"
           "INSERT INTO target (target, cluster_id, host, issued_at) "
           "VALUES ('v-1.track.unmta.net', '0a0b0c0d', 'track.example.com', 2000);\n"
           "INSERT INTO tracking_domain (cluster_id, name, target, status, is_default, default_on_verify, strikes, "
           "tries, created_at, pending_since) "
           "VALUES ('0a0b0c0d', 'track.example.com', 'v-1.track.unmta.net', 'active', 1, 0, 1, 0, 2000, 2000);"_s
        << u"SELECT a.domains, p.domains, d.name FROM tracking_domain_count a, tracking_domain_count p, "
           "tracking_domain d WHERE a.status = 'active' AND p.status = 'pending'"_s
        << QStringList{u"1"_s, u"0"_s, u"track.example.com"_s};
    QTest::newRow("engine 8: a cluster that may have webhooks now")
        << u"engine"_s << 8
        << u"INSERT INTO cluster (id, name, created_at) VALUES ('0a0b0c0d', 'default', 1000);\n"
           "INSERT INTO notification (kind, cluster_id, domain_id, domain_name, created_at, args, state, "
           "attempts, message_id, last_error, recipients, delivered_to) VALUES ('domain.warning', '0a0b0c0d', 1, "
           "'track.example.com', 1000, '{}', 'sent', 2, 'm@unmta', '', 'ann@example.net', '');"_s
        << u"SELECT c.name, n.kind, (SELECT count(*) FROM webhook), (SELECT count(*) FROM webhook_notice) "
           "FROM cluster c JOIN notification n ON n.cluster_id = c.id"_s
        << QStringList{u"default"_s, u"domain.warning"_s, u"0"_s, u"0"_s};
    QTest::newRow("engine 9: the certificate's state beside the domain")
        << u"engine"_s << 9
        << u"INSERT INTO cluster (id, name, created_at) VALUES ('0a0b0c0d', 'default', 1000);\n"
           "INSERT INTO target (target, cluster_id, host, issued_at) "
           "VALUES ('v-1.track.unmta.net', '0a0b0c0d', 'a.example.com', 2000), "
           "('v-2.track.unmta.net', '0a0b0c0d', 'b.example.com', 2000);\n"
           "INSERT INTO tracking_domain (cluster_id, name, target, status, is_default, default_on_verify, strikes, "
           "tries, created_at, pending_since) "
           "VALUES ('0a0b0c0d', 'a.example.com', 'v-1.track.unmta.net', 'active', 1, 0, 1, 0, 2000, 2000), "
           "('0a0b0c0d', 'b.example.com', 'v-2.track.unmta.net', 'pending', 0, 0, 1, 0, 2000, 2000);\n"_s +
               certificate(u"5184000000"_s) + u"\n"_s +
               certificate(u"5184000000"_s).replace(u"a.example.com"_s, u"b.example.com"_s)
        << u"SELECT a.certificate_state, b.certificate_state FROM tracking_domain a, tracking_domain b "
           "WHERE a.name = 'a.example.com' AND b.name = 'b.example.com'"_s
        << QStringList{u"valid"_s, u"none"_s};
    QTest::newRow("engine 10: nobody ships")
        << u"engine"_s << 10 << u"INSERT INTO cluster (id, name, created_at) VALUES ('0a0b0c0d', 'default', 1000);"_s
        << u"SELECT count(s.cluster_id), count(o.id), c.id FROM cluster c LEFT JOIN shipping s ON s.cluster_id = c.id "
           "LEFT JOIN shipped_object o ON o.cluster_id = c.id"_s
        << QStringList{u"0"_s, u"0"_s, u"0a0b0c0d"_s};
    QTest::newRow("engine 11: certificates are counted")
        << u"engine"_s << 11
        << u"INSERT INTO certificate (host, state, chain_pem, key_sealed, issuer, issuer_name, not_before, not_after, "
           "failures, error_code, error_message, order_sealed) VALUES "
           "('a.example.com', 'valid', '', '', 'acme', '', 0, 86400000, 0, '', '', ''), "
           "('b.example.com', 'valid', '', '', 'acme', '', 0, 172799999, 0, '', '', ''), "
           "('c.example.com', 'issuing', '', '', '', '', NULL, NULL, 0, '', '', '');"_s
        << u"SELECT group_concat(state || ' ' || last_day || ' ' || certificates, ', ') FROM (SELECT * FROM "
           "certificate_count ORDER BY state)"_s
        << QStringList{u"issuing -1 1, valid 1 2"_s};
    const QString event =
        u"[\"0199c1e2-0000-7000-8000-00000000000%1\",\"click\",3600000,\"0a0b0c0d\",7,\"t.example.com\","
        "\"m\",\"ann\",\"https://example.com/\",3,\"offer\",\"192.0.2.1\",\"agent\",\"\",{\"a\":\"b\"}]"_s;
    const QString waiting =
        u"INSERT INTO event_batch (events, packed) VALUES (2, '[%1,%2]');\n"
        "INSERT INTO event_batch (events, packed) VALUES (1, '[%2]');"_s.arg(event.arg(1), event.arg(2));
    QTest::newRow("events 1: batches that wait become rows, each event once")
        << u"events"_s << 1 << waiting
        << u"SELECT group_concat(seq), group_concat(event_id), min(recipient), min(meta) FROM event_row"_s
        << QStringList{u"1,2"_s, u"0199c1e2-0000-7000-8000-000000000001,0199c1e2-0000-7000-8000-000000000002"_s,
                       u"ann"_s, uR"({"a":"b"})"_s};
    QTest::newRow("events 1: and are summed up")
        << u"events"_s << 1 << waiting << u"SELECT hour, clicks, clicks_people, domain_id FROM activity"_s
        << QStringList{u"1"_s, u"2"_s, u"2"_s, u"7"_s};
    QTest::newRow("events 3: numbers go on where they were")
        << u"events"_s << 3 << waiting + u"\nINSERT INTO sqlite_sequence (name, seq) VALUES ('event', 900);"_s
        << u"SELECT value > 901, value < 910 FROM counter WHERE name = 'last_seq'"_s << QStringList{u"1"_s, u"1"_s};
    QTest::newRow("events 1: no answer counted as early")
        << u"events"_s << 1 << waiting << u"SELECT count(*) FROM counter WHERE name = 'answered_early'"_s
        << QStringList{u"0"_s};
    QTest::newRow("events 2: nothing deleted that is not overwritten")
        << u"events"_s << 2 << u"INSERT INTO counter (name, value) VALUES ('answered_early', 7);"_s
        << u"SELECT count(b.id), c.value FROM counter c LEFT JOIN blank b WHERE c.name = 'answered_early'"_s
        << QStringList{u"0"_s, u"7"_s};
}

void TestMigrations::keepsRows()
{
    QFETCH(QString, schema);
    QFETCH(int, from);
    QFETCH(QString, fill);
    QFETCH(QString, query);
    QFETCH(QStringList, found);

    QTemporaryDir directory;
    const QString path = directory.filePath(u"store.db"_s);
    {
        const auto old = emptyDatabase(path);
        QCOMPARE(codeOf(old), u"ok"_s);
        QCOMPARE(codeOf(Migrator(compiledMigrations(schema).first(from)).migrate(**old)), u"ok"_s);
        QCOMPARE(codeOf((*old)->execute(fill)), u"ok"_s);
    }
    const auto migrated = Database::open({path, schema});
    QCOMPARE(codeOf(migrated), u"ok"_s);
    QCOMPARE((*migrated)->schemaVersion(), static_cast<int>(compiledMigrations(schema).size()));
    QCOMPARE(table(**migrated, query, static_cast<int>(found.size())), QList<QStringList>{found});
    QCOMPARE(codeOf((*migrated)->check()), u"ok"_s);
    QVERIFY(table(**migrated, u"PRAGMA foreign_key_check"_s, 1).isEmpty());
}

void TestMigrations::appliesWhatIsMissing()
{
    QTemporaryDir directory;
    const auto database = emptyDatabase(directory.filePath(u"store.db"_s));
    QVERIFY(database.ok());
    const Migration first{1, u"0001_initial"_s, u"CREATE TABLE animal (name TEXT);"_s};
    const Migration second{2, u"0002_legs"_s,
                           u"ALTER TABLE animal ADD COLUMN legs INTEGER;\nUPDATE animal SET legs = 4;"_s};
    QVERIFY(Migrator({first}).migrate(**database).ok());
    QVERIFY((*database)->execute(u"INSERT INTO animal VALUES ('cat')"_s).ok());
    QVERIFY(Migrator({first, second}).migrate(**database).ok());
    QVERIFY(Migrator({first, second}).migrate(**database).ok()); // nothing left to do
    QCOMPARE(table(**database, u"SELECT name, legs FROM animal"_s, 2), (QList<QStringList>{{u"cat"_s, u"4"_s}}));
    QCOMPARE(codeOf(Migrator({first}).migrate(**database)), u"store.newer_version"_s);
}

void TestMigrations::failedMigrationLeavesThePreviousVersion()
{
    QTemporaryDir directory;
    const auto database = emptyDatabase(directory.filePath(u"store.db"_s));
    QVERIFY(database.ok());
    const Migrator migrator({{1, u"0001_initial"_s, u"CREATE TABLE animal (name TEXT);"_s},
                             {2, u"0002_broken"_s, u"CREATE TABLE plant (name TEXT);\nDROP TABLE stone;"_s}});
    QCOMPARE(codeOf(migrator.migrate(**database)), u"store.failed"_s);
    const auto version = migrator.versionOf(**database);
    QVERIFY(version.ok());
    QCOMPARE(*version, 1);
    QCOMPARE(table(**database, u"SELECT name FROM sqlite_master"_s, 1), (QList<QStringList>{{u"animal"_s}}));
}

void TestMigrations::splitsStatements()
{
    QCOMPARE(splitSql(u"-- why\nCREATE TABLE a (\n  b TEXT -- what\n);\n\nDROP TABLE a;"_s),
             (QStringList{u"CREATE TABLE a (\nb TEXT\n)"_s, u"DROP TABLE a"_s}));
    QCOMPARE(splitSql(u"PRAGMA foreign_keys"_s), QStringList{u"PRAGMA foreign_keys"_s});
}

UNMTA_TEST(TestMigrations)

} // namespace unmta::tst_migrations

#include "tst_migrations.moc"
