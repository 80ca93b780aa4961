// The engines that share this one's store: how each does, which of them does the upkeep, and taking them out of
// service, into it again, or away. It is there where the engine has the capability "nodes".
#pragma once

#include "contract/wire/Wire.h"
#include "kit/PageFrame.h"

#include <QTimer>

class QLabel;

namespace unmta::ui {

class FitTable;
class NodeCard;
class NodeListModel;
class Session;
class StateView;

class NodesPage final : public PageFrame
{
    Q_OBJECT

public:
    explicit NodesPage(Session &session, QWidget *parent = nullptr);

    void requestDelete() override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeTable();
    void load();
    void take(const QList<wire::Node> &nodes);
    void showNotes();
    void choose(int row);

    Session &m_session;
    NodeListModel *m_model;
    FitTable *m_table;
    NodeCard *m_card;
    QLabel *m_note;
    QLabel *m_problem;
    StateView *m_view;
    QString m_chosen;
    QTimer m_again;
};

} // namespace unmta::ui
