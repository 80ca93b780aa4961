// The recipients' opens and clicks, as they come in.
#pragma once

#include "kit/PageFrame.h"

class QButtonGroup;
class QPushButton;

namespace unmta::ui {

class EventDetail;
class EventListModel;
class EventLoader;
class EventSearchBar;
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
    void search();
    void showDetail();
    void showState();

    Session &m_session;
    EventListModel *m_model;
    EventLoader *m_loader;
    QButtonGroup *m_kinds;
    QPushButton *m_hold;
    EventSearchBar *m_search;
    FitTable *m_table;
    EventDetail *m_detail;
    StateView *m_view;
};

} // namespace unmta::ui
