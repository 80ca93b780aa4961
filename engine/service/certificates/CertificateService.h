// Upkeep of certificates: one row of work per host, taken up at its due time (order, ask about renewal, renew, try
// again). Only hosts that are served have certificates; nothing a recipient sends reaches this class. Engine thread.
#pragma once

#include "acme/CertificateIssuer.h"
#include "base/Clock.h"
#include "base/Random.h"
#include "domain/Certificate.h"
#include "service/certificates/CertificateBook.h"
#include "service/certificates/CertificateWalk.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <variant>

namespace unmta {

namespace store {
class EngineStore;
}
class ChangeFeed;
class NotificationService;
class SnapshotPublisher;

class CertificateService final : public QObject
{
    Q_OBJECT

public:
    struct Dependencies
    {
        store::EngineStore &store;
        SnapshotPublisher &publisher;
        ChangeFeed &feed;
        NotificationService &notifications;
        const Clock &clock;
        Random &random;
    };

    explicit CertificateService(const Dependencies &d);

    // Replaces the issuer; attempts under way are dropped and begun anew. Hosts whose certificate came from the other
    // kind of issuer are due at once. `configuration` is all that the issuer was made from: when it differs from what
    // the store remembers, those that wait after a failure are due at once as well. Otherwise, after a restart that is,
    // they go on waiting: a CA counts failures.
    void setIssuer(std::unique_ptr<acme::CertificateIssuer> issuer, const QByteArray &configuration);
    // There is an issuer, made from that.
    [[nodiscard]] bool isMadeFrom(const QByteArray &configuration) const
    {
        return m_issuer && m_configuration == configuration;
    }
    void start();
    void stop();
    // A due time or the clock changed.
    void lookAgain();
    // The wall clock was set, by so much: what was put off by a clock that was ahead must not wait until then.
    void clockSet(Millis by);
    // The store can be written again: what could not be saved is saved, and work goes on at once.
    void storeRecovered();

    // The hosts are served now: orders a certificate unless a usable one is there.
    void wanted(const QStringList &hosts);
    // The host is no longer served, but may be again: no renewals, the certificate stays.
    void unwanted(const QString &host);
    // The hosts are gone: certificates and keys are destroyed.
    void removed(const QStringList &hosts);

    // Where nothing is stored: one without a host, in state None.
    [[nodiscard]] Certificate of(const QString &host) const;

    // What orders came to since the start, whoever the issuer was.
    struct OrderCounts
    {
        quint64 begun = 0;
        quint64 issued = 0;
        quint64 failed = 0;
    };
    [[nodiscard]] const OrderCounts &orderCounts() const { return m_orderCounts; }
    [[nodiscard]] qsizetype underWay() const { return m_underWay.size(); }

Q_SIGNALS:
    // A host got its first certificate or a new one.
    void issuedFor(const QString &host);

private:
    // What an attempt came to, and whether its certificate may replace the one that there was when it began: keys and
    // signatures are looked at on the issuer's thread.
    struct Outcome
    {
        acme::IssueOutcome issued;
        Certificate judgedAgainst;
        bool replaces = false;
    };
    using News = std::variant<QByteArray, RenewalAdvice, Outcome>;
    // What the issuer said, in the order in which it came.
    struct Arrival
    {
        QString host;
        News news;
    };

    void step();
    // Tells people of those that come to their end.
    void alert();
    void order(const Certificate &certificate);
    void askWindow(const Certificate &certificate);
    // From any thread: queues it, unless the issuer has been replaced by then.
    void report(quint64 generation, const QString &host, News news);
    // Takes in what arrived, a few in one transaction, and the rest in another turn of the event loop.
    void settle();
    [[nodiscard]] CertificateBook::Entry settled(const Certificate &present, const News &news);
    [[nodiscard]] CertificateBook::Entry ended(const Certificate &present, const Outcome &outcome);
    [[nodiscard]] CertificateBook::Entry succeeded(const Certificate &present, const acme::IssuedCertificate &issued);
    [[nodiscard]] CertificateBook::Entry failed(const Certificate &present, const acme::IssueOutcome &outcome);
    [[nodiscard]] bool replaces(const Outcome &outcome, const Certificate &present) const;
    // None: an order may follow.
    [[nodiscard]] std::optional<TimePoint> restsUntil(const Certificate &certificate) const;
    // Whether the store has room for what so many orders bring, tried by writing as much. An order whose result is
    // lost would be made again, and a CA counts.
    [[nodiscard]] bool hasRoomFor(qsizetype orders);
    // Something could not be saved: nothing is begun for a while, longer each time.
    void holdBack();
    [[nodiscard]] Millis heldFor() const;
    [[nodiscard]] std::optional<TimePoint> lastSuccess(const QString &host) const;
    // False: nothing of it is stored.
    bool keep(const QList<CertificateBook::Entry> &entries);
    [[nodiscard]] QString configurationDigest() const;
    void rememberConfiguration();
    [[nodiscard]] bool isServed(const QString &host) const;

    Dependencies d;
    std::unique_ptr<acme::CertificateIssuer> m_issuer;
    QByteArray m_configuration;
    quint64 m_issuerGeneration = 0; // answers of an earlier issuer are ignored
    CertificateBook m_book;
    CertificateWalk m_walk;
    QSet<QString> m_underWay;
    bool m_hasMore = false; // due, but too many are under way
    QList<Arrival> m_arrived;
    QList<Arrival> m_unsaved; // certificates that the store had no room for when they came; still under way
    QTimer m_settleTimer;
    int m_saveFailures = 0; // in a row
    std::chrono::steady_clock::time_point m_heldUntil;
    QTimer m_timer;
    bool m_running = false;
    OrderCounts m_orderCounts;
};

} // namespace unmta
