#include "store/events/EventSql.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

// Without NOT INDEXED the planner walks a whole index, every event ever stored, because it is in the order of the
// groups. The row number remains usable.
QString countsSince(QLatin1StringView columns, QLatin1StringView groups)
{
    return "SELECT "_L1 + columns +
           ", sum(CASE WHEN kind = 'open' THEN 1 ELSE 0 END), sum(CASE WHEN kind = 'click' THEN 1 ELSE 0 END), "
           "sum(CASE WHEN kind = 'open' AND bot = '' THEN 1 ELSE 0 END), "
           "sum(CASE WHEN kind = 'click' AND bot = '' THEN 1 ELSE 0 END) "
           "FROM event NOT INDEXED WHERE seq > ? GROUP BY "_L1 +
           groups;
}

} // namespace

QString expandBatchesSql()
{
    return u"INSERT INTO event (event_id, kind, timestamp, cluster_id, domain_id, tracking_host, message_id, "
           u"recipient, "
           "url, link_index, link_name, ip, user_agent, bot, meta) "
           "SELECT json_extract(e.value, '$[0]'), json_extract(e.value, '$[1]'), json_extract(e.value, '$[2]'), "
           "json_extract(e.value, '$[3]'), json_extract(e.value, '$[4]'), json_extract(e.value, '$[5]'), "
           "json_extract(e.value, '$[6]'), json_extract(e.value, '$[7]'), json_extract(e.value, '$[8]'), "
           "json_extract(e.value, '$[9]'), json_extract(e.value, '$[10]'), json_extract(e.value, '$[11]'), "
           "json_extract(e.value, '$[12]'), json_extract(e.value, '$[13]'), json_extract(e.value, '$[14]') "
           "FROM event_batch b, json_each(b.packed) e WHERE b.id <= ? ORDER BY b.id, e.id "
           "ON CONFLICT (event_id) DO NOTHING"_s;
}

QString countNewSql()
{
    return u"SELECT count(DISTINCT json_extract(e.value, '$[0]')) FROM event_batch b, json_each(b.packed) e "
           "WHERE b.id > ? AND NOT EXISTS (SELECT 1 FROM event WHERE event_id = json_extract(e.value, '$[0]')) "
           "AND json_extract(e.value, '$[0]') NOT IN (SELECT json_extract(o.value, '$[0]') "
           "FROM event_batch older, json_each(older.packed) o WHERE older.id <= ?)"_s;
}

QString addActivitySql()
{
    return "INSERT INTO activity (cluster_id, tracking_host, hour, domain_id, opens, clicks, opens_people, "
           "clicks_people) "_L1 +
           countsSince("cluster_id, tracking_host, timestamp / 3600000, domain_id"_L1, "1, 2, 3, 4"_L1) +
           " ON CONFLICT (cluster_id, tracking_host, hour, domain_id) DO UPDATE SET "
           "opens = activity.opens + excluded.opens, clicks = activity.clicks + excluded.clicks, "
           "opens_people = activity.opens_people + excluded.opens_people, "
           "clicks_people = activity.clicks_people + excluded.clicks_people"_L1;
}

QString countIncreasesSql()
{
    return countsSince("cluster_id, domain_id, tracking_host"_L1, "1, 2, 3"_L1);
}

} // namespace unmta::store
