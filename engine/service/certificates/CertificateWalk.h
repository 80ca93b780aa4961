// Looks through all certificates and all active domains for work that no due time tells of: a certificate of another
// issuer than the chosen one, a domain without a certificate (of a restored or edited store). A page of rows per turn
// of the event loop, so that nobody waits for a million of them. Engine thread.
#pragma once

#include "base/Clock.h"
#include "service/certificates/CertificateBook.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace unmta {

class CertificateWalk final : public QObject
{
    Q_OBJECT

public:
    static constexpr int rowsPerTurn = 100;

    struct Ports
    {
        store::EngineStore &store;
        const Clock &clock;
        std::function<bool(const QString &host)> isServed;
        // False: nothing of it is stored; the page comes again later.
        std::function<bool(const QList<CertificateBook::Entry> &)> keep;
    };

    explicit CertificateWalk(Ports ports);

    // From the beginning, for that issuer; a walk under way is given up.
    void begin(const QString &issuer, bool isNewConfiguration);
    void stop();

Q_SIGNALS:
    // Every certificate knows of the issuer.
    void chosen();
    // Work was found, and is due.
    void found();

private:
    void turn();
    // False when there are no more rows.
    [[nodiscard]] Result<bool> lookAtCertificates();
    [[nodiscard]] Result<bool> lookAtDomains();
    [[nodiscard]] bool keep(const QList<CertificateBook::Entry> &entries);

    Ports d;
    QString m_issuer;
    bool m_isNewConfiguration = false;
    bool m_certificatesDone = false;
    QString m_behindHost;
    std::int64_t m_behindDomain = 0;
    QTimer m_timer;
};

} // namespace unmta
