// Filters and sorts the domain list: every word of the filter must occur in the name or the status, and downgraded
// domains come first whatever it is sorted by.
#pragma once

#include <QSortFilterProxyModel>

namespace unmta::ui {

class DomainFilterModel final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit DomainFilterModel(QObject *parent = nullptr);
    void setFilter(const QString &text);
    [[nodiscard]] bool isFiltering() const { return !m_words.isEmpty(); }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QStringList m_words;
};

} // namespace unmta::ui
