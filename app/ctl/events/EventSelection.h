// Which events a command is about, and the way to them.
#pragma once

#include "ctl/CommandLine.h"
#include "ctl/Session.h"

#include <functional>

namespace unmta::ctl {

struct EventSelection
{
    QString domain;
    QString kind;
    QString host;
    QString recipient;
    QString messageId;
    QString link;
    QString since; // RFC 3339, or how long ago
    QString until;
    QString people; // "true", "false"
    QString after;  // cursor
};

// The options that say it, but for the domain and the cursor.
void addFilters(const Command &command, EventSelection &selection);
// All of them.
void addSelection(const Command &command, EventSelection &selection);

class EventSource
{
public:
    // Errors: usage.wrong, those of the way to the engine.
    [[nodiscard]] static Result<EventSource> of(Session &session, const EventSelection &selection);

    // As they stand in a query.
    [[nodiscard]] const QueryItems &filters() const { return m_filters; }
    // One call: the whole answer.
    [[nodiscard]] Result<QJsonObject> page(const QueryItems &query) const;
    // The newest one's cursor, whatever the filters; empty when there is none yet.
    [[nodiscard]] Result<QString> end() const;
    // Walks the pages behind the cursor, oldest first, to the last event for now, and leaves the cursor there, also on
    // an error. False: `visit` said so.
    [[nodiscard]] Result<bool> walk(QString &cursor, const std::function<bool(const QJsonObject &event)> &visit) const;
    // Those of the walk's end first, or as `order` says.
    [[nodiscard]] Items<wire::Event> list(const QString &after, const QString &order, int limit) const;

private:
    EventSource(Session &session, QStringList path)
        : m_session(session)
        , m_path(std::move(path))
    {}
    [[nodiscard]] const Operation<QueryItems, wire::Page<wire::Event>> &operation() const;

    Session &m_session;
    QStringList m_path;
    QueryItems m_filters;
};

} // namespace unmta::ctl
