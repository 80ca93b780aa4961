// The nodes as people see and order them about: from whichever of them they ask. Engine thread.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <functional>
#include <optional>

namespace unmta {

namespace store {
class EngineStore;
struct Node;
} // namespace store

// What a node tells of itself.
struct NodeFacts
{
    std::int64_t requests = 0;
    std::int64_t requestsPerSecond = 0;
    std::int64_t eventsWaiting = 0;
    std::int64_t certificates = 0;
    Millis behind{0}; // since it has taken in the last of what others have changed, as far as it knows

    [[nodiscard]] QByteArray toJson() const;
    [[nodiscard]] static NodeFacts fromJson(const QByteArray &json);
};

struct NodeShown
{
    enum class State : std::uint8_t
    {
        Active,
        Draining,
        Silent, // no sign of life for longer than it takes until another does its work
    };
    QString id;
    QString name;
    QString version;
    State state = State::Active;
    bool hasUpkeep = false;
    bool isThis = false;
    TimePoint startedAt{};
    TimePoint seenAt{};
    Millis behind{0}; // as it said, and since then when it is silent
    NodeFacts facts;
};

class NodeDirectory
{
public:
    // `clock`: by which moments are told, whatever the database's says. `alone`: this one, where the store is in files.
    struct Dependencies
    {
        store::EngineStore &store;
        Millis takeover;
        const Clock &clock;
        std::function<NodeShown()> alone;
    };

    explicit NodeDirectory(Dependencies d)
        : d(std::move(d))
    {}

    // By their start.
    [[nodiscard]] Result<QList<NodeShown>> list() const;
    // Its edge goes on, its health is that of one that nobody should be led to, and it does no upkeep; or the end of
    // that. Errors: request.not_found, node.alone.
    [[nodiscard]] Result<NodeShown> drain(const QString &id, bool isDraining);
    // One that is gone for good; gives what it was. Errors: request.not_found, node.alone, node.alive.
    [[nodiscard]] Result<NodeShown> remove(const QString &id);

private:
    [[nodiscard]] Result<NodeShown> find(const QString &id) const;
    [[nodiscard]] NodeShown shown(const store::Node &node, const QString &holder) const;
    [[nodiscard]] Result<QString> holder() const;

    Dependencies d;
};

} // namespace unmta
