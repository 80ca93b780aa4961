#include "assembly/endpoints/EdgeEndpoint.h"

#include "assembly/endpoints/Listeners.h"
#include "base/Log.h"
#include "edge/CertificateCache.h"
#include "http/sockets/FileLimit.h"
#include "service/changes/ChangeFeed.h"
#include "service/settings/Settings.h"
#include "store/EngineStore.h"

#include <QDir>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

edge::EdgeConfig edgeConfigOf(const EngineConfig &config, std::shared_ptr<const http::SharedTickets> tickets,
                              edge::CertificateCache::Fetch fetchCertificate)
{
    edge::EdgeConfig result;
    result.fetchCertificate = std::move(fetchCertificate);
    for (const ListenAddress &address : config.http)
        result.listeners.append(httpListener(address, false));
    for (const ListenAddress &address : config.https)
        result.listeners.append(httpListener(address, true));
    result.connections.total = connectionShares(http::raiseFileLimit()).edge;
    result.sockets = config.sockets;
    result.tickets = std::move(tickets);
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

RecorderConfig recorderConfigFor(const QString &path, bool isWhereTheyStay)
{
    RecorderConfig config;
    config.path = path;
    config.merge.isOn = isWhereTheyStay; // else they are merged there
    return config;
}

// Its ledger and spool stay empty: what it cannot take is handed over again.
RecorderConfig sharedConfigFor(const QString &dataDir, const store::DatabasePlace &store)
{
    RecorderConfig config;
    config.path = QDir(dataDir).filePath(u"events-server"_s);
    config.place = store;
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

void tellLogOfServer(const RecorderStatus &status)
{
    if (status.healthy)
        qCInfo(lcStore).noquote() << "the server takes events again";
    else
        qCWarning(lcStore).noquote() << "the server takes no events; they wait here" << describe(status.error);
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
    : m_file(store::EngineStore::eventsPath(config.dataDir))
    , m_place(d.store.server ? d.store : store::DatabasePlace(m_file))
    , m_isComplete(d.isComplete)
    , m_random(d.random)
    , m_shared(d.store.server ? std::make_unique<EventRecorder>(sharedConfigFor(config.dataDir, d.store), d.clock,
                                                                tellOthers(d.feed, d.recorded), tellLogOfServer)
                              : nullptr)
    , m_figures(m_place)
    , m_bots(m_place)
    , m_summarizer(m_place)
    , m_judging(m_shared ? *m_shared : m_recorder, d.feed)
    , m_deletion(m_place, m_shared ? *m_shared : m_recorder, d.feed,
                 m_shared ? EventDeletion::Arrival([this](auto done) { m_carrier->whenArrived(std::move(done)); })
                          : EventDeletion::Arrival())
    , m_carrier(m_shared ? std::make_unique<EventCarrier>(m_file, m_recorder, m_place, *m_shared) : nullptr)
    , m_recorder(recorderConfigFor(m_file, !d.store.server && d.isComplete), d.clock,
                 m_shared ? EventRecorder::Recorded([this](const auto &) { m_carrier->wake(); })
                          : tellOthers(d.feed, d.recorded),
                 tellLog)
    , m_sink(m_recorder)
    , m_readers(m_place)
    , m_tickets(d.store.server ? std::make_shared<http::SharedTickets>() : nullptr)
    , m_server(edgeConfigOf(config, m_tickets, d.fetchCertificate), d.snapshots, m_sink, d.clock, d.random)
{}

// The callers of the server's recorder go after it; what it has not taken stays in the file.
EdgeEndpoint::~EdgeEndpoint()
{
    if (!m_shared)
        return;
    m_carrier->stop();
    m_shared->stop();
}

Result<void> EdgeEndpoint::startRecording(const Settings &settings)
{
    applyRetention(settings);
    if (auto done = m_recorder.start(); !done)
        return done;
    if (m_shared) {
        if (auto done = m_shared->start(); !done)
            return done;
        if (auto done = m_carrier->start(m_random); !done)
            return done;
    }
    auto events = EventService::open(m_place);
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

// In the file is only what is on its way.
void EdgeEndpoint::applyRetention(const Settings &settings)
{
    if (!m_isComplete)
        return;
    (m_shared ? *m_shared : m_recorder).setRetention(settings.retention("events.retention"));
}

void EdgeEndpoint::drain()
{
    m_server.drain();
}

void EdgeEndpoint::applySettings(const Settings &settings)
{
    m_server.setPolicy(edgePolicyOf(settings));
    applyRetention(settings);
}

QList<wire::Listener> EdgeEndpoint::listeners() const
{
    QList<wire::Listener> result;
    for (const http::HttpListener &listener : m_server.listeners())
        result.append({listener.tls ? u"https"_s : u"http"_s, listener.address, listener.port});
    return result;
}

} // namespace unmta
