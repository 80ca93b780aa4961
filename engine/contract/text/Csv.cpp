#include "contract/text/Csv.h"

#include <QJsonDocument>
#include <QSet>

#include <algorithm>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

QString textOf(const QJsonValue &value)
{
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    if (value.isDouble())
        return QString::number(value.toInteger());
    if (value.isBool())
        return value.toBool() ? u"true"_s : u"false"_s;
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

QByteArray csvHeading(const QStringList &columns)
{
    return columns.join(u',').toUtf8() + "\r\n";
}

QByteArray csvRow(const QJsonObject &object, const QStringList &columns)
{
    QByteArrayList cells;
    for (const QString &name : columns)
        cells << cell(textOf(object.value(name)));
    return cells.join(',') + "\r\n";
}

QStringList csvColumns(const QJsonArray &objects)
{
    QSet<QString> names;
    for (const auto &object : objects) {
        const QStringList keys = object.toObject().keys();
        names.unite(QSet<QString>(keys.begin(), keys.end()));
    }
    QStringList columns(names.begin(), names.end());
    columns.sort();
    return columns;
}

} // namespace unmta
