// One operation for many tracking domains of the chosen cluster: a few calls at a time, an outcome for each. One that
// is refused holds nothing up. Ends by itself; when it is deleted before, what was not begun is left undone.
#pragma once

#include "contract/wire/Wire.h"

#include <QObject>

namespace unmta::ui {

class Session;

enum class BulkAction : std::uint8_t
{
    Add,
    Verify,
    Delete
};

struct BulkOutcome
{
    QString name;
    bool isDone = false; // added, active, gone
    QString sentence;    // why not; empty when done
};

struct BulkSummary
{
    bool isGood = false;
    QString text;
};
// Of a verification: how many, and what kept the first few.
[[nodiscard]] BulkSummary verifiedSummary(const QList<BulkOutcome> &outcomes);

class BulkRun final : public QObject
{
    Q_OBJECT

public:
    BulkRun(Session &session, BulkAction action, QStringList names, QObject *parent);
    void start();
    [[nodiscard]] qsizetype total() const { return m_total; }

Q_SIGNALS:
    void progressed(qsizetype done, qsizetype total);
    void finished(const QList<unmta::ui::BulkOutcome> &outcomes);

private:
    void next();
    void call(const QString &name);
    void take(const BulkOutcome &outcome);

    Session &m_session;
    BulkAction m_action;
    QString m_clusterId;
    QStringList m_waiting;
    qsizetype m_total;
    QList<BulkOutcome> m_outcomes;
};

} // namespace unmta::ui
