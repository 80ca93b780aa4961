// Three engines on one store, as an engine in memory tells of them: one does the upkeep, one is drained, one is gone.
#pragma once

#include "contract/ErrorText.h"
#include "contract/json/JsonCodec.h"
#include "ui/FakeEngine.h"
#include "ui/engine/FakeAnswers.h"

#include <memory>

namespace unmta::test {

class Nodes
{
public:
    // From here on the engine is the first of them.
    static std::shared_ptr<Nodes> join(FakeEngine &engine)
    {
        auto nodes = std::make_shared<Nodes>(engine.clock.now());
        engine.capabilities << QStringLiteral("nodes");
        engine.also = [nodes, before = engine.also](const ApiRequest &request) -> std::optional<ApiResponse> {
            if (const QStringList path = request.path.mid(8).split(u'/'); path.first() == u"nodes")
                return nodes->answer(path, request.method);
            return before ? before(request) : std::nullopt;
        };
        return nodes;
    }

    explicit Nodes(TimePoint now)
    {
        using namespace std::chrono_literals;
        const auto node = [&](const QString &id, const QString &name, const QString &state) {
            wire::Node each;
            each.id = id;
            each.name = name;
            each.version = QStringLiteral("0.1.0");
            each.state = state;
            each.startedAt = now - 24h * 3;
            each.seenAt = now - 1s;
            each.requests = 3'110'400;
            each.requestsPerSecond = 212;
            each.certificates = 1'204;
            all << each;
        };
        node(QStringLiteral("5f2a9c01d37be4aa"), QStringLiteral("edge1.example.net"), QStringLiteral("active"));
        node(QStringLiteral("77c0a9e1b2f45d10"), QStringLiteral("edge2.example.net"), QStringLiteral("draining"));
        node(QStringLiteral("9b13e7720acd5561"), QStringLiteral("edge3.example.net"), QStringLiteral("silent"));
        all[0].isThis = true;
        all[0].hasUpkeep = true;
        all[1].requestsPerSecond = 4;
        all[2].requestsPerSecond = 0;
        all[2].seenAt = now - 26min;
        all[2].behindSeconds = 26 * 60;
        all[2].eventsWaiting = 1'310;
    }

    wire::Node *find(const QString &id)
    {
        const auto found =
            std::find_if(all.begin(), all.end(), [&id](const wire::Node &each) { return each.id == id; });
        return found == all.end() ? nullptr : &*found;
    }

    QList<wire::Node> all;
    std::optional<Error> refusal; // of everything that changes one
    std::optional<Error> problem; // of the list
    int asked = 0;

private:
    std::optional<ApiResponse> answer(const QStringList &path, Method method)
    {
        using namespace answers;
        if (path.size() == 1) {
            ++asked;
            return problem ? refused(503, *problem) : reply(arrayOf(all));
        }
        wire::Node *node = find(path.at(1));
        if (!node)
            return notFound();
        if (refusal)
            return refused(409, *refusal);
        if (path.value(2) == u"drain") {
            node->state = method == Method::Post ? QStringLiteral("draining") : QStringLiteral("active");
            return reply(wire::toJson(*node));
        }
        if (node->state != u"silent")
            return refused(409, Error(QStringLiteral("node.alive")));
        all.removeIf([&path](const wire::Node &each) { return each.id == path.at(1); });
        return done();
    }
    static ApiResponse refused(int status, const Error &error) { return answers::refusal(status, error); }
};

} // namespace unmta::test
