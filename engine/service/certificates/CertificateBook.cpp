#include "service/certificates/CertificateBook.h"

#include "base/Log.h"
#include "service/changes/ChangeFeed.h"
#include "service/notices/NotificationService.h"
#include "service/routing/SnapshotPublisher.h"
#include "store/EngineStore.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

QString isoText(const std::optional<TimePoint> &time)
{
    return time ? toIso8601(*time) : QString();
}

QJsonObject materialOf(const Certificate::Fields &fields)
{
    return {{u"issuer"_s, fields.issuerName.isEmpty() ? fields.issuer : fields.issuerName},
            {u"not_after_at"_s, isoText(fields.notAfter)}};
}

} // namespace

QJsonObject CertificateBook::troubleOf(const Certificate::Fields &fields) const
{
    QJsonObject args = materialOf(fields);
    const Error error = systemError(fields.errorCode, fields.errorMessage);
    args.insert(u"code"_s, error.code);
    args.insert(u"problem"_s, error.code.isEmpty() ? QString() : d.notifications.worded(error));
    args.insert(u"next_try_at"_s, isoText(fields.nextAttemptAt));
    return args;
}

Result<void> CertificateBook::keep(const QList<Entry> &entries)
{
    if (auto written = write(entries); !written)
        return written;
    // Whoever hears of it finds the edge already serving it.
    QList<Certificate> inOrder;
    for (const Entry &entry : entries) {
        if (entry.transition.news == CertificateNews::InOrder)
            inOrder.append(entry.transition.certificate);
    }
    d.publisher.certificatesChanged(inOrder);
    for (const Entry &entry : entries)
        announce(entry.transition);
    tell(entries);
    return {};
}

Result<void> CertificateBook::write(const QList<Entry> &entries)
{
    auto transaction = store::Transaction::begin(d.store.database());
    if (!transaction)
        return transaction.error();
    for (const auto &[transition, attempt] : entries) {
        const QString &host = transition.certificate.fields().host;
        if (host.isEmpty())
            continue;
        if (auto done = d.store.certificates.upsert(transition.certificate); !done)
            return done;
        if (!attempt)
            continue;
        if (auto done = d.store.certificates.addAttempt(host, *attempt); !done)
            return done;
        if (auto done = tellWebhooks(transition, attempt->at); !done)
            return done;
    }
    return transaction->commit();
}

Result<void> CertificateBook::tellWebhooks(const Certificate::Transition &transition, TimePoint at)
{
    const auto &fields = transition.certificate.fields();
    if (transition.news != CertificateNews::InOrder)
        return {};
    const auto snapshot = d.publisher.current();
    const HostEntry *host = snapshot->host(fields.host.toLatin1());
    if (!host)
        return {};
    return d.store.webhookNotices.insert(
        {0, WebhookType::CertificateIssued, QString::fromLatin1(host->clusterId), fields.host, at, materialOf(fields)});
}

void CertificateBook::announce(const Certificate::Transition &transition)
{
    // The end of an attempt is in the domain's timeline, whatever became of the certificate.
    if (!transition.isVisible && !transition.end)
        return;
    const QString &host = transition.certificate.fields().host;
    const auto snapshot = d.publisher.current();
    if (const HostEntry *entry = snapshot->host(host.toLatin1()); entry && entry->domainId != 0)
        d.feed.add(ChangeKind::Domain, QString::fromLatin1(entry->clusterId), host, ChangeAction::Changed);
}

void CertificateBook::tell(const QList<Entry> &entries)
{
    const auto snapshot = d.publisher.current();
    QList<HostNews> news;
    for (const Entry &entry : entries) {
        const auto &fields = entry.transition.certificate.fields();
        const HostEntry *host = snapshot->host(fields.host.toLatin1());
        if (!host || entry.transition.news == CertificateNews::None)
            continue;
        if (entry.transition.news == CertificateNews::Ending) {
            news.append({u"certificate.expiring"_s, QString::fromLatin1(host->clusterId), host->domainId, fields.host,
                         troubleOf(fields)});
            continue;
        }
        const bool failed = entry.transition.news == CertificateNews::Trouble;
        const auto isKnown = d.store.notifications.hasCertificateTrouble(host->domainId, fields.host);
        if (!isKnown || *isKnown == failed)
            continue;
        news.append({failed ? u"certificate.failed"_s : u"certificate.recovered"_s,
                     QString::fromLatin1(host->clusterId), host->domainId, fields.host,
                     failed ? troubleOf(fields) : materialOf(fields)});
    }
    d.notifications.tellOfHosts(news);
}

} // namespace unmta
