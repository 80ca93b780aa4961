#include "contract/text/EventLines.h"

#include "contract/text/Csv.h"

#include <QJsonDocument>
#include <QStringList>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

// The fields of an event in the order of the API's description.
const QStringList &columns()
{
    static const QStringList names{
        u"event_id"_s,   u"type"_s,       u"timestamp"_s, u"cluster_id"_s, u"tracking_host"_s,
        u"message_id"_s, u"recipient"_s,  u"url"_s,       u"link_index"_s, u"link_name"_s,
        u"ip"_s,         u"user_agent"_s, u"bot"_s,       u"meta"_s,       u"cursor"_s,
    };
    return names;
}

} // namespace

QByteArray csvHeader()
{
    return csvHeading(columns());
}

QByteArray csvLine(const QJsonObject &event)
{
    return csvRow(event, columns());
}

QByteArray jsonLine(const QJsonObject &event)
{
    return QJsonDocument(event).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace unmta
