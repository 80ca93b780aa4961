// How replies become lines: one function per thing, and what most commands do with a reply.
#pragma once

#include "contract/json/JsonCodec.h"
#include "ctl/Output.h"
#include "ctl/Session.h"

#include <QJsonArray>

namespace unmta::ctl {

// A reply's "data" as JSON, or decoded and handed to `show`.
template <typename T, typename Show>
[[nodiscard]] Outcome present(const Session &session, const Result<QJsonObject> &reply, Show show)
{
    if (!reply)
        return reply.error();
    const QJsonValue data = reply->value(QLatin1String("data"));
    if (session.json()) {
        printJson(data);
        return Exit::Done;
    }
    const auto value = wire::fromJson<T>(data, wire::UnknownFields::Ignore);
    if (!value)
        return Error(QStringLiteral("transport.malformed"), {}, {}, describe(value.error()));
    show(*value);
    return Exit::Done;
}

// A list as JSON, or each entry decoded and made into a row.
template <typename T, typename Row>
[[nodiscard]] Outcome presentList(const Session &session, const Result<QJsonArray> &items, Table table, Row row,
                                  const QString &whenEmpty)
{
    if (!items)
        return items.error();
    if (session.json()) {
        printJson(*items);
        return Exit::Done;
    }
    for (const QJsonValue &item : *items) {
        const auto value = wire::fromJson<T>(item, wire::UnknownFields::Ignore);
        if (!value)
            return Error(QStringLiteral("transport.malformed"), {}, {}, describe(value.error()));
        table.add(row(*value));
    }
    table.print(whenEmpty);
    return Exit::Done;
}

// A reply without data: a sentence, or nothing in JSON.
[[nodiscard]] inline Outcome presentDone(const Session &session, const Result<QJsonObject> &reply,
                                         const QString &sentence)
{
    if (!reply)
        return reply.error();
    if (!session.json())
        printLine(sentence);
    return Exit::Done;
}

[[nodiscard]] QString wordFor(wire::DomainStatus status);
[[nodiscard]] QString wordFor(wire::CheckOutcome outcome);
[[nodiscard]] QString wordFor(wire::CertificateState state);

} // namespace unmta::ctl
