// One tracking domain, kept current: its state, what happened, its activity, and what can be done with it. The domain
// page shows what this tells and knows nothing of requests.
#pragma once

#include "base/Error.h"
#include "charts/Activity.h"
#include "contract/wire/Wire.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace unmta::ui {

class Session;

class DomainWatch final : public QObject
{
    Q_OBJECT

public:
    explicit DomainWatch(Session &session, QObject *parent = nullptr);

    void watch(const QString &name);
    void leave();

    [[nodiscard]] QString name() const { return m_name; }
    // What is known of it, or nothing until it was loaded.
    [[nodiscard]] std::optional<wire::TrackingDomain> domain() const;
    [[nodiscard]] bool isVerifying() const { return m_verifying; }
    [[nodiscard]] const Period &period() const { return m_period; }

    void reload();
    void verify();
    void setDefault(bool isDefault);
    void showPeriod(const unmta::ui::Period &period);
    // One page more of what happened.
    void showEarlier();
    // The sandbox's provider publishes the record.
    void publishRecord();

Q_SIGNALS:
    void domainChanged(const unmta::wire::TrackingDomain &domain);
    void verifyingChanged(bool verifying);
    // Newest first; `hasMore`: there are earlier ones.
    void timelineChanged(const QList<unmta::wire::TimelineEntry> &entries, bool hasMore);
    void activityChanged(const QList<unmta::wire::ActivityBucket> &steps);
    void recordPublished();
    // The domain could not be loaded at all.
    void loadFailed(const unmta::Error &error);
    // Something that was asked for was refused.
    void refused(const unmta::Error &error);
    // It was deleted, here or elsewhere.
    void gone();

private:
    void connectDomains();
    void wantTimeline();
    void loadTimeline();
    void loadTimelinePage(int number, const QString &after, QList<wire::TimelineEntry> soFar);
    void loadActivity();
    void takeChange(const wire::Change &change);
    void setVerifying(bool verifying);

    Session &m_session;
    QString m_name;
    bool m_verifying = false;
    Period m_period;
    int m_generation = 0; // replies about a domain that was left are ignored
    int m_timelinePages = 1;
    int m_timelineRun = 0; // pages of an earlier question are ignored
    bool m_activityDirty = false;
    bool m_timelineDirty = false;
    QTimer m_collect;
};

} // namespace unmta::ui
