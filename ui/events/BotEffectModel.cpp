#include "events/BotEffectModel.h"

#include "events/BotWords.h"
#include "support/Formatting.h"
#include "support/Roles.h"

#include <algorithm>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

bool changes(const wire::BotEffect &effect)
{
    return effect.opensToPrograms + effect.clicksToPrograms + effect.opensToPeople + effect.clicksToPeople > 0;
}

} // namespace

void BotEffectModel::setEffects(const QList<wire::BotEffect> &effects)
{
    beginResetModel();
    m_effects.clear();
    std::copy_if(effects.begin(), effects.end(), std::back_inserter(m_effects), changes);
    endResetModel();
}

int BotEffectModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_effects.size());
}

int BotEffectModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString BotEffectModel::display(const wire::BotEffect &effect, int column) const
{
    const auto counts = [](qint64 opens, qint64 clicks) {
        const QString ofOpens = opens == 1 ? tr("1 open") : tr("%1 opens").arg(number(opens));
        const QString ofClicks = clicks == 1 ? tr("1 click") : tr("%1 clicks").arg(number(clicks));
        if (opens == 0 && clicks == 0)
            return u"–"_s;
        return opens == 0 ? ofClicks : clicks == 0 ? ofOpens : ofOpens + ", "_L1 + ofClicks;
    };
    switch (column) {
    case Rule:
        return ruleWord(effect.rule);
    case Events:
        return number(effect.events);
    case ToPrograms:
        return counts(effect.opensToPrograms, effect.clicksToPrograms);
    case ToPeople:
        return counts(effect.opensToPeople, effect.clicksToPeople);
    default:
        return {};
    }
}

QVariant BotEffectModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const wire::BotEffect &effect = m_effects.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return display(effect, index.column());
    case SubTextRole:
        if (index.column() != Rule)
            return {};
        return doerWord(effect.verdict);
    default:
        return {};
    }
}

QVariant BotEffectModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Rule:
        return tr("Rule");
    case Events:
        return tr("Events");
    case ToPrograms:
        return tr("Would be a program's");
    case ToPeople:
        return tr("Would be a person's");
    default:
        return {};
    }
}

} // namespace unmta::ui
