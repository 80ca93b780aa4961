#include "nodes/NodeListModel.h"

#include "support/Formatting.h"
#include "support/Roles.h"

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 lateSeconds = 10;

bool isFigureColumn(int column)
{
    return column == NodeListModel::Behind || column == NodeListModel::Requests || column == NodeListModel::Waiting ||
           column == NodeListModel::Certificates;
}

QString behindText(qint64 seconds)
{
    constexpr qint64 minute = 60;
    if (seconds < 2 * minute)
        return NodeListModel::tr("%1 s").arg(number(seconds));
    return distance(TimePoint{}, TimePoint{} + std::chrono::seconds(seconds));
}

} // namespace

BadgeText nodeBadge(const wire::Node &node)
{
    if (node.state == u"draining")
        return {NodeListModel::tr("Draining"), Tone::Warning, Mark::Ring};
    if (node.state == u"silent")
        return {NodeListModel::tr("Silent"), Tone::Bad, Mark::DownTriangle};
    return {NodeListModel::tr("In service"), Tone::Good, Mark::Dot};
}

NodeListModel::NodeListModel(std::function<TimePoint()> now, QObject *parent)
    : QAbstractTableModel(parent)
    , m_now(std::move(now))
{}

int NodeListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_items.size());
}

int NodeListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString NodeListModel::cell(const wire::Node &node, int column) const
{
    switch (column) {
    case Name:
        return node.name;
    case State:
        return nodeBadge(node).text;
    case Behind:
        return behindText(node.behindSeconds);
    case Requests:
        return number(node.requestsPerSecond);
    case Waiting:
        return number(node.eventsWaiting);
    case Certificates:
        return number(node.certificates);
    case Version:
        return node.version;
    case Seen:
        return relativeTime(node.seenAt, m_now());
    default:
        return {};
    }
}

// Where the upkeep is marked its mark needs the place, in large letters.
QString NodeListModel::besideName(const wire::Node &node) const
{
    if (node.hasUpkeep)
        return {};
    if (node.isThis)
        return tr("answers this window");
    const auto namesakes = std::count_if(m_items.begin(), m_items.end(),
                                         [&node](const wire::Node &other) { return other.name == node.name; });
    return namesakes > 1 ? node.id : QString();
}

QVariant NodeListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const wire::Node &node = m_items.at(index.row());
    const int column = index.column();
    switch (role) {
    case BadgeRole:
        return column == State ? QVariant::fromValue(nodeBadge(node)) : QVariant();
    case ChipRole:
        return column == Name && node.hasUpkeep ? tr("upkeep") : QVariant();
    case SubTextRole:
        return column == Name ? besideName(node) : QString();
    case StrongRole:
        return column == Name;
    case ToneRole:
        return column == Behind && node.behindSeconds >= lateSeconds ? QVariant::fromValue(Tone::Bad) : QVariant();
    case Qt::TextAlignmentRole:
        return isFigureColumn(column) ? QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::ToolTipRole:
        return column == Seen ? exactTime(node.seenAt) : plainTip(cell(node, column));
    case Qt::AccessibleTextRole:
        return column == Name && node.hasUpkeep ? tr("%1, does the upkeep").arg(node.name) : cell(node, column);
    case Qt::DisplayRole:
        return cell(node, column);
    default:
        return {};
    }
}

QVariant NodeListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && isFigureColumn(section))
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool isTip = role == Qt::ToolTipRole;
    switch (section) {
    case Name:
        return isTip ? tr("Its computer") : tr("Node");
    case State:
        return tr("State");
    case Behind:
        return isTip ? tr("How long ago it has taken in the last of what was changed at the others") : tr("Behind");
    case Requests:
        return isTip ? tr("Requests for links and pixels a second, a moment ago") : tr("Requests/s");
    case Waiting:
        return isTip ? tr("Opens and clicks that it has recorded and not handed to the store yet") : tr("Waiting");
    case Certificates:
        return isTip ? tr("Certificates that it can show") : tr("Certificates");
    case Version:
        return tr("Version");
    case Seen:
        return isTip ? tr("Its last sign of life") : tr("Seen");
    default:
        return {};
    }
}

int NodeListModel::rowOf(const QString &id) const
{
    const auto found =
        std::find_if(m_items.begin(), m_items.end(), [&id](const wire::Node &node) { return node.id == id; });
    return found == m_items.end() ? -1 : int(found - m_items.begin());
}

void NodeListModel::replaceAll(const QList<wire::Node> &nodes)
{
    const auto sameId = [](const wire::Node &a, const wire::Node &b) { return a.id == b.id; };
    if (!std::equal(nodes.begin(), nodes.end(), m_items.begin(), m_items.end(), sameId)) {
        beginResetModel();
        m_items = nodes;
        endResetModel();
        return;
    }
    m_items = nodes;
    if (!m_items.isEmpty()) // times grow old, too
        Q_EMIT dataChanged(index(0, 0), index(int(m_items.size()) - 1, ColumnCount - 1));
}

} // namespace unmta::ui
