#include "service/nodes/NodeService.h"

#include "base/Log.h"
#include "store/EngineStore.h"

namespace unmta {

using namespace Qt::StringLiterals;

const QString NodeService::leaseName = u"upkeep"_s;

NodeService::NodeService(Dependencies dependencies)
    : d(std::move(dependencies))
    , m_reader(d.store.database())
    , m_forgotAt(std::chrono::steady_clock::now())
    , m_knewAllAt(m_forgotAt)
{
    connect(&m_lookTimer, &QTimer::timeout, this, &NodeService::look);
    connect(&m_signTimer, &QTimer::timeout, this, &NodeService::sign);
}

NodeService::~NodeService()
{
    stop();
}

Result<void> NodeService::start()
{
    store::Database &database = d.store.database();
    setToken(0);
    const store::Database::Unfenced own(database);
    if (auto done = arrive(); !done)
        return done;
    auto schema = store::SchemaVersions(database).stored();
    if (!schema)
        return schema.error();
    m_schema = *std::move(schema);
    // Before anything is read: what is changed from here on is told.
    const auto channel = m_reader.table().channel();
    if (!channel)
        return channel.error();
    // Later, since looking may have to replace the very connection that has told it.
    const auto heard = [this] {
        if (!std::exchange(m_isLookDue, true))
            QMetaObject::invokeMethod(this, &NodeService::look, Qt::QueuedConnection);
    };
    if (auto done = database.listen(*channel, heard); !done)
        return done;
    if (auto done = m_reader.begin(); !done)
        return done;
    return tryToTake();
}

// As new among the others, unless they know it from before.
Result<void> NodeService::arrive()
{
    const auto known = d.store.nodes.byId(d.self.id);
    if (!known)
        return known.error();
    if (auto done = d.store.nodes.arrive(self()); !done)
        return done;
    if (!*known && d.tell)
        d.tell({NodeNews::Kind::Joined, d.self.id, d.self.name, d.self.version});
    return {};
}

void NodeService::follow()
{
    m_isFollowing = true;
    m_lookTimer.start(lookPause);
    m_signTimer.start(signPause());
}

void NodeService::stop()
{
    if (!m_isFollowing)
        return;
    m_isFollowing = false;
    m_lookTimer.stop();
    m_signTimer.stop();
    giveUp();
}

void NodeService::giveUp()
{
    if (m_token == 0)
        return;
    const store::Database::Unfenced own(d.store.database());
    if (auto done = d.store.leases.giveUp(leaseName, d.self.id, m_token); !done)
        qCWarning(lcEngine).noquote() << "the others have to wait for the end of the lease" << describe(done.error());
    setToken(0);
}

void NodeService::setToken(std::int64_t token)
{
    m_token = token;
    if (token == 0)
        d.permit.withdraw();
    d.store.database().setFence({leaseName, d.self.id, token});
}

Result<void> NodeService::tryToTake()
{
    const auto before = d.store.leases.of(leaseName);
    if (!before)
        return before.error();
    const auto asked = DoerPermit::Clock::now();
    const auto taken = d.store.leases.take(leaseName, d.self.id, d.takeover);
    if (!taken)
        return taken.error();
    if (!*taken)
        return {};
    setToken(**taken);
    d.permit.grantUntil(asked + d.takeover - d.takeover / 10);
    qCInfo(lcEngine).noquote() << u"this node does the upkeep node="_s + d.self.id << "token=" << **taken;
    if (d.tell && *before && (*before)->node != d.self.id) {
        const auto other = d.store.nodes.byId((*before)->node);
        d.tell({NodeNews::Kind::TookOver, d.self.id, d.self.name, d.self.version, (*before)->node,
                other && *other ? (*other)->name : QString()});
    }
    return {};
}

// What others do when they learn of it depends on the lease, or on that it is lost: so they learn outside of what does
// not.
void NodeService::sign()
{
    switch (keepAlive()) {
    case Turn::Gained:
        return Q_EMIT gained();
    case Turn::Lost:
        return Q_EMIT lost();
    case Turn::Same:
        return;
    }
}

NodeService::Turn NodeService::keepAlive()
{
    const store::Database::Unfenced own(d.store.database());
    const auto wanted = d.store.nodes.sign(d.self.id, self().facts);
    if (!wanted) {
        if (!std::exchange(m_isUnreachable, true))
            qCWarning(lcEngine).noquote() << "no sign of life could be given" << describe(wanted.error());
        return Turn::Same;
    }
    m_isUnreachable = false;
    if (!*wanted) { // it was taken for dead
        if (auto done = arrive(); !done)
            return Turn::Same;
    }
    m_isDraining = wanted->value_or(false);
    watchSchema();
    if (m_token > 0) {
        const auto asked = DoerPermit::Clock::now();
        const auto held = d.store.leases.prolong(leaseName, d.self.id, m_token, d.takeover);
        if (!held)
            return Turn::Same; // it ends by itself, or goes on
        if (*held && !m_isDraining) {
            d.permit.grantUntil(asked + d.takeover - d.takeover / 10);
            forgetOldChanges();
            return Turn::Same;
        }
        if (*held)
            static_cast<void>(d.store.leases.giveUp(leaseName, d.self.id, m_token));
        qCWarning(lcEngine).noquote() << u"another node does the upkeep from now on node="_s + d.self.id;
        setToken(0);
        return Turn::Lost;
    }
    if (m_isDraining || m_isEnding)
        return Turn::Same;
    if (auto done = tryToTake(); !done)
        return Turn::Same;
    return m_token > 0 ? Turn::Gained : Turn::Same;
}

store::Node NodeService::self() const
{
    return {.id = d.self.id,
            .name = d.self.name,
            .version = d.self.version,
            .facts = store::SchemaVersions::addTo(d.facts())};
}

// By whoever starts first where nobody needs the old one any more; the others find it done.
void NodeService::watchSchema()
{
    const auto now = std::chrono::steady_clock::now();
    if (m_isEnding || (m_toldOfSchema && now - *m_toldOfSchema < schemaPause))
        return;
    const store::SchemaVersions versions(d.store.database());
    const auto stored = versions.stored();
    if (!stored)
        return;
    if (*stored == m_schema) {
        if (m_schema == store::SchemaVersions::known())
            return;
        const auto stays = versions.mustStay(d.self.id, d.takeover);
        if (!stays || *stays)
            return;
    }
    qCInfo(lcEngine).noquote() << u"the schema of the store is brought up to date, or has been node="_s + d.self.id;
    m_toldOfSchema = now;
    Q_EMIT schemaMoved();
}

void NodeService::forgetOldChanges()
{
    const auto now = std::chrono::steady_clock::now();
    if (now - m_forgotAt < keptChanges / 12)
        return;
    m_forgotAt = now;
    if (auto done = m_reader.table().forget(keptChanges); !done)
        qCWarning(lcEngine).noquote() << "old changes stay for now" << describe(done.error());
}

void NodeService::look()
{
    m_isLookDue = false;
    if (!m_isFollowing)
        return;
    const auto now = std::chrono::steady_clock::now();
    const auto news = m_reader.look();
    if (!news)
        return; // sign() says so
    QList<store::NodeChange> others;
    for (const store::NodeChange &change : news->changes) {
        if (change.node == d.self.id)
            continue;
        const bool isKnown = std::any_of(others.begin(), others.end(), [&change](const store::NodeChange &other) {
            return other.kind == change.kind && other.clusterId == change.clusterId && other.subject == change.subject;
        });
        if (!isKnown)
            others.append(change);
    }
    if ((others.isEmpty() && !news->isReset) || d.apply(others, news->isReset)) {
        m_reader.done();
        m_knewAllAt = now;
    }
}

Millis NodeService::behind() const
{
    const auto since = std::chrono::steady_clock::now() - m_knewAllAt;
    // What is looked for twice a second is no delay.
    return m_isFollowing && since > 2 * lookPause ? std::chrono::duration_cast<Millis>(since) : Millis(0);
}

} // namespace unmta
