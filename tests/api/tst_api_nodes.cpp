// Two whole engines on one PostgreSQL: what is changed at one of them is in force at the other.
#include "NodeWorld.h"
#include "support/TestMain.h"

namespace unmta::tst_api_nodes {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestApiNodes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_nodes.start()); }
    void domains();
    void defaults();
    void settings();
    void clusters();
    void certificates();
    void whoComesLater();
    void events();
    void changesAreTold();
    void challenges();
    void changedByHand();
    void list();
    void momentsAreTheEngines();
    void copyOfADataDirectory();
    void anotherKey();
    void takesOver();
    void oneThatIsGone();
    void ofAStoreInFiles();

private:
    ApiWorld &one() { return m_nodes.first; }
    ApiWorld &two() { return m_nodes.second; }

    NodeWorld m_nodes;
};

// Verified at either, served by both; deleted at the other, served by none.
void TestApiNodes::domains()
{
    const auto nodes = {std::pair(&one(), &two()), std::pair(&two(), &one())};
    for (const auto &[here, there] : nodes) {
        const QString host = u"domains.example.com"_s;
        QVERIFY(here->activate(host));
        const QByteArray path = here->mint(host);
        QCOMPARE(NodeWorld::answerTo(*here, host, path), 302);
        QTRY_COMPARE(NodeWorld::answerTo(*there, host, path), 302);
        QCOMPARE(there->call(Method::Delete, there->domainPath(host)).status, 204);
        QCOMPARE(NodeWorld::answerTo(*there, host, path), 404);
        QTRY_COMPARE(NodeWorld::answerTo(*here, host, path), 404);
    }
}

void TestApiNodes::defaults()
{
    const auto inForce = [this](ApiWorld &node) {
        return node.get({u"clusters"_s, node.cluster}).data("tracking_host").toString();
    };
    const QString fallback = inForce(two());
    QVERIFY(one().activate(u"default.example.com"_s, true));
    QTRY_COMPARE(inForce(two()), u"default.example.com"_s);
    QCOMPARE(two().call(Method::Delete, two().domainPath(u"default.example.com"_s) + QStringList{u"default"_s}).status,
             200);
    QTRY_COMPARE(inForce(one()), fallback);
}

void TestApiNodes::settings()
{
    const auto value = [](ApiWorld &node) { return node.get({u"settings"_s}).data("privacy.ip").toString(); };
    QCOMPARE(one().set(u"privacy.ip"_s, u"none"_s).status, 200);
    QTRY_COMPARE(value(two()), u"none"_s);
    QCOMPARE(two().set(u"privacy.ip"_s, u"truncated"_s).status, 200);
    QTRY_COMPARE(value(one()), u"truncated"_s);
}

// A link that one node has sealed for a cluster that the other has made needs its key.
void TestApiNodes::clusters()
{
    const auto made = two().post({u"clusters"_s}, {{u"name"_s, u"second"_s}});
    QCOMPARE(made.status, 201);
    const QString cluster = made.data("id").toString();
    const QString host = made.data("fallback_host").toString();
    const auto minted = [&] {
        const QJsonObject link{{u"kind"_s, u"click"_s},
                               {u"url"_s, u"https://shop.example.org/"_s},
                               {u"message_id"_s, u"m1@example.com"_s},
                               {u"recipient"_s, u"ann@example.net"_s},
                               {u"allow_http"_s, true}};
        return one().post({u"clusters"_s, cluster, u"links"_s}, link);
    };
    QTRY_COMPARE(minted().status, 200);
    const QByteArray path = QUrl(minted().data("url").toString()).path(QUrl::FullyEncoded).toLatin1();
    QCOMPARE(NodeWorld::answerTo(one(), host, path), 302);
    QCOMPARE(NodeWorld::answerTo(two(), host, path), 302);
    QCOMPARE(one().call(Method::Delete, {u"clusters"_s, cluster}).status, 204);
    QTRY_COMPARE(NodeWorld::answerTo(two(), host, path), 404);
}

// Ordered by the one that does the upkeep, whoever has verified the domain, and shown by both.
void TestApiNodes::certificates()
{
    for (ApiWorld *node : {&one(), &two()}) {
        const QString host = u"certificate%1.example.com"_s.arg(node == &two() ? 2 : 1);
        QVERIFY(node->activate(host));
        QTRY_VERIFY(one().hasCertificate(host));
        QTRY_VERIFY(two().hasCertificate(host));
        const auto scheme = [&host](ApiWorld &at) {
            const auto minted = at.post({u"clusters"_s, at.cluster, u"links"_s}, {{u"kind"_s, u"click"_s},
                                                                                  {u"url"_s, u"https://example.org/"_s},
                                                                                  {u"message_id"_s, u"m@example.com"_s},
                                                                                  {u"recipient"_s, u"a@example.net"_s},
                                                                                  {u"tracking_host"_s, host}});
            return QUrl(minted.data("url").toString()).scheme();
        };
        QTRY_COMPARE(scheme(one()), u"https"_s); // its snapshot has it
        QTRY_COMPARE(scheme(two()), u"https"_s);
    }
}

// Answers challenges from before its start; and a certificate that nobody has told it of is looked for by the
// handshake.
void TestApiNodes::whoComesLater()
{
    NodeWorld nodes;
    QVERIFY(nodes.startFirst());
    const QString host = u"untold.example.com"_s;
    QVERIFY(nodes.first.activate(host));
    QTRY_VERIFY(nodes.first.hasCertificate(host));
    QCOMPARE(nodes.query(u"ALTER TABLE certificate DISABLE TRIGGER USER"_s), QString());
    QCOMPARE(nodes.query(u"CREATE TABLE kept AS SELECT host, chain_pem FROM certificate"_s), QString());
    QCOMPARE(nodes.query(u"UPDATE certificate SET chain_pem = ''"_s), QString());
    QCOMPARE(
        nodes.query(u"INSERT INTO node_challenge VALUES ('%1', 'token-1', 'key-1', node_time() + 60000)"_s.arg(host)),
        QString());
    QVERIFY(nodes.startSecond());
    RawClient authority(nodes.second.httpPort);
    QCOMPARE(authority.get(host.toLatin1(), "/.well-known/acme-challenge/token-1").body, QByteArray("key-1"));
    QCOMPARE(authority.get(host.toLatin1(), "/robots.txt").status, 200); // the host is known
    QCOMPARE(nodes.query(u"UPDATE certificate c SET chain_pem = k.chain_pem FROM kept k WHERE k.host = c.host"_s),
             QString());
    QVERIFY(RawClient(nodes.second.httpsPort).startTls(host.toLatin1()));
}

// Recorded by either, listed by both, each once.
void TestApiNodes::events()
{
    const QString host = u"events.example.com"_s;
    QVERIFY(one().activate(host));
    const QByteArray path = one().mint(host);
    QTRY_VERIFY(!two().mint(host).isEmpty()); // its snapshot has it
    QCOMPARE(NodeWorld::answerTo(two(), host, path), 302);
    QCOMPARE(NodeWorld::answerTo(one(), host, path), 302);
    QUrlQuery query;
    query.addQueryItem(u"host"_s, host);
    for (ApiWorld *node : {&one(), &two()}) {
        QTRY_COMPARE(node->get({u"clusters"_s, node->cluster, u"events"_s}, query).data().toArray().size(), 2);
    }
}

// Whoever looks at one node hears of what is done at the other.
void TestApiNodes::changesAreTold()
{
    const auto start = two().get({u"changes"_s});
    const QUrlQuery since{{u"epoch"_s, start.data("epoch").toString()},
                          {u"since"_s, QString::number(start.data("next").toInteger())}};
    const auto changes = [this, since] {
        QStringList told;
        for (const QJsonValue &change : two().get({u"changes"_s}, since).data("changes").toArray())
            told << change[u"kind"_s].toString() + u' ' + change[u"subject"_s].toString();
        return told;
    };
    QCOMPARE(one().add(u"told.example.com"_s).status, 201);
    QTRY_VERIFY(changes().contains(u"domain told.example.com"_s));
    QTRY_VERIFY(changes().contains(u"audit domain.added"_s));
}

// An authority asks whichever node it is led to.
void TestApiNodes::challenges()
{
    const QString host = u"challenge.example.com"_s;
    const auto answers = [&host](ApiWorld &node) {
        return RawClient(node.httpPort).get(host.toLatin1(), "/.well-known/acme-challenge/token-1").body;
    };
    QVERIFY(one().activate(host));
    QCOMPARE(m_nodes.query(u"INSERT INTO node_challenge VALUES ('challenge.example.com', 'token-1', 'token-1.key', "
                           "node_time() + 60000)"_s),
             QString());
    QTRY_COMPARE(answers(one()), QByteArray("token-1.key"));
    QTRY_COMPARE(answers(two()), QByteArray("token-1.key"));
    QCOMPARE(m_nodes.query(u"DELETE FROM node_challenge"_s), QString());
    QTRY_VERIFY(answers(two()) != QByteArray("token-1.key"));
}

// By somebody who knows neither nodes nor their locks.
void TestApiNodes::changedByHand()
{
    QCOMPARE(m_nodes.query(u"UPDATE setting SET value = 'full' WHERE key = 'privacy.ip'"_s), QString());
    for (ApiWorld *node : {&one(), &two()})
        QTRY_COMPARE(node->get({u"settings"_s}).data("privacy.ip").toString(), u"full"_s);
}

void TestApiNodes::list()
{
    const auto of = [](ApiWorld &node, bool isThis) {
        for (const QJsonValue &entry : node.get({u"nodes"_s}).data().toArray()) {
            if (entry[u"this"_s].toBool() == isThis)
                return entry.toObject();
        }
        return QJsonObject();
    };
    const auto listed = one().get({u"nodes"_s});
    QVERIFY2(listed.status == 200, listed.raw.body.constData());
    QCOMPARE(listed.data().toArray().size(), 2);
    QCOMPARE(of(one(), true)[u"upkeep"_s], true);
    QCOMPARE(of(one(), false)[u"upkeep"_s], false);
    QCOMPARE(of(two(), false)[u"id"_s], of(one(), true)[u"id"_s]);
    QCOMPARE(of(two(), true)[u"id"_s], two().get({u"server"_s}).data("node"));
    QVERIFY(one().get({u"server"_s}).data("capabilities").toArray().contains(u"nodes"_s));
    QCOMPARE(of(one(), false)[u"behind_seconds"_s], 0);
    const QString second = of(two(), true)[u"id"_s].toString();
    QCOMPARE(one().call(Method::Delete, {u"nodes"_s, second}).code(), u"node.alive"_s);
    QCOMPARE(one().call(Method::Delete, {u"nodes"_s, u"ff"_s}).status, 404);
    QCOMPARE(one().call(Method::Post, {u"nodes"_s, second, u"drain"_s}).data("state"), u"draining"_s);
    QCOMPARE(of(two(), true)[u"state"_s], u"draining"_s);
    QCOMPARE(RawClient(one().apiPort).get("localhost", "/healthz?of=edge").status, 200);
    QTRY_COMPARE(RawClient(two().apiPort).get("localhost", "/healthz?of=edge").status, 503);
    QCOMPARE(one().call(Method::Delete, {u"nodes"_s, second, u"drain"_s}).data("state"), u"active"_s);
}

// A rehearsal's clock that was skipped is not the database's.
void TestApiNodes::momentsAreTheEngines()
{
    NodeWorld shared;
    QVERIFY(shared.startFirst());
    ApiWorld alone;
    QVERIFY(alone.start(ApiWorld::sandboxConfig()));
    for (ApiWorld *engine : {&shared.first, &alone}) {
        QCOMPARE(engine->post({u"sandbox"_s, u"clock"_s}, {{u"advance"_s, u"24h"_s}}).status, 200);
        const auto at = [](const QJsonValue &text) {
            return QDateTime::fromString(text.toString(), Qt::ISODate).toSecsSinceEpoch();
        };
        const QJsonObject node = engine->get({u"nodes"_s}).data().toArray().first().toObject();
        const qint64 now = at(engine->get({u"server"_s}).data("time"));
        constexpr qint64 aWhile = 600;
        QVERIFY2(now - at(node[u"seen_at"_s]) < aWhile, qPrintable(node[u"seen_at"_s].toString()));
        QVERIFY2(now - at(node[u"started_at"_s]) < aWhile, qPrintable(node[u"started_at"_s].toString()));
    }
}

void TestApiNodes::copyOfADataDirectory()
{
    ApiWorld third;
    for (const QString &file : QDir(two().dataDir()).entryList({u"master.key"_s, u"events.db*"_s}, QDir::Files))
        QVERIFY(QFile::copy(QDir(two().dataDir()).filePath(file), QDir(third.dataDir()).filePath(file)));
    QVERIFY(!third.start(m_nodes.config()));
    QCOMPARE(third.failure.code, u"store.same_node"_s);
}

void TestApiNodes::anotherKey()
{
    ApiWorld third;
    QVERIFY(!third.start(m_nodes.config()));
    QCOMPARE(third.failure.code, u"store.bad_key"_s);
}

// The one that does the upkeep is stopped, and then drained: the other does it, as if it had always done so.
void TestApiNodes::takesOver()
{
    NodeWorld nodes(u"1s"_s);
    QVERIFY(nodes.start());
    const auto hasUpkeep = [](ApiWorld &node) {
        for (const QJsonValue &entry : node.get({u"nodes"_s}).data().toArray()) {
            if (entry[u"this"_s].toBool())
                return entry[u"upkeep"_s].toBool();
        }
        return false;
    };
    QVERIFY(hasUpkeep(nodes.first));
    nodes.first.stop();
    QTRY_VERIFY(hasUpkeep(nodes.second));
    QVERIFY(nodes.second.activate(u"first.example.com"_s));
    QTRY_VERIFY(nodes.second.hasCertificate(u"first.example.com"_s));

    QVERIFY(nodes.startFirst());
    QVERIFY(!hasUpkeep(nodes.first));
    const QString second = nodes.second.get({u"server"_s}).data("node").toString();
    QCOMPARE(nodes.first.call(Method::Post, {u"nodes"_s, second, u"drain"_s}).status, 200);
    QTRY_VERIFY(hasUpkeep(nodes.first));
    QVERIFY(!hasUpkeep(nodes.second));
    // In the audit, and in the timeline of whatever is checked by another node from then on.
    QCOMPARE(NodeWorld::audited(nodes.second), (QStringList{u"node.took_over"_s, u"node.drained"_s, u"node.took_over"_s,
                                                            u"node.joined"_s, u"node.joined"_s}));
    const auto told = [&nodes](const QString &code) {
        QStringList sentences;
        const auto timeline =
            nodes.second.get(nodes.second.domainPath(u"first.example.com"_s) + QStringList{u"timeline"_s});
        for (const QJsonValue &entry : timeline.data().toArray()) {
            if (entry[u"kind"_s] == u"node"_s && entry[u"code"_s] == code)
                sentences << entry[u"message"_s].toString();
        }
        return sentences;
    };
    const QString name = QSysInfo::machineHostName();
    QCOMPARE(told(u"node.took_over"_s),
             QStringList{u"Node %1 does the upkeep from now on, in place of %1."_s.arg(name)}); // since it was added
    QCOMPARE(told(u"node.drained"_s), QStringList{u"Node %1 was taken out of service by console."_s.arg(name)});
    // And with what was done at one of them, or checked by it.
    const QString domain = nodes.second.domainPath(u"first.example.com"_s).join(u'/');
    const QJsonObject check = nodes.second.get(domain.split(u'/')).data("last_check").toObject();
    QCOMPARE(check[u"node"_s].toString(), name);
    const auto timeline = nodes.second.get(domain.split(u'/') + QStringList{u"timeline"_s}).data().toArray();
    for (const QJsonValue &entry : timeline) {
        if (entry[u"kind"_s] == u"check"_s || entry[u"kind"_s] == u"operator"_s)
            QCOMPARE(entry[u"node"_s].toString(), name);
    }
    QCOMPARE(nodes.second.get({u"audit"_s}).data().toArray().first()[u"node"_s].toString(), name);
    QTRY_COMPARE(nodes.second.get({u"clusters"_s}).status, 200);
    QVERIFY(nodes.second.activate(u"second.example.com"_s)); // whoever asks it is served still
    QTRY_VERIFY(nodes.second.hasCertificate(u"second.example.com"_s));
}

// It counts as silent, is further behind the longer that lasts, and can be removed; started again, it is new.
void TestApiNodes::oneThatIsGone()
{
    NodeWorld nodes(u"1s"_s);
    QVERIFY(nodes.start());
    const QString id = nodes.second.get({u"server"_s}).data("node").toString();
    nodes.second.stop();
    const auto listed = [&nodes, &id] {
        for (const QJsonValue &entry : nodes.first.get({u"nodes"_s}).data().toArray()) {
            if (entry[u"id"_s] == id)
                return entry.toObject();
        }
        return QJsonObject();
    };
    QTRY_COMPARE(listed()[u"state"_s], u"silent"_s);
    const int behind = listed()[u"behind_seconds"_s].toInt();
    QVERIFY(behind > 0);
    QTRY_VERIFY(listed()[u"behind_seconds"_s].toInt() > behind);
    QCOMPARE(nodes.first.call(Method::Delete, {u"nodes"_s, id}).status, 204);
    QCOMPARE(listed(), QJsonObject());
    const auto removed = nodes.first.get({u"audit"_s}).data().toArray().first();
    QCOMPARE(removed[u"action"_s], u"node.removed"_s);
    QCOMPARE(removed[u"detail"_s], QSysInfo::machineHostName());
    QVERIFY(nodes.startSecond());
    QCOMPARE(NodeWorld::audited(nodes.first).first(), u"node.joined"_s);
}

void TestApiNodes::ofAStoreInFiles()
{
    ApiWorld alone;
    QVERIFY(alone.start(ApiWorld::sandboxConfig()));
    QVERIFY(!alone.get({u"server"_s}).data("capabilities").toArray().contains(u"nodes"_s));
    QCOMPARE(NodeWorld::audited(alone), QStringList());
}

UNMTA_TEST(TestApiNodes)

} // namespace unmta::tst_api_nodes

#include "tst_api_nodes.moc"
