#include "webhooks/WebhookListModel.h"

#include "language/EngineText.h"
#include "support/Formatting.h"
#include "support/Roles.h"

namespace unmta::ui {

namespace {

QString typeWords(const QStringList &types)
{
    QStringList words;
    for (const QString &type : types)
        words << webhookTypeWord(type);
    return words.join(QStringLiteral(", "));
}

} // namespace

WebhookListModel::WebhookListModel(std::function<TimePoint()> now, QObject *parent)
    : QAbstractTableModel(parent)
    , m_now(std::move(now))
{}

int WebhookListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_items.size());
}

int WebhookListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant WebhookListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const wire::Webhook &item = m_items.at(index.row());
    if (role == BadgeRole && index.column() == State)
        return QVariant::fromValue(webhookBadge(item));
    if (role == SubTextRole && index.column() == Receiver)
        return typeWords(item.types);
    if (role == StrongRole)
        return index.column() == Receiver;
    if (role == Qt::TextAlignmentRole && index.column() == Waiting)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) {
        if (index.column() == LastSuccess && item.lastSuccessAt)
            return exactTime(*item.lastSuccessAt);
        return index.column() == State ? plainTip(engineText(item.lastError)) : plainTip(item.url);
    }
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case Receiver:
        return item.url;
    case State:
        return webhookBadge(item).text;
    case Waiting:
        return number(item.backlog);
    case LastSuccess:
        return item.lastSuccessAt ? relativeTime(*item.lastSuccessAt, m_now()) : tr("never");
    default:
        return {};
    }
}

QVariant WebhookListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == Waiting)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Receiver:
        return tr("Receiver");
    case State:
        return tr("State");
    case Waiting:
        return tr("Waiting");
    case LastSuccess:
        return tr("Last success");
    default:
        return {};
    }
}

int WebhookListModel::rowOf(qint64 id) const
{
    const auto found =
        std::find_if(m_items.begin(), m_items.end(), [id](const wire::Webhook &webhook) { return webhook.id == id; });
    return found == m_items.end() ? -1 : int(found - m_items.begin());
}

void WebhookListModel::replaceAll(const QList<wire::Webhook> &webhooks)
{
    const auto sameId = [](const wire::Webhook &a, const wire::Webhook &b) { return a.id == b.id; };
    if (!std::equal(webhooks.begin(), webhooks.end(), m_items.begin(), m_items.end(), sameId)) {
        beginResetModel();
        m_items = webhooks;
        endResetModel();
        return;
    }
    for (qsizetype row = 0; row < webhooks.size(); ++row) {
        if (m_items.at(row) == webhooks.at(row))
            continue;
        m_items[row] = webhooks.at(row);
        Q_EMIT dataChanged(index(int(row), 0), index(int(row), ColumnCount - 1));
    }
}

} // namespace unmta::ui
