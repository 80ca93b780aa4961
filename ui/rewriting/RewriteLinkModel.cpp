#include "rewriting/RewriteLinkModel.h"

#include "rewriting/RewriteWords.h"
#include "support/Formatting.h"
#include "support/Roles.h"

namespace unmta::ui {

using namespace Qt::StringLiterals;

int RewriteLinkModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_links.size());
}

int RewriteLinkModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString RewriteLinkModel::display(const wire::RewriteLink &link, int column) const
{
    switch (column) {
    case Part:
        return link.part;
    case Text:
        return link.text.isEmpty() ? u"–"_s : link.text;
    case Link:
        return link.url.isEmpty() ? u"–"_s : link.url;
    case Decision:
        return linkBadge(link).text;
    case Reason:
        return linkReason(link.reason);
    default:
        return {};
    }
}

QVariant RewriteLinkModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const wire::RewriteLink &link = m_links.at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return display(link, column);
    case Qt::ToolTipRole:
        return plainTip(column == Link && link.tracked ? tr("%1\nbecomes %2").arg(link.url, link.newUrl)
                                                       : display(link, column));
    case BadgeRole:
        return column == Decision ? QVariant::fromValue(linkBadge(link)) : QVariant();
    case SubTextRole:
        return column == Text && !link.name.isEmpty() ? tr("name %1").arg(link.name)
               : column == Link && link.tracked       ? tr("becomes %1").arg(link.newUrl)
                                                      : QString();
    case ToneRole:
        return column == Part || column == Reason ? QVariant::fromValue(Tone::Neutral) : QVariant();
    case WrapRole:
        return column == Reason;
    default:
        return {};
    }
}

QVariant RewriteLinkModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Part:
        return tr("Part");
    case Text:
        return tr("Text");
    case Link:
        return tr("Link");
    case Decision:
        return tr("Decision");
    case Reason:
        return tr("Reason");
    default:
        return {};
    }
}

void RewriteLinkModel::replaceAll(const QList<wire::RewriteLink> &links)
{
    const auto isSame = [](const wire::RewriteLink &a, const wire::RewriteLink &b) {
        return a.url == b.url && a.part == b.part;
    };
    if (std::equal(links.begin(), links.end(), m_links.begin(), m_links.end(), isSame)) {
        m_links = links;
        if (!m_links.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_links = links;
    endResetModel();
}

} // namespace unmta::ui
