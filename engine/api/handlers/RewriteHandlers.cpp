#include "api/ErrorStatus.h"
#include "api/handlers/Handlers.h"
#include "base/Log.h"
#include "contract/ErrorText.h"
#include "contract/wire/Rewrite.h"
#include "domain/Hostname.h"
#include "rewriter/LinkRewriter.h"
#include "rewriter/RewriteSnapshot.h"
#include "service/changes/ChangeFeed.h"
#include "service/domains/ClusterService.h"
#include "service/domains/DomainService.h"
#include "service/settings/SettingsService.h"
#include "store/EngineStore.h"

#include <QUrl>

#include <algorithm>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxRecipient = 320; // RFC 3696, erratum 1690
constexpr qsizetype maxMessageId = 250; // as in X-Unmta-Message-Id

// Rules -----------------------------------------------------------------------------------------------------------

wire::RewriteRules toWire(const TrackingRules &rules)
{
    return {rules.opens, rules.clicks, rules.plainText, rules.dkimSigned};
}

rewriter::RewriteRules toRewriter(const TrackingRules &rules)
{
    rewriter::RewriteRules result;
    result.opens = rules.opens;
    result.clicks = rules.clicks;
    result.plainText = rules.plainText;
    result.dkimSigned = rules.dkimSigned;
    return result;
}

Result<TrackingRules> rulesOf(const ApiServices &s, const ApiCall &call)
{
    if (const auto cluster = s.clusters.byId(call.parameter("cluster")); !cluster)
        return cluster.error();
    return s.store.rewriteRules.of(call.parameter("cluster"));
}

Result<ApiResponse> getRewriteRules(const ApiServices &s, const ApiCall &call)
{
    const auto rules = rulesOf(s, call);
    if (!rules)
        return rules.error();
    return dataResponse(wire::toJson(toWire(*rules)));
}

Result<ApiResponse> updateRewriteRules(const ApiServices &s, const ApiCall &call)
{
    const auto rules = rulesOf(s, call);
    if (!rules)
        return rules.error();
    // What the body leaves out stays as it is.
    const auto body = wire::parseObject(call.request.body);
    if (!body)
        return body.error();
    QJsonObject merged = wire::toJson(toWire(*rules));
    for (auto it = body->begin(); it != body->end(); ++it)
        merged.insert(it.key(), it.value());
    const auto wanted = wire::fromJson<wire::RewriteRules>(merged, wire::UnknownFields::Refuse);
    if (!wanted)
        return wanted.error();
    const TrackingRules changed{wanted->opens, wanted->clicks, wanted->plainText, wanted->dkimSigned};
    const QString cluster = call.parameter("cluster");
    if (auto done = s.store.rewriteRules.set(cluster, changed); !done)
        return done.error();
    s.feed.add(ChangeKind::Cluster, cluster, cluster, ChangeAction::Changed);
    audit(s, call, u"cluster.rewrite_rules"_s, cluster);
    return dataResponse(wire::toJson(*wanted));
}

Result<ApiResponse> getRewriteSnapshot(const ApiServices &s, const ApiCall &call)
{
    const auto rules = rulesOf(s, call);
    if (!rules)
        return rules.error();
    const auto routing = s.snapshots.current();
    const ClusterEntry *entry = routing->cluster(call.parameter("cluster").toLatin1());
    if (!entry)
        return notFound();
    rewriter::RewriteSnapshot snapshot;
    snapshot.clusterId = entry->id;
    snapshot.keys = entry->keys;
    snapshot.defaultHost = entry->defaultHost;
    snapshot.fallbackHost = entry->fallbackHost;
    snapshot.targetZone = s.settings.current().targetZone().toLatin1();
    snapshot.rules = toRewriter(*rules);
    const auto addHost = [&, now = s.clock.now()](const QByteArray &name) {
        const HostEntry *served = routing->host(name);
        if (served && served->clusterId == entry->id)
            snapshot.hosts.insert(name, served->certificate && now < served->certificate->notAfter);
    };
    addHost(entry->fallbackHost);
    // The cluster's own domains, not the hosts of everybody: mail hosts ask often.
    QString after;
    do {
        const auto page = s.domains.list(call.parameter("cluster"), after, store::maxPageSize);
        if (!page)
            return page.error();
        for (const TrackingDomain &domain : page->items)
            addHost(domain.fields().name.toLatin1());
        after = page->next;
    } while (!after.isEmpty());
    return dataResponse(snapshot.toJson());
}

// Rewriting -------------------------------------------------------------------------------------------------------

QString nameOf(rewriter::RewriteResult result)
{
    switch (result) {
    case rewriter::RewriteResult::Rewritten:
        return u"rewritten"_s;
    case rewriter::RewriteResult::Unchanged:
        return u"unchanged"_s;
    case rewriter::RewriteResult::PassedThrough:
        return u"passed_through"_s;
    }
    return {};
}

wire::RewritePreview previewOf(const rewriter::RewriteOutcome &outcome, qint64 bytesBefore)
{
    wire::RewritePreview preview;
    preview.result = nameOf(outcome.result);
    preview.reason = outcome.reason;
    preview.trackingHost = outcome.trackingHost;
    preview.messageId = outcome.messageId;
    preview.opens = outcome.opens;
    preview.clicks = outcome.clicks;
    preview.pixel = outcome.pixel;
    preview.pixelReason = outcome.pixelReason;
    for (const rewriter::LinkDecision &link : outcome.links) {
        preview.links.append(
            {link.part, link.url, link.name, link.text, link.index, link.tracked, link.reason, link.newUrl});
    }
    for (const rewriter::PartDecision &part : outcome.parts)
        preview.parts.append({part.part, part.type, part.rewritten, part.reason, part.bytesBefore, part.bytesAfter});
    preview.warnings = outcome.warnings;
    preview.bytesBefore = bytesBefore;
    preview.bytesAfter = outcome.bytes.size();
    preview.content = QString::fromLatin1(outcome.bytes.toBase64());
    return preview;
}

// Everything that a rewrite needs, taken together on the engine thread and used on another.
struct RewriteJob
{
    std::shared_ptr<const Snapshot> routing;
    QByteArray clusterId;
    QByteArray targetZone;
    TimePoint now;
    rewriter::RewriteRules rules;
    rewriter::RewriteContext context;
    QByteArray content;
    bool isHtml = false;
    bool preview = false;

    [[nodiscard]] ApiResponse run() const
    {
        SystemRandom random;
        const ClusterEntry *entry = routing->cluster(clusterId);
        auto minter = rewriter::minterFor(*routing, *entry, targetZone, now, random);
        const auto outcome =
            isHtml ? rewriteHtml(content, rules, context, minter) : rewriteMessage(content, rules, context, minter);
        if (preview)
            return dataResponse(wire::toJson(previewOf(outcome, content.size())));
        logWarnings(outcome);
        ApiResponse response;
        response.status = 200;
        response.contentType = isHtml ? "text/html; charset=utf-8" : "message/rfc822";
        response.body = outcome.bytes;
        return response;
    }

private:
    // Nobody sees them otherwise: the answer is the message and nothing else.
    void logWarnings(const rewriter::RewriteOutcome &outcome) const
    {
        if (outcome.result == rewriter::RewriteResult::PassedThrough)
            qCWarning(lcApi).noquote() << "passed through untouched" << subject() << u"reason="_s + outcome.reason;
        for (const QString &warning : outcome.warnings) {
            if (warning != "no_html_part"_L1 && warning != "over_102_kib"_L1) // of the content, not of what was asked
                qCWarning(lcApi).noquote() << warning << subject() << u"host="_s + outcome.trackingHost;
        }
    }
    [[nodiscard]] QString subject() const { return u"rewrite cluster="_s + QString::fromLatin1(clusterId); }
};

// Text that goes into events and logs.
Result<QString> shortText(const ApiCall &call, const QString &name, qsizetype longest)
{
    const QString text = call.query(name.toLatin1().constData());
    if (text.size() > longest)
        return badQuery(name, u"give at most %1 characters"_s.arg(longest));
    if (std::any_of(text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; }))
        return badQuery(name, u"give it without control characters"_s);
    return text;
}

Result<void> readQuery(const ApiCall &call, RewriteJob &job)
{
    const QString preview = call.query("preview");
    if (!preview.isEmpty() && preview != "0"_L1 && preview != "1"_L1)
        return badQuery(u"preview"_s, u"give 1 for the decisions, or leave it out for the message"_s);
    job.preview = preview == "1"_L1;
    job.context.wantDecisions = job.preview;
    const auto recipient = shortText(call, u"recipient"_s, maxRecipient);
    if (!recipient)
        return recipient.error();
    job.context.recipient = *recipient;
    const auto messageId = shortText(call, u"message_id"_s, maxMessageId);
    if (!messageId)
        return messageId.error();
    job.context.messageId = *messageId;
    if (const QString host = call.query("tracking_host"); !host.isEmpty()) {
        const auto name = Hostname::parse(host);
        if (!name)
            return badQuery(u"tracking_host"_s, u"give a host name"_s);
        job.context.trackingHost = name->ascii().toLatin1();
    }
    return {};
}

Result<RewriteJob> jobOf(const ApiServices &s, const ApiCall &call)
{
    const auto rules = rulesOf(s, call);
    if (!rules)
        return rules.error();
    RewriteJob job;
    job.routing = s.snapshots.current();
    job.clusterId = call.parameter("cluster").toLatin1();
    if (!job.routing->cluster(job.clusterId))
        return notFound();
    job.targetZone = s.settings.current().targetZone().toLatin1();
    job.now = s.clock.now();
    job.rules = toRewriter(*rules);
    job.isHtml = call.request.contentType.toLower().startsWith("text/html");
    job.content = call.request.body;
    if (auto read = readQuery(call, job); !read)
        return read.error();
    return job;
}

void rewriteMessage(const ApiServices &s, const ApiCall &call, const ApiAnswer &answer, ApiDispatcher &dispatcher)
{
    auto job = jobOf(s, call);
    if (!job)
        return answer(refusal(job.error()));
    // A large message takes longer than the engine thread may be kept.
    dispatcher.workers().start([job = *std::move(job), answer, &dispatcher] {
        ApiResponse response = job.run();
        QMetaObject::invokeMethod(
            &dispatcher, [answer, response = std::move(response)] { answer(response); }, Qt::QueuedConnection);
    });
}

// Inspecting ------------------------------------------------------------------------------------------------------

struct LinkParts
{
    LinkKind kind = LinkKind::Click;
    QByteArray host;
    QByteArray token;
};

std::optional<LinkParts> partsOf(const QString &text)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    const QByteArray path = url.path(QUrl::FullyEncoded).toLatin1();
    const QByteArray host = url.host(QUrl::FullyEncoded).toLatin1().toLower();
    const auto link = parseLinkPath(path);
    if (!link || host.isEmpty())
        return std::nullopt;
    return LinkParts{link->kind, host, link->token.toByteArray()};
}

// `onlyCluster`: of another cluster's hosts nothing is said, not even that they are here.
wire::Inspection inspect(const Snapshot &snapshot, const QString &text, const std::optional<QString> &onlyCluster)
{
    wire::Inspection result;
    const auto parts = partsOf(text);
    if (!parts) {
        result.message = u"This is not the address of a tracked link or pixel."_s;
        return result;
    }
    const HostEntry *host = snapshot.host(parts->host);
    const ClusterEntry *cluster = host ? snapshot.cluster(host->clusterId) : nullptr;
    if (!cluster || (onlyCluster && QString::fromLatin1(cluster->id) != *onlyCluster)) {
        result.message = u"%1 is not a host that is served here."_s.arg(QString::fromLatin1(parts->host));
        return result;
    }
    const auto payload = openLink(parts->token, {parts->kind, cluster->id, parts->host}, cluster->keys);
    if (!payload) {
        result.message = errorSentence(payload.error());
        return result;
    }
    result.genuine = true;
    result.kind = wire::kindOf(parts->kind == LinkKind::Open ? wire::EventType::Open : wire::EventType::Click);
    result.message = parts->kind == LinkKind::Open ? u"An open pixel."_s : u"A click link to %1."_s.arg(payload->url);
    result.clusterId = QString::fromLatin1(cluster->id);
    result.trackingHost = QString::fromLatin1(parts->host);
    result.url = payload->url;
    result.messageId = payload->messageId;
    result.recipient = payload->recipient;
    result.linkIndex = payload->linkIndex;
    result.linkName = payload->linkName;
    result.meta = payload->meta;
    return result;
}

Result<ApiResponse> inspectLink(const ApiServices &s, const ApiCall &call)
{
    const auto input = call.body<wire::InspectInput>();
    if (!input)
        return input.error();
    const auto onlyCluster = call.token ? call.token->clusterId : std::nullopt;
    return dataResponse(wire::toJson(inspect(*s.snapshots.current(), input->url, onlyCluster)));
}

} // namespace

void addRewriteHandlers(ApiDispatcher &dispatcher, const ApiServices &services)
{
    const auto add = [&](const Route &operation, auto handler) {
        dispatcher.on(operation, [services, handler](const ApiCall &call) { return handler(services, call); });
    };
    add(api::getRewriteRules, getRewriteRules);
    add(api::updateRewriteRules, updateRewriteRules);
    add(api::getRewriteSnapshot, getRewriteSnapshot);
    add(api::inspectLink, inspectLink);
    dispatcher.on(api::rewriteMessage, [services, &dispatcher](const ApiCall &call, const ApiAnswer &answer) {
        rewriteMessage(services, call, answer, dispatcher);
    });
}

} // namespace unmta
