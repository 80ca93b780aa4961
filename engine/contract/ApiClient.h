// The management API as typed calls: the only way in which the console and the command line reach an engine. Every call
// is asynchronous; the reply runs in the caller's thread and only while `context` lives. Operations: Operations.h;
// names and shapes: wire/.
//
// An error that the engine reported carries its code, the first field at fault, context "message" (the sentence) and
// context "status" (the HTTP status) and context "errors" (the sentences by field, as compact JSON).
#pragma once

#include "contract/OperationCodec.h"

#include <functional>
#include <type_traits>

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

    // Any operation: client.call(api::getCluster, {id}, this, …). `path` has the values for the braces of its pattern.
    template <typename Response>
    void call(const Operation<void, Response> &operation, const QStringList &path, const QObject *context,
              std::type_identity_t<Reply<Response>> done)
    {
        send<Response>(plainRequest(operation, path), context, std::move(done));
    }
    template <typename Request, typename Response>
    void call(const Operation<Request, Response> &operation, const QStringList &path,
              const std::type_identity_t<Request> &request, const QObject *context,
              std::type_identity_t<Reply<Response>> done)
    {
        send<Response>(requestOf(operation, path, request), context, std::move(done));
    }
    // An operation's request that the caller has made and altered.
    template <typename Response>
    void send(ApiRequest request, const QObject *context, Reply<Response> done)
    {
        Reply<QJsonObject> decoded = [done = std::move(done)](const Result<QJsonObject> &body) {
            if (!body)
                done(body.error());
            else
                done(ResponseCodec<Response>::decode(*body));
        };
        object(std::move(request), context, std::move(decoded));
    }

    // For tools that print what the API says: the reply's whole JSON object ("data", "meta"), empty for 204.
    void object(ApiRequest request, const QObject *context, Reply<QJsonObject> done);

    // The console's calls, with their arguments by name ---------------------------------------------------------------

    void server(const QObject *context, Reply<wire::Server> done);
    void readiness(const QObject *context, Reply<wire::Readiness> done);
    // Asks everybody anew.
    void probeReadiness(const QObject *context, Reply<wire::Readiness> done);

    void clusters(const QObject *context, Reply<QList<wire::Cluster>> done);
    void createCluster(const wire::ClusterInput &input, const QObject *context, Reply<wire::Cluster> done);
    void renameCluster(const QString &id, const wire::ClusterInput &input, const QObject *context,
                       Reply<wire::Cluster> done);

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
    // Newest first; `after` is the `next` of the page before, or empty.
    void timeline(const QString &cluster, const QString &name, const QString &after, const QObject *context,
                  Reply<wire::Page<wire::TimelineEntry>> done);
    void activity(const QString &cluster, const QString &name, TimePoint from, TimePoint to, const QString &bucket,
                  const QObject *context, Reply<QList<wire::ActivityBucket>> done);

    // Of one recipient. Deleting takes seconds where there are millions of events. Error: event.recipient_required.
    void countEvents(const QString &cluster, const QString &recipient, const QObject *context,
                     Reply<wire::EventCount> done);
    void deleteEvents(const QString &cluster, const QString &recipient, const QObject *context,
                      Reply<wire::EventDeletion> done);
    // Reads all events of the cluster. Error: bots.malformed_rule.
    void testBots(const QString &cluster, const wire::BotTestInput &input, const QObject *context,
                  Reply<wire::BotTest> done);

    void settings(const QObject *context, Reply<wire::Settings> done);
    void updateSettings(const wire::Settings &changes, const QObject *context, Reply<wire::Settings> done);
    void tokens(const QObject *context, Reply<QList<wire::Token>> done);
    void createToken(const wire::TokenInput &input, const QObject *context, Reply<wire::Token> done);
    void revokeToken(qint64 id, const QObject *context, Reply<void> done);
    void notifications(const QString &after, const QObject *context, Reply<wire::Page<wire::Notification>> done);

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

private:
    Transport &m_transport;
};

} // namespace unmta
