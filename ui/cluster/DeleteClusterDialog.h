// Deletes a cluster after its name was typed, having told what goes with it.
#pragma once

#include "contract/wire/Wire.h"
#include "kit/deleting/DeletionSheet.h"

namespace unmta::ui {

class Session;

class DeleteClusterDialog final : public DeletionSheet
{
    Q_OBJECT

public:
    DeleteClusterDialog(Session &session, wire::Cluster cluster, QWidget *parent = nullptr);

protected:
    void submit() override;

private:
    void count();
    void countDomains();

    Session &m_session;
    wire::Cluster m_cluster;
    QLabel *m_domains;
    QLabel *m_clicks;
    QLabel *m_tokens;
    QLabel *m_webhooks;
};

} // namespace unmta::ui
