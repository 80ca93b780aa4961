#include "domain/DomainPage.h"

#include "access/Access.h"
#include "charts/ActivityCard.h"
#include "domain/DiagnosisCard.h"
#include "domain/DomainHeader.h"
#include "domain/DomainWatch.h"
#include "domain/DowngradedCard.h"
#include "domain/FactsCards.h"
#include "domain/ProviderTabs.h"
#include "domain/RecordTable.h"
#include "domain/Timeline.h"
#include "kit/Banner.h"
#include "kit/Labels.h"
#include "kit/PageFrame.h"
#include "kit/StateView.h"
#include "language/EngineText.h"
#include "nextsteps/NextStepsCard.h"
#include "readiness/ReachCard.h"
#include "readiness/ReadinessWatch.h"
#include "session/Session.h"
#include "support/Formatting.h"
#include "support/Scale.h"
#include "support/Words.h"
#include "support/WrapRow.h"

#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;
using wire::DomainStatus;

DomainPage::DomainPage(Session &session, ReadinessWatch &readiness, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_readiness(readiness)
    , m_watch(new DomainWatch(session, this))
    , m_header(new DomainHeader)
{
    setFocusPolicy(Qt::ClickFocus);
    setObjectName(u"domainPage"_s);
    setAccessibleName(tr("Tracking domain"));
    Access::setRole(*this, QAccessible::Pane);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 16, 0, 0);
    column->setSpacing(10);
    column->addWidget(m_header);
    m_view = new StateView(scrolling(makeBody()));
    column->addWidget(m_view, 1);
    connectHeader();
    connectWatch();
    // A text with a selection answers Ctrl+C itself; otherwise the record's value is what one wants here.
    auto *copy = new QShortcut(QKeySequence::Copy, this);
    copy->setContext(Qt::WidgetWithChildrenShortcut);
    connect(copy, &QShortcut::activated, m_record, &RecordTable::copyValue);
}

QWidget *DomainPage::makeBody()
{
    m_banner = new Banner;
    m_banner->setObjectName(u"domainBanner"_s);
    m_downgraded = new DowngradedCard;
    m_reach = new ReachCard(m_readiness);
    m_diagnosis = new DiagnosisCard;
    m_next = new NextStepsCard(m_session, m_readiness);
    m_activity = new ActivityCard;
    m_certificate = new CertificateCard;
    m_monitoring = new MonitoringCard;
    m_record = new RecordTable;
    m_providers = new ProviderTabs;
    m_footnote = paragraph({}, u"small"_s);
    m_footnote->setObjectName(u"nextCheckNote"_s);
    m_timeline = new Timeline;
    m_insight = new QWidget;
    // Beneath the chart: beside it they would be as tall, and half empty.
    auto *facts = new WrapRow;
    facts->setSpacing(14);
    facts->add(m_certificate, scaled(260, fontMetrics()));
    facts->add(m_monitoring, scaled(260, fontMetrics()));
    auto *insight = new QVBoxLayout(m_insight);
    insight->setContentsMargins(0, 0, 0, 0);
    insight->setSpacing(14);
    insight->addWidget(m_activity);
    insight->addLayout(facts);

    auto *body = new QWidget;
    m_sections = new QVBoxLayout(body);
    m_sections->setContentsMargins(24, 4, 24, 24);
    m_sections->setSpacing(14);
    for (QWidget *section : std::initializer_list<QWidget *>{m_banner, m_downgraded, m_reach, m_diagnosis, m_next,
                                                             m_insight, m_record, m_providers, m_footnote, m_timeline})
        m_sections->addWidget(section);
    m_sections->addStretch(1);
    connect(m_record, &RecordTable::publishRequested, m_watch, &DomainWatch::publishRecord);
    connect(m_timeline, &Timeline::earlierWanted, m_watch, &DomainWatch::showEarlier);
    connect(m_activity, &ActivityCard::periodChosen, m_watch, &DomainWatch::showPeriod);
    connect(m_providers, &ProviderTabs::handOverRequested, this, [this] {
        if (const auto domain = m_watch->domain())
            Q_EMIT handOverRequested(*domain);
    });
    return body;
}

void DomainPage::connectHeader()
{
    connect(m_header, &DomainHeader::backRequested, this, &DomainPage::backRequested);
    connect(m_header, &DomainHeader::verifyRequested, this, &DomainPage::verify);
    connect(m_header, &DomainHeader::defaultToggled, this, [this] {
        if (const auto domain = m_watch->domain())
            m_watch->setDefault(!domain->isDefault);
    });
    connect(m_header, &DomainHeader::appLinksRequested, this, [this] {
        if (const auto domain = m_watch->domain())
            Q_EMIT appLinksRequested(*domain);
    });
    connect(m_header, &DomainHeader::deleteRequested, this, &DomainPage::requestDelete);
}

void DomainPage::requestDelete()
{
    if (const auto domain = m_watch->domain())
        Q_EMIT deleteRequested(*domain);
}

void DomainPage::connectWatch()
{
    connect(m_watch, &DomainWatch::domainChanged, this, &DomainPage::show);
    connect(m_watch, &DomainWatch::verifyingChanged, this, &DomainPage::showDiagnosis);
    connect(m_watch, &DomainWatch::activityChanged, m_activity, &ActivityCard::show);
    connect(m_watch, &DomainWatch::timelineChanged, this,
            [this](const QList<wire::TimelineEntry> &entries, bool hasMore) {
                m_happened = entries;
                m_happenedMore = hasMore;
                showDowngraded();
                showTimeline();
            });
    connect(m_watch, &DomainWatch::recordPublished, this, [this] {
        m_banner->show(Tone::Good, tr("The sandbox's provider publishes the record now. Press Verify Now."), {}, true);
    });
    connect(m_watch, &DomainWatch::loadFailed, this, [this](const Error &error) { m_view->showError(error); });
    connect(m_watch, &DomainWatch::refused, this,
            [this](const Error &error) { m_banner->show(Tone::Bad, errorText(error), {}, true); });
    connect(m_watch, &DomainWatch::gone, this, &DomainPage::backRequested);
    connect(m_view, &StateView::retryRequested, m_watch, &DomainWatch::reload);
    connect(m_next, &NextStepsCard::helpRequested, this, &DomainPage::helpRequested);
    connect(m_reach, &ReachCard::setupRequested, this, &DomainPage::setupRequested);
    connect(&m_readiness, &ReadinessWatch::changed, this, &DomainPage::timePassed);
    connect(&m_session, &Session::serverChanged, this, &DomainPage::showPublishable);
}

void DomainPage::showPublishable()
{
    const auto domain = m_watch->domain();
    const bool missing = domain && (domain->status == DomainStatus::Pending || domain->strikes > 0);
    m_record->setPublishable(missing && m_session.hasCapability(u"sandbox"_s));
}

void DomainPage::open(const QString &name)
{
    m_hasFreshCheck = false;
    m_happened.clear();
    m_happenedMore = false;
    m_timeline->reset();
    m_banner->hide();
    m_activity->setPeriod({});
    m_activity->setSubject(name);
    m_activity->show(QList<wire::ActivityBucket>{});
    if (!m_session.domains().find(name)) {
        m_header->showName(name);
        m_view->showLoading();
    }
    for (QScrollArea *area : findChildren<QScrollArea *>())
        area->verticalScrollBar()->setValue(0);
    m_watch->watch(name);
}

void DomainPage::leave()
{
    m_watch->leave();
}

void DomainPage::timePassed()
{
    if (const auto domain = m_watch->domain())
        show(*domain);
}

void DomainPage::verify()
{
    m_hasFreshCheck = true;
    m_banner->hide();
    m_watch->verify();
}

void DomainPage::show(const wire::TrackingDomain &domain)
{
    setAccessibleName(domain.unicodeName);
    const bool active = domain.status == DomainStatus::Active;
    m_view->showContent();
    m_header->show(domain, m_readiness.obstacles());
    m_reach->show(domain);
    m_next->show(domain);
    m_insight->setVisible(active || isDowngraded(domain));
    // What is to be done comes before what was.
    m_sections->removeWidget(m_insight);
    m_sections->insertWidget(m_sections->indexOf(active ? m_record : static_cast<QWidget *>(m_timeline)), m_insight);
    m_certificate->show(domain.certificate, m_session.now());
    m_monitoring->show(domain, m_session.now());
    m_record->setHeading(active ? tr("DNS record") : tr("Publish this record"));
    m_record->show(domain.record);
    showPublishable();
    showDowngraded();
    m_providers->setVisible(!active);
    m_providers->show(domain.record, providerOf(domain));
    showDiagnosis();
    showFootnote(domain);
    showTimeline();
}

void DomainPage::showDowngraded()
{
    const auto domain = m_watch->domain();
    if (!domain)
        return;
    const auto right = std::find_if(m_happened.begin(), m_happened.end(),
                                    [](const auto &entry) { return entry.kind == u"check" && entry.code == u"ok"; });
    m_downgraded->setVisible(isDowngraded(*domain));
    m_downgraded->show(*domain,
                       right == m_happened.end() ? std::nullopt : std::optional(right->until.value_or(right->at)),
                       m_session.now());
    m_diagnosis->setComparing(!isDowngraded(*domain));
}

void DomainPage::showDiagnosis()
{
    const auto domain = m_watch->domain();
    if (!domain)
        return;
    const bool running = m_watch->isVerifying() || domain->checking;
    m_header->setVerifying(running);
    const bool wanted =
        domain->lastCheck && (domain->status == DomainStatus::Pending || domain->strikes > 0 || m_hasFreshCheck ||
                              domain->lastCheck->outcome != wire::CheckOutcome::Match);
    if (running)
        m_diagnosis->showRunning(domain->record.zone);
    else if (wanted)
        m_diagnosis->showResult(*domain->lastCheck, m_session.now());
    m_diagnosis->setVisible(running || wanted);
}

void DomainPage::showFootnote(const wire::TrackingDomain &domain)
{
    m_footnote->setVisible(domain.status == DomainStatus::Pending);
    const QString usual = tr("Changes are usually visible within minutes, sometimes after up to 48 hours.");
    m_footnote->setText(
        domain.nextCheckAt
            ? tr("%1 Checked automatically; next try %2.").arg(usual, dayAndTime(*domain.nextCheckAt, m_session.now()))
            : usual);
}

void DomainPage::showTimeline()
{
    const auto domain = m_watch->domain();
    if (!domain)
        return;
    // That it was added goes without saying as long as it is all that happened.
    m_timeline->setVisible(domain->status == DomainStatus::Active || isDowngraded(*domain) || m_happened.size() > 1);
    m_timeline->show(m_happened, m_happenedMore, m_session.now());
}

} // namespace unmta::ui
