#include "webhooks/WebhookLogModel.h"

#include "language/EngineText.h"
#include "support/Formatting.h"
#include "support/Roles.h"

namespace unmta::ui {

using namespace Qt::StringLiterals;

WebhookLogModel::WebhookLogModel(std::function<TimePoint()> now, QObject *parent)
    : QAbstractTableModel(parent)
    , m_now(std::move(now))
{}

int WebhookLogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_items.size());
}

int WebhookLogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant WebhookLogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const wire::WebhookDelivery &item = m_items.at(index.row());
    if (role == BadgeRole && index.column() == Outcome)
        return QVariant::fromValue(webhookCallBadge(item));
    if (role == ToneRole && index.column() == Time)
        return QVariant::fromValue(Tone::Neutral);
    if (role == Qt::TextAlignmentRole && (index.column() == Events || index.column() == Took))
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        return index.column() == Time     ? exactTime(item.at)
               : index.column() == Answer ? plainTip(item.answer)
                                          : plainTip(engineText(item.problem));
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case Time:
        return dayAndTime(item.at, m_now());
    case Outcome:
        return webhookCallBadge(item).text;
    case Events:
        return number(item.events);
    case Took:
        return number(item.tookMs);
    case Answer:
        return item.problem.isEmpty() ? item.answer.simplified() : engineText(item.problem);
    default:
        return {};
    }
}

QVariant WebhookLogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && (section == Events || section == Took))
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Outcome:
        return tr("Outcome");
    case Events:
        return tr("Events");
    case Took:
        return tr("Took, ms");
    case Answer:
        return tr("Answer");
    default:
        return {};
    }
}

void WebhookLogModel::replaceAll(const QList<wire::WebhookDelivery> &deliveries)
{
    const qint64 newest = m_items.isEmpty() ? 0 : m_items.front().id;
    const auto known = std::find_if(deliveries.begin(), deliveries.end(),
                                    [newest](const auto &delivery) { return delivery.id == newest; });
    const auto count = known - deliveries.begin();
    // A row never changes, so the newest that is known says all.
    if (m_items.isEmpty() || known == deliveries.end()) {
        beginResetModel();
        m_items = deliveries;
        endResetModel();
        return;
    }
    if (count == 0)
        return;
    beginInsertRows({}, 0, int(count) - 1);
    m_items = deliveries.first(count) + m_items;
    endInsertRows();
}

} // namespace unmta::ui
