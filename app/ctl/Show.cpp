#include "ctl/Show.h"

#include "contract/text/Csv.h"

#include <QJsonDocument>

namespace unmta::ctl {

using namespace Qt::StringLiterals;

void printRows(const QJsonArray &rows, const QString &format)
{
    if (format == "json"_L1)
        return printJson(rows);
    const bool isCsv = format == "csv"_L1;
    const QStringList columns = isCsv ? csvColumns(rows) : QStringList();
    bool arrives = !isCsv || rows.isEmpty() || printRaw(csvHeading(columns));
    for (qsizetype i = 0; arrives && i < rows.size(); ++i) {
        const QJsonObject row = rows[i].toObject();
        arrives = printRaw(isCsv ? csvRow(row, columns) : QJsonDocument(row).toJson(QJsonDocument::Compact) + '\n');
    }
}

QString wordFor(wire::DomainStatus status)
{
    return status == wire::DomainStatus::Active ? u"active"_s : u"pending"_s;
}

QString wordFor(wire::CheckOutcome outcome)
{
    switch (outcome) {
    case wire::CheckOutcome::Match:
        return u"match"_s;
    case wire::CheckOutcome::Changed:
        return u"changed"_s;
    case wire::CheckOutcome::Unknown:
        break;
    }
    return u"unknown"_s;
}

QString wordFor(wire::CertificateState state)
{
    switch (state) {
    case wire::CertificateState::None:
        return u"none"_s;
    case wire::CertificateState::Issuing:
        return u"issuing"_s;
    case wire::CertificateState::Valid:
        return u"valid"_s;
    case wire::CertificateState::Renewing:
        return u"renewing"_s;
    case wire::CertificateState::Failed:
        break;
    }
    return u"failed"_s;
}

QString wordFor(wire::ReadinessState state)
{
    switch (state) {
    case wire::ReadinessState::Ready:
        return u"ready"_s;
    case wire::ReadinessState::Todo:
        return u"to do"_s;
    case wire::ReadinessState::Failed:
        return u"FAILED"_s;
    case wire::ReadinessState::Unknown:
        break;
    }
    return u"unknown"_s;
}

} // namespace unmta::ctl
