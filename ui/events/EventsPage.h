// The recipients' opens and clicks, as they come in.
#pragma once

#include "kit/PageFrame.h"

class QButtonGroup;
class QLineEdit;
class QSortFilterProxyModel;

namespace unmta::ui {

class EventListModel;
class EventLoader;
class FitTable;
class Session;
class StateView;

class EventsPage final : public PageFrame
{
    Q_OBJECT

public:
    explicit EventsPage(Session &session, QWidget *parent = nullptr);
    void focusFilter() override;
    // Of the chosen event's recipient, or of one who is named then.
    void requestDelete() override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeMenu();
    void makeTable();
    void testBots();
    void showState();

    Session &m_session;
    EventListModel *m_model;
    EventLoader *m_loader;
    QSortFilterProxyModel *m_filtered;
    QButtonGroup *m_kinds;
    QLineEdit *m_filter;
    FitTable *m_table;
    StateView *m_view;
};

} // namespace unmta::ui
