#include "store/tables/apps/AppLinkTable.h"

#include "store/Database.h"
#include "store/Statement.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

QString platformText(AppPlatform platform)
{
    const std::string_view name = appPlatformName(platform);
    return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
}

struct AppLinkRow
{
    std::int64_t domainId = 0;
    std::optional<AppPlatform> platform;
    QByteArray content;
};

AppLinkRow readAppLinks(const Statement &row)
{
    return {row.integer(0), appPlatformFromName(row.text(1)), row.text(2).toUtf8()};
}

} // namespace

Result<void> AppLinkTable::set(std::int64_t domainId, AppPlatform platform, const QByteArray &content, TimePoint now)
{
    Statement statement(m_database, u"INSERT INTO app_links (domain_id, platform, content, updated_at) "
                                    "VALUES (?, ?, ?, ?) ON CONFLICT (domain_id, platform) "
                                    "DO UPDATE SET content = excluded.content, updated_at = excluded.updated_at"_s);
    return statement.bind(domainId).bind(platformText(platform)).bind(QString::fromUtf8(content)).bind(now).run();
}

Result<void> AppLinkTable::remove(std::int64_t domainId, AppPlatform platform)
{
    Statement statement(m_database, u"DELETE FROM app_links WHERE domain_id = ? AND platform = ?"_s);
    return statement.bind(domainId).bind(platformText(platform)).runOnExisting();
}

Result<AppLinks> AppLinkTable::of(std::int64_t domainId) const
{
    Statement statement(m_database, u"SELECT domain_id, platform, content FROM app_links WHERE domain_id = ?"_s);
    const auto rows = statement.bind(domainId).rows(readAppLinks);
    if (!rows)
        return rows.error();
    AppLinks links;
    for (const AppLinkRow &row : *rows) {
        if (row.platform)
            links.of(*row.platform) = row.content;
    }
    return links;
}

Result<QHash<std::int64_t, AppLinks>> AppLinkTable::all() const
{
    Statement statement(m_database, u"SELECT domain_id, platform, content FROM app_links"_s);
    const auto rows = statement.rows(readAppLinks);
    if (!rows)
        return rows.error();
    QHash<std::int64_t, AppLinks> links;
    for (const AppLinkRow &row : *rows) {
        if (row.platform)
            links[row.domainId].of(*row.platform) = row.content;
    }
    return links;
}

} // namespace unmta::store
