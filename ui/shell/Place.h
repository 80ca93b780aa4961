// Where one can go in the window.
#pragma once

#include <cstdint>

namespace unmta::ui {

enum class Place : std::uint8_t
{
    Domains,
    Events,
    Rewriting,
    Notifications,
    Webhooks,
    Sandbox,
    Settings,
    Setup,
    Overview,
    Cluster,
    Audit,
    Nodes
};

} // namespace unmta::ui
