#include "domain/FactsCards.h"

#include "kit/Badge.h"
#include "support/Formatting.h"
#include "support/Words.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;
using wire::CertificateState;

namespace {

QVBoxLayout *cardColumn(QFrame *card, const QString &heading, QWidget *corner)
{
    card->setProperty("role", u"card"_s);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(6);
    auto *top = new QHBoxLayout;
    top->addWidget(label(heading, u"heading"_s));
    top->addStretch();
    top->addWidget(corner);
    column->addLayout(top);
    return column;
}

BadgeText badgeOf(CertificateState state)
{
    switch (state) {
    case CertificateState::None:
        return {CertificateCard::tr("None"), Tone::Neutral};
    case CertificateState::Issuing:
        return {CertificateCard::tr("Being issued"), Tone::Accent};
    case CertificateState::Renewing:
        return {CertificateCard::tr("Renewing"), Tone::Accent};
    case CertificateState::Failed:
        return {CertificateCard::tr("Failed"), Tone::Bad};
    case CertificateState::Valid:
        break;
    }
    return {CertificateCard::tr("Valid"), Tone::Good};
}

} // namespace

CertificateCard::CertificateCard(QWidget *parent)
    : QFrame(parent)
    , m_badge(new Badge)
    , m_line(paragraph({}))
    , m_detail(paragraph({}, u"dim"_s))
{
    setObjectName(u"certificateCard"_s);
    m_line->setObjectName(u"certificateLine"_s);
    auto *column = cardColumn(this, tr("Certificate"), m_badge);
    column->addWidget(m_line);
    column->addWidget(m_detail);
    column->addStretch();
}

void CertificateCard::show(const wire::Certificate &certificate, TimePoint now)
{
    m_badge->show(badgeOf(certificate.state));
    m_line->setText(certificateLine(certificate));
    m_line->setToolTip(certificate.notAfter ? exactTime(*certificate.notAfter) : QString());
    m_detail->setText(certificateDetail(certificate, now));
    m_detail->setToolTip(certificate.renewAt ? exactTime(*certificate.renewAt) : QString());
    setRole(m_detail, certificate.error ? u"error"_s : u"dim"_s);
}

MonitoringCard::MonitoringCard(QWidget *parent)
    : QFrame(parent)
    , m_strikes(new Badge)
    , m_times(paragraph({}))
    , m_meaning(paragraph({}, u"dim"_s))
{
    setObjectName(u"monitoringCard"_s);
    m_strikes->setObjectName(u"strikesBadge"_s);
    auto *column = cardColumn(this, tr("Monitoring"), m_strikes);
    column->addWidget(m_times);
    column->addWidget(m_meaning);
    column->addStretch();
}

void MonitoringCard::show(const wire::TrackingDomain &domain, TimePoint now)
{
    m_strikes->show(strikesBadge(domain));
    QStringList times;
    if (domain.lastCheck)
        times << tr("checked %1").arg(relativeTime(domain.lastCheck->at, now));
    if (domain.nextCheckAt)
        times << tr("next %1").arg(dayAndTime(*domain.nextCheckAt, now));
    m_times->setText(times.join(u" · "_s));
    m_times->setToolTip(domain.lastCheck ? exactTime(domain.lastCheck->at) : QString());
    m_meaning->setText(isDowngraded(domain) ? tr("A check that finds the record makes it active again.")
                       : domain.strikes > 0 ? tr("One more failed check and it goes back to Pending.")
                                            : tr("Two failed checks in a row, and it goes back to Pending."));
}

} // namespace unmta::ui
