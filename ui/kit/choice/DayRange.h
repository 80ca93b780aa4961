// From one day to another, both included; in whichever order they are given.
#pragma once

#include "base/Clock.h"

#include <QDate>
#include <QTimer>
#include <QWidget>

#include <utility>

class QDateEdit;

namespace unmta::ui {

class DayRange final : public QWidget
{
    Q_OBJECT

public:
    explicit DayRange(QWidget *parent = nullptr);

    void set(const QDate &from, const QDate &to);
    // In local time: the first day's beginning, and the end of the last one.
    [[nodiscard]] std::pair<TimePoint, TimePoint> span() const;

Q_SIGNALS:
    // A day was chosen, or typing one has come to rest.
    void changed();

private:
    void tell();

    QDateEdit *m_from;
    QDateEdit *m_to;
    QTimer m_rest;
    std::pair<QDate, QDate> m_told;
};

} // namespace unmta::ui
