// The management API as typed calls: the only way in which the console and the command line reach an engine. Every call
// is asynchronous; the reply runs in the caller's thread and only while `context` lives. Names and shapes: Wire.h.
//
// An error that the engine reported carries its code, the first field at fault, context "message" (the sentence) and
// context "status" (the HTTP status) and context "errors" (the sentences by field, as compact JSON).
#pragma once

#include "contract/Transport.h"
#include "contract/wire/Wire.h"
#include "contract/wire/Monitor.h"
#include "contract/wire/Rewrite.h"

#include <QJsonObject>

class QObject;

namespace unmta {

template <typename T>
using Reply = std::function<void(Result<T>)>;

class ApiClient
{
public:
    explicit ApiClient(Transport &transport)
        : m_transport(transport)
    {}

    void server(const QObject *context, Reply<wire::Server> done);

    void clusters(const QObject *context, Reply<QList<wire::Cluster>> done);
    void cluster(const QString &id, const QObject *context, Reply<wire::Cluster> done);
    void createCluster(const wire::ClusterInput &input, const QObject *context, Reply<wire::Cluster> done);
    void renameCluster(const QString &id, const wire::ClusterInput &input, const QObject *context,
                       Reply<wire::Cluster> done);
    void changeCluster(const QString &id, const wire::ClusterChange &change, const QObject *context,
                       Reply<wire::Cluster> done);
    void deleteCluster(const QString &id, const QObject *context, Reply<void> done);

    // `after` is the `next` of the page before, or empty.
    void domains(const QString &cluster, const QString &after, const QObject *context,
                 Reply<wire::Page<wire::TrackingDomain>> done);
    void domain(const QString &cluster, const QString &name, const QObject *context, Reply<wire::TrackingDomain> done);
    void addDomain(const QString &cluster, const wire::TrackingDomainInput &input, const QObject *context,
                   Reply<wire::TrackingDomain> done);
    void deleteDomain(const QString &cluster, const QString &name, const QObject *context, Reply<void> done);
    void verifyDomain(const QString &cluster, const QString &name, const QObject *context,
                      Reply<wire::VerifyReply> done);
    void setDefault(const QString &cluster, const QString &name, bool isDefault, const QObject *context,
                    Reply<wire::TrackingDomain> done);
    void checks(const QString &cluster, const QString &name, const QObject *context,
                Reply<wire::Page<wire::Check>> done);
    // Newest first; `after` is the `next` of the page before, or empty.
    void timeline(const QString &cluster, const QString &name, const QString &after, const QObject *context,
                  Reply<wire::Page<wire::TimelineEntry>> done);
    void activity(const QString &cluster, const QString &name, TimePoint from, TimePoint to, const QString &bucket,
                  const QObject *context, Reply<QList<wire::ActivityBucket>> done);

    // Empty `name`: the whole cluster. Empty `kind`: opens and clicks.
    void events(const QString &cluster, const QString &name, const QString &kind, const QString &after, int limit,
                const QObject *context, Reply<wire::Page<wire::Event>> done);
    // The same, newest first; `before` is the `next` of the page before, or empty.
    void recentEvents(const QString &cluster, const QString &name, const QString &kind, const QString &before,
                      int limit, const QObject *context, Reply<wire::Page<wire::Event>> done);
    void mintLink(const QString &cluster, const wire::LinkInput &input, const QObject *context, Reply<wire::Link> done);

    void settings(const QObject *context, Reply<wire::Settings> done);
    void updateSettings(const wire::Settings &changes, const QObject *context, Reply<wire::Settings> done);
    void tokens(const QObject *context, Reply<QList<wire::Token>> done);
    void createToken(const wire::TokenInput &input, const QObject *context, Reply<wire::Token> done);
    void revokeToken(qint64 id, const QObject *context, Reply<void> done);
    void notifications(const QString &after, const QObject *context, Reply<wire::Page<wire::Notification>> done);
    // Comes back once the relay has answered. Error: settings.mail_incomplete.
    void testNotifications(const QObject *context, Reply<wire::MailTest> done);
    void changes(const QString &epoch, qint64 since, int waitMs, const QObject *context, Reply<wire::ChangePage> done);

    void dangling(const QString &cluster, const QObject *context, Reply<QList<wire::DanglingRecord>> done);
    void monitor(const QObject *context, Reply<wire::Monitor> done);
    // Error: monitor.not_held.
    void releaseMonitor(const QObject *context, Reply<wire::Monitor> done);

    void dnsRecords(const QObject *context, Reply<QList<wire::DnsRecord>> done);
    void setDnsRecord(const wire::DnsRecord &record, const QObject *context, Reply<QList<wire::DnsRecord>> done);
    void unsetDnsRecord(const QString &name, const QString &type, const QObject *context, Reply<void> done);
    void advanceClock(const QString &duration, const QObject *context, Reply<wire::ClockState> done);

    // The whole message (or HTML fragment) rewritten, with every decision. `contentType` is "message/rfc822" or
    // "text/html"; an empty `trackingHost` is the one in force.
    void previewRewrite(const QString &cluster, const QByteArray &content, const QByteArray &contentType,
                        const QString &recipient, const QString &trackingHost, const QObject *context,
                        Reply<wire::RewritePreview> done);
    void rewriteRules(const QString &cluster, const QObject *context, Reply<wire::RewriteRules> done);
    void updateRewriteRules(const QString &cluster, const wire::RewriteRules &rules, const QObject *context,
                            Reply<wire::RewriteRules> done);
    void inspectLink(const QString &url, const QObject *context, Reply<wire::Inspection> done);

    // Any call whose reply is not JSON: status and body as they came; refusals are errors as everywhere.
    void raw(ApiRequest request, const QObject *context, Reply<ApiResponse> done);
    // Any call, for tools that print what the API says: the reply's whole JSON object ("data", "meta"), empty for 204.
    void call(ApiRequest request, const QObject *context, Reply<QJsonObject> done);

private:
    Transport &m_transport;
};

// "/api/v1" with the segments appended, each percent-encoded.
[[nodiscard]] QString apiPath(const QStringList &segments);
[[nodiscard]] ApiRequest jsonRequest(Method method, const QString &path, const QJsonObject &body);

} // namespace unmta
