// One tracking domain: while pending the way to verification, while active how it is doing.
#pragma once

#include "contract/wire/Wire.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace unmta::ui {

class ActivityCard;
class Banner;
class CertificateCard;
class DiagnosisCard;
class DowngradedCard;
class DomainHeader;
class DomainWatch;
class MonitoringCard;
class NextStepsCard;
class ProviderTabs;
class ReachCard;
class ReadinessWatch;
class RecordTable;
class Session;
class StateView;
class Timeline;

class DomainPage final : public QWidget
{
    Q_OBJECT

public:
    DomainPage(Session &session, ReadinessWatch &readiness, QWidget *parent = nullptr);

    void open(const QString &name);
    void leave();
    void verify();
    // "2 h ago" grows old.
    void timePassed();
    void requestDelete();

Q_SIGNALS:
    void backRequested();
    // Where it is done what keeps recipients away.
    void setupRequested();
    void deleteRequested(const unmta::wire::TrackingDomain &domain);
    void appLinksRequested(const unmta::wire::TrackingDomain &domain);
    void handOverRequested(const unmta::wire::TrackingDomain &domain);
    // A topic of the documentation.
    void helpRequested(const QString &topic);

private:
    QWidget *makeBody();
    void connectHeader();
    void connectWatch();
    void show(const wire::TrackingDomain &domain);
    void showPublishable();
    void showDowngraded();
    void showDiagnosis();
    void showFootnote(const wire::TrackingDomain &domain);
    void showTimeline();

    Session &m_session;
    ReadinessWatch &m_readiness;
    DomainWatch *m_watch;
    DomainHeader *m_header;
    QList<wire::TimelineEntry> m_happened; // newest first
    bool m_happenedMore = false;           // and earlier
    bool m_hasFreshCheck = false;          // a check was asked for on this page: its good result is shown, too
    Banner *m_banner;
    StateView *m_view;
    QVBoxLayout *m_sections;
    DowngradedCard *m_downgraded;
    ReachCard *m_reach;
    DiagnosisCard *m_diagnosis;
    NextStepsCard *m_next;
    QWidget *m_insight;
    ActivityCard *m_activity;
    CertificateCard *m_certificate;
    MonitoringCard *m_monitoring;
    RecordTable *m_record;
    ProviderTabs *m_providers;
    QLabel *m_footnote;
    Timeline *m_timeline;
};

} // namespace unmta::ui
