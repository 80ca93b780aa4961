// engine.db, or its tables on a server that several engines share, the master key and the lock that keeps a second
// engine out of the directory.
#pragma once

#include "store/Database.h"
#include "store/SecretBox.h"
#include "store/nodes/ChallengeTable.h"
#include "store/nodes/LeaseTable.h"
#include "store/nodes/NodeTable.h"
#include "store/nodes/TicketKeyTable.h"
#include "store/tables/AcmeAccountTable.h"
#include "store/tables/CertificateTable.h"
#include "store/tables/CheckTable.h"
#include "store/tables/ClusterTable.h"
#include "store/tables/DomainTable.h"
#include "store/tables/LinkKeyTable.h"
#include "store/tables/MonitorStateTable.h"
#include "store/tables/NotificationTable.h"
#include "store/tables/RewriteRulesTable.h"
#include "store/tables/SettingTable.h"
#include "store/tables/StoreMarkTable.h"
#include "store/tables/TargetTable.h"
#include "store/tables/access/AuditTable.h"
#include "store/tables/access/RememberedRequestTable.h"
#include "store/tables/access/TokenTable.h"
#include "store/tables/apps/AppLinkTable.h"
#include "store/tables/shipping/ShippingTable.h"
#include "store/tables/webhooks/WebhookDeliveryTable.h"
#include "store/tables/webhooks/WebhookNoticeTable.h"
#include "store/tables/webhooks/WebhookTable.h"

namespace unmta::store {

class DirectoryLock;

// Lives on the engine thread.
class EngineStore
{
public:
    // Makes `directory` (0700), master.key, engine.lock and engine.db where they are missing; with a server the tables
    // there in place of engine.db. `random` outlives the store. Errors: those of
    // Database and SecretBox; store.in_use; store.moved when the files' store has gone to a server; store.bad_key when
    // master.key is not the one that the secrets in the store were encrypted with, or is missing while there are some;
    // store.older_engines when others work on the server that would not understand a schema that this one does.
    [[nodiscard]] static Result<std::unique_ptr<EngineStore>> open(const QString &directory, Random &random,
                                                                   const std::optional<ServerAddress> &server = {});
    ~EngineStore();

    [[nodiscard]] Database &database() { return *m_database; }
    // Of several on one server, this one: the number of its own events.db. Empty where the store is in files.
    [[nodiscard]] const QString &node() const { return m_node; }
    // The same for people: its computer's name.
    [[nodiscard]] QString nodeName() const;
    // For readers with a connection of their own.
    [[nodiscard]] const DatabasePlace &place() const { return m_place; }
    // Whether the key of `secrets`, from `keyFile`, is the one that `proof` (master_key.proof_sealed) was sealed with.
    // Errors: store.bad_key.
    [[nodiscard]] static Result<void> proveKey(const SecretBox &secrets, const QByteArray &proof,
                                               const QString &keyFile);
    // The file that EventRecorder writes and the readers of events open.
    [[nodiscard]] static QString eventsPath(const QString &directory);
    // engine.db, where there is no server.
    [[nodiscard]] static QString enginePath(const QString &directory);

private:
    EngineStore(std::unique_ptr<DirectoryLock> lock, DatabasePlace place, QString node,
                std::unique_ptr<Database> database, SecretBox secrets);
    [[nodiscard]] Result<void> writeProof();

    std::unique_ptr<DirectoryLock> m_lock;
    const DatabasePlace m_place;
    const QString m_node;
    std::unique_ptr<Database> m_database;
    SecretBox m_secrets;

public:
    ClusterTable clusters;
    DomainTable domains;
    TargetTable targets;
    CheckTable checks;
    CertificateTable certificates;
    AcmeAccountTable acmeAccounts;
    LinkKeyTable linkKeys;
    TokenTable tokens;
    SettingTable settings;
    AuditTable audit;
    NotificationTable notifications;
    MonitorStateTable monitorState;
    RewriteRulesTable rewriteRules;
    RememberedRequestTable rememberedRequests;
    StoreMarkTable mark;
    AppLinkTable appLinks;
    WebhookTable webhooks;
    WebhookDeliveryTable webhookDeliveries;
    WebhookNoticeTable webhookNotices;
    ShippingTable shipping;
    // Of a server's stores only.
    NodeTable nodes;
    LeaseTable leases;
    ChallengeTable challenges;
    TicketKeyTable ticketKeys;
};

} // namespace unmta::store
