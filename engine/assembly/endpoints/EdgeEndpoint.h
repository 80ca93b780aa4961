// What recipients meet: the edge, and the recorder that makes its events durable. Engine thread.
#pragma once

#include "assembly/EngineConfig.h"
#include "base/Clock.h"
#include "base/Random.h"
#include "contract/wire/Wire.h"
#include "edge/EdgeServer.h"
#include "service/bots/BotJudging.h"
#include "service/bots/BotTester.h"
#include "service/events/EventCarrier.h"
#include "service/events/EventDeletion.h"
#include "service/events/EventReaders.h"
#include "service/events/EventRecorder.h"
#include "service/events/EventService.h"
#include "service/events/EventSummary.h"
#include "service/events/figures/EventFigures.h"

#include <functional>
#include <memory>

namespace unmta {

class ChangeFeed;
class Settings;

// Hands the edge's events to the recorder.
class RecorderSink final : public edge::EventSink
{
public:
    explicit RecorderSink(EventRecorder &recorder)
        : m_recorder(recorder)
    {}
    void record(EventBatch batch) override;
    void keep(std::size_t answers) override;

private:
    EventRecorder &m_recorder;
};

class EdgeEndpoint
{
public:
    // All outlive the endpoint.
    struct Dependencies
    {
        const SnapshotHolder &snapshots;
        ChangeFeed &feed;
        const Clock &clock;
        Random &random;
        std::function<void()> recorded; // there are new events; on the recorder's thread
        store::DatabasePlace store;     // with a server the events go there in the end
        bool isComplete = true;         // false: that server is away, and what is recorded waits for it
        // Of a node, see EdgeConfig.
        std::function<void(const QByteArray &host, std::function<void()> done)> fetchCertificate = {};
    };

    EdgeEndpoint(const EngineConfig &config, const Dependencies &d);

    // Events can be recorded and read from here on. Errors: those of the store.
    [[nodiscard]] Result<void> startRecording(const Settings &settings);
    // There is a snapshot by now. Errors: those of HttpServer::start().
    [[nodiscard]] Result<void> startServing(const Settings &settings);
    // The next engine takes over: see HttpServer.
    void windDown() { m_server.windDown(); }
    [[nodiscard]] bool hasOlder() const { return m_server.hasOlder(); }
    ~EdgeEndpoint();
    // Takes no new connections; whoever waits for an answer still gets it.
    void drain();

    void applySettings(const Settings &settings);
    // Of nodes: see SharedTickets.
    void useTicketKeys(const std::map<std::int64_t, QByteArray> &secrets, std::int64_t present)
    {
        m_tickets->set(secrets, present);
    }

    // After startRecording().
    [[nodiscard]] EventService &events() const { return *m_events; }
    [[nodiscard]] const EventFigures &figures() const { return m_figures; }
    [[nodiscard]] EventReaders &readers() { return m_readers; }
    [[nodiscard]] EventDeletion &deletion() { return m_deletion; }
    [[nodiscard]] const BotTester &bots() const { return m_bots; }
    [[nodiscard]] const EventSummarizer &summarizer() const { return m_summarizer; }
    [[nodiscard]] BotJudging &judging() { return m_judging; }
    [[nodiscard]] QList<wire::Listener> listeners() const;
    [[nodiscard]] edge::EdgeStats stats() const { return m_server.stats(); }
    [[nodiscard]] RecorderStatus recorderStatus() const { return m_recorder.status(); }
    // Where events are read.
    [[nodiscard]] const store::DatabasePlace &place() const { return m_place; }
    // Recorded, and not where they are read yet.
    [[nodiscard]] std::int64_t eventsWaiting() const { return m_carrier ? m_carrier->waiting() : 0; }
    void lossesTold() { m_recorder.lossesTold(); }
    // What was recorded stays as it is meanwhile; see EventRecorder::setHeld().
    void holdEvents(const std::optional<Error> &why) { m_recorder.setHeld(why); }
    [[nodiscard]] bool eventsAreStill() const { return m_recorder.isStill(); }
    void pauseRecording(bool paused) { m_recorder.setPaused(paused); }

private:
    void applyRetention(const Settings &settings);

    const QString m_file;
    const store::DatabasePlace m_place; // the file, or a server
    const bool m_isComplete;
    Random &m_random;
    std::unique_ptr<EventRecorder> m_shared; // what writes to the server; none: there is none
    const EventFigures m_figures;
    const BotTester m_bots;
    const EventSummarizer m_summarizer;
    BotJudging m_judging;                    // the recorder's thread calls it
    EventDeletion m_deletion;                // the recorder's thread calls it
    std::unique_ptr<EventCarrier> m_carrier; // to there; the recorder's thread wakes it
    EventRecorder m_recorder;
    RecorderSink m_sink;
    std::unique_ptr<EventService> m_events; // after the recorder has made the file
    EventReaders m_readers;
    const std::shared_ptr<http::SharedTickets> m_tickets; // of nodes; null: this engine is alone
    edge::EdgeServer m_server;                            // goes first: its last answers need the recorder
};

} // namespace unmta
