// Deletes a cluster after its name was typed, having told what goes with it.
#pragma once

#include "contract/wire/Wire.h"
#include "kit/Sheet.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace unmta::ui {

class Session;

class DeleteClusterDialog final : public Sheet
{
    Q_OBJECT

public:
    DeleteClusterDialog(Session &session, wire::Cluster cluster, QWidget *parent = nullptr);

private:
    void count();
    void countDomains();
    void showTyped();
    void submit();

    Session &m_session;
    wire::Cluster m_cluster;
    QLabel *m_domains;
    QLabel *m_clicks;
    QLabel *m_tokens;
    QLabel *m_webhooks;
    QLineEdit *m_name;
    QLabel *m_answer;
    QPushButton *m_cancel;
    QPushButton *m_delete;
};

} // namespace unmta::ui
