#include "store/tables/CheckTable.h"

#include "store/Database.h"
#include "store/Names.h"
#include "store/Statement.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

// Everything of a check that no query asks for.
QString bodyOf(const Check &check)
{
    QJsonArray servers;
    for (const ServerAnswer &answer : check.servers) {
        QJsonObject entry{{u"server"_s, answer.server},
                          {u"address"_s, answer.address},
                          {u"role"_s, answer.role},
                          {u"code"_s, answer.code},
                          {u"answer"_s, answer.answer}};
        if (answer.ttl)
            entry.insert(u"ttl"_s, static_cast<qint64>(*answer.ttl));
        servers.append(entry);
    }
    QJsonObject body{
        {u"confirmed"_s, check.confirmed}, {u"expected"_s, check.expected},
        {u"found"_s, check.found},         {u"chain"_s, QJsonArray::fromStringList(check.chain)},
        {u"message"_s, check.message},     {u"hint"_s, check.hint},
        {u"servers"_s, servers},           {u"name_servers"_s, QJsonArray::fromStringList(check.nameServers)}};
    if (!check.node.isEmpty())
        body.insert(u"node"_s, check.node);
    return QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Compact));
}

QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    for (const QJsonValueConstRef entry : value.toArray())
        texts.append(entry.toString());
    return texts;
}

// Columns from `first`: at, outcome, code, body.
Check readCheck(const Statement &row, int first)
{
    Check check;
    check.at = row.time(first);
    check.outcome = valueOf<CheckOutcome>(checkOutcomeNames, row.text(first + 1));
    check.code = row.text(first + 2);
    const QJsonObject body = QJsonDocument::fromJson(row.text(first + 3).toUtf8()).object();
    check.confirmed = body.value("confirmed"_L1).toBool();
    check.expected = body.value("expected"_L1).toString();
    check.found = body.value("found"_L1).toString();
    check.chain = textsOf(body.value("chain"_L1));
    check.message = body.value("message"_L1).toString();
    check.hint = body.value("hint"_L1).toString();
    for (const QJsonValueConstRef value : body.value("servers"_L1).toArray()) {
        const QJsonObject entry = value.toObject();
        ServerAnswer answer{entry.value("server"_L1).toString(), entry.value("address"_L1).toString(),
                            entry.value("role"_L1).toString(),   entry.value("code"_L1).toString(),
                            entry.value("answer"_L1).toString(), std::nullopt};
        if (const QJsonValue ttl = entry.value("ttl"_L1); ttl.isDouble())
            answer.ttl = ttl.toInteger();
        check.servers.append(answer);
    }
    check.nameServers = textsOf(body.value("name_servers"_L1));
    check.node = body.value("node"_L1).toString();
    return check;
}

} // namespace

Result<void> CheckTable::insert(std::int64_t domainId, const Check &check)
{
    auto transaction = Transaction::join(m_database);
    if (!transaction)
        return transaction.error();
    {
        Statement statement(m_database,
                            u"INSERT INTO dns_check (domain_id, at, outcome, code, body) VALUES (?, ?, ?, ?, ?)"_s);
        statement.bind(domainId)
            .bind(check.at)
            .bind(nameOf(checkOutcomeNames, check.outcome))
            .bind(check.code)
            .bind(bodyOf(check));
        if (auto inserted = statement.run(); !inserted)
            return inserted;
        Statement prune(m_database, u"DELETE FROM dns_check WHERE domain_id = ? AND id <= (SELECT id FROM dns_check "
                                    "WHERE domain_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?)"_s);
        if (auto pruned = prune.bind(domainId).bind(domainId).bind(kept).run(); !pruned)
            return pruned;
    }
    return transaction->commit();
}

Result<std::optional<Check>> CheckTable::latest(std::int64_t domainId) const
{
    Statement statement(m_database, u"SELECT at, outcome, code, body FROM dns_check WHERE domain_id = ? "
                                    "ORDER BY id DESC LIMIT 1"_s);
    return statement.bind(domainId).row([](const Statement &row) { return readCheck(row, 0); });
}

Result<std::optional<TimePoint>> CheckTable::lastMatch(std::int64_t domainId) const
{
    Statement statement(m_database, u"SELECT at FROM dns_check WHERE domain_id = ? AND outcome = 'match' "
                                    "ORDER BY id DESC LIMIT 1"_s);
    return statement.bind(domainId).row([](const Statement &row) { return row.time(0); });
}

Result<std::optional<TimePoint>> CheckTable::disagreesUntil(std::int64_t domainId) const
{
    // A check between them to which nobody answered does not make the caches younger.
    Statement statement(m_database, u"SELECT at, outcome, code, body FROM dns_check WHERE domain_id = ? AND code = "
                                    "'disagree' AND id > COALESCE((SELECT MAX(id) FROM dns_check WHERE domain_id = ? "
                                    "AND code = 'ok'), 0) ORDER BY id"_s);
    auto checks = statement.bind(domainId).bind(domainId).rows([](const Statement &row) { return readCheck(row, 0); });
    if (!checks)
        return checks.error();
    if (checks->isEmpty())
        return std::optional<TimePoint>();
    constexpr Millis longest = std::chrono::hours(48);
    for (const Check &check : std::as_const(*checks)) {
        std::optional<std::int64_t> kept;
        for (const ServerAnswer &answer : check.servers) {
            if (answer.role == "resolver"_L1 && answer.code == "ok"_L1)
                kept = std::max(kept.value_or(0), answer.ttl.value_or(0));
        }
        if (kept)
            return std::optional(check.at + std::min<Millis>(std::chrono::seconds(*kept), longest));
    }
    return std::optional(checks->last().at + longest); // none had it from a cache yet
}

Result<QHash<std::int64_t, Check>> CheckTable::latestOf(const QList<std::int64_t> &domainIds) const
{
    QHash<std::int64_t, Check> checks;
    if (domainIds.isEmpty())
        return checks;
    // From the domains, so that the newest check of each is one step into the index.
    Statement statement(m_database, u"SELECT c.domain_id, c.at, c.outcome, c.code, c.body FROM tracking_domain d "
                                    "JOIN dns_check c ON c.id = (SELECT max(id) FROM dns_check WHERE domain_id = d.id) "
                                    "WHERE d.id IN (%1)"_s.arg(placesFor(domainIds.size())));
    if (const auto ran = statement.bindEach(domainIds).run(); !ran)
        return ran.error();
    while (statement.next())
        checks.insert(statement.integer(0), readCheck(statement, 1));
    if (const auto end = statement.outcome(); !end)
        return end.error();
    return checks;
}

Result<Page<Check>> CheckTable::list(std::int64_t domainId, const QString &after, int limit) const
{
    const auto from = parseCursor(after, std::numeric_limits<std::int64_t>::max());
    if (!from)
        return from.error();
    const int size = clampLimit(limit);
    Statement statement(m_database, u"SELECT id, at, outcome, code, body FROM dns_check "
                                    "WHERE domain_id = ? AND id < ? ORDER BY id DESC LIMIT ?"_s);
    statement.bind(domainId).bind(*from).bind(size + 1);
    const auto rows = statement.rows([](const Statement &row) {
        return Numbered<Check>{row.integer(0), readCheck(row, 1)};
    });
    if (!rows)
        return rows.error();
    return pageOf(*rows, size);
}

} // namespace unmta::store
