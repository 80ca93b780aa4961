// One entry in full: who, from where, what, and what it was before and became.
#pragma once

#include "contract/wire/History.h"
#include "kit/Labels.h"

class QAbstractButton;

namespace unmta::ui {

class AuditDetail final : public QFrame
{
    Q_OBJECT

public:
    explicit AuditDetail(QWidget *parent = nullptr);
    void show(const wire::AuditEntry &entry);
    // The ways to what belongs to it, for the menu of the entry's row.
    [[nodiscard]] const QList<QAbstractButton *> &ways() const { return m_ways; }

Q_SIGNALS:
    void closeRequested();
    void subjectWanted(const QString &subject);
    void actorWanted(const QString &actor);

private:
    wire::AuditEntry m_entry;
    QLabel *m_title;
    QLabel *m_facts;
    QLabel *m_changes;
    QList<QAbstractButton *> m_ways;
};

} // namespace unmta::ui
