// One operation for many tracking domains of the chosen cluster: some names to a call, an outcome for each. One that is
// refused holds nothing up. Ends by itself; when it is deleted before, what was not asked for is left undone.
#pragma once

#include "base/Result.h"
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
    // The next names.
    void start();
    [[nodiscard]] qsizetype total() const { return m_total; }

Q_SIGNALS:
    void progressed(qsizetype done, qsizetype total);
    void finished(const QList<unmta::ui::BulkOutcome> &outcomes);

private:
    void take(const Result<QList<wire::BulkOutcome>> &outcomes);
    void tellCache(const QList<wire::BulkOutcome> &outcomes);
    [[nodiscard]] static BulkOutcome outcomeOf(const wire::BulkOutcome &outcome);

    Session &m_session;
    BulkAction m_action;
    QString m_clusterId;
    QStringList m_waiting;
    QStringList m_batch; // asked for now
    qsizetype m_total;
    QList<BulkOutcome> m_outcomes;
};

} // namespace unmta::ui
