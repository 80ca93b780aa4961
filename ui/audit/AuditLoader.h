// Pages of the audit log, newest first, by a filter: on demand, and the new ones as they come.
#pragma once

#include "base/Error.h"
#include "contract/wire/History.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace unmta::ui {

class Session;

struct AuditFilter
{
    QString actor;
    QString action; // with a point at its end: all that begin so
    QString subject;
    bool isOfCluster = false;
    int days = 0; // the last ones; 0: all
    bool operator==(const AuditFilter &) const = default;
};

class AuditLoader final : public QObject
{
    Q_OBJECT

public:
    enum class State : std::uint8_t
    {
        Loading,
        Ready,
        Failed
    };

    explicit AuditLoader(Session &session, QObject *parent = nullptr);

    void setFilter(const AuditFilter &filter);
    // Nothing new comes in while held.
    void setHeld(bool isHeld);
    void reload();
    void more();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const Error &problem() const { return m_problem; }
    [[nodiscard]] const QList<wire::AuditEntry> &entries() const { return m_entries; }
    [[nodiscard]] bool hasMore() const { return m_next.has_value(); }
    [[nodiscard]] const AuditFilter &filter() const { return m_filter; }
    // As the engine is asked.
    [[nodiscard]] QList<std::pair<QString, QString>> query(const QString &after, int limit) const;

Q_SIGNALS:
    // All is another list.
    void loaded();
    // So many came in at the beginning.
    void arrived(int count);
    // So many at the end.
    void appended(int count);
    void stateChanged();

private:
    void takeNews();

    Session &m_session;
    AuditFilter m_filter;
    QList<wire::AuditEntry> m_entries;
    std::optional<QString> m_next;
    Error m_problem;
    State m_state = State::Loading;
    int m_generation = 0;
    bool m_isAsking = false;
    bool m_isHeld = false;
    bool m_isOld = false; // something happened while held
    QTimer m_collect;
};

} // namespace unmta::ui
