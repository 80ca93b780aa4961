#include "api/handlers/HandlerTools.h"
#include "api/handlers/Handlers.h"
#include "service/settings/SettingsService.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

QJsonObject settingsJson(const SettingsService &settings)
{
    QJsonObject object;
    const auto shown = settings.shown();
    for (auto it = shown.cbegin(); it != shown.cend(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

Result<QMap<QString, QString>> settingsIn(const ApiCall &call)
{
    const auto body = wire::parseObject(call.request.body);
    if (!body)
        return body.error();
    QMap<QString, QString> changes;
    for (auto it = body->begin(); it != body->end(); ++it) {
        const QJsonValue value = it.value();
        if (value.isBool())
            changes.insert(it.key(), value.toBool() ? u"on"_s : u"off"_s);
        else if (value.isNull())
            changes.insert(it.key(), {});
        else if (value.isString())
            changes.insert(it.key(), value.toString());
        else
            return Error(u"json.wrong_type"_s, it.key(), {{u"field"_s, it.key()}});
    }
    return changes;
}

Result<ApiResponse> updateSettings(SettingsService &settings, AuditLog &log, const ApiCall &call)
{
    const auto changes = settingsIn(call);
    if (!changes)
        return changes.error();
    const QJsonObject before = settingsJson(settings);
    if (auto done = settings.update(*changes); !done)
        return done.error();
    const QJsonObject after = settingsJson(settings);
    audit(log, call, u"settings.changed"_s, QStringList(changes->keys()).join(u", "_s), {},
          Values::difference(before, after));
    return dataResponse(after);
}

} // namespace

void addSettingsHandlers(ApiDispatcher &dispatcher, SettingsService &settings, AuditLog &audit)
{
    dispatcher.on(api::getSettings,
                  [&](const ApiCall &) -> Result<ApiResponse> { return dataResponse(settingsJson(settings)); });
    dispatcher.on(api::updateSettings, [&](const ApiCall &call) { return updateSettings(settings, audit, call); });
}

} // namespace unmta
