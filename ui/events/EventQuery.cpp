#include "events/EventQuery.h"

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

QString parameterOf(EventQuery::Field field)
{
    switch (field) {
    case EventQuery::Field::MessageId:
        return u"message_id"_s;
    case EventQuery::Field::Link:
        return u"link"_s;
    case EventQuery::Field::Host:
        return u"host"_s;
    case EventQuery::Field::Recipient:
        break;
    }
    return u"recipient"_s;
}

} // namespace

EventQuery EventQuery::narrowed(Field by, const QString &to) const
{
    EventQuery query = *this;
    if (!text.isEmpty())
        query.also.append({field, text});
    query.also.removeIf([by](const auto &each) { return each.first == by; });
    query.field = by;
    query.text = to;
    return query;
}

QueryItems EventQuery::items(TimePoint now) const
{
    QueryItems items;
    if (!kind.isEmpty())
        items.append({u"kind"_s, kind});
    if (who != Who::Everybody)
        items.append({u"people"_s, who == Who::People ? u"true"_s : u"false"_s});
    if (!text.isEmpty())
        items.append({parameterOf(field), text});
    for (const auto &[name, value] : also)
        items.append({parameterOf(name), value});
    if (span) {
        items.append({u"since"_s, toIso8601(span->first)});
        items.append({u"until"_s, toIso8601(span->second)});
    } else if (within) {
        items.append({u"since"_s, toIso8601(now - *within)});
    }
    return items;
}

} // namespace unmta::ui
