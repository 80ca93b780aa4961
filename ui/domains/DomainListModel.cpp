#include "domains/DomainListModel.h"

#include "language/EngineText.h"
#include "support/Formatting.h"
#include "support/Roles.h"
#include "support/Words.h"

#include <algorithm>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

// The whole of what stands in the cell.
QString nameTip(const wire::TrackingDomain &domain, TimePoint now)
{
    QStringList lines{domain.unicodeName, domain.name, deadSince(domain, now)};
    lines.removeDuplicates();
    lines.removeAll(QString());
    return plainTip(lines.join(u'\n'));
}

} // namespace

DomainListModel::DomainListModel(std::function<TimePoint()> now, QObject *parent)
    : QAbstractTableModel(parent)
    , m_now(std::move(now))
{}

int DomainListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_domains.size());
}

int DomainListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant DomainListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const wire::TrackingDomain &domain = this->domain(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return display(domain, index.column());
    case Qt::AccessibleTextRole:
        if (index.column() == Activity) // a drawn line
            return tr("%1 opens and clicks in 7 days").arg(number(domain.activity7d.opens + domain.activity7d.clicks));
        if (index.column() == Status && isDowngraded(domain))
            return tr("%1. %2").arg(statusBadge(domain, m_obstacles).text, deadSince(domain, m_now()));
        return index.column() == Name && domain.isDefault ? tr("%1, default").arg(domain.unicodeName)
                                                          : display(domain, index.column());
    case Qt::ToolTipRole:
        if (index.column() == Name)
            return nameTip(domain, m_now());
        if (index.column() == LastCheck && domain.lastCheck)
            return plainTip(exactTime(domain.lastCheck->at) + u'\n' + engineText(domain.lastCheck->message));
        if (index.column() == Certificate && domain.certificate.notAfter)
            return tr("valid until %1").arg(exactTime(*domain.certificate.notAfter));
        return {};
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::AlignVCenter | (index.column() == Opens || index.column() == Clicks ? Qt::AlignRight : Qt::AlignLeft));
    case BadgeRole:
        return index.column() == Status ? QVariant::fromValue(statusBadge(domain, m_obstacles)) : QVariant();
    case SubTextRole:
        if (index.column() != Name)
            return {};
        return isDowngraded(domain)                ? deadSince(domain, m_now())
               : domain.unicodeName != domain.name ? domain.name
                                                   : QString();
    case SubBrieflyRole:
        return index.column() == Name ? deadSinceBriefly(domain, m_now()) : QString();
    case SubToneRole:
        return isDowngraded(domain) ? QVariant::fromValue(Tone::Bad) : QVariant();
    case ChipRole:
        return index.column() == Name && domain.isDefault ? tr("Default") : QString();
    case StrongRole:
        return index.column() == Name;
    case ToneRole:
        if (index.column() == LastCheck && isDowngraded(domain))
            return QVariant::fromValue(Tone::Bad);
        if (index.column() == LastCheck && domain.strikes > 0)
            return QVariant::fromValue(Tone::Warning);
        if (index.column() == Certificate && domain.certificate.state == wire::CertificateState::Failed)
            return QVariant::fromValue(Tone::Bad);
        return index.column() == Certificate || index.column() == LastCheck ? QVariant::fromValue(Tone::Neutral)
                                                                            : QVariant();
    case DomainRole:
        return QVariant::fromValue(domain);
    case SparkRole:
        return QVariant::fromValue(m_sparks.value(domain.name));
    case SortRole:
        return sortKey(domain, index.column());
    case FilterRole:
        return filterText(domain);
    default:
        return {};
    }
}

QVariant DomainListModel::display(const wire::TrackingDomain &domain, int column) const
{
    const bool served = domain.status == wire::DomainStatus::Active || domain.activity7d != wire::RecentActivity{};
    switch (column) {
    case Name:
        return domain.unicodeName;
    case Status:
        return statusBadge(domain, m_obstacles).text;
    case Certificate:
        return certificateCell(domain, m_now());
    case LastCheck:
        return lastCheckCell(domain, m_now());
    case Opens:
        return served ? number(domain.activity7d.opens) : u"–"_s;
    case Clicks:
        return served ? number(domain.activity7d.clicks) : u"–"_s;
    default:
        return {};
    }
}

// Made once, as rows come: with the first letter that is typed all of them are asked for it.
QString DomainListModel::filterText(const wire::TrackingDomain &domain) const
{
    QString &text = m_filterTexts[domain.name];
    if (text.isEmpty())
        text = QStringList{domain.name, domain.unicodeName, statusBadge(domain, m_obstacles).text,
                           domain.isDefault ? tr("default") : QString()}
                   .join(u' ')
                   .toCaseFolded();
    return text;
}

QVariant DomainListModel::sortKey(const wire::TrackingDomain &domain, int column) const
{
    switch (column) {
    case Status:
        return isDowngraded(domain)                           ? 0
               : domain.status == wire::DomainStatus::Pending ? 1
               : isOutOfReach(domain, m_obstacles)            ? 2
               : domain.strikes > 0                           ? 3
                                                              : 4;
    case Certificate:
        return domain.certificate.renewAt ? toUnixMs(*domain.certificate.renewAt) : qint64(0);
    case LastCheck:
        return domain.lastCheck ? toUnixMs(domain.lastCheck->at) : qint64(0);
    case Opens:
        return domain.activity7d.opens;
    case Clicks:
        return domain.activity7d.clicks;
    case Activity:
        return domain.activity7d.opens + domain.activity7d.clicks;
    default:
        return domain.unicodeName;
    }
}

QVariant DomainListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter |
                                   (section == Opens || section == Clicks ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::InitialSortOrderRole) // the largest and the latest first
        return section == LastCheck || section >= Opens ? Qt::DescendingOrder : Qt::AscendingOrder;
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Domain");
    case Status:
        return tr("Status");
    case Certificate:
        return tr("Certificate");
    case LastCheck:
        return tr("Last check");
    case Opens:
        return tr("Opens 7 d");
    case Clicks:
        return tr("Clicks 7 d");
    case Activity:
        return tr("Activity");
    default:
        return {};
    }
}

void DomainListModel::put(const QList<wire::TrackingDomain> &domains)
{
    QList<Row> added;
    QMap<int, Row> changed;
    for (const wire::TrackingDomain &domain : domains) {
        const auto known = m_rowByName.constFind(domain.name);
        if (known == m_rowByName.cend())
            added.append(std::make_shared<const wire::TrackingDomain>(domain));
        else if (this->domain(*known) != domain)
            changed.insert(*known, std::make_shared<const wire::TrackingDomain>(domain));
    }
    update(changed);
    if (added.isEmpty())
        return;
    const int first = int(m_domains.size());
    beginInsertRows({}, first, first + int(added.size()) - 1);
    m_domains += added;
    reindex(first);
    endInsertRows();
    for (const Row &row : std::as_const(added))
        (void)filterText(*row);
}

// Rows that lie beside each other are told of at once, since each telling sorts the table anew; and none is another
// before it is told of, since what is sorted anew is put among rows that have to be in order.
void DomainListModel::update(const QMap<int, Row> &rows)
{
    for (auto each = rows.cbegin(); each != rows.cend();) {
        const int first = each.key();
        int next = first;
        for (; each != rows.cend() && each.key() == next; ++each, ++next) {
            m_domains[next] = each.value();
            m_filterTexts.remove(each.value()->name);
        }
        Q_EMIT dataChanged(index(first, 0), index(next - 1, ColumnCount - 1));
    }
}

void DomainListModel::remove(const QStringList &names)
{
    QList<int> rows;
    for (const QString &name : names) {
        if (const int row = rowOf(name); row >= 0)
            rows.append(row);
    }
    if (rows.isEmpty())
        return;
    // From the last to the first, so that the rows before stay where they are; neighbours together.
    std::sort(rows.begin(), rows.end(), std::greater());
    for (auto each = rows.cbegin(); each != rows.cend();) {
        const int last = *each;
        int first = last;
        while (++each != rows.cend() && *each == first - 1)
            --first;
        beginRemoveRows({}, first, last);
        for (int row = first; row <= last; ++row) {
            m_rowByName.remove(domain(row).name);
            m_sparks.remove(domain(row).name);
            m_filterTexts.remove(domain(row).name);
        }
        m_domains.remove(first, last - first + 1);
        endRemoveRows();
    }
    reindex(rows.last());
}

void DomainListModel::clear()
{
    if (m_domains.isEmpty())
        return;
    beginResetModel();
    m_domains.clear();
    m_rowByName.clear();
    m_sparks.clear();
    m_filterTexts.clear();
    endResetModel();
}

void DomainListModel::setObstacles(const Obstacles &obstacles)
{
    if (std::exchange(m_obstacles, obstacles) == obstacles)
        return;
    m_filterTexts.clear();
    if (!m_domains.isEmpty())
        Q_EMIT dataChanged(index(0, Status), index(int(m_domains.size()) - 1, Status));
}

void DomainListModel::setSpark(const QString &name, const QList<qint64> &perDay)
{
    m_sparks.insert(name, perDay);
    Q_EMIT sparksChanged();
}

int DomainListModel::rowOf(const QString &name) const
{
    return m_rowByName.value(name, -1);
}

void DomainListModel::timePassed()
{
    if (!m_domains.isEmpty())
        Q_EMIT dataChanged(index(0, Name), index(int(m_domains.size()) - 1, LastCheck), {Qt::DisplayRole, SubTextRole});
}

void DomainListModel::reindex(int from)
{
    for (int row = from; row < m_domains.size(); ++row)
        m_rowByName.insert(domain(row).name, row);
}

} // namespace unmta::ui
