#include "domain/shipping/ShippingProgress.h"

namespace unmta {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

QString folderOf(const QString &prefix, const QString &clusterId, std::int64_t day)
{
    const year_month_day date{sys_days(days(day))};
    return u"%1%2/%3/%4/%5/"_s.arg(prefix.isEmpty() ? QString() : prefix + u'/', clusterId)
        .arg(int(date.year()), 4, 10, QChar(u'0'))
        .arg(unsigned(date.month()), 2, 10, QChar(u'0'))
        .arg(unsigned(date.day()), 2, 10, QChar(u'0'));
}

} // namespace

std::int64_t dayOf(std::int64_t unixMs)
{
    return floor<days>(fromUnixMs(unixMs)).time_since_epoch().count();
}

std::int64_t hourOf(TimePoint time)
{
    return floor<hours>(time).time_since_epoch().count();
}

QString objectName(const QString &prefix, const QString &clusterId, std::int64_t day, std::int64_t firstSeq,
                   ShippingCompression compression)
{
    return folderOf(prefix, clusterId, day) + u"%1.ndjson.%2"_s.arg(qlonglong{firstSeq}, 16, 10, QChar(u'0'))
                                                  .arg(compression == ShippingCompression::Gzip ? u"gz"_s : u"zst"_s);
}

QString manifestName(const QString &prefix, const QString &clusterId, std::int64_t hour, std::int64_t firstSeq)
{
    const std::int64_t day = floor<days>(hours(hour)).count();
    return folderOf(prefix, clusterId, day) +
           u"manifest-%1-%2.json"_s.arg(qlonglong{hour - day * 24}, 2, 10, QChar(u'0'))
               .arg(qlonglong{firstSeq}, 16, 10, QChar(u'0'));
}

std::optional<ShippingPiece> ShippingProgress::pending() const
{
    if (m_fields.pending.isEmpty())
        return std::nullopt;
    return ShippingPiece{m_fields.cursor, m_fields.pendingLast, m_fields.pending.first()};
}

ShippingProgress ShippingProgress::planned(std::int64_t last, const QList<ShippingPart> &parts) const
{
    Q_ASSERT(m_fields.pending.isEmpty() && !parts.isEmpty() && parts.size() <= mostParts && last > m_fields.cursor);
    return ShippingProgress(Fields{m_fields.cursor, last, parts});
}

ShippingProgress ShippingProgress::written() const
{
    Q_ASSERT(!m_fields.pending.isEmpty());
    if (m_fields.pending.size() > 1)
        return ShippingProgress(Fields{m_fields.cursor, m_fields.pendingLast, m_fields.pending.sliced(1)});
    return from(m_fields.pendingLast);
}

} // namespace unmta
