#include "store/tables/RewriteRulesTable.h"

#include "store/Database.h"
#include "store/Statement.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

Result<TrackingRules> RewriteRulesTable::of(const QString &clusterId) const
{
    Statement statement(m_database, u"SELECT opens, clicks, plain_text, dkim_signed, pixel_position FROM rewrite_rules "
                                    "WHERE cluster_id = ?"_s);
    const auto found = statement.bind(clusterId).row([](const Statement &row) {
        return TrackingRules{row.flag(0), row.flag(1), row.flag(2), row.flag(3),
                             pixelPositionFrom(row.text(4)).value_or(PixelPosition::Auto)};
    });
    if (!found)
        return found.error();
    return found->value_or(TrackingRules());
}

Result<void> RewriteRulesTable::set(const QString &clusterId, const TrackingRules &rules)
{
    Statement statement(
        m_database, u"INSERT INTO rewrite_rules (cluster_id, opens, clicks, plain_text, dkim_signed, pixel_position) "
                    "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (cluster_id) DO UPDATE SET opens = excluded.opens, "
                    "clicks = excluded.clicks, plain_text = excluded.plain_text, dkim_signed = excluded.dkim_signed, "
                    "pixel_position = excluded.pixel_position"_s);
    return statement.bind(clusterId)
        .bind(rules.opens)
        .bind(rules.clicks)
        .bind(rules.plainText)
        .bind(rules.dkimSigned)
        .bind(nameOf(rules.pixelPosition))
        .run();
}

} // namespace unmta::store
