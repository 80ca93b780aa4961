// Asks for events by what they are about, by whom, and by time. The engine searches: the whole text of a field is
// wanted.
#pragma once

#include "events/EventQuery.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QComboBox;
class QLineEdit;

namespace unmta::ui {

class DayRange;

class EventSearchBar final : public QWidget
{
    Q_OBJECT

public:
    explicit EventSearchBar(std::function<TimePoint()> now, QWidget *parent = nullptr);

    // As it stands now, but for the kind.
    [[nodiscard]] EventQuery query() const;
    // For those that lead here from an event; tells of the change at once.
    void search(EventQuery::Field field, const QString &text);
    // As the query says; tells of the change at once.
    void set(const EventQuery &query);
    void clear();
    void focusText();
    // The name of what is searched: "Recipient".
    [[nodiscard]] QString fieldName() const;

Q_SIGNALS:
    // Typing has come to rest, or something was chosen.
    void changed();

private:
    void showAlso();
    // The days, where days are what was chosen.
    void showDays();

    QComboBox *m_field;
    QLineEdit *m_text;
    QComboBox *m_who;
    QComboBox *m_within;
    DayRange *m_days;
    std::function<TimePoint()> m_now;
    QTimer m_rest;
    QList<std::pair<EventQuery::Field, QString>> m_also;
    QWidget *m_alsoRow; // a button for each, which takes it back
};

} // namespace unmta::ui
