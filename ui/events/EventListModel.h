// Opens and clicks, newest first; bounded.
#pragma once

#include "contract/wire/Wire.h"

#include <QAbstractTableModel>

#include <deque>

#include <functional>

namespace unmta::ui {

class EventListModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Time,
        Type,
        Host,
        Recipient,
        Destination,
        By,
        ColumnCount
    };
    enum Role
    {
        EventRole = Qt::UserRole + 1
    };

    static constexpr int maxRows = 5000;

    explicit EventListModel(std::function<TimePoint()> now, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    // Newest first, all of them newer than those that are here; the oldest rows leave when there are too many.
    void addNewer(const QList<wire::Event> &events);
    // Newest first, all of them older than those that are here.
    void addOlder(const QList<wire::Event> &events);
    [[nodiscard]] QString newestId() const { return m_events.empty() ? QString() : m_events.front().eventId; }
    void clear();
    // Where a column of its own has no room, the destination stands below the recipient.
    void setDestinationBelow(bool below);

private:
    [[nodiscard]] QString display(const wire::Event &event, int column) const;

    std::function<TimePoint()> m_now;
    std::deque<wire::Event> m_events; // newest first
    bool m_isDestinationBelow = false;
};

} // namespace unmta::ui
