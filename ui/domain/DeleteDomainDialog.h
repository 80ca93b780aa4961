// Confirms a deletion by having the name typed, after telling what will break.
#pragma once

#include "contract/wire/Wire.h"
#include "kit/deleting/DeletionSheet.h"

namespace unmta::ui {

class Session;

class DeleteDomainDialog final : public DeletionSheet
{
    Q_OBJECT

public:
    DeleteDomainDialog(Session &session, wire::TrackingDomain domain, QWidget *parent = nullptr);

protected:
    void submit() override;

private:
    void loadClicks();

    Session &m_session;
    wire::TrackingDomain m_domain;
    QLabel *m_clicks;
};

} // namespace unmta::ui
