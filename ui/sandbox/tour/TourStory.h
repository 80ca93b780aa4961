// The sandbox's story in eight steps, from an empty window to the second strike, and how far it has come by what is so
// in the engine. Pure.
#pragma once

#include "contract/wire/Wire.h"

#include <QCoreApplication>

#include <optional>

namespace unmta::ui {

enum class TourPlace : std::uint8_t
{
    AddDomain,  // the dialog
    Domain,     // the domain's own page
    Recipients, // of the sandbox's page
    Records,
    Clock
};

struct TourStep
{
    QString title;
    QString text;
    TourPlace place;
};

// Of the one domain that the tour is about.
struct TourFacts
{
    std::optional<wire::TrackingDomain> domain;
    std::optional<bool> isPublished; // whether the provider has its record; none: not known at present
    bool hasEvents = false;
};

class TourStory
{
    Q_DECLARE_TR_FUNCTIONS(TourStory)

public:
    static constexpr int steps = 8;

    // From 1; steps + 1: it is over. Never goes back: what was done has been seen.
    [[nodiscard]] int step() const { return m_step; }
    [[nodiscard]] bool isOver() const { return m_step > steps; }
    // True when a step was done.
    bool learn(const TourFacts &facts);
    [[nodiscard]] static TourStep textOf(int step, const QString &name);

private:
    [[nodiscard]] static bool isDone(int step, const TourFacts &facts);

    int m_step = 1;
};

} // namespace unmta::ui
