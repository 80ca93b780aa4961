// Upkeep of certificates: one row of work per host, taken up at its due time (order, ask about renewal, renew, try
// again). Only hosts that are served have certificates; nothing a recipient sends reaches this class. Engine thread.
#pragma once

#include "acme/CertificateIssuer.h"
#include "base/Clock.h"
#include "base/Random.h"
#include "domain/Certificate.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

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

    // The host is served now: orders a certificate unless a usable one is there.
    void wanted(const QString &host);
    // The host is no longer served, but may be again: no renewals, the certificate stays.
    void unwanted(const QString &host);
    // The host is gone: certificate and key are destroyed.
    void removed(const QString &host);

    // Where nothing is stored: one without a host, in state None.
    [[nodiscard]] Certificate of(const QString &host) const;

Q_SIGNALS:
    // A host got its first certificate or a new one.
    void issuedFor(const QString &host);

private:
    void step();
    void order(const Certificate &certificate);
    void orderUnlessFresh(const Certificate &certificate);
    void askWindow(const Certificate &certificate);
    void finish(const QString &host, const acme::IssueOutcome &outcome);
    void succeed(const Certificate &certificate, const acme::IssuedCertificate &issued);
    // Certificates that the store had no room for when they came.
    void saveWhatIsLeft();
    // Whether the store has room for what an order brings, tried by writing as much. An order whose result is lost
    // would be made again, and a CA counts.
    [[nodiscard]] bool hasRoom();
    // Something could not be saved: nothing is begun for a while, longer each time.
    void holdBack();
    [[nodiscard]] Millis heldFor() const;
    [[nodiscard]] std::optional<TimePoint> lastSuccess(const QString &host) const;
    void fail(const Certificate &certificate, const acme::IssueOutcome &outcome);
    // Stores what became of it and announces what a reader of the API can see of that. False: not stored.
    bool keep(const Certificate::Transition &transition);
    // Whether the store remembers another configuration; it remembers this one from now on.
    [[nodiscard]] bool isNewConfiguration();
    void remember(const QString &host, const QString &code, const QString &message);
    // People hear of trouble once, and once of its end.
    void tell(const Certificate &certificate, CertificateNews news);
    [[nodiscard]] bool isServed(const QString &host) const;

    Dependencies d;
    std::unique_ptr<acme::CertificateIssuer> m_issuer;
    QByteArray m_configuration;
    quint64 m_issuerGeneration = 0; // answers of an earlier issuer are ignored
    QSet<QString> m_underWay;
    QHash<QString, acme::IssuedCertificate> m_unsaved; // by host
    int m_saveFailures = 0;                            // in a row
    std::chrono::steady_clock::time_point m_heldUntil;
    QTimer m_timer;
    bool m_running = false;
};

} // namespace unmta
