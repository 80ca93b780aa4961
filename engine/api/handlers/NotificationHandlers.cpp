#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "service/notices/NotificationService.h"
#include "service/notices/OutboxService.h"
#include "service/settings/SettingsService.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(DeliveryState state)
{
    switch (state) {
    case DeliveryState::ScreenOnly:
        return u"screen"_s;
    case DeliveryState::Queued:
        return u"queued"_s;
    case DeliveryState::Sent:
        return u"sent"_s;
    case DeliveryState::Failed:
        return u"failed"_s;
    }
    return {};
}

wire::Notification toWire(const Notification &notification)
{
    return {notification.id,
            notification.createdAt,
            notification.kind,
            notification.clusterId.value_or(QString()),
            notification.domainName,
            notificationSentence(notification),
            nameOf(notification.delivery.state()),
            notification.delivery.fields().sentAt,
            notification.delivery.fields().lastError};
}

Result<ApiResponse> listNotifications(const NotificationService &notifications, const ApiCall &call)
{
    return pageResponse(onePage(call, 50,
                                [&](const QString &after, int limit) {
                                    return notifications.list(call.query("cluster"), after, limit);
                                }),
                        [](const Notification &notification) { return wire::toJson(toWire(notification)); });
}

void testNotifications(OutboxService &outbox, const SettingsService &settings, AuditLog &log, const ApiCall &call,
                       const ApiAnswer &answer)
{
    audit(log, call, u"notifications.tested"_s, settings.current().text("smtp.url"));
    outbox.sendTest({}, {}, [answer](const Result<OutboxService::TestOutcome> &outcome) {
        if (!outcome)
            return answer(outcome.error());
        answer(dataResponse(wire::toJson(wire::MailTest{outcome->sent, outcome->message, outcome->relay})));
    });
}

} // namespace

void addNotificationHandlers(ApiDispatcher &dispatcher, const NotificationService &notifications, OutboxService &outbox,
                             const SettingsService &settings, AuditLog &audit)
{
    dispatcher.on(api::listNotifications, [&](const ApiCall &call) { return listNotifications(notifications, call); });
    dispatcher.on(api::testNotifications, [&](const ApiCall &call, const ApiAnswer &answer) {
        testNotifications(outbox, settings, audit, call, answer);
    });
}

} // namespace unmta
