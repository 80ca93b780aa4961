#include "overview/CertificatesCard.h"

#include "support/Formatting.h"

#include <QGridLayout>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

CertificateCounts countCertificates(const QList<wire::TrackingDomain> &domains, TimePoint now)
{
    using std::chrono::days;
    CertificateCounts counts;
    for (const wire::TrackingDomain &domain : domains) {
        const wire::Certificate &certificate = domain.certificate;
        if (certificate.notAfter) {
            const auto left = *certificate.notAfter - now;
            ++(left <= Millis(0) ? counts.over
               : left < days(7)  ? counts.week
               : left < days(30) ? counts.month
                                 : counts.later);
            if (certificate.renewAt && (!counts.nextRenewal || *certificate.renewAt < *counts.nextRenewal))
                counts.nextRenewal = certificate.renewAt;
        } else if (certificate.state == wire::CertificateState::Failed) {
            ++counts.failed;
        } else if (certificate.state == wire::CertificateState::Issuing) {
            ++counts.coming;
        }
    }
    return counts;
}

CertificatesCard::CertificatesCard(QWidget *parent)
    : QFrame(parent)
    , m_summary(paragraph({}))
    , m_rows(new QGridLayout)
    , m_over(addFigure(u"certificatesOver"_s, tr("Ended")))
    , m_week(addFigure(u"certificatesWeek"_s, tr("End within 7 days")))
    , m_month(addFigure(u"certificatesMonth"_s, tr("End within 30 days")))
    , m_later(addFigure(u"certificatesLater"_s, tr("Good for longer")))
    , m_coming(addFigure(u"certificatesComing"_s, tr("Being issued")))
    , m_failed(addFigure(u"certificatesFailed"_s, tr("Could not be had")))
{
    setObjectName(u"certificatesCard"_s);
    setProperty("role", u"card"_s);
    m_summary->setObjectName(u"certificatesSummary"_s);
    m_rows->setColumnStretch(0, 1);
    m_rows->setHorizontalSpacing(12);
    m_rows->setVerticalSpacing(8);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(10);
    column->addWidget(label(tr("Certificates"), u"heading"_s));
    column->addWidget(m_summary);
    column->addLayout(m_rows);
    column->addStretch(1);
}

QLabel *CertificatesCard::addFigure(const QString &name, const QString &text)
{
    auto *value = label(number(0));
    value->setObjectName(name);
    value->setAlignment(Qt::AlignRight);
    const int row = m_rows->rowCount();
    m_rows->addWidget(paragraph(text, u"dim"_s), row, 0);
    m_rows->addWidget(value, row, 1);
    return value;
}

void CertificatesCard::show(const QList<wire::TrackingDomain> &domains, TimePoint now)
{
    const CertificateCounts counts = countCertificates(domains, now);
    const auto tell = [](QLabel *value, int count, bool isBad) {
        value->setText(number(count));
        setRole(value, isBad && count > 0 ? u"error"_s : QString());
    };
    tell(m_over, counts.over, true);
    tell(m_week, counts.week, true);
    tell(m_month, counts.month, false);
    tell(m_later, counts.later, false);
    tell(m_coming, counts.coming, false);
    tell(m_failed, counts.failed, true);
    if (counts.valid() == 0)
        m_summary->setText(tr("No domain of this cluster has a valid certificate."));
    else if (counts.nextRenewal && *counts.nextRenewal > now)
        m_summary->setText(
            tr("%1 valid · next renewal %2").arg(number(counts.valid()), relativeTime(*counts.nextRenewal, now)));
    else
        m_summary->setText(tr("%1 valid").arg(number(counts.valid())));
}

} // namespace unmta::ui
