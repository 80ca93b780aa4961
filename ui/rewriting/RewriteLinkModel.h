// Every link of a message, in its order, with what became of it and why.
#pragma once

#include "contract/wire/Rewrite.h"

#include <QAbstractTableModel>

namespace unmta::ui {

class RewriteLinkModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Part,
        Text,
        Link,
        Decision,
        Reason,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    // The same message again, with another host or other rules, has the same links: they change in place.
    void replaceAll(const QList<wire::RewriteLink> &links);
    [[nodiscard]] const QList<wire::RewriteLink> &links() const { return m_links; }

private:
    [[nodiscard]] QString display(const wire::RewriteLink &link, int column) const;

    QList<wire::RewriteLink> m_links;
};

} // namespace unmta::ui
