#include "service/nodes/NodeNews.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

QByteArray valueOf(const QString &key, const QString &value)
{
    return QJsonDocument(QJsonObject{{key, value}}).toJson(QJsonDocument::Compact);
}

} // namespace

AuditEntry auditEntryOf(const NodeNews &news)
{
    AuditEntry entry;
    entry.actor = u"engine"_s;
    entry.subject = news.id;
    entry.detail = news.name;
    if (news.kind == NodeNews::Kind::Joined) {
        entry.action = u"node.joined"_s;
        entry.after = valueOf(u"version"_s, news.version);
        return entry;
    }
    entry.action = u"node.took_over"_s;
    entry.before = valueOf(u"upkeep"_s, news.beforeName.isEmpty() ? news.beforeId : news.beforeName);
    entry.after = valueOf(u"upkeep"_s, news.name);
    return entry;
}

} // namespace unmta
