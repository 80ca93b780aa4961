#include "overview/AttentionCard.h"

#include "kit/Badge.h"
#include "kit/text/WrapButton.h"
#include "language/EngineText.h"
#include "support/Formatting.h"
#include "support/WrapRow.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostShown = 5;

bool hasEnded(const wire::Certificate &certificate, TimePoint now)
{
    return certificate.notAfter && *certificate.notAfter <= now;
}

// 0: nothing is wrong.
int graveness(const wire::TrackingDomain &domain, TimePoint now)
{
    if (isDowngraded(domain))
        return 3;
    if (domain.status == wire::DomainStatus::Active && hasEnded(domain.certificate, now))
        return 2;
    return needsAttention(domain) ? 1 : 0;
}

} // namespace

QList<wire::TrackingDomain> inNeed(const QList<wire::TrackingDomain> &domains, TimePoint now)
{
    QList<wire::TrackingDomain> found;
    for (const wire::TrackingDomain &domain : domains) {
        if (graveness(domain, now) > 0)
            found.append(domain);
    }
    // Among equals the one with most clicks at stake.
    std::stable_sort(found.begin(), found.end(), [now](const wire::TrackingDomain &a, const wire::TrackingDomain &b) {
        return std::pair(graveness(a, now), a.activity7d.clicks) > std::pair(graveness(b, now), b.activity7d.clicks);
    });
    return found;
}

QString needOf(const wire::TrackingDomain &domain, TimePoint now)
{
    if (isDowngraded(domain))
        return AttentionCard::tr("%1. %2")
            .arg(deadSince(domain, now), domain.lastCheck ? headline(*domain.lastCheck) : QString())
            .trimmed();
    if (hasEnded(domain.certificate, now))
        return AttentionCard::tr("Its certificate ended %1; links by https fail.")
            .arg(relativeTime(*domain.certificate.notAfter, now));
    if (domain.strikes > 0)
        return AttentionCard::tr("%1 After the next failed check its links stop working.")
            .arg(domain.lastCheck ? headline(*domain.lastCheck) : AttentionCard::tr("Its record failed a check."));
    if (domain.certificate.error)
        return AttentionCard::tr("No certificate: %1").arg(engineText(domain.certificate.error->message));
    return AttentionCard::tr("Its certificate cannot be had.");
}

AttentionCard::AttentionCard(QWidget *parent)
    : QFrame(parent)
    , m_rows(new QVBoxLayout(this))
{
    setObjectName(u"attentionCard"_s);
    setProperty("role", u"card"_s);
    setAccessibleName(tr("Domains that need somebody"));
    m_rows->setContentsMargins(16, 14, 16, 14);
    m_rows->setSpacing(8);
    hide();
}

void AttentionCard::show(const QList<wire::TrackingDomain> &domains, TimePoint now)
{
    const auto all = inNeed(domains, now);
    const auto first = all.first(std::min(all.size(), mostShown));
    QList<Shown> shown;
    for (const wire::TrackingDomain &domain : first)
        shown.append({domain.name, needOf(domain, now)});
    setVisible(!all.isEmpty());
    if (shown == m_shown && all.size() - first.size() == m_more)
        return;
    m_shown = shown;
    m_more = all.size() - first.size();
    const bool isBad = !all.isEmpty() && graveness(all.front(), now) > 1;
    setLook(this, "tone", isBad ? u"bad"_s : u"warning"_s);
    fill(first, m_more);
}

void AttentionCard::fill(const QList<wire::TrackingDomain> &first, qsizetype more)
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_rows->addWidget(label(tr("These need somebody"), u"heading"_s));
    for (qsizetype i = 0; i < first.size(); ++i) {
        const wire::TrackingDomain &domain = first.at(i);
        auto *row = new QWidget;
        auto *inside = new QVBoxLayout(row);
        inside->setContentsMargins(0, 0, 0, 0);
        inside->setSpacing(2);
        auto *top = new WrapRow;
        auto *badge = new Badge;
        badge->show(statusBadge(domain));
        auto *name = new WrapButton(domain.unicodeName);
        name->setObjectName(u"attentionButton%1"_s.arg(i));
        name->setAccessibleName(tr("Show %1").arg(domain.unicodeName));
        name->setAccessibleDescription(m_shown.at(i).sentence);
        connect(name, &QPushButton::clicked, this, [this, ascii = domain.name] { Q_EMIT domainChosen(ascii); });
        top->add(badge);
        top->add(name);
        inside->addLayout(top);
        inside->addWidget(paragraph(m_shown.at(i).sentence, u"dim"_s));
        m_rows->addWidget(row);
    }
    if (more > 0) {
        auto *rest = new QPushButton(tr("Show %1 more").arg(number(more)));
        rest->setObjectName(u"attentionMoreButton"_s);
        rest->setProperty("look", u"link"_s);
        connect(rest, &QPushButton::clicked, this, &AttentionCard::listRequested);
        m_rows->addWidget(rest);
    }
}

} // namespace unmta::ui
