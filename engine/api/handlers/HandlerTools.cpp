#include "api/handlers/HandlerTools.h"

#include "service/access/AuditLog.h"

#include <QJsonDocument>

namespace unmta {

namespace {

QByteArray jsonOf(const QJsonObject &values)
{
    return values.isEmpty() ? QByteArray() : QJsonDocument(values).toJson(QJsonDocument::Compact);
}

} // namespace

Values Values::difference(const QJsonObject &before, const QJsonObject &after)
{
    Values values;
    for (auto it = before.begin(); it != before.end(); ++it) {
        if (after.value(it.key()) != it.value())
            values.before.insert(it.key(), it.value());
    }
    for (auto it = after.begin(); it != after.end(); ++it) {
        if (before.value(it.key()) != it.value())
            values.after.insert(it.key(), it.value());
    }
    return values;
}

void audit(AuditLog &log, const ApiCall &call, const QString &action, const QString &subject, const QString &detail,
           const Values &values)
{
    AuditEntry entry;
    entry.actor = call.actor;
    entry.action = action;
    entry.subject = subject;
    entry.detail = detail;
    entry.peer = call.peer;
    entry.before = jsonOf(values.before);
    entry.after = jsonOf(values.after);
    if (const QString cluster = call.parameter("cluster"); !cluster.isEmpty())
        entry.clusterId = cluster;
    log.write(std::move(entry));
}

} // namespace unmta
