// The tracking domains of one cluster as a table, without a mind of its own: whoever makes it feeds it. Rows keep their
// identity: an update changes cells in place, so that selection and scroll position stay.
#pragma once

#include "contract/wire/Wire.h"
#include "support/Words.h"

#include <QAbstractTableModel>
#include <QMap>

#include <functional>
#include <memory>

namespace unmta::ui {

class DomainListModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Name,
        Status,
        Certificate,
        LastCheck,
        Opens,
        Clicks,
        Activity,
        ColumnCount
    };
    enum Role
    {
        DomainRole = Qt::UserRole + 1, // wire::TrackingDomain
        SparkRole,                     // QList<qint64>: events per day, oldest first; empty: not known
        SortRole,
        FilterRole, // text that the filter searches, in case-folded letters
    };

    explicit DomainListModel(std::function<TimePoint()> now, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    // Updates the rows of these domains; those that it doesn't know are appended.
    void put(const QList<wire::TrackingDomain> &domains);
    void remove(const QStringList &names);
    void clear();
    // What keeps recipients from all of them.
    void setObstacles(const Obstacles &obstacles);
    void setSpark(const QString &name, const QList<qint64> &perDay);
    [[nodiscard]] bool hasSpark(const QString &name) const { return m_sparks.contains(name); }

    [[nodiscard]] const wire::TrackingDomain &domain(int row) const { return *m_domains.at(row); }
    [[nodiscard]] int rowOf(const QString &name) const;
    // "2 h ago" grows old: repaints the cells that tell time.
    void timePassed();

Q_SIGNALS:
    // Instead of dataChanged(): dozens come at once while one scrolls, and with each that is told of in the usual way
    // the table would measure its columns, the filter look at its rows and the page count, for a picture that moves
    // none of them.
    void sparksChanged();

private:
    using Row = std::shared_ptr<const wire::TrackingDomain>; // small to move when rows before it go

    [[nodiscard]] QVariant display(const wire::TrackingDomain &domain, int column) const;
    [[nodiscard]] QString filterText(const wire::TrackingDomain &domain) const;
    [[nodiscard]] QVariant sortKey(const wire::TrackingDomain &domain, int column) const;
    void reindex(int from);
    // Of rows that are there, in any order.
    void update(const QMap<int, Row> &rows);

    std::function<TimePoint()> m_now;
    QList<Row> m_domains;
    Obstacles m_obstacles;
    QHash<QString, int> m_rowByName;
    QHash<QString, QList<qint64>> m_sparks;
    mutable QHash<QString, QString> m_filterTexts; // by the domain's name
};

} // namespace unmta::ui
