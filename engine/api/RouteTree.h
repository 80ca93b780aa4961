// Which route a path leads to. The patterns are taken apart once; a path is walked segment by segment. Pure.
#pragma once

#include "contract/Route.h"

#include <QHash>

#include <memory>
#include <span>
#include <vector>

namespace unmta {

class RouteTree
{
public:
    struct Match
    {
        const Route *route = nullptr;
        QHash<QByteArray, QString> parameters; // by the name in braces, decoded
    };
    // The routes that fit a path, in the order in which they were given, with what stands in the place of the braces.
    using Matches = std::vector<Match>;

    explicit RouteTree(std::span<const Route *const> routes);
    ~RouteTree();

    // Every route of this raw path, whatever its method; none when a segment is not text. An empty segment fits no
    // braces.
    [[nodiscard]] Matches find(const QString &path) const;

private:
    struct Node;
    std::unique_ptr<Node> m_root;
};

} // namespace unmta
