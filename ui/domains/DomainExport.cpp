#include "domains/DomainExport.h"

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

QString cell(QString text)
{
    if (!text.isEmpty() && u"=+-@\t\r"_s.contains(text.front()))
        text.prepend(u'\'');
    const bool isQuoted = text.contains(u',') || text.contains(u'"') || text.contains(u'\n') || text.contains(u'\r');
    return isQuoted ? u'"' + text.replace(u'"', u"\"\""_s) + u'"' : text;
}

QString time(const std::optional<TimePoint> &at)
{
    return at ? toIso8601(*at) : QString();
}

} // namespace

QByteArray domainsAsCsv(const QList<wire::TrackingDomain> &domains)
{
    QString text =
        u"name,unicode_name,status,default,record_type,record_name,record_value,strikes,verified_at,"
        "downgraded_at,last_check_at,last_check_code,certificate_not_after,opens_7d,clicks_7d,created_at\r\n"_s;
    for (const wire::TrackingDomain &domain : domains) {
        const auto &check = domain.lastCheck;
        const QStringList cells{domain.name,
                                domain.unicodeName,
                                domain.status == wire::DomainStatus::Active ? u"active"_s : u"pending"_s,
                                domain.isDefault ? u"true"_s : u"false"_s,
                                domain.record.type,
                                domain.record.name,
                                domain.record.value,
                                QString::number(domain.strikes),
                                time(domain.verifiedAt),
                                time(domain.downgradedAt),
                                check ? toIso8601(check->at) : QString(),
                                check ? check->code : QString(),
                                time(domain.certificate.notAfter),
                                QString::number(domain.activity7d.opens),
                                QString::number(domain.activity7d.clicks),
                                toIso8601(domain.createdAt)};
        QStringList escaped;
        for (const QString &each : cells)
            escaped << cell(each);
        text += escaped.join(u',') + u"\r\n"_s;
    }
    return text.toUtf8();
}

} // namespace unmta::ui
