#include "assembly/endpoints/EdgeEndpoint.h"

#include "assembly/endpoints/Listeners.h"
#include "base/Log.h"
#include "http/sockets/FileLimit.h"
#include "service/changes/ChangeFeed.h"
#include "service/settings/Settings.h"
#include "store/EngineStore.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

edge::EdgeConfig edgeConfigOf(const EngineConfig &config)
{
    edge::EdgeConfig result;
    for (const ListenAddress &address : config.http)
        result.listeners.append(httpListener(address, false));
    for (const ListenAddress &address : config.https)
        result.listeners.append(httpListener(address, true));
    result.connections.total = connectionShares(http::raiseFileLimit()).edge;
    result.sockets = config.sockets;
    result.timeouts.drainIdle = patienceWithKept;
    return result;
}

edge::IpDetail ipDetailOf(const Settings &settings)
{
    switch (settings.ipPrivacy()) {
    case IpPrivacy::Full:
        return edge::IpDetail::Full;
    case IpPrivacy::Truncated:
        return edge::IpDetail::Truncated;
    case IpPrivacy::None:
        return edge::IpDetail::None;
    }
    return edge::IpDetail::None;
}

edge::EdgePolicy edgePolicyOf(const Settings &settings)
{
    edge::EdgePolicy policy;
    policy.requireHttps = settings.httpsPolicy() == HttpsPolicy::Require;
    if (auto ranges = IpRanges::parse(settings.list("edge.trusted_proxies")))
        policy.trustedProxies = *std::move(ranges);
    else
        qCWarning(lcEdge).noquote() << "edge.trusted_proxies is not usable; no proxy is trusted";
    policy.proxyProtocol = settings.expectsProxyHeader();
    policy.ip = ipDetailOf(settings);
    policy.keepUserAgent = settings.keepsUserAgent();
    return policy;
}

RecorderConfig recorderConfigFor(const QString &path)
{
    RecorderConfig config;
    config.path = path;
    return config;
}

// Both run on the recorder's thread.
EventRecorder::Recorded tellOthers(ChangeFeed &feed, std::function<void()> recorded)
{
    return [feed = &feed, recorded = std::move(recorded)](const QList<ActivityIncrease> &increases) {
        recorded();
        QMetaObject::invokeMethod(
            feed,
            [feed, increases] {
                for (const ActivityIncrease &increase : increases)
                    feed->addActivity(increase.clusterId, increase.trackingHost);
            },
            Qt::QueuedConnection);
    };
}

void tellLog(const RecorderStatus &status)
{
    if (status.healthy)
        qCInfo(lcEdge).noquote() << "events are recorded again";
    else
        qCCritical(lcEdge).noquote() << "events are not recorded" << describe(status.error)
                                     << "dropped=" << status.dropped;
}

} // namespace

void RecorderSink::record(EventBatch batch)
{
    m_recorder.record(std::move(batch));
}

void RecorderSink::keep(std::size_t answers)
{
    m_recorder.keep(answers);
}

EdgeEndpoint::EdgeEndpoint(const EngineConfig &config, const Dependencies &d)
    : m_eventsPath(store::EngineStore::eventsPath(config.dataDir))
    , m_figures(m_eventsPath)
    , m_bots(m_eventsPath)
    , m_summarizer(m_eventsPath)
    , m_judging(m_recorder, d.feed)
    , m_deletion(m_eventsPath, m_recorder, d.feed)
    , m_recorder(recorderConfigFor(m_eventsPath), d.clock, tellOthers(d.feed, d.recorded), tellLog)
    , m_sink(m_recorder)
    , m_readers(m_eventsPath)
    , m_server(edgeConfigOf(config), d.snapshots, m_sink, d.clock, d.random)
{}

Result<void> EdgeEndpoint::startRecording(const Settings &settings)
{
    m_recorder.setRetention(settings.retention("events.retention"));
    if (auto done = m_recorder.start(); !done)
        return done;
    auto events = EventService::open(m_eventsPath);
    if (!events)
        return events.error();
    m_events = *std::move(events);
    m_readers.start();
    return {};
}

Result<void> EdgeEndpoint::startServing(const Settings &settings)
{
    m_server.setWorkers(settings.edgeWorkers());
    return m_server.start();
}

void EdgeEndpoint::drain()
{
    m_server.drain();
}

void EdgeEndpoint::applySettings(const Settings &settings)
{
    m_server.setPolicy(edgePolicyOf(settings));
    m_recorder.setRetention(settings.retention("events.retention"));
}

QList<wire::Listener> EdgeEndpoint::listeners() const
{
    QList<wire::Listener> result;
    for (const http::HttpListener &listener : m_server.listeners())
        result.append({listener.tls ? u"https"_s : u"http"_s, listener.address, listener.port});
    return result;
}

} // namespace unmta
