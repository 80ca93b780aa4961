// What a cluster is: its name, which can be changed, and where its links and its mail go.
#pragma once

#include "contract/wire/Cluster.h"
#include "kit/Labels.h"

class QLineEdit;
class QPushButton;

namespace unmta::ui {

class Session;
class ValueField;

class ClusterCard final : public QFrame
{
    Q_OBJECT

public:
    explicit ClusterCard(Session &session, QWidget *parent = nullptr);
    // What was typed stays, as long as it is the same cluster.
    void show(const wire::Cluster &cluster);

Q_SIGNALS:
    void renameRequested();

private:
    void showTyped();
    void saveAddresses();

    Session &m_session;
    wire::Cluster m_cluster;
    QLabel *m_name;
    ValueField *m_id;
    ValueField *m_host;
    ValueField *m_fallback;
    QLabel *m_created;
    QLineEdit *m_addresses;
    QPushButton *m_save;
    QLabel *m_answer;
};

} // namespace unmta::ui
