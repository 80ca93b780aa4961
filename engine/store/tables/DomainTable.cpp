#include "store/tables/DomainTable.h"

#include "domain/Hostname.h"
#include "store/Database.h"
#include "store/Names.h"
#include "store/Statement.h"
#include "store/server/Dialect.h"

#include <limits>

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

QString selectDomains(QLatin1StringView rest)
{
    return "SELECT id, cluster_id, name, target, status, is_default, default_on_verify, strikes, tries, created_at, "
           "pending_since, verified_at, last_strike_at, last_strike_uptime, next_check_at, provider FROM tracking_domain "_L1 +
           rest;
}

TrackingDomain readDomain(const Statement &row)
{
    TrackingDomain::Fields fields;
    fields.id = row.integer(0);
    fields.clusterId = row.text(1);
    fields.name = row.text(2);
    fields.target = row.text(3);
    fields.status = valueOf<DomainStatus>(domainStatusNames, row.text(4));
    fields.isDefault = row.flag(5);
    fields.defaultOnVerify = row.flag(6);
    fields.strikes = static_cast<int>(row.integer(7));
    fields.tries = static_cast<int>(row.integer(8));
    fields.createdAt = row.time(9);
    fields.pendingSince = row.time(10);
    fields.verifiedAt = row.optionalTime(11);
    fields.lastStrikeAt = row.optionalTime(12);
    if (!row.isNull(13))
        fields.lastStrikeUptime = Millis(row.integer(13));
    fields.nextCheckAt = row.optionalTime(14);
    fields.provider = row.text(15);
    return TrackingDomain::fromStore(fields);
}

// The columns that a domain's life changes, in the order of the statements below.
void bindState(Statement &statement, const TrackingDomain::Fields &fields)
{
    statement.bind(nameOf(domainStatusNames, fields.status))
        .bind(fields.isDefault)
        .bind(fields.defaultOnVerify)
        .bind(fields.strikes)
        .bind(fields.tries)
        .bind(fields.pendingSince)
        .bind(fields.verifiedAt)
        .bind(fields.lastStrikeAt)
        .bind(fields.lastStrikeUptime)
        .bind(fields.nextCheckAt);
}

// A filter's columns and their values.
class Conditions
{
public:
    Conditions(const DomainFilter &filter, Dialect dialect)
        : m_dialect(dialect)
        , m_isDefault(filter.isDefault)
    {
        const bool isCommon = filter.certificate == CertificateState::Valid;
        if (filter.certificate && !isCommon)
            add("certificate_state"_L1, nameOf(certificateStateNames, *filter.certificate));
        if (filter.provider)
            add("provider"_L1, *filter.provider);
        if (filter.status == DomainStatus::Pending)
            add("status"_L1, nameOf(domainStatusNames, *filter.status));
        if (filter.certificate && isCommon)
            add("certificate_state"_L1, nameOf(certificateStateNames, *filter.certificate));
        if (filter.status == DomainStatus::Active)
            add("status"_L1, nameOf(domainStatusNames, *filter.status));
    }

    // " AND a = ? …". The one that few rows fulfil as a rule comes first, and its index is used, no other's; none where
    // the rows are chosen otherwise.
    [[nodiscard]] QString sql(bool mayChoose) const
    {
        QString text;
        const bool isByDefault = mayChoose && m_isDefault.value_or(false);
        if (isByDefault)
            text += " AND is_default = 1"_L1; // as its index has it
        else if (m_isDefault)
            text += " AND "_L1 + besideIndexes(m_dialect, "is_default"_L1) + (*m_isDefault ? " = 1"_L1 : " = 0"_L1);
        bool isFirst = mayChoose && !isByDefault;
        for (const auto &[column, value] : m_texts) {
            const bool chooses = std::exchange(isFirst, false);
            text += " AND "_L1 + (chooses ? QString(column) : besideIndexes(m_dialect, column)) + " = ?"_L1;
        }
        return text;
    }
    void bind(Statement &statement) const
    {
        for (const auto &[column, value] : m_texts)
            statement.bind(value);
    }

private:
    void add(QLatin1StringView column, const QString &value) { m_texts.append({column, value}); }

    const Dialect m_dialect;
    const std::optional<bool> m_isDefault;
    QList<std::pair<QLatin1StringView, QString>> m_texts;
};

// For what is looked at here again, so that the store cannot know how many rows it takes.
constexpr std::int64_t noLimit = std::numeric_limits<std::int64_t>::max();

bool isAscii(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

// What the store cannot compare: letters of their own, which it has as "xn--…".
bool hasPart(const QString &name, const QString &part)
{
    const auto host = Hostname::parse(name);
    return host && host->unicode().toLower().contains(part);
}

QString partCondition(const QString &part, Dialect dialect)
{
    return part.isEmpty() ? QString() : " AND "_L1 + containsText(dialect, "name"_L1);
}

QString storedPart(const QString &part)
{
    return isAscii(part) ? part : u"xn--"_s;
}

} // namespace

Result<std::int64_t> DomainTable::insert(const TrackingDomain &domain)
{
    const auto &fields = domain.fields();
    // Asked first because the target is unique too, and only this clash has a field that the user can change.
    const auto present = byName(fields.clusterId, fields.name);
    if (!present)
        return present.error();
    if (*present)
        return Error(u"domain.duplicate"_s, u"name"_s, {{u"name"_s, fields.name}});

    Statement statement(m_database,
                        u"INSERT INTO tracking_domain (status, is_default, default_on_verify, strikes, tries, "
                        "pending_since, verified_at, last_strike_at, last_strike_uptime, next_check_at, "
                        "cluster_id, name, target, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s +
                            returningId(m_database.dialect()));
    bindState(statement, fields);
    statement.bind(fields.clusterId).bind(fields.name).bind(fields.target).bind(fields.createdAt);
    if (const auto inserted = statement.run(); !inserted)
        return inserted.error();
    return statement.insertedId();
}

Result<void> DomainTable::update(const TrackingDomain &domain)
{
    const auto &fields = domain.fields();
    auto transaction = Transaction::join(m_database);
    if (!transaction)
        return transaction.error();
    if (fields.isDefault) {
        Statement clear(m_database, u"UPDATE tracking_domain SET is_default = 0 "
                                    "WHERE cluster_id = ? AND is_default = 1 AND id <> ?"_s);
        if (auto cleared = clear.bind(fields.clusterId).bind(fields.id).run(); !cleared)
            return cleared;
    }
    {
        Statement statement(m_database,
                            u"UPDATE tracking_domain SET status = ?, is_default = ?, default_on_verify = ?, "
                            "strikes = ?, tries = ?, pending_since = ?, verified_at = ?, last_strike_at = ?, "
                            "last_strike_uptime = ?, next_check_at = ? WHERE id = ?"_s);
        bindState(statement, fields);
        if (auto updated = statement.bind(fields.id).runOnExisting(); !updated)
            return updated;
    }
    return transaction->commit();
}

Result<void> DomainTable::setProvider(std::int64_t id, const QString &provider)
{
    Statement statement(m_database, u"UPDATE tracking_domain SET provider = ? WHERE id = ?"_s);
    return statement.bind(provider).bind(id).runOnExisting();
}

Result<void> DomainTable::remove(std::int64_t id, TimePoint now)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return transaction.error();
    {
        Statement burn(m_database, u"UPDATE target SET deleted_at = coalesce(deleted_at, ?) "
                                   "WHERE target = (SELECT target FROM tracking_domain WHERE id = ?)"_s);
        if (auto burnt = burn.bind(now).bind(id).run(); !burnt)
            return burnt;
        Statement statement(m_database, u"DELETE FROM tracking_domain WHERE id = ?"_s);
        if (auto removed = statement.bind(id).runOnExisting(); !removed)
            return removed;
    }
    return transaction->commit();
}

Result<std::optional<TrackingDomain>> DomainTable::byId(std::int64_t id) const
{
    Statement statement(m_database, selectDomains("WHERE id = ?"_L1));
    return statement.bind(id).row(readDomain);
}

Result<std::optional<TrackingDomain>> DomainTable::byName(const QString &clusterId, const QString &name) const
{
    Statement statement(m_database, selectDomains("WHERE cluster_id = ? AND name = ?"_L1));
    return statement.bind(clusterId).bind(name).row(readDomain);
}

Result<std::optional<TrackingDomain>> DomainTable::defaultOf(const QString &clusterId) const
{
    Statement statement(m_database, selectDomains("WHERE cluster_id = ? AND is_default = 1"_L1));
    return statement.bind(clusterId).row(readDomain);
}

Result<std::optional<TrackingDomain>> DomainTable::activeByName(const QString &name) const
{
    Statement statement(m_database, selectDomains("WHERE name = ? AND status = 'active'"_L1));
    return statement.bind(name).row(readDomain);
}

Result<Page<TrackingDomain>> DomainTable::list(const QString &clusterId, const DomainFilter &filter,
                                               const QString &after, int limit) const
{
    const auto from = parseCursor(after, 0);
    if (!from)
        return from.error();
    const int size = clampLimit(limit);
    // A part that few names have is looked for in the names alone; the rows of one that many have come by themselves.
    constexpr qsizetype few = 2'000;
    const auto ids = idsOfPart(clusterId, filter.part, *from, few);
    if (!ids)
        return ids.error();
    const bool isRare = !filter.part.isEmpty() && ids->size() < few;
    const auto rows = isRare ? rowsOf(*ids, filter, size + 1) : rowsBehind(clusterId, filter, *from, size + 1);
    if (!rows)
        return rows.error();
    Page<TrackingDomain> page;
    page.items = rows->first(std::min<qsizetype>(rows->size(), size));
    if (rows->size() > size)
        page.next = QString::number(page.items.last().fields().id);
    return page;
}

// In order, at most `limit`; none for an empty part.
Result<QList<std::int64_t>> DomainTable::idsOfPart(const QString &clusterId, const QString &part, std::int64_t after,
                                                   qsizetype limit) const
{
    QList<std::int64_t> ids;
    if (part.isEmpty())
        return ids;
    // The unary plus leaves the index of the names as the best, and that holds all that is needed.
    Statement statement(m_database, u"SELECT id, name FROM tracking_domain WHERE cluster_id = ? AND +id > ?"_s +
                                        partCondition(part, m_database.dialect()) + " ORDER BY +id LIMIT ?"_L1);
    const bool isWhole = isAscii(part);
    statement.bind(clusterId).bind(after).bind(storedPart(part)).bind(isWhole ? std::int64_t{limit} : noLimit);
    if (const auto ran = statement.run(); !ran)
        return ran.error();
    while (ids.size() < limit && statement.next()) {
        if (isWhole || hasPart(statement.text(1), part))
            ids.append(statement.integer(0));
    }
    if (ids.size() < limit) {
        if (const auto end = statement.outcome(); !end)
            return end.error();
    }
    return ids;
}

Result<QList<TrackingDomain>> DomainTable::rowsBehind(const QString &clusterId, const DomainFilter &filter,
                                                      std::int64_t after, int limit) const
{
    const Conditions conditions(filter, m_database.dialect());
    Statement statement(m_database, selectDomains("WHERE cluster_id = ? AND id > ?"_L1) + conditions.sql(true) +
                                        partCondition(filter.part, m_database.dialect()) + " ORDER BY id LIMIT ?"_L1);
    statement.bind(clusterId).bind(after);
    conditions.bind(statement);
    if (!filter.part.isEmpty())
        statement.bind(storedPart(filter.part));
    const bool isWhole = isAscii(filter.part);
    if (const auto ran = statement.bind(isWhole ? std::int64_t{limit} : noLimit).run(); !ran)
        return ran.error();
    QList<TrackingDomain> rows;
    while (rows.size() < limit && statement.next()) {
        TrackingDomain domain = readDomain(statement);
        if (isWhole || hasPart(domain.fields().name, filter.part))
            rows.append(std::move(domain));
    }
    if (rows.size() < limit) {
        if (const auto end = statement.outcome(); !end)
            return end.error();
    }
    return rows;
}

// Of these, which have the filter's part, as many as are asked for.
Result<QList<TrackingDomain>> DomainTable::rowsOf(const QList<std::int64_t> &ids, const DomainFilter &filter,
                                                  int limit) const
{
    const Conditions conditions(filter, m_database.dialect());
    QList<TrackingDomain> rows;
    for (qsizetype from = 0; from < ids.size() && rows.size() < limit; from += maxPageSize) {
        const auto some = ids.mid(from, maxPageSize);
        Statement statement(m_database, selectDomains("WHERE id IN ("_L1) + placesFor(some.size()) + u')' +
                                            conditions.sql(false) + " ORDER BY id LIMIT ?"_L1);
        statement.bindEach(some);
        conditions.bind(statement);
        const auto found = statement.bind(limit - static_cast<int>(rows.size())).rows(readDomain);
        if (!found)
            return found.error();
        rows += *found;
    }
    return rows;
}

Result<QList<TrackingDomain>> DomainTable::due(DomainStatus status, TimePoint now, int limit,
                                               const std::optional<DuePosition> &behind) const
{
    Statement statement(m_database,
                        selectDomains("WHERE status = ? AND next_check_at <= ? AND (next_check_at, id) > (?, ?) "
                                      "ORDER BY next_check_at, id LIMIT ?"_L1));
    const std::int64_t first = std::numeric_limits<std::int64_t>::min();
    return statement.bind(nameOf(domainStatusNames, status))
        .bind(now)
        .bind(behind ? std::int64_t{toUnixMs(behind->at)} : first)
        .bind(behind ? behind->id : first)
        .bind(clampLimit(limit))
        .rows(readDomain);
}

Result<std::optional<TimePoint>> DomainTable::nextDue(DomainStatus status) const
{
    Statement statement(m_database,
                        u"SELECT next_check_at FROM tracking_domain WHERE status = ? AND next_check_at IS NOT "
                        "NULL ORDER BY next_check_at LIMIT 1"_s);
    return statement.bind(nameOf(domainStatusNames, status)).row([](const Statement &row) { return row.time(0); });
}

Result<void> DomainTable::shiftDueTimes(Millis by)
{
    Statement statement(m_database, u"UPDATE tracking_domain SET next_check_at = next_check_at + ?, pending_since = "
                                    "pending_since + ? WHERE next_check_at IS NOT NULL"_s);
    return statement.bind(std::int64_t{by.count()}).bind(std::int64_t{by.count()}).run();
}

Result<void> DomainTable::bringForward(TimePoint now, TimePoint latest, Millis span)
{
    Statement statement(m_database, u"UPDATE tracking_domain SET next_check_at = ? + (id * 7919) % ? "
                                    "WHERE status IN ('pending', 'active') AND next_check_at > ?"_s);
    return statement.bind(now).bind(std::max<std::int64_t>(span.count(), 1)).bind(latest).run();
}

Result<void> DomainTable::forEach(const Visitor &visit) const
{
    Statement statement(m_database, selectDomains("ORDER BY id"_L1));
    if (auto ran = statement.run(); !ran)
        return ran;
    while (statement.next())
        visit(readDomain(statement));
    return statement.outcome();
}

Result<void> DomainTable::forEachServed(const std::function<void(const Served &)> &visit) const
{
    // The unary plus keeps the planner from an index that would look for each row.
    Statement statement(m_database, "SELECT id, cluster_id, name, is_default FROM tracking_domain WHERE "_L1 +
                                        besideIndexes(m_database.dialect(), "status"_L1) + " = 'active'"_L1);
    if (auto ran = statement.run(); !ran)
        return ran;
    while (statement.next())
        visit({statement.integer(0), statement.text(1), statement.text(2), statement.flag(3)});
    return statement.outcome();
}

Result<DomainTable::Counts> DomainTable::counts() const
{
    Statement statement(m_database,
                        u"SELECT coalesce(sum(CASE WHEN status = 'pending' THEN domains END), 0), "
                        "coalesce(sum(CASE WHEN status = 'active' THEN domains END), 0) FROM tracking_domain_count"_s);
    const auto counted = statement.row([](const Statement &row) { return Counts{row.integer(0), row.integer(1)}; });
    if (!counted)
        return counted.error();
    return counted->value_or(Counts{});
}

Result<DomainTable::HostPage> DomainTable::withoutCertificateWork(std::int64_t behind, int limit) const
{
    Statement statement(m_database,
                        u"SELECT d.id, d.name, d.status = 'active' AND NOT EXISTS (SELECT 1 FROM certificate c WHERE "
                        "c.host = d.name AND c.next_attempt_at IS NOT NULL) FROM tracking_domain d WHERE d.id > ? "
                        "ORDER BY d.id LIMIT ?"_s);
    if (const auto ran = statement.bind(behind).bind(limit).run(); !ran)
        return ran.error();
    HostPage page;
    int rows = 0;
    for (; statement.next(); ++rows) {
        page.next = statement.integer(0);
        if (statement.flag(2))
            page.hosts.append(statement.text(1));
    }
    if (const auto end = statement.outcome(); !end)
        return end.error();
    if (rows < limit)
        page.next = 0;
    return page;
}

Result<std::int64_t> DomainTable::watched(DomainStatus status) const
{
    Statement statement(m_database,
                        u"SELECT count(*) FROM tracking_domain WHERE status = ? AND next_check_at IS NOT NULL"_s);
    const auto counted =
        statement.bind(nameOf(domainStatusNames, status)).row([](const Statement &row) { return row.integer(0); });
    if (!counted)
        return counted.error();
    return counted->value_or(0);
}

} // namespace unmta::store
