#include "overview/CertificatesCard.h"

#include "overview/FigureRows.h"
#include "support/Formatting.h"

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
    , m_figures(new QWidget)
    , m_rows(new FigureRows(8, m_figures))
    , m_over(m_rows->add(u"certificatesOver"_s, tr("Ended"), number(0)))
    , m_week(m_rows->add(u"certificatesWeek"_s, tr("End within 7 days"), number(0)))
    , m_month(m_rows->add(u"certificatesMonth"_s, tr("End within 30 days"), number(0)))
    , m_later(m_rows->add(u"certificatesLater"_s, tr("Good for longer"), number(0)))
    , m_coming(m_rows->add(u"certificatesComing"_s, tr("Being issued"), number(0)))
    , m_failed(m_rows->add(u"certificatesFailed"_s, tr("Could not be had"), number(0)))
{
    setObjectName(u"certificatesCard"_s);
    setProperty("role", u"card"_s);
    m_summary->setObjectName(u"certificatesSummary"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(10);
    column->addWidget(label(tr("Certificates"), u"heading"_s));
    column->addWidget(m_summary);
    column->addWidget(m_figures);
    column->addStretch(1);
}

void CertificatesCard::show(const QList<wire::TrackingDomain> &domains, TimePoint now)
{
    const CertificateCounts counts = countCertificates(domains, now);
    tellFigure(m_over, number(counts.over), counts.over > 0);
    tellFigure(m_week, number(counts.week), counts.week > 0);
    m_month->setText(number(counts.month));
    m_later->setText(number(counts.later));
    m_coming->setText(number(counts.coming));
    tellFigure(m_failed, number(counts.failed), counts.failed > 0);
    const bool isNone = counts.valid() + counts.over + counts.coming + counts.failed == 0;
    m_figures->setVisible(!isNone); // six times nothing
    if (isNone)
        m_summary->setText(tr("There is none yet. Each domain gets its certificate by itself as soon as its record is "
                              "verified, and another one in time before it ends."));
    else if (counts.valid() == 0)
        m_summary->setText(tr("No domain of this cluster has a valid certificate."));
    else if (counts.nextRenewal && *counts.nextRenewal > now)
        m_summary->setText(
            tr("%1 valid · next renewal %2").arg(number(counts.valid()), relativeTime(*counts.nextRenewal, now)));
    else
        m_summary->setText(tr("%1 valid").arg(number(counts.valid())));
}

} // namespace unmta::ui
