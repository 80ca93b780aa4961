// Deletes several tracking domains after one confirmation, which names how many they are and the clicks at stake.
#pragma once

#include "domains/BulkRun.h"
#include "kit/deleting/DeletionSheet.h"

namespace unmta::ui {

class DeleteDomainsDialog final : public DeletionSheet
{
    Q_OBJECT

public:
    DeleteDomainsDialog(Session &session, QList<wire::TrackingDomain> domains, QWidget *parent = nullptr);

protected:
    void submit() override;

private:
    void showOutcomes(const QList<BulkOutcome> &outcomes);

    Session &m_session;
    QList<wire::TrackingDomain> m_domains;
};

} // namespace unmta::ui
