#include "ctl/EventExport.h"

#include <QJsonDocument>
#include <QStringList>

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

// The fields of an event in the order of the API's description.
const QStringList &columns()
{
    static const QStringList names{
        u"event_id"_s,   u"type"_s,       u"timestamp"_s, u"cluster_id"_s, u"tracking_host"_s,
        u"message_id"_s, u"recipient"_s,  u"url"_s,       u"link_index"_s, u"link_name"_s,
        u"ip"_s,         u"user_agent"_s, u"bot"_s,       u"meta"_s,
    };
    return names;
}

QString textOf(const QJsonValue &value)
{
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    if (value.isDouble())
        return QString::number(value.toInteger());
    return value.toString();
}

QByteArray cell(QString text)
{
    if (!text.isEmpty() && u"=+-@\t\r\n"_s.contains(text.front()))
        text.prepend(u'\'');
    const bool quoted = std::any_of(text.begin(), text.end(), [](QChar c) { return u",;\"\r\n\t'"_s.contains(c); });
    if (quoted)
        text = u'"' + text.replace(u'"', u"\"\""_s) + u'"';
    return text.toUtf8();
}

} // namespace

QByteArray csvHeader()
{
    return columns().join(u',').toLatin1() + "\r\n";
}

QByteArray csvLine(const QJsonObject &event)
{
    QByteArrayList cells;
    for (const QString &name : columns())
        cells << cell(textOf(event.value(name)));
    return cells.join(',') + "\r\n";
}

QByteArray jsonLine(const QJsonObject &event)
{
    return QJsonDocument(event).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace unmta::ctl
