#include "api/RouteTree.h"

#include <QUrl>

#include <algorithm>

namespace unmta {

namespace {

// A raw path's segments, decoded after splitting, so that "%2F" is part of a name.
std::optional<QStringList> segmentsOf(const QString &path)
{
    QStringList segments;
    for (const QString &raw : path.mid(1).split(u'/')) {
        const QString segment = QUrl::fromPercentEncoding(raw.toLatin1());
        if (segment.contains(QChar::Null) || segment.contains(QChar::ReplacementCharacter))
            return std::nullopt;
        segments << segment;
    }
    return segments;
}

struct Leaf
{
    const Route *route = nullptr;
    std::size_t place = 0; // in the order of the routes
    QByteArrayList names;  // what is in its braces
};

} // namespace

struct RouteTree::Node
{
    QHash<QString, std::shared_ptr<Node>> named;
    std::shared_ptr<Node> open; // in braces
    std::vector<Leaf> leaves;

    void collect(const QStringList &path, qsizetype at, QStringList &values,
                 std::vector<std::pair<const Leaf *, QStringList>> &found) const
    {
        if (at == path.size()) {
            for (const Leaf &leaf : leaves)
                found.emplace_back(&leaf, values);
            return;
        }
        if (const auto next = named.constFind(path[at]); next != named.cend())
            (*next)->collect(path, at + 1, values, found);
        if (open && !path[at].isEmpty()) {
            values << path[at];
            open->collect(path, at + 1, values, found);
            values.removeLast();
        }
    }
};

RouteTree::RouteTree(std::span<const Route *const> routes)
    : m_root(std::make_unique<Node>())
{
    for (std::size_t i = 0; i < routes.size(); ++i) {
        Leaf leaf{routes[i], i, {}};
        Node *node = m_root.get();
        for (const QString &segment : patternSegments(*routes[i])) {
            const bool isOpen = segment.startsWith(u'{');
            if (isOpen)
                leaf.names << segment.sliced(1).chopped(1).toLatin1();
            auto &next = isOpen ? node->open : node->named[segment];
            if (!next)
                next = std::make_shared<Node>();
            node = next.get();
        }
        node->leaves.push_back(std::move(leaf));
    }
}

RouteTree::~RouteTree() = default;

RouteTree::Matches RouteTree::find(const QString &path) const
{
    const auto segments = segmentsOf(path);
    if (!segments)
        return {};
    std::vector<std::pair<const Leaf *, QStringList>> found;
    QStringList values;
    m_root->collect(*segments, 0, values, found);
    std::sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.first->place < b.first->place; });
    Matches matches;
    for (const auto &[leaf, of] : found) {
        Match match{leaf->route, {}};
        for (qsizetype i = 0; i < of.size(); ++i)
            match.parameters.insert(leaf->names[i], of[i]);
        matches.push_back(std::move(match));
    }
    return matches;
}

} // namespace unmta
