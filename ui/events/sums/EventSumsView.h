// Who opened and clicked, and which links and messages brought clicks: all events that a search finds, added up by the
// engine; and the events behind the row that is chosen.
#pragma once

#include "base/Result.h"
#include "contract/wire/Wire.h"
#include "events/EventQuery.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QSortFilterProxyModel;

namespace unmta::ui {

class EventListModel;
class EventLoader;
class EventSumsModel;
class FitTable;
class Session;
class StateView;

class EventSumsView final : public QWidget
{
    Q_OBJECT

public:
    enum class By : std::uint8_t
    {
        Recipient,
        Link,
        Message
    };

    explicit EventSumsView(Session &session, QWidget *parent = nullptr);

    // Adds up what the query finds, unless that is what is shown.
    void show(By by, const EventQuery &query);
    void focusTable();

Q_SIGNALS:
    // The chosen row's events are wanted in the list.
    void listRequested(const unmta::ui::EventQuery &query);
    // Take back what was searched for.
    void clearRequested();

protected:
    void hideEvent(QHideEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeGroups();
    QWidget *makeEvents();
    void count();
    void take(const Result<wire::EventSummary> &summary);
    void showChosen();
    [[nodiscard]] EventQuery queryOf(const wire::EventGroup &group) const;
    [[nodiscard]] QString keyName() const;
    [[nodiscard]] QString inWords(const wire::EventSummary &summary) const;

    Session &m_session;
    By m_by = By::Recipient;
    EventQuery m_query;
    bool m_isStale = true;
    int m_asked = 0; // only the last question's answer counts
    EventSumsModel *m_model;
    QSortFilterProxyModel *m_sorted;
    FitTable *m_table;
    QLabel *m_summary;
    QPushButton *m_again;
    StateView *m_view;
    QWidget *m_behind; // the chosen row's events
    QLabel *m_title;
    QPushButton *m_list;
    EventListModel *m_events;
    EventLoader *m_loader;
    FitTable *m_eventTable;
};

} // namespace unmta::ui
