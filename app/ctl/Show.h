// How replies become lines: one function per thing, and what most commands do with a reply.
#pragma once

#include "ctl/Output.h"
#include "ctl/Session.h"

#include <QJsonArray>

namespace unmta::ctl {

// An answer's "data" as JSON, or decoded and handed to `show`.
template <typename T, typename Show>
[[nodiscard]] Outcome present(const Session &session, const Answer<T> &answer, Show show)
{
    if (!answer.body)
        return answer.body.error();
    if (session.json()) {
        printJson(answer.body->value(QLatin1String("data")));
        return Exit::Done;
    }
    const auto value = answer.value();
    if (!value)
        return value.error();
    show(*value);
    return Exit::Done;
}

// Objects as "json" (one line for all), "ndjson" or "csv".
void printRows(const QJsonArray &rows, const QString &format);

// A list as JSON, or each entry decoded and made into a row.
template <typename T, typename Row>
[[nodiscard]] Outcome presentList(const Session &session, const Items<T> &items, Table table, Row row,
                                  const QString &whenEmpty)
{
    if (!items.entries)
        return items.entries.error();
    if (session.format() != QLatin1String("table")) {
        printRows(*items.entries, session.format());
        return Exit::Done;
    }
    const auto values = items.values();
    if (!values)
        return values.error();
    for (const T &value : *values)
        table.add(row(value));
    table.print(whenEmpty);
    return Exit::Done;
}

// A list that comes whole.
template <typename T, typename Row>
[[nodiscard]] Outcome presentList(const Session &session, const Answer<QList<T>> &answer, Table table, Row row,
                                  const QString &whenEmpty)
{
    const Items<T> items{answer.body ? Result(answer.body->value(QLatin1String("data")).toArray())
                                     : Result<QJsonArray>(answer.body.error())};
    return presentList(session, items, std::move(table), row, whenEmpty);
}

// An answer without data: a sentence, or nothing in JSON.
[[nodiscard]] inline Outcome presentDone(const Session &session, const Answer<void> &answer, const QString &sentence)
{
    if (!answer.body)
        return answer.body.error();
    if (!session.json())
        printLine(sentence);
    return Exit::Done;
}

[[nodiscard]] QString wordFor(wire::DomainStatus status);
[[nodiscard]] QString wordFor(wire::CheckOutcome outcome);
[[nodiscard]] QString wordFor(wire::CertificateState state);
[[nodiscard]] QString wordFor(wire::ReadinessState state);

} // namespace unmta::ctl
