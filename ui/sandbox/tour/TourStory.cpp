#include "sandbox/tour/TourStory.h"

#include "support/Words.h"

namespace unmta::ui {

bool TourStory::learn(const TourFacts &facts)
{
    const int before = m_step;
    while (!isOver() && isDone(m_step, facts))
        ++m_step;
    return m_step != before;
}

bool TourStory::isDone(int step, const TourFacts &facts)
{
    if (!facts.domain)
        return false;
    const wire::TrackingDomain &domain = *facts.domain;
    const bool isActive = domain.status == wire::DomainStatus::Active;
    const bool hasFallen = isDowngraded(domain);
    switch (step) {
    case 1:
        return true;
    case 2:
        return facts.isPublished == true || isActive;
    case 3:
        return isActive;
    case 4:
        return domain.certificate.state == wire::CertificateState::Valid;
    case 5:
        return facts.hasEvents;
    case 6:
        return facts.isPublished == false;
    case 7:
        return domain.strikes > 0 || hasFallen;
    default:
        return hasFallen;
    }
}

TourStep TourStory::textOf(int step, const QString &name)
{
    switch (step) {
    case 1:
        return {tr("Add a tracking domain"),
                tr("A subdomain that your mail's links shall carry, such as track.example.com. It need not exist: this "
                   "is a rehearsal."),
                TourPlace::AddDomain};
    case 2:
        return {tr("Publish its record"),
                tr("Each domain gets one CNAME record. At a real provider you would type it in; here press “Publish "
                   "the record for me” on the page of %1.")
                    .arg(name),
                TourPlace::Domain};
    case 3:
        return {tr("Verify it"),
                tr("Press “Verify Now” on the page of %1. The record is looked up at the provider's own name servers.")
                    .arg(name),
                TourPlace::Domain};
    case 4:
        return {tr("See its certificate come"),
                tr("%1 is active. Its certificate is ordered by itself and is there in a moment; then links carry "
                   "https.")
                    .arg(name),
                TourPlace::Domain};
    case 5:
        return {tr("Let recipients open and click"),
                tr("Choose how many recipients get a mail, and let them read it. What they do arrives under Events, "
                   "and in the chart of %1.")
                    .arg(name),
                TourPlace::Recipients};
    case 6:
        return {tr("Break the record"),
                tr("Records vanish in real life: somebody tidies up. Remove the one of %1, or let it lead elsewhere.")
                    .arg(name),
                TourPlace::Records};
    case 7:
        return {tr("Skip a day: the first strike"),
                tr("Active domains are checked every 24 hours. Skip them: the check finds the record gone and warns. "
                   "Links still work."),
                TourPlace::Clock};
    case 8:
        return {tr("Skip another day: the second strike"),
                tr("A second check in a row that finds it gone puts %1 back to pending: its links are dead, and the "
                   "window says so.")
                    .arg(name),
                TourPlace::Clock};
    default:
        return {tr("That is the whole story"),
                tr("Publish the record again and verify %1, and its links work again. In a real installation you and "
                   "your customers would have got the mails that lie in the mail tray.")
                    .arg(name),
                TourPlace::Domain};
    }
}

} // namespace unmta::ui
