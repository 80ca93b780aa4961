#include "events/EventListModel.h"

#include "events/BotWords.h"
#include "support/Formatting.h"
#include "support/Roles.h"

namespace unmta::ui {

using namespace Qt::StringLiterals;
using wire::EventType;

EventListModel::EventListModel(std::function<TimePoint()> now, QObject *parent)
    : QAbstractTableModel(parent)
    , m_now(std::move(now))
{}

int EventListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_events.size());
}

int EventListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString EventListModel::display(const wire::Event &event, int column) const
{
    switch (column) {
    case Time:
        return dayAndTime(event.timestamp, m_now());
    case Type:
        return event.type == EventType::Open ? tr("Open") : tr("Click");
    case Host:
        return event.trackingHost;
    case Recipient:
        return event.recipient.isEmpty() ? u"–"_s : event.recipient;
    case Destination:
        return event.type == EventType::Open ? u"–"_s : event.url;
    case By:
        return doerWord(event.bot);
    default:
        return {};
    }
}

QVariant EventListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const wire::Event &event = m_events.at(std::size_t(index.row()));
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return display(event, column);
    case Qt::ToolTipRole:
        return column == Time ? exactTime(event.timestamp)
                              : plainTip(column == By ? event.ip + u'\n' + event.userAgent : display(event, column));
    case BadgeRole:
        return column != Type ? QVariant()
                              : QVariant::fromValue(BadgeText{
                                    display(event, Type), event.type == EventType::Open ? Tone::Accent : Tone::Good});
    case SubTextRole:
        if (column == Recipient)
            return m_isDestinationBelow && event.type == EventType::Click ? event.url : event.messageId;
        return column == Destination ? event.linkName : QString();
    case ToneRole:
        return column == Time || column == By ? QVariant::fromValue(Tone::Neutral) : QVariant();
    case EventRole:
        return QVariant::fromValue(event);
    default:
        return {};
    }
}

QVariant EventListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Type:
        return tr("Event");
    case Host:
        return tr("Tracking host");
    case Recipient:
        return tr("Recipient");
    case Destination:
        return tr("Destination");
    case By:
        return tr("By");
    default:
        return {};
    }
}

void EventListModel::addNewer(const QList<wire::Event> &events)
{
    if (events.isEmpty())
        return;
    beginInsertRows({}, 0, int(events.size()) - 1);
    m_events.insert(m_events.begin(), events.begin(), events.end());
    endInsertRows();
    if (rowCount() > maxRows) {
        beginRemoveRows({}, maxRows, rowCount() - 1);
        m_events.resize(maxRows);
        endRemoveRows();
    }
}

void EventListModel::addOlder(const QList<wire::Event> &events)
{
    const qsizetype count = std::min<qsizetype>(events.size(), maxRows - rowCount());
    if (count <= 0)
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(count) - 1);
    m_events.insert(m_events.end(), events.begin(), events.begin() + count);
    endInsertRows();
}

void EventListModel::clear()
{
    beginResetModel();
    m_events.clear();
    endResetModel();
}

void EventListModel::setDestinationBelow(bool below)
{
    if (below == m_isDestinationBelow)
        return;
    m_isDestinationBelow = below;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Recipient), index(rowCount() - 1, Recipient), {SubTextRole});
}

} // namespace unmta::ui
