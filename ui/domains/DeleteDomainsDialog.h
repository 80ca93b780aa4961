// Deletes several tracking domains after one confirmation, which names how many they are and the clicks at stake.
#pragma once

#include "domains/BulkRun.h"
#include "kit/Sheet.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace unmta::ui {

class DeleteDomainsDialog final : public Sheet
{
    Q_OBJECT

public:
    DeleteDomainsDialog(Session &session, QList<wire::TrackingDomain> domains, QWidget *parent = nullptr);

private:
    void submit();
    void showOutcomes(const QList<BulkOutcome> &outcomes);

    Session &m_session;
    QList<wire::TrackingDomain> m_domains;
    QLineEdit *m_count;
    QLabel *m_answer;
    QPushButton *m_cancel;
    QPushButton *m_delete;
};

} // namespace unmta::ui
