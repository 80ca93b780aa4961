#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "service/webhooks/WebhookService.h"
#include "service/webhooks/WebhookSignature.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

wire::WebhookState stateOf(const WebhookHealth &health)
{
    switch (health.state()) {
    case WebhookState::On:
        return health.isFailing() ? wire::WebhookState::Failing : wire::WebhookState::On;
    case WebhookState::Off:
        return wire::WebhookState::Off;
    case WebhookState::Gone:
        return wire::WebhookState::Gone;
    case WebhookState::GivenUp:
        return wire::WebhookState::GivenUp;
    }
    return wire::WebhookState::Off;
}

wire::Webhook toWire(const Webhook &webhook, const WebhookReading &reading)
{
    const WebhookHealth::Fields &health = webhook.health.fields();
    wire::Webhook result;
    result.id = webhook.id;
    result.clusterId = webhook.clusterId;
    result.url = webhook.url;
    for (const WebhookType type : webhook.types)
        result.types << webhookTypeName(type);
    result.hosts = webhook.hosts;
    result.peopleOnly = webhook.peopleOnly;
    result.batch = webhook.isBatch;
    result.enabled = webhook.health.isOn();
    result.state = stateOf(webhook.health);
    result.failures = health.failures;
    result.nextAttemptAt = health.nextAttemptAt;
    result.lastSuccessAt = health.lastSuccessAt;
    result.lastError = health.lastError;
    result.backlog = reading.backlog;
    result.behindSeconds = std::chrono::duration_cast<std::chrono::seconds>(reading.behind).count();
    result.replaying = webhook.replay.has_value();
    result.formerSecretUntil = webhook.formerUntil;
    result.createdAt = webhook.createdAt;
    return result;
}

wire::WebhookDelivery toWire(const WebhookDelivery &delivery)
{
    const char *kinds[]{"present", "replay", "test"};
    return {delivery.id,           QString::fromLatin1(kinds[static_cast<std::size_t>(delivery.kind)]),
            delivery.messageId,    delivery.at,
            delivery.calls,        delivery.events,
            delivery.attempt,      delivery.status,
            delivery.took.count(), delivery.error,
            delivery.problem,      QString::fromUtf8(delivery.answer),
            delivery.nextAttemptAt};
}

// The same operations twice: below a cluster, and for the installation.
class WebhookHandlers
{
public:
    WebhookHandlers(ApiDispatcher &dispatcher, WebhookService &webhooks, AuditLog &log)
        : m_dispatcher(dispatcher)
        , m_webhooks(webhooks)
        , m_log(log)
    {}

    [[nodiscard]] Result<ApiResponse> list(const ApiCall &call) const
    {
        return pageResponse(wholeOrPage(call, [&](const QString &after,
                                                  int limit) { return m_webhooks.list(ownerOf(call), after, limit); }),
                            [this](const Webhook &webhook) { return shown(webhook); });
    }

    void create(const ApiCall &call, const ApiAnswer &answer) const
    {
        const auto input = call.body<wire::WebhookInput>();
        if (!input)
            return answer(input.error());
        const WebhookEdit edit{input->url, input->types, input->hosts, input->peopleOnly, input->batch, input->enabled};
        withLastEvent(answer, [*this, call, edit](std::int64_t last) -> Result<ApiResponse> {
            const auto webhook = m_webhooks.create(ownerOf(call), edit, last);
            if (!webhook)
                return webhook.error();
            auditOf(call, u"webhook.created"_s, *webhook, webhook->url, {{}, setUp(*webhook)});
            return dataResponse(shownWithSecret(*webhook), 201);
        });
    }

    [[nodiscard]] Result<ApiResponse> get(const ApiCall &call) const
    {
        const auto webhook = m_webhooks.find(ownerOf(call), idOf(call));
        if (!webhook)
            return webhook.error();
        return dataResponse(shown(*webhook));
    }

    [[nodiscard]] Result<ApiResponse> update(const ApiCall &call) const
    {
        const auto input = call.body<wire::WebhookChange>();
        if (!input)
            return input.error();
        const auto before = m_webhooks.find(ownerOf(call), idOf(call));
        if (!before)
            return before.error();
        const auto webhook = m_webhooks.change(
            ownerOf(call), idOf(call),
            {input->url, input->types, input->hosts, input->peopleOnly, input->batch, input->enabled});
        if (!webhook)
            return webhook.error();
        auditOf(call, u"webhook.changed"_s, *webhook, webhook->url,
                Values::difference(setUp(*before), setUp(*webhook)));
        return dataResponse(shown(*webhook));
    }

    [[nodiscard]] Result<ApiResponse> remove(const ApiCall &call) const
    {
        const auto webhook = m_webhooks.find(ownerOf(call), idOf(call));
        if (!webhook)
            return webhook.error();
        if (auto done = m_webhooks.remove(ownerOf(call), webhook->id); !done)
            return done.error();
        auditOf(call, u"webhook.deleted"_s, *webhook, webhook->url, {setUp(*webhook), {}});
        return emptyResponse();
    }

    [[nodiscard]] Result<ApiResponse> rotateSecret(const ApiCall &call) const
    {
        const auto webhook = m_webhooks.rotateSecret(ownerOf(call), idOf(call));
        if (!webhook)
            return webhook.error();
        auditOf(call, u"webhook.secret_rotated"_s, *webhook, webhook->url);
        return dataResponse(shownWithSecret(*webhook));
    }

    void test(const ApiCall &call, const ApiAnswer &answer) const
    {
        m_webhooks.test(ownerOf(call), idOf(call), [answer](const Result<WebhookDelivery> &delivery) {
            answer(delivery ? Result(dataResponse(wire::toJson(toWire(*delivery)))) : delivery.error());
        });
    }

    void replay(const ApiCall &call, const ApiAnswer &answer) const
    {
        const auto input = call.body<wire::WebhookReplay>();
        if (!input)
            return answer(input.error());
        const WebhookReplay what{input->delivery, input->since, input->until};
        withLastEvent(answer, [*this, call, what](std::int64_t last) -> Result<ApiResponse> {
            const auto webhook = m_webhooks.replay(ownerOf(call), idOf(call), what, last);
            if (!webhook)
                return webhook.error();
            auditOf(call, u"webhook.replayed"_s, *webhook,
                    what.delivery ? u"delivery %1"_s.arg(qlonglong{*what.delivery})
                                  : u"since %1"_s.arg(toIso8601(*what.since)));
            return dataResponse(shown(*webhook), 202);
        });
    }

    [[nodiscard]] Result<ApiResponse> deliveries(const ApiCall &call) const
    {
        return pageResponse(onePage(call, 100,
                                    [&](const QString &after, int limit) {
                                        return m_webhooks.deliveries(ownerOf(call), idOf(call), after, limit);
                                    }),
                            [](const WebhookDelivery &delivery) { return wire::toJson(toWire(delivery)); });
    }

private:
    static WebhookService::Owner ownerOf(const ApiCall &call)
    {
        const QString cluster = call.parameter("cluster");
        return cluster.isEmpty() ? WebhookService::Owner() : WebhookService::Owner(cluster);
    }

    // 0, which no webhook has, for what is no number.
    static std::int64_t idOf(const ApiCall &call) { return call.parameter("id").toLongLong(); }

    // What people have chosen, without what comes about by itself.
    static QJsonObject setUp(const Webhook &webhook)
    {
        const wire::Webhook shown = toWire(webhook, {});
        return {{u"url"_s, shown.url},
                {u"types"_s, QJsonArray::fromStringList(shown.types)},
                {u"hosts"_s, QJsonArray::fromStringList(shown.hosts)},
                {u"people_only"_s, shown.peopleOnly},
                {u"batch"_s, shown.batch},
                {u"enabled"_s, shown.enabled}};
    }

    void auditOf(const ApiCall &call, const QString &action, const Webhook &webhook, const QString &detail,
                 const Values &values = {}) const
    {
        audit(m_log, call, action, QString::number(webhook.id), detail, values);
    }

    [[nodiscard]] QJsonObject shown(const Webhook &webhook) const
    {
        return wire::toJson(toWire(webhook, m_webhooks.reading(webhook.id)));
    }

    [[nodiscard]] QJsonObject shownWithSecret(const Webhook &webhook) const
    {
        wire::Webhook result = toWire(webhook, m_webhooks.reading(webhook.id));
        result.secret = webhookSecretText(webhook.secret);
        return wire::toJson(result);
    }

    // Where the present events end is read on a worker.
    template <typename Then>
    void withLastEvent(const ApiAnswer &answer, Then then) const
    {
        onWorker(
            m_dispatcher, [webhooks = &m_webhooks] { return webhooks->lastEvent(); },
            [answer, then = std::move(then)](const Result<std::int64_t> &last) {
                answer(last ? then(*last) : Result<ApiResponse>(last.error()));
            });
    }

    ApiDispatcher &m_dispatcher;
    WebhookService &m_webhooks;
    AuditLog &m_log;
};

} // namespace

void addWebhookHandlers(ApiDispatcher &dispatcher, WebhookService &webhooks, AuditLog &audit)
{
    const WebhookHandlers h(dispatcher, webhooks, audit);
    for (const auto *operation : {&api::listWebhooks, &api::listInstallationWebhooks})
        dispatcher.on(*operation, [h](const ApiCall &call) { return h.list(call); });
    for (const auto *operation : {&api::createWebhook, &api::createInstallationWebhook})
        dispatcher.on(*operation, [h](const ApiCall &call, const ApiAnswer &answer) { h.create(call, answer); });
    for (const auto *operation : {&api::getWebhook, &api::getInstallationWebhook})
        dispatcher.on(*operation, [h](const ApiCall &call) { return h.get(call); });
    for (const auto *operation : {&api::updateWebhook, &api::updateInstallationWebhook})
        dispatcher.on(*operation, [h](const ApiCall &call) { return h.update(call); });
    for (const auto *operation : {&api::deleteWebhook, &api::deleteInstallationWebhook})
        dispatcher.on(*operation, [h](const ApiCall &call) { return h.remove(call); });
    for (const auto *operation : {&api::testWebhook, &api::testInstallationWebhook})
        dispatcher.on(*operation, [h](const ApiCall &call, const ApiAnswer &answer) { h.test(call, answer); });
    for (const auto *operation : {&api::replayWebhook, &api::replayInstallationWebhook})
        dispatcher.on(*operation, [h](const ApiCall &call, const ApiAnswer &answer) { h.replay(call, answer); });
    for (const auto *operation : {&api::rotateWebhookSecret, &api::rotateInstallationWebhookSecret})
        dispatcher.on(*operation, [h](const ApiCall &call) { return h.rotateSecret(call); });
    for (const auto *operation : {&api::listWebhookDeliveries, &api::listInstallationWebhookDeliveries})
        dispatcher.on(*operation, [h](const ApiCall &call) { return h.deliveries(call); });
}

} // namespace unmta
