#include "store/EngineStore.h"

#include "store/DirectoryLock.h"
#include "store/MoveMark.h"
#include "store/PrivateFile.h"
#include "store/Statement.h"
#include "store/events/EventLog.h"
#include "store/nodes/SchemaVersions.h"

#include <QDir>
#include <QFile>
#include <QSysInfo>

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView proofText = "unmta-tracking";

SecretPlace proofPlace()
{
    return {u"master_key"_s, u"proof"_s, u"1"_s};
}

Result<std::optional<QByteArray>> readProof(Database &database)
{
    Statement statement(database, u"SELECT proof_sealed FROM master_key WHERE id = 1"_s);
    return statement.row([](const Statement &row) { return row.bytes(0); });
}

// The file's number is the node's: whoever copied the one has copied the other, and is kept out by it.
Result<QString> nameOfNode(const QString &directory, Random &random)
{
    auto file = Database::open({EngineStore::eventsPath(directory), u"events"_s});
    if (!file)
        return file.error();
    const auto source = EventLog(**file).source(random);
    if (!source)
        return source.error();
    return QString::number(*source, 16);
}

// What nodes tell each other stands beside the engine's tables, with versions of its own; and events have theirs.
Result<void> makeOtherTables(const DatabasePlace &place)
{
    for (const QString &schema : {u"nodes"_s, u"events"_s}) {
        if (const auto made = Database::open({.place = place, .schema = schema}); !made)
            return made.error();
    }
    return {};
}

// Engines are upgraded one after the other, so the schema is brought up to date by one that finds nobody left who would
// not understand it. Until then it is used as it is.
Result<DatabasePlace> placeFor(ServerAddress address, const QString &node)
{
    address.keepsSchema = true;
    {
        const auto database = Database::open({.place = address, .schema = u"engine"_s});
        if (!database)
            return database.error();
        const auto keeps = SchemaVersions(**database).mustStay(node, address.takeover);
        if (!keeps)
            return keeps.error();
        address.keepsSchema = *keeps;
    }
    return DatabasePlace(address);
}

} // namespace

Result<std::unique_ptr<EngineStore>> EngineStore::open(const QString &directory, Random &random,
                                                       const std::optional<ServerAddress> &server)
{
    if (auto ready = ensurePrivateDirectory(directory); !ready)
        return ready.error();
    const QDir folder(directory);
    auto lock = DirectoryLock::take(directory);
    if (!lock)
        return lock.error();
    if (auto here = server ? Result<void>() : move_mark::refuseMoved(directory); !here)
        return here.error();
    DatabasePlace place(enginePath(directory));
    QString node;
    if (server) {
        auto known = nameOfNode(directory, random);
        if (!known)
            return known.error();
        node = *std::move(known);
        auto chosen = placeFor(*server, node);
        if (!chosen)
            return chosen.error();
        place = *std::move(chosen);
    }
    auto database = Database::open({.place = place, .schema = u"engine"_s, .isBounded = true, .node = node});
    if (!database)
        return database.error();

    if (server) {
        if (auto made = makeOtherTables(place); !made)
            return made.error();
    }
    const QString keyFile = folder.filePath(u"master.key"_s);
    const auto proof = readProof(**database);
    if (!proof)
        return proof.error();
    // Making a new key here would hide that the one which opens the secrets has been lost.
    if (*proof && !QFile::exists(keyFile))
        return Error(u"store.bad_key"_s, {}, {{u"path"_s, keyFile}}, u"the master key is missing"_s);
    auto secrets = SecretBox::open(keyFile, random);
    if (!secrets)
        return secrets.error();

    std::unique_ptr<EngineStore> store(
        new EngineStore(std::move(*lock), place, node, std::move(*database), std::move(*secrets)));
    if (auto proven = *proof ? proveKey(store->m_secrets, **proof, keyFile) : store->writeProof(); !proven)
        return proven.error();
    return store;
}

QString EngineStore::nodeName() const
{
    return m_node.isEmpty() ? QString() : QSysInfo::machineHostName();
}

EngineStore::EngineStore(std::unique_ptr<DirectoryLock> lock, DatabasePlace place, QString node,
                         std::unique_ptr<Database> database, SecretBox secrets)
    : m_lock(std::move(lock))
    , m_place(std::move(place))
    , m_node(std::move(node))
    , m_database(std::move(database))
    , m_secrets(std::move(secrets))
    , clusters(*m_database)
    , domains(*m_database)
    , targets(*m_database)
    , checks(*m_database)
    , certificates(*m_database, m_secrets)
    , acmeAccounts(*m_database, m_secrets)
    , linkKeys(*m_database, m_secrets)
    , tokens(*m_database)
    , settings(*m_database, m_secrets)
    , audit(*m_database)
    , notifications(*m_database)
    , monitorState(*m_database)
    , rewriteRules(*m_database)
    , rememberedRequests(*m_database, m_secrets)
    , mark(*m_database)
    , appLinks(*m_database)
    , webhooks(*m_database, m_secrets)
    , webhookDeliveries(*m_database)
    , webhookNotices(*m_database)
    , shipping(*m_database, m_secrets)
    , nodes(*m_database)
    , leases(*m_database)
    , challenges(*m_database)
    , ticketKeys(*m_database, m_secrets)
{}

EngineStore::~EngineStore() = default;

QString EngineStore::eventsPath(const QString &directory)
{
    return QDir(directory).filePath(u"events.db"_s);
}

QString EngineStore::enginePath(const QString &directory)
{
    return QDir(directory).filePath(u"engine.db"_s);
}

Result<void> EngineStore::proveKey(const SecretBox &secrets, const QByteArray &proof, const QString &keyFile)
{
    const auto opened = secrets.unseal(proof, proofPlace());
    if (!opened || *opened != proofText)
        return Error(u"store.bad_key"_s, {}, {{u"path"_s, keyFile}}, u"not the key of this store"_s);
    return {};
}

Result<void> EngineStore::writeProof()
{
    Statement statement(*m_database, u"INSERT INTO master_key (id, proof_sealed) VALUES (1, ?)"_s);
    return statement.bind(m_secrets.seal(proofText.toByteArray(), proofPlace())).run();
}

} // namespace unmta::store
