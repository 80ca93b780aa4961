// What rules about programs would change, one row per rule.
#pragma once

#include "contract/wire/Wire.h"

#include <QAbstractTableModel>

namespace unmta::ui {

class BotEffectModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Rule,
        Events,
        ToPrograms,
        ToPeople,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    // Those that change something.
    void setEffects(const QList<wire::BotEffect> &effects);

private:
    [[nodiscard]] QString display(const wire::BotEffect &effect, int column) const;

    QList<wire::BotEffect> m_effects;
};

} // namespace unmta::ui
