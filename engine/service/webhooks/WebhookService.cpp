#include "service/webhooks/WebhookService.h"

#include "base/Log.h"
#include "domain/Hostname.h"
#include "service/changes/ChangeFeed.h"
#include "service/notices/NotificationService.h"
#include "store/EngineStore.h"
#include "store/events/EventReader.h"

#include <QUrl>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype secretBytes = 32;
constexpr qsizetype longestUrl = 2000;
constexpr qsizetype mostHosts = 1000;
constexpr qsizetype mostUnkept = 1000;

Result<QString> checkedUrl(const QString &text)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    const bool isGood = url.isValid() && (url.scheme() == "https"_L1 || url.scheme() == "http"_L1) &&
                        !url.host().isEmpty() && url.userInfo().isEmpty() && !url.hasFragment() &&
                        text.size() <= longestUrl;
    if (!isGood)
        return Error(u"webhook.bad_url"_s, u"url"_s);
    return QString::fromLatin1(url.toEncoded());
}

Result<QList<WebhookType>> checkedTypes(const QStringList &names)
{
    QList<WebhookType> types;
    for (const QString &name : names) {
        const auto type = webhookTypeFrom(name);
        if (!type)
            return Error(u"webhook.unknown_type"_s, u"types"_s, {{u"type"_s, name}});
        if (!types.contains(*type))
            types << *type;
    }
    if (types.isEmpty())
        return Error(u"webhook.types_required"_s, u"types"_s);
    return types;
}

Result<QStringList> checkedHosts(const QStringList &names)
{
    QStringList hosts;
    for (const QString &name : names) {
        const auto host = Hostname::parse(name);
        if (!host || hosts.size() == mostHosts)
            return Error(u"webhook.bad_host"_s, u"hosts"_s, {{u"host"_s, name}});
        hosts << host->ascii();
    }
    hosts.removeDuplicates();
    return hosts;
}

} // namespace

// People ----------------------------------------------------------------------------------------------------------

Result<void> WebhookService::apply(Webhook &webhook, const WebhookEdit &edit) const
{
    bool isNewTrial = false;
    if (edit.url) {
        auto url = checkedUrl(*edit.url);
        if (!url)
            return url.error();
        isNewTrial = webhook.health.isOn() && webhook.url != *url;
        webhook.url = *std::move(url);
    }
    if (edit.types) {
        auto types = checkedTypes(*edit.types);
        if (!types)
            return types.error();
        webhook.types = *std::move(types);
    }
    if (edit.hosts) {
        auto hosts = checkedHosts(*edit.hosts);
        if (!hosts)
            return hosts.error();
        webhook.hosts = *std::move(hosts);
    }
    webhook.peopleOnly = edit.peopleOnly.value_or(webhook.peopleOnly);
    webhook.isBatch = edit.isBatch.value_or(webhook.isBatch);
    if (edit.isEnabled)
        webhook.health = *edit.isEnabled ? webhook.health.switchedOn() : webhook.health.switchedOff();
    else if (isNewTrial)
        webhook.health = webhook.health.switchedOn();
    return {};
}

Result<Webhook> WebhookService::create(const Owner &owner, const WebhookEdit &edit, std::int64_t lastEvent)
{
    const auto present = list(owner, {}, mostPerOwner);
    if (!present)
        return present.error();
    if (present->items.size() >= mostPerOwner)
        return Error(u"webhook.too_many"_s, {}, {{u"most"_s, QString::number(mostPerOwner)}});
    Webhook webhook;
    webhook.clusterId = owner;
    webhook.createdAt = d.clock.now();
    webhook.secret = d.random.bytes(secretBytes);
    webhook.present.at.event = lastEvent;
    WebhookEdit whole = edit;
    whole.url = edit.url.value_or(QString());
    whole.types = edit.types.value_or(QStringList());
    if (auto done = apply(webhook, whole); !done)
        return done.error();
    const auto id = d.store.webhooks.insert(webhook, d.random.hex(16));
    if (!id)
        return id.error();
    auto stored = find(owner, *id);
    if (stored)
        announce(*stored, ChangeAction::Added);
    return stored;
}

Result<Page<Webhook>> WebhookService::list(const Owner &owner, const QString &after, int limit) const
{
    if (owner) {
        const auto cluster = d.store.clusters.byId(*owner);
        if (!cluster)
            return cluster.error();
        if (!*cluster)
            return notFound();
    }
    return d.store.webhooks.page(owner, after, limit);
}

Result<Webhook> WebhookService::find(const Owner &owner, std::int64_t id) const
{
    auto found = d.store.webhooks.byId(id);
    if (!found)
        return found.error();
    if (!*found || (*found)->clusterId != owner)
        return notFound();
    return **found;
}

Result<Webhook> WebhookService::change(const Owner &owner, std::int64_t id, const WebhookEdit &edit)
{
    auto webhook = find(owner, id);
    if (!webhook)
        return webhook;
    if (auto done = apply(*webhook, edit); !done)
        return done.error();
    if (auto done = d.store.webhooks.update(*webhook); !done)
        return done.error();
    announce(*webhook, ChangeAction::Changed);
    return webhook;
}

Result<void> WebhookService::remove(const Owner &owner, std::int64_t id)
{
    if (const auto webhook = find(owner, id); !webhook)
        return webhook.error();
    if (auto done = d.store.webhooks.remove(id); !done)
        return done;
    m_known.remove(id);
    if (m_couriers)
        m_couriers->remove(id);
    d.feed.add(ChangeKind::Webhook, owner.value_or(QString()), QString::number(id), ChangeAction::Removed);
    return {};
}

Result<Webhook> WebhookService::rotateSecret(const Owner &owner, std::int64_t id)
{
    auto webhook = find(owner, id);
    if (!webhook)
        return webhook;
    webhook->formerSecret = std::exchange(webhook->secret, d.random.bytes(secretBytes));
    webhook->formerUntil = d.clock.now() + overlap;
    if (auto done = d.store.webhooks.updateSecrets(*webhook); !done)
        return done.error();
    announce(*webhook, ChangeAction::Changed);
    return webhook;
}

Result<Webhook> WebhookService::replay(const Owner &owner, std::int64_t id, const WebhookReplay &what,
                                       std::int64_t lastEvent)
{
    auto webhook = find(owner, id);
    if (!webhook)
        return webhook;
    if (!webhook->health.isOn())
        return Error(u"webhook.is_off"_s);
    if (webhook->replay)
        return Error(u"webhook.replaying"_s);
    if (what.delivery.has_value() == what.since.has_value() || (what.delivery && what.until) ||
        (what.since && what.until && *what.until <= *what.since))
        return Error(u"webhook.bad_replay"_s, what.since ? u"since"_s : u"delivery"_s);
    WebhookWalk walk;
    if (what.delivery) {
        const auto delivery = d.store.webhookDeliveries.byId(id, *what.delivery);
        if (!delivery)
            return delivery.error();
        if (!*delivery || (*delivery)->kind == WebhookDelivery::Kind::Test)
            return notFound();
        walk.at = (*delivery)->from;
        walk.end = (*delivery)->to;
    } else {
        const auto lastNotice = d.store.webhookNotices.lastSeq();
        if (!lastNotice)
            return lastNotice.error();
        walk.end = WebhookPosition{lastEvent, *lastNotice};
        walk.since = what.since;
        walk.until = what.until.value_or(d.clock.now());
    }
    webhook->replay = walk;
    if (auto done = d.store.webhooks.update(*webhook); !done)
        return done.error();
    announce(*webhook, ChangeAction::Changed);
    return webhook;
}

Result<Page<WebhookDelivery>> WebhookService::deliveries(const Owner &owner, std::int64_t id, const QString &after,
                                                         int limit) const
{
    if (const auto webhook = find(owner, id); !webhook)
        return webhook.error();
    return d.store.webhookDeliveries.list(id, after, limit);
}

void WebhookService::test(const Owner &owner, std::int64_t id,
                          std::function<void(const Result<WebhookDelivery> &)> done)
{
    const auto webhook = find(owner, id);
    if (!webhook)
        return done(webhook.error());
    if (!m_couriers)
        return done(Error(u"request.stopping"_s));
    m_couriers->test(*webhook, [this, done = std::move(done)](const WebhookDelivery &delivery) {
        QMetaObject::invokeMethod(
            this,
            [this, done, delivery] {
                const store::Database::Unfenced asked(d.store.database());
                WebhookDelivery logged = delivery;
                if (const auto kept = d.store.webhookDeliveries.insert(delivery); kept)
                    logged.id = *kept;
                done(logged);
            },
            Qt::QueuedConnection);
    });
}

// Couriers --------------------------------------------------------------------------------------------------------

void WebhookService::attach(WebhookCouriers &couriers, const store::DatabasePlace &events)
{
    m_couriers = &couriers;
    m_events = events;
}

Result<void> WebhookService::start()
{
    const auto all = d.store.webhooks.all();
    if (!all)
        return all.error();
    for (const Webhook &webhook : *all) {
        const quint64 revision = m_known.value(webhook.id).revision + 1;
        m_known.insert(webhook.id,
                       {revision, webhook.clusterId, webhook.url, webhook.health.state(), webhook.health.isFailing()});
        m_couriers->remove(webhook.id); // what it knew of before may be old
        m_couriers->set(webhook, revision);
    }
    m_couriers->start();
    return {};
}

Result<void> WebhookService::changedElsewhere(std::int64_t id)
{
    const auto webhook = d.store.webhooks.byId(id);
    if (!webhook)
        return webhook.error();
    if (*webhook) {
        announce(**webhook, ChangeAction::Changed);
        return {};
    }
    const Known known = m_known.take(id);
    if (m_couriers)
        m_couriers->remove(id);
    d.feed.add(ChangeKind::Webhook, known.owner.value_or(QString()), QString::number(id), ChangeAction::Removed);
    return {};
}

void WebhookService::stop()
{
    m_couriers = nullptr;
}

void WebhookService::forgetRemoved()
{
    const auto all = d.store.webhooks.all();
    if (!all)
        return;
    QSet<std::int64_t> present;
    for (const Webhook &webhook : *all)
        present.insert(webhook.id);
    for (auto it = m_known.begin(); it != m_known.end();) {
        if (present.contains(it.key())) {
            ++it;
            continue;
        }
        if (m_couriers)
            m_couriers->remove(it.key());
        it = m_known.erase(it);
    }
}

Result<std::int64_t> WebhookService::lastEvent() const
{
    if (!m_events)
        return std::int64_t{0};
    const auto database = store::Database::open({*m_events, u"events"_s, true, m_events->server != nullptr});
    if (!database)
        return database.error();
    return store::EventReader(**database).lastSeq();
}

WebhookReading WebhookService::reading(std::int64_t id) const
{
    const QList<WebhookReading> readings = m_couriers ? m_couriers->readings() : QList<WebhookReading>();
    const auto found = std::find_if(readings.begin(), readings.end(),
                                    [id](const WebhookReading &reading) { return reading.webhookId == id; });
    return found == readings.end() ? WebhookReading{id, 0, Millis(0)} : *found;
}

void WebhookService::announce(const Webhook &webhook, ChangeAction action)
{
    Known &known = m_known[webhook.id];
    known = {known.revision + 1, webhook.clusterId, webhook.url, webhook.health.state(), webhook.health.isFailing()};
    if (m_couriers)
        m_couriers->set(webhook, known.revision);
    d.feed.add(ChangeKind::Webhook, webhook.clusterId.value_or(QString()), QString::number(webhook.id), action);
}

void WebhookService::keep(const QList<WebhookReport> &reports)
{
    QList<WebhookReport> all = std::exchange(m_unkept, {}) + reports;
    if (all.isEmpty())
        return;
    if (const auto done = write(all); !done) {
        // What was delivered is delivered again after a restart, which is what a receiver has to reckon with anyway.
        qCWarning(lcWebhook).noquote() << "progress not written" << describe(done.error());
        m_unkept = all.sliced(std::max<qsizetype>(0, all.size() - mostUnkept));
        return;
    }
    tell(all);
}

Result<void> WebhookService::write(const QList<WebhookReport> &reports)
{
    auto transaction = store::Transaction::begin(d.store.database());
    if (!transaction)
        return transaction.error();
    for (const WebhookReport &report : reports) {
        if (!m_known.contains(report.webhookId))
            continue; // deleted meanwhile
        if (auto done = writeProgress(report); !done)
            return done;
        for (const WebhookDelivery &delivery : report.deliveries) {
            if (auto done = d.store.webhookDeliveries.insert(delivery); !done)
                return done.error();
        }
    }
    return transaction->commit();
}

Result<void> WebhookService::writeProgress(const WebhookReport &report)
{
    Webhook webhook;
    webhook.id = report.webhookId;
    webhook.health = report.health;
    webhook.present = report.present;
    webhook.replay = report.replay;
    if (report.revision == m_known.value(report.webhookId).revision)
        return d.store.webhooks.updateProgress(webhook);
    // People have changed it since: only how far it has got counts.
    auto stored = d.store.webhooks.byId(report.webhookId);
    if (!stored)
        return stored.error();
    if (!*stored)
        return {};
    (*stored)->present = report.present;
    return d.store.webhooks.updateProgress(**stored);
}

void WebhookService::tell(const QList<WebhookReport> &reports)
{
    for (const WebhookReport &report : reports) {
        const auto known = m_known.find(report.webhookId);
        if (known == m_known.end() || known->revision != report.revision)
            continue;
        const bool wasOn = known->state == WebhookState::On;
        const bool isNews = known->state != report.health.state() || known->isFailing != report.health.isFailing();
        known->state = report.health.state();
        known->isFailing = report.health.isFailing();
        if (wasOn && !report.health.isOn())
            tellOff(report.webhookId, *known, report.health);
        if (isNews)
            d.feed.add(ChangeKind::Webhook, known->owner.value_or(QString()), QString::number(report.webhookId),
                       ChangeAction::Changed);
    }
}

void WebhookService::tellOff(std::int64_t id, const Known &webhook, const WebhookHealth &health)
{
    qCWarning(lcWebhook).noquote() << u"switched off url="_s + logSafe(webhook.url)
                                   << logSafe(health.fields().lastError);
    const bool isGone = health.state() == WebhookState::Gone;
    const QString problem = health.fields().lastError;
    const QJsonObject args{{u"id"_s, QString::number(id)},
                           {u"url"_s, webhook.url},
                           {u"problem"_s, problem},
                           {u"summary"_s, u"%1: %2"_s.arg(webhook.url, problem)},
                           {u"gone"_s, isGone},
                           {u"given_up"_s, !isGone},
                           {u"which"_s, webhook.owner ? u"--cluster "_s + *webhook.owner : u"--installation"_s}};
    const QString kind = u"webhook.off"_s;
    if (webhook.owner)
        return d.notifications.tellOfHost(kind, *webhook.owner, 0, QUrl(webhook.url).host(), args);
    if (const auto done = d.notifications.storeForOperator(kind, args); done)
        d.notifications.announceToOperator(kind);
    else
        qCWarning(lcWebhook).noquote() << "not told" << describe(done.error());
}

void WebhookService::forgetRecipient(const QString &clusterId, const QString &recipient)
{
    if (const auto done = d.store.webhookDeliveries.forgetAnswersWith(clusterId, recipient.trimmed()); !done)
        qCWarning(lcWebhook).noquote() << "answers of receivers were not forgotten" << describe(done.error());
}

} // namespace unmta
