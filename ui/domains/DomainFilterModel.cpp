#include "domains/DomainFilterModel.h"

#include "domains/DomainListModel.h"
#include "support/Words.h"

namespace unmta::ui {

DomainFilterModel::DomainFilterModel(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(DomainListModel::SortRole);
    setDynamicSortFilter(true);
}

void DomainFilterModel::setFilter(const QString &text)
{
    m_words = text.toCaseFolded().split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

bool DomainFilterModel::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (m_words.isEmpty())
        return true;
    const QString text = sourceModel()->index(row, 0, parent).data(DomainListModel::FilterRole).toString();
    return std::all_of(m_words.begin(), m_words.end(), [&text](const QString &word) { return text.contains(word); });
}

bool DomainFilterModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const auto *list = static_cast<const DomainListModel *>(sourceModel());
    const bool leftIsDead = isDowngraded(list->domain(left.row()));
    if (leftIsDead != isDowngraded(list->domain(right.row())))
        return leftIsDead == (sortOrder() == Qt::AscendingOrder);
    const QVariant a = left.data(sortRole());
    const QVariant b = right.data(sortRole());
    if (a.typeId() == QMetaType::QString)
        return QString::localeAwareCompare(a.toString(), b.toString()) < 0;
    return a.toLongLong() < b.toLongLong();
}

} // namespace unmta::ui
