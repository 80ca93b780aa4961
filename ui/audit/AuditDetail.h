// One entry in full: who, from where, what, and what it was before and became.
#pragma once

#include "contract/wire/History.h"
#include "kit/Labels.h"

namespace unmta::ui {

class AuditDetail final : public QFrame
{
    Q_OBJECT

public:
    explicit AuditDetail(QWidget *parent = nullptr);
    void show(const wire::AuditEntry &entry);

Q_SIGNALS:
    void closeRequested();
    void subjectWanted(const QString &subject);
    void actorWanted(const QString &actor);

private:
    wire::AuditEntry m_entry;
    QLabel *m_title;
    QLabel *m_facts;
    QLabel *m_changes;
};

} // namespace unmta::ui
