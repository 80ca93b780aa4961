// The recipients' opens and clicks, as they come in.
#pragma once

#include "kit/PageFrame.h"

class QButtonGroup;
class QComboBox;
class QLabel;
class QPushButton;
class QSortFilterProxyModel;

namespace unmta::ui {

class EventDetail;
class EventListModel;
class EventLoader;
class EventSearchBar;
class EventSumsView;
struct EventQuery;
class FitTable;
class Session;
class StateView;
class ViewStack;

class EventsPage final : public PageFrame
{
    Q_OBJECT

public:
    explicit EventsPage(Session &session, QWidget *parent = nullptr);
    void focusFilter() override;
    // Of each event, those that the query finds; the keyboard is on the list.
    void showList(const EventQuery &wanted);
    // Of the chosen event's recipient, or of one who is named then.
    void requestDelete() override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeMenu();
    void makeTable();
    void connectDetail();
    void exportEvents();
    void sortBy(int column);
    void showOrder();
    void showView();
    // The list, or the sums of what is searched for: the box's choices in their order.
    void showView(int view);
    [[nodiscard]] EventQuery query() const;
    void testBots();
    void search();
    void showDetail();
    void showState();
    void showHeld();

    Session &m_session;
    EventListModel *m_model;
    EventLoader *m_loader;
    QSortFilterProxyModel *m_sorted;
    QComboBox *m_viewBox;
    QButtonGroup *m_kinds;
    QPushButton *m_hold;
    EventSearchBar *m_search;
    FitTable *m_table;
    EventDetail *m_detail;
    StateView *m_view;
    EventSumsView *m_sums;
    ViewStack *m_views;
    QLabel *m_sortHint;
    QLabel *m_heldHint;
    bool m_isOldestFirst = false;
};

} // namespace unmta::ui
