#include "service/shipping/ShippingManifest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace unmta {

using namespace Qt::StringLiterals;

QByteArray manifestText(const QString &clusterId, std::int64_t hour, const QList<ShippedObject> &objects)
{
    QJsonArray list;
    for (const ShippedObject &object : objects) {
        list.append(QJsonObject{{u"name"_s, object.name},
                                {u"first_seq"_s, qint64{object.firstSeq}},
                                {u"last_seq"_s, qint64{object.lastSeq}},
                                {u"events"_s, qint64{object.events}},
                                {u"bytes"_s, qint64{object.bytes}},
                                {u"sha256"_s, QString::fromLatin1(object.sha256)}});
    }
    const QJsonObject manifest{{u"version"_s, 1},
                               {u"cluster_id"_s, clusterId},
                               {u"hour"_s, toIso8601(TimePoint(std::chrono::hours(hour)))},
                               {u"objects"_s, list}};
    return QJsonDocument(manifest).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace unmta
