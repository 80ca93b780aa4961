// Which links were clicked most, in memory that is bounded however many different ones there are.
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>

#include <cstdint>

namespace unmta {

struct LinkFigures
{
    QByteArray url; // UTF-8
    std::int64_t clicks = 0;
    std::int64_t clicksByPeople = 0;

    bool operator==(const LinkFigures &) const = default;
};

class LinkTally
{
public:
    struct Bounds
    {
        qsizetype links = 50'000;
        qsizetype bytes = 16 << 20; // of their text
    };

    LinkTally()
        : LinkTally(Bounds())
    {}
    explicit LinkTally(const Bounds &bounds)
        : m_bounds(bounds)
    {}

    void add(QByteArrayView url, bool byPerson);

    // Those with the most clicks, the highest first; equal ones in the order of their text.
    [[nodiscard]] QList<LinkFigures> top(qsizetype most) const;
    [[nodiscard]] std::int64_t clicks() const { return m_clicks; }
    // A link may have as many clicks beyond its figure: it was forgotten for want of room, and came again.
    [[nodiscard]] std::int64_t missedAtMost() const { return m_missed; }

private:
    struct Counts
    {
        std::int64_t clicks = 0;
        std::int64_t byPeople = 0;
    };

    void makeRoom();

    Bounds m_bounds;
    QHash<QByteArray, Counts> m_links;
    qsizetype m_bytes = 0;
    std::int64_t m_clicks = 0;
    std::int64_t m_missed = 0;
};

} // namespace unmta
