// Names that were pasted to be added together: taken apart, and what is known of each before anything is added.
#pragma once

#include "contract/wire/Wire.h"

namespace unmta::ui {

struct NameVerdict
{
    QString name;
    bool mayBeAdded = false;
    QString sentence; // why not; empty when it may
    bool operator==(const NameVerdict &) const = default;
};

// Separated by lines, commas, semicolons or blanks, in the order in which they stand, at most `mostNames`.
[[nodiscard]] QStringList namesIn(const QString &text);
inline constexpr qsizetype mostNames = 1000;

// `known`: the domains that the cluster has.
[[nodiscard]] QList<NameVerdict> verdictsOn(const QStringList &names, const QList<wire::TrackingDomain> &known);

} // namespace unmta::ui
