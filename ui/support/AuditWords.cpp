#include "support/AuditWords.h"

#include "support/Formatting.h"
#include "support/SettingWords.h"
#include "support/Words.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

struct AuditWords
{
    Q_DECLARE_TR_FUNCTIONS(AuditWords)
};

QString noValue()
{
    return u"–"_s;
}

QString fieldWord(const QString &key)
{
    if (const QString label = settingLabel(key); !label.isEmpty())
        return label;
    static const QHash<QString, QString> words{
        {u"access_key"_s, AuditWords::tr("Access key")},
        {u"batch"_s, AuditWords::tr("In batches")},
        {u"bucket"_s, AuditWords::tr("Bucket")},
        {u"clicks"_s, AuditWords::tr("Track clicks")},
        {u"cluster_id"_s, AuditWords::tr("Cluster")},
        {u"compression"_s, AuditWords::tr("Compression")},
        {u"default"_s, AuditWords::tr("Default")},
        {u"default_on_verify"_s, AuditWords::tr("Default once verified")},
        {u"dkim_signed"_s, AuditWords::tr("Also signed messages")},
        {u"enabled"_s, AuditWords::tr("Switched on")},
        {u"endpoint"_s, AuditWords::tr("Endpoint")},
        {u"expires_at"_s, AuditWords::tr("Valid until")},
        {u"format"_s, AuditWords::tr("Format")},
        {u"hosts"_s, AuditWords::tr("Tracking hosts")},
        {u"interval"_s, AuditWords::tr("How often")},
        {u"kind"_s, AuditWords::tr("Kind")},
        {u"max_bytes"_s, AuditWords::tr("Largest file")},
        {u"name"_s, AuditWords::tr("Name")},
        {u"notify_to"_s, AuditWords::tr("Mail addresses")},
        {u"opens"_s, AuditWords::tr("Track opens")},
        {u"path"_s, AuditWords::tr("Directory")},
        {u"people_only"_s, AuditWords::tr("People only")},
        {u"pixel"_s, AuditWords::tr("Place of the pixel")},
        {u"pixel_position"_s, AuditWords::tr("Place of the pixel")},
        {u"plain_text"_s, AuditWords::tr("Also in plain text")},
        {u"prefix"_s, AuditWords::tr("Before every name")},
        {u"region"_s, AuditWords::tr("Region")},
        {u"scopes"_s, AuditWords::tr("Rights")},
        {u"status"_s, AuditWords::tr("Status")},
        {u"target"_s, AuditWords::tr("Value of the record")},
        {u"types"_s, AuditWords::tr("Told of")},
        {u"upkeep"_s, AuditWords::tr("Upkeep")},
        {u"url"_s, AuditWords::tr("Address")},
        {u"version"_s, AuditWords::tr("Version")},
    };
    return words.value(key, key);
}

QString scopeWord(const QString &scope)
{
    static const QHash<QString, QString> words{{u"admin"_s, AuditWords::tr("everything")},
                                               {u"events"_s, AuditWords::tr("read events")},
                                               {u"read"_s, AuditWords::tr("read everything")},
                                               {u"rewrite"_s, AuditWords::tr("rewrite mail")}};
    return words.value(scope, scope);
}

QString textWord(const QString &key, const QString &value)
{
    if (value.isEmpty())
        return noValue();
    if (!settingLabel(key).isEmpty())
        return settingValueWords(key, value);
    if (key == u"scopes")
        return scopeWord(value);
    if (key == u"types")
        return webhookTypeWord(value);
    if (key == u"expires_at")
        return withLocalTimes(value);
    static const QHash<QString, QString> words{
        {u"status active"_s, AuditWords::tr("active")},
        {u"status pending"_s, AuditWords::tr("pending")},
        {u"kind directory"_s, AuditWords::tr("a directory of the engine's computer")},
        {u"kind s3"_s, AuditWords::tr("an object store (S3)")},
        {u"compression none"_s, AuditWords::tr("none")},
        {u"pixel_position auto"_s, AuditWords::tr("by size")},
        {u"pixel_position start"_s, AuditWords::tr("at the start")},
        {u"pixel_position end"_s, AuditWords::tr("at the end")},
    };
    return words.value(key + u' ' + value, value);
}

QString valueWord(const QString &key, const QJsonValue &value)
{
    if (value.isString())
        return textWord(key, value.toString());
    if (value.isUndefined() || value.isNull())
        return noValue();
    if (value.isBool())
        return value.toBool() ? AuditWords::tr("yes") : AuditWords::tr("no");
    if (value.isDouble())
        return number(value.toInteger());
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    QStringList parts;
    for (const QJsonValue &each : value.toArray())
        parts << valueWord(key, each);
    return parts.isEmpty() ? noValue() : parts.join(u", "_s);
}

// A webhook's number tells nobody which it is.
QString addressOf(const wire::AuditEntry &entry)
{
    for (const QString &url :
         {entry.after.value(u"url"_s).toString(), entry.before.value(u"url"_s).toString(), entry.detail}) {
        if (url.startsWith(u"http"))
            return url;
    }
    return AuditWords::tr("Webhook %1").arg(entry.subject);
}

} // namespace

QString actorWord(const QString &actor)
{
    if (actor == u"console")
        return AuditWords::tr("This console");
    if (actor == u"local")
        return AuditWords::tr("Command line here");
    if (actor == u"engine")
        return AuditWords::tr("The engine");
    if (actor.startsWith(u"token:"))
        return AuditWords::tr("Token %1").arg(actor.mid(6));
    return actor;
}

QString actorInSentence(const QString &actor)
{
    if (actor == u"console")
        return AuditWords::tr("this console", "by this console");
    if (actor == u"local")
        return AuditWords::tr("the command line", "by the command line");
    if (actor == u"engine")
        return AuditWords::tr("the engine", "by the engine");
    if (actor.startsWith(u"token:"))
        return AuditWords::tr("the token “%1”", "by the token").arg(actor.mid(6));
    return actor;
}

QString actionWord(const QString &action)
{
    const std::pair<const char *, QString> words[]{
        {"cluster.created", AuditWords::tr("Cluster created")},
        {"cluster.deleted", AuditWords::tr("Cluster deleted")},
        {"cluster.notify_to", AuditWords::tr("Addresses of a cluster changed")},
        {"cluster.renamed", AuditWords::tr("Cluster renamed")},
        {"cluster.rewrite_rules", AuditWords::tr("Rewriting rules changed")},
        {"domain.added", AuditWords::tr("Tracking domain added")},
        {"domain.app_links_deleted", AuditWords::tr("App links deleted")},
        {"domain.app_links_set", AuditWords::tr("App links set")},
        {"domain.default_set", AuditWords::tr("Made the default")},
        {"domain.default_unset", AuditWords::tr("No longer the default")},
        {"domain.deleted", AuditWords::tr("Tracking domain deleted")},
        {"events.deleted", AuditWords::tr("A recipient's events deleted")},
        {"events.judged", AuditWords::tr("Events judged again")},
        {"monitor.released", AuditWords::tr("Monitor released")},
        {"node.drained", AuditWords::tr("Node taken out of service")},
        {"node.joined", AuditWords::tr("Node joined")},
        {"node.removed", AuditWords::tr("Node removed")},
        {"node.resumed", AuditWords::tr("Node taken into service again")},
        {"node.took_over", AuditWords::tr("Upkeep taken over")},
        {"notifications.tested", AuditWords::tr("Test mail sent")},
        {"settings.changed", AuditWords::tr("Setting changed")},
        {"settings.tested", AuditWords::tr("Settings tried")},
        {"shipping.deleted", AuditWords::tr("Shipping stopped")},
        {"shipping.set", AuditWords::tr("Shipping set up")},
        {"store.backed_up", AuditWords::tr("Store backed up")},
        {"token.created", AuditWords::tr("Token created")},
        {"token.revoked", AuditWords::tr("Token revoked")},
        {"token.rotated", AuditWords::tr("Token rotated")},
        {"webhook.changed", AuditWords::tr("Webhook changed")},
        {"webhook.created", AuditWords::tr("Webhook created")},
        {"webhook.deleted", AuditWords::tr("Webhook deleted")},
        {"webhook.replayed", AuditWords::tr("Webhook replayed")},
        {"webhook.secret_rotated", AuditWords::tr("Webhook's secret rotated")}};
    for (const auto &[known, word] : words) {
        if (action == QLatin1StringView(known))
            return word;
    }
    return action;
}

QString subjectWords(const wire::AuditEntry &entry)
{
    if (entry.action.startsWith(u"webhook."))
        return addressOf(entry);
    if (entry.action.startsWith(u"node.") && !entry.detail.isEmpty())
        return entry.detail; // the node's name
    if (entry.action.startsWith(u"cluster.")) {
        const QString name = entry.after.value(u"name"_s).toString(entry.before.value(u"name"_s).toString());
        return name.isEmpty() ? entry.subject : name;
    }
    if (entry.action == u"settings.changed") {
        QStringList labels;
        for (const QString &key : entry.subject.split(u", "_s))
            labels << fieldWord(key);
        return labels.join(u", "_s);
    }
    return entry.subject;
}

QString detailWords(const wire::AuditEntry &entry)
{
    static const QRegularExpression figure(u"(\\d+)"_s);
    const QString &detail = entry.detail;
    const QString count = number(figure.match(detail).captured(1).toLongLong());
    if (entry.action.startsWith(u"node."))
        return AuditWords::tr("Id: %1").arg(entry.subject);
    if (entry.action == u"events.deleted")
        return AuditWords::tr("Events of one recipient: %1").arg(count);
    if (entry.action == u"events.judged")
        return AuditWords::tr("Events with another verdict: %1").arg(count);
    if (entry.action == u"monitor.released")
        return AuditWords::tr("Domains: %1").arg(count);
    if (entry.action == u"webhook.replayed")
        return detail.startsWith(u"delivery ")
                   ? AuditWords::tr("Delivery %1").arg(detail.section(u' ', 1))
                   : AuditWords::tr("Since %1").arg(withLocalTimes(detail.section(u' ', 1)));
    if (entry.action == u"settings.tested") {
        QStringList labels;
        for (const QString &key : detail.split(u", "_s, Qt::SkipEmptyParts))
            labels << fieldWord(key);
        return labels.join(u", "_s);
    }
    // The subject, or the values that changed, tell the same.
    const bool isTold = entry.action.startsWith(u"webhook.") || entry.action.startsWith(u"cluster.") ||
                        entry.action.startsWith(u"token.");
    return isTold ? QString() : detail;
}

QString changeLines(const wire::AuditEntry &entry)
{
    QStringList lines;
    QStringList names = entry.before.keys() + entry.after.keys();
    names.sort();
    names.removeDuplicates();
    for (const QString &name : std::as_const(names)) {
        const bool wasThere = entry.before.contains(name);
        const bool isThere = entry.after.contains(name);
        const QString word = fieldWord(name);
        const QString before = valueWord(name, entry.before.value(name));
        const QString after = valueWord(name, entry.after.value(name));
        lines << (wasThere && isThere ? AuditWords::tr("%1: %2 → %3").arg(word, before, after)
                  : isThere           ? AuditWords::tr("%1: %2").arg(word, after)
                                      : AuditWords::tr("%1 was %2").arg(word, before));
    }
    return lines.join(u'\n');
}

} // namespace unmta::ui
