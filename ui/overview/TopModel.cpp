#include "overview/TopModel.h"

#include "support/Formatting.h"
#include "support/Roles.h"

namespace unmta::ui {

namespace {

constexpr qsizetype longest = 240; // more is no address that anybody reads

QString withoutMiddle(const QString &text)
{
    return text.size() <= longest ? text : text.left(longest * 2 / 3) + u'…' + text.right(longest / 3);
}

} // namespace

TopModel::TopModel(Of of, QObject *parent)
    : QAbstractTableModel(parent)
    , m_of(of)
{}

void TopModel::show(const QList<TopRow> &rows)
{
    if (rows == m_rows)
        return;
    if (rows.size() == m_rows.size()) {
        m_rows = rows;
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        return;
    }
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

int TopModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int TopModel::columnCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return m_of == Of::Hosts ? ColumnCount : Opens;
}

QVariant TopModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TopRow &row = m_rows.at(index.row());
    if (role == WrapRole)
        return index.column() == Text;
    if (role == Qt::ToolTipRole && index.column() == Text)
        return plainTip(row.text);
    if (role == Qt::TextAlignmentRole && index.column() != Text)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case Text:
        return role == Qt::DisplayRole ? withoutMiddle(row.text) : row.text;
    case Clicks:
        return number(row.clicks);
    case People:
        return number(row.clicksByPeople);
    case Opens:
        return number(row.opens);
    default:
        return {};
    }
}

QVariant TopModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section != Text)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Text:
        return m_of == Of::Hosts ? tr("Host") : tr("Link");
    case Clicks:
        return tr("Clicks");
    case People:
        return tr("By people");
    case Opens:
        return tr("Opens");
    default:
        return {};
    }
}

} // namespace unmta::ui
