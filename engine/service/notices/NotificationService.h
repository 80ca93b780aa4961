// What people are told: kept for the console's list and, where mail is set up, put into the outbox. Engine thread.
#pragma once

#include "base/Clock.h"
#include "base/Page.h"
#include "domain/Notification.h"
#include "domain/TrackingDomain.h"

#include <QObject>

namespace unmta {

namespace store {
class EngineStore;
}
class ChangeFeed;
class Settings;
class SettingsService;

// From an error to a sentence. Words are made at the edge of the screen, and a mail is one.
using Wording = std::function<QString(const Error &)>;

// What a check did to a domain, with everything that a mail about it names.
struct DomainNews
{
    const TrackingDomain &before;
    const TrackingDomain &after;
    const QList<Notice> &notices;
    const Check &check;
    std::optional<TimePoint> lastMatchAt; // when the record was last as it should be
    QString hostInForce;                  // for new mail of the cluster, from now on
};

// About a host of a cluster; domainId 0 is the cluster's fallback host.
struct HostNews
{
    QString kind;
    QString clusterId;
    std::int64_t domainId = 0;
    QString host;
    QJsonObject args = {};
};

class NotificationService final : public QObject
{
    Q_OBJECT

public:
    NotificationService(store::EngineStore &store, ChangeFeed &feed, const SettingsService &settings,
                        const Clock &clock, Wording wording)
        : m_store(store)
        , m_feed(feed)
        , m_settings(settings)
        , m_clock(clock)
        , m_wording(std::move(wording))
    {}

    // One notification per notice that concerns people. Called inside the transaction of the transition, so that a
    // downgrade and its notification are stored together or not at all; announce() follows the commit.
    [[nodiscard]] Result<void> store(const DomainNews &news);
    void announce(const QString &clusterId, const QList<Notice> &notices);

    // About the installation, for its operator. Inside a transaction, or alone.
    [[nodiscard]] Result<void> storeForOperator(const QString &kind, const QJsonObject &args);
    void announceToOperator(const QString &kind);

    // About hosts. Stores all of them, or none, and announces.
    void tellOfHosts(const QList<HostNews> &news);
    void tellOfHost(const QString &kind, const QString &clusterId, std::int64_t domainId, const QString &host,
                    const QJsonObject &args)
    {
        tellOfHosts({{kind, clusterId, domainId, host, args}});
    }

    // Newest first. `clusterId` empty: all, those about the installation included. Errors: store.bad_cursor.
    [[nodiscard]] Result<Page<Notification>> list(const QString &clusterId, const QString &after, int limit) const;

    [[nodiscard]] QString worded(const Error &error) const { return m_wording(error); }
    // Whether there is a relay and a sender; what is not mailed is shown on the screen only.
    [[nodiscard]] static bool canMail(const Settings &settings);
    // Bare addresses of the people who get mail about this cluster (none: about the installation), in a fixed order.
    [[nodiscard]] Result<QStringList> recipientsOf(const std::optional<QString> &clusterId) const;
    // The bare addresses of mailboxes, sorted, each once; what is none is left out.
    [[nodiscard]] static QStringList addressesOf(const QStringList &mailboxes);

Q_SIGNALS:
    // Something new may wait in the outbox.
    void announced();

private:
    [[nodiscard]] Result<void> insert(Notification notification);
    [[nodiscard]] Result<void> tellWebhooks(const Notification &notification);
    [[nodiscard]] Result<void> insertAll(const QList<HostNews> &news);

    store::EngineStore &m_store;
    ChangeFeed &m_feed;
    const SettingsService &m_settings;
    const Clock &m_clock;
    Wording m_wording;
};

// "domain.verified", "domain.warning", …; empty for notices that have no notification of their own.
[[nodiscard]] QString notificationKind(Notice notice);
// One sentence for lists.
[[nodiscard]] QString notificationSentence(const Notification &notification);

} // namespace unmta
